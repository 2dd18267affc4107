// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/checks/execcheck.h"

#include "app/core/atomicfile.h"
#include "app/core/text.h"
#include "app/doctor/situation.h"
#include "app/doctor/wording.h"
#include "app/kubeconfig/schema.h"

#include <algorithm>
#include <array>
#include <unistd.h>

namespace Doctor {

using Kubeconfig::ExecConfig;

namespace {

constexpr auto kIds = std::to_array<std::string_view>({
        "exec-command-not-found",
        "exec-api-version",
        "exec-interactive-mode-missing",
        "exec-unknown-flag",
        "exec-bypassed-by-credentials",
        "exec-on-http-server",
        "exec-not-allowed-by-kuberc",
        "auth-provider-legacy",
});
constexpr std::string_view kV1 = "client.authentication.k8s.io/v1";
constexpr std::string_view kV1Beta1 = "client.authentication.k8s.io/v1beta1";

bool isProgram(const std::filesystem::path &path)
{
    std::error_code error;
    return std::filesystem::is_regular_file(path, error) && ::access(path.c_str(), X_OK) == 0;
}

// As client-go and Go's LookPath do it: PATH of the caller for a bare name, the kubeconfig's folder
// for a relative path. PATH entries that are not absolute find nothing (Go refuses them).
std::filesystem::path lookUp(std::string_view command, const std::filesystem::path &folder, std::string_view path)
{
    if (command.find('/') != std::string_view::npos) {
        const auto file = folder / std::filesystem::path(command);
        return isProgram(file) ? file : std::filesystem::path();
    }
    for (std::size_t at = 0; at <= path.size();) {
        const std::size_t end = std::min(path.find(':', at), path.size());
        const std::filesystem::path file =
                std::filesystem::path(path.substr(at, end - at)) / std::filesystem::path(command);
        if (file.is_absolute() && isProgram(file))
            return file;
        at = end + 1;
    }
    return {};
}

void checkCommand(const Situation &situation, const ExecConfig &exec, CheckResult &result)
{
    const auto folder = situation.user->file.parent_path();
    const std::string path = situation.caller.variable("PATH");
    const bool isBare = exec.command.find('/') == std::string::npos;
    if (exec.command.empty()) {
        result.add({ "exec-command-not-found",
                     Severity::Error,
                     "the exec entry names no command, so kubectl refuses the context",
                     "user " + inQuotes(situation.user->name),
                     "kubectl lanyard config set-exec",
                     {} });
        return;
    }
    if (lookUp(exec.command, folder, path).empty()) {
        result.add({ "exec-command-not-found",
                     Severity::Error,
                     "kubectl cannot find the program that the exec entry names",
                     "command " + inQuotes(exec.command)
                             + (isBare ? ", PATH " + inQuotes(path) : ", from folder " + inQuotes(folder.string())),
                     "install it, or write its absolute path into `command:` (programs started from a desktop have "
                     "another PATH than a shell)",
                     {} });
        return;
    }
    // kubectl looks for its plugin by the name with an underscore.
    if (std::filesystem::path(exec.command).filename() == "kubectl" && !exec.args.empty()) {
        std::string plugin = "kubectl-" + exec.args.front();
        std::replace(plugin.begin() + 8, plugin.end(), '-', '_');
        if (!exec.args.front().starts_with("-") && lookUp(plugin, {}, path).empty())
            result.add({ "exec-command-not-found",
                         Severity::Error,
                         "kubectl has no plugin " + inQuotes(exec.args.front()),
                         "no " + plugin + " in PATH " + inQuotes(path),
                         "install the plugin, or use kubectl-lanyard as `command:`",
                         {} });
    }
}

void checkVersion(const ExecConfig &exec, CheckResult &result)
{
    if (exec.apiVersion != kV1 && exec.apiVersion != kV1Beta1) {
        result.add({ "exec-api-version",
                     Severity::Error,
                     "kubectl does not know the version of the exec protocol that the entry asks for",
                     "apiVersion " + inQuotes(exec.apiVersion),
                     "apiVersion: " + std::string(kV1) + "\ninteractiveMode: Never",
                     {} });
        return;
    }
    if (!exec.interactiveMode.empty())
        return;
    if (exec.apiVersion == kV1)
        result.add({ "exec-interactive-mode-missing",
                     Severity::Error,
                     "an exec entry of version v1 must say its interactiveMode, or kubectl refuses the context",
                     "apiVersion " + inQuotes(exec.apiVersion) + ", no interactiveMode",
                     "interactiveMode: Never",
                     {} });
    else
        result.add({ "exec-interactive-mode-missing",
                     Severity::Info,
                     "the exec entry works with v1beta1, but will break when somebody changes it to v1: there, "
                     "interactiveMode is required",
                     "apiVersion " + inQuotes(exec.apiVersion) + ", no interactiveMode",
                     "interactiveMode: Never",
                     {} });
}

void checkFlags(const Situation &situation, CheckResult &result)
{
    if (!situation.exec) {
        result.skip("exec-unknown-flag", "the program of the exec entry is not known to Lanyard");
        return;
    }
    std::string forServer, unknown;
    for (const auto &flag : situation.exec->unknownFlags)
        (flag.isApiServerFlag ? forServer : unknown) +=
                (flag.isApiServerFlag ? forServer : unknown).empty() ? flag.name : " " + flag.name;
    const bool isKubelogin = situation.exec->kind == PluginKind::Kubelogin;
    if (!forServer.empty())
        result.add(
                { "exec-unknown-flag",
                  isKubelogin ? Severity::Error : Severity::Warning,
                  isKubelogin
                          ? "kubelogin does not know these flags and ends with an error: they belong to kube-apiserver"
                          : "these flags have no effect here: they belong to kube-apiserver",
                  Core::singleLine(forServer, 500),
                  "remove them from exec.args and set them on the API server: " + Core::singleLine(forServer, 500),
                  {} });
    if (!unknown.empty())
        result.add({ "exec-unknown-flag",
                     Severity::Error,
                     "the login plugin does not know these flags and ends with an error",
                     Core::singleLine(unknown, 500),
                     "remove them from exec.args",
                     {} });
}

void checkBypass(const Situation &situation, CheckResult &result)
{
    const bool hasExec = situation.user->exec.has_value();
    if (hasExec && situation.credential != CredentialKind::Exec)
        result.add({ "exec-bypassed-by-credentials",
                     Severity::Error,
                     "kubectl never runs the exec entry: " + std::string(credentialName(situation.credential))
                             + " in the same user entry wins, without a word",
                     "user " + inQuotes(situation.user->name) + " in " + situation.user->file.string(),
                     "remove " + std::string(credentialName(situation.credential)) + " from the user entry",
                     {} });
    const bool isHttp = situation.cluster && situation.cluster->server.starts_with("http://");
    if (isHttp)
        result.add({ "exec-on-http-server",
                     hasExec ? Severity::Error : Severity::Warning,
                     hasExec ? "kubectl never runs the exec entry, because the server's address begins with http://"
                             : "the server's address begins with http://, so kubectl sends no credentials",
                     "server " + inQuotes(situation.cluster->server),
                     "change `server:` to https://",
                     {} });
}

void checkAuthProvider(const Situation &situation, CheckResult &result)
{
    const std::string &provider = situation.user->authProvider;
    if (provider.empty())
        return;
    const bool isGone = provider != "oidc";
    result.add({ "auth-provider-legacy",
                 isGone ? Severity::Error : Severity::Warning,
                 isGone ? "kubectl has no auth-provider of this name any more"
                        : "the old auth-provider keeps a refresh token in the kubeconfig and rewrites the file at "
                          "every refresh",
                 "auth-provider " + inQuotes(provider) + " of user " + inQuotes(situation.user->name),
                 "replace it by an exec entry: kubectl lanyard config set-exec",
                 {} });
}

// ~/.kube/kuberc, read by kubectl 1.35 and newer only.
class KubercPolicy
{
public:
    KubercPolicy(const Situation &situation, const ExecConfig &exec, CheckResult &result)
        : m_situation(situation)
        , m_exec(exec)
        , m_result(result)
    {
    }

    void check()
    {
        const std::string given = m_situation.caller.variable("KUBERC");
        const std::string home = m_situation.caller.variable("HOME");
        if (given == "off" || (given.empty() && home.empty()))
            return;
        m_path = given.empty() ? home + "/.kube/kuberc" : given;
        auto text = Core::readFile(m_path, 1024 * 1024);
        if (!text)
            return; // none, which is the rule
        const auto document = Kubeconfig::Document::parse(std::move(*text), m_path);
        if (!document || !document->root()) {
            m_result.skip("exec-not-allowed-by-kuberc", "the kuberc file cannot be read");
            return;
        }
        const std::string_view policy = Kubeconfig::textAt(document->root(), "credentialPluginPolicy");
        if (policy == "DenyAll")
            refuse("its policy is DenyAll", "");
        else if (policy == "Allowlist")
            checkList(Kubeconfig::find(document->root(), "credentialPluginAllowlist").value);
    }

private:
    void refuse(std::string_view why, std::string_view detail)
    {
        m_result.add({ "exec-not-allowed-by-kuberc",
                       Severity::Error,
                       "kubectl may not run the program of the exec entry: " + std::string(why),
                       m_path + ": command " + inQuotes(m_exec.command) + std::string(detail),
                       "credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist:\n- name: " + m_exec.command,
                       {} });
    }

    void checkList(const Kubeconfig::Node *list)
    {
        if (!list || !list->isSequence() || !list->first) {
            refuse("its policy is Allowlist, but the list is empty", "");
            return;
        }
        const std::string path = m_situation.caller.variable("PATH");
        const auto own = lookUp(m_exec.command, m_situation.user->file.parent_path(), path);
        std::vector<std::string> allowed;
        for (const auto *item = list->first; item; item = item->next) {
            std::string name(Kubeconfig::textAt(item->resolved(), "name"));
            if (name.empty())
                name = Kubeconfig::textAt(item->resolved(), "command");
            if (name == m_exec.command || (!own.empty() && lookUp(name, {}, path) == own))
                return;
            allowed.push_back(std::move(name));
        }
        refuse("it is not on the list", ", allowed " + inQuotes(allowed));
    }

    const Situation &m_situation;
    const ExecConfig &m_exec;
    CheckResult &m_result;
    std::string m_path;
};

} // namespace

std::span<const std::string_view> ExecCheck::ids() const
{
    return kIds;
}

CheckResult ExecCheck::examine(const Situation &situation) const
{
    CheckResult result;
    if (!situation.user) {
        result.skip(kIds, "the context has no user entry");
        return result;
    }
    checkBypass(situation, result);
    checkAuthProvider(situation, result);
    if (!situation.user->exec) {
        result.skip({ "exec-command-not-found", "exec-api-version", "exec-interactive-mode-missing",
                      "exec-unknown-flag", "exec-not-allowed-by-kuberc" },
                    "the user has no exec entry");
        return result;
    }
    const ExecConfig &exec = *situation.user->exec;
    checkCommand(situation, exec, result);
    checkVersion(exec, result);
    checkFlags(situation, result);
    KubercPolicy(situation, exec, result).check();
    return result;
}

} // namespace Doctor
