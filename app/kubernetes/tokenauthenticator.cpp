// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubernetes/tokenauthenticator.h"

#include "app/kubernetes/claimmapping.h"
#include "app/kubernetes/gotext.h"

#include <QByteArray>

#include <algorithm>
#include <charconv>

namespace Kubernetes {

using Core::Json;

namespace {

const Json *find(const Json &object, std::string_view name)
{
    if (!object.is_object())
        return nullptr;
    const auto found = object.find(name);
    return found == object.end() ? nullptr : &*found;
}

std::optional<std::string> decodePart(std::string_view part)
{
    const auto options = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals
            | QByteArray::AbortOnBase64DecodingErrors;
    const auto decoded = QByteArray::fromBase64Encoding(
            QByteArray(part.data(), static_cast<qsizetype>(part.size())), options);
    if (!decoded)
        return std::nullopt;
    return decoded.decoded.toStdString();
}

// go-oidc's audience, jsonTime and the text members of idToken.
class ClaimReader
{
public:
    explicit ClaimReader(const Json &claims)
        : m_claims(claims)
    {
    }

    std::string error; // of json.Unmarshal; the first one

    std::vector<std::string> audience()
    {
        const Json *value = find(m_claims, "aud");
        if (!value)
            return {};
        if (value->is_string() || value->is_null())
            return { value->is_string() ? value->get<std::string>() : std::string() };
        if (!value->is_array()) {
            fail(fieldError("aud", *value, "[]string"));
            return {};
        }
        std::vector<std::string> list;
        for (const Json &item : *value) {
            if (!item.is_string() && !item.is_null())
                fail(fieldError("aud", item, "string"));
            list.push_back(item.is_string() ? item.get<std::string>() : std::string());
        }
        return list;
    }

    // Seconds since 1970; text counts if it is a number.
    std::optional<std::int64_t> time(std::string_view name)
    {
        const Json *value = find(m_claims, name);
        if (!value || (value->is_null() && name == "nbf")) // nbf is a pointer in go-oidc
            return std::nullopt;
        if (value->is_null()) {
            fail("strconv.ParseFloat: parsing \"\": invalid syntax");
            return std::nullopt;
        }
        if (value->is_number_integer())
            return value->is_number_unsigned()
                    ? static_cast<std::int64_t>(value->get<std::uint64_t>())
                    : value->get<std::int64_t>();
        if (value->is_number())
            return fromDouble(value->get<double>());
        if (!value->is_string()) {
            fail(fieldError(name, *value, "json.Number"));
            return std::nullopt;
        }
        const std::string text = value->get<std::string>();
        double number = 0;
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (problem != std::errc() || end != text.data() + text.size())
            fail("json: invalid number literal, trying to unmarshal "
                 + goQuoted(Core::dumpJson(*value)) + " into Number");
        return fromDouble(number);
    }

    void texts(std::initializer_list<std::string_view> names)
    {
        for (const std::string_view name : names) {
            const Json *value = find(m_claims, name);
            if (value && !value->is_string() && !value->is_null())
                fail(fieldError(name, *value, "string"));
        }
    }

    static std::string fieldError(std::string_view name, const Json &value, std::string_view type)
    {
        return "json: cannot unmarshal " + std::string(goJsonKind(value))
                + " into Go struct field idToken." + std::string(name) + " of type "
                + std::string(type);
    }

    void fail(std::string message)
    {
        if (error.empty())
            error = std::move(message);
    }

private:
    static std::int64_t fromDouble(double number)
    {
        return static_cast<std::int64_t>(std::clamp(number, -9.0e18, 9.0e18));
    }

    const Json &m_claims;
};

class Evaluation
{
public:
    Evaluation(const JwtAuthenticator &authenticator, const TokenFacts &token,
               std::chrono::system_clock::time_point now)
        : m_authenticator(authenticator)
        , m_token(token)
        , m_now(std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count())
    {
    }

    TokenEvaluation run()
    {
        if (!checkIssuer())
            return finished();
        ClaimReader reader(m_token.claims);
        const std::vector<std::string> audience = reader.audience();
        const auto expiry = reader.time("exp");
        const auto notBefore = reader.time("nbf");
        reader.time("iat");
        reader.texts({ "sub", "nonce", "at_hash" });
        if (!reader.error.empty())
            verifyFailure(TokenStep::ReadClaims, {},
                          "oidc: failed to unmarshal claims: " + reader.error);
        checkDistributedSources();
        if (m_authenticator.audiences.size() == 1)
            checkAudience(audience);
        checkTimes(expiry, notBefore);
        checkSignature();
        if (m_authenticator.audiences.size() > 1)
            checkAudience(audience);
        checkDistributedGroups();
        mapClaims(m_authenticator, m_token.claims, m_result);
        return finished();
    }

private:
    void add(TokenStep step, std::string claim, std::string log)
    {
        m_result.failures.push_back({ step, std::move(claim), std::move(log) });
    }
    void verifyFailure(TokenStep step, std::string claim, const std::string &message)
    {
        add(step, std::move(claim), "oidc: verify token: " + message);
    }

    TokenEvaluation finished()
    {
        using Verdict = TokenEvaluation::Verdict;
        m_result.verdict = !m_result.failures.empty() ? Verdict::Rejected
                : m_result.notEvaluated.empty()       ? Verdict::Accepted
                                                      : Verdict::Unknown;
        return std::move(m_result);
    }

    bool checkIssuer()
    {
        const Json *issuer = find(m_token.claims, "iss");
        std::string text =
                issuer && issuer->is_string() ? issuer->get<std::string>() : std::string();
        if (text == "accounts.google.com") // Google's tokens of old
            text = "https://accounts.google.com";
        if (m_token.isJwt && text == m_authenticator.issuerUrl && !text.empty())
            return true;
        // No authenticator feels responsible: the server says no more than that.
        add(TokenStep::Issuer, "iss", "invalid bearer token");
        return false;
    }

    void checkAudience(const std::vector<std::string> &audience)
    {
        const auto &accepted = m_authenticator.audiences;
        const bool fits =
                std::any_of(audience.begin(), audience.end(), [&](const std::string &entry) {
                    return std::find(accepted.begin(), accepted.end(), entry) != accepted.end();
                });
        if (fits)
            return;
        if (accepted.size() == 1) {
            verifyFailure(TokenStep::Audience, "aud",
                          "oidc: expected audience " + goQuoted(accepted.front()) + " got "
                                  + goQuoted(audience));
            return;
        }
        auto sorted = accepted;
        std::sort(sorted.begin(), sorted.end());
        verifyFailure(TokenStep::AudienceOfSeveral, "aud",
                      "oidc: expected audience in " + goQuoted(sorted) + " got "
                              + goQuoted(audience));
    }

    // No leeway on exp, a minute on nbf; a token without exp expired in the year 1.
    void checkTimes(std::optional<std::int64_t> expiry, std::optional<std::int64_t> notBefore)
    {
        constexpr std::int64_t kLeeway = 60;
        if (!expiry || *expiry < m_now)
            verifyFailure(TokenStep::Expiry, "exp",
                          "oidc: token is expired (Token Expiry: "
                                  + goTime(expiry.value_or(kGoZeroTime)) + ")");
        if (notBefore && *notBefore > m_now + kLeeway)
            verifyFailure(TokenStep::NotBefore, "nbf",
                          "oidc: current time " + goTime(m_now)
                                  + " before the nbf (not before) time: " + goTime(*notBefore));
    }

    void checkSignature()
    {
        const auto &allowed = m_authenticator.signingAlgorithms;
        if (std::find(allowed.begin(), allowed.end(), m_token.algorithm) == allowed.end())
            verifyFailure(TokenStep::Algorithm, "alg",
                          "oidc: id token signed with unsupported algorithm, expected "
                                  + goQuoted(allowed) + " got " + goQuoted(m_token.algorithm));
        if (m_token.signature == SignatureVerdict::Invalid)
            verifyFailure(TokenStep::Signature, {},
                          "failed to verify signature: failed to verify id token signature");
        else if (m_token.signature == SignatureVerdict::NotChecked)
            m_result.notEvaluated.emplace_back("the signature was not checked");
    }

    void checkDistributedSources()
    {
        const Json *names = find(m_token.claims, "_claim_names");
        if (!names || !names->is_object())
            return;
        const Json *sources = find(m_token.claims, "_claim_sources");
        for (const auto &[claim, source] : names->items()) {
            const std::string text = source.is_string() ? source.get<std::string>() : std::string();
            if (text.empty())
                verifyFailure(TokenStep::DistributedClaims, claim,
                              "oidc: failed to obtain source from claim name");
            else if (!sources || !find(*sources, text))
                verifyFailure(TokenStep::DistributedClaims, claim, "oidc: source does not exist");
            else
                continue;
            return;
        }
    }

    // Only the groups claim is fetched from elsewhere, and only without an expression.
    void checkDistributedGroups()
    {
        const std::string &claim = m_authenticator.groups.claim;
        const Json *names = find(m_token.claims, "_claim_names");
        if (!claim.empty() && names && find(*names, claim) && !find(m_token.claims, claim))
            m_result.notEvaluated.push_back(
                    "the claim " + goQuoted(claim)
                    + " is distributed: the API server would fetch it from elsewhere");
    }

    const JwtAuthenticator &m_authenticator;
    const TokenFacts &m_token;
    std::int64_t m_now;
    TokenEvaluation m_result;
};

} // namespace

TokenFacts TokenFacts::fromCompact(std::string_view compact, SignatureVerdict signature)
{
    constexpr std::size_t kMaxBytes = 1024 * 1024; // the API server's own limit for headers
    TokenFacts facts;
    facts.signature = signature;
    const std::size_t first = compact.find('.');
    const std::size_t second =
            first == std::string_view::npos ? first : compact.find('.', first + 1);
    if (compact.size() > kMaxBytes || second == std::string_view::npos
        || compact.find('.', second + 1) != std::string_view::npos)
        return facts;
    const auto header = decodePart(compact.substr(0, first));
    const auto payload = decodePart(compact.substr(first + 1, second - first - 1));
    auto claims = payload ? Core::parseJson(*payload) : Core::Result<Json>(Json());
    if (!claims || !claims->is_object())
        return facts;
    facts.isJwt = true;
    facts.claims = std::move(*claims);
    if (auto parsed = header ? Core::parseJson(*header) : Core::Result<Json>(Json());
        parsed && parsed->is_object())
        facts.header = std::move(*parsed);
    facts.algorithm = facts.header.is_object()
            ? Core::jsonString(facts.header, "alg").value_or(std::string())
            : std::string();
    return facts;
}

TokenFacts TokenFacts::fromClaims(Json claims, std::string algorithm, SignatureVerdict signature)
{
    TokenFacts facts;
    facts.isJwt = claims.is_object();
    facts.claims = std::move(claims);
    facts.header = { { "alg", algorithm } };
    facts.algorithm = std::move(algorithm);
    facts.signature = signature;
    return facts;
}

TokenEvaluation TokenAuthenticator::evaluate(const TokenFacts &token,
                                             std::chrono::system_clock::time_point now) const
{
    return Evaluation(m_authenticator, token, now).run();
}

} // namespace Kubernetes
