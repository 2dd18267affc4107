// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/json.h"
#include "app/core/result.h"

#include <string_view>

namespace Demo {

//! The `apiVersion`, `kind` and `spec` of a posted SelfSubject…Review as JSON.
//!
//! kubectl sends kinds that it was built with as protobuf, and client-go has no way back to JSON
//! when a server refuses that (415), so the few fields of the three reviews are read here by hand:
//! "k8s\0", then runtime.Unknown (apimachinery/pkg/runtime/generated.proto), then the review
//! (api/authorization/v1/generated.proto).
[[nodiscard]] Core::Result<Core::Json> parseReviewBody(std::string_view body);

} // namespace Demo
