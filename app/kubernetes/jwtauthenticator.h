// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubernetes/cel/program.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

//! How an API server takes tokens of an identity provider, in the server's own words. Std C++
//! types; a model, not a client: nothing here talks to anybody.
namespace Kubernetes {

//! A claim with a prefix, or an expression; neither: not mapped.
struct ClaimMapping
{
    std::string claim;
    std::optional<std::string> prefix;
    std::string expression;
    std::optional<Cel::Program> program; //!< of `expression`, if it compiles here

    [[nodiscard]] bool isMapped() const { return !claim.empty() || !expression.empty(); }
    //! The prefix as it is put before a name.
    [[nodiscard]] std::string prefixText() const { return prefix.value_or(std::string()); }
};

struct ExtraMapping
{
    std::string key, expression;
    std::optional<Cel::Program> program;
};

struct ValidationRule
{
    std::string expression, message;
    std::size_t index = 0; //!< in the file's list, for messages
    std::optional<Cel::Program> program;
};

//! One entry of `jwt` in an AuthenticationConfiguration; the --oidc-* flags make one, too.
struct JwtAuthenticator
{
    std::string issuerUrl, discoveryUrl;
    std::string certificateAuthority; //!< PEM text; flags name a file of the server instead
    std::vector<std::string> audiences;
    std::vector<std::string> signingAlgorithms;
    ClaimMapping username, groups, uid;
    std::vector<ExtraMapping> extra;
    std::map<std::string, std::string> requiredClaims;
    std::vector<ValidationRule> claimRules, userRules;
};

//! What a server does with tokens, read from flags, a manifest or an AuthenticationConfiguration.
struct AuthenticationSettings
{
    enum class Source { Flags, Structured };
    Source source = Source::Flags;
    std::vector<JwtAuthenticator> jwt;
    std::string caFile; //!< --oidc-ca-file: a path on the server, not here
    bool isUsernamePrefixGiven =
            false; //!< flags: false means the default `ISSUER#`, or none for email
    std::optional<bool> anonymousEnabled; //!< `anonymous`, or --anonymous-auth
    //! Why the server refuses to start (or to reload) with this, in its own words, in its own
    //! order.
    std::vector<std::string> problems;
    //! What the server would check and this model does not: an expression outside of our CEL.
    std::vector<std::string> notEvaluated;

    //! The entry for tokens of \a issuer; null if there is none.
    [[nodiscard]] const JwtAuthenticator *forIssuer(std::string_view issuer) const;
};

//! All nine that kube-apiserver knows; an AuthenticationConfiguration allows all of them.
[[nodiscard]] const std::vector<std::string> &allSigningAlgorithms();

} // namespace Kubernetes
