// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubeconfig/document.h"

//! How text is written into a kubeconfig so that kubectl reads the same text back.
namespace Kubeconfig {

//! True if \a text may stand without quotes in block and flow context and is text for YAML 1.1.
[[nodiscard]] bool isPlainSafe(std::string_view text);

//! In double quotes, with escapes that are valid in YAML and JSON alike.
[[nodiscard]] std::string doubleQuoted(std::string_view text);

//! Plain where that is safe, else in double quotes.
[[nodiscard]] std::string scalarText(std::string_view text);

//! Keeps the quotes of the value that it replaces.
[[nodiscard]] std::string scalarTextLike(std::string_view text, Style style);

//! A foreign name in a message: in double quotes, safe for a terminal, not too long.
[[nodiscard]] std::string quotedName(std::string_view name);

} // namespace Kubeconfig
