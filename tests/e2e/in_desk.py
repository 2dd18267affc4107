#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""in_desk.py [--xvfb] [--kubeconfig] [--timeout S] -- PROGRAM ARGUMENTS: runs a program at a desk of its own.

The program gets an empty home and XDG folders, a session bus with an unlocked keychain, and as variables what it needs
to sign in at the lab: LAB_ISSUER, LAB_CLIENT, LAB_CA, LAB_API_SERVER, LAB_KUBECTL, LAB_USERNAME, LAB_BIN, and BROWSER,
which signs in as sm01@example.test. KUBECONFIG names a file that is not there yet (--kubeconfig: with our exec entry).
Its exit code is ours; 77 when a real part is missing.
"""

import argparse
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from lab import desk, display, processes, testing  # noqa: E402


def variables(lab, place):
    return {"LAB_ISSUER": lab["issuer"], "LAB_CLIENT": lab["client"], "LAB_CA": lab["ca"],
            "LAB_API_SERVER": lab["apiServer"], "LAB_KUBECTL": lab["kubectl"], "LAB_BIN": str(place.program.parent),
            "LAB_USERNAME": lab["users"]["sm01"]["username"], "LAB_BROWSER_CALLS": str(place.calls),
            "BROWSER": str(place.browser())}


def run(arguments, command):
    testing.need_desk_parts()
    if arguments.xvfb:
        testing.need("Xvfb")
    lab = testing.running_lab()
    place = desk.Desk(lab, testing.screenshots())
    screen = None
    try:
        if not arguments.kubeconfig:
            place.config.unlink()
        if arguments.xvfb:
            screen = display.start_xvfb(place)
        else:
            place.environment["QT_QPA_PLATFORM"] = "offscreen"
        environment = {**place.environment, **variables(lab, place)}
        code = subprocess.run(command, env=environment, cwd=place.folder, timeout=arguments.timeout, check=False,
                              stdin=subprocess.DEVNULL).returncode
        if code != 0:
            print(place.logs(), file=sys.stderr)
        return code
    finally:
        if screen:
            screen.stop()
        place.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--xvfb", action="store_true", help="with an X server; else Qt's offscreen platform")
    parser.add_argument("--kubeconfig", action="store_true", help="begin with a kubeconfig that has our entry")
    parser.add_argument("--timeout", type=float, default=300)
    parser.add_argument("command", nargs="+")
    arguments = parser.parse_args()
    try:
        return run(arguments, arguments.command)
    except unittest.SkipTest as reason:
        print(f"SKIPPED: {reason}", file=sys.stderr)
        return testing.SKIPPED
    except (RuntimeError, processes.StartFailed, subprocess.TimeoutExpired, OSError) as error:
        print(f"in_desk: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
