// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/json.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

//! The objects of the demo cluster and the documents that describe its API, as kubectl reads them.
namespace Demo {

//! A kind of the core group that the demo serves.
struct ResourceKind
{
    std::string_view resource, kind, shortName;
    bool isNamespaced;
};

[[nodiscard]] const std::vector<ResourceKind> &resourceKinds();
[[nodiscard]] const ResourceKind *findResourceKind(std::string_view resource);

[[nodiscard]] Core::Json apiVersions();
[[nodiscard]] Core::Json apiGroups();
//! The APIResourceList of "v1", "authentication.k8s.io/v1" or "authorization.k8s.io/v1".
[[nodiscard]] std::optional<Core::Json> apiResources(std::string_view groupVersion);
[[nodiscard]] Core::Json serverVersion();

//! All objects of a resource, in one namespace or (empty) in all.
[[nodiscard]] std::vector<Core::Json> objectsOf(std::string_view resource,
                                                std::string_view nameSpace,
                                                std::chrono::system_clock::time_point started);
[[nodiscard]] Core::Json listOf(const ResourceKind &kind, std::vector<Core::Json> objects);
//! What kubectl prints: `Accept: application/json;as=Table;v=v1;g=meta.k8s.io`.
[[nodiscard]] Core::Json tableOf(const ResourceKind &kind, const std::vector<Core::Json> &objects,
                                 std::chrono::system_clock::time_point now);

} // namespace Demo
