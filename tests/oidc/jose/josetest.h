// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/json.h"
#include "app/demo/tokensigner.h"
#include "app/oidc/jose/jsonwebkey.h"
#include "tests/support/resulttest.h"
#include "tests/support/vectors.h"

#include <QTest>

#include <cstdlib>
#include <string>

//! What the JOSE tests share: values that must be there, so a missing one ends the test program.
namespace JoseTest {

inline std::string toStd(const QByteArray &bytes)
{
    return std::string(bytes.constData(), static_cast<std::size_t>(bytes.size()));
}

inline QByteArray toBytes(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

template<typename T>
T must(Core::Result<T> result)
{
    if (!result) {
        qCritical("%s", Core::toLine(result.error()).c_str());
        std::abort();
    }
    return std::move(*result);
}

inline Demo::TokenSigner newSigner(Jose::SignatureAlgorithm algorithm, std::string keyId)
{
    return must(Demo::TokenSigner::generate(algorithm, std::move(keyId)));
}

inline Jose::JsonWebKeySet keySet(const Core::Json &keys)
{
    return must(Jose::JsonWebKeySet::parse(Core::dumpJson(Core::Json { { "keys", keys } })));
}

//! The JSON file \a relative of the published test data; null if it is not there.
inline Core::Json vectorJson(const QString &relative)
{
    const std::string text = toStd(Support::readVector(relative));
    return text.empty() ? Core::Json() : must(Core::parseJson(text, { .maxBytes = 4 * 1024 * 1024 }));
}

} // namespace JoseTest
