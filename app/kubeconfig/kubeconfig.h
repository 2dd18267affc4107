// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

//! The kubeconfig as client-go reads it, merged over all files (client-go/tools/clientcmd/api).
namespace Kubeconfig {

//! `users[].user.exec`
struct ExecConfig
{
    struct EnvVar
    {
        std::string name, value;
        bool operator==(const EnvVar &) const = default;
    };
    std::string apiVersion; //!< "client.authentication.k8s.io/v1" in what we write
    std::string command;
    std::vector<std::string> args;
    std::vector<EnvVar> env;
    std::string installHint;
    std::string interactiveMode; //!< "Never", "IfAvailable", "Always"; empty if not there
    bool provideClusterInfo = false;
    bool operator==(const ExecConfig &) const = default;
};

struct Cluster
{
    std::string name;
    std::string server;
    std::string tlsServerName;
    std::string certificateAuthority; //!< path as written; relative to the folder of `file`
    std::string certificateAuthorityData; //!< base64 as written
    std::string proxyUrl;
    bool insecureSkipTlsVerify = false;
    std::filesystem::path file; //!< where the effective entry stands
};

struct User
{
    std::string name;
    std::optional<ExecConfig> exec;
    std::string authProvider; //!< name of a legacy auth-provider
    bool hasToken = false, hasTokenFile = false, hasClientCertificate = false, hasBasicAuth = false;
    std::filesystem::path file;
};

struct Context
{
    std::string name, cluster, user;
    std::string nameSpace; //!< empty = "default" for kubectl
    std::filesystem::path file;
};

//! All files merged: the first file wins per whole entry, the first non-empty current-context wins.
struct Config
{
    std::string currentContext;
    std::filesystem::path currentContextFile; //!< empty if no file sets one
    std::vector<Context> contexts; //!< in file order
    std::vector<Cluster> clusters;
    std::vector<User> users;

    [[nodiscard]] const Context *context(std::string_view name) const;
    [[nodiscard]] const Cluster *cluster(std::string_view name) const;
    [[nodiscard]] const User *user(std::string_view name) const;
};

} // namespace Kubeconfig
