# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""A headless Chromium driven by the WebDriver protocol (https://www.w3.org/TR/webdriver2/) over plain urllib."""

import base64
import json
import os
import re
import shutil
import signal
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from . import parts, processes

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # The key that the specification gives to element references.
START_SECONDS = 60
COMMAND_SECONDS = 60
PAGE_SECONDS = 45
STARTS = 3


class BrowserError(Exception):
    """The browser or the page did not do what the script expected."""


class PageChanged(BrowserError):
    """The element is of a page that has been replaced since: nothing was done to it."""


PAGE_CHANGED = {"stale element reference", "no such element", "element not interactable"}


def chromium_arguments(profile):
    arguments = [
        "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--no-proxy-server",
        f"--user-data-dir={profile}",
        # Nothing but loopback resolves: a page that asks for fonts or telemetry cannot leave the machine.
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE [::1] , EXCLUDE localhost",
    ]
    return arguments + (["--no-sandbox"] if os.geteuid() == 0 else [])


class Browser:
    """with Browser() as browser: ... The profile is fresh, so there is no cookie of an earlier sign-in."""

    def __init__(self, screenshots=None):
        self.screenshots = Path(screenshots) if screenshots else None
        self.folder = Path(tempfile.mkdtemp(prefix="lanyard-chromium-"))
        self.session = self.server = None
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            self.start_patiently()
        except BaseException:
            self.close()
            raise

    def start_patiently(self):
        """On a machine that is short of memory or time Chromium sometimes ends while it starts: no page has been
        asked for yet, so another try changes nothing for the test."""
        for attempt in range(1, STARTS + 1):
            try:
                return self.start()
            except (BrowserError, processes.StartFailed) as error:
                parts.say(f"Chromium did not start ({error})")
                if attempt == STARTS:
                    raise
                self.stop()

    def start(self):
        log = self.folder / "chromedriver.log"
        self.server = processes.Server("chromedriver", [parts.chromedriver(), "--port=0"], log,
                                       {**os.environ, "HOME": str(self.folder), "TMPDIR": str(self.folder)},
                                        on_orphan=signal.SIGTERM)
        found = []

        def announced():
            found[:] = re.findall(r"started successfully on port (\d+)", log.read_text(errors="replace"))
            return found
        self.server.wait_until(announced, START_SECONDS)
        self.base = f"http://127.0.0.1:{found[0]}"
        # The lab's CA is in no trust store and the browser is not what is tested here.
        wanted = {"browserName": "chrome", "acceptInsecureCerts": True, "goog:chromeOptions": {
            "binary": str(parts.chromium()), "args": chromium_arguments(self.folder / "profile")}}
        answer = self.call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self.session = f"/session/{answer['sessionId']}"

    def __enter__(self):
        return self

    def __exit__(self, kind, error, _trace):
        if error is not None and self.screenshots:
            self.save_evidence()
        self.close()

    def call(self, method, path, body=None):
        data = json.dumps(body if body is not None else {}).encode() if method == "POST" else None
        request = urllib.request.Request(self.base + path, data=data, method=method,
                                         headers={"Content-Type": "application/json"})
        try:
            with self.opener.open(request, timeout=COMMAND_SECONDS) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            with error:
                value = json.load(error)["value"]
            kind = PageChanged if value["error"] in PAGE_CHANGED else BrowserError
            raise kind(f"{value['error']}: {value['message'].splitlines()[0]}") from None
        except OSError as error:
            raise BrowserError(f"chromedriver does not answer: {error}") from error

    def open(self, url):
        self.call("POST", f"{self.session}/url", {"url": url})

    def url(self):
        return self.call("GET", f"{self.session}/url")

    def find(self, selector):
        """The first element for the CSS selector, or None."""
        found = self.call("POST", f"{self.session}/elements", {"using": "css selector", "value": selector})
        return found[0][ELEMENT] if found else None

    def click(self, selector, what):
        self.act(selector, what, "click", {})

    def fill(self, selector, text, what):
        self.act(selector, what, "clear", {})
        self.act(selector, what, "value", {"text": text})

    def act(self, selector, what, verb, body):
        """Waits for the element and does one thing to it. A page that replaces itself between the two (as Keycloak's
        does when it has looked at its cookies) is waited for again; a click that was taken is never repeated."""
        deadline = time.monotonic() + PAGE_SECONDS
        while True:
            element = self.wait_for(lambda: self.find(selector), what)
            try:
                return self.call("POST", f"{self.session}/element/{element}/{verb}", body)
            except PageChanged:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    def text(self):
        return self.call("POST", f"{self.session}/execute/sync",
                         {"script": "return document.body ? document.body.innerText : ''", "args": []})

    def wait_for(self, question, what, seconds=PAGE_SECONDS):
        deadline = time.monotonic() + seconds
        trouble = None
        while time.monotonic() < deadline:
            try:
                answer = question()
                if answer:
                    return answer
            except BrowserError as error:  # The page changed between two commands: ask again.
                trouble = error
            time.sleep(0.1)
        raise BrowserError(f"{what} did not come within {seconds} s; the page at {self.describe()}"
                           + (f" (last trouble: {trouble})" if trouble else ""))

    def describe(self):
        try:
            # Without the query: it may hold an authorization code.
            return f"{self.url().partition('?')[0]} says {self.text()[:200]!r}"
        except BrowserError as error:
            return f"an unknown address ({error})"

    def save_evidence(self):
        try:
            self.screenshots.mkdir(parents=True, exist_ok=True)
            name = self.screenshots / f"chromium-{os.getpid()}-{int(time.time())}.png"
            name.write_bytes(base64.b64decode(self.call("GET", f"{self.session}/screenshot")))
            parts.say(f"screenshot: {name}")
        except (BrowserError, OSError) as error:
            parts.say(f"no screenshot: {error}")

    def close(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def stop(self):
        if self.session:
            try:
                self.call("DELETE", self.session)
            except BrowserError:
                pass
            self.session = None
        if self.server:
            self.server.stop()
            self.server = None
        # Chromium leaves chromedriver's process group.
        processes.end_marked(str(self.folder))
        shutil.rmtree(self.folder / "profile", ignore_errors=True)
