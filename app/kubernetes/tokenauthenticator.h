// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubernetes/jwtauthenticator.h"

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace Kubernetes {

//! What somebody who has the provider's keys found out about a token's signature.
enum class SignatureVerdict {
    Valid,
    Invalid, //!< wrong, or by a key that the provider does not publish
    NotChecked, //!< taken for valid, and said so
};

//! A token, taken apart but not verified.
struct TokenFacts
{
    bool isJwt = false; //!< three parts, the second one base64url of a JSON object
    Core::Json header, claims;
    std::string algorithm;
    SignatureVerdict signature = SignatureVerdict::NotChecked;

    [[nodiscard]] static TokenFacts fromCompact(std::string_view compact,
                                                SignatureVerdict signature);
    [[nodiscard]] static TokenFacts
    fromClaims(Core::Json claims, std::string algorithm = "RS256",
               SignatureVerdict signature = SignatureVerdict::Valid);
};

//! The steps of kube-apiserver in its own order (oidc.go, go-oidc verify.go).
enum class TokenStep {
    Issuer,
    ReadClaims,
    DistributedClaims,
    Audience,
    Expiry,
    NotBefore,
    Algorithm,
    Signature,
    AudienceOfSeveral, //!< with several audiences the comparison comes after the signature
    ResolveDistributedClaims,
    Username,
    EmailVerified,
    Groups,
    Uid,
    Extra,
    RequiredClaims,
    ClaimRules,
    UserRules,
};

struct TokenFailure
{
    TokenStep step;
    std::string claim; //!< or the expression
    std::string serverLog; //!< what stands in the server's log if this is the first failure
    bool operator==(const TokenFailure &) const = default;
};

struct TokenUser
{
    std::string username, uid;
    std::vector<std::string> groups;
    std::map<std::string, std::vector<std::string>> extra;
    bool operator==(const TokenUser &) const = default;
};

struct TokenEvaluation
{
    enum class Verdict {
        Accepted,
        Rejected,
        Unknown, //!< something was not evaluated, and nothing else fails
    };
    Verdict verdict = Verdict::Unknown;
    std::vector<TokenFailure>
            failures; //!< all of them, in the server's order; the first one decides
    std::vector<std::string> notEvaluated;
    TokenUser user; //!< as far as it could be worked out; complete if accepted
};

//! The OIDC authenticator of kube-apiserver 1.34 as a model. `azp`, `typ`, `nonce`, `iat` and
//! `at_hash` are not looked at, as there.
class TokenAuthenticator
{
public:
    //! \a authenticator must outlive this object.
    explicit TokenAuthenticator(const JwtAuthenticator &authenticator)
        : m_authenticator(authenticator)
    {
    }

    [[nodiscard]] TokenEvaluation evaluate(const TokenFacts &token,
                                           std::chrono::system_clock::time_point now) const;

private:
    const JwtAuthenticator &m_authenticator;
};

} // namespace Kubernetes
