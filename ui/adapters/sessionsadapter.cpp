// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/adapters/sessionsadapter.h"

#include "app/core/atomicfile.h"
#include "app/qtsupport/certificates.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

#include <QCoreApplication>

namespace Ui {

namespace {

constexpr std::size_t maxCaBytes = 1024 * 1024;

//! What a browser needs to find the person's screen and an instance of itself that runs already.
constexpr const char *browserVariables[] = { "BROWSER",          "DISPLAY",         "WAYLAND_DISPLAY",
                                             "XAUTHORITY",       "XDG_RUNTIME_DIR", "XDG_CURRENT_DESKTOP",
                                             "XDG_SESSION_TYPE", "XDG_DATA_DIRS",   "DBUS_SESSION_BUS_ADDRESS" };

Audit::Requester ourselves()
{
    return { QCoreApplication::applicationPid(), QCoreApplication::applicationFilePath(), {} };
}

} // namespace

Core::Result<QByteArray> readCaBundle(const QString &file)
{
    const Core::Result<std::string> bytes = Core::readFile(QtSupport::toStdString(file), maxCaBytes);
    if (!bytes)
        return Core::fail(bytes.error());
    const QByteArray pem = QtSupport::toByteArray(*bytes);
    if (const auto certificates = QtSupport::parseCaBundle(pem); !certificates)
        return Core::fail(certificates.error());
    return pem;
}

SessionsAdapter::SessionsAdapter(Session::SessionManager &manager, const Core::Environment &environment,
                                 QObject *parent)
    : SessionsPort(parent)
    , m_manager(manager)
{
    for (const char *name : browserVariables) {
        if (const auto value = environment(name))
            m_browser.environment.insert(QString::fromLatin1(name), QtSupport::toQString(*value));
    }
    using Manager = Session::SessionManager;
    connect(&m_manager, &Manager::sessionChanged, this, &SessionsPort::sessionChanged);
    connect(&m_manager, &Manager::sessionRemoved, this, &SessionsPort::sessionRemoved);
    connect(&m_manager, &Manager::loginStarted, this, &SessionsPort::loginStarted);
    connect(&m_manager, &Manager::loginFinished, this, &SessionsPort::loginFinished);
    connect(&m_manager, &Manager::attentionNeeded, this, &SessionsPort::attentionNeeded);
}

std::optional<Session::SessionInfo> SessionsAdapter::session(const QString &id) const
{
    return m_manager.session(id);
}

std::optional<Session::SessionRequest> SessionsAdapter::request(const QString &id) const
{
    return m_manager.request(id);
}

Session::SessionRequest SessionsAdapter::completed(const ExecSignIn &signIn) const
{
    Session::SessionRequest request = signIn.request;
    if (!signIn.caFile.isEmpty()) {
        // An unreadable file shows when somebody signs in: the certificate is then not trusted.
        if (const auto pem = readCaBundle(signIn.caFile))
            request.client.caPem += *pem;
    }
    return request;
}

QString SessionsAdapter::idOf(const Session::SessionRequest &request) const
{
    return request.key().id();
}

Core::Result<Session::SessionClaims> SessionsAdapter::claims(const QString &id) const
{
    return m_manager.claims(id);
}

QUrl SessionsAdapter::pendingLoginUrl(const QString &id) const
{
    return m_manager.pendingLoginUrl(id);
}

QtSupport::FutureResult<Session::SessionInfo> SessionsAdapter::logIn(const Session::SessionRequest &request)
{
    Session::LoginOptions options;
    options.browser = m_browser;
    options.requester = ourselves();
    return m_manager.logIn(request, options);
}

QtSupport::FutureResult<Session::SessionInfo> SessionsAdapter::refreshNow(const QString &id)
{
    return m_manager.refreshNow(id);
}

QtSupport::FutureResult<Session::LogoutOutcome> SessionsAdapter::logOut(const QString &id)
{
    return m_manager.logOut(id);
}

} // namespace Ui
