// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubernetes/claimmapping.h"

#include "app/kubernetes/gotext.h"

#include <algorithm>

namespace Kubernetes {

using Core::Json;

namespace {

class Mapper
{
public:
    Mapper(const JwtAuthenticator &authenticator, const Json &claims, TokenEvaluation &result)
        : m_authenticator(authenticator)
        , m_claims(claims)
        , m_result(result)
    {
    }

    void run()
    {
        const bool hasName = mapUsername();
        const bool hasGroups = mapGroups();
        mapUid();
        mapExtra();
        checkRequired();
        checkClaimRules();
        if (hasName && hasGroups)
            checkUserRules();
        else if (!m_authenticator.userRules.empty())
            m_result.notEvaluated.emplace_back("userValidationRules: the user is not known");
    }

private:
    const Json *claim(const std::string &name) const
    {
        const auto found = m_claims.find(name);
        return found == m_claims.end() ? nullptr : &*found;
    }

    void fail(TokenStep step, const std::string &what, std::string log)
    {
        m_result.failures.push_back({ step, what, std::move(log) });
    }

    // json.Unmarshal into a string: null leaves it empty. Nothing after a failure.
    std::optional<std::string> text(const std::string &name, TokenStep step,
                                    const std::string &prefix)
    {
        const Json *value = claim(name);
        if (!value)
            fail(step, name, prefix + "claim not present");
        else if (!value->is_string() && !value->is_null())
            fail(step, name, prefix + goUnmarshalError(*value, "string"));
        else
            return value->is_string() ? value->get<std::string>() : std::string();
        return std::nullopt;
    }

    // The value of an expression; nothing after a failure or if it is not evaluated.
    std::optional<Cel::Value> value(const std::optional<Cel::Program> &program,
                                    const std::string &expression, TokenStep step,
                                    const std::string &prefix, const Json &subject)
    {
        if (!program) {
            m_result.notEvaluated.push_back("the expression '" + expression + "'");
            return std::nullopt;
        }
        auto result = program->evaluate(subject);
        if (result)
            return std::move(*result);
        if (result.error().kind == Cel::Problem::Kind::NotEvaluated)
            m_result.notEvaluated.push_back("'" + expression + "': " + result.error().message);
        else
            fail(step, expression,
                 prefix + "expression '" + expression
                         + "' resulted in error: " + result.error().message);
        return std::nullopt;
    }

    bool mapUsername()
    {
        const ClaimMapping &mapping = m_authenticator.username;
        if (mapping.expression.empty())
            return mapUsernameClaim(mapping);
        const std::string prefix = "oidc: error evaluating username claim expression: ";
        const auto result =
                value(mapping.program, mapping.expression, TokenStep::Username, prefix, m_claims);
        if (!result)
            return false;
        const auto *name = result->as<std::string>();
        if (!name)
            fail(TokenStep::Username, mapping.expression,
                 prefix + "username claim expression must return a string");
        else if (name->empty())
            fail(TokenStep::Username, mapping.expression,
                 "oidc: empty username via CEL expression is not allowed");
        else
            m_result.user.username = *name;
        return name && !name->empty();
    }

    bool mapUsernameClaim(const ClaimMapping &mapping)
    {
        const auto name = text(mapping.claim, TokenStep::Username,
                               "oidc: parse username claims " + goQuoted(mapping.claim) + ": ");
        if (mapping.claim == "email")
            checkEmail();
        if (name)
            m_result.user.username = mapping.prefixText() + *name;
        return name.has_value();
    }

    // Only a claim named exactly "email"; absent email_verified passes, null does not.
    void checkEmail()
    {
        const Json *verified = claim("email_verified");
        if (!verified)
            return;
        if (!verified->is_boolean() && !verified->is_null())
            fail(TokenStep::EmailVerified, "email_verified",
                 "oidc: parse 'email_verified' claim: " + goUnmarshalError(*verified, "bool"));
        else if (verified->is_null() || !verified->get<bool>())
            fail(TokenStep::EmailVerified, "email_verified", "oidc: email not verified");
    }

    bool mapGroups()
    {
        const ClaimMapping &mapping = m_authenticator.groups;
        if (!mapping.claim.empty()) {
            const Json *value = claim(mapping.claim);
            return !value || mapGroupsClaim(mapping, *value);
        }
        if (mapping.expression.empty())
            return true;
        const std::string prefix = "oidc: error evaluating group claim expression: ";
        const auto result =
                value(mapping.program, mapping.expression, TokenStep::Groups, prefix, m_claims);
        if (!result)
            return false;
        auto groups = textList(*result);
        if (!groups) {
            fail(TokenStep::Groups, mapping.expression,
                 prefix + "expression must return a string or a list of strings");
            return false;
        }
        m_result.user.groups = std::move(*groups);
        return true;
    }

    // A text or a list of texts; null is no group, and null in a list an empty one.
    bool mapGroupsClaim(const ClaimMapping &mapping, const Json &value)
    {
        const bool isList = value.is_array()
                && std::all_of(value.begin(), value.end(),
                               [](const Json &item) { return item.is_string() || item.is_null(); });
        if (!isList && !value.is_string() && !value.is_null()) {
            fail(TokenStep::Groups, mapping.claim,
                 "oidc: parse groups claim " + goQuoted(mapping.claim) + ": "
                         + goUnmarshalError(value, "string"));
            return false;
        }
        std::vector<std::string> &groups = m_result.user.groups;
        if (value.is_string())
            groups.push_back(mapping.prefixText() + value.get<std::string>());
        for (std::size_t i = 0; isList && i < value.size(); ++i)
            groups.push_back(
                    mapping.prefixText()
                    + (value[i].is_string() ? value[i].get<std::string>() : std::string()));
        return true;
    }

    // convertCELValueToStringList(): empty texts are left out.
    static std::optional<std::vector<std::string>> textList(const Cel::Value &value)
    {
        std::vector<std::string> result;
        if (value.isNull())
            return result;
        const auto add = [&result](const Cel::Value &item) {
            const auto *text = item.as<std::string>();
            if (text && !text->empty())
                result.push_back(*text);
            return text != nullptr;
        };
        if (value.as<std::string>()) {
            add(value);
            return result;
        }
        const auto *list = value.as<Cel::List>();
        if (!list || value.isGoTexts || !std::all_of((*list)->begin(), (*list)->end(), add))
            return std::nullopt;
        return result;
    }

    void mapUid()
    {
        const ClaimMapping &mapping = m_authenticator.uid;
        if (!mapping.claim.empty()) {
            m_result.user.uid = text(mapping.claim, TokenStep::Uid,
                                     "oidc: parse uid claim " + goQuoted(mapping.claim) + ": ")
                                        .value_or(std::string());
            return;
        }
        if (mapping.expression.empty())
            return;
        const std::string prefix = "oidc: error evaluating uid claim expression: ";
        const auto result =
                value(mapping.program, mapping.expression, TokenStep::Uid, prefix, m_claims);
        if (!result)
            return;
        if (const auto *uid = result->as<std::string>())
            m_result.user.uid = *uid;
        else
            fail(TokenStep::Uid, mapping.expression,
                 prefix + "uid claim expression must return a string");
    }

    void mapExtra()
    {
        const Json *id = claim("jti");
        if (id && id->is_string() && !id->get<std::string>().empty())
            m_result.user.extra["authentication.kubernetes.io/credential-id"] = {
                "JTI=" + id->get<std::string>()
            };
        for (const ExtraMapping &mapping : m_authenticator.extra) {
            const auto result =
                    value(mapping.program, mapping.expression, TokenStep::Extra, {}, m_claims);
            if (!result)
                continue;
            auto texts = textList(*result);
            if (!texts)
                fail(TokenStep::Extra, mapping.expression,
                     "oidc: error evaluating extra claim expression: " + mapping.expression
                             + ": expression must return a string or a list of strings");
            else if (!texts->empty())
                m_result.user.extra[mapping.key] = std::move(*texts);
        }
    }

    void checkRequired()
    {
        for (const auto &[name, wanted] : m_authenticator.requiredClaims) {
            if (!claim(name)) {
                fail(TokenStep::RequiredClaims, name,
                     "oidc: required claim " + name + " not present in ID token");
                continue;
            }
            const auto actual =
                    text(name, TokenStep::RequiredClaims, "oidc: parse claim " + name + ": ");
            if (actual && *actual != wanted)
                fail(TokenStep::RequiredClaims, name,
                     "oidc: required claim " + name + " value does not match. Got = " + *actual
                             + ", want = " + wanted);
        }
    }

    // All rules are evaluated before the first result is looked at: an error wins over an earlier
    // "false".
    void checkRules(const std::vector<ValidationRule> &rules, TokenStep step,
                    const std::string &prefix, const Json &subject)
    {
        std::vector<const ValidationRule *> failed;
        for (const ValidationRule &rule : rules) {
            const auto result = value(rule.program, rule.expression, step, prefix, subject);
            if (result && !(result->as<bool>() && *result->as<bool>()))
                failed.push_back(&rule);
        }
        for (const ValidationRule *rule : failed)
            fail(step, rule->expression,
                 prefix + "validation expression '" + rule->expression
                         + "' failed: " + rule->message);
    }

    void checkClaimRules()
    {
        checkRules(m_authenticator.claimRules, TokenStep::ClaimRules,
                   "oidc: error evaluating claim validation expression: ", m_claims);
    }

    void checkUserRules()
    {
        const TokenUser &user = m_result.user;
        const Json subject = { { "username", user.username },
                               { "uid", user.uid },
                               { "groups", user.groups },
                               { "extra", user.extra } };
        checkRules(m_authenticator.userRules, TokenStep::UserRules,
                   "oidc: error evaluating user info validation rule: ", subject);
    }

    const JwtAuthenticator &m_authenticator;
    const Json &m_claims;
    TokenEvaluation &m_result;
};

} // namespace

void mapClaims(const JwtAuthenticator &authenticator, const Json &claims, TokenEvaluation &result)
{
    Mapper(authenticator, claims, result).run();
}

} // namespace Kubernetes
