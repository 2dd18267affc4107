// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/tokenjudge.h"

#include "app/core/text.h"
#include "app/doctor/keycloakhints.h"
#include "app/doctor/wording.h"

#include <algorithm>

namespace Doctor {

using Core::ErrorCode;
using Core::Json;
using Kubernetes::SignatureVerdict;
using Kubernetes::TokenStep;

namespace {

constexpr std::size_t kProxyLimit = 7 * 1024; // nginx and others allow 8 kB for a header, its name included
constexpr std::string_view kUnknownServer = "the API server's configuration is not known (--api-server-config FILE)";

bool contains(const std::vector<std::string> &list, std::string_view text)
{
    return std::find(list.begin(), list.end(), text) != list.end();
}

// Without a configuration: what every API server would say that takes tokens of this issuer at all.
Kubernetes::JwtAuthenticator anyServer(const Case &given)
{
    Kubernetes::JwtAuthenticator jwt;
    jwt.issuerUrl = given.execIssuer.empty() ? given.token.issuer : given.execIssuer;
    jwt.audiences = given.token.audience;
    jwt.signingAlgorithms = Kubernetes::allSigningAlgorithms();
    return jwt;
}

bool isSureWithoutConfiguration(TokenStep step)
{
    return step == TokenStep::Issuer || step == TokenStep::ReadClaims || step == TokenStep::Expiry
            || step == TokenStep::NotBefore || step == TokenStep::Signature;
}

class Judge
{
public:
    Judge(const Case &given, const KeyFacts &keys, CheckResult &result)
        : m_case(given)
        , m_token(given.token)
        , m_keys(keys)
        , m_result(result)
    {
    }

    void judge()
    {
        checkSignature();
        Kubernetes::TokenFacts facts = m_token.facts;
        facts.signature = m_signature;
        const Kubernetes::JwtAuthenticator fallback = anyServer(m_case);
        const Kubernetes::JwtAuthenticator &jwt = m_case.jwt() ? *m_case.jwt() : fallback;
        const auto evaluation = Kubernetes::TokenAuthenticator(jwt).evaluate(facts, m_case.now);
        for (const auto &failure : evaluation.failures) {
            if (m_case.jwt() || isSureWithoutConfiguration(failure.step))
                tell(failure);
        }
        hint();
        if (!m_token.isJwt() || (!evaluation.failures.empty() && evaluation.failures.front().step == TokenStep::Issuer))
            skipRest();
        else
            tellNotEvaluated(evaluation);
        decide(evaluation);
    }

private:
    std::string fixAt(ProviderFix fix, std::string_view detail = {}) const
    {
        return providerFix(fix, m_case.issuer(), m_case.clientId, detail);
    }

    void checkSignature()
    {
        const std::string expected = m_case.jwt() ? m_case.jwt()->issuerUrl : m_case.execIssuer;
        std::string why = m_keys.whyNone;
        if (m_keys.keys && !expected.empty() && m_token.issuer != expected)
            why = "the token is of another issuer";
        else if (m_keys.keys && !m_token.jws)
            why = "the token is not one that Lanyard verifies";
        if (!m_keys.keys || !why.empty()) {
            m_signature = m_case.isOfSession ? SignatureVerdict::Valid : SignatureVerdict::NotChecked;
            m_result.skip({ "signing-key-unknown", "signature-invalid" }, why);
            return;
        }
        const auto verified = m_keys.keys->verify(*m_token.jws);
        m_signature = verified ? SignatureVerdict::Valid : SignatureVerdict::Invalid;
        if (verified)
            return;
        m_isKeyUnknown = verified.error().code == ErrorCode::TokenKeyUnknown;
        if (m_isKeyUnknown || verified.error().code == ErrorCode::TokenSignature)
            return;
        m_signature = SignatureVerdict::NotChecked; // the algorithm is the fault, and told
        m_result.skip({ "signing-key-unknown", "signature-invalid" },
                      "the signature has an algorithm that Lanyard does not verify");
    }

    void tell(const Kubernetes::TokenFailure &failure)
    {
        // What cannot be read was told as such, and is nothing to compare with.
        const Json *audience = m_token.claim("aud");
        if (failure.step == TokenStep::Audience && audience && !audience->is_string() && !audience->is_array()
            && !audience->is_null())
            return;
        if ((failure.step == TokenStep::Expiry && m_token.hasUnreadableDate("exp"))
            || (failure.step == TokenStep::NotBefore && m_token.hasUnreadableDate("nbf")))
            return;
        Finding finding = tellFailure(m_case, failure);
        if (failure.step == TokenStep::Signature && m_isKeyUnknown) {
            finding.id = "signing-key-unknown";
            finding.title = "the token is signed with a key that the provider does not publish (any more): its keys "
                            "were changed, or the token is of another realm";
            finding.evidence = "token kid " + inQuotes(m_token.keyId) + ", published " + inQuotes(m_keys.keyIds);
        }
        m_result.add(std::move(finding));
    }

    // What the server does not refuse, but somebody hardly meant.
    void hint()
    {
        if (m_token.size > kProxyLimit)
            m_result.add({ "token-too-large",
                           Severity::Warning,
                           "the token is so large that proxies before the API server may refuse it (431 or 400)",
                           std::to_string(m_token.size / 1024) + " kB; the limit is often 8 kB",
                           fixAt(ProviderFix::FewerGroups),
                           {} });
        if (!m_token.isJwt())
            return;
        hintAccessToken();
        hintAlgorithm();
        if (!m_case.settings)
            hintEmail();
        hintGroups();
    }

    void hintAccessToken()
    {
        if (!m_token.isAccessToken())
            return;
        const auto *jwt = m_case.jwt();
        const bool fits = jwt
                && std::any_of(m_token.audience.begin(), m_token.audience.end(),
                               [jwt](const std::string &entry) { return contains(jwt->audiences, entry); });
        m_result.add({ "access-token-used",
                       fits ? Severity::Warning : Severity::Error,
                       fits ? "an access token is sent instead of the ID token; the API server takes it because its "
                              "audience fits"
                            : "an access token is sent instead of the ID token, and it is not made for the API server",
                       "typ " + inQuotes(m_token.text("typ")) + ", aud " + inQuotes(m_token.audience),
                       "send the ID token: remove --oidc-use-access-token from exec.args",
                       {} });
    }

    void hintAlgorithm()
    {
        if (m_case.settings || m_token.facts.algorithm == "RS256")
            return;
        m_result.add(
                { "signing-algorithm",
                  Severity::Info,
                  "the token is not signed with RS256, the only algorithm that the API server takes unless it is told "
                  "more",
                  "alg " + inQuotes(m_token.facts.algorithm),
                  "--oidc-signing-algs=RS256," + Core::singleLine(m_token.facts.algorithm, 40) + " on the API server",
                  {} });
    }

    void hintEmail()
    {
        const Json *verified = m_token.claim("email_verified");
        if (!verified || (verified->is_boolean() && verified->get<bool>()))
            return;
        const bool isType = !verified->is_boolean() && !verified->is_null();
        m_result.add({ isType ? "email-verified-type" : "email-not-verified",
                       Severity::Info,
                       std::string(isType ? "email_verified is not a boolean" : "the e-mail is not verified")
                               + ": the API server refuses the token if it takes the user name from email",
                       "email_verified = " + Core::singleLine(Core::dumpJson(*verified), 100),
                       isType ? fixAt(ProviderFix::BooleanEmailVerified)
                              : fixAt(ProviderFix::VerifyEmail, m_token.text("email")),
                       {} });
    }

    void hintGroups()
    {
        const bool isMeant = m_case.jwt() && !m_case.jwt()->groups.claim.empty();
        if (m_case.jwt() && !isMeant)
            return; // no groups, or by an expression, which is evaluated
        const std::string name = isMeant ? m_case.jwt()->groups.claim : "groups";
        const Json *value = m_token.claim(name);
        const Json *names = m_token.claim("_claim_names");
        if (!value && names && names->is_object() && names->contains(name) && !m_result.has("groups-distributed"))
            m_result.add(
                    { "groups-distributed", Severity::Warning,
                      "the groups are not in the token: the API server must fetch them elsewhere, and refuses the "
                      "token when it cannot",
                      "_claim_names names " + inQuotes(name),
                      "let the provider put the groups into the token (fewer groups, or application roles)",
                      "oidc: could not expand distributed claims: while getting distributed claim " + inQuotes(name) });
        if (!value || value->is_null())
            hintMissingGroups(name, isMeant);
        const auto isPath = [](const Json &group) {
            return group.is_string() && group.get_ref<const std::string &>().starts_with("/");
        };
        if (value && (isPath(*value) || (value->is_array() && std::any_of(value->begin(), value->end(), isPath))))
            m_result.add({ "groups-full-path",
                           Severity::Info,
                           "the groups carry their full path: bindings must name them with the slash",
                           name + " = " + Core::singleLine(Core::dumpJson(*value), 300),
                           fixAt(ProviderFix::GroupsWithoutPath, name),
                           {} });
    }

    void hintMissingGroups(const std::string &name, bool isMeant)
    {
        const auto isThere = [&name](const Json &claims) {
            const auto found = claims.find(name);
            return found != claims.end() && !found->is_null();
        };
        if (m_case.accessClaims && isThere(*m_case.accessClaims)) {
            m_result.add({ "groups-only-in-access-token",
                           isMeant ? Severity::Warning : Severity::Info,
                           "the provider puts the groups into the access token only; kubectl sends the ID token, so the "
                           "API server sees no groups",
                           "claim " + inQuotes(name) + ": in the access token, not in the ID token",
                           fixAt(ProviderFix::GroupsIntoIdToken, name),
                           {} });
            return;
        }
        if (const Json *roles = m_token.realmRoles())
            m_result.add({ "groups-in-realm-access",
                           isMeant ? Severity::Warning : Severity::Info,
                           "the roles are in realm_access.roles, where the API server's flags cannot reach: it sees no "
                           "groups",
                           "groups claim " + inQuotes(name)
                                   + ", realm_access.roles = " + Core::singleLine(Core::dumpJson(*roles), 300),
                           fixAt(ProviderFix::RolesToGroups, "groups")
                                   + "\nor in an AuthenticationConfiguration:\n  groups:\n    expression: "
                                     "claims.realm_access.roles",
                           {} });
        else if (isMeant)
            m_result.add({ "groups-claim-missing",
                           Severity::Warning,
                           "the API server reads groups from a claim that the token does not have: it sees none",
                           "groups claim " + inQuotes(name),
                           fixAt(ProviderFix::AddGroupsMapper, name),
                           {} });
    }

    void skipRest()
    {
        const std::string why = m_token.isJwt() ? "the token is of another issuer" : "the token is not a JWT";
        for (const std::string_view id : allIds()) {
            const bool isEarlier = id == "not-a-jwt" || id == "issuer-claim-mismatch" || id == "access-token-used"
                    || id == "token-too-large" || id == "api-config-invalid";
            if (!isEarlier && orderOf(id) >= orderOf("claims-unreadable") && orderOf(id) <= orderOf("cel-not-evaluated")
                && !m_result.has(id))
                m_result.skip(id, why);
        }
        if (!m_token.isJwt())
            m_result.skip({ "issuer-claim-mismatch", "access-token-used", "groups-claim-missing",
                            "groups-in-realm-access", "groups-only-in-access-token", "groups-full-path" },
                          why);
    }

    void tellNotEvaluated(const Kubernetes::TokenEvaluation &evaluation)
    {
        if (!m_case.accessClaims)
            m_result.skip("groups-only-in-access-token",
                          m_case.isOfSession ? "the session's access token is no JWT, so nobody but the provider can read it"
                                             : "only a session has an access token to compare with");
        if (!m_case.jwt()) {
            m_result.skip({ "audience-mismatch", "username-claim-missing", "username-claim-type", "email-not-verified",
                            "email-verified-type", "groups-claim-missing", "groups-claim-type", "groups-distributed",
                            "required-claim-mismatch", "claim-mapping-failed", "cel-rule-failed", "cel-not-evaluated" },
                          kUnknownServer);
            if (m_case.execIssuer.empty())
                m_result.skip("issuer-claim-mismatch", kUnknownServer);
            return;
        }
        std::vector<std::string> open;
        for (const std::string &what : evaluation.notEvaluated) {
            if (what != "the signature was not checked" && what.find("is distributed") == std::string::npos)
                open.push_back(what);
        }
        if (open.empty())
            return;
        m_result.skip("cel-rule-failed", "an expression of the API server is not evaluated here");
        m_result.add(
                { "cel-not-evaluated",
                  Severity::Info,
                  "the API server evaluates expressions that Lanyard does not: only the server knows what they say",
                  inQuotes(open),
                  "sign in and ask the server: kubectl lanyard whoami",
                  {} });
    }

    void decide(const Kubernetes::TokenEvaluation &evaluation)
    {
        using Verdict = Kubernetes::TokenEvaluation::Verdict;
        if (m_case.jwt() && evaluation.verdict != Verdict::Unknown)
            m_result.predicted = evaluation.verdict == Verdict::Accepted;
        if (m_case.settings && !m_case.settings->problems.empty())
            m_result.predicted = false;
    }

    const Case &m_case;
    const TokenView &m_token;
    const KeyFacts &m_keys;
    CheckResult &m_result;
    SignatureVerdict m_signature = SignatureVerdict::NotChecked;
    bool m_isKeyUnknown = false;
};

} // namespace

const Kubernetes::JwtAuthenticator *Case::jwt() const
{
    if (!settings || settings->jwt.empty())
        return nullptr;
    if (const auto *byToken = settings->forIssuer(token.issuer))
        return byToken;
    const auto *byEntry = settings->forIssuer(execIssuer);
    return byEntry ? byEntry : &settings->jwt.front();
}

bool Case::isStructured() const
{
    return settings && settings->source == Kubernetes::AuthenticationSettings::Source::Structured;
}

std::string Case::issuer() const
{
    const auto *entry = jwt();
    return entry ? entry->issuerUrl : execIssuer.empty() ? token.issuer : execIssuer;
}

void judgeToken(const Case &given, const KeyFacts &keys, CheckResult &result)
{
    Judge(given, keys, result).judge();
}

Kubernetes::TokenUser predictUser(const Case &given)
{
    if (!given.jwt())
        return {};
    Kubernetes::TokenFacts facts = given.token.facts;
    facts.signature = SignatureVerdict::Valid;
    return Kubernetes::TokenAuthenticator(*given.jwt()).evaluate(facts, given.now).user;
}

} // namespace Doctor
