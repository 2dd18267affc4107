// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/json.h"

#include <QString>
#include <QStringList>

#include <chrono>

namespace Settings {

//! Who may open a browser when a caller in the background needs a person (`--login`).
enum class LoginPolicy {
    Auto, //!< a caller with a terminal: browser; without one: notify
    Browser,
    Notify,
    Never,
};

//! Where refresh tokens are kept.
enum class Storage {
    Automatic, //!< the keychain if there is one, else memory
    Memory,
};

//! The headings in the list of contexts.
enum class ContextGrouping {
    None,
    File,
    Server,
};

//! Everything a person may set. Plain value; SettingsStore reads and writes it.
struct Settings
{
    LoginPolicy loginPolicy = LoginPolicy::Auto;
    //! Refresh at least this long before an ID token ends.
    std::chrono::seconds refreshLead{ 60 };
    //! Show the diff also before a plain switch of context or namespace.
    bool showDiffBeforeSwitch = true;
    bool closeToTray = true;
    ContextGrouping contextGrouping = ContextGrouping::None;
    bool startAtLogin = false;
    bool notifyBeforeExpiry = true;
    bool lockWithScreen = false;
    Storage storage = Storage::Automatic;
    QStringList kubeconfigFiles; //!< opened besides the usual ones

    bool operator==(const Settings &) const = default;
};

//! What was read, and what was wrong with it: a field that makes no sense keeps its default.
struct ReadSettings
{
    Settings settings;
    QStringList problems; //!< one sentence each
};

[[nodiscard]] ReadSettings fromJson(const Core::Json &json);

//! \a settings over \a base: members of \a base that this version does not know stay.
[[nodiscard]] Core::Json toJson(const Settings &settings, Core::Json base = Core::Json::object());

} // namespace Settings
