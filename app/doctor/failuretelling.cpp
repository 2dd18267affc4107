// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/text.h"
#include "app/doctor/keycloakhints.h"
#include "app/doctor/tokenjudge.h"
#include "app/doctor/wording.h"

#include <algorithm>

namespace Doctor {

using Core::Json;
using Kubernetes::TokenFailure;
using Kubernetes::TokenStep;

namespace {

std::string shown(const Json &value)
{
    return Core::singleLine(Core::dumpJson(value), 200);
}

class Teller
{
public:
    Teller(const Case &given, const TokenFailure &failure)
        : m_case(given)
        , m_token(given.token)
        , m_failure(failure)
    {
    }

    Finding tell() const
    {
        Finding finding = words();
        finding.severity = Severity::Error;
        finding.serverLog = Core::singleLine(m_failure.serverLog, 1000);
        return finding;
    }

private:
    Finding words() const
    {
        switch (m_failure.step) {
        case TokenStep::Issuer:
            return m_token.isJwt() ? issuer() : noToken();
        case TokenStep::ReadClaims:
            return unreadable();
        case TokenStep::DistributedClaims:
        case TokenStep::ResolveDistributedClaims:
            return distributed();
        case TokenStep::Audience:
        case TokenStep::AudienceOfSeveral:
            return audience();
        case TokenStep::Expiry:
        case TokenStep::NotBefore:
            return time();
        case TokenStep::Algorithm:
            return algorithm();
        case TokenStep::Signature:
            return signature();
        case TokenStep::Username:
            return username();
        case TokenStep::EmailVerified:
            return email();
        case TokenStep::Groups:
            return groups();
        case TokenStep::Uid:
        case TokenStep::Extra:
            return mapping();
        case TokenStep::RequiredClaims:
            return required();
        case TokenStep::ClaimRules:
        case TokenStep::UserRules:
            break;
        }
        return rule();
    }

    std::string fixAt(ProviderFix fix, std::string_view detail = {}) const
    {
        return providerFix(fix, m_case.issuer(), m_case.clientId, detail);
    }
    const Json *claim() const { return m_token.claim(m_failure.claim); }
    bool logSays(std::string_view text) const { return m_failure.serverLog.find(text) != std::string::npos; }
    std::string claimNames() const
    {
        std::vector<std::string> names;
        for (const auto &[name, value] : m_token.facts.claims.items())
            names.push_back(name);
        return inQuotes(names, 30);
    }

    Finding noToken() const
    {
        return { "not-a-jwt",
                 {},
                 "what kubectl sends is no signed token of a provider, so no OIDC authenticator looks at it",
                 std::to_string(m_token.size)
                         + " bytes that are not three parts of base64url with a JSON object in the middle",
                 "use the ID token: kubectl lanyard config set-exec",
                 {} };
    }

    Finding issuer() const
    {
        const std::string expected = m_case.jwt() ? m_case.jwt()->issuerUrl : m_case.execIssuer;
        return { "issuer-claim-mismatch",
                 {},
                 std::string(m_case.settings ? "the API server expects" : "the exec entry names")
                         + " another issuer than the token has, and the API server compares byte by byte",
                 bothSides("token iss", m_token.issuer, m_case.settings ? "API server" : "exec entry", expected),
                 m_case.isStructured() ? "issuer:\n  url: " + Core::singleLine(m_token.issuer, 300)
                                       : "--oidc-issuer-url=" + Core::singleLine(m_token.issuer, 300)
                                 + " (on the API server and in exec.args)",
                 {} };
    }

    Finding unreadable() const
    {
        std::string seen;
        for (const std::string_view name : { "aud", "exp", "nbf", "iat", "sub", "nonce", "at_hash" }) {
            if (const Json *value = m_token.claim(name))
                seen += (seen.empty() ? "" : ", ") + std::string(name) + " = " + shown(*value);
        }
        return { "claims-unreadable",
                 {},
                 "the API server cannot read a claim of the token: exp, nbf and iat must be numbers, aud a text or a "
                 "list of texts",
                 seen,
                 "let the provider send numbers of seconds since 1970, and texts",
                 {} };
    }

    Finding distributed() const
    {
        return { "groups-distributed",
                 {},
                 "the token says that a claim is to be fetched elsewhere, but not where: the API server refuses it",
                 "_claim_names names " + inQuotes(m_failure.claim) + ", _claim_sources does not hold its source",
                 "let the provider put the groups into the token (fewer groups, or application roles)",
                 {} };
    }

    Finding audience() const
    {
        const auto &expected = m_case.jwt()->audiences;
        const auto &actual = m_token.audience;
        std::string fix;
        if (!actual.empty())
            fix = (m_case.isStructured() ? "audiences: [" + inQuotes(actual.front()) + "]"
                                         : "--oidc-client-id=" + Core::singleLine(actual.front(), 200))
                    + " on the API server; or ";
        fix += "sign in with --oidc-client-id=" + Core::singleLine(expected.front(), 200)
                + " in exec.args; or, at the provider:\n" + fixAt(ProviderFix::AddAudience, expected.front());
        const bool areSeveral = actual.size() > 1 || expected.size() > 1;
        return { "audience-mismatch",
                 {},
                 "the token is for somebody else: the API server does not find itself in its audience",
                 bothSides("token aud", actual.empty() ? "" : actual.front(), "API server", expected.front())
                         + (areSeveral ? "; all: token " + inQuotes(actual) + ", API server " + inQuotes(expected)
                                       : ""),
                 fix,
                 {} };
    }

    Finding time() const
    {
        const std::string now = dateText(std::chrono::duration<double>(m_case.now.time_since_epoch()).count());
        if (m_failure.step == TokenStep::NotBefore)
            return { "not-yet-valid",
                     {},
                     "the token is not valid yet: the provider's clock is ahead by more than the minute that the API "
                     "server allows",
                     "nbf " + dateText(m_token.seconds("nbf").value_or(0)) + ", now " + now,
                     "turn on NTP (timedatectl set-ntp true) at the provider and here",
                     {} };
        const auto expiry = m_token.seconds("exp");
        return { "token-expired",
                 {},
                 expiry ? "the token has expired, and the API server gives no leeway"
                        : "the token has no expiry, which the API server takes for one in the year 1",
                 expiry ? "exp " + dateText(*expiry) + ", now " + now : "no claim exp",
                 "sign in again: kubectl lanyard login",
                 {} };
    }

    Finding algorithm() const
    {
        const std::string &name = m_token.facts.algorithm;
        const auto &allowed = m_case.jwt()->signingAlgorithms;
        const bool isSymmetric = name == "none" || name.starts_with("HS");
        std::string flag = "--oidc-signing-algs=";
        for (const std::string &entry : allowed)
            flag += entry + ",";
        flag += Core::singleLine(name, 40) + " on the API server; or, at the provider:\n";
        return { "signing-algorithm",
                 {},
                 isSymmetric ? "the token is not signed with a public key, which the API server never takes"
                             : "the API server does not take the algorithm that the token is signed with",
                 "token alg " + inQuotes(name) + ", API server " + inQuotes(allowed, 10),
                 (isSymmetric || m_case.isStructured() ? "" : flag) + fixAt(ProviderFix::SignRs256),
                 {} };
    }

    Finding signature() const // judgeToken() knows which of the two it is
    {
        return {
            "signature-invalid",
            {},
            "the signature of the token is wrong: it was changed or cut, or another key of the same name signed it",
            "token kid " + inQuotes(m_token.keyId) + ", alg " + inQuotes(m_token.facts.algorithm),
            "sign in again: kubectl lanyard login --force",
            {}
        };
    }

    Finding username() const
    {
        const bool isExpression = !m_case.jwt()->username.expression.empty();
        const bool isMissing = isExpression ? logSays("no such key") || logSays("empty username") : !claim();
        const std::string what = isExpression ? "expression " + inQuotes(m_failure.claim)
                                              : "username claim " + inQuotes(m_failure.claim);
        const std::string claimName = isExpression ? "preferred_username" : m_failure.claim;
        if (isMissing)
            return { "username-claim-missing",
                     {},
                     "the API server takes the user name from a claim that the token does not have",
                     what + ", token has " + claimNames(),
                     fixAt(ProviderFix::AddClaim, claimName)
                             + (claimName == "email" ? "\nor request the scope: --oidc-extra-scope=email" : ""),
                     {} };
        return { "username-claim-type",
                 {},
                 "the API server takes the user name from a claim that is not a text",
                 what + (claim() ? " = " + shown(*claim()) : ""),
                 "choose a claim that is a text, such as sub or preferred_username",
                 {} };
    }

    Finding email() const
    {
        const std::string other =
                "; or take another claim for the user name: --oidc-username-claim=preferred_username on the API server";
        const std::string seen =
                "email_verified = " + (claim() ? shown(*claim()) : "") + ", email = " + inQuotes(m_token.text("email"));
        if (logSays("cannot unmarshal"))
            return { "email-verified-type",
                     {},
                     "email_verified is not a boolean, so the API server refuses the token",
                     seen,
                     fixAt(ProviderFix::BooleanEmailVerified) + other,
                     {} };
        return { "email-not-verified",
                 {},
                 "the e-mail is not verified, so the API server refuses the token",
                 seen,
                 fixAt(ProviderFix::VerifyEmail, m_token.text("email")) + other,
                 {} };
    }

    Finding groups() const
    {
        if (logSays("no such key"))
            return { "groups-claim-missing",
                     {},
                     "the API server takes the groups from a claim that the token does not have, and its expression "
                     "does not allow that",
                     "expression " + inQuotes(m_failure.claim) + ", token has " + claimNames(),
                     fixAt(ProviderFix::AddGroupsMapper, "groups")
                             + "\nor: groups:\n  expression: claims.?groups.orValue([])",
                     {} };
        return { "groups-claim-type",
                 {},
                 "the API server reads groups from something that is neither a text nor a list of texts, and refuses "
                 "the token",
                 inQuotes(m_failure.claim) + (claim() ? " = " + shown(*claim()) : ""),
                 fixAt(ProviderFix::AddGroupsMapper, m_failure.claim),
                 {} };
    }

    Finding mapping() const
    {
        const bool isUid = m_failure.step == TokenStep::Uid;
        return { "claim-mapping-failed",
                 {},
                 std::string("the API server cannot work out ") + (isUid ? "the uid" : "an extra attribute")
                         + " from the token, and refuses it",
                 inQuotes(m_failure.claim) + ", token has " + claimNames(),
                 fixAt(ProviderFix::AddClaim, isUid ? std::string_view(m_failure.claim) : "CLAIM"),
                 {} };
    }

    Finding required() const
    {
        const auto wanted = m_case.jwt()->requiredClaims.find(m_failure.claim);
        const std::string want = wanted == m_case.jwt()->requiredClaims.end() ? std::string() : wanted->second;
        const std::string got =
                claim() ? (claim()->is_string() ? claim()->get<std::string>() : shown(*claim())) : std::string();
        return { "required-claim-mismatch",
                 {},
                 "the API server demands a claim that the token does not have like that",
                 claim() ? bothSides("token " + m_failure.claim, got, "required", want)
                         : "no claim " + inQuotes(m_failure.claim) + ", required " + inQuotes(want),
                 fixAt(ProviderFix::AddClaim, m_failure.claim),
                 {} };
    }

    Finding rule() const
    {
        const bool isOnUser = m_failure.step == TokenStep::UserRules;
        return {
            "cel-rule-failed",
            {},
            std::string("a rule of the API server on the ") + (isOnUser ? "user" : "claims") + " refuses the token",
            Core::singleLine(m_failure.claim, 500),
            std::string("meet the rule, or change it in ") + (isOnUser ? "userValidationRules" : "claimValidationRules")
                    + " of the AuthenticationConfiguration",
            {}
        };
    }

    const Case &m_case;
    const TokenView &m_token;
    const TokenFailure &m_failure;
};

} // namespace

Finding tellFailure(const Case &given, const TokenFailure &failure)
{
    return Teller(given, failure).tell();
}

} // namespace Doctor
