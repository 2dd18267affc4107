// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/checks/kubeconfigcheck.h"

#include "app/core/text.h"
#include "app/doctor/situation.h"
#include "app/doctor/wording.h"
#include "app/kubeconfig/filetraps.h"
#include "app/kubeconfig/schema.h"

#include <algorithm>
#include <array>

namespace Doctor {

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

// What `config lint` says about the inside of a file; a key twice is its business only.
void findTraps(const KubeconfigFile &file, CheckResult &result)
{
    for (Kubeconfig::FileTrap &trap : Kubeconfig::fileTraps(*file.document)) {
        if (std::find(kIds.begin(), kIds.end(), trap.id) == kIds.end())
            continue;
        result.add({ std::string(trap.id),
                     trap.severity == Kubeconfig::Severity::Error ? Severity::Error : Severity::Warning,
                     std::move(trap.message),
                     file.document->where(trap.offset),
                     std::move(trap.fix),
                     {} });
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
    if (!context.nameSpace.empty() && !Core::isDnsLabel(context.nameSpace))
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
    const auto before = std::ptrdiff_t(result.findings.size());
    if (file.document)
        findTraps(file, result);
    const bool isExplained = std::any_of(result.findings.begin() + before, result.findings.end(),
                                         [](const Finding &f) { return f.severity == Severity::Error; });
    if (file.problem && !isExplained)
        result.add(
                { "kubeconfig-unreadable",
                  Severity::Error,
                  "kubectl cannot read a file of the kubeconfig, and so none of them: " + file.problem->message,
                  path,
                  file.problem->fix.empty() ? "mend the line, or take the file out of KUBECONFIG" : file.problem->fix,
                  {} });
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
