#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""The browser of the end-to-end tests: opens URL in Chromium and signs in at Keycloak as a person would.

Exits 0 when the callback page shows the expected text, 1 when it does not come, 77 when a part is missing.
"""

import argparse
import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from lab import keycloak_pages, parts, processes, webdriver  # noqa: E402


def drive(browser, arguments):
    if arguments.close:  # A person who closes the tab: nothing is answered.
        browser.open(arguments.url)
        browser.wait_for(lambda: browser.find("#username"), "Keycloak's login form")
        return
    keycloak_pages.sign_in(browser, arguments.url, arguments.user, arguments.password)
    if arguments.refuse_consent or arguments.accept_consent:
        keycloak_pages.answer_consent(browser, arguments.accept_consent)
    keycloak_pages.wait_for_callback(browser, "." if arguments.refuse_consent else arguments.expect)


def note_call(file):
    # One write of one line: parallel browsers are counted right.
    with open(file, "a", encoding="utf-8") as calls:
        calls.write(f"{os.getpid()}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--user")
    parser.add_argument("--password")
    parser.add_argument("--expect", default="Authenticated|signed in", help="pattern on the callback page")
    parser.add_argument("--calls", help="file that gets one line per call")
    parser.add_argument("--screenshots", help="folder for a screenshot on failure")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--accept-consent", action="store_true")
    how.add_argument("--refuse-consent", action="store_true")
    how.add_argument("--close", action="store_true", help="close the browser without signing in")
    parser.add_argument("url", help="last, where a browser command gets it")
    arguments = parser.parse_args()
    if not arguments.close and not (arguments.user and arguments.password):
        parser.error("--user and --password are needed to sign in")
    # Whoever ends this script ends Chromium with it: a SystemExit closes the browser, the signal alone would not.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if arguments.calls:
        note_call(arguments.calls)
    try:
        with webdriver.Browser(arguments.screenshots) as browser:
            drive(browser, arguments)
    except parts.MissingPart as error:
        print(f"browser_login: {error}", file=sys.stderr)
        return 77
    except (webdriver.BrowserError, keycloak_pages.SignInRefused, processes.StartFailed) as error:
        print(f"browser_login: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
