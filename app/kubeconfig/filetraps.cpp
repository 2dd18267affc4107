// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubeconfig/filetraps.h"

#include "app/core/text.h"
#include "app/kubeconfig/scalar.h"
#include "app/kubeconfig/schema.h"

#include <algorithm>
#include <array>
#include <set>
#include <span>

namespace Kubeconfig {

namespace {

// Keys that kubectl knows, by the place where they stand.
constexpr auto kFileKeys = std::to_array<std::string_view>(
        { "apiVersion", "kind", "preferences", "clusters", "users", "contexts", "current-context", "extensions" });
constexpr auto kItemKeys = std::to_array<std::string_view>({ "name", "cluster", "user", "context" });
constexpr auto kBodyKeys = std::to_array<std::string_view>({
        "server",
        "tls-server-name",
        "insecure-skip-tls-verify",
        "certificate-authority",
        "certificate-authority-data",
        "proxy-url",
        "disable-compression",
        "extensions",
        "client-certificate",
        "client-certificate-data",
        "client-key",
        "client-key-data",
        "token",
        "tokenFile",
        "as",
        "as-uid",
        "as-groups",
        "as-user-extra",
        "username",
        "password",
        "auth-provider",
        "exec",
        "cluster",
        "user",
        "namespace",
});
constexpr auto kExecKeys = std::to_array<std::string_view>(
        { "command", "args", "env", "apiVersion", "installHint", "provideClusterInfo", "interactiveMode" });
constexpr auto kTextKeys =
        std::to_array<std::string_view>({ "cluster", "user", "namespace", "token", "username", "password" });

// Letters only, small: "Current_Context" and "currentContext" mean current-context.
std::string simplified(std::string_view key)
{
    std::string out;
    for (const char c : key) {
        if (c >= 'A' && c <= 'Z')
            out += static_cast<char>(c | 0x20);
        else if (c != '-' && c != '_')
            out += c;
    }
    return out;
}

std::string_view typeName(ScalarType type)
{
    switch (type) {
    case ScalarType::Boolean:
        return "a boolean";
    case ScalarType::Integer:
    case ScalarType::Float:
        return "a number";
    case ScalarType::Null:
        return "nothing";
    case ScalarType::String:
        break;
    }
    return "a text";
}

class Search
{
public:
    std::vector<FileTrap> run(const Document &document)
    {
        const Node *root = document.root() ? document.root()->resolved() : nullptr;
        if (!root || !root->isMapping())
            return {};
        lookAtKeys(root, kFileKeys);
        lookAtText(root, "current-context");
        for (const Section section : kSections) {
            const Entry list = find(root, sectionKey(section));
            if (list.value && list.value->isSequence())
                lookAtList(*list.value, section);
        }
        std::stable_sort(m_traps.begin(), m_traps.end(),
                         [](const FileTrap &a, const FileTrap &b) { return a.offset < b.offset; });
        return std::move(m_traps);
    }

private:
    void lookAtList(const Node &list, Section section)
    {
        std::set<std::string_view> names;
        for (const Node *child = list.first; child; child = child->next) {
            const Node *item = child->resolved();
            if (!item || !item->isMapping())
                continue;
            const std::string_view name = textAt(item, "name");
            if (!names.insert(name).second)
                m_traps.push_back({ "kubeconfig-duplicate-name", Severity::Error, child->start,
                                    "kubectl refuses the file because it lists the " + std::string(bodyKey(section))
                                            + ' ' + quotedName(name) + " twice",
                                    "remove or rename one of the two" });
            lookAtKeys(item, kItemKeys);
            lookAtText(item, "name");
            const Node *body = find(item, bodyKey(section)).value;
            lookAtKeys(body, kBodyKeys);
            for (const std::string_view key : kTextKeys)
                lookAtText(body, key);
            if (body && body->isMapping())
                lookAtKeys(find(body, "exec").value, kExecKeys);
        }
    }

    void lookAtKeys(const Node *mapping, std::span<const std::string_view> known)
    {
        if (!mapping || !mapping->isMapping())
            return;
        std::set<std::string_view> seen;
        for (const Node *key = mapping->first; key; key = key->next->next) {
            if (!key->isScalar())
                continue;
            if (!seen.insert(key->value).second)
                m_traps.push_back({ "kubeconfig-duplicate-key", Severity::Warning, key->start,
                                    "the key " + quotedName(key->value) + " stands twice; kubectl takes the last one",
                                    "remove one of them" });
            lookAtCase(*key, known);
        }
    }

    void lookAtCase(const Node &key, std::span<const std::string_view> known)
    {
        if (std::find(known.begin(), known.end(), key.value) != known.end())
            return;
        const auto meant = std::find_if(known.begin(), known.end(), [&key](std::string_view right) {
            return simplified(right) == simplified(key.value);
        });
        // apiVersion and kind of the file are read in any case (measured).
        const bool isOfFile = known.data() == kFileKeys.data();
        if (meant == known.end() || (isOfFile && (*meant == "apiVersion" || *meant == "kind")))
            return;
        m_traps.push_back({ "kubeconfig-key-case", Severity::Warning, key.start,
                            "kubectl ignores the key " + quotedName(key.value)
                                    + " silently: keys are case-sensitive",
                            "write it as `" + std::string(*meant) + ":`" });
    }

    // `name: no`: YAML 1.1 makes a boolean of it and kubectl refuses the whole file.
    void lookAtText(const Node *mapping, std::string_view key)
    {
        const Entry entry = mapping && mapping->isMapping() ? find(mapping, key) : Entry{};
        if (!entry.value || !entry.value->isScalar())
            return;
        const ScalarType type = scalarType(*entry.value);
        if (type == ScalarType::String || type == ScalarType::Null)
            return;
        const bool isSecret = key == "token" || key == "password";
        m_traps.push_back({ "kubeconfig-unquoted-scalar", Severity::Error, entry.value->start,
                            "kubectl refuses the file because an unquoted `" + std::string(key) + "` is "
                                    + std::string(typeName(type)) + " in YAML, not a text",
                            isSecret ? "put the value into double quotes"
                                     : "write it as `" + std::string(key) + ": \""
                                            + Core::singleLine(entry.value->value, 120) + "\"`" });
    }

    std::vector<FileTrap> m_traps;
};

} // namespace

std::vector<FileTrap> fileTraps(const Document &document)
{
    return Search().run(document);
}

} // namespace Kubeconfig
