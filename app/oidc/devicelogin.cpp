// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/oidc/devicelogin.h"

#include "app/oidc/clientauthentication.h"
#include "app/oidc/random.h"
#include "app/oidc/tokenclient.h"
#include "app/qtsupport/httpclient.h"
#include "app/qtsupport/strings.h"

#include <algorithm>

namespace Oidc {

using Core::ErrorCode;
using QtSupport::HttpResponse;
using std::chrono::seconds;

namespace {

// RFC 8628 section 3.5; a provider that wants to hear from us less than once a minute will not: the
// person stands before a terminal that waits.
constexpr seconds kSlowDown { 5 }, kLongestInterval { 60 };
constexpr QtSupport::HttpLimits kLimits { .total = std::chrono::seconds(20),
                                          .idle = std::chrono::seconds(10),
                                          .maxBytes = 64 * 1024 };

bool says(const Core::Error &error, std::string_view name)
{
    return error.detail.starts_with("error \"" + std::string(name) + '"');
}

// Section 3.5: a connection that timed out is tried again, less often. So is a failure of the provider's
// own; a wrong certificate does not mend itself.
bool isPassing(ErrorCode code)
{
    return code == ErrorCode::Timeout || code == ErrorCode::NetworkUnreachable || code == ErrorCode::HttpStatus;
}

} // namespace

DeviceLogin::DeviceLogin(QtSupport::HttpClient &http, ClientConfig client, ProviderMetadata provider,
                         std::chrono::milliseconds second, QObject *parent)
    : QObject(parent), m_http(http), m_client(std::move(client)), m_provider(std::move(provider)), m_second(second)
{
    m_next.setSingleShot(true);
    m_deadline.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &DeviceLogin::poll);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        end(Core::fail(ErrorCode::LoginTimeout, "nobody entered the code in time", "run it again"));
    });
}

QtSupport::FutureResult<TokenSet> DeviceLogin::start()
{
    auto future = m_promise.future();
    if (m_provider.deviceAuthorizationEndpoint.isEmpty()) {
        end(Core::fail(ErrorCode::Usage, "the provider does not offer to sign in by a code (RFC 8628)",
                       "sign in by the browser (without --device), or have the administrator enable the device flow"));
        return future;
    }
    m_deadline.start(m_client.loginTimeout);
    FormBody body;
    body.add("scope", QtSupport::toStdString(m_client.scopes.join(QLatin1Char(' '))));
    // acr_values and the like; a provider ignores what it does not know (RFC 8628 section 3.1).
    for (auto it = m_client.authRequestExtraParams.cbegin(); it != m_client.authRequestExtraParams.cend(); ++it)
        body.add(QtSupport::toStdString(it.key()), QtSupport::toStdString(it.value()));
    // Keycloak binds this grant by PKCE as well, and refuses it without where the client demands S256; whoever does
    // not know the parameters ignores them (RFC 6749 section 3.1).
    m_verifier = Core::Secret(randomToken());
    body.add("code_challenge", codeChallengeS256(m_verifier.reveal()));
    body.add("code_challenge_method", "S256");
    const HttpHeaders headers = authenticate(body, m_provider, m_client);
    const ProviderPlace place = m_provider.deviceAuthorizationEndpoint.scheme() == QLatin1String("https")
            ? ProviderPlace::Remote
            : ProviderPlace::ThisMachine;
    QtSupport::onFinished<HttpResponse>(
            m_http.post(m_provider.deviceAuthorizationEndpoint, kFormContentType, body.take(), nullptr, kLimits, headers),
            this, [this, place](const Core::Result<HttpResponse> &answer) {
                if (answer)
                    authorized(parseDeviceAuthorization(answer->status, answer->contentType, answer->body, place));
                else
                    end(Core::fail(answer.error()));
            });
    return future;
}

void DeviceLogin::cancel()
{
    end(Core::fail(ErrorCode::Canceled, "the sign-in was canceled", "sign in again"));
}

void DeviceLogin::authorized(Core::Result<DeviceAuthorization> authorization)
{
    if (m_promise.isFinished())
        return;
    if (!authorization) {
        end(Core::fail(authorization.error()));
        return;
    }
    m_deviceCode = std::move(authorization->deviceCode);
    m_interval = authorization->interval;
    // The code's own end, if that is sooner than ours.
    const std::chrono::milliseconds valid(authorization->user.validFor.count() * m_second.count());
    m_deadline.start(std::min(m_deadline.remainingTimeAsDuration(), valid));
    wait();
    Q_EMIT userCodeReady(authorization->user);
}

void DeviceLogin::wait()
{
    m_next.start(static_cast<int>(m_interval.count() * m_second.count()));
}

void DeviceLogin::poll()
{
    FormBody body;
    body.add("grant_type", "urn:ietf:params:oauth:grant-type:device_code");
    body.add("device_code", m_deviceCode.reveal());
    body.add("code_verifier", m_verifier.reveal());
    const HttpHeaders headers = authenticate(body, m_provider, m_client);
    QtSupport::onFinished<HttpResponse>(
            m_http.post(m_provider.tokenEndpoint, kFormContentType, body.take(), nullptr, {}, headers), this,
            [this](const Core::Result<HttpResponse> &answer) {
                if (answer)
                    polled(parseTokenResponse(answer->status, answer->contentType, answer->body));
                else
                    polled(Core::fail(answer.error()));
            });
}

void DeviceLogin::polled(Core::Result<TokenSet> tokens)
{
    if (m_promise.isFinished())
        return;
    if (tokens) {
        end(std::move(tokens));
        return;
    }
    const Core::Error &error = tokens.error();
    if (says(error, "authorization_pending")) {
        wait();
    } else if (says(error, "slow_down")) {
        m_interval = std::min(m_interval + kSlowDown, kLongestInterval);
        wait();
    } else if (isPassing(error.code)) {
        m_interval = std::min(m_interval * 2, kLongestInterval);
        wait();
    } else if (says(error, "expired_token")) {
        end(Core::fail(ErrorCode::LoginTimeout, "nobody entered the code in time", "run it again", error.detail));
    } else if (says(error, "access_denied")) {
        end(Core::fail(ErrorCode::LoginRefused, "the sign-in was refused at the provider",
                       "sign in again and agree, or ask the provider's administrator for access", error.detail));
    } else {
        end(Core::fail(error));
    }
}

void DeviceLogin::end(Core::Result<TokenSet> result)
{
    m_next.stop();
    m_deadline.stop();
    m_deviceCode = {};
    m_verifier = {};
    m_promise.finish(std::move(result)); // may delete this
}

} // namespace Oidc
