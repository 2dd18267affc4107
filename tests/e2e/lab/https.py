# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""Small HTTPS client for the lab's own servers: JSON in and out, one CA, optionally a client certificate."""

import json
import ssl
import urllib.error
import urllib.parse
import urllib.request


class Client:
    def __init__(self, base, ca, certificate=None, key=None):
        self.base = base.rstrip("/")
        self.context = ssl.create_default_context(cafile=str(ca))
        # OpenSSL 3.5's X509_V_FLAG_X509_STRICT wants extensions that a throw-away CA does not carry.
        self.context.verify_flags &= ~ssl.VERIFY_X509_STRICT
        if certificate:
            self.context.load_cert_chain(str(certificate), str(key))
        # No proxy: every server is on loopback, whatever the environment says.
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}),
                                                  urllib.request.HTTPSHandler(context=self.context))

    def request(self, method, path, body=None, form=None, token=None, timeout=20):
        """Answers (status, parsed JSON or text). Only failures of the transport raise."""
        headers = {"Accept": "application/json"}
        data = None
        if form is not None:
            data = urllib.parse.urlencode(form).encode()
        elif body is not None:
            data = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        if token:
            headers["Authorization"] = f"Bearer {token}"
        request = urllib.request.Request(self.base + path, data=data, headers=headers, method=method)
        try:
            with self.opener.open(request, timeout=timeout) as answer:
                return answer.status, decode(answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return error.code, decode(error.read())

    def get(self, path, **more):
        return self.request("GET", path, **more)

    def post(self, path, **more):
        return self.request("POST", path, **more)


def decode(raw):
    try:
        return json.loads(raw)
    except ValueError:
        return raw.decode("utf-8", "replace")
