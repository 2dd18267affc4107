// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubernetes/configvalidation.h"

#include "app/kubernetes/gotext.h"
#include "app/kubernetes/regexmatch.h"
#include "app/qtsupport/certificates.h"

#include <algorithm>
#include <set>

namespace Kubernetes {

std::string invalidValue(const std::string &path, const std::string &value,
                         const std::string &detail)
{
    return path + ": Invalid value: " + goQuoted(value) + ": " + detail;
}

std::string requiredValue(const std::string &path, const std::string &detail)
{
    return path + ": Required value" + (detail.empty() ? "" : ": " + detail);
}

std::string duplicateValue(const std::string &path, const std::string &value)
{
    return path + ": Duplicate value: " + goQuoted(value);
}

const std::vector<std::string> &allSigningAlgorithms()
{
    static const std::vector<std::string> algorithms{ "ES256", "ES384", "ES512", "PS256", "PS384",
                                                      "PS512", "RS256", "RS384", "RS512" };
    return algorithms;
}

const JwtAuthenticator *AuthenticationSettings::forIssuer(std::string_view issuer) const
{
    const auto found =
            std::find_if(jwt.begin(), jwt.end(), [issuer](const JwtAuthenticator &entry) {
                return entry.issuerUrl == issuer;
            });
    return found == jwt.end() ? nullptr : &*found;
}

namespace {

constexpr char kBothSet[] = "claim and expression can't both be set";

class Validator
{
public:
    Validator(JwtAuthenticator &jwt, std::string path, AuthenticationSettings &settings)
        : m_jwt(jwt)
        , m_path(path.empty() ? std::string() : std::move(path) + '.')
        , m_settings(settings)
    {
    }

    void run()
    {
        checkIssuer(m_path + "issuer.");
        checkClaimRules(m_path + "claimValidationRules");
        checkMappings(m_path + "claimMappings.");
        checkUserRules(m_path + "userValidationRules");
    }

private:
    void add(std::string problem) { m_settings.problems.push_back(std::move(problem)); }

    void checkIssuer(const std::string &path)
    {
        const auto stripped = [](std::string url) {
            while (url.ends_with('/'))
                url.pop_back();
            return url;
        };
        if (m_jwt.issuerUrl.empty())
            add(requiredValue(path + "url", {}));
        else
            checkUrl(path + "url", m_jwt.issuerUrl);
        if (!m_jwt.discoveryUrl.empty()) {
            if (!m_jwt.issuerUrl.empty()
                && stripped(m_jwt.issuerUrl) == stripped(m_jwt.discoveryUrl))
                add(invalidValue(path + "discoveryURL", m_jwt.discoveryUrl,
                                 "discoveryURL must be different from URL"));
            checkUrl(path + "discoveryURL", m_jwt.discoveryUrl);
        }
        checkAudiences(path);
        const QByteArray pem = QByteArray::fromStdString(m_jwt.certificateAuthority);
        if (!pem.isEmpty() && !QtSupport::parseCaBundle(pem))
            add(invalidValue(path + "certificateAuthority", "<omitted>",
                             "data does not contain any valid RSA or ECDSA certificates"));
    }

    // The parts that Go's url.Parse would find.
    void checkUrl(const std::string &path, const std::string &url)
    {
        const std::size_t fragment = std::min(url.find('#'), url.size());
        const std::size_t query = std::min(url.find('?'), fragment);
        const std::size_t colon = url.find(':');
        std::string scheme = url.substr(0, colon == std::string::npos ? 0 : colon);
        std::transform(scheme.begin(), scheme.end(), scheme.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        if (scheme != "https")
            add(invalidValue(path, url, "URL scheme must be https"));
        const std::size_t slashes = url.find("//");
        if (slashes != std::string::npos && slashes < query) {
            const std::size_t end = std::min(url.find('/', slashes + 2), query);
            if (url.substr(slashes + 2, end - slashes - 2).find('@') != std::string::npos)
                add(invalidValue(path, url, "URL must not contain a username or password"));
        }
        if (fragment > query + 1)
            add(invalidValue(path, url, "URL must not contain a query"));
        if (url.size() > fragment + 1)
            add(invalidValue(path, url, "URL must not contain a fragment"));
    }

    void checkAudiences(const std::string &path)
    {
        if (m_jwt.audiences.empty()) {
            add(requiredValue(path + "audiences",
                              "at least one " + path + "audiences is required"));
            return;
        }
        std::set<std::string> seen;
        for (std::size_t i = 0; i < m_jwt.audiences.size(); ++i) {
            const std::string entry = path + "audiences[" + std::to_string(i) + ']';
            if (m_jwt.audiences[i].empty())
                add(requiredValue(entry, {}));
            if (!seen.insert(m_jwt.audiences[i]).second)
                add(duplicateValue(entry, m_jwt.audiences[i]));
        }
    }

    // Compiles for claims or user; a rule must be a bool.
    std::optional<Cel::Program> compile(const std::string &expression, Cel::Subject subject,
                                        const std::string &path, bool isRule)
    {
        auto program = Cel::Program::compile(expression, subject, regexMatches);
        if (!program && program.error().kind == Cel::Problem::Kind::NotEvaluated) {
            m_settings.notEvaluated.push_back(path + ": " + program.error().message);
            m_hasOpaque = true;
            return std::nullopt;
        }
        if (!program)
            add(invalidValue(path, expression, program.error().message));
        else if (isRule && !program->isBool())
            add(invalidValue(path, expression, "must evaluate to bool"));
        else
            return std::move(*program);
        return std::nullopt;
    }

    void checkClaimRules(const std::string &path)
    {
        std::set<std::string> seen;
        for (ValidationRule &rule : m_jwt.claimRules) {
            const std::string entry = path + '[' + std::to_string(rule.index) + "].expression";
            if (!seen.insert(rule.expression).second) {
                add(duplicateValue(entry, rule.expression));
                continue;
            }
            rule.program = compile(rule.expression, Cel::Subject::Claims, entry, true);
            m_usesEmailVerified = m_usesEmailVerified
                    || (rule.program && rule.program->selects("email_verified"));
        }
    }

    void checkMapping(ClaimMapping &mapping, const std::string &path, bool isRequired)
    {
        if (!mapping.claim.empty() && !mapping.expression.empty()) {
            add(invalidValue(path, {}, kBothSet));
        } else if (!mapping.expression.empty()) {
            if (mapping.prefix)
                add(invalidValue(path + ".prefix", *mapping.prefix,
                                 "may not be specified when expression is set"));
            mapping.program =
                    compile(mapping.expression, Cel::Subject::Claims, path + ".expression", false);
        } else if (!mapping.claim.empty()) {
            if (!mapping.prefix)
                add(requiredValue(path + ".prefix",
                                  "prefix is required when claim is set. It can be set to an empty "
                                  "string to disable prefixing"));
        } else if (isRequired) {
            add(requiredValue(path, "claim or expression is required"));
        }
    }

    void checkMappings(const std::string &path)
    {
        checkMapping(m_jwt.username, path + "username", true);
        checkMapping(m_jwt.groups, path + "groups", false);
        const bool usesEmail = m_jwt.username.program && m_jwt.username.program->selects("email");
        m_usesEmailVerified = m_usesEmailVerified
                || (m_jwt.username.program && m_jwt.username.program->selects("email_verified"));
        if (!m_jwt.uid.claim.empty() && !m_jwt.uid.expression.empty())
            add(invalidValue(path + "uid", {}, kBothSet));
        else if (!m_jwt.uid.expression.empty())
            m_jwt.uid.program = compile(m_jwt.uid.expression, Cel::Subject::Claims,
                                        path + "uid.expression", false);
        checkExtra(path + "extra");
        if (usesEmail && !m_usesEmailVerified && m_hasOpaque)
            m_settings.notEvaluated.push_back(
                    path + "username.expression: whether claims.email_verified is used");
        else if (usesEmail && !m_usesEmailVerified)
            add(invalidValue(
                    path + "username.expression", m_jwt.username.expression,
                    "claims.email_verified must be used in claimMappings.username.expression or "
                    "claimMappings.extra[*].valueExpression or "
                    "claimValidationRules[*].expression when claims.email is used in "
                    "claimMappings.username.expression"));
    }

    void checkExtra(const std::string &path)
    {
        std::set<std::string> seen;
        for (std::size_t i = 0; i < m_jwt.extra.size(); ++i) {
            ExtraMapping &mapping = m_jwt.extra[i];
            const std::string entry = path + '[' + std::to_string(i) + "].";
            checkExtraKey(mapping.key, entry + "key");
            if (!seen.insert(mapping.key).second) {
                add(duplicateValue(entry + "key", mapping.key));
                continue;
            }
            if (mapping.expression.empty()) {
                add(requiredValue(entry + "valueExpression", {}));
                continue;
            }
            mapping.program = compile(mapping.expression, Cel::Subject::Claims,
                                      entry + "valueExpression", false);
            m_usesEmailVerified = m_usesEmailVerified
                    || (mapping.program && mapping.program->selects("email_verified"));
        }
    }

    static bool isSubdomain(const std::string &host)
    {
        std::size_t start = 0;
        while (start <= host.size()) {
            const std::size_t end = std::min(host.find('.', start), host.size());
            const std::string label = host.substr(start, end - start);
            const auto isAlphanumeric = [](char c) {
                return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            };
            if (label.empty() || !isAlphanumeric(label.front()) || !isAlphanumeric(label.back())
                || !std::all_of(label.begin(), label.end(),
                                [&](char c) { return isAlphanumeric(c) || c == '-'; }))
                return false;
            start = end + 1;
        }
        return host.size() <= 253;
    }

    void checkExtraKey(const std::string &key, const std::string &path)
    {
        const std::size_t slash = key.find('/');
        const std::string domain =
                slash == std::string::npos ? std::string() : key.substr(0, slash);
        if (key.empty())
            add(requiredValue(path, {}));
        else if (domain.empty() || slash + 1 == key.size())
            add(invalidValue(path, key,
                             "must be a domain-prefixed path (such as \"acme.io/foo\")"));
        else if (!isSubdomain(domain))
            add(invalidValue(
                    path, domain,
                    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric "
                    "characters, '-' or '.', and must start and end with "
                    "an alphanumeric character (e.g. 'example.com', regex used for validation is "
                    "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"));
        if (std::any_of(key.begin(), key.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
            add(invalidValue(path, key, "must be lowercase"));
        for (const std::string &reserved :
             { std::string("kubernetes.io"), std::string("k8s.io") }) {
            if (domain == reserved || domain.ends_with('.' + reserved))
                add(invalidValue(path, key,
                                 "k8s.io, kubernetes.io and their subdomains are reserved for "
                                 "Kubernetes use"));
        }
    }

    void checkUserRules(const std::string &path)
    {
        std::set<std::string> seen;
        for (ValidationRule &rule : m_jwt.userRules) {
            const std::string entry = path + '[' + std::to_string(rule.index) + "].expression";
            if (rule.expression.empty())
                add(requiredValue(entry, {}));
            else if (!seen.insert(rule.expression).second)
                add(duplicateValue(entry, rule.expression));
            else
                rule.program = compile(rule.expression, Cel::Subject::User, entry, true);
        }
    }

    JwtAuthenticator &m_jwt;
    std::string m_path;
    AuthenticationSettings &m_settings;
    bool m_usesEmailVerified = false;
    bool m_hasOpaque = false;
};

} // namespace

void validateAuthenticator(JwtAuthenticator &jwt, const std::string &path,
                           AuthenticationSettings &settings)
{
    Validator(jwt, path, settings).run();
}

} // namespace Kubernetes
