// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubeconfig/schema.h"
#include "app/kubeconfig/value.h"

namespace Kubeconfig {

//! Bytes to replace. Edits of one change do not overlap.
struct Edit
{
    std::size_t start = 0, end = 0;
    std::string text;
};

//! What an edit is meant to do, in terms of the tree before it.
struct Intent
{
    enum class Kind {
        SetKey,
        RemoveKey,
        AppendItem,
        RemoveItem,
        ReplaceRoot,
    };
    Kind kind = Kind::SetKey;
    const Node *node = nullptr; //!< the mapping or list; for RemoveItem the item
    std::string key;
    Value value;
};

//! \a bytes with the edits done; Internal if they overlap.
[[nodiscard]] Core::Result<std::string> applyEdits(std::string_view bytes, std::vector<Edit> edits);

//! The new document, and how kubectl sees it.
struct VerifiedEdit
{
    Document document;
    FileView view;
};

//! The three checks before each write. Parsing libraries have marked wrong spans before, and each
//! of these was needed to catch all of them:
//! 1. the new bytes parse (by libyaml, whatever read the old ones, up to 1 MiB);
//! 2. the new tree is the old one plus the intent, aliases expanded, and is a kubeconfig;
//! 3. every byte and every comment outside the edits is still there.
[[nodiscard]] Core::Result<VerifiedEdit> verifiedEdit(const Document &before,
                                                      const std::vector<Edit> &edits,
                                                      const std::vector<Intent> &intents);

} // namespace Kubeconfig
