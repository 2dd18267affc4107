// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/keycloakhints.h"

#include "app/core/text.h"

#include <algorithm>

namespace Doctor {

namespace {

struct Names
{
    std::string realm, client, detail;
};

// Values go into lines that people paste into a shell.
std::string shell(const std::string &text)
{
    return Core::shellQuoted(Core::singleLine(text, 300));
}

std::string realmOf(std::string_view issuer)
{
    constexpr std::string_view kMark = "/realms/";
    const std::size_t at = issuer.find(kMark);
    if (at == std::string_view::npos)
        return "REALM";
    const std::string_view rest = issuer.substr(at + kMark.size());
    return std::string(rest.substr(0, rest.find('/')));
}

// kcadm.sh knows clients by their internal id.
std::string clientId(const Names &names)
{
    return "ID=$(kcadm.sh get clients -r " + shell(names.realm)
            + " -q clientId=" + shell(names.client) + " --fields id --format csv --noquotes)";
}

std::string updateClient(const Names &names, const std::string &settings)
{
    return clientId(names) + "\nkcadm.sh update clients/$ID -r " + shell(names.realm) + " "
            + settings;
}

std::string addMapper(const Names &names, const std::string &name, const std::string &type,
                      const std::string &config)
{
    return clientId(names) + "\nkcadm.sh create clients/$ID/protocol-mappers/models -r "
            + shell(names.realm) + " -s name=" + name
            + " -s protocol=openid-connect -s protocolMapper=" + type + " " + config;
}

std::string mapperPlace(const Names &names)
{
    return "Keycloak: Clients > " + names.client + " > Client scopes > " + names.client
            + "-dedicated > ";
}

std::string groupsMapper(const Names &names)
{
    const std::string claim = names.detail.empty() ? "groups" : names.detail;
    return mapperPlace(names)
            + "Add mapper > By configuration > Group Membership; Token Claim Name " + claim
            + ", Full group path off, Add to ID token on\n"
            + addMapper(names, "groups", "oidc-group-membership-mapper",
                        "-s 'config.\"claim.name\"=" + claim
                                + "' -s 'config.\"full.path\"=false' -s "
                                  "'config.\"id.token.claim\"=true'");
}

std::string rolesMapper(const Names &names)
{
    const std::string claim = names.detail.empty() ? "groups" : names.detail;
    return mapperPlace(names) + "Add mapper > By configuration > User Realm Role; Token Claim Name "
            + claim + ", Multivalued on, Add to ID token on\n"
            + addMapper(names, "realm-roles-as-groups", "oidc-usermodel-realm-role-mapper",
                        "-s 'config.\"claim.name\"=" + claim
                                + "' -s 'config.multivalued=true' -s "
                                  "'config.\"jsonType.label\"=String' -s "
                                  "'config.\"id.token.claim\"=true'");
}

std::string audienceMapper(const Names &names)
{
    return mapperPlace(names)
            + "Add mapper > By configuration > Audience; Included Client Audience " + names.detail
            + ", Add to ID token on\n"
            + addMapper(names, "audience-for-kubernetes", "oidc-audience-mapper",
                        "-s 'config.\"included.client.audience\"=" + names.detail
                                + "' -s 'config.\"id.token.claim\"=true'");
}

std::string scopeLines(const Names &names)
{
    return "Keycloak: Clients > " + names.client + " > Client scopes > Add client scope > "
            + names.detail + " (Optional)\n" + clientId(names)
            + "\nSCOPE=$(kcadm.sh get client-scopes -r " + shell(names.realm)
            + " --fields id,name --format csv --noquotes | grep -x '[^,]*,'" + shell(names.detail)
            + " | cut -d, -f1)\nkcadm.sh update clients/$ID/optional-client-scopes/$SCOPE -r "
            + shell(names.realm);
}

// A mapper belongs to the client or to one of its scopes, and only its list says where. The first
// line lists what brings claims; NAME and SCOPE are for the person to put in.
std::string editMapper(const Names &names, const std::string &what, const std::string &setting)
{
    const std::string realm = " -r " + shell(names.realm);
    return "Keycloak: Clients > " + names.client
            + " > Client scopes > (the scope that brings the claim) > Mappers > " + what + "\n"
            + clientId(names) + "\nkcadm.sh get clients/$ID/evaluate-scopes/protocol-mappers"
            + realm + " --fields containerId,containerName,containerType,mapperId,mapperName"
            + (setting.empty() ? std::string()
                               : "\nkcadm.sh update "
                                 "client-scopes/CONTAINER-ID/protocol-mappers/models/MAPPER-ID"
                               + realm + " -s '" + setting
                               + "'\n(clients/CONTAINER-ID instead, if the container is a client)");
}

std::string keycloak(ProviderFix fix, const Names &n)
{
    const std::string realm = " -r " + shell(n.realm);
    switch (fix) {
    case ProviderFix::RegisterClient:
        return "Keycloak: Clients > Create client; Client ID " + n.client
                + ", Client authentication off, Standard flow on\nkcadm.sh create clients" + realm
                + " -s clientId=" + shell(n.client)
                + " -s publicClient=true -s 'redirectUris=[\"http://127.0.0.1/*\"]'";
    case ProviderFix::RegisterRedirectUri:
        return "Keycloak: Clients > " + n.client + " > Settings > Valid redirect URIs: add "
                + n.detail + "\n" + updateClient(n, "-s 'redirectUris+=" + n.detail + "'");
    case ProviderFix::AllowScope:
        return scopeLines(n);
    case ProviderFix::AllowOfflineAccess: {
        Names offline = n;
        offline.detail = "offline_access";
        return scopeLines(offline)
                + "\nThe user also needs the realm role offline_access (Users > NAME > Role "
                  "mapping)";
    }
    case ProviderFix::AddAudience:
        return audienceMapper(n);
    case ProviderFix::VerifyEmail:
        return "Keycloak: Users > (the user) > Details > Email verified on\nUSER=$(kcadm.sh get "
               "users"
                + realm + " -q email=" + shell(n.detail)
                + " --fields id --format csv --noquotes)\nkcadm.sh update users/$USER" + realm
                + " -s emailVerified=true";
    case ProviderFix::BooleanEmailVerified:
        return editMapper(n, "email verified: Claim JSON Type boolean",
                          "config.\"jsonType.label\"=boolean");
    case ProviderFix::AddGroupsMapper:
        return groupsMapper(n);
    case ProviderFix::RolesToGroups:
        return rolesMapper(n);
    case ProviderFix::GroupsIntoIdToken:
        return editMapper(n, "groups: Add to ID token on", "config.\"id.token.claim\"=true");
    case ProviderFix::GroupsWithoutPath:
        return editMapper(n, "groups: Full group path off", "config.\"full.path\"=false");
    case ProviderFix::GroupsWithoutPrefix:
        return editMapper(
                n, "groups: take the prefix " + n.detail + " out of the group names or role prefix",
                {});
    case ProviderFix::FewerGroups:
        return editMapper(n,
                          "groups: give only the groups that the cluster needs (a client scope "
                          "with few roles)",
                          {});
    case ProviderFix::AddClaim:
        return mapperPlace(n)
                + "Add mapper > By configuration > User Attribute or User Property; Token Claim "
                  "Name "
                + n.detail + ", Add to ID token on\n"
                + addMapper(n, shell(n.detail), "oidc-usermodel-attribute-mapper",
                            "-s 'config.\"user.attribute\"=" + n.detail
                                    + "' -s 'config.\"claim.name\"=" + n.detail
                                    + "' -s 'config.\"id.token.claim\"=true'");
    case ProviderFix::SignRs256:
        return "Keycloak: Clients > " + n.client
                + " > Advanced > Fine grain OpenID Connect configuration > ID token signature "
                  "algorithm RS256\n"
                + updateClient(n, "-s 'attributes.\"id.token.signed.response.alg\"=RS256'");
    case ProviderFix::LongerLife:
        return "Keycloak: Clients > " + n.client
                + " > Advanced > Advanced settings > Access Token Lifespan 5 minutes\n"
                + updateClient(n, "-s 'attributes.\"access.token.lifespan\"=300'");
    case ProviderFix::RequirePkce:
        return "Keycloak: Clients > " + n.client
                + " > Advanced > Advanced settings > Proof Key for Code Exchange Code Challenge "
                  "Method S256\n"
                + updateClient(n, "-s 'attributes.\"pkce.code.challenge.method\"=S256'");
    }
    return {};
}

// What is about the content of the token, as opposed to the client's own settings.
bool isAboutClaims(ProviderFix fix)
{
    switch (fix) {
    case ProviderFix::AllowScope:
    case ProviderFix::AllowOfflineAccess:
    case ProviderFix::BooleanEmailVerified:
    case ProviderFix::AddGroupsMapper:
    case ProviderFix::RolesToGroups:
    case ProviderFix::GroupsIntoIdToken:
    case ProviderFix::GroupsWithoutPath:
    case ProviderFix::GroupsWithoutPrefix:
    case ProviderFix::FewerGroups:
    case ProviderFix::AddClaim:
        return true;
    default:
        return false;
    }
}

std::string_view place(ProviderKind kind, ProviderFix fix)
{
    if (fix == ProviderFix::VerifyEmail)
        return ""; // it is in the account of a person, in no setting of the client
    switch (kind) {
    case ProviderKind::Authentik:
        if (fix == ProviderFix::SignRs256)
            return "authentik: Applications > Providers > (the provider) > Protocol settings > "
                   "Signing Key: an RSA certificate. ";
        return isAboutClaims(fix) ? "authentik: Applications > Providers > (the provider) > "
                                    "Advanced protocol settings > Scopes; "
                                    "mappings are under Customization > Property Mappings. "
                                  : "authentik: Applications > Providers > (the provider). ";
    case ProviderKind::Okta:
        return isAboutClaims(fix)
                ? "Okta: Security > API > Authorization Servers > (the server) > Claims and "
                  "Scopes. "
                : "Okta: Applications > Applications > (the application) > General. ";
    case ProviderKind::Descope:
        return "Descope: Applications > (the federated application) > OIDC; claims are under JWT "
               "Templates. ";
    default:
        return "";
    }
}

std::string generic(ProviderFix fix, const Names &n)
{
    switch (fix) {
    case ProviderFix::RegisterClient:
        return "register the client " + n.client
                + " as a public (native) client with the authorization code flow, or correct "
                  "--oidc-client-id";
    case ProviderFix::RegisterRedirectUri:
        return "register the redirect URI " + n.detail + " for the client " + n.client;
    case ProviderFix::AllowScope:
        return "allow the scope " + n.detail + " for the client " + n.client
                + ", or take it out of --oidc-extra-scope";
    case ProviderFix::AllowOfflineAccess:
        return "allow the scope offline_access (refresh token grant) for the client " + n.client;
    case ProviderFix::AddAudience:
        return "let the ID token of the client " + n.client + " also carry the audience "
                + n.detail;
    case ProviderFix::VerifyEmail:
        return "mark the e-mail " + n.detail + " as verified";
    case ProviderFix::BooleanEmailVerified:
        return "send email_verified as a JSON boolean, not as a text";
    case ProviderFix::AddGroupsMapper:
    case ProviderFix::RolesToGroups:
        return "put the groups as a list of texts into the claim "
                + (n.detail.empty() ? "groups" : n.detail) + " of the ID token";
    case ProviderFix::GroupsIntoIdToken:
        return "put the groups into the ID token, not only into the access token";
    case ProviderFix::GroupsWithoutPath:
        return "send group names without their path";
    case ProviderFix::GroupsWithoutPrefix:
        return "send group names without the prefix " + n.detail;
    case ProviderFix::FewerGroups:
        return "send only the groups that the cluster needs";
    case ProviderFix::AddClaim:
        return "put the claim " + n.detail
                + " into the ID token (a scope or a mapper of the client)";
    case ProviderFix::SignRs256:
        return "sign the ID tokens of the client with RS256";
    case ProviderFix::LongerLife:
        return "let ID tokens live for some minutes";
    case ProviderFix::RequirePkce:
        return "turn on PKCE with S256";
    }
    return {};
}

} // namespace

ProviderKind providerKind(std::string_view issuer)
{
    const auto has = [issuer](std::string_view part) {
        return issuer.find(part) != std::string_view::npos;
    };
    constexpr std::string_view kScheme = "https://";
    std::string_view host = issuer.substr(issuer.starts_with(kScheme) ? kScheme.size() : 0);
    host = host.substr(0, host.find_first_of("/:"));
    if (has("/realms/"))
        return ProviderKind::Keycloak;
    if (has("/application/o/"))
        return ProviderKind::Authentik;
    if (host.ends_with(".okta.com") || host.ends_with(".oktapreview.com")
        || host.ends_with(".okta-emea.com"))
        return ProviderKind::Okta;
    if (host.ends_with(".descope.com"))
        return ProviderKind::Descope;
    return ProviderKind::Other;
}

std::string providerFix(ProviderFix fix, std::string_view issuer, std::string_view client,
                        std::string_view detail)
{
    const ProviderKind kind = providerKind(issuer);
    Names names{ Core::singleLine(realmOf(issuer), 100),
                 Core::singleLine(client.empty() ? "CLIENT" : client, 100),
                 Core::singleLine(detail, 300) };
    // What stands inside of single quotes in a line to paste must not end them.
    std::replace(names.detail.begin(), names.detail.end(), '\'', '_');
    if (kind == ProviderKind::Keycloak)
        return keycloak(fix, names);
    return std::string(place(kind, fix)) + generic(fix, names);
}

} // namespace Doctor
