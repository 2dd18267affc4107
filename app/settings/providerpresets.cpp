// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/settings/providerpresets.h"

#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

#include <QRegularExpression>

namespace Settings {

namespace {

ProviderPreset keycloak()
{
    return { u"keycloak"_s,
             u"Keycloak"_s,
             u"https://{host}/realms/{realm}"_s,
             { { u"host"_s, u"Server"_s, u"login.example.com"_s, {} },
               { u"realm"_s, u"Realm"_s, u"platform"_s, u"master"_s } },
             { u"openid"_s, u"profile"_s, u"email"_s },
             u"groups"_s,
             u"The issuer stands under Realm settings → OpenID Endpoint Configuration. The client "
             u"must be public "
             "with the standard flow on and http://127.0.0.1/* among its valid redirect URIs. "
             "Groups need a mapper "
             "of the type Group Membership with the claim name \"groups\". Servers older than 17 "
             "have /auth before "
             "/realms."_s };
}

ProviderPreset authentik()
{
    return { u"authentik"_s,
             u"authentik"_s,
             u"https://{host}/application/o/{slug}/"_s,
             { { u"host"_s, u"Server"_s, u"auth.example.com"_s, {} },
               { u"slug"_s, u"Application slug"_s, u"kubernetes"_s, {} } },
             { u"openid"_s, u"profile"_s, u"email"_s, u"offline_access"_s },
             u"groups"_s,
             u"The issuer stands on the page of the OAuth2/OpenID provider; the slash at its end "
             u"belongs to it. The "
             "client type must be public. A refresh token is given only with the scope "
             "offline_access, which must "
             "be among the provider's scopes. Groups come with the scope profile."_s };
}

ProviderPreset okta()
{
    return { u"okta"_s,
             u"Okta"_s,
             u"https://{domain}/oauth2/{server}"_s,
             { { u"domain"_s, u"Okta domain"_s, u"example.okta.com"_s, {} },
               { u"server"_s, u"Authorization server"_s, u"default"_s, u"default"_s } },
             { u"openid"_s, u"profile"_s, u"email"_s, u"groups"_s, u"offline_access"_s },
             u"groups"_s,
             u"The issuer stands under Security → API → Authorization Servers. Make a native "
             u"application with the "
             "grants Authorization Code and Refresh Token. The scope groups must exist on the "
             "authorization server, "
             "with a claim of that name."_s };
}

ProviderPreset descope()
{
    return {
        u"descope"_s,
        u"Descope"_s,
        u"https://api.descope.com/{project}"_s,
        { { u"project"_s, u"Project ID"_s, u"P2abc…"_s, {} } },
        { u"openid"_s, u"profile"_s, u"email"_s, u"offline_access"_s },
        {},
        u"The issuer stands on the page of the federated application (Applications → OIDC); the "
        u"client ID is "
        "the project ID unless that page says otherwise. Roles or groups must be added to the "
        "token there. "
        "With a domain of your own choose \"Other provider\" and take the issuer from that page."_s
    };
}

ProviderPreset generic()
{
    return { u"generic"_s,
             u"Other provider"_s,
             u"{issuer}"_s,
             { { u"issuer"_s, u"Issuer"_s, u"https://login.example.com"_s, {} } },
             { u"openid"_s, u"profile"_s, u"email"_s, u"offline_access"_s },
             {},
             u"Ask whoever runs the provider for the issuer, or take what kube-apiserver is "
             u"started with as "
             "--oidc-issuer-url. It must be the same to the last slash."_s };
}

bool fits(const QString &name, const QString &value)
{
    // A whole issuer is checked by discovery; here only that nothing invisible is pasted along.
    static const QRegularExpression issuer(u"^https?://[!-~]+$"_s);
    static const QRegularExpression host(
            u"^[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*[A-Za-z0-9._~-])?$"_s);
    static const QRegularExpression segment(u"^[A-Za-z0-9._~-]+$"_s);
    const bool isHost = name == "host"_L1 || name == "domain"_L1;
    return (name == "issuer"_L1 ? issuer : isHost ? host : segment).match(value).hasMatch();
}

} // namespace

const QList<ProviderPreset> &providerPresets()
{
    static const QList<ProviderPreset> presets{ keycloak(), authentik(), okta(), descope(),
                                                generic() };
    return presets;
}

Core::Result<QString> issuerOf(const ProviderPreset &preset, const QMap<QString, QString> &values)
{
    QString issuer = preset.issuerTemplate;
    for (const IssuerBlank &blank : preset.blanks) {
        QString value = values.value(blank.name).trimmed();
        if (value.isEmpty())
            value = blank.fallback;
        const std::string label = QtSupport::toStdString(blank.label);
        const std::string example = QtSupport::toStdString(blank.example);
        if (value.isEmpty())
            return Core::fail(Core::ErrorCode::Usage, label + " is missing",
                              "fill it in, for example: " + example);
        if (!fits(blank.name, value))
            return Core::fail(Core::ErrorCode::Usage,
                              label + " holds characters that an address cannot have",
                              "write it like this: " + example);
        issuer.replace(u'{' + blank.name + u'}', value);
    }
    return issuer;
}

} // namespace Settings
