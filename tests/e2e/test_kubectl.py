#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""Sign in once, and kubectl just works: with real parts, today and after the token has expired."""

import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from healthy import setups  # noqa: E402
from lab import code_flow, keycloak_admin, keycloak_pages, testing, webdriver  # noqa: E402

PARALLEL = int(os.environ.get("LANYARD_PARALLEL", "200"))


class SignInOnce(testing.DeskTest):
    def setUp(self):
        super().setUp()
        self.admin = keycloak_admin.KeycloakAdmin(self.lab)
        self.admin.forget_events()
        self.assert_ok(self.desk.log_in())
        self.assertEqual(self.desk.browser_calls(), 1)

    # ------------------------------------------------------------ questions

    def assert_keychain_holds_the_newest_refresh_token(self):
        """Keycloak's log names the token that its last answer carried; any other one is refused by now."""
        refreshes = self.admin.events("REFRESH_TOKEN")
        self.assertTrue(refreshes, "nothing was refreshed yet")
        newest = max(refreshes, key=lambda event: event["time"])["details"]["updated_refresh_token_id"]
        self.assertIn(newest, {claims["jti"] for claims in self.desk.refresh_tokens()})

    def assert_one_browser_ever(self):
        self.assertEqual(self.desk.browser_calls(), 1)

    def expire_token(self):
        """The agent sleeps past the token's life, as on a laptop whose lid was closed."""
        pid = self.desk.agent_pid()
        os.kill(pid, signal.SIGSTOP)
        self.addCleanup(self.wake, pid)
        time.sleep(self.lab["tokenSeconds"] + 5)
        return pid

    @staticmethod
    def wake(pid):
        try:
            os.kill(pid, signal.SIGCONT)
        except ProcessLookupError:
            pass

    def get_tokens_at_once(self, count):
        """Starts all, then waits for all; answers the distinct tokens."""
        running = [self.desk.start("get-token", *self.desk.token_flags(), "--login=never") for _ in range(count)]
        tokens, failures = set(), []
        for process in running:
            out, err = process.communicate(timeout=90)
            if process.returncode == 0:
                tokens.add(json.loads(out)["status"]["token"])
            else:
                failures.append(f"{process.returncode}: {err.strip()}")
        self.assertEqual(failures, [])
        return tokens

    # ------------------------------------------------------------ tests

    def test_kubectl_works_at_once_and_70_s_later_without_a_browser(self):
        self.assert_kubectl_works()
        time.sleep(self.lab["tokenSeconds"] + 10)
        self.assert_kubectl_works()
        self.assert_one_browser_ever()
        self.assert_keychain_holds_the_newest_refresh_token()
        self.assertEqual(self.admin.events("REFRESH_TOKEN_ERROR"), [])

    def test_a_killed_agent_comes_back_by_itself_without_a_browser(self):
        self.assert_kubectl_works()
        killed = self.desk.kill_agent()
        self.assert_kubectl_works()
        self.assertNotEqual(self.desk.agent_pid(), killed)
        self.assert_one_browser_ever()
        self.assert_keychain_holds_the_newest_refresh_token()

    def test_many_calls_with_an_expired_token_make_one_refresh(self):
        pid = self.expire_token()
        self.admin.forget_events()
        self.wake(pid)
        tokens = self.get_tokens_at_once(PARALLEL)
        self.assertEqual(len(tokens), 1)
        self.assertEqual(len(self.admin.events("REFRESH_TOKEN")), 1)
        self.assertEqual(self.admin.events("REFRESH_TOKEN_ERROR"), [])
        self.assertGreater(code_flow.claims(tokens.pop())["exp"], time.time())
        self.assert_one_browser_ever()

    def test_many_calls_without_an_agent_start_one_agent_and_make_one_refresh(self):
        self.desk.kill_agent()
        self.admin.forget_events()
        self.assertEqual(len(self.get_tokens_at_once(PARALLEL)), 1)
        self.assertEqual(len(self.admin.events("REFRESH_TOKEN")), 1)
        self.assertEqual(self.admin.events("REFRESH_TOKEN_ERROR"), [])

    def test_get_token_answers_the_asked_version_and_reports_the_end_early(self):
        for version in ("v1", "v1beta1"):
            with self.subTest(version):
                info = {"kind": "ExecCredential", "spec": {"interactive": False},
                        "apiVersion": f"client.authentication.k8s.io/{version}"}
                answer = self.assert_ok(self.desk.get_token(KUBERNETES_EXEC_INFO=json.dumps(info)))
                credential = json.loads(answer.stdout)
                self.assertEqual(credential["apiVersion"], info["apiVersion"])
                stamp = credential["status"]["expirationTimestamp"]
                reported = time.mktime(time.strptime(stamp, "%Y-%m-%dT%H:%M:%SZ")) - time.timezone
                self.assertLess(reported, code_flow.claims(credential["status"]["token"])["exp"])

    def test_kubectl_does_not_wait_for_the_agent_that_its_call_has_started(self):
        self.desk.kill_agent()
        answer = self.desk.kubectl("-n", "security", "get", "pods", "-o", "name", timeout=30)
        self.assertEqual(answer.stdout, "pod/vault-0\n", answer.stderr)

    def test_sessions_tell_who_is_signed_in_and_where_the_secret_is_kept(self):
        answer = self.assert_ok(self.desk.run("sessions", "-o", "json"))
        session, = json.loads(answer.stdout)["sessions"]
        self.assertEqual((session["issuer"], session["clientId"]), (self.lab["issuer"], self.lab["client"]))
        self.assertEqual((session["storage"], session["refreshable"]), ("keychain", True))
        self.assertEqual(sorted(session["groups"]), ["ADMIN", "security-developer"])

    def test_whoami_tells_what_the_api_server_makes_of_the_claims(self):
        answer = self.assert_ok(self.desk.run("whoami", "-o", "json"))
        told = json.loads(answer.stdout)
        self.assertEqual(told["claims"]["email"], "sm01@example.test")
        self.assertEqual(told["apiServer"]["username"], "sm01@example.test")
        self.assertEqual(told["apiServer"]["source"], "self-subject-review")

    def test_the_doctor_finds_nothing_wrong_with_keycloak_and_the_api_server(self):
        about = (self.lab["issuer"], self.lab["client"], self.lab["ca"])
        flags = setups.write(setups.flags(*about)[0], self.desk.folder / "flags")
        structured = setups.write(setups.structured(*about, self.lab["issuer"])[0], self.desk.folder / "authentication.json")
        for more in ([], ["--api-server-config", flags], ["--api-server-config", structured]):
            with self.subTest(more):
                told = json.loads(self.assert_ok(self.desk.run("doctor", "-o", "json", *more)).stdout)
                self.assertEqual(told["verdict"], "accepts")
                wrong = [f for f in told["findings"] if f["severity"] != "info"]
                self.assertEqual(wrong, [])
                self.assertIn("api-rejected-token", told["checked"])

    def test_no_file_argument_or_environment_holds_a_refresh_token(self):
        """The keychain's own file is encrypted; everything else that was written must not know the token."""
        ids = {claims["jti"] for claims in self.desk.refresh_tokens()}
        self.assertTrue(ids)
        for path in self.desk.folder.rglob("*"):
            if path.is_file() and path.suffix != ".keyring":
                for token in code_flow.JWT.findall(path.read_text(encoding="latin-1")):
                    self.assertNotIn(code_flow.claims(token).get("jti"), ids, path)
        answer = subprocess.run(["cat", f"/proc/{self.desk.agent_pid()}/cmdline"], capture_output=True, check=False,
                                timeout=10)
        self.assertNotRegex(answer.stdout.decode("latin-1"), code_flow.JWT)


class SignInByACode(testing.DeskTest):
    """Over SSH: the program here shows a code, the browser is on another machine."""

    def told(self, login, seconds=60):
        """The address that has the code in it, from what the person reads."""
        text, deadline = "", time.monotonic() + seconds
        while time.monotonic() < deadline:
            if select.select([login.stderr], [], [], 1)[0]:
                text += os.read(login.stderr.fileno(), 4096).decode()
            found = re.search(r"enter the code (\S+)\s+\(or open (\S+) and compare", text)
            if found:
                self.assertIn(found[1], found[2])
                return found[2]
            if login.poll() is not None:
                break
        self.fail(f"no code: {text}\n{self.desk.logs()}")

    def test_kubectl_works_and_keeps_working(self):
        login = self.desk.start("login", "--device", *self.desk.token_flags())
        self.addCleanup(login.kill)
        with webdriver.Browser(testing.screenshots()) as browser:
            keycloak_pages.sign_in(browser, self.told(login), self.sm01["username"], self.sm01["password"])
            keycloak_pages.answer_consent(browser, accept=True)
            browser.wait_for(lambda: re.search("successful", browser.text(), re.IGNORECASE), "the page of success")
        _, err = login.communicate(timeout=60)
        self.assertEqual(login.returncode, 0, err)
        self.assertEqual(self.desk.browser_calls(), 0)
        self.assert_kubectl_works()
        self.desk.kill_agent()
        self.assert_ok(self.desk.get_token("--force-refresh"))
        self.assert_kubectl_works()


if __name__ == "__main__":
    testing.main()
