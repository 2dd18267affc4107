// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/keychain/credentialcodec.h"

#include "app/core/json.h"
#include "app/core/text.h"
#include "app/qtsupport/strings.h"

#include <QCryptographicHash>

#include <limits>

namespace Keychain {

using Core::ErrorCode;
using Core::fail;

namespace {

constexpr std::int64_t kVersion = 1;
// The largest refresh tokens seen are signed JWTs of some kilobytes; a keychain is no file system.
constexpr std::size_t kMaxTokenBytes = 64 * 1024;
constexpr std::size_t kMaxFieldBytes = 8 * 1024;
// JSON may need six bytes for one.
constexpr Core::JsonLimits kLimits{ 6 * (kMaxTokenBytes + 3 * kMaxFieldBytes) + 1024, 2, 16 };

struct Fields
{
    std::string generation, issuer, clientId, subject;
    std::string_view token;
};

// "4:abcd" for each field, so that no two sets of fields have the same text.
std::string digest(const Fields &fields)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const std::string_view field :
         { std::string_view("lanyard-credential-1"), std::string_view(fields.generation),
           std::string_view(fields.issuer), std::string_view(fields.clientId),
           std::string_view(fields.subject), fields.token }) {
        hash.addData(QByteArray::number(static_cast<qulonglong>(field.size())) + ':');
        hash.addData(QByteArrayView(field.data(), static_cast<qsizetype>(field.size())));
    }
    return hash.result().toHex().toStdString();
}

tl::unexpected<Core::Error> corrupt(std::string detail)
{
    return fail(ErrorCode::KeychainCorrupt, "the entry in the keychain is damaged",
                "sign in again; the entry is then replaced", std::move(detail));
}

} // namespace

Credential clone(const Credential &credential)
{
    return Credential{ credential.generation, credential.issuer, credential.clientId,
                       credential.subject, credential.refreshToken.clone() };
}

bool isSame(const Credential &a, const Credential &b)
{
    return a.generation == b.generation && a.issuer == b.issuer && a.clientId == b.clientId
            && a.subject == b.subject && a.refreshToken.equals(b.refreshToken.reveal());
}

Core::Result<Core::Secret> encode(const Credential &credential)
{
    const std::string_view token = credential.refreshToken.reveal();
    if (token.empty())
        return fail(ErrorCode::KeychainFailed, "there is no refresh token to store");
    if (token.size() > kMaxTokenBytes)
        return fail(ErrorCode::TooLarge, "the refresh token is larger than 64 KiB");
    // RFC 6749 appendix A.17: a refresh token is printable ASCII. UTF-8 is what JSON can carry.
    if (!Core::isValidUtf8(token))
        return fail(ErrorCode::KeychainFailed, "the refresh token is not text");
    const Fields fields{ std::to_string(credential.generation),
                         QtSupport::toStdString(credential.issuer),
                         QtSupport::toStdString(credential.clientId),
                         QtSupport::toStdString(credential.subject), token };
    for (const std::string *field : { &fields.issuer, &fields.clientId, &fields.subject }) {
        if (field->size() > kMaxFieldBytes)
            return fail(ErrorCode::TooLarge, "issuer, client id or subject is larger than 8 KiB");
    }
    Core::Json json = { { "v", kVersion },         { "gen", credential.generation },
                        { "iss", fields.issuer },  { "cid", fields.clientId },
                        { "sub", fields.subject }, { "sha256", digest(fields) } };
    json["rt"] = std::string(token);
    Core::Secret value(Core::dumpJson(json));
    Core::Secret::wipe(json["rt"].get_ref<std::string &>());
    return value;
}

Core::Result<Credential> decode(std::string_view value)
{
    Core::Result<Core::Json> json = Core::parseJson(value, kLimits);
    if (!json)
        return corrupt(json.error().message);
    if (!json->is_object() || json->size() != 7)
        return corrupt("not an object of seven members");
    if (Core::jsonInteger(*json, "v") != kVersion)
        return corrupt("another version than 1");
    const auto issuer = Core::jsonString(*json, "iss");
    const auto clientId = Core::jsonString(*json, "cid");
    const auto subject = Core::jsonString(*json, "sub");
    const auto hash = Core::jsonString(*json, "sha256");
    auto token = Core::jsonString(*json, "rt");
    if (token)
        Core::Secret::wipe((*json)["rt"].get_ref<std::string &>());
    Core::Secret secret(token ? std::move(*token) : std::string());
    const auto generation = json->find("gen");
    if (!issuer || !clientId || !subject || !hash || secret.isEmpty() || generation == json->end()
        || !generation->is_number_unsigned())
        return corrupt("a member is missing or has the wrong type");
    const Fields fields{ std::to_string(generation->get<std::uint64_t>()), *issuer, *clientId,
                         *subject, secret.reveal() };
    if (digest(fields) != *hash)
        return corrupt("the hash does not match");
    return Credential{ generation->get<std::uint64_t>(), QtSupport::toQString(*issuer),
                       QtSupport::toQString(*clientId), QtSupport::toQString(*subject),
                       std::move(secret) };
}

} // namespace Keychain
