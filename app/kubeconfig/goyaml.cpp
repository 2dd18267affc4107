// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubeconfig/goyaml.h"

#include "app/kubeconfig/scalar.h"

#include <algorithm>

namespace Kubeconfig {

using Core::ErrorCode;
using Core::fail;
using Core::Result;

namespace {

class Checker
{
public:
    explicit Checker(const Document &document)
        : m_document(document)
    {
    }

    bool check(const Node *node)
    {
        for (; node; node = node->next) {
            const bool fine = node->isMapping() ? mapping(*node)
                    : node->isScalar()          ? scalar(*node)
                                                : check(node->first);
            if (!fine)
                return false;
        }
        return true;
    }
    [[nodiscard]] Core::Error takeError() { return std::move(m_error); }

private:
    bool mapping(const Node &node)
    {
        for (const Node *key = node.first; key; key = key->next->next) {
            const Node &name = *key->resolved();
            if (!name.isScalar())
                return report(*key, "invalid map key");
            const bool merge =
                    name.value == "<<" && name.style == Style::Plain && name.tag == Tag::None;
            if (merge && !mergeable(*key->next->resolved()))
                return report(*key->next,
                              "map merge requires map or sequence of maps as the value");
            if (name.value.size() <= 4 && scalarType(name) == ScalarType::Null)
                return report(*key, "unsupported map key of type: <nil>");
        }
        for (const Node *key = node.first; key; key = key->next->next) {
            const Node &value = *key->next;
            if (!(value.isMapping()          ? mapping(value)
                          : value.isScalar() ? scalar(value)
                                             : check(value.first)))
                return false;
        }
        return true;
    }

    static bool mergeable(const Node &value)
    {
        if (value.isMapping())
            return true;
        if (!value.isSequence())
            return false;
        for (const Node *item = value.first; item; item = item->next) {
            if (!item->resolved()->isMapping())
                return false;
        }
        return true;
    }

    bool scalar(const Node &node)
    {
        if (node.tag != Tag::None)
            return tagged(node);
        // Any letter of `.inf` and `.nan` but the first sign and dot; numbers have none of them.
        const bool special = node.style == Style::Plain && node.value.size() <= 5
                && node.value.size() >= 4
                && node.value.find_first_of("nNfF") != std::string_view::npos
                && scalarType(node) == ScalarType::Float;
        return !special || report(node, "json: unsupported value: " + std::string(node.value));
    }

    bool tagged(const Node &node)
    {
        const ScalarType found = plainScalarType(node.value);
        const std::string what = "cannot decode " + quotedName(node.value) + " as a ";
        switch (node.tag) {
        case Tag::Integer:
            return found == ScalarType::Integer || report(node, what + "!!int");
        case Tag::Float:
            return found == ScalarType::Float || found == ScalarType::Integer
                    || report(node, what + "!!float");
        case Tag::Boolean:
            return found == ScalarType::Boolean || report(node, what + "!!bool");
        case Tag::Null:
            return found == ScalarType::Null || report(node, what + "!!null");
        case Tag::Unsupported:
            return report(node, "the tags !!binary and !!timestamp are not supported here");
        default:
            return true;
        }
    }

    bool report(const Node &node, const std::string &what)
    {
        m_error = { ErrorCode::Parse,
                    m_document.where(node.start) + ": " + what,
                    "mend that line; kubectl cannot read the file either",
                    {} };
        return false;
    }

    const Document &m_document;
    Core::Error m_error;
};

} // namespace

Result<> checkGoYaml(const Document &document)
{
    Checker checker(document);
    if (!checker.check(document.root()))
        return fail(checker.takeError());
    return {};
}

} // namespace Kubeconfig
