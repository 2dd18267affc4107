# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""Base of the end-to-end test cases: the lab once per run, skip or fail when a real part is missing."""

import atexit
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from . import code_flow, desk, parts, state as lab_state

LAB = Path(__file__).resolve().with_name("lab.py")
SKIPPED = 77


def running_lab():
    """The lab that is up already (ctest's fixture, or a developer's), else one that ends with this process."""
    folder = lab_state.default_folder()
    try:
        return lab_state.read(folder)
    except lab_state.NoLab:
        pass
    done = subprocess.run([sys.executable, str(LAB), "up", f"--follow-pid={os.getpid()}"], check=False, timeout=3600)
    if done.returncode == SKIPPED:
        raise unittest.SkipTest("a real part is missing (see above)")
    if done.returncode != 0:
        raise RuntimeError("the lab did not start")
    atexit.register(subprocess.run, [sys.executable, str(LAB), "down"], check=False, timeout=120)
    return lab_state.read(folder)


def screenshots():
    return os.environ.get("LANYARD_SCREENSHOTS") or Path(tempfile.gettempdir()) / f"lanyard-screenshots-{os.getuid()}"


def need(part):
    """The path of a part, or a skip with its name; with CI=true a missing part fails the test."""
    try:
        return str(parts.ALL[part]())
    except parts.MissingPart as error:
        return skip_or_fail(str(error))


def skip_or_fail(reason):
    if os.environ.get("CI") == "true":
        raise RuntimeError(reason)
    raise unittest.SkipTest(reason)


def need_desk_parts():
    for part in ("dbus-daemon", "gnome-keyring-daemon", "secret-tool", "chromium", "chromedriver"):
        need(part)
    if not desk.binary_folder():
        skip_or_fail("kubectl-lanyard is not built: build it, or set LANYARD_BIN to the folder with the programs")


class LabTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        need("chromium")
        need("chromedriver")
        cls.lab = running_lab()
        cls.sm01 = cls.lab["users"]["sm01"]

    def kubectl(self, *arguments, timeout=60):
        """Without any kubeconfig; kubectl makes its cache folder even in a home that is not there."""
        with tempfile.TemporaryDirectory() as home:
            return subprocess.run([self.lab["kubectl"], *arguments], capture_output=True, text=True, timeout=timeout,
                                  check=False, stdin=subprocess.DEVNULL,
                                  env={"PATH": os.environ["PATH"], "HOME": home})

    # Of the tests that have made themselves a desk.

    def assert_ok(self, answer):
        self.assertEqual(answer.returncode, 0, f"{answer.stderr}{answer.stdout}\n{self.desk.logs()}")
        return answer

    def assert_kubectl_works(self):
        """As sm01, with the groups that the API server's flags make of the token."""
        answer = self.assert_ok(self.desk.kubectl("auth", "whoami", "-o", "json"))
        info = json.loads(answer.stdout)["status"]["userInfo"]
        self.assertEqual(info["username"], "sm01@example.test")
        self.assertLessEqual({"oidc:security-developer", "oidc:ADMIN"}, set(info["groups"]))
        answer = self.assert_ok(self.desk.kubectl("-n", "security", "get", "pods", "-o", "name"))
        self.assertEqual(answer.stdout, "pod/vault-0\n")


class DeskTest(LabTest):
    """A fresh desk for each test."""

    @classmethod
    def setUpClass(cls):
        need_desk_parts()
        super().setUpClass()

    def setUp(self):
        super().setUp()
        self.desk = desk.Desk(self.lab, screenshots())
        self.addCleanup(self.desk.close)

    def assert_error(self, answer, code, *patterns):
        """One line on stderr: what, why and the way out; stdout is empty."""
        self.assertEqual(answer.returncode, code, f"{answer.stderr}{answer.stdout}\n{self.desk.logs()}")
        # Before it, `login` tells that it waits for the person, and where.
        lines = [line for line in answer.stderr.strip().splitlines()
                 if not line.startswith(("Waiting for you to sign in", "http"))]
        self.assertEqual(len(lines), 1, answer.stderr)
        self.assertRegex(lines[0], r"^kubectl-lanyard: \S.*\(.{8,}\)$")
        for pattern in patterns:
            self.assertRegex(lines[0], f"(?i){pattern}")
        self.assertNotRegex(lines[0], code_flow.JWT)
        self.assertEqual(answer.stdout, "")


def main():
    """Exit code 77 when everything was skipped: ctest then tells SKIPPED and not PASSED."""
    program = unittest.main(module="__main__", exit=False, verbosity=2)
    result = program.result
    for test, reason in result.skipped:
        print(f"SKIPPED {test}: {reason}", file=sys.stderr)
    if not result.wasSuccessful():
        sys.exit(1)
    sys.exit(SKIPPED if result.skipped and len(result.skipped) >= result.testsRun else 0)
