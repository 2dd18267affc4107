// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubernetes/authenticationconfiguration.h"

#include "app/kubernetes/configvalidation.h"
#include "app/kubernetes/gotext.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <span>

namespace Kubernetes {

using Core::Json;

namespace {

// The Go structs of apiserver/pkg/apis/apiserver/v1/types.go, as far as a decoder minds.
struct Struct;
struct Field
{
    std::string_view name;
    enum class Kind { Text, Flag, Object, ListOfObjects, ListOfTexts } kind;
    const Struct *type = nullptr;
};
struct Struct
{
    std::string_view name;
    std::span<const Field> fields;
};

using enum Field::Kind;
constexpr Field kIssuerFields[] = { { "url", Text },
                                    { "discoveryURL", Text },
                                    { "certificateAuthority", Text },
                                    { "audiences", ListOfTexts },
                                    { "audienceMatchPolicy", Text },
                                    { "egressSelectorType", Text } };
constexpr Struct kIssuer{ "Issuer", kIssuerFields };
constexpr Field kClaimRuleFields[] = {
    { "claim", Text }, { "requiredValue", Text }, { "expression", Text }, { "message", Text }
};
constexpr Struct kClaimRule{ "ClaimValidationRule", kClaimRuleFields };
constexpr Field kUserRuleFields[] = { { "expression", Text }, { "message", Text } };
constexpr Struct kUserRule{ "UserValidationRule", kUserRuleFields };
constexpr Field kPrefixedFields[] = { { "claim", Text },
                                      { "prefix", Text },
                                      { "expression", Text } };
constexpr Struct kPrefixed{ "PrefixedClaimOrExpression", kPrefixedFields };
constexpr Field kUidFields[] = { { "claim", Text }, { "expression", Text } };
constexpr Struct kUid{ "ClaimOrExpression", kUidFields };
constexpr Field kExtraFields[] = { { "key", Text }, { "valueExpression", Text } };
constexpr Struct kExtra{ "ExtraMapping", kExtraFields };
constexpr Field kMappingFields[] = { { "username", Object, &kPrefixed },
                                     { "groups", Object, &kPrefixed },
                                     { "uid", Object, &kUid },
                                     { "extra", ListOfObjects, &kExtra } };
constexpr Struct kMappings{ "ClaimMappings", kMappingFields };
constexpr Field kJwtFields[] = { { "issuer", Object, &kIssuer },
                                 { "claimValidationRules", ListOfObjects, &kClaimRule },
                                 { "claimMappings", Object, &kMappings },
                                 { "userValidationRules", ListOfObjects, &kUserRule } };
constexpr Struct kJwt{ "JWTAuthenticator", kJwtFields };
constexpr Field kConditionFields[] = { { "path", Text } };
constexpr Struct kCondition{ "AnonymousAuthCondition", kConditionFields };
constexpr Field kAnonymousFields[] = { { "enabled", Flag },
                                       { "conditions", ListOfObjects, &kCondition } };
constexpr Struct kAnonymous{ "AnonymousAuthConfig", kAnonymousFields };
constexpr Field kRootFields[] = { { "kind", Text },
                                  { "apiVersion", Text },
                                  { "jwt", ListOfObjects, &kJwt },
                                  { "anonymous", Object, &kAnonymous } };
constexpr Struct kRoot{ "AuthenticationConfiguration", kRootFields };

// Decodes into nothing: only finds what Go's strict decoder would refuse.
class StrictDecoder
{
public:
    std::string typeError; // the first one; ends the decoding
    std::vector<std::string> unknownFields;

    void check(const Json &object, const Struct &type, const std::string &goPath,
               const std::string &fieldPath)
    {
        for (const auto &[name, value] : object.items()) {
            const auto *field = std::find_if(type.fields.begin(), type.fields.end(),
                                             [&name = name](const Field &candidate) {
                                                 return candidate.name == name;
                                             })
                                        .base();
            if (field == type.fields.data() + type.fields.size())
                unknownFields.push_back("unknown field " + goQuoted(fieldPath + name));
            else if (!value.is_null())
                checkValue(value, *field, std::string(type.name), goPath + name, fieldPath + name);
        }
    }

private:
    void refuse(const Json &value, const std::string &structName, const std::string &goPath,
                const std::string &goType)
    {
        if (typeError.empty())
            typeError = "json: cannot unmarshal " + std::string(goJsonKind(value))
                    + " into Go struct field " + structName + '.' + goPath + " of type " + goType;
    }

    void checkValue(const Json &value, const Field &field, const std::string &structName,
                    const std::string &goPath, const std::string &fieldPath)
    {
        switch (field.kind) {
        case Text:
            if (!value.is_string())
                refuse(value, structName, goPath, textType(field.name));
            return;
        case Flag:
            if (!value.is_boolean())
                refuse(value, structName, goPath, "bool");
            return;
        case Object:
            if (value.is_object())
                check(value, *field.type, goPath + '.', fieldPath + '.');
            else
                refuse(value, structName, goPath, "v1." + std::string(field.type->name));
            return;
        case ListOfTexts:
        case ListOfObjects:
            checkList(value, field, structName, goPath, fieldPath);
            return;
        }
    }

    void checkList(const Json &value, const Field &field, const std::string &structName,
                   const std::string &goPath, const std::string &fieldPath)
    {
        const std::string item =
                field.kind == ListOfTexts ? "string" : "v1." + std::string(field.type->name);
        if (!value.is_array()) {
            refuse(value, structName, goPath, "[]" + item);
            return;
        }
        for (std::size_t i = 0; i < value.size(); ++i) {
            const bool fits = value[i].is_null()
                    || (field.kind == ListOfTexts ? value[i].is_string() : value[i].is_object());
            if (!fits)
                refuse(value[i], structName, goPath, item);
            else if (value[i].is_object())
                check(value[i], *field.type, goPath + '.',
                      fieldPath + '[' + std::to_string(i) + "].");
        }
    }

    static std::string textType(std::string_view field)
    {
        if (field == "audienceMatchPolicy")
            return "v1.AudienceMatchPolicyType";
        return field == "egressSelectorType" ? "v1.EgressSelectorType" : "string";
    }
};

std::string text(const Json &object, std::string_view name)
{
    return object.is_object() ? Core::jsonString(object, name).value_or(std::string())
                              : std::string();
}

const Json &member(const Json &object, std::string_view name)
{
    static const Json nothing;
    if (!object.is_object())
        return nothing;
    const auto found = object.find(name);
    return found == object.end() ? nothing : *found;
}

ClaimMapping mapping(const Json &object)
{
    ClaimMapping result{ text(object, "claim"), std::nullopt, text(object, "expression"),
                         std::nullopt };
    if (object.is_object())
        result.prefix = Core::jsonString(object, "prefix");
    return result;
}

class Reader
{
public:
    explicit Reader(AuthenticationSettings &settings)
        : m_settings(settings)
    {
    }

    void readJwt(const Json &entry, const std::string &path)
    {
        JwtAuthenticator jwt;
        const Json &issuer = member(entry, "issuer");
        jwt.issuerUrl = text(issuer, "url");
        jwt.discoveryUrl = text(issuer, "discoveryURL");
        jwt.certificateAuthority = text(issuer, "certificateAuthority");
        jwt.audiences = issuer.is_object() ? Core::jsonStrings(issuer, "audiences")
                                           : std::vector<std::string>();
        jwt.signingAlgorithms = allSigningAlgorithms();
        const Json &mappings = member(entry, "claimMappings");
        jwt.username = mapping(member(mappings, "username"));
        jwt.groups = mapping(member(mappings, "groups"));
        jwt.uid = mapping(member(mappings, "uid"));
        for (const Json &extra : member(mappings, "extra"))
            jwt.extra.push_back(
                    { text(extra, "key"), text(extra, "valueExpression"), std::nullopt });
        std::vector<std::string> ruleProblems;
        readClaimRules(member(entry, "claimValidationRules"), path + ".claimValidationRules", jwt,
                       ruleProblems);
        for (const Json &rule : member(entry, "userValidationRules"))
            jwt.userRules.push_back({ text(rule, "expression"), text(rule, "message"),
                                      jwt.userRules.size(), std::nullopt });
        validate(jwt, issuer, path, std::move(ruleProblems));
        m_settings.jwt.push_back(std::move(jwt));
    }

private:
    // The rules that are claims become required claims; the messages of both kinds stand before
    // those of the mappings.
    void readClaimRules(const Json &rules, const std::string &path, JwtAuthenticator &jwt,
                        std::vector<std::string> &problems)
    {
        std::set<std::string> seen;
        for (std::size_t i = 0; i < rules.size(); ++i) {
            const std::string entry = path + '[' + std::to_string(i) + ']';
            const std::string claim = text(rules[i], "claim"),
                              expression = text(rules[i], "expression");
            if (!claim.empty() && !expression.empty()) {
                problems.push_back(
                        invalidValue(entry, claim, "claim and expression can't both be set"));
            } else if (claim.empty() && expression.empty()) {
                problems.push_back(requiredValue(entry, "claim or expression is required"));
            } else if (!claim.empty()) {
                if (const std::string message = text(rules[i], "message"); !message.empty())
                    problems.push_back(invalidValue(entry + ".message", message,
                                                    "may not be specified when claim is set"));
                if (!seen.insert(claim).second)
                    problems.push_back(duplicateValue(entry + ".claim", claim));
                jwt.requiredClaims[claim] = text(rules[i], "requiredValue");
            } else {
                if (const std::string required = text(rules[i], "requiredValue"); !required.empty())
                    problems.push_back(invalidValue(entry + ".requiredValue", required,
                                                    "may not be specified when expression is set"));
                jwt.claimRules.push_back(
                        { expression, text(rules[i], "message"), i, std::nullopt });
            }
        }
    }

    void validate(JwtAuthenticator &jwt, const Json &issuer, const std::string &path,
                  std::vector<std::string> ruleProblems)
    {
        AuthenticationSettings found;
        validateAuthenticator(jwt, path, found);
        const auto isOfIssuer = [&path](const std::string &problem) {
            return problem.starts_with(path + ".issuer.");
        };
        auto at = std::find_if_not(found.problems.begin(), found.problems.end(), isOfIssuer);
        for (std::string &problem : issuerPolicyProblems(jwt, issuer, path + ".issuer."))
            at = std::next(found.problems.insert(at, std::move(problem)));
        at = found.problems.insert(at, std::make_move_iterator(ruleProblems.begin()),
                                   std::make_move_iterator(ruleProblems.end()));
        sortRules(at, found.problems.end(), path + ".claimValidationRules[");
        m_settings.problems.insert(m_settings.problems.end(), found.problems.begin(),
                                   found.problems.end());
        m_settings.notEvaluated.insert(m_settings.notEvaluated.end(), found.notEvaluated.begin(),
                                       found.notEvaluated.end());
    }

    // The server goes through the list once, whatever kind a rule is of.
    static void sortRules(std::vector<std::string>::iterator first,
                          std::vector<std::string>::iterator end, const std::string &path)
    {
        const auto last = std::find_if_not(first, end, [&path](const std::string &problem) {
            return problem.starts_with(path);
        });
        std::stable_sort(first, last, [&path](const std::string &a, const std::string &b) {
            return std::strtoul(a.c_str() + path.size(), nullptr, 10)
                    < std::strtoul(b.c_str() + path.size(), nullptr, 10);
        });
    }

    static std::vector<std::string>
    issuerPolicyProblems(const JwtAuthenticator &jwt, const Json &issuer, const std::string &path)
    {
        std::vector<std::string> problems;
        const std::string policy = text(issuer, "audienceMatchPolicy"),
                          egress = text(issuer, "egressSelectorType");
        if (jwt.audiences.size() > 1 && policy != "MatchAny")
            problems.push_back(
                    invalidValue(path + "audienceMatchPolicy", policy,
                                 "audienceMatchPolicy must be MatchAny for multiple audiences"));
        if (jwt.audiences.size() == 1 && !policy.empty() && policy != "MatchAny")
            problems.push_back(invalidValue(
                    path + "audienceMatchPolicy", policy,
                    "audienceMatchPolicy must be empty or MatchAny for single audience"));
        if (!egress.empty() && egress != "controlplane" && egress != "cluster")
            problems.push_back(
                    invalidValue(path + "egressSelectorType", egress,
                                 "egress selector must be either controlplane or cluster"));
        return problems;
    }

    AuthenticationSettings &m_settings;
};

void checkUniqueness(AuthenticationSettings &settings, std::size_t index)
{
    const auto path = [index](const char *name) {
        return "jwt[" + std::to_string(index) + "].issuer." + name;
    };
    const JwtAuthenticator &current = settings.jwt[index];
    const auto occurs = [&](auto member) {
        return std::any_of(
                settings.jwt.begin(), settings.jwt.begin() + static_cast<std::ptrdiff_t>(index),
                [&](const JwtAuthenticator &other) { return other.*member == current.*member; });
    };
    if (occurs(&JwtAuthenticator::issuerUrl))
        settings.problems.push_back(duplicateValue(path("url"), current.issuerUrl));
    if (!current.discoveryUrl.empty() && occurs(&JwtAuthenticator::discoveryUrl))
        settings.problems.push_back(duplicateValue(path("discoveryURL"), current.discoveryUrl));
}

// As Go prints the internal type.
std::string conditionsText(const Json &conditions)
{
    Json list = Json::array();
    for (const Json &condition : conditions)
        list.push_back({ { "Path", text(condition, "path") } });
    return Core::dumpJson(list);
}

bool decodes(const YamlDocument &document, AuthenticationSettings &settings)
{
    const std::string version = text(document.tree, "apiVersion");
    const bool isKnown = version == "apiserver.config.k8s.io/v1"
            || version == "apiserver.config.k8s.io/v1beta1"
            || version == "apiserver.config.k8s.io/v1alpha1";
    if (!isKnown) {
        settings.problems.push_back(
                "no kind \"AuthenticationConfiguration\" is registered for version "
                + goQuoted(version));
        return false;
    }
    StrictDecoder decoder;
    decoder.check(document.tree, kRoot, {}, {});
    if (!decoder.typeError.empty()) {
        settings.problems.push_back(decoder.typeError);
        return false;
    }
    std::vector<std::string> strict;
    for (const std::string &duplicate : document.duplicateKeys)
        strict.push_back((strict.empty() ? "yaml: unmarshal errors: " : "") + duplicate);
    strict.insert(strict.end(), decoder.unknownFields.begin(), decoder.unknownFields.end());
    std::string message;
    for (const std::string &problem : strict)
        message += (message.empty() ? "strict decoding error: " : ", ") + problem;
    if (!message.empty())
        settings.problems.push_back(message);
    return message.empty();
}

} // namespace

AuthenticationSettings readAuthenticationConfiguration(const YamlDocument &document)
{
    constexpr std::size_t kMaxAuthenticators = 64;
    AuthenticationSettings settings;
    settings.source = AuthenticationSettings::Source::Structured;
    settings.isUsernamePrefixGiven = true;
    const bool isDecoded = decodes(document, settings);
    const Json &entries = member(document.tree, "jwt");
    if (entries.is_array() && entries.size() > kMaxAuthenticators) {
        settings.problems.push_back("jwt: Too many: " + std::to_string(entries.size())
                                    + ": must have at most 64 items");
        return settings;
    }
    // What was refused is still read for the rest of the diagnosis, but no further message is
    // claimed.
    AuthenticationSettings read = settings;
    for (std::size_t i = 0; entries.is_array() && i < entries.size(); ++i) {
        Reader(read).readJwt(entries[i], "jwt[" + std::to_string(i) + ']');
        checkUniqueness(read, i);
    }
    const Json &anonymous = member(document.tree, "anonymous");
    if (anonymous.is_object()) {
        read.anonymousEnabled = Core::jsonBool(anonymous, "enabled", false);
        if (!*read.anonymousEnabled && !member(anonymous, "conditions").empty())
            read.problems.push_back(
                    "anonymous.conditions: Invalid value: "
                    + conditionsText(member(anonymous, "conditions"))
                    + ": enabled should be set to true when conditions are defined");
    }
    if (!isDecoded)
        read.problems = settings.problems;
    return read;
}

} // namespace Kubernetes
