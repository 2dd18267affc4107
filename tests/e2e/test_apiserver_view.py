#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""What Lanyard says about tokens and configurations is what a real kube-apiserver does: the verdict, the name, the
groups, the uid and the extra of SelfSubjectReview, and the message in the server's log, word by word."""

import os
import re
import sys
import tempfile
import time
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from apiview import apiservers, configurations, issuer as idp, model, tokens  # noqa: E402
from lab import certificates, processes, servers, testing  # noqa: E402

ENVIRONMENT = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "TZ": "UTC"}
NOW = re.compile(r"current time \S+ \S+ \S+ \S+( m=\S+)? before")
ANONYMOUS = "anonymous: Forbidden: changed from initial configuration file"
LEAST = {"tokens": 540, "tokens by expressions": 150, "configurations refused": 100}


class Rig:
    """One etcd, one process of issuers, a server by file and three by flags."""

    def __init__(self, folder):
        self.folder = folder
        self.pki = folder / "pki"
        self.parts = []
        certificates.make_all(self.pki)
        self.model = model.Model()
        jwks = self.model.must(op="keys", keys=tokens.KEYS)["jwks"]
        self.issuer = idp.Issuer(self.pki, "keycloak", jwks)
        certificates.issue(self.pki, "stranger-ca", "stranger", "/CN=stranger",
                           [f"subjectAltName={certificates.SERVER_NAMES}", "extendedKeyUsage=serverAuth"])
        self.stranger = idp.Issuer(self.pki, "stranger", jwks)
        self.authority = (self.pki / "ca.crt").read_text(encoding="ascii")
        self.stranger_authority = (self.pki / "stranger-ca.crt").read_text(encoding="ascii")
        self.file = folder / "authentication.yaml"
        self.issuers = {}
        ports = processes.free_ports(6)
        self.etcd = servers.start_etcd(folder, ports[0], ports[1])
        self.file.write_text(self.first_document(), encoding="utf-8")
        self.structured = apiservers.ApiServer(folder, ports[2], ports[0], [f"--authentication-config={self.file}"],
                                               ENVIRONMENT)
        self.flags = {}
        for port, (name, flags) in zip(ports[3:], configurations.FLAGS.items()):
            text = flags.replace("{issuer}", self.issuer.url("flags-" + name))
            more = [*text.split(), f"--oidc-ca-file={self.pki / 'ca.crt'}"]
            self.flags[name] = apiservers.ApiServer(folder, port, ports[0], more, ENVIRONMENT)
            self.know("flags-" + name, text, self.issuer.url("flags-" + name))

    def know(self, name, text, issuer=None):
        answer = self.model.must(op="config", name=name, text=text)
        if answer["problems"] or answer["notEvaluated"]:
            raise AssertionError(f"{name}: {answer}")
        if issuer:
            self.issuers[name] = issuer

    def first_document(self):
        head = configurations.rows("tokens")[0]
        entries = []
        for name, text in head["configurations"].items():
            self.issuers["m-" + name] = self.issuer.url("m-" + name)
            entries.append(configurations.measured_entry(text, self.issuers["m-" + name], self.authority))
        for name in configurations.MAPPINGS:
            self.issuers[name] = self.issuer.url(name)
            entries.append(configurations.entry(name, self.issuers[name], self.authority))
        text = configurations.document("v1", entries)
        self.know("v1", text)
        return text

    def second_document(self, version):
        """Providers at other places: the discovery document elsewhere, another authority, several audiences."""
        moved = self.issuer.base + "/elsewhere/" + version
        self.issuers["moved"] = self.issuer.url("moved-" + version)
        self.issuer.moved["/elsewhere/" + version] = "moved-" + version
        self.issuer.moved[f"/moved-{version}{idp.DISCOVERY}"] = None
        self.issuers["stranger"] = self.stranger.url("plain")
        self.issuers["several"] = self.issuer.url("several")
        policy = "    audienceMatchPolicy: MatchAny\n"
        text = configurations.document(version, [
            configurations.entry("plain", self.issuers["moved"], self.authority, more=f"    discoveryURL: {moved}\n"),
            configurations.entry("optional", self.issuers["stranger"], self.stranger_authority),
            configurations.entry("plain", self.issuers["several"], self.authority, "[kubernetes, k8s, other]", policy),
        ])
        self.know(version, text)
        return text

    def close(self):
        for part in [self.structured, *self.flags.values(), self.etcd]:
            part.stop()
        self.issuer.close()
        self.stranger.close()
        self.model.close()


class TheApiServersView(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        testing.need("kube-apiserver")
        testing.need("etcd")
        try:
            model.program()
        except model.Missing as error:
            testing.skip_or_fail(str(error))
        cls.started = time.monotonic()
        scratch = tempfile.TemporaryDirectory(prefix="lanyard-apiview-")
        cls.addClassCleanup(scratch.cleanup)
        cls.rig = Rig(Path(scratch.name))
        cls.addClassCleanup(cls.rig.close)
        cls.count = dict.fromkeys(LEAST, 0)
        cls.unknown = []

    @classmethod
    def tearDownClass(cls):
        print(", ".join(f"{count} {what}" for what, count in cls.count.items())
              + f"; left out: {len(cls.unknown)}; {time.monotonic() - cls.started:.0f} s", file=sys.stderr)
        super().tearDownClass()

    def mint(self, key, header, claims):
        return self.rig.model.sign(key, header, claims)

    def compare(self, server, configuration, name, token, by_expressions=False):
        """One request, one prediction."""
        judged = self.rig.model.must(op="judge", config=configuration, token=token, now=int(time.time()))
        if judged["verdict"] == "unknown":
            self.unknown.append(name)
            return
        user, reason = server.review(token)
        with self.subTest(configuration=configuration, token=name):
            self.assertEqual(judged["verdict"], "accepts" if user else "rejects", reason or user)
            if user:
                self.assertEqual(self.shown(judged["user"]), self.as_reviewed(user))
            else:
                first = next(finding for finding in judged["findings"] if finding["severity"] == "error")
                # What we show has no white space at its end.
                self.assertEqual(NOW.sub("current time before", first["serverLog"]),
                                 NOW.sub("current time before", reason.rstrip()))
            self.count["tokens"] += 1
            self.count["tokens by expressions"] += by_expressions

    @staticmethod
    def shown(user):
        return {**user, "groups": [group for group in user["groups"] if group != "system:authenticated"]}

    @staticmethod
    def as_reviewed(user):
        groups = [group for group in user.get("groups", []) if group != "system:authenticated"]
        return {"username": user.get("username", ""), "uid": user.get("uid", ""), "groups": groups,
                "extra": user.get("extra", {})}

    def probes(self, names):
        return [self.mint("rs", tokens.header("rs"), tokens.base_claims(self.rig.issuers[name])) for name in names]

    def test_1_tokens_before_structured_configurations(self):
        server = self.rig.structured
        head = configurations.rows("tokens")[0]
        ours = list(configurations.MAPPINGS)
        server.wait_until_it_knows(self.probes(["m-" + name for name in head["configurations"]] + ours))
        names = {name: ("v1", self.rig.issuers["m-" + name]) for name in head["configurations"]}
        for name, configuration, token, of in tokens.measured(self.mint, names):
            self.compare(server, configuration, name, token, "xpression" in head["configurations"][of])
        for name in ours:
            for what, token in tokens.about_claims(self.mint, name, self.rig.issuers[name]):
                self.compare(server, "v1", what, token, by_expressions="expression" in configurations.MAPPINGS[name])
        for about in (tokens.about_keys, tokens.about_time):
            for what, token in about(self.mint, self.rig.issuers["plain"]):
                self.compare(server, "v1", what, token)

    def test_2_tokens_before_flags(self):
        for name, server in self.rig.flags.items():
            config = "flags-" + name
            issuer = self.rig.issuers[config]
            server.wait_until_it_knows(self.probes([config]))
            cases = [*tokens.about_claims(self.mint, name, issuer), *tokens.about_keys(self.mint, issuer)]
            if name == "email":
                cases += [(what, token) for what, _, token, _ in tokens.measured(self.mint, {"email": (config, issuer)})]
                cases += tokens.about_time(self.mint, issuer)
            for what, token in cases:
                self.compare(server, config, what, token)

    def test_3_configurations_that_a_running_server_does_not_take(self):
        for name, text in configurations.refused_documents():
            problems = list(self.rig.model.must(op="config", name="refused", text=text)["problems"])
            with self.subTest(configuration=name):
                self.assertNotEqual(problems, [])
                said = self.rig.structured.reload(self.rig.file, text)
                # This server runs without `anonymous`, so a file that sets it has one fault more.
                if ANONYMOUS in said:
                    problems.append(ANONYMOUS)
                wanted = problems[0] if len(problems) == 1 else f"[{', '.join(problems)}]"
                self.assertEqual(essence(wanted), essence(said))
                self.count["configurations refused"] += 1

    def test_4_it_reads_every_version_of_the_file_and_finds_providers_elsewhere(self):
        server = self.rig.structured
        for version in ("v1beta1", "v1alpha1"):
            self.assertEqual(server.reload(self.rig.file, self.rig.second_document(version)), "")
            for name in ("moved", "stranger", "several"):
                issuer = self.rig.issuers[name]
                for audience in ("kubernetes", "k8s", ["x", "other"], ["x"], "x", []):
                    claims = tokens.with_changes(tokens.base_claims(issuer), {"aud": audience})
                    self.compare(server, version, f"{name} for {audience}", self.mint("rs", tokens.header("rs"), claims),
                                 by_expressions=name == "stranger")
            for what, token in tokens.about_keys(self.mint, self.rig.issuers["several"]):
                self.compare(server, version, what, token)
        token = self.probes(["plain"])[0]
        self.compare(server, "v1alpha1", "of an issuer that is no longer there", token)

    def test_5_flags_that_no_server_starts_with(self):
        def start(text):
            return apiservers.refuses_to_start(self.rig.folder, text.split(), ENVIRONMENT)
        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(start, configurations.REFUSED_FLAGS))
        for text, (code, said) in zip(configurations.REFUSED_FLAGS, answers):
            with self.subTest(flags=text):
                self.assertEqual(code, 1, said[-2000:])
                problems = self.rig.model.must(op="config", name="refused", text=text)["problems"]
                self.assertNotEqual(problems, [])
                for problem in problems:
                    self.assertIn(problem, said.replace('\\"', '"'))
                self.count["configurations refused"] += 1

    def test_6_files_that_no_server_starts_with(self):
        files = [(name, text) for name, text in configurations.refused_documents()
                 if name in ("http", "no username", "unknown field", "email without verified", "many problems")]
        for index, (name, text) in enumerate(files):
            path = self.rig.folder / f"refused-{index}.yaml"
            path.write_text(text, encoding="utf-8")
            code, said = apiservers.refuses_to_start(self.rig.folder, [f"--authentication-config={path}"], ENVIRONMENT)
            with self.subTest(configuration=name):
                self.assertEqual(code, 1, said[-2000:])
                for problem in self.rig.model.must(op="config", name="refused", text=text)["problems"]:
                    self.assertIn(problem, said.replace('\\"', '"'))
                self.count["configurations refused"] += 1

    def test_7_all_of_that_was_compared(self):
        for what, least in LEAST.items():
            self.assertGreaterEqual(self.count[what], least, what)
        # Left out is only what the server would fetch from elsewhere, and Lanyard says so.
        self.assertLess(len(self.unknown), 12, self.unknown)


def essence(text):
    """Without what Lanyard does not repeat: the drawing that follows a message of the CEL compiler, what the compiler's
    parser expected instead, the place in the server's source, and the breaks of lines."""
    text = re.sub(r"\n \| .*\n \| \.*\^\.*", "", text)
    text = re.sub(r"(Syntax error): [^|]*?(?=$|, jwt\[)", r"\1", text)
    text = re.sub(r' in scheme "[^"]*"$', "", text)
    return " ".join(text.split())


if __name__ == "__main__":
    testing.main()
