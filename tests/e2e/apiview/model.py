# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""Lanyard's side: the program lanyard_apiview, asked line by line."""

import base64
import json
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


class Missing(Exception):
    """The test program is not built."""


def program():
    given = os.environ.get("LANYARD_APIVIEW")
    places = [Path(given)] if given else [ROOT / f"build/{preset}/tests/bin/lanyard_apiview" for preset in ("ci", "dev")]
    for place in places:
        if place.exists():
            return place
    raise Missing("lanyard_apiview is not built: cmake --build --preset dev --target lanyard_apiview")


class Model:
    def __init__(self):
        self.process = subprocess.Popen([program()], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, **question):
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("lanyard_apiview ended")
        return json.loads(line)

    def must(self, **question):
        answer = self.ask(**question)
        if "problem" in answer:
            raise RuntimeError(f"{question.get('op')}: {answer['problem']}")
        return answer

    def sign(self, key, header, claims):
        payload = claims if isinstance(claims, str) else json.dumps(claims)
        return self.must(op="sign", key=key, header=json.dumps(header), payload=payload)["token"]

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=10)
        self.process.stdout.close()


def unsigned(header, payload, signature=b"no signature"):
    """What no honest provider sends."""
    return ".".join(base64.urlsafe_b64encode(part.encode() if isinstance(part, str) else part).rstrip(b"=").decode()
                    for part in (header, payload, signature))
