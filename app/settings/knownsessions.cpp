// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/settings/knownsessions.h"

#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"
#include "app/settings/fieldreader.h"

#include <optional>

namespace Settings {

namespace {

constexpr std::size_t kMaxSessions = 1000;
constexpr qsizetype kMaxPem = 256 * 1024;

using QtSupport::toStdString;

Core::Json arrayOf(const QStringList &list)
{
    Core::Json json = Core::Json::array();
    for (const QString &item : list)
        json.push_back(toStdString(item));
    return json;
}

Core::Json toJson(const KnownSession &session)
{
    Core::Json extra = Core::Json::object();
    for (auto it = session.extraParams.cbegin(); it != session.extraParams.cend(); ++it)
        extra[toStdString(it.key())] = toStdString(it.value());
    Core::Json ports = Core::Json::array();
    for (const quint16 port : session.listenPorts)
        ports.push_back(port);
    return { { "id", toStdString(session.id) },
             { "issuer", toStdString(session.issuer) },
             { "clientId", toStdString(session.clientId) },
             { "scopes", arrayOf(session.scopes) },
             { "account", toStdString(session.account) },
             { "trustedAudiences", arrayOf(session.trustedAudiences) },
             { "caPem", session.caPem.toStdString() },
             { "listenPorts", std::move(ports) },
             { "redirectHost", toStdString(session.redirectHost) },
             { "redirectPath", toStdString(session.redirectPath) },
             { "extraParams", std::move(extra) },
             { "lastUsername", toStdString(session.lastUsername) },
             { "lastGroups", arrayOf(session.lastGroups) },
             { "storage", toStdString(session.storage) } };
}

std::optional<QList<quint16>> portsOf(const Core::Json &json)
{
    if (!json.is_array() || json.empty() || json.size() > 16)
        return std::nullopt;
    QList<quint16> ports;
    for (const Core::Json &port : json) {
        if (!port.is_number_unsigned() || port.get<std::uint64_t>() > 65535)
            return std::nullopt;
        ports += static_cast<quint16>(port.get<std::uint64_t>());
    }
    return ports;
}

std::optional<KnownSession> fromJson(const Core::Json &json)
{
    if (!json.is_object())
        return std::nullopt;
    KnownSession session;
    QStringList problems;
    FieldReader reader(json, problems);
    reader.read("id", session.id, 128);
    reader.read("issuer", session.issuer);
    reader.read("clientId", session.clientId);
    reader.read("scopes", session.scopes);
    reader.read("account", session.account);
    reader.read("trustedAudiences", session.trustedAudiences);
    QString pem;
    reader.read("caPem", pem, kMaxPem);
    session.caPem = pem.toUtf8();
    if (const Core::Json *value = reader.find("listenPorts")) {
        if (const auto ports = portsOf(*value))
            session.listenPorts = *ports;
        else
            reader.note("listenPorts");
    }
    reader.read("redirectHost", session.redirectHost);
    reader.read("redirectPath", session.redirectPath);
    reader.read("extraParams", session.extraParams);
    reader.read("lastUsername", session.lastUsername);
    reader.read("lastGroups", session.lastGroups, 1000);
    reader.read("storage", session.storage);
    // A session with half of its facts would sign in somewhere else: all or nothing.
    if (!problems.isEmpty() || session.id.isEmpty() || session.issuer.isEmpty()
        || session.clientId.isEmpty())
        return std::nullopt;
    return session;
}

} // namespace

Core::Result<std::vector<KnownSession>> KnownSessions::load()
{
    const Core::Result<Core::Json> json = m_file.read();
    if (!json) {
        if (json.error().code == Core::ErrorCode::NotFound)
            return std::vector<KnownSession>();
        return Core::fail(json.error());
    }
    const auto list = json->is_object() ? json->find("sessions") : json->end();
    if (!json->is_object() || list == json->end() || !list->is_array()
        || list->size() > kMaxSessions) {
        m_file.setBroken();
        return Core::fail(Core::ErrorCode::Parse,
                          "the file of known sessions holds no list of sessions",
                          "sign in again; the file is then written anew");
    }
    std::vector<KnownSession> sessions;
    for (const Core::Json &item : *list) {
        if (auto session = fromJson(item))
            sessions.push_back(std::move(*session));
        else
            m_file.setBroken();
    }
    return sessions;
}

Core::Result<> KnownSessions::save(const std::vector<KnownSession> &sessions)
{
    Core::Json list = Core::Json::array();
    for (const KnownSession &session : sessions)
        list.push_back(toJson(session));
    return m_file.write({ { "sessions", std::move(list) } });
}

} // namespace Settings
