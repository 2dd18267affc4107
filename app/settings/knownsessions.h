// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/result.h"
#include "app/settings/jsonfile.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <filesystem>
#include <vector>

namespace Settings {

//! What is remembered of a session besides its secret, so that an agent that starts afresh can
//! refresh ahead without being asked. No client secret, no token.
struct KnownSession
{
    QString id; //!< Session::SessionKey::id()
    QString issuer;
    QString clientId;
    QStringList scopes;
    QString account; //!< part of the key: what `--account` or `--session` said
    QStringList trustedAudiences;
    QByteArray caPem;
    QList<quint16> listenPorts{ 0 };
    QString redirectHost = QStringLiteral("127.0.0.1");
    QString redirectPath = QStringLiteral("/");
    QMap<QString, QString> extraParams;
    QString lastUsername; //!< for display until the first ID token is here
    QStringList lastGroups;
    QString storage; //!< "keychain" or "memory"
    bool operator==(const KnownSession &) const = default;
};

//! `state()/sessions.json`, mode 0600.
class KnownSessions
{
public:
    explicit KnownSessions(const std::filesystem::path &file)
        : m_file(file)
    {
    }

    //! None without a file. An entry that makes no sense is left out (and the file kept aside by
    //! the next save()); a file that makes no sense is an error.
    [[nodiscard]] Core::Result<std::vector<KnownSession>> load();
    [[nodiscard]] Core::Result<> save(const std::vector<KnownSession> &sessions);

private:
    JsonFile m_file;
};

} // namespace Settings
