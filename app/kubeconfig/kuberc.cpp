// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubeconfig/kuberc.h"

#include "app/core/atomicfile.h"
#include "app/core/text.h"
#include "app/kubeconfig/scalar.h"
#include "app/kubeconfig/schema.h"
#include "app/kubeconfig/verify.h"
#include "app/kubeconfig/workspace.h"

#include <algorithm>
#include <set>

#include <unistd.h>

namespace Kubeconfig {

namespace fs = std::filesystem;
using Core::ErrorCode;
using Core::fail;
using Core::Result;
using Kind = PluginPolicy::Kind;

namespace {

constexpr std::string_view kPolicyKey = "credentialPluginPolicy";
constexpr std::string_view kListKey = "credentialPluginAllowlist";
constexpr std::size_t kMaxBytes = 1024 * 1024;

fs::path kubercFile(const Core::Environment &environment)
{
    const std::string given = environment("KUBERC").value_or(std::string());
    if (given == "off")
        return {};
    if (!given.empty())
        return given;
    const fs::path home = Core::Paths(environment).home();
    return home.empty() ? fs::path() : home / ".kube/kuberc";
}

// kubectl 1.35 knows `name` alone, later ones call it `command`.
std::string_view nameOf(const Node &item)
{
    const std::string_view name = textAt(&item, "name");
    return name.empty() ? textAt(&item, "command") : name;
}

Result<PluginPolicy> policyOf(const Document &document, const fs::path &file)
{
    PluginPolicy policy;
    policy.file = file;
    const Node *root = document.root();
    const Entry kind = find(root, kPolicyKey);
    if (kind.value)
        policy.position = document.position(kind.keyNode->start);
    const std::string_view text = textAt(root, kPolicyKey);
    if (text == "DenyAll")
        policy.kind = Kind::DenyAll;
    else if (text == "Allowlist")
        policy.kind = Kind::Allowlist;
    else if (!text.empty() && text != "AllowAll")
        return fail(ErrorCode::Parse,
                    document.where(kind.value->start) + ": there is no plugin policy "
                            + quotedName(text),
                    "write AllowAll, DenyAll or Allowlist");
    const Node *list = find(root, kListKey).value;
    for (const Node *item = list && list->isSequence() ? list->first : nullptr; item;
         item = item->next) {
        const std::string_view name = nameOf(*item->resolved());
        if (name.empty())
            return fail(ErrorCode::Parse,
                        document.where(item->start)
                                + ": an entry of the plugin allowlist is empty: kubectl refuses "
                                  "every call",
                        "write: - name: COMMAND");
        policy.allowed.emplace_back(name);
    }
    return policy;
}

Result<Document> parseKuberc(std::string bytes, const fs::path &file)
{
    auto document = Document::parse(std::move(bytes), file.string(), Document::Reader::Strict);
    if (document && document->root() && !document->root()->isMapping())
        return fail(ErrorCode::Parse,
                    Core::singleLine(file.string(), 400) + " is no list of preferences",
                    "it begins with: apiVersion: kubectl.config.k8s.io/v1beta1");
    return document;
}

// exec.LookPath: a name without a slash is searched in $PATH.
std::string lookPath(std::string_view command, const Core::Environment &environment)
{
    if (command.find('/') != std::string_view::npos)
        return std::string(command);
    const std::string path = environment("PATH").value_or(std::string());
    for (std::size_t at = 0; at <= path.size();) {
        const std::size_t end = std::min(path.find(':', at), path.size());
        const fs::path candidate = fs::path(path.substr(at, end - at)) / command;
        if (end > at && ::access(candidate.c_str(), X_OK) == 0)
            return candidate.string();
        at = end + 1;
    }
    return {};
}

tl::unexpected<Core::Error> byHand(const fs::path &file, std::string_view command)
{
    return fail(ErrorCode::Refused,
                Core::singleLine(file.string(), 400)
                        + " is written in a way that cannot be edited safely",
                "add by hand to " + std::string(kListKey) + ": - name: " + scalarText(command));
}

// The list's new item; the list itself if it is missing or empty.
Result<std::vector<Edit>> editsFor(const Document &document, std::string_view command,
                                   const fs::path &file)
{
    const std::string eol(document.eol());
    const std::string name = "name: " + scalarText(command) + eol;
    const std::string_view bytes = document.bytes();
    const Entry list = find(document.root(), kListKey);
    const auto insertion = [&](std::size_t at, const std::string &text) {
        const bool open = at > 0 && bytes[at - 1] != '\n';
        return Edit{ at, at, (open ? eol : std::string()) + text };
    };
    if (!list.value)
        return std::vector{ insertion(document.contentEnd(),
                                      std::string(kListKey) + ":" + eol + "- " + name) };
    if (!list.own || list.own->isAlias() || list.value->hasProperties)
        return byHand(file, command);
    if (list.value->isSequence() && !list.value->isFlow() && list.value->first) {
        const Node *last = list.value->first;
        while (last->next)
            last = last->next;
        const std::size_t dash = bytes.rfind('-', list.value->first->start - 1);
        const std::string pad(document.column(dash), ' ');
        return std::vector{ insertion(document.lineEnd(last->end), pad + "- " + name) };
    }
    const bool empty = list.value->isSequence()
            ? !list.value->first
            : list.value->isScalar() && scalarType(*list.value) == ScalarType::Null;
    if (!empty)
        return byHand(file, command);
    const std::size_t colon = bytes.find(':', list.keyNode->end);
    const std::size_t end = std::max<std::size_t>(list.value->end, colon + 1);
    return std::vector{ Edit{ colon + 1, end, eol + "- " + name.substr(0, name.size() - eol.size()) } };
}

// The result says what was meant, and no comment is gone.
bool isAsMeant(const Document &before, const Document &after, Value wanted)
{
    const Value now = after.root() ? Value::ofNode(*after.root()) : Value::ofMap({});
    return sameMeaning(wanted, now) && comments(before) == comments(after);
}

Result<std::string> withEntry(const Document &document, const PluginPolicy &policy,
                              std::string_view command)
{
    const Node *root = document.root();
    Value wanted = root ? Value::ofNode(*root) : Value::ofMap({});
    std::vector<Value> items;
    if (const Value *known = wanted.member(kListKey))
        items = known->items;
    items.push_back(Value::ofMap({ { "name", Value::ofText(command) } }));
    auto edits = editsFor(document, command, policy.file);
    if (!edits)
        return fail(edits.error());
    wanted.setMember(kListKey, Value::ofList(std::move(items)));
    if (policy.kind == Kind::DenyAll) {
        const Entry kind = find(root, kPolicyKey);
        if (!kind.own || !kind.own->isScalar() || kind.own->hasProperties)
            return byHand(policy.file, command);
        edits->push_back(Edit{ kind.own->start, kind.own->end, "Allowlist" });
        wanted.setMember(kPolicyKey, Value::ofText("Allowlist"));
    }
    auto text = applyEdits(document.bytes(), std::move(*edits));
    if (!text)
        return text;
    const auto after = parseKuberc(*text, policy.file);
    if (root && root->isFlow())
        return byHand(policy.file, command);
    return after && isAsMeant(document, *after, std::move(wanted)) ? text
                                                                   : byHand(policy.file, command);
}

} // namespace

Result<PluginPolicy> readPluginPolicy(const Core::Environment &environment)
{
    const fs::path file = kubercFile(environment);
    if (file.empty())
        return PluginPolicy{};
    auto bytes = Core::readFile(file, kMaxBytes);
    if (!bytes && bytes.error().code == ErrorCode::NotFound) {
        PluginPolicy none;
        none.file = file;
        return none;
    }
    if (!bytes)
        return fail(bytes.error());
    const auto document = parseKuberc(std::move(*bytes), file);
    return document ? policyOf(*document, file) : Result<PluginPolicy>(fail(document.error()));
}

std::optional<std::string> whyNotAllowed(const PluginPolicy &policy, std::string_view command,
                                         const Core::Environment &environment)
{
    if (policy.kind == Kind::AllowAll)
        return std::nullopt;
    if (policy.kind == Kind::DenyAll)
        return "plugin " + quotedName(command) + " not allowed: policy set to \"DenyAll\"";
    if (policy.allowed.empty())
        return "credential plugin policy set to \"Allowlist\", but allowlist is unspecified";
    const std::string found = lookPath(command, environment);
    for (const std::string &entry : policy.allowed) {
        if (entry == command || (!found.empty() && lookPath(entry, environment) == found))
            return std::nullopt;
    }
    return "plugin path " + quotedName(found.empty() ? command : std::string_view(found))
            + " is not permitted by the credential plugin allowlist";
}

std::vector<LintFinding> lintPlugins(const LoadingRules &rules, const Core::Environment &environment)
{
    const auto policy = readPluginPolicy(environment);
    if (!policy)
        return { LintFinding{ "kuberc-unreadable", Severity::Error, kubercFile(environment), {},
                              policy.error().message, policy.error().fix } };
    std::vector<LintFinding> findings;
    const auto config = policy->kind == Kind::AllowAll
            ? Result<Config>(Config{})
            : KubeconfigStore(rules, {}).load();
    if (!config)
        return {}; // lint() tells it
    std::set<std::string> told;
    for (const User &user : config->users) {
        if (!user.exec || !told.insert(user.exec->command).second)
            continue;
        const auto why = whyNotAllowed(*policy, user.exec->command, environment);
        if (why)
            findings.push_back(LintFinding{
                    "exec-not-allowed-by-kuberc", Severity::Warning, policy->file,
                    policy->position,
                    "user " + quotedName(user.name) + ": kubectl 1.35 and newer say: " + *why,
                    "run: kubectl lanyard config allow-plugin "
                            + Core::shellQuoted(user.exec->command) });
    }
    return findings;
}

Result<Plan> planAllowPlugin(const Core::Environment &environment, std::string_view command,
                             DenyAll denyAll)
{
    if (command.empty() || !Core::isValidUtf8(command)
        || (command.find('/') != std::string_view::npos
            && fs::path(command).lexically_normal() != fs::path(command)))
        return fail(ErrorCode::Usage,
                    quotedName(command) + " is no command that kubectl takes in its allowlist",
                    "give a plain name or an absolute path without . and ..");
    const auto policy = readPluginPolicy(environment);
    if (!policy)
        return fail(policy.error());
    Plan plan;
    plan.summary = "Allow plugin " + Core::singleLine(command, 200);
    if (!whyNotAllowed(*policy, command, environment))
        return plan;
    if (policy->kind == Kind::DenyAll && denyAll == DenyAll::Keep)
        return fail(ErrorCode::Refused,
                    Core::singleLine(policy->file.string(), 400)
                            + " forbids every plugin (credentialPluginPolicy: DenyAll)",
                    "with --yes the policy becomes an allowlist with this one entry");
    auto bytes = Core::readFile(policy->file, kMaxBytes);
    if (!bytes)
        return fail(bytes.error());
    const auto document = parseKuberc(*bytes, policy->file);
    if (!document)
        return fail(document.error());
    auto after = withEntry(*document, *policy, command);
    if (!after)
        return fail(after.error());
    plan.changes.push_back(FileChange{ policy->file, true, std::move(*bytes), std::move(*after) });
    return plan;
}

} // namespace Kubeconfig
