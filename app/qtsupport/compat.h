// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

//! Every difference between Qt 6.4 and 6.11 that we meet, and no `#if QT_VERSION` anywhere else
//! (held by tests/layering).

#include <QNetworkRequest>
#include <QString>
#include <QtGlobal>

#include <chrono>

#if QT_VERSION >= QT_VERSION_CHECK(6, 4, 0)
using namespace Qt::Literals::StringLiterals; // NOLINT: "text"_s and "key"_L1 everywhere
#endif

namespace QtSupport {

//! setTransferTimeout(std::chrono) came with 6.7; the int overload is deprecated later.
inline void setTransferTimeout(QNetworkRequest &request, std::chrono::milliseconds timeout)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    request.setTransferTimeout(timeout);
#else
    request.setTransferTimeout(static_cast<int>(timeout.count()));
#endif
}

//! CVE-2024-39936: before 6.5.7 the decision for HTTP/2 is made before encrypted(). Distributions
//! may or may not have the fix, so HTTP/1.1 it is everywhere: our requests gain nothing from 2.
inline void disableHttp2(QNetworkRequest &request)
{
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
}

//! QOAuth2AuthorizationCodeFlow makes PKCE values from 6.8 on and a nonce from 6.9 on. Ours are used on
//! every version, so that one code path is tested; off they go, whatever the version says it fixed.
template<typename Flow>
void disableBuiltInPkceAndNonce(Flow &flow)
{
    if constexpr (requires { flow.setPkceMethod(Flow::PkceMethod::None); })
        flow.setPkceMethod(Flow::PkceMethod::None);
    if constexpr (requires { flow.setNonceMode(Flow::NonceMode::Disabled); })
        flow.setNonceMode(Flow::NonceMode::Disabled);
}

} // namespace QtSupport
