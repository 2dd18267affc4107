// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/addcluster/presets.h"

#include "app/qtsupport/compat.h"

#include <QCoreApplication>

namespace Ui {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Ui::Presets)
};
}

QList<ProviderPreset> providerPresets()
{
    const QStringList usual { u"openid"_s, u"email"_s, u"profile"_s, u"offline_access"_s };
    const QStringList withGroups = usual + QStringList { u"groups"_s };
    return {
        { u"generic"_s, Words::tr("Any OpenID Connect provider"), u"https://login.example.com"_s, usual,
          Words::tr("Take the values that your API server was started with: --oidc-issuer-url and "
                    "--oidc-client-id.") },
        { u"keycloak"_s, u"Keycloak"_s, u"https://keycloak.example.com/realms/NAME"_s, usual,
          Words::tr("The issuer ends with /realms/ and the name of the realm. The client must be public, with "
                    "http://127.0.0.1/* among its redirect addresses.") },
        { u"authentik"_s, u"authentik"_s, u"https://authentik.example.com/application/o/NAME/"_s, usual,
          Words::tr("The issuer ends with the application's slug and a slash.") },
        { u"okta"_s, u"Okta"_s, u"https://example.okta.com/oauth2/default"_s, withGroups,
          Words::tr("The groups scope needs an authorization server that has it.") },
        { u"descope"_s, u"Descope"_s, u"https://api.descope.com/PROJECT"_s, usual,
          Words::tr("The issuer ends with the ID of the project.") },
    };
}

} // namespace Ui
