#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""Where nothing is wrong the doctor is silent: Keycloak, a second provider and the demo, with running API servers."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent / "bench"))

from apiview import apiservers  # noqa: E402
from benchlib import demo_session  # noqa: E402
from healthy import setups  # noqa: E402
from lab import code_flow, desk, https, processes, servers, testing  # noqa: E402

AT_LEAST = 20
SCOPES = {"keycloak": desk.SCOPES, "zitadel": f"{desk.SCOPES},groups"}


class RbacServer(apiservers.ApiServer):
    """A kube-apiserver in which the people have the rights of the lab, and no more."""

    def __init__(self, state, port, etcd_port, authentication):
        name = f"apiserver-{port}"
        self.state, self.port, self.log = state, port, state / f"{name}.log"
        self.server = servers.start_apiserver(state, port, etcd_port, authentication, name)
        self.client = https.Client(f"https://127.0.0.1:{port}", state / "pki/ca.crt")
        self.server.wait_until(servers.apiserver_ready(state, port), servers.START_SECONDS)
        servers.furnish(state, port)

    def let_in(self, username):
        """Binds the lab's Role to the person, whatever the groups are called here."""
        client = servers.admin_client(self.state, self.port)
        status, answer = client.post("/apis/rbac.authorization.k8s.io/v1/namespaces/security/rolebindings", body={
            "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding",
            "metadata": {"generateName": "person-", "namespace": "security"},
            "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "security-developer"},
            "subjects": [{"apiGroup": "rbac.authorization.k8s.io", "kind": "User", "name": username}]})
        assert status == 201, answer


def wrong(report):
    return [finding for finding in report["findings"] if finding["severity"] != "info"]


class Healthy(testing.LabTest):
    @classmethod
    def setUpClass(cls):
        testing.need_desk_parts()
        testing.need("zitadel")
        super().setUpClass()
        place = tempfile.TemporaryDirectory(prefix="lyh-")
        cls.addClassCleanup(place.cleanup)
        cls.state = Path(place.name)
        (cls.state / "pki").symlink_to(Path(cls.lab["ca"]).parent)
        port, cls.etcd_port, peer_port = processes.free_ports(3)
        for server in (servers.start_etcd(cls.state, cls.etcd_port, peer_port), servers.start_zitadel(cls.state, port)):
            cls.addClassCleanup(server.stop, 0.2)
        cls.issuers = {"keycloak": cls.lab["issuer"], "zitadel": f"https://127.0.0.1:{port}"}
        server.wait_until(servers.discovery_ready(cls.state, cls.issuers["zitadel"]), 60)

    def api_server(self, authentication):
        port, = processes.free_ports(1)
        server = RbacServer(self.state, port, self.etcd_port, authentication)
        self.addCleanup(server.stop)
        return server

    def sign_in(self, provider):
        """self.desk of a person who came in through the browser; returns the flags and the token."""
        self.desk = desk.Desk({**self.lab, "issuer": self.issuers[provider]}, testing.screenshots())
        self.addCleanup(self.desk.close)
        flags = self.desk.token_flags(oidc_extra_scope=SCOPES[provider])
        self.assert_ok(self.desk.log_in(flags=flags))
        return flags, json.loads(self.assert_ok(self.desk.get_token(flags=flags)).stdout)["status"]["token"]

    def use(self, server, flags):
        self.desk.lab["apiServer"] = f"https://127.0.0.1:{server.port}"
        self.desk.write_kubeconfig(flags)

    def assert_silent(self, run, *more):
        answer = run("doctor", "-o", "json", *more)
        self.assertEqual(answer.returncode, 0, answer.stderr + answer.stdout)
        report = json.loads(answer.stdout)
        self.assertEqual(wrong(report), [])
        self.assertEqual(report["verdict"], "accepts")
        return report


class SecondProvider(Healthy):
    """Sign in once at the second provider, and kubectl just works."""

    def setUp(self):
        super().setUp()
        server = self.api_server(servers.oidc_flags(self.state, self.issuers["zitadel"]))
        self.flags, self.token = self.sign_in("zitadel")
        server.wait_until_it_knows([self.token])
        self.use(server, self.flags)

    def test_kubectl_works_after_a_refresh_and_after_a_killed_agent(self):
        self.assert_kubectl_works()
        first = code_flow.claims(self.token)["iat"]
        time.sleep(max(0, first + 1 - time.time()))  # "iat" counts whole seconds
        answer = self.assert_ok(self.desk.get_token("--force-refresh", flags=self.flags))
        fresh = code_flow.claims(json.loads(answer.stdout)["status"]["token"])
        self.assertGreater(fresh["iat"], first)
        self.assertEqual(fresh["groups"], ["security-developer", "ADMIN"])
        self.desk.kill_agent()
        # The provider rotates: only the newest refresh token is any good, and a new agent has it from the keychain.
        self.assert_ok(self.desk.get_token("--force-refresh", flags=self.flags))
        self.assert_kubectl_works()
        self.assertEqual(self.desk.browser_calls(), 1)


class Silence(Healthy):
    """Counted over all providers: each set-up is proven by its API server first."""

    def check(self, flags, token, server, setup, what):
        claims = code_flow.claims(token)
        with self.subTest(what, setup=setup.name):
            username = setup.username(claims)
            server.wait_until_it_knows([token])
            server.let_in(username)
            self.use(server, flags)
            answer = self.assert_ok(self.desk.kubectl("auth", "whoami", "-o", "json"))
            self.assertEqual(json.loads(answer.stdout)["status"]["userInfo"]["username"], username)
            self.assert_silent(self.desk.run, "--api-server-config", setups.write(setup, self.state / "told"))
            self.seen += 1

    def check_provider(self, provider, neighbour):
        flags, token = self.sign_in(provider)
        about = (self.issuers[provider], self.lab["client"], self.lab["ca"])
        for setup in setups.flags(*about):
            server = self.api_server(setup.told)
            self.check(flags, token, server, setup, f"{provider}, flags")
            server.stop()
        file = self.state / f"{provider}.json"
        rows = setups.structured(*about, self.issuers[neighbour])
        setups.write(rows[0], file)
        server = self.api_server([f"--authentication-config={file}"])
        for setup in rows:
            text = setups.write(setup, self.state / "next").read_text(encoding="utf-8")
            if text != file.read_text(encoding="utf-8"):
                self.assertEqual(server.reload(file, text, seconds=90), "")
            self.check(flags, token, server, setup, f"{provider}, AuthenticationConfiguration")

    def check_demo(self):
        session = demo_session.DemoSession(desk.binary_folder())
        self.addCleanup(session.close)

        def run(*arguments):
            return subprocess.run([session.programs / "kubectl-lanyard", *arguments], env=session.environment,
                                  capture_output=True, text=True, timeout=60, check=False)
        # Without a file: its issuer is plain http on loopback, which no real kube-apiserver takes.
        with self.subTest("demo"):
            self.assert_silent(run)
            self.seen += 1

    def test_the_doctor_is_silent_where_nothing_is_wrong(self):
        self.seen = 0
        self.check_provider("keycloak", neighbour="zitadel")
        self.check_provider("zitadel", neighbour="keycloak")
        self.check_demo()
        print(f"{self.seen} healthy set-ups", flush=True)
        self.assertGreaterEqual(self.seen, AT_LEAST)


if __name__ == "__main__":
    testing.main()
