// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/session/sessionkey.h"

#include <QCryptographicHash>

#include <array>

namespace Session {

// Length first, so that no two different keys give the same bytes.
static void addField(QCryptographicHash &hash, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    hash.addData(QByteArray::number(utf8.size()));
    hash.addData(QByteArrayLiteral(":"));
    hash.addData(utf8);
}

QString SessionKey::id() const
{
    QStringList sorted = scopes;
    sorted.removeDuplicates();
    sorted.sort();
    QCryptographicHash hash(QCryptographicHash::Sha256);
    addField(hash, QStringLiteral("lanyard-session-1"));
    addField(hash, issuer);
    addField(hash, clientId);
    addField(hash, account);
    for (const QString &scope : std::as_const(sorted))
        addField(hash, scope);
    return QString::fromLatin1(hash.result().toHex().left(32));
}

} // namespace Session
