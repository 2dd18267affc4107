#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""The whole way through the real window, as a person with a keyboard and a screen reader goes it."""

import os
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from lab import code_flow, display, processes, screen_reader, testing  # noqa: E402

# Somebody's file: nothing in it is ours, and a comment shows that its bytes are kept.
OTHER_CONFIG = """apiVersion: v1
kind: Config
current-context: theirs # not ours
clusters:
- name: theirs
  cluster: {server: "https://127.0.0.1:1"}
contexts:
- name: theirs
  context: {cluster: theirs, user: theirs}
users:
- name: theirs
  user: {token: not-a-secret}
"""


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
        self.desk.environment.update(BROWSER=str(self.browser), QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1")
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
        self.screen.press("^Open$")

    def name_provider(self, issuer=None, client=None, authority=None):
        self.screen.write("Issuer", issuer or self.lab["issuer"])
        self.screen.write("Client ID", client or self.lab["client"])
        self.screen.write("Authority file of the provider", self.lab["ca"] if authority is None else authority)

    def come_to_sign_in(self, button, **provider):
        self.screen.press(button)
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

    def sign_in_and_write(self):
        self.come_to_sign_in("Add a cluster")
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


class EveryPage(WindowTest):
    def test_everything_that_takes_the_focus_has_a_name(self):
        self.config.write_text(OTHER_CONFIG, encoding="utf-8")
        self.open_window()
        self.screen.find("list item", "^theirs")
        self.screen.come_to_front()
        pages = ["Search contexts", "^Sign-ins$", "^Doctor$", "Filter the activity", "^Settings$"]
        keys = [(f"ctrl+{number}", words) for number, words in enumerate(pages, 1)]
        for key, words in [*keys, ("ctrl+n", "Address of the API server")]:
            with self.subTest(words):
                self.screen.key(key)
                self.screen.find("label|text|list", words)
                nameless = [node.role for node in self.screen.showing()
                            if screen_reader.FOCUSABLE in node.states and node.role != "cell" and not node.name]
                self.assertEqual(nameless, [], self.screen.described())


class BadInputs(WindowTest):
    """Each is told in one clear sentence with the way out, and the kubeconfig keeps its bytes."""

    def setUp(self):
        super().setUp()
        self.config.write_text(OTHER_CONFIG, encoding="utf-8")

    def tearDown(self):
        self.assertEqual(self.config.read_text(encoding="utf-8"), OTHER_CONFIG)
        super().tearDown()

    def assert_told(self, what, *patterns, seconds=screen_reader.SECONDS):
        """One label names what happened; why and the way out are sentences of their own."""
        self.screen.text(what, seconds)
        for pattern in patterns:
            words = self.screen.text(pattern)
            self.assertRegex(words.splitlines()[-1], r"^[A-Z/].*[.*/]$")
            self.assertNotRegex(words, code_flow.JWT)

    def test_servers_and_providers_are_checked_while_typing(self):
        port, = processes.free_ports(1)
        self.open_window()
        self.screen.press("Add cluster")
        self.screen.write("Address of the API server", "http://127.0.0.1:8080")
        self.screen.text("must look like https://host:6443")
        self.screen.find("text", "Address of the API server").dictate(f"https://127.0.0.1:{port}")
        self.assert_told("cannot be reached", f"127.0.0.1:{port} cannot be reached\\.\nCheck the address")
        self.name_server()
        self.screen.press("Continue")
        self.name_provider(issuer=f"https://127.0.0.1:{port}/realms/lanyard")
        self.assert_told("cannot be reached", f"Nobody answers at 127.0.0.1:{port}\\.\nCheck the address")
        self.screen.write("Issuer", self.lab["issuer"].replace("127.0.0.1", "localhost"))
        self.assert_told("calls itself by another issuer", "127.0.0.1.*localhost.*\nConfigure the issuer exactly")
        self.screen.write("Issuer", self.lab["keycloak"] + "/realms/nowhere")
        self.assert_told("no OpenID Connect provider", "404.*\nCheck the issuer URL")
        self.screen.write("Issuer", self.lab["issuer"])
        self.screen.write("Authority file of the provider", "")
        self.assert_told("certificate is not trusted", "\nName the authority's file below")
        self.screen.write("Authority file of the provider", self.lab["strangerCa"])
        self.assert_told("certificate is not trusted", "\nThe authority file below did not sign it")
        self.screen.write("Authority file of the provider", "/nonexistent/ca.crt")
        self.assert_told("Not found", "/nonexistent/ca.crt: No such file.*\nCheck the path")
        self.assertIsNone(self.screen.usable("push button|button", "Continue"))

    def test_what_goes_wrong_in_the_browser(self):
        self.open_window()
        self.use_browser("--refuse-consent")
        self.come_to_sign_in("Add cluster", client=self.lab["clientWithConsent"])
        self.screen.press("Sign in with your browser")
        self.assert_told("sign-in was refused", "refused at the provider", "Sign in again and agree", seconds=45)
        self.screen.press("Back")
        # Keycloak shows an error page and sends nobody back; and so it is when the browser is closed.
        self.use_browser("--close")
        self.screen.write("Client ID", self.lab["clientWithoutLoopback"])
        self.screen.press("Continue")
        self.screen.press("Sign in with your browser")
        self.assert_told("Waiting for you", "closed the browser.*\n.*“web-only”.*redirect address.*allow http")
        self.screen.press("Stop waiting")
        self.screen.find("push button|button", "Sign in with your browser")
        self.assertEqual(self.desk.refresh_tokens(), [])
        # Without any browser the address is there to be copied.
        self.browser.unlink()
        self.screen.press("Sign in with your browser")
        self.screen.text("If no browser has opened, copy this address")
        address = self.screen.find("text", "Sign-in address")
        self.screen.wait(lambda: address.text().startswith(self.lab["issuer"]), "the address of the provider")


class BadFiles(WindowTest):
    def test_a_broken_kubeconfig(self):
        self.config.write_text("apiVersion: v1\nclusters: [\n", encoding="utf-8")
        before = self.config.read_bytes()
        self.open_window()
        self.screen.text("^The kubeconfig could not be read$")
        self.screen.text("kubeconfig: line 3, column 1: ")
        self.screen.text("^Mend that line")
        self.assertIsNone(self.screen.look("label", "Current context"))
        self.assertEqual(self.config.read_bytes(), before)
        self.config.write_text(OTHER_CONFIG, encoding="utf-8")
        self.screen.find("list item", "^theirs, the current context$")
        self.assertIsNone(self.screen.look("label", "could not be read"))

    def test_a_read_only_kubeconfig(self):
        self.config.write_text(OTHER_CONFIG + "- name: spare\n  user: {token: not-a-secret}\n", encoding="utf-8")
        self.assert_ok(self.desk.kubectl("config", "set-context", "spare", "--cluster=theirs", "--user=spare"))
        before = self.config.read_bytes()
        self.open_window(*self.read_only(self.config.parent))
        self.screen.find("list item", "^spare")
        self.screen.come_to_front()
        self.screen.key("ctrl+f", "Up", "Return")
        self.screen.find("text", "What will be written")
        self.screen.press("^Write$")
        self.screen.text("^(The file is read-only|No permission)$")
        self.screen.text("^Cannot .*kubeconfig.*: (Read-only file system|Permission denied)\\.$")
        self.screen.text("another file|permissions")
        self.assertEqual(self.config.read_bytes(), before)
        self.assertEqual(list(self.config.parent.glob("kubeconfig?*")), [])

    def read_only(self, folder):
        """Words before the program. Mode bits do not bind root, so root's window sees the folder mounted read-only."""
        if os.geteuid() == 0:
            return ["unshare", "--mount", "sh", "-c", 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"',
                    folder]
        self.config.chmod(0o444)
        folder.chmod(0o555)
        self.addCleanup(folder.chmod, 0o700)
        return []


if __name__ == "__main__":
    testing.main()
