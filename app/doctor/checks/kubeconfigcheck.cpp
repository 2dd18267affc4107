// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/checks/kubeconfigcheck.h"

#include "app/doctor/situation.h"
#include "app/doctor/wording.h"
#include "app/kubeconfig/schema.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

namespace Doctor {

using Kubeconfig::Node;

namespace {

constexpr auto kIds = std::to_array<std::string_view>({
        "kubeconfig-unreadable",
        "kubeconfig-stale-lock",
        "kubeconfig-permissions",
        "kubeconfig-duplicate-name",
        "kubeconfig-shadowed-entry",
        "kubeconfig-key-case",
        "kubeconfig-unquoted-scalar",
        "context-missing-cluster",
        "context-missing-user",
        "namespace-invalid",
});

// Keys that kubectl knows, by the place where they stand.
constexpr auto kTopKeys = std::to_array<std::string_view>(
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

// Letters only, in lower case: "Current_Context" and "currentContext" mean current-context.
std::string folded(std::string_view key)
{
    std::string result;
    for (const char c : key) {
        if (c != '-' && c != '_')
            result += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return result;
}

void findWrongKeys(const KubeconfigFile &file, const Node *mapping, std::span<const std::string_view> known,
                   CheckResult &result)
{
    if (!mapping || !mapping->isMapping())
        return;
    for (const Kubeconfig::Entry &entry : Kubeconfig::entries(*mapping)) {
        if (std::find(known.begin(), known.end(), entry.key) != known.end())
            continue;
        const auto meant = std::find_if(known.begin(), known.end(),
                                        [&](std::string_view k) { return folded(k) == folded(entry.key); });
        // apiVersion and kind of the file are read in any case (measured).
        if (meant == known.end() || (known.data() == kTopKeys.data() && (*meant == "apiVersion" || *meant == "kind")))
            continue;
        result.add({ "kubeconfig-key-case",
                     Severity::Warning,
                     "kubectl ignores the key " + inQuotes(entry.key) + " silently: keys are case-sensitive",
                     file.document->where(entry.keyNode->start),
                     "write it as `" + std::string(*meant) + ":`",
                     {} });
    }
}

void findWrongKeys(const KubeconfigFile &file, CheckResult &result)
{
    const Node *root = file.document->root();
    findWrongKeys(file, root, kTopKeys, result);
    for (const Kubeconfig::Section section : Kubeconfig::kSections) {
        const Kubeconfig::Entry list = Kubeconfig::find(root, Kubeconfig::sectionKey(section));
        if (!list.value || !list.value->isSequence())
            continue;
        for (const Node *item = list.value->first; item; item = item->next) {
            const Node *resolved = item->resolved();
            findWrongKeys(file, resolved, kItemKeys, result);
            const Kubeconfig::Entry body = Kubeconfig::find(resolved, Kubeconfig::bodyKey(section));
            findWrongKeys(file, body.value, kBodyKeys, result);
            if (body.value)
                findWrongKeys(file, Kubeconfig::find(body.value, "exec").value, kExecKeys, result);
        }
    }
}

std::string_view typeName(Kubeconfig::ScalarType type)
{
    switch (type) {
    case Kubeconfig::ScalarType::Boolean:
        return "a boolean";
    case Kubeconfig::ScalarType::Integer:
    case Kubeconfig::ScalarType::Float:
        return "a number";
    case Kubeconfig::ScalarType::Null:
        return "nothing";
    case Kubeconfig::ScalarType::String:
        break;
    }
    return "a text";
}

// `name: no`: YAML 1.1 makes a boolean of it and kubectl refuses the whole file.
void findUnquoted(const KubeconfigFile &file, const Node *mapping, std::string_view key, CheckResult &result)
{
    const Kubeconfig::Entry entry = mapping ? Kubeconfig::find(mapping, key) : Kubeconfig::Entry{};
    if (!entry.value || !entry.value->isScalar())
        return;
    const auto type = Kubeconfig::scalarType(*entry.value);
    if (type == Kubeconfig::ScalarType::String || type == Kubeconfig::ScalarType::Null)
        return;
    const bool isSecret = key == "token" || key == "password";
    const std::string text(entry.value->value);
    result.add({ "kubeconfig-unquoted-scalar",
                 Severity::Error,
                 "kubectl refuses the file because an unquoted `" + std::string(key) + "` is "
                         + std::string(typeName(type)) + " in YAML, not a text",
                 file.document->where(entry.value->start)
                         + (isSecret ? std::string() : ": " + std::string(key) + ": " + text),
                 isSecret ? "put the value into double quotes"
                          : "write it as `" + std::string(key) + ": \"" + text + "\"`",
                 {} });
}

void findUnquoted(const KubeconfigFile &file, CheckResult &result)
{
    const Node *root = file.document->root();
    findUnquoted(file, root, "current-context", result);
    for (const Kubeconfig::Section section : Kubeconfig::kSections) {
        const Kubeconfig::Entry list =
                root ? Kubeconfig::find(root, Kubeconfig::sectionKey(section)) : Kubeconfig::Entry{};
        if (!list.value || !list.value->isSequence())
            continue;
        for (const Node *item = list.value->first; item; item = item->next) {
            findUnquoted(file, item->resolved(), "name", result);
            const Node *body = Kubeconfig::find(item->resolved(), Kubeconfig::bodyKey(section)).value;
            for (const std::string_view key : { "cluster", "user", "namespace", "token", "username", "password" })
                findUnquoted(file, body, key, result);
        }
    }
}

void findDuplicates(const KubeconfigFile &file, CheckResult &result)
{
    for (const Kubeconfig::Section section : Kubeconfig::kSections) {
        const Node *root = file.document->root();
        const Kubeconfig::Entry list =
                root ? Kubeconfig::find(root, Kubeconfig::sectionKey(section)) : Kubeconfig::Entry{};
        if (!list.value || !list.value->isSequence())
            continue;
        std::set<std::string_view> seen;
        for (const Node *item = list.value->first; item; item = item->next) {
            const std::string_view name = Kubeconfig::textAt(item->resolved(), "name");
            if (seen.insert(name).second)
                continue;
            result.add({ "kubeconfig-duplicate-name",
                         Severity::Error,
                         "kubectl refuses the file because it lists the " + std::string(Kubeconfig::bodyKey(section))
                                 + ' ' + inQuotes(name) + " twice",
                         file.document->where(item->start),
                         "remove or rename one of the two",
                         {} });
        }
    }
}

// Only the context's own entries and their neighbours in later files: the first file wins, whole.
void findShadowed(const Situation &situation, CheckResult &result)
{
    const auto look = [&](Kubeconfig::Section section, std::string_view name) {
        const KubeconfigFile *winner = nullptr;
        for (const KubeconfigFile &file : situation.kubeconfig.files) {
            const auto view = file.document ? Kubeconfig::FileView::read(*file.document)
                                            : Core::fail(Core::ErrorCode::NotFound, "");
            if (!view || !view->item(section, name))
                continue;
            if (!winner) {
                winner = &file;
                continue;
            }
            result.add({ "kubeconfig-shadowed-entry",
                         Severity::Warning,
                         "the " + std::string(Kubeconfig::bodyKey(section)) + ' ' + inQuotes(name)
                                 + " stands in two files of KUBECONFIG, and kubectl uses the first one only",
                         "used: " + winner->path.string() + "; ignored: " + file.path.string(),
                         "rename or remove one: kubectl lanyard config lint",
                         {} });
        }
    };
    if (!situation.context)
        return;
    look(Kubeconfig::Section::Contexts, situation.context->name);
    look(Kubeconfig::Section::Clusters, situation.context->cluster);
    look(Kubeconfig::Section::Users, situation.context->user);
}

bool isDnsLabel(std::string_view text)
{
    const auto isPlain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return !text.empty() && text.size() <= 63 && std::all_of(text.begin(), text.end(), isPlain) && text.front() != '-'
            && text.back() != '-';
}

void checkContext(const Situation &situation, CheckResult &result)
{
    if (!situation.context) {
        result.skip({ "context-missing-cluster", "context-missing-user", "namespace-invalid" },
                    situation.contextName.empty() ? "there is no current context"
                                                  : "there is no context " + inQuotes(situation.contextName));
        return;
    }
    const Kubeconfig::Context &context = *situation.context;
    if (!situation.cluster)
        result.add({ "context-missing-cluster",
                     Severity::Error,
                     context.cluster.empty()
                             ? "the context names no cluster, so kubectl asks http://localhost:8080"
                             : "the context names a cluster that is in no file, so kubectl asks http://localhost:8080",
                     "context " + inQuotes(context.name) + ", cluster " + inQuotes(context.cluster),
                     "kubectl config set-context " + inQuotes(context.name) + " --cluster=NAME",
                     {} });
    if (!situation.user)
        result.add({ "context-missing-user",
                     Severity::Error,
                     context.user.empty()
                             ? "the context names no user, so kubectl asks for a user name"
                             : "the context names a user that is in no file, so kubectl asks for a user name",
                     "context " + inQuotes(context.name) + ", user " + inQuotes(context.user),
                     "kubectl config set-context " + inQuotes(context.name) + " --user=NAME",
                     {} });
    if (!context.nameSpace.empty() && !isDnsLabel(context.nameSpace))
        result.add({ "namespace-invalid",
                     Severity::Error,
                     "the context's namespace cannot exist: a namespace has lower-case letters, digits and dashes",
                     "namespace " + inQuotes(context.nameSpace),
                     "kubectl lanyard ns NAME",
                     {} });
}

void checkFile(const KubeconfigFile &file, CheckResult &result)
{
    const std::string path = file.path.string();
    if (file.lockAge && *file.lockAge > std::chrono::seconds(60))
        result.add(
                { "kubeconfig-stale-lock",
                  Severity::Warning,
                  "a killed program left its lock behind, so kubectl config, Helm and others refuse to write the file",
                  path + ".lock is " + std::to_string(file.lockAge->count()) + " s old",
                  "rm " + path + ".lock",
                  {} });
    if (!file.exists)
        return;
    if ((file.mode & 077U) != 0)
        result.add({ "kubeconfig-permissions",
                     Severity::Warning,
                     "other users of this machine may open the kubeconfig",
                     path + " has mode "
                             + std::string({ '0', static_cast<char>('0' + ((file.mode >> 6) & 7)),
                                             static_cast<char>('0' + ((file.mode >> 3) & 7)),
                                             static_cast<char>('0' + (file.mode & 7)) }),
                     "chmod 600 " + path,
                     {} });
    const std::size_t before = result.findings.size();
    if (file.document) {
        findUnquoted(file, result);
        findDuplicates(file, result);
    }
    const bool isExplained = result.findings.size() > before;
    if (file.problem && !isExplained)
        result.add(
                { "kubeconfig-unreadable",
                  Severity::Error,
                  "kubectl cannot read a file of the kubeconfig, and so none of them: " + file.problem->message,
                  path,
                  file.problem->fix.empty() ? "mend the line, or take the file out of KUBECONFIG" : file.problem->fix,
                  {} });
    if (file.document)
        findWrongKeys(file, result);
}

} // namespace

std::span<const std::string_view> KubeconfigCheck::ids() const
{
    return kIds;
}

CheckResult KubeconfigCheck::examine(const Situation &situation) const
{
    CheckResult result;
    bool isAnyThere = false;
    for (const KubeconfigFile &file : situation.kubeconfig.files) {
        checkFile(file, result);
        isAnyThere = isAnyThere || file.exists;
    }
    if (!isAnyThere)
        result.add({ "kubeconfig-unreadable",
                     Severity::Error,
                     "there is no kubeconfig",
                     situation.kubeconfig.files.empty()
                             ? "neither KUBECONFIG nor HOME is set"
                             : situation.kubeconfig.files.front().path.string() + " does not exist",
                     "add a cluster: kubectl lanyard config add, or the window's Add cluster",
                     {} });
    else if (situation.kubeconfig.problem && result.findings.empty())
        result.add({ "kubeconfig-unreadable",
                     Severity::Error,
                     "kubectl cannot read the kubeconfig: " + situation.kubeconfig.problem->message,
                     {},
                     situation.kubeconfig.problem->fix,
                     {} });
    findShadowed(situation, result);
    checkContext(situation, result);
    return result;
}

} // namespace Doctor
