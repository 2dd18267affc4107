// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/oidc/random.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <QRandomGenerator>

#include <array>

namespace Oidc {

namespace {

std::string base64Url(QByteArrayView bytes)
{
    QByteArray encoded = QByteArray::fromRawData(bytes.data(), bytes.size())
                                 .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    return std::string(encoded.constData(), static_cast<std::size_t>(encoded.size()));
}

} // namespace

std::string randomToken()
{
    std::array<quint32, 8> words {};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    return base64Url(QByteArrayView(reinterpret_cast<const char *>(words.data()),
                                    static_cast<qsizetype>(words.size() * sizeof(quint32))));
}

std::string codeChallengeS256(std::string_view verifier)
{
    return base64Url(QCryptographicHash::hash(
            QByteArray::fromRawData(verifier.data(), static_cast<qsizetype>(verifier.size())),
            QCryptographicHash::Sha256));
}

} // namespace Oidc
