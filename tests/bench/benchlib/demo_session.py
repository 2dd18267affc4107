# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""A signed-in person at the demo's provider, with the agent that ships: needs no download and no keychain."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DEADLINE = 30  # seconds, for each step

# What a person does on the demo's page. Runs as $BROWSER, with the address as its only argument.
BROWSER = """#!{python}
import re, sys, urllib.parse, urllib.request
page = urllib.request.urlopen(sys.argv[1], timeout={deadline})
request = re.search(r'name="request" value="([^"]+)"', page.read().decode()).group(1)
form = urllib.parse.urlencode({{"request": request, "user": "sm01"}}).encode()
urllib.request.urlopen(urllib.parse.urljoin(page.url, "authorize"), form, timeout={deadline}).read()
"""


class Failed(Exception):
    pass


class DemoSession:
    """command and environment: a get-token that the agent answers from memory."""

    def __init__(self, programs, lifetime=3600):
        self.programs, self.servers = Path(programs), None
        # Short: the path of a unix socket has 107 bytes, and the agent's stands below it.
        self.folder = Path(tempfile.mkdtemp(prefix="lyb-"))
        try:
            self.environment = self.make_environment()
            self.described = self.start_servers(lifetime)
            self.sign_in()
            self.command = self.get_token_command()
        except BaseException:
            self.close()
            raise

    def make_environment(self):
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
            path = self.folder / name.replace("XDG_", "").lower()
            path.mkdir(mode=0o700)
            environment[name] = str(path)
        environment["KUBECONFIG"] = str(self.folder / "kubeconfig")
        # Without a session bus at all libdbus would start one by itself.
        environment["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={self.folder}/no-bus"
        environment["BROWSER"] = str(self.folder / "browser")
        return environment

    def start_servers(self, lifetime):
        self.servers = subprocess.Popen(
            [self.programs / "lanyard-demo", "--folder", self.folder, "--kubectl-lanyard",
             self.programs / "kubectl-lanyard", "--token-lifetime", str(lifetime), "--until-stdin-closes"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=self.environment)
        os.set_blocking(self.servers.stdout.fileno(), False)
        end = time.monotonic() + DEADLINE
        text = b""
        while not text.endswith(b"\n"):
            text += self.servers.stdout.read() or b""
            if time.monotonic() > end or self.servers.poll() is not None:
                raise Failed("the demo's servers did not start")
            time.sleep(0.02)
        return json.loads(text)

    def sign_in(self):
        browser = self.folder / "browser"
        browser.write_text(BROWSER.format(python=sys.executable, deadline=DEADLINE), encoding="utf-8")
        browser.chmod(0o700)
        done = subprocess.run([self.programs / "kubectl-lanyard", "login", "--context", "demo"], env=self.environment,
                              capture_output=True, text=True, timeout=DEADLINE, check=False)
        if done.returncode != 0:
            raise Failed(done.stderr.strip() or "the sign-in failed")

    def get_token_command(self):
        """What kubectl runs: the exec entry of the demo's kubeconfig."""
        scopes = [f"--oidc-extra-scope={scope}" for scope in self.described["scopes"] if scope != "openid"]
        return [str(self.programs / "kubectl-lanyard"), "get-token", f"--oidc-issuer-url={self.described['issuer']}",
                f"--oidc-client-id={self.described['clientId']}", *scopes]

    def close(self):
        if self.servers:
            subprocess.run([self.programs / "kubectl-lanyard", "agent", "stop"], env=self.environment,
                           capture_output=True, timeout=DEADLINE, check=False)
            self.servers.stdin.close()  # ends it
            self.servers.stdout.close()
            try:
                self.servers.wait(DEADLINE)
            except subprocess.TimeoutExpired:
                self.servers.kill()
                self.servers.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
