// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubeconfig/kubeconfigstore.h"

#include <functional>
#include <map>
#include <span>

//! One sign-in, three ways to write it: our exec entry, int128/kubelogin's, and the `oidc`
//! auth-provider of client-go, which rewrites the whole file at each refresh.
namespace Kubeconfig {

enum class SignInForm {
    Lanyard,
    Kubelogin,
    AuthProvider,
};

//! The flags of get-token that an entry amounts to; nothing if it is none of the three.
struct SignIn
{
    SignInForm form = SignInForm::Lanyard;
    std::vector<std::string> flags; //!< "--oidc-issuer-url=…": one word each
    bool hasTokens = false; //!< an auth-provider's id-token or refresh-token
};
[[nodiscard]] std::optional<SignIn> signInOf(const ExecConfig &exec);
[[nodiscard]] Core::Result<SignIn> signInOf(const std::map<std::string, std::string> &provider);

//! Our and kubelogin's exec entry for these flags.
[[nodiscard]] ExecConfig execFor(SignInForm form, const std::vector<std::string> &flags);
//! `auth-provider.config`; Refused for a flag that it has no word for.
[[nodiscard]] Core::Result<std::map<std::string, std::string>>
providerFor(const std::vector<std::string> &flags);

//! Says why get-token would not take these flags; the engine knows no flags itself.
using FlagCheck = std::function<Core::Result<>(const std::vector<std::string> &flags)>;

//! Rewrites the users named, or with no names all that have one of the other forms, as one change.
[[nodiscard]] Core::Result<Plan> planConvert(const LoadingRules &rules,
                                             std::span<const std::string> users, SignInForm to,
                                             const FlagCheck &check);

} // namespace Kubeconfig
