// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/qtsupport/async.h"

#include <QMap>
#include <QObject>
#include <QString>
#include <QUrl>

#include <variant>

namespace Session {

//! Which browser, as the caller says: it travels in the request, because the agent's own environment
//! is that of whoever started it first.
struct BrowserRequest
{
    bool isWanted = true; //!< false (`--skip-open-browser`): only tell the address
    QString command; //!< `--browser-command`: one program, the URL is appended; no shell
    QMap<QString, QString> environment; //!< BROWSER, DISPLAY, WAYLAND_DISPLAY, XDG_…, DBUS_… of the caller
};

//! Opens a URL for a person: the edge of the process, faked in tests.
class BrowserLauncher : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~BrowserLauncher() override;
    //! Finishes when the browser was started, not when the person is done. BrowserFailed otherwise.
    //! Only https and loopback http are ever opened.
    [[nodiscard]] virtual QtSupport::FutureResult<std::monostate> open(const QUrl &url,
                                                                       const BrowserRequest &request) = 0;
};

//! `--browser-command`, else `$BROWSER` (first entry of the list), else xdg-open, each started directly
//! with an argument list.
class ProcessBrowserLauncher final : public BrowserLauncher
{
    Q_OBJECT

public:
    using BrowserLauncher::BrowserLauncher;
    [[nodiscard]] QtSupport::FutureResult<std::monostate> open(const QUrl &url,
                                                               const BrowserRequest &request) override;
};

} // namespace Session
