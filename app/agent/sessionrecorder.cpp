// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/agent/sessionrecorder.h"

#include "app/qtsupport/logging.h"
#include "app/qtsupport/strings.h"

namespace Agent {

namespace {

Session::SessionRequest requestOf(const Settings::KnownSession &known)
{
    Session::SessionRequest request;
    request.client.issuer = known.issuer;
    request.client.clientId = known.clientId;
    request.client.scopes = known.scopes;
    request.client.trustedAudiences = known.trustedAudiences;
    request.client.caPem = known.caPem;
    request.client.listenPorts = known.listenPorts;
    request.client.redirectHost = known.redirectHost;
    request.client.redirectPath = known.redirectPath;
    request.client.authRequestExtraParams = known.extraParams;
    request.account = known.account;
    return request;
}

Settings::KnownSession knownOf(const Session::SessionRequest &request, const Session::SessionInfo &info)
{
    Settings::KnownSession known;
    known.id = info.id;
    known.issuer = request.client.issuer;
    known.clientId = request.client.clientId;
    known.scopes = request.client.scopes;
    known.account = request.account;
    known.trustedAudiences = request.client.trustedAudiences;
    known.caPem = request.client.caPem;
    known.listenPorts = request.client.listenPorts;
    known.redirectHost = request.client.redirectHost;
    known.redirectPath = request.client.redirectPath;
    known.extraParams = request.client.authRequestExtraParams;
    known.lastUsername = info.username;
    known.lastGroups = info.groups;
    known.storage = QStringLiteral("keychain");
    return known;
}

} // namespace

SessionRecorder::SessionRecorder(Session::SessionManager &sessions, const std::filesystem::path &file, QObject *parent)
    : QObject(parent), m_sessions(sessions), m_file(file)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(500);
    connect(&m_delay, &QTimer::timeout, this, &SessionRecorder::save);
    connect(&m_sessions, &Session::SessionManager::sessionChanged, this, &SessionRecorder::sessionChanged);
    connect(&m_sessions, &Session::SessionManager::sessionRemoved, this, &SessionRecorder::sessionRemoved);
}

void SessionRecorder::restore()
{
    const auto known = m_file.load();
    if (!known) {
        qCWarning(QtSupport::lcAgent) << "cannot read the known sessions:" << QtSupport::toQString(Core::toLine(known.error()));
        return;
    }
    for (const Settings::KnownSession &session : *known) {
        const Session::SessionRequest request = requestOf(session);
        if (request.key().id() != session.id)
            continue; // edited by hand, or of a version with other keys
        m_known.insert(session.id, session);
        m_sessions.adopt(request, { session.lastUsername, session.lastGroups });
    }
}

void SessionRecorder::sessionChanged(const QString &sessionId)
{
    const auto info = m_sessions.session(sessionId);
    const auto request = m_sessions.request(sessionId);
    // Without an ID token nothing is known yet that is not written; in memory only, it ends with us.
    if (!info || !request || !info->refreshable || info->username.isEmpty()
        || info->storage != Keychain::StoreKind::Keychain || !request->client.clientSecret.isEmpty())
        return;
    const Settings::KnownSession known = knownOf(*request, *info);
    if (m_known.value(sessionId) == known)
        return;
    m_known.insert(sessionId, known);
    m_delay.start();
}

void SessionRecorder::sessionRemoved(const QString &sessionId)
{
    if (m_known.remove(sessionId) > 0)
        save();
}

void SessionRecorder::flush()
{
    if (m_delay.isActive())
        save();
}

void SessionRecorder::save()
{
    m_delay.stop();
    if (const auto saved = m_file.save({ m_known.cbegin(), m_known.cend() }); !saved)
        qCWarning(QtSupport::lcAgent) << "cannot write the known sessions:" << QtSupport::toQString(Core::toLine(saved.error()));
}

} // namespace Agent
