// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/json.h"
#include "app/kubernetes/reviewclient.h"
#include "app/qtsupport/httpclient.h"

namespace Kubernetes {

//! The object in an answer of an API server, or what the answer means (reference: the table of 401,
//! 403, 431 and HTML answers): ApiUnauthorized, ApiForbidden, TooLarge (431), ApiUnreachable (5xx),
//! BadAnswer (something else answers at this address), HttpStatus.
[[nodiscard]] Core::Result<Core::Json> apiObject(const QtSupport::HttpResponse &response);

//! The person that a 403's message names; BadAnswer if it names nobody.
[[nodiscard]] Core::Result<UserInfo> userOfForbidden(const QByteArray &body);

[[nodiscard]] Core::Result<UserInfo> userInfoOf(const Core::Json &review);
[[nodiscard]] Core::Result<AccessReview> accessReviewOf(const Core::Json &review);
[[nodiscard]] Core::Result<RulesReview> rulesReviewOf(const Core::Json &review);
[[nodiscard]] Core::Result<QStringList> namesOf(const Core::Json &list);

} // namespace Kubernetes
