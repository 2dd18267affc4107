# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""One person's desk: a home, XDG folders, a keychain, a browser script and a kubeconfig that nobody else has."""

import base64
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from . import code_flow, keyring, processes, state as lab_state

E2E = Path(__file__).resolve().parent.parent
SCOPES = "email,profile,offline_access"


def binary_folder():
    candidates = [os.environ.get("LANYARD_BIN"), E2E.parent.parent / "build/bin", E2E.parent.parent / "build/dev/bin"]
    for folder in candidates:
        if folder and (Path(folder) / "kubectl-lanyard").exists():
            return Path(folder).resolve()
    return None


def unwrapped(secret):
    """QtKeychain keeps a binary value as base64."""
    try:
        return base64.b64decode(secret).decode("latin-1")
    except ValueError:
        return ""


class Desk:
    def __init__(self, lab, screenshots=None, keychain=True):
        self.lab, self.screenshots = lab, screenshots
        # Short: the path of a unix socket has 107 bytes, and the agent's stands below it.
        self.folder = Path(tempfile.mkdtemp(prefix="lyd-"))
        self.program = binary_folder() / "kubectl-lanyard"
        self.calls = self.folder / "browser-calls"
        self.environment = self.make_environment()
        self.keyring = None
        try:
            if keychain:
                self.keyring = keyring.Keyring(self.folder, self.environment)
            self.config = self.write_kubeconfig(self.token_flags())
        except BaseException:
            self.close()
            raise

    def make_environment(self):
        names = {"HOME": "home", "XDG_RUNTIME_DIR": "run", "XDG_CONFIG_HOME": "config", "XDG_STATE_HOME": "state",
                 "XDG_CACHE_HOME": "cache", "XDG_DATA_HOME": "data", "TMPDIR": "tmp"}
        environment = {"PATH": f"{self.program.parent}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
        for variable, name in names.items():
            (self.folder / name).mkdir(mode=0o700)
            environment[variable] = str(self.folder / name)
        environment["KUBECONFIG"] = str(self.folder / "home/kubeconfig")
        # Without a session bus at all libdbus would start one by itself.
        environment["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={self.folder}/no-bus"
        return environment

    # ------------------------------------------------------------ what the person has

    def token_flags(self, **changes):
        """get-token's flags; a value of None leaves the flag out."""
        flags = {"oidc-issuer-url": self.lab["issuer"], "oidc-client-id": self.lab["client"],
                 "oidc-extra-scope": SCOPES, "certificate-authority": self.lab["ca"]}
        flags.update({name.replace("_", "-"): value for name, value in changes.items()})
        return [f"--{name}={value}" for name, value in flags.items() if value is not None]

    def write_kubeconfig(self, flags, name="kubeconfig"):
        """The entry that Lanyard writes, in JSON: every JSON text is YAML."""
        path = self.folder / "home" / name
        path.write_text(json.dumps({
            "apiVersion": "v1", "kind": "Config", "current-context": "lab",
            "clusters": [{"name": "lab", "cluster": {"server": self.lab["apiServer"],
                                                     "certificate-authority": self.lab["ca"]}}],
            "users": [{"name": "me", "user": {"exec": {
                "apiVersion": "client.authentication.k8s.io/v1", "interactiveMode": "Never",
                "command": str(self.program), "args": ["get-token", *flags]}}}],
            "contexts": [{"name": "lab", "context": {"cluster": "lab", "user": "me", "namespace": "security"}},
                         {"name": "other", "context": {"cluster": "lab", "user": "me"}}],
        }, indent=2) + "\n", encoding="utf-8")
        path.chmod(0o600)
        return path

    def browser(self, *options, user="sm01"):
        """An executable that takes the URL as its only argument, as --browser-command demands."""
        who = self.lab["users"][user]
        script = self.folder / f"browser-{len(list(self.folder.glob('browser-*')))}.sh"
        command = [sys.executable, E2E / "browser_login.py", f"--user={who['username']}",
                   f"--password={who['password']}", f"--calls={self.calls}", *options]
        if self.screenshots:
            command.append(f"--screenshots={self.screenshots}")
        log = shlex.quote(str(self.folder / "browser.log"))
        script.write_text(f"#!/bin/sh\nexec {shlex.join(map(str, command))} \"$@\" >>{log} 2>&1\n", encoding="utf-8")
        script.chmod(0o700)
        return script

    def browser_calls(self):
        return len(self.calls.read_text().splitlines()) if self.calls.exists() else 0

    # ------------------------------------------------------------ what the person does

    def run(self, *arguments, timeout=60, **environment):
        return subprocess.run([str(self.program), *map(str, arguments)], capture_output=True, text=True,
                              timeout=timeout, check=False, stdin=subprocess.DEVNULL, cwd=self.folder,
                              env={**self.environment, **environment})

    def start(self, *arguments):
        return subprocess.Popen([str(self.program), *map(str, arguments)], stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL, cwd=self.folder,
                                env=self.environment)

    def kubectl(self, *arguments, timeout=60):
        return subprocess.run([self.lab["kubectl"], *arguments], capture_output=True, text=True, timeout=timeout,
                              check=False, stdin=subprocess.DEVNULL, cwd=self.folder, env=self.environment)

    def log_in(self, *options, user="sm01", flags=None, timeout=120):
        browser = self.browser(*options, user=user)
        return self.run("login", *(flags or self.token_flags()), f"--browser-command={browser}", timeout=timeout)

    def get_token(self, *more, flags=None, **options):
        return self.run("get-token", *(flags or self.token_flags()), *more, **options)

    # ------------------------------------------------------------ what the test sees

    def agent_pid(self):
        answer = self.run("agent", "status", "-o", "json", timeout=10)
        try:
            return json.loads(answer.stdout)["pid"] if answer.returncode == 0 else None
        except (ValueError, KeyError):
            return None

    def kill_agent(self):
        pid = self.agent_pid()
        assert pid, "no agent runs"
        os.kill(pid, signal.SIGKILL)
        deadline = time.monotonic() + 10
        while lab_state.pid_running(pid) and time.monotonic() < deadline:
            time.sleep(0.02)
        return pid

    def refresh_tokens(self):
        """The claims of every refresh token in the keychain, whatever the value is wrapped in."""
        found = []
        for secret in self.keyring.secrets():
            for token in code_flow.JWT.findall(secret) + code_flow.JWT.findall(unwrapped(secret)):
                claims = code_flow.claims(token)
                if claims.get("typ") in ("Refresh", "Offline"):
                    found.append(claims)
        return found

    def logs(self):
        """For the message of a failed test."""
        state = self.folder / "state"
        files = [self.folder / "browser.log", *state.rglob("*.log"), *state.rglob("*.json*")]
        return "\n".join(f"--- {path.name}\n{path.read_text(errors='replace')[-2000:]}"
                         for path in files if path.is_file())

    def close(self):
        try:
            pid = self.agent_pid()
            if pid:
                os.kill(pid, signal.SIGTERM)
        except (OSError, subprocess.TimeoutExpired):
            pass
        if self.keyring:
            self.keyring.close()
        processes.end_marked(str(self.folder))
        shutil.rmtree(self.folder, ignore_errors=True)
