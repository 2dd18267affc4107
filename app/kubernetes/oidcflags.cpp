// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubernetes/oidcflags.h"

#include "app/kubernetes/configvalidation.h"
#include "app/kubernetes/gotext.h"

#include <algorithm>

namespace Kubernetes {

namespace {

bool isOurs(std::string_view name)
{
    return name.starts_with("oidc-") || name == "authentication-config" || name == "anonymous-auth";
}

// Words as a shell splits them, as far as flags need it.
std::vector<std::string> words(const std::string &text)
{
    std::vector<std::string> result;
    std::string word;
    bool isOpen = false;
    char quote = '\0';
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quote != '\0') {
            if (quote == c)
                quote = '\0';
            else
                word += c;
        } else if (c == '"' || c == '\'') {
            quote = c;
            isOpen = true;
        } else if (c == '\\'
                   && (i + 1 == text.size() || text[i + 1] == '\n' || text[i + 1] == '\r')) {
            continue;
        } else if (c == '#' && !isOpen) {
            i = std::min(text.find('\n', i), text.size());
        } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            if (std::exchange(isOpen, false))
                result.push_back(std::exchange(word, {}));
        } else {
            word += c;
            isOpen = true;
        }
    }
    if (isOpen)
        result.push_back(word);
    return result;
}

// pflag's StringSlice: CSV.
std::vector<std::string> split(const std::string &list)
{
    std::vector<std::string> result;
    for (std::size_t at = 0; at <= list.size();) {
        const std::size_t end = std::min(list.find(',', at), list.size());
        result.push_back(list.substr(at, end - at));
        at = end + 1;
    }
    return result;
}

} // namespace

OidcFlags OidcFlags::fromFlags(std::vector<Flag> flags)
{
    OidcFlags result;
    std::copy_if(std::make_move_iterator(flags.begin()), std::make_move_iterator(flags.end()),
                 std::back_inserter(result.m_flags),
                 [](const Flag &flag) { return isOurs(flag.first); });
    return result;
}

OidcFlags OidcFlags::fromArguments(const std::vector<std::string> &arguments)
{
    std::vector<Flag> flags;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        std::string_view argument = arguments[i];
        // Lines of a manifest come with their dash: "- --oidc-client-id=kubernetes"; pflag also
        // takes "-a" only for short names.
        if (!argument.starts_with("--"))
            continue;
        argument.remove_prefix(2);
        const std::size_t equals = argument.find('=');
        if (equals != std::string_view::npos)
            flags.emplace_back(argument.substr(0, equals), argument.substr(equals + 1));
        else if (i + 1 < arguments.size() && isOurs(argument) && argument != "anonymous-auth")
            flags.emplace_back(argument, arguments[++i]);
    }
    return fromFlags(std::move(flags));
}

OidcFlags OidcFlags::fromText(const std::string &text)
{
    return fromArguments(words(text));
}

std::string OidcFlags::last(std::string_view name, std::string fallback) const
{
    const auto found = std::find_if(m_flags.rbegin(), m_flags.rend(),
                                    [name](const Flag &flag) { return flag.first == name; });
    return found == m_flags.rend() ? std::move(fallback) : found->second;
}

std::vector<std::string> OidcFlags::all(std::string_view name) const
{
    std::vector<std::string> values;
    for (const auto &[flag, value] : m_flags) {
        if (flag == name)
            values.push_back(value);
    }
    return values;
}

bool OidcFlags::hasOidcFlags() const
{
    return std::any_of(m_flags.begin(), m_flags.end(),
                       [](const Flag &flag) { return flag.first.starts_with("oidc-"); });
}

// kubernetes/pkg/kubeapiserver/options/authentication.go: Validate() and ToAuthenticationConfig().
AuthenticationSettings OidcFlags::settings() const
{
    AuthenticationSettings settings;
    settings.source = AuthenticationSettings::Source::Flags;
    if (const std::string anonymous = last("anonymous-auth"); !anonymous.empty())
        settings.anonymousEnabled = anonymous == "true";
    if (!hasOidcFlags())
        return settings;
    if (!authenticationConfig().empty()) { // then the server looks no further at the flags
        settings.problems.emplace_back(
                "authentication-config file and oidc-* flags are mutually exclusive");
        return settings;
    }
    JwtAuthenticator jwt;
    jwt.issuerUrl = last("oidc-issuer-url");
    const std::string clientId = last("oidc-client-id");
    if (jwt.issuerUrl.empty() || clientId.empty()) {
        settings.problems.emplace_back("oidc-issuer-url and oidc-client-id must be specified "
                                       "together when any oidc-* flags are set");
        return settings;
    }
    jwt.audiences = { clientId };
    settings.caFile = last("oidc-ca-file");
    jwt.username.claim = last("oidc-username-claim", "sub");
    const std::string prefix = last("oidc-username-prefix");
    settings.isUsernamePrefixGiven = !prefix.empty();
    if (prefix == "-")
        jwt.username.prefix = "";
    else
        jwt.username.prefix =
                prefix.empty() && jwt.username.claim != "email" ? jwt.issuerUrl + '#' : prefix;
    jwt.groups.claim = last("oidc-groups-claim");
    if (!jwt.groups.claim.empty())
        jwt.groups.prefix =
                last("oidc-groups-prefix"); // "-" means nothing here: it becomes the prefix
    for (const std::string &list : all("oidc-signing-algs")) {
        for (const std::string &algorithm : split(list))
            jwt.signingAlgorithms.push_back(algorithm);
    }
    if (jwt.signingAlgorithms.empty())
        jwt.signingAlgorithms = { "RS256" };
    readRequiredClaims(settings, jwt);
    validateAuthenticator(jwt, {}, settings);
    for (const std::string &algorithm : jwt.signingAlgorithms) {
        const auto &known = allSigningAlgorithms();
        if (std::find(known.begin(), known.end(), algorithm) == known.end())
            settings.problems.push_back("oidc: unsupported signing alg: " + goQuoted(algorithm));
    }
    settings.jwt.push_back(std::move(jwt));
    return settings;
}

void OidcFlags::readRequiredClaims(AuthenticationSettings &settings, JwtAuthenticator &jwt) const
{
    for (const std::string &pair : all("oidc-required-claim")) {
        const std::size_t equals = pair.find('=');
        if (equals == std::string::npos)
            settings.problems.push_back(
                    "invalid argument " + goQuoted(pair)
                    + " for \"--oidc-required-claim\" flag: malformed pair, expect string=string");
        else
            jwt.requiredClaims[pair.substr(0, equals)] = pair.substr(equals + 1);
    }
}

} // namespace Kubernetes
