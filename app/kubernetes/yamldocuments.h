// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/json.h"

#include <string>
#include <vector>

namespace Kubernetes {

//! One YAML document as a tree, with what Go's strict decoder would complain about on the way.
struct YamlDocument
{
    Core::Json tree;
    std::vector<std::string> duplicateKeys; //!< `line 4: key "x" already set in map`
};

//! All documents of a YAML or JSON text, empty ones left out; scalars typed as Kubernetes types
//! them.
[[nodiscard]] Core::Result<std::vector<YamlDocument>> yamlDocuments(const std::string &text,
                                                                    std::string_view name);

} // namespace Kubernetes
