// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/json.h"
#include "app/demo/tokensigner.h"
#include "tests/support/rawhttpserver.h"

#include <QMap>
#include <QStringList>
#include <QUrlQuery>

namespace Support {

//! A loopback OpenID provider that does everything right (it checks PKCE, the redirect URI and that a
//! code is used once) except what the Behaviour says.
class HostileProvider
{
public:
    using Tweak = std::function<void(Core::Json &)>;
    using Answer = std::function<RawResponse(const RawRequest &)>;

    //! Everything empty: an honest provider.
    struct Behaviour
    {
        Tweak discovery {}, token {}, claims {};
        Core::Json idTokenHeader = Core::Json::object();
        //! Replaces the whole answer of an endpoint.
        Answer discoveryAnswer {}, tokenAnswer {}, jwksAnswer {}, pushAnswer {}, revocationAnswer {};
        std::function<std::string(const Demo::TokenSigner &, const Core::Json &claims)> idToken {};
        bool advertisesIss = false;
        QByteArray codeSuffix {}; //!< characters that are easily encoded wrongly
        QString clientSecret {};
    };

    explicit HostileProvider(Behaviour behaviour, std::optional<QSslConfiguration> tls = {});

    [[nodiscard]] QString issuer() const { return m_issuer; }
    [[nodiscard]] int authorizeCount() const { return m_server->count("/authorize"); }
    [[nodiscard]] int tokenCount() const { return m_server->count("/token"); }
    [[nodiscard]] int jwksCount() const { return m_server->count("/jwks"); }
    [[nodiscard]] const RawHttpServer &server() const { return *m_server; }
    [[nodiscard]] const Demo::TokenSigner &signer() const { return m_signer; }
    //! The parameters of the last sign-in request and of the last token request, decoded once.
    [[nodiscard]] QMap<QString, QString> authorizeParameters() const { return m_authorize; }
    [[nodiscard]] QMap<QString, QString> tokenParameters() const { return m_token; }
    [[nodiscard]] QList<RawRequest> tokenRequests() const;
    //! Everything that must never show up in a log or error: codes, tokens, verifiers.
    [[nodiscard]] const QList<QByteArray> &secrets() const { return m_secrets; }

private:
    RawResponse handle(const RawRequest &request);
    RawResponse discovery() const;
    RawResponse authorize(QMap<QString, QString> parameters);
    RawResponse token(const RawRequest &request);
    RawResponse push(const RawRequest &request);
    QByteArray issueTokens(const QMap<QString, QString> &authorization);
    void keepSecret(const QByteArray &secret);

    Behaviour m_behaviour;
    Demo::TokenSigner m_signer;
    std::unique_ptr<RawHttpServer> m_server;
    QString m_issuer;
    QMap<QString, QMap<QString, QString>> m_codes; // code -> what it was asked with
    QMap<QString, QMap<QString, QString>> m_pushed;
    QMap<QString, QString> m_authorize, m_token;
    QList<QByteArray> m_secrets;
};

//! Decodes a form or query once.
[[nodiscard]] QMap<QString, QString> formParameters(const QByteArray &text);

} // namespace Support
