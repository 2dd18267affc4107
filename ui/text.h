// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/error.h"
#include "app/session/sessioninfo.h"

#include <QString>

#include <chrono>

//! Words for people, in one place, so that the window and the tray say the same.
namespace Ui {

enum class Severity {
    Info,
    Success,
    Warning,
    Error,
};

//! What a message offers to do about it.
enum class Remedy {
    None,
    SignIn,
    Retry,
    BreakLock,
};

//! One message for a person: what happened, why, and the way out.
struct Message
{
    Severity severity = Severity::Info;
    QString title;
    QString why;
    QString fix;
    Remedy remedy = Remedy::None;
    bool operator==(const Message &) const = default;
};

//! Names the failure in the person's language; the error's own sentence tells the particulars.
[[nodiscard]] Message describe(const Core::Error &error);
[[nodiscard]] QString remedyText(Remedy remedy);

//! "7 min left", "expired"; rounded down, never more hopeful than the truth.
[[nodiscard]] QString timeLeft(std::chrono::seconds left);
//! "in 4 min", "12 min ago".
[[nodiscard]] QString relativeTime(std::chrono::seconds fromNow);
[[nodiscard]] QString stateText(Session::SessionState state);
//! "Signed in as jane · 7 min left".
[[nodiscard]] QString sessionLine(const Session::SessionInfo &session,
                                  std::chrono::system_clock::time_point now);
[[nodiscard]] QString storageText(Keychain::StoreKind kind);

//! Foreign text for a label: no control or bidirectional characters, one line, at most \a maxLength
//! bytes. Every name of a kubeconfig is hostile until it went through here.
[[nodiscard]] QString printable(const QString &foreign, int maxLength = 300);
//! A tool tip with foreign text. Qt takes a tool tip that looks like HTML for HTML: a name such as
//! "<img src=…>" would be one.
[[nodiscard]] QString plainToolTip(const QString &text);
//! An error's own words as a sentence of its own: the command line puts them behind a colon instead.
[[nodiscard]] QString sentence(const QString &words);
[[nodiscard]] QString localTime(std::chrono::system_clock::time_point time);

} // namespace Ui
