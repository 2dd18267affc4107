// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/paths.h"
#include "ui/ports.h"

namespace Ui {

//! SessionsPort over the session manager of this process.
class SessionsAdapter final : public SessionsPort
{
    Q_OBJECT

public:
    //! \a environment is this program's own: it knows the person's browser and display.
    SessionsAdapter(Session::SessionManager &manager, const Core::Environment &environment,
                    QObject *parent = nullptr);

    [[nodiscard]] QList<Session::SessionInfo> sessions() const override { return m_manager.sessions(); }
    [[nodiscard]] std::optional<Session::SessionInfo> session(const QString &id) const override;
    [[nodiscard]] std::optional<Session::SessionRequest> request(const QString &id) const override;
    [[nodiscard]] Session::SessionRequest completed(const ExecSignIn &signIn) const override;
    [[nodiscard]] QString idOf(const Session::SessionRequest &request) const override;
    [[nodiscard]] Core::Result<Session::SessionClaims> claims(const QString &id) const override;
    [[nodiscard]] QUrl pendingLoginUrl(const QString &id) const override;
    [[nodiscard]] QtSupport::FutureResult<Session::SessionInfo> logIn(const Session::SessionRequest &request) override;
    void cancelLogin(const QString &id) override { m_manager.cancelLogin(id); }
    [[nodiscard]] QtSupport::FutureResult<Session::SessionInfo> refreshNow(const QString &id) override;
    [[nodiscard]] QtSupport::FutureResult<Session::LogoutOutcome> logOut(const QString &id) override;
    void adopt(const Session::SessionRequest &request) override { m_manager.adopt(request); }

private:
    Session::SessionManager &m_manager;
    Session::BrowserRequest m_browser;
};

//! PEM certificates of a file somebody named: at most 1 MiB, at least one.
[[nodiscard]] Core::Result<QByteArray> readCaBundle(const QString &file);

} // namespace Ui
