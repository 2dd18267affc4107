// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubeconfig/document.h"

namespace Kubeconfig {

//! What go-yaml refuses although it is well-formed YAML, anywhere in the file: a list or a mapping
//! or null as a key, a merge of something else than mappings, a tag that its value does not fit,
//! `.inf` and `.nan` (JSON has none). `!!binary` and `!!timestamp` are refused by us alone.
[[nodiscard]] Core::Result<> checkGoYaml(const Document &document);

} // namespace Kubeconfig
