// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/oidc/tokenclient.h"

#include "app/core/json.h"
#include "app/oidc/clientauthentication.h"
#include "app/oidc/oautherror.h"
#include "app/qtsupport/httpclient.h"
#include "app/qtsupport/strings.h"

namespace Oidc {

using Core::ErrorCode;
using QtSupport::HttpResponse;

namespace {

// RFC 7009 section 2.2: 200 also for a token that is not known (any more); some answer 204.
Core::Result<std::monostate> readRevocation(const HttpResponse &answer)
{
    if (answer.status == 200 || answer.status == 204)
        return std::monostate();
    const Core::Result<TokenSet> error = parseTokenResponse(answer.status, answer.contentType, answer.body);
    if (!error && error.error().code != ErrorCode::BadAnswer) {
        // Some answer invalid_grant or invalid_token for one that is gone: gone is what was wanted.
        if (error.error().code == ErrorCode::InvalidGrant || error.error().detail.starts_with("error \"invalid_token\""))
            return std::monostate();
        return Core::fail(error.error());
    }
    return Core::fail(ErrorCode::TokenEndpoint, "the provider did not revoke the sign-in",
                      "end the session on the provider's own page",
                      "HTTP " + std::to_string(answer.status));
}

} // namespace

TokenClient::TokenClient(QtSupport::HttpClient &http, QObject *parent) : QObject(parent), m_http(http) { }

QtSupport::FutureResult<TokenSet> TokenClient::refresh(const ProviderMetadata &provider,
                                                       const ClientConfig &client,
                                                       const Core::Secret &refreshToken)
{
    FormBody body;
    body.add("grant_type", "refresh_token");
    body.add("refresh_token", refreshToken.reveal());
    const HttpHeaders headers = authenticate(body, provider, client);
    return QtSupport::andThen<HttpResponse>(
            m_http.post(provider.tokenEndpoint, kFormContentType, body.take(), nullptr, {}, headers), this,
            [](const HttpResponse &answer) {
                return QtSupport::ready(parseTokenResponse(answer.status, answer.contentType, answer.body));
            });
}

QtSupport::FutureResult<std::monostate> TokenClient::revoke(const ProviderMetadata &provider,
                                                            const ClientConfig &client,
                                                            const Core::Secret &refreshToken)
{
    if (provider.revocationEndpoint.isEmpty())
        return QtSupport::readyError<std::monostate>(
                { ErrorCode::NothingToDo, "the provider does not offer to revoke a sign-in",
                  "end the session on the provider's own page", {} });
    FormBody body;
    body.add("token", refreshToken.reveal());
    body.add("token_type_hint", "refresh_token");
    const HttpHeaders headers = authenticate(body, provider, client);
    return QtSupport::andThen<HttpResponse>(
            m_http.post(provider.revocationEndpoint, kFormContentType, body.take(), nullptr, {}, headers), this,
            [](const HttpResponse &answer) { return QtSupport::ready(readRevocation(answer)); });
}

} // namespace Oidc
