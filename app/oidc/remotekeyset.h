// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/clock.h"
#include "app/oidc/jose/jsonwebkey.h"
#include "app/qtsupport/async.h"

#include <QObject>
#include <QUrl>

namespace QtSupport {
class HttpClient;
}

namespace Oidc {

//! The issuer's JWKS: fetched when first needed, fetched again when a token names an unknown key, but
//! at most once per minute, so that a storm of made-up key ids costs the provider nothing. One fetch
//! at a time serves all waiters.
class RemoteKeySet : public QObject
{
    Q_OBJECT

public:
    RemoteKeySet(QtSupport::HttpClient &http, const Core::Clock &clock, const QUrl &jwksUri,
                 QObject *parent = nullptr);
    ~RemoteKeySet() override;

    //! Keys that hold \a keyId if the issuer has it; the keys there are otherwise.
    [[nodiscard]] QtSupport::FutureResult<Jose::JsonWebKeySet> keysFor(const std::string &keyId);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Oidc
