# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""What only the administrator of the realm sees: the event log that counts what clients really did."""

import urllib.parse

from . import https


class KeycloakAdmin:
    def __init__(self, lab):
        self.http = https.Client(lab["keycloak"], lab["ca"])
        self.who, self.realm = lab["keycloakAdmin"], lab["realm"]

    def token(self):
        status, answer = self.http.post("/realms/master/protocol/openid-connect/token", form={
            "grant_type": "password", "client_id": "admin-cli", **self.who})
        assert status == 200, answer
        return answer["access_token"]

    def events(self, kind, client=None):
        query = urllib.parse.urlencode({"type": kind, "max": 10000, **({"client": client} if client else {})})
        status, answer = self.http.get(f"/admin/realms/{self.realm}/events?{query}", token=self.token())
        assert status == 200, answer
        return answer

    def forget_events(self):
        status, answer = self.http.request("DELETE", f"/admin/realms/{self.realm}/events", token=self.token())
        assert status == 204, answer

    def end_sessions(self, username):
        """Every browser session, online and offline grant of the user is gone: a refresh token becomes worthless."""
        token = self.token()
        base = f"/admin/realms/{self.realm}"
        status, found = self.http.get(f"{base}/users?exact=true&username={urllib.parse.quote(username)}", token=token)
        assert status == 200 and len(found) == 1, found
        user = found[0]["id"]
        self.http.post(f"{base}/users/{user}/logout", token=token)
        for client in self.http.get(f"{base}/clients", token=token)[1]:
            self.http.request("DELETE", f"{base}/users/{user}/consents/{client['clientId']}", token=token)
