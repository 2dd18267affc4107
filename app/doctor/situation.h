// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/json.h"
#include "app/core/secret.h"
#include "app/doctor/execarguments.h"
#include "app/kubeconfig/document.h"
#include "app/kubeconfig/kubeconfig.h"
#include "app/kubernetes/jwtauthenticator.h"
#include "app/kubernetes/reviewclient.h"
#include "app/oidc/clientconfig.h"

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace Doctor {

//! One file of the loading rules, as it was found.
struct KubeconfigFile
{
    std::filesystem::path path;
    bool exists = true;
    std::shared_ptr<const Kubeconfig::Document> document; //!< null if it cannot be read
    std::optional<Core::Error> problem; //!< why kubectl cannot read it
    unsigned mode = 0600;
    std::optional<std::chrono::seconds> lockAge; //!< of `FILE.lock`, if there is one
};

struct KubeconfigFacts
{
    std::vector<KubeconfigFile> files;
    std::optional<Core::Error> problem; //!< why they cannot be merged
    Kubeconfig::Config merged;
};

//! What kubectl puts into its requests: the first of these that the user entry holds wins, and the
//! exec entry below it is not run, without a word (client-go exec.go, UpdateTransportConfig).
enum class CredentialKind {
    Token,
    TokenFile,
    ClientCertificate,
    BasicAuth,
    AuthProvider,
    Exec,
    None,
};

[[nodiscard]] CredentialKind effectiveCredential(const Kubeconfig::User &user);
//! "`token`", "`client-certificate`", … as it stands in a kubeconfig.
[[nodiscard]] std::string_view credentialName(CredentialKind kind);

//! A token to judge: the session's, or the one that stands in the kubeconfig.
struct TokenFacts
{
    std::string source; //!< "the session", "`token` of user \"dev\""
    std::shared_ptr<const Core::Secret> compact; //!< null if there is none
    std::string whyNone; //!< then
    //! What stands in the access token beside the session's; null if unknown or no JWT.
    Core::Json accessClaims = nullptr;
};

//! The session of the exec entry as the agent knows it.
struct SessionFacts
{
    bool exists = false;
    bool isReady = false; //!< a token with life left, or one that can be fetched
    bool isRefreshable = false;
    std::optional<Core::Error> problem;
};

enum class KeychainState {
    Ready,
    Locked,
    Busy,
    Missing,
    NotAsked,
};

//! What the command line told about who called, because the agent has another environment.
struct Caller
{
    std::map<std::string, std::string, std::less<>> environment;
    bool agentWasRunning = true;
    bool consentsToAnonymousProbe = false;

    [[nodiscard]] std::string variable(std::string_view name) const;
};

//! A file that was handed in: --api-server-config, --rbac.
struct GivenFile
{
    std::string path;
    std::string text;
    std::optional<Core::Error> problem; //!< it cannot be read
};

//! Plain facts, gathered before the first check runs. What only the network knows is asked by the checks.
struct Situation
{
    Situation() = default;
    Situation(Situation &&) = default;
    Situation &operator=(Situation &&) = default;
    Situation(const Situation &) = delete; // it points into itself
    Situation &operator=(const Situation &) = delete;

    Caller caller;
    KubeconfigFacts kubeconfig;
    std::string contextName; //!< --context, or the current one
    const Kubeconfig::Context *context = nullptr; //!< into kubeconfig.merged, as the next two
    const Kubeconfig::Cluster *cluster = nullptr;
    const Kubeconfig::User *user = nullptr;
    CredentialKind credential = CredentialKind::None;
    std::optional<ExecArguments> exec; //!< of an entry that signs in by OpenID Connect
    std::optional<Core::Error> clientProblem; //!< a CA file of the entry cannot be read
    Kubernetes::ApiServer apiServer;
    std::optional<Core::Error> apiServerProblem; //!< its CA cannot be read, or there is no server

    Oidc::ClientConfig client; //!< how the entry signs in; issuer empty if unknown
    std::optional<GivenFile> apiServerConfig;
    std::optional<Kubernetes::AuthenticationSettings> server; //!< what apiServerConfig says, if it is of use
    std::optional<Core::Error> serverProblem; //!< or why it is not
    std::optional<GivenFile> rbac;

    TokenFacts token;
    SessionFacts session;
    KeychainState keychain = KeychainState::NotAsked;
};

} // namespace Doctor
