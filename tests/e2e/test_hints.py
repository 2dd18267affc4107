#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""The kcadm.sh lines in the doctor's fixes do what they say: each is run against the real Keycloak.

They are taken from lanyard_hints, a test program that prints Doctor::providerFix and needs no session. An ID token as
Keycloak would make it now is asked of its "Evaluate" page, so no browser is needed.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from lab import keycloak_admin, parts, testing  # noqa: E402

CLIENT = "kcadm-client"
COMMAND = re.compile(r"^(?:[A-Z]+=\$\()?kcadm\.sh ")
HERE = Path(__file__).resolve().parent
TRUST_PASSWORD = "not a secret"


def hints_program():
    for path in (os.environ.get("LANYARD_HINTS"), HERE.parent.parent / "build/tests/bin/lanyard_hints",
                 HERE.parent.parent / "build/dev/tests/bin/lanyard_hints"):
        if path and Path(path).exists():
            return str(path)
    return testing.skip_or_fail("lanyard_hints is not built")


class Hints(testing.LabTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.program = hints_program()
        if not shutil.which("keytool"):
            testing.skip_or_fail("keytool is missing: `apt-get install default-jre-headless`")
        cls.folder = Path(tempfile.mkdtemp(prefix="lyh-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.admin = keycloak_admin.KeycloakAdmin(cls.lab)
        cls.base = f"/admin/realms/{cls.lab['realm']}"
        cls.sign_kcadm_in()
        cls.addClassCleanup(cls.delete_client, CLIENT)

    @classmethod
    def sign_kcadm_in(cls):
        """kcadm.sh keeps its session in the person's home, whatever HOME says: each call is told another file."""
        trust = cls.folder / "trust.p12"
        cls.run_or_raise("keytool", "-importcert", "-noprompt", "-alias", "lab", "-file", cls.lab["ca"], "-keystore",
                         trust, "-storetype", "PKCS12", "-storepass", TRUST_PASSWORD)
        script = cls.folder / "kcadm.sh"
        real, config = parts.keycloak() / "bin/kcadm.sh", cls.folder / "kcadm.config"
        script.write_text(f"#!/bin/sh\nexec {shlex.quote(str(real))} \"$@\" --config {shlex.quote(str(config))}\n",
                          encoding="utf-8")
        script.chmod(0o700)
        cls.run_or_raise(script, "config", "truststore", "--trustpass", TRUST_PASSWORD, trust)
        who = cls.lab["keycloakAdmin"]
        cls.run_or_raise(script, "config", "credentials", "--server", cls.lab["keycloak"], "--realm", "master",
                         "--user", who["username"], "--password", who["password"])

    @staticmethod
    def run_or_raise(*argv):
        done = subprocess.run([str(a) for a in argv], capture_output=True, text=True, timeout=120, check=False,
                              stdin=subprocess.DEVNULL)
        if done.returncode != 0:
            raise RuntimeError(f"{Path(argv[0]).name} {argv[1]}: {done.stdout}{done.stderr}")

    # ------------------------------------------------------------ what is at Keycloak

    @classmethod
    def call(cls, method, path, **more):
        status, answer = cls.admin.http.request(method, cls.base + path, token=cls.admin.token(), **more)
        assert status < 300, (status, answer)
        return answer

    @classmethod
    def client(cls, name=CLIENT):
        found = cls.call("GET", f"/clients?clientId={name}")
        return found[0] if found else None

    @classmethod
    def delete_client(cls, name):
        if cls.client(name):
            cls.call("DELETE", f"/clients/{cls.client(name)['id']}")

    @classmethod
    def delete_scope(cls, name):
        for scope in cls.call("GET", "/client-scopes"):
            if scope["name"] == name:
                cls.call("DELETE", f"/client-scopes/{scope['id']}")

    @classmethod
    def user(cls, name):
        username = urllib.parse.quote(cls.lab["users"][name]["username"])
        return cls.call("GET", f"/users?exact=true&username={username}")[0]

    def id_token(self, scope="openid email profile"):
        query = urllib.parse.urlencode({"scope": scope, "userId": self.user("sm01")["id"]})
        return self.call("GET", f"/clients/{self.client()['id']}/evaluate-scopes/generate-example-id-token?{query}")

    # ------------------------------------------------------------ what the doctor tells

    def lines(self, fix, detail=""):
        done = subprocess.run([self.program, fix, self.lab["issuer"], CLIENT, detail], capture_output=True, text=True,
                              timeout=30, check=True)
        lines = [line for line in done.stdout.splitlines() if COMMAND.match(line)]
        self.assertTrue(lines, done.stdout)
        return lines

    def paste(self, lines):
        """As a person would into a shell; every line must succeed."""
        script = "set -eu\n" + "\n".join(lines)
        done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, timeout=180, check=False,
                              stdin=subprocess.DEVNULL, cwd=self.folder,
                              env={**os.environ, "PATH": f"{self.folder}:{os.environ['PATH']}"})
        self.assertEqual(done.returncode, 0, f"{script}\n{done.stdout}{done.stderr}")
        return done.stdout

    def follow(self, fix, detail=""):
        return self.paste(self.lines(fix, detail))

    def edit_mapper(self, fix, mapper, detail=""):
        """The list first; then the line with the ids which a person takes out of it."""
        lines = self.lines(fix, detail)
        change = [line for line in lines if "MAPPER-ID" in line]
        listed = json.loads(self.paste([line for line in lines if line not in change]))
        one, = [entry for entry in listed if entry["mapperName"] == mapper]
        change = [line.replace("CONTAINER-ID", one["containerId"]).replace("MAPPER-ID", one["mapperId"])
                  for line in change]
        if one["containerType"] == "client":
            change = [line.replace("client-scopes/", "clients/") for line in change]
        if change:
            self.paste(change)
        return one

    def mapper_config(self, one):
        kind = "clients" if one["containerType"] == "client" else "client-scopes"
        return self.call("GET", f"/{kind}/{one['containerId']}/protocol-mappers/models/{one['mapperId']}")["config"]

    # ------------------------------------------------------------ tests

    def setUp(self):
        super().setUp()
        self.delete_client(CLIENT)
        self.call("POST", "/clients", body={"clientId": CLIENT, "publicClient": True,
                                            "redirectUris": ["http://127.0.0.1/*"]})

    def test_a_client_is_registered_which_is_public_and_takes_loopback_addresses(self):
        self.delete_client(CLIENT)
        self.follow("RegisterClient")
        client = self.client()
        self.assertTrue(client["publicClient"])
        self.assertEqual(client["redirectUris"], ["http://127.0.0.1/*"])

    def test_the_clients_settings_are_changed(self):
        self.follow("RegisterRedirectUri", "http://127.0.0.1:8000/callback")
        self.assertEqual(set(self.client()["redirectUris"]), {"http://127.0.0.1/*", "http://127.0.0.1:8000/callback"})
        for fix, name, value in (("SignRs256", "id.token.signed.response.alg", "RS256"),
                                 ("LongerLife", "access.token.lifespan", "300"),
                                 ("RequirePkce", "pkce.code.challenge.method", "S256")):
            with self.subTest(fix):
                self.follow(fix)
                self.assertEqual(self.client()["attributes"].get(name), value)
        self.assertTrue(self.client()["publicClient"])

    def test_a_scope_is_allowed(self):
        client = self.client()["id"]
        self.call("POST", "/client-scopes", body={"name": "address-book", "protocol": "openid-connect"})
        self.addCleanup(self.delete_scope, "address-book")  # a name that begins alike must not be taken for it
        for fix, detail in (("AllowOfflineAccess", ""), ("AllowScope", "address")):
            scope = detail or "offline_access"
            with self.subTest(fix):
                for kind in ("optional", "default"):
                    for known in self.call("GET", f"/clients/{client}/{kind}-client-scopes"):
                        if known["name"] == scope:
                            self.call("DELETE", f"/clients/{client}/{kind}-client-scopes/{known['id']}")
                self.follow(fix, detail)
                self.assertIn(scope, {s["name"] for s in self.call("GET", f"/clients/{client}/optional-client-scopes")})

    def test_the_token_gets_the_audience(self):
        self.assertEqual(self.id_token()["aud"], CLIENT)
        self.follow("AddAudience", "kubernetes")
        self.assertEqual(set(self.id_token()["aud"]), {CLIENT, "kubernetes"})

    def test_the_token_gets_the_groups(self):
        self.assertNotIn("groups", self.id_token())
        self.follow("AddGroupsMapper", "groups")
        self.assertEqual(set(self.id_token()["groups"]), {"security-developer", "ADMIN"})

    def test_the_token_gets_the_roles_as_groups(self):
        self.follow("RolesToGroups", "groups")
        self.assertIn("default-roles-lanyard", self.id_token()["groups"])

    def test_a_mapper_that_exists_is_mended(self):
        self.follow("AddGroupsMapper", "groups")
        client = self.client()
        mapper = next(m for m in client["protocolMappers"] if m["name"] == "groups")
        mapper["config"] |= {"full.path": "true", "id.token.claim": "false"}
        self.call("PUT", f"/clients/{client['id']}/protocol-mappers/models/{mapper['id']}", body=mapper)
        self.assertNotIn("groups", self.id_token())
        self.edit_mapper("GroupsIntoIdToken", "groups")
        self.assertEqual(set(self.id_token()["groups"]), {"/security-developer", "/ADMIN"})
        self.edit_mapper("GroupsWithoutPath", "groups")
        self.assertEqual(set(self.id_token()["groups"]), {"security-developer", "ADMIN"})

    def test_the_mappers_are_listed_where_only_a_person_can_choose(self):
        for fix, detail in (("GroupsWithoutPrefix", "oidc:"), ("FewerGroups", "")):
            with self.subTest(fix):
                self.edit_mapper(fix, "email verified", detail)

    def test_email_verified_becomes_a_boolean(self):
        one = self.edit_mapper("BooleanEmailVerified", "email verified")
        self.assertEqual(self.mapper_config(one)["jsonType.label"], "boolean")
        self.assertIs(self.id_token()["email_verified"], True)

    def test_an_email_is_verified(self):
        user = self.user("unverified")
        self.assertFalse(user["emailVerified"])
        self.addCleanup(self.call, "PUT", f"/users/{user['id']}", body={**user, "emailVerified": False})
        self.follow("VerifyEmail", user["email"])
        self.assertTrue(self.user("unverified")["emailVerified"])

    def test_the_token_gets_a_claim(self):
        self.follow("AddClaim", "email")
        # The attribute is the user's; one that every user has shows that the mapper works.
        client = self.client()
        mapper, = [m for m in client["protocolMappers"] if m["name"] == "email"]
        self.assertEqual(mapper["config"]["claim.name"], "email")
        self.assertEqual(mapper["config"]["id.token.claim"], "true")
        self.assertEqual(self.id_token("openid")["email"], "sm01@example.test")

    def test_there_is_a_test_for_every_fix(self):
        listed = subprocess.run([self.program, "--list"], capture_output=True, text=True, timeout=30, check=True)
        source = Path(__file__).read_text(encoding="utf-8")
        self.assertEqual([fix for fix in listed.stdout.split() if f'"{fix}"' not in source], [])


if __name__ == "__main__":
    testing.main()
