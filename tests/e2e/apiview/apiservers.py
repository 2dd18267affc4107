# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""The other side: kube-apiservers that share one etcd, and the reasons which they write into their logs."""

import ast
import re
import subprocess
import time

from lab import https, parts, processes

START_SECONDS = 120
REVIEW = "/apis/authentication.k8s.io/v1/selfsubjectreviews"
# klog writes a text of several lines as a block of indented lines.
ERROR = r' err=(?:("(?:[^"\\]|\\.)*")|<\n((?:\t.*\n)*) >)'
REFUSED = re.compile('"Unable to authenticate the request"' + ERROR)
FAILED = re.compile('"failed to (?:load|validate|update|read) authentication config(?: file)?"' + ERROR)
RELOADED = re.compile('"reloaded authentication config"')


def text_of(match):
    """What strconv.Quote wrote (for what is in these logs Python's rules are the same), or a block."""
    quoted, block = match.groups()
    return ast.literal_eval(quoted) if quoted else "\n".join(line[1:] for line in block.splitlines())


def arguments(state, port, etcd_port, more):
    pki = state / "pki"
    return [
        parts.kube_apiserver(), f"--etcd-servers=http://127.0.0.1:{etcd_port}", f"--etcd-prefix=/port-{port}",
        "--bind-address=127.0.0.1", "--advertise-address=127.0.0.1", f"--secure-port={port}",
        # Who the caller is, and nothing else is asked; without RBAC the server starts sooner.
        "--service-cluster-ip-range=10.0.0.0/24", "--authorization-mode=AlwaysAllow",
        f"--tls-cert-file={pki / 'apiserver.crt'}", f"--tls-private-key-file={pki / 'apiserver.key'}",
        f"--cert-dir={state / str(port)}", "--service-account-issuer=https://kubernetes.default.svc",
        f"--service-account-key-file={pki / 'service-account.pub'}",
        f"--service-account-signing-key-file={pki / 'service-account.key'}",
        "--disable-admission-plugins=ServiceAccount", "--enable-priority-and-fairness=false", *more,
    ]


class ApiServer:
    """One running kube-apiserver."""

    def __init__(self, state, port, etcd_port, more, environment):
        self.log = state / f"apiserver-{port}.log"
        self.server = processes.Server(f"kube-apiserver {port}", arguments(state, port, etcd_port, more), self.log,
                                       environment)
        self.client = https.Client(f"https://127.0.0.1:{port}", state / "pki/ca.crt")

    def wait_until_it_knows(self, tokens):
        """Discovery is tried when the server starts and every 10 s after that; until then no token is judged."""
        def ready():
            return all("not initialized" not in self.review(token)[1] for token in tokens)
        return self.server.wait_until(ready, START_SECONDS)

    def size(self):
        return self.log.stat().st_size

    def since(self, offset):
        with open(self.log, "rb") as log:
            log.seek(offset)
            return log.read().decode("utf-8", "replace")

    def review(self, token):
        """(user, "") if the server takes the token, else (None, its reason). The reason is in the log before the
        answer is on its way, so there is nothing to wait for."""
        offset = self.size()
        status, answer = self.client.post(REVIEW, token=token, body={
            "apiVersion": "authentication.k8s.io/v1", "kind": "SelfSubjectReview"})
        if status == 201:
            return answer["status"]["userInfo"], ""
        if status != 401:
            raise OSError(f"{status} {answer}")
        found = list(REFUSED.finditer(self.since(offset)))
        if len(found) != 1:
            raise AssertionError(f"{len(found)} reasons for one request")
        return None, reason_of(text_of(found[0]))

    def reload(self, path, text, seconds=30):
        """Writes the file as an admin does; returns the server's objection, "" if it took it."""
        offset = self.size()
        fresh = path.with_suffix(".new")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            log = self.since(offset)
            failed = FAILED.search(log)
            if failed:
                return text_of(failed)
            if RELOADED.search(log):
                return ""
            time.sleep(0.01)
        raise AssertionError(f"the server did not look at the new file within {seconds} s")

    def stop(self):
        self.server.stop(grace=0.2)  # it waits for its connections, and nothing of it is needed


def reason_of(error):
    """Without the noise: every refused token is also "invalid bearer token" to the service accounts."""
    noise = "invalid bearer token"
    if error.startswith(f"[{noise}, ") and error.endswith("]"):
        return error[len(noise) + 3:-1]
    return error


def refuses_to_start(state, more, environment):
    """The words of a kube-apiserver that does not start; it does not get as far as to need an etcd."""
    port, nobodys = processes.free_ports(2)
    done = subprocess.run([str(a) for a in arguments(state, port, nobodys, more)], capture_output=True, text=True,
                          timeout=60, check=False, stdin=subprocess.DEVNULL, env=environment)
    return done.returncode, done.stderr
