// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubernetes/apiserverconfiguration.h"

#include "app/kubernetes/authenticationconfiguration.h"
#include "app/kubernetes/oidcflags.h"
#include "app/kubernetes/yamldocuments.h"

namespace Kubernetes {

using Core::ErrorCode;
using Core::Json;

namespace {

const Json &member(const Json &object, std::string_view name)
{
    static const Json nothing;
    if (!object.is_object())
        return nothing;
    const auto found = object.find(name);
    return found == object.end() ? nothing : *found;
}

std::string kindOf(const Json &object)
{
    return object.is_object() ? Core::jsonString(object, "kind").value_or(std::string())
                              : std::string();
}

std::vector<std::string> strings(const Json &object, std::string_view key)
{
    return object.is_object() ? Core::jsonStrings(object, key) : std::vector<std::string>();
}

// spec.containers[].command and args; of several containers the one that runs kube-apiserver.
OidcFlags flagsOfPod(const Json &pod)
{
    const Json *spec = &member(pod, "spec");
    if (member(*spec, "template").is_object()) // a Deployment: hosted control planes
        spec = &member(member(*spec, "template"), "spec");
    OidcFlags fallback;
    for (const Json &container : member(*spec, "containers")) {
        std::vector<std::string> arguments = strings(container, "command");
        const std::vector<std::string> more = strings(container, "args");
        arguments.insert(arguments.end(), more.begin(), more.end());
        OidcFlags flags = OidcFlags::fromArguments(arguments);
        const bool isServer = Core::jsonString(container, "name") == "kube-apiserver";
        if (!flags.isEmpty() && (isServer || fallback.isEmpty()))
            fallback = std::move(flags);
        if (isServer)
            break;
    }
    return fallback;
}

// apiServer.extraArgs: a map until v1beta3, a list of name and value since v1beta4.
OidcFlags flagsOfKubeadm(const Json &configuration)
{
    const Json &arguments = member(member(configuration, "apiServer"), "extraArgs");
    std::vector<OidcFlags::Flag> flags;
    if (arguments.is_object()) {
        for (const auto &[name, value] : arguments.items())
            flags.emplace_back(
                    name, value.is_string() ? value.get<std::string>() : Core::dumpJson(value));
    } else if (arguments.is_array()) {
        for (const Json &entry : arguments) {
            if (entry.is_object() && entry.contains("name"))
                flags.emplace_back(Core::jsonString(entry, "name").value_or(""),
                                   Core::jsonString(entry, "value").value_or(""));
        }
    }
    return OidcFlags::fromFlags(std::move(flags));
}

Core::Result<AuthenticationSettings> settingsOf(const OidcFlags &flags, std::string_view name)
{
    if (flags.hasOidcFlags())
        return flags.settings();
    if (!flags.authenticationConfig().empty())
        return Core::fail(
                ErrorCode::NotFound,
                std::string(name)
                        + " names an AuthenticationConfiguration, which is a file on the server: "
                        + flags.authenticationConfig(),
                "give that file instead");
    return Core::fail(
            ErrorCode::NotFound,
            std::string(name)
                    + " sets no --oidc-* flag: this API server takes no token of a provider",
            "set --oidc-issuer-url and --oidc-client-id on the API server");
}

// Nothing if the document is of another kind.
std::optional<Core::Result<AuthenticationSettings>> readDocument(const YamlDocument &document,
                                                                 std::string_view name)
{
    const std::string kind = kindOf(document.tree);
    if (kind == "AuthenticationConfiguration")
        return readAuthenticationConfiguration(document);
    if (kind == "Pod" || kind == "Deployment" || kind == "StatefulSet")
        return settingsOf(flagsOfPod(document.tree), name);
    if (kind == "ClusterConfiguration")
        return settingsOf(flagsOfKubeadm(document.tree), name);
    if (kind == "ConfigMap") { // kubeadm-config
        for (const Json &value : member(document.tree, "data")) {
            if (value.is_string()
                && value.get_ref<const std::string &>().find("kind:") != std::string::npos) {
                auto inner = readApiServerConfiguration(value.get<std::string>(), name);
                if (inner)
                    return inner;
            }
        }
    }
    const Json &k3s = member(document.tree,
                             "kube-apiserver-arg"); // k3s and rke2: config.yaml, without dashes
    if (k3s.is_array()) {
        std::vector<std::string> arguments;
        for (const std::string &argument : strings(document.tree, "kube-apiserver-arg"))
            arguments.push_back(argument.starts_with("--") ? argument : "--" + argument);
        return settingsOf(OidcFlags::fromArguments(arguments), name);
    }
    return std::nullopt;
}

bool looksLikeFlags(const std::string &text)
{
    const std::size_t first = text.find("--oidc-");
    const std::size_t other = text.find("--authentication-config");
    return (first != std::string::npos || other != std::string::npos)
            && text.find("kind:") == std::string::npos
            && text.find("\"kind\"") == std::string::npos;
}

} // namespace

Core::Result<AuthenticationSettings> readApiServerConfiguration(const std::string &text,
                                                                std::string_view name)
{
    if (looksLikeFlags(text))
        return settingsOf(OidcFlags::fromText(text), name);
    const auto documents = yamlDocuments(text, name);
    if (!documents)
        return Core::fail(documents.error());
    std::optional<Core::Result<AuthenticationSettings>> lastFailure;
    for (const YamlDocument &document : *documents) {
        auto found = readDocument(document, name);
        if (found && *found)
            return std::move(*found);
        if (found)
            lastFailure = std::move(found);
    }
    if (lastFailure)
        return std::move(*lastFailure);
    return Core::fail(
            ErrorCode::NotFound,
            std::string(name)
                    + " is neither --oidc-* flags, a kube-apiserver manifest, a kubeadm "
                      "ClusterConfiguration nor an AuthenticationConfiguration",
            "give one of these: /etc/kubernetes/manifests/kube-apiserver.yaml on a kubeadm server");
}

} // namespace Kubernetes
