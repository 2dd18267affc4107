# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""Servers that cannot outlive the lab: own process group, killed by pid, told by the kernel when the parent dies."""

import ctypes
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True)


class StartFailed(Exception):
    """A part ended or did not become ready in time; the text holds the end of its log."""


def die_with_parent(parent, number):
    def prepare():
        LIBC.prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)
        if os.getppid() != parent:  # The parent died between fork and prctl: no signal will come.
            os._exit(1)
    return prepare


def free_ports(count):
    """Held open together so that they differ. Another program may still take one before its server binds it,
    so the caller starts anew on StartFailed."""
    sockets = [socket.socket(socket.AF_INET, socket.SOCK_STREAM) for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()


class Server:
    """Must be made by a thread that lives as long as the lab: PR_SET_PDEATHSIG is about the thread, not the process."""

    # SIGKILL: without its etcd the API server's orderly end takes for ever. A part that has children of its own
    # gets SIGTERM, so that it can end them.
    def __init__(self, name, argv, log, environment=None, folder=None, stdin=None, on_orphan=signal.SIGKILL):
        self.name, self.log = name, log
        self.started = time.monotonic()
        with open(log, "wb") as out:
            self.process = subprocess.Popen([str(a) for a in argv], stdout=out, stderr=subprocess.STDOUT,
                                            stdin=subprocess.DEVNULL if stdin is None else subprocess.PIPE,
                                            env=environment, cwd=folder, start_new_session=True,
                                            preexec_fn=die_with_parent(os.getpid(), on_orphan))
        if stdin is not None:  # A few bytes: they fit into the pipe whether anybody reads or not.
            self.process.stdin.write(stdin.encode())
            self.process.stdin.close()

    @property
    def pid(self):
        return self.process.pid

    def alive(self):
        return self.process.poll() is None

    def log_tail(self, lines=8):
        text = self.log.read_text(encoding="utf-8", errors="replace")
        return "\n".join(text.strip().splitlines()[-lines:])

    def wait_until(self, ready, seconds):
        """Asks until ready() is true; returns how long the server took since it was started."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if not self.alive():
                raise StartFailed(f"{self.name} ended with {self.process.returncode}:\n{self.log_tail()}")
            try:
                if ready():
                    return time.monotonic() - self.started
            except OSError:  # Refused, reset, timed out, or an HTTP error: not ready yet.
                pass
            time.sleep(0.1)
        raise StartFailed(f"{self.name} was not ready within {seconds} s:\n{self.log_tail()}")

    def stop(self, grace=5):
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.pid, number)
            except ProcessLookupError:
                break
            try:
                self.process.wait(timeout=grace)
            except subprocess.TimeoutExpired:
                continue
        self.process.poll()


def end_marked(mark):
    """Kills what a test has left behind: processes with mark, the name of a temporary folder that only this test
    has, among their arguments or in their environment."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            for source in ("cmdline", "environ"):
                try:
                    if mark.encode() in (entry / source).read_bytes():
                        os.kill(int(entry.name), signal.SIGKILL)
                        break
                except OSError:  # Gone, another user's, or not dumpable.
                    continue
