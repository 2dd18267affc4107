#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""demo.py --root ROOT --user USER [--offline]: tries packaging/run --demo in a chroot, as a person would.

First without a display: the printed address is opened by this script, which stands for the browser. Then with a virtual
one: the window opens, Alt+S signs in. Both times the printed `KUBECONFIG=… kubectl get pods` must work.
"""

import argparse
import html.parser
import os
import re
import signal
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from pathlib import Path

START_SECONDS = 120
SIGN_IN_ADDRESS = re.compile(r"https?://\S+[?&]code_challenge=\S+")
KUBECTL = re.compile(r"KUBECONFIG=(\S+) kubectl get pods")


class Failure(Exception):
    """What the README promises does not hold."""


class SignInPage(html.parser.HTMLParser):
    """The form of the demo's provider: its hidden fields, and the accounts that it offers."""

    def __init__(self, text):
        super().__init__()
        self.hidden, self.accounts = {}, []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "input" and values.get("type") == "hidden":
            self.hidden[values["name"]] = values["value"]
        if tag == "button" and values.get("name") == "user":
            self.accounts.append(values["value"])


def sign_in(url):
    """What a browser does; the demo's certificate is its own."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context))
    with opener.open(url, timeout=20) as answer:
        page = SignInPage(answer.read().decode())
    form = urllib.parse.urlencode({**page.hidden, "user": page.accounts[0]}).encode()
    # The redirect leads to Lanyard's own callback page.
    with opener.open(url.partition("?")[0], form, timeout=20) as answer:
        if answer.status != 200 or not answer.url.startswith("http://127.0.0.1:"):
            raise Failure(f"the sign-in ended at {answer.url.partition('?')[0]} with {answer.status}")


class Machine:
    def __init__(self, root, user):
        self.root, self.user = Path(root), user
        self.home = "/root" if user == "root" else f"/home/{user}"

    def command(self, script, environment):
        given = [f"{name}={value}" for name, value in environment.items()]
        return ["chroot", f"--userspec={self.user}:{self.user}", str(self.root), "env", "-i", f"HOME={self.home}",
                f"USER={self.user}", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                "CCACHE_DIR=/var/cache/ccache", "CCACHE_UMASK=000", *given, "sh", "-c",
                f"cd {self.home}/lanyard && exec {script}"]

    def kubectl_get_pods(self, kubeconfig):
        done = subprocess.run(self.command("kubectl get pods", {"KUBECONFIG": kubeconfig}), capture_output=True, text=True,
                              timeout=60, check=False, stdin=subprocess.DEVNULL)
        if done.returncode != 0 or not re.search(r"^NAME .*STATUS.*\n\S+ .*Running", done.stdout):
            raise Failure(f"kubectl get pods ended with {done.returncode}: {done.stdout}{done.stderr}")

    def script(self, name, text):
        path = self.root / "tmp" / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)
        return f"/tmp/{name}"


class Demo:
    """packaging/run --demo in the chroot; what it prints is collected."""

    def __init__(self, machine, **environment):
        self.printed = ""
        self.process = subprocess.Popen(machine.command("packaging/run --demo", environment), text=True,
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                                        start_new_session=True)
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            self.printed += line

    def __enter__(self):
        return self

    def __exit__(self, kind, error, _trace):
        self.end()
        if error is not None:
            print(self.printed[-4000:], file=sys.stderr)

    def wait(self, question, what, seconds=START_SECONDS):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            answer = question()
            if answer:
                return answer
            if self.process.poll() is not None:
                raise Failure(f"the demo ended with {self.process.returncode} before {what}")
            time.sleep(0.1)
        raise Failure(f"{what} did not come within {seconds} s")

    def find(self, pattern, what):
        return self.wait(lambda: pattern.search(self.printed), what)

    def end(self):
        """Ctrl-C, as the demo tells."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            raise Failure("Ctrl-C does not end the demo") from None


def without_a_display(machine):
    with Demo(machine) as demo:
        kubeconfig = demo.find(KUBECTL, "the line with KUBECONFIG")[1]
        sign_in(demo.find(SIGN_IN_ADDRESS, "the address to open")[0])
        demo.wait(lambda: "runs until you press Ctrl-C" in demo.printed, "the end of the sign-in", 30)
        machine.kubectl_get_pods(kubeconfig)
    if (machine.root / kubeconfig.lstrip("/")).exists():
        raise Failure("the demo leaves its folder behind")
    # An agent with the demo's sign-in would refuse to hand over to the window that comes next.
    asked = subprocess.run(machine.command("build/bin/kubectl-lanyard agent status", {}), capture_output=True, timeout=30,
                           check=False, stdin=subprocess.DEVNULL)
    if asked.returncode == 0:
        raise Failure("the demo leaves its agent behind")


class Display:
    def __init__(self, machine):
        self.log = tempfile.TemporaryFile()
        reading, writing = os.pipe()
        self.process = subprocess.Popen(["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
                                        pass_fds=[writing], stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as announced:
            self.name = f":{announced.readline().strip()}"
        sockets = machine.root / "tmp/.X11-unix"
        subprocess.run(["mount", "--bind", "/tmp/.X11-unix", str(sockets)], check=True, timeout=10)

    def xdotool(self, *arguments):
        return subprocess.run(["xdotool", *arguments], env={**os.environ, "DISPLAY": self.name}, capture_output=True,
                              text=True, timeout=30, check=False, stdin=subprocess.DEVNULL).returncode == 0

    def close(self):
        self.process.terminate()
        self.process.wait(10)


def with_a_display(machine):
    display = Display(machine)
    try:
        browser = machine.script("browser", "#!/bin/sh\nprintf '%s\\n' \"$1\" >\"$HOME/opened\"\n")
        opened = machine.root / machine.home.lstrip("/") / "opened"
        opened.unlink(missing_ok=True)
        with Demo(machine, DISPLAY=display.name, BROWSER=browser) as demo:
            kubeconfig = demo.find(KUBECTL, "the line with KUBECONFIG")[1]
            demo.wait(lambda: display.xdotool("search", "--onlyvisible", "--name", "Lanyard", "windowfocus"), "the window", 30)
            time.sleep(1)  # Nobody presses a key within the first second.
            display.xdotool("key", "alt+s")
            url = demo.wait(lambda: opened.exists() and opened.read_text().strip(), "the browser", 30)
            sign_in(url)
            machine.kubectl_get_pods(kubeconfig)
    finally:
        display.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", required=True)
    parser.add_argument("--user", required=True)
    parser.add_argument("--offline", action="store_true", help="this runs in a network namespace that has nothing yet")
    arguments = parser.parse_args()
    if arguments.offline:
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True, timeout=10)
    machine = Machine(arguments.root, arguments.user)
    for way in (without_a_display, with_a_display):
        try:
            way(machine)
            print(f"demo: {way.__name__.replace('_', ' ')}: passed", file=sys.stderr)
        except (Failure, OSError, subprocess.SubprocessError) as error:
            print(f"demo: {way.__name__.replace('_', ' ')}: FAILED: {error}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
