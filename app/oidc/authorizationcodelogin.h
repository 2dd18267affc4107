// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/oidc/clientconfig.h"
#include "app/oidc/providermetadata.h"
#include "app/oidc/tokenset.h"
#include "app/qtsupport/async.h"

#include <QObject>
#include <QUrl>

#include <memory>

namespace QtSupport {
class HttpClient;
}

namespace Oidc {

struct AuthorizationCodeResult
{
    TokenSet tokens;
    QString nonce; //!< what the ID token must carry
};

//! One browser login (authorization code + PKCE S256, RFC 6749, 7636, 8252, 9207), for one attempt:
//! make a new object for the next one.
//!
//! ```
//! start() ─ bind loopback ─ fresh state, nonce, verifier ─ authorizationUrlReady(url) ─► browser
//!     browser ─► LoopbackReplyHandler: method, path, Host, state, iss, duplicates checked;
//!                a forged or foreign request changes nothing, the login goes on
//!     code ─► QOAuth2AuthorizationCodeFlow posts it with the verifier ─► TokenSet
//! ```
//! The tokens are not verified here: IdTokenVerifier does that before anything is used.
class AuthorizationCodeLogin : public QObject
{
    Q_OBJECT

public:
    //! \a http must outlive this.
    AuthorizationCodeLogin(QtSupport::HttpClient &http, ClientConfig client,
                           ProviderMetadata provider, QObject *parent = nullptr);
    ~AuthorizationCodeLogin() override;

    //! Call once. Errors: LoginRefused, LoginTimeout, Canceled, RedirectUriRejected, ClientUnknown,
    //! ScopeRejected, TokenEndpoint, BadAnswer, Io (no port free), and the transport's.
    [[nodiscard]] QtSupport::FutureResult<AuthorizationCodeResult> start();
    //! Ends a running attempt with Canceled.
    void cancel();

Q_SIGNALS:
    //! The listener is bound; open this in a browser. Holds no secret besides state and nonce.
    void authorizationUrlReady(const QUrl &url);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Oidc
