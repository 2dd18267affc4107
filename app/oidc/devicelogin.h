// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/oidc/clientconfig.h"
#include "app/oidc/providermetadata.h"
#include "app/oidc/tokenset.h"
#include "app/qtsupport/async.h"

#include <QObject>
#include <QTimer>
#include <QUrl>

namespace QtSupport {
class HttpClient;
}

namespace Oidc {

//! What the person is told: open the address on any device and type the code there.
struct UserCode
{
    QUrl address;
    QUrl completeAddress; //!< with the code in it; empty if the provider gives none
    QString code; //!< printable, one line
    std::chrono::seconds validFor {};
    bool operator==(const UserCode &) const = default;
};

//! The answer of the device authorization endpoint (RFC 8628 section 3.2), checked.
struct DeviceAuthorization
{
    Core::Secret deviceCode;
    UserCode user;
    std::chrono::seconds interval { 5 };
};

//! Where the provider is: its pages may be plain http only where it is itself, on this machine.
enum class ProviderPlace {
    Remote,
    ThisMachine,
};
//! Errors: as parseTokenResponse(), and BadAnswer for what must not reach a terminal or a browser.
[[nodiscard]] Core::Result<DeviceAuthorization> parseDeviceAuthorization(int status, const QByteArray &contentType,
                                                                         const QByteArray &body, ProviderPlace place);

//! One sign-in without a browser on this machine (RFC 8628), for one attempt.
//!
//! ```
//! start() ─ POST device_authorization_endpoint ─ userCodeReady(code) ─► person, on any device
//!     every interval: POST token_endpoint ─ authorization_pending ─► again
//!                                         ─ slow_down ─► again, and 5 s slower from now on
//!                                         ─ unreachable, 5xx ─► again, half as often
//!                                         ─ tokens, access_denied, expired_token, deadline ─► end
//! ```
//! The tokens are not verified here. There is no nonce in this grant: who started it is bound by the
//! device code, which never leaves this process.
class DeviceLogin final : public QObject
{
    Q_OBJECT

public:
    //! \a http must outlive this. \a second is how long a second of the protocol lasts: tests shorten it.
    DeviceLogin(QtSupport::HttpClient &http, ClientConfig client, ProviderMetadata provider,
                std::chrono::milliseconds second = std::chrono::seconds(1), QObject *parent = nullptr);

    //! Call once. Errors: LoginRefused, LoginTimeout, Canceled, Usage (not offered), and those of the
    //! token endpoint.
    [[nodiscard]] QtSupport::FutureResult<TokenSet> start();
    //! Ends a running attempt with Canceled.
    void cancel();

Q_SIGNALS:
    void userCodeReady(const Oidc::UserCode &code);

private:
    void authorized(Core::Result<DeviceAuthorization> authorization);
    void poll();
    void polled(Core::Result<TokenSet> tokens);
    void wait();
    void end(Core::Result<TokenSet> result);

    QtSupport::HttpClient &m_http;
    ClientConfig m_client;
    ProviderMetadata m_provider;
    std::chrono::milliseconds m_second;
    QtSupport::Promise<TokenSet> m_promise;
    Core::Secret m_deviceCode;
    Core::Secret m_verifier; // PKCE
    std::chrono::seconds m_interval { 5 };
    QTimer m_next, m_deadline;
};

} // namespace Oidc
