// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/execarguments.h"

#include <algorithm>
#include <array>
#include <filesystem>

namespace Doctor {

namespace {

using Texts = std::vector<std::string>;

// Known flags that take a value and do not matter here (kubelogin 1.36, klog's and ours).
constexpr auto kOtherValues = std::to_array<std::string_view>({
        "token-cache-dir",
        "token-cache-storage",
        "oidc-pkce-method",
        "grant-type",
        "listen-port",
        "browser-command",
        "authentication-timeout-sec",
        "oidc-redirect-url-hostname",
        "oidc-redirect-url-authcode-keyboard",
        "oidc-auth-request-extra-params",
        "oidc-request-header",
        "username",
        "password",
        "open-url-after-authentication",
        "local-server-cert",
        "local-server-key",
        "log_backtrace_at",
        "log_dir",
        "log_file",
        "log_file_max_size",
        "stderrthreshold",
        "v",
        "vmodule",
        "login",
        "max-auth-age",
        "acr-values",
        "context",
        "kubeconfig",
        "output",
});
constexpr auto kOtherSwitches = std::to_array<std::string_view>({
        "oidc-use-pkce",
        "skip-open-browser",
        "force-refresh",
        "force",
        "tls-renegotiation-once",
        "tls-renegotiation-freely",
        "add_dir_header",
        "alsologtostderr",
        "logtostderr",
        "one_output",
        "skip_headers",
        "skip_log_headers",
        "legacy_stderr_threshold_behavior",
        "help",
});
constexpr auto kApiServerFlags = std::to_array<std::string_view>({
        "oidc-username-claim",
        "oidc-username-prefix",
        "oidc-groups-claim",
        "oidc-groups-prefix",
        "oidc-required-claim",
        "oidc-ca-file",
        "oidc-signing-algs",
});

template<typename Range> bool contains(const Range &range, std::string_view name)
{
    return std::find(range.begin(), range.end(), name) != range.end();
}

void addList(Texts &target, const std::string &csv) // pflag's StringSlice
{
    for (std::size_t at = 0; at <= csv.size();) {
        const std::size_t end = std::min(csv.find(',', at), csv.size());
        if (end > at)
            target.push_back(csv.substr(at, end - at));
        at = end + 1;
    }
}

// Where a flag with a value goes; false for a flag that has no place here.
bool store(ExecArguments &result, std::string_view name, const std::string &value)
{
    if (name == "oidc-issuer-url")
        result.issuer = value;
    else if (name == "oidc-client-id")
        result.clientId = value;
    else if (name == "oidc-client-secret")
        result.clientSecret = value;
    else if (name == "oidc-redirect-url")
        result.redirectUrl = value;
    else if (name == "oidc-extra-scope")
        addList(result.extraScopes, value);
    else if (name == "certificate-authority")
        result.authorityFiles.push_back(value);
    else if (name == "certificate-authority-data")
        result.authorityData.push_back(value);
    else if (name == "listen-address")
        addList(result.listenAddresses, value);
    else if (name == "account" || name == "session")
        result.account = value;
    else
        return false;
    return true;
}

bool isValueFlag(std::string_view name)
{
    ExecArguments ignored;
    return store(ignored, name, {}) || contains(kOtherValues, name);
}

// False for a flag that no plugin knows.
bool takeSwitch(ExecArguments &result, std::string_view name, std::string_view value)
{
    if (name == "oidc-use-access-token")
        result.usesAccessToken = value != "false";
    else if (name == "insecure-skip-tls-verify")
        result.skipsTlsVerification = value != "false";
    else
        return contains(kOtherSwitches, name);
    return true;
}

void read(ExecArguments &result, const Texts &arguments, std::size_t at)
{
    for (; at < arguments.size(); ++at) {
        const std::string &argument = arguments[at];
        if (argument == "--")
            return;
        if (!argument.starts_with("--")) // a letter (-v1) or a word that is none of ours
            continue;
        const std::size_t equals = std::min(argument.find('='), argument.size());
        const std::string name = argument.substr(2, equals - 2);
        const bool hasValue = equals < argument.size();
        const bool isForApiServer = contains(kApiServerFlags, name);
        if (isValueFlag(name) || isForApiServer) {
            std::string value = hasValue ? argument.substr(equals + 1) : std::string();
            if (!hasValue && at + 1 < arguments.size() && (!isForApiServer || !arguments[at + 1].starts_with("--")))
                value = arguments[++at];
            if (isForApiServer)
                result.unknownFlags.push_back({ "--" + name, true });
            else
                store(result, name, value);
        } else if (!takeSwitch(result, name, hasValue ? argument.substr(equals + 1) : std::string())) {
            result.unknownFlags.push_back({ "--" + name, false });
        }
    }
}

} // namespace

std::optional<ExecArguments> execArguments(const Kubeconfig::ExecConfig &exec)
{
    std::string program = std::filesystem::path(exec.command).filename().string();
    std::size_t first = 0;
    if (program == "kubectl" && !exec.args.empty()) {
        program = "kubectl-" + exec.args.front();
        first = 1;
    }
    ExecArguments result;
    if (program == "kubelogin" || program == "kubectl-oidc-login" || program == "kubectl-oidc_login")
        result.kind = PluginKind::Kubelogin;
    else if (program != "kubectl-lanyard")
        return std::nullopt;
    if (exec.args.size() <= first || exec.args[first] != "get-token")
        return std::nullopt;
    read(result, exec.args, first + 1);
    return result;
}

} // namespace Doctor
