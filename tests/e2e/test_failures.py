#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""What goes wrong is told in one line with the way out, and nothing is lost by it."""

import os
import shutil
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from lab import processes, testing  # noqa: E402

# Exit codes of the command line.
FAILED, PERSON_NEEDED = 1, 3
NOBODY = 65534


class SignInFails(testing.DeskTest):
    def log_in(self, *options, timeout=None, **changes):
        flags = self.desk.token_flags(authentication_timeout_sec=timeout, **changes)
        return self.desk.log_in(*options, flags=flags)

    def assert_nothing_stored(self):
        self.assertEqual(self.desk.refresh_tokens(), [])

    def test_a_wrong_issuer(self):
        # The same server by its other name: the certificate fits, the issuer in the discovery document does not.
        other = self.lab["issuer"].replace("127.0.0.1", "localhost")
        self.assert_error(self.log_in(oidc_issuer_url=other), FAILED, "issuer", "127.0.0.1")
        self.assertEqual(self.desk.browser_calls(), 0)
        self.assert_nothing_stored()

    def test_a_realm_that_does_not_exist(self):
        answer = self.log_in(oidc_issuer_url=self.lab["keycloak"] + "/realms/nowhere")
        self.assert_error(answer, FAILED, "issuer|discovery|404")
        self.assertEqual(self.desk.browser_calls(), 0)

    def test_an_unknown_authority(self):
        self.assert_error(self.log_in(certificate_authority=None), FAILED, "certificate")
        self.assert_error(self.log_in(certificate_authority=self.lab["strangerCa"]), FAILED, "certificate")
        self.assertEqual(self.desk.browser_calls(), 0)

    def test_an_authority_file_that_is_missing(self):
        answer = self.log_in(certificate_authority="/nonexistent/ca.crt")
        self.assert_error(answer, 5, "/nonexistent/ca.crt")

    def test_no_network(self):
        port, = processes.free_ports(1)
        answer = self.log_in(oidc_issuer_url=f"https://127.0.0.1:{port}/realms/lanyard")
        self.assert_error(answer, FAILED, "127.0.0.1", "nobody answers")
        self.assertEqual(self.desk.browser_calls(), 0)

    def test_a_client_without_our_redirect_uri(self):
        # Keycloak shows an error page and sends nobody back: only the deadline ends the login.
        answer = self.log_in(timeout=15, oidc_client_id=self.lab["clientWithoutLoopback"])
        self.assert_error(answer, PERSON_NEEDED, "redirect|browser")
        self.assert_nothing_stored()

    def test_a_client_that_does_not_exist(self):
        answer = self.log_in(timeout=15, oidc_client_id="no-such-client")
        self.assert_error(answer, PERSON_NEEDED, "client|browser")
        self.assert_nothing_stored()

    def test_refused_consent(self):
        answer = self.log_in("--refuse-consent", oidc_client_id=self.lab["clientWithConsent"])
        self.assert_error(answer, PERSON_NEEDED, "refused|denied")
        self.assert_nothing_stored()

    def test_a_token_that_is_also_for_the_api_server(self):
        flags = self.desk.token_flags(oidc_client_id=self.lab["clientOfTwoAudiences"])
        answer = self.desk.log_in(flags=flags)
        way_out = f"--oidc-trusted-audience={self.lab['client']}"
        self.assert_error(answer, FAILED, way_out)
        self.assert_nothing_stored()
        flags.append(way_out)
        self.assertEqual(self.desk.log_in(flags=flags).returncode, 0)
        self.desk.write_kubeconfig(flags)
        answer = self.desk.kubectl("-n", "security", "get", "pods", "-o", "name")
        self.assertEqual((answer.stdout, answer.stderr), ("pod/vault-0\n", ""))

    def test_a_closed_browser(self):
        begun = time.monotonic()
        answer = self.log_in("--close", timeout=15)
        # A browser that ends with an error at once was not opened; one that ends later was closed.
        self.assertIn(answer.returncode, (FAILED, PERSON_NEEDED))
        self.assert_error(answer, answer.returncode, "browser|sign")
        self.assertLess(time.monotonic() - begun, 60)
        self.assert_nothing_stored()

    def test_a_browser_that_does_not_exist(self):
        answer = self.desk.run("login", *self.desk.token_flags(), "--browser-command=/nonexistent/browser")
        self.assert_error(answer, FAILED, "/nonexistent/browser")

    def test_get_token_that_may_not_open_a_browser(self):
        answer = self.desk.get_token("--login=never")
        self.assert_error(answer, PERSON_NEEDED, "sign in")
        self.assertEqual(self.desk.browser_calls(), 0)

    def test_a_session_survives_a_failed_sign_in_elsewhere(self):
        self.assert_ok(self.desk.log_in())
        self.log_in(certificate_authority=self.lab["strangerCa"])
        self.log_in("--refuse-consent", oidc_client_id=self.lab["clientWithConsent"])
        self.assert_ok(self.desk.get_token("--login=never"))


class KubeconfigFails(testing.DeskTest):
    def assert_untouched(self, path, before):
        self.assertEqual(path.read_bytes(), before)
        self.assertEqual([p.name for p in path.parent.iterdir() if p.name != path.name and p.is_file()], [])

    def test_a_broken_kubeconfig(self):
        path = self.desk.config
        for text in ("apiVersion: v1\nclusters: [\n", "\t: x\n", "a: 1\na: 2\n- b\n", "\x00\x01"):
            with self.subTest(text):
                path.write_text(text, encoding="utf-8")
                before = path.read_bytes()
                self.assert_error(self.desk.run("ctx", "other"), FAILED, "kubeconfig")
                self.assert_untouched(path, before)

    def test_a_read_only_kubeconfig(self):
        if os.geteuid() == 0 and not shutil.which("setpriv"):
            self.skipTest("root may write everything and setpriv (util-linux) is missing")
        path = self.desk.config
        before = path.read_bytes()
        path.chmod(0o444)
        path.parent.chmod(0o555)
        self.addCleanup(path.parent.chmod, 0o700)
        answer = self.as_ordinary_user("ctx", "other")
        self.assert_error(answer, FAILED, "kubeconfig", "read-only|permission|written")
        path.parent.chmod(0o755)
        self.assert_untouched(path, before)

    def as_ordinary_user(self, *arguments):
        """Mode bits do not bind root, so root takes the place of another user for this one call."""
        if os.geteuid() != 0:
            return self.desk.run(*arguments)
        self.desk.folder.chmod(0o755)
        for name in ("run", "config", "state", "cache", "data", "tmp"):
            os.chown(self.desk.folder / name, NOBODY, NOBODY)
        program, self.desk.program = self.desk.program, "setpriv"
        try:
            return self.desk.run(f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", program, *arguments)
        finally:
            self.desk.program = program

    def test_a_context_that_does_not_exist(self):
        before = self.desk.config.read_bytes()
        answer = self.desk.run("ctx", "nowhere")
        self.assert_error(answer, 5, "nowhere")
        self.assert_untouched(self.desk.config, before)


if __name__ == "__main__":
    testing.main()
