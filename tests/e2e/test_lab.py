#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""The lab proven by itself: what the tests of Lanyard rely on holds without Lanyard."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from lab import code_flow, keycloak_admin, keycloak_pages, testing, webdriver  # noqa: E402


class LabHoldsItsPromises(testing.LabTest):
    def flow(self, client=None, **more):
        return code_flow.CodeFlow(self.lab["issuer"], self.lab["ca"], client or self.lab["client"], **more)

    def sign_in(self, flow, user, **more):
        """Redeems the code and returns the token answer."""
        with webdriver.Browser(testing.screenshots()) as browser:
            keycloak_pages.sign_in(browser, flow.url(**more), user["username"], user["password"])
            keycloak_pages.wait_for_callback(browser, "Authenticated")
        self.assertEqual(flow.answer["state"], flow.state)
        self.assertEqual(flow.answer["iss"], self.lab["issuer"])
        status, tokens = flow.redeem()
        self.assertEqual(status, 200, tokens)
        return tokens

    def kubectl_as(self, token, *arguments):
        return self.kubectl(f"--server={self.lab['apiServer']}", f"--certificate-authority={self.lab['ca']}",
                            f"--token={token}", *arguments)

    def test_a_verified_user_signs_in_and_kubectl_works_and_the_refresh_token_rotates(self):
        admin = keycloak_admin.KeycloakAdmin(self.lab)
        admin.forget_events()
        with self.flow() as flow:
            tokens = self.sign_in(flow, self.sm01)
            claims = code_flow.claims(tokens["id_token"])
            self.assertEqual(claims["nonce"], flow.nonce)
            self.assertEqual(sorted(claims["groups"]), ["ADMIN", "security-developer"])
            self.assertLessEqual(claims["exp"] - claims["iat"], 60)

            answer = self.kubectl_as(tokens["id_token"], "auth", "whoami", "-o", "json")
            self.assertEqual(answer.returncode, 0, answer.stderr)
            info = json.loads(answer.stdout)["status"]["userInfo"]
            self.assertEqual(info["username"], "sm01@example.test")
            self.assertIn("oidc:security-developer", info["groups"])
            self.assertIn("oidc:ADMIN", info["groups"])

            answer = self.kubectl_as(tokens["id_token"], "-n", "security", "get", "pods", "-o", "name")
            self.assertEqual((answer.returncode, answer.stdout), (0, "pod/vault-0\n"), answer.stderr)
            answer = self.kubectl_as(tokens["id_token"], "-n", "default", "get", "pods")
            self.assertIn("Forbidden", answer.stderr)

            status, rotated = flow.refresh(tokens["refresh_token"])
            self.assertEqual(status, 200, rotated)
            self.assertNotEqual(rotated["refresh_token"], tokens["refresh_token"])
            event, = admin.events("REFRESH_TOKEN")
            self.assertEqual(event["details"]["updated_refresh_token_id"],
                             code_flow.claims(rotated["refresh_token"])["jti"])
            status, answer = flow.refresh(tokens["refresh_token"])
            self.assertEqual((status, answer["error"]), (400, "invalid_grant"), answer)

    def test_an_unverified_user_gets_a_token_that_the_api_server_refuses(self):
        with self.flow() as flow:
            tokens = self.sign_in(flow, self.lab["users"]["unverified"])
        self.assertIs(code_flow.claims(tokens["id_token"])["email_verified"], False)
        answer = self.kubectl_as(tokens["id_token"], "auth", "whoami")
        self.assertIn("Unauthorized", answer.stderr)
        self.assertIn("email not verified", Path(self.lab["apiServerLog"]).read_text(encoding="utf-8"))

    def test_a_code_without_the_right_verifier_is_refused(self):
        with self.flow() as flow:
            with webdriver.Browser(testing.screenshots()) as browser:
                keycloak_pages.sign_in(browser, flow.url(), self.sm01["username"], self.sm01["password"])
                keycloak_pages.wait_for_callback(browser, "Authenticated")
            status, answer = flow.redeem(code_verifier="x" * 43)
            self.assertEqual((status, answer["error"]), (400, "invalid_grant"), answer)

    def test_a_request_without_pkce_comes_back_as_an_error(self):
        with self.flow() as flow, webdriver.Browser(testing.screenshots()) as browser:
            browser.open(flow.url(code_challenge="", code_challenge_method=""))
            browser.wait_for(lambda: flow.answer, "the error answer")
            self.assertEqual(flow.answer["error"], "invalid_request")

    def test_refused_consent_comes_back_as_access_denied(self):
        with self.flow(self.lab["clientWithConsent"]) as flow, webdriver.Browser(testing.screenshots()) as browser:
            keycloak_pages.sign_in(browser, flow.url(), self.sm01["username"], self.sm01["password"])
            keycloak_pages.answer_consent(browser, accept=False)
            browser.wait_for(lambda: flow.answer, "the error answer")
            self.assertEqual(flow.answer["error"], "access_denied")

    def test_a_client_without_our_redirect_uri_never_comes_back(self):
        with self.flow(self.lab["clientWithoutLoopback"]) as flow, webdriver.Browser(testing.screenshots()) as browser:
            browser.open(flow.url())
            browser.wait_for(lambda: "redirect_uri" in browser.text(), "Keycloak's error page")
            self.assertEqual(flow.answer, {})

    def test_a_wrong_password_stays_on_the_login_page(self):
        with self.flow() as flow, webdriver.Browser(testing.screenshots()) as browser:
            keycloak_pages.sign_in(browser, flow.url(), self.sm01["username"], "wrong")
            browser.wait_for(lambda: "Invalid username or password" in browser.text(), "the refusal")
            with self.assertRaises(keycloak_pages.SignInRefused):
                keycloak_pages.wait_for_callback(browser, "Authenticated")


class AMissingPart(unittest.TestCase):
    """Skips elsewhere and fails with CI=true: a green run must not mean that nothing was tested."""

    def up(self, **environment):
        with tempfile.TemporaryDirectory() as folder:
            return subprocess.run([sys.executable, str(testing.LAB), "up", f"--state={folder}"], capture_output=True,
                                  text=True, timeout=60, check=False, stdin=subprocess.DEVNULL,
                                  env={**os.environ, "CI": "", "ETCD": "/nonexistent/etcd", **environment})

    def test_is_skipped_and_named(self):
        answer = self.up()
        self.assertEqual(answer.returncode, testing.SKIPPED, answer.stderr)
        self.assertIn("SKIPPED, a real part is missing: ETCD=/nonexistent/etcd", answer.stderr)

    def test_fails_with_ci(self):
        answer = self.up(CI="true")
        self.assertEqual(answer.returncode, 1, answer.stderr)
        self.assertIn("FAILED", answer.stderr)


if __name__ == "__main__":
    testing.main()
