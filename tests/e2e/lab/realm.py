# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""The realm that Keycloak imports at its start, small enough to be read: everything left out is Keycloak's default."""

REALM = "lanyard"
CLIENT = "kubernetes"
# Registered for a web application elsewhere: our loopback redirect URI must be refused.
CLIENT_WITHOUT_LOOPBACK = "web-only"
CLIENT_WITH_CONSENT = "consent"
CLIENT_OF_TWO_AUDIENCES = "desktop"
PASSWORD = "lab password, not a secret"

USERS = {
    "sm01": {"username": "sm01@example.test", "groups": ["security-developer", "ADMIN"], "verified": True},
    "unverified": {"username": "unverified@example.test", "groups": ["security-developer"], "verified": False},
    "nobody": {"username": "nobody@example.test", "groups": [], "verified": True},
}

TOKEN_SECONDS = 60


def group_mapper():
    return {
        "name": "groups",
        "protocol": "openid-connect",
        "protocolMapper": "oidc-group-membership-mapper",
        "config": {"claim.name": "groups", "full.path": "false", "id.token.claim": "true",
                   "access.token.claim": "false", "userinfo.token.claim": "true"},
    }


def audience_mapper(audience):
    """The token is also for another client, e.g. the API server's: what an administrator does who does not want the
    desktop program to be registered under the API server's name."""
    return {
        "name": f"audience {audience}",
        "protocol": "openid-connect",
        "protocolMapper": "oidc-audience-mapper",
        "config": {"included.client.audience": audience, "id.token.claim": "true", "access.token.claim": "false"},
    }


def public_client(client_id, redirect_uris, **more):
    return {
        "clientId": client_id,
        "enabled": True,
        "protocol": "openid-connect",
        "publicClient": True,
        "standardFlowEnabled": True,
        "implicitFlowEnabled": False,
        "directAccessGrantsEnabled": False,
        "redirectUris": redirect_uris,
        "attributes": {"pkce.code.challenge.method": "S256", "oauth2.device.authorization.grant.enabled": "true"},
        "protocolMappers": [group_mapper()],
        **more,
    }


def user(username, groups, verified):
    # The default roles hold offline_access, which an imported user does not get by itself.
    # Without both names Keycloak stops the login with an "update your account" form.
    return {
        "username": username, "email": username, "emailVerified": verified, "enabled": True,
        "firstName": "Lab", "lastName": username.partition("@")[0], "groups": [f"/{group}" for group in groups],
        "realmRoles": [f"default-roles-{REALM}"],
        "credentials": [{"type": "password", "value": PASSWORD, "temporary": False}],
    }


def make_realm():
    # Keycloak ignores the port of a registered loopback literal (RFC 8252 section 7.3), so no port is named here.
    loopback = ["http://127.0.0.1/*", "http://[::1]/*"]
    return {
        "realm": REALM,
        "enabled": True,
        "accessTokenLifespan": TOKEN_SECONDS,
        "ssoSessionIdleTimeout": 3600,
        "ssoSessionMaxLifespan": 36000,
        "revokeRefreshToken": True,
        "refreshTokenMaxReuse": 0,
        "eventsEnabled": True,
        "enabledEventTypes": ["LOGIN", "LOGIN_ERROR", "CODE_TO_TOKEN", "CODE_TO_TOKEN_ERROR", "REFRESH_TOKEN",
                              "REFRESH_TOKEN_ERROR", "REVOKE_GRANT", "LOGOUT"],
        "groups": [{"name": "security-developer"}, {"name": "ADMIN"}],
        "users": [user(**u) for u in USERS.values()],
        "clients": [
            public_client(CLIENT, loopback),
            public_client(CLIENT_WITHOUT_LOOPBACK, ["https://app.example.test/callback"]),
            public_client(CLIENT_WITH_CONSENT, loopback, consentRequired=True),
            public_client(CLIENT_OF_TWO_AUDIENCES, loopback,
                          protocolMappers=[group_mapper(), audience_mapper(CLIENT)]),
        ],
    }
