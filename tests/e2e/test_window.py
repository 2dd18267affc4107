#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""The whole way through the real window, as a person with a keyboard and a screen reader goes it."""

import json
import os
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from lab import display, processes, screen_reader, testing  # noqa: E402


class WindowTest(testing.DeskTest):
    @classmethod
    def setUpClass(cls):
        for part in ("Xvfb", "xdotool", "at-spi-bus-launcher"):
            testing.need(part)
        super().setUpClass()

    def setUp(self):
        super().setUp()
        self.config = self.desk.config
        self.config.unlink()
        server = display.start_xvfb(self.desk)
        self.addCleanup(server.stop)
        # The window reads the variable once, so what it names can be another browser each time.
        self.browser = self.desk.folder / "browser"
        self.desk.environment.update(BROWSER=str(self.browser), QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", NO_AT_BRIDGE="0")
        self.use_browser()

    def use_browser(self, *options):
        self.browser.unlink(missing_ok=True)
        self.browser.symlink_to(self.desk.browser(*options))

    def open_window(self, *before):
        program = self.desk.program.with_name("lanyard")
        self.window = processes.Server("lanyard", [*before, program], self.desk.folder / "lanyard.log",
                                       self.desk.environment)
        self.addCleanup(self.window.stop)
        self.screen = screen_reader.Screen(self.desk.environment)
        self.addCleanup(self.screen.close)
        self.screen.wait(self.screen.applications, "Lanyard")

    # ------------------------------------------------------------ what the person does

    def name_server(self, address=None, authority=None):
        self.screen.write("Address of the API server", address or self.lab["apiServer"])
        self.screen.press("Choose an authority file")
        self.screen.write("File name", authority or self.lab["ca"])
        self.screen.key("Return")

    def name_provider(self, issuer=None, client=None, authority=None):
        self.screen.write("Issuer", issuer or self.lab["issuer"])
        self.screen.write("Client ID", client or self.lab["client"])
        self.screen.write("Authority file of the provider", self.lab["ca"] if authority is None else authority)

    def come_to_sign_in(self, **provider):
        self.screen.press("Add a cluster")
        self.name_server()
        self.screen.press("Continue")
        self.name_provider(**provider)
        self.screen.press("Continue")
        self.screen.find("push button|button", "Sign in with your browser")


class FirstStart(WindowTest):
    def test_from_the_first_start_to_kubectl_today_and_later(self):
        self.open_window()
        self.sign_in_and_write()
        signed_in = time.monotonic()
        self.assert_kubectl_works()
        self.assertEqual(self.desk.agent_pid(), self.window.pid)
        self.switch_context_and_namespace()
        time.sleep(max(0, signed_in + self.lab["tokenSeconds"] + 10 - time.monotonic()))
        self.assert_kubectl_works()
        self.screen.text("Signed in as sm01@example.test")
        self.kill_window()
        self.assert_kubectl_works()
        self.assertNotIn(self.desk.agent_pid(), (None, self.window.pid))
        self.assertEqual(self.desk.browser_calls(), 1)

    def assert_kubectl_works(self):
        answer = self.assert_ok(self.desk.kubectl("auth", "whoami", "-o", "json"))
        info = json.loads(answer.stdout)["status"]["userInfo"]
        self.assertEqual(info["username"], "sm01@example.test")
        self.assertLessEqual({"oidc:security-developer", "oidc:ADMIN"}, set(info["groups"]))
        answer = self.assert_ok(self.desk.kubectl("-n", "security", "get", "pods", "-o", "name"))
        self.assertEqual(answer.stdout, "pod/vault-0\n")

    def sign_in_and_write(self):
        self.come_to_sign_in()
        self.screen.press("Sign in with your browser")
        self.screen.text("^sm01@example.test$", seconds=45)
        self.screen.text("^oidc:security-developer$")
        self.screen.text("^The API server agrees")
        self.screen.press("Continue")
        self.screen.write("Name of the context", "lab")
        diff = self.screen.find("text", "What will be written")
        self.screen.wait(lambda: "+    server: " + self.lab["apiServer"] in diff.text(), "the server in the diff")
        self.assertFalse(self.config.exists())
        self.screen.press("Write it")
        self.screen.text("“lab” is in your kubeconfig")
        self.screen.text("^The API server agrees")
        self.screen.press("Show the cluster")
        self.screen.find("list item", "^lab, the current context$")

    def switch_context_and_namespace(self):
        user = self.assert_ok(self.config_view("{.contexts[0].context.user}")).stdout
        self.assert_ok(self.desk.kubectl("config", "set-context", "other", "--cluster=lab", f"--user={user}"))
        # kubectl's own write shows in the window. Then by keyboard alone: search, down, use it.
        self.screen.find("list item", "^other$")
        self.screen.come_to_front()
        self.screen.key("ctrl+f", "Down", "Return")
        self.review("+current-context: other")
        self.screen.find("list item", "^other, the current context$")
        self.assertEqual(self.assert_ok(self.config_view("{.current-context}")).stdout, "other")
        self.screen.write("^Namespace$", "security")
        self.screen.key("Return")
        self.review("+    namespace: security")
        self.screen.wait(lambda: self.config_view("{.contexts[?(@.name=='other')].context.namespace}").stdout
                         == "security", "the namespace in the kubeconfig")
        answer = self.assert_ok(self.desk.kubectl("get", "pods", "-o", "name"))
        self.assertEqual(answer.stdout, "pod/vault-0\n")

    def config_view(self, path):
        return self.desk.kubectl("config", "view", "-o", f"jsonpath={path}")

    def review(self, line):
        diff = self.screen.find("text", "What will be written")
        self.assertIn(line, diff.text().splitlines())
        self.screen.press("^Write$")

    def kill_window(self):
        os.kill(self.window.pid, signal.SIGKILL)
        self.window.process.wait(10)


if __name__ == "__main__":
    testing.main()
