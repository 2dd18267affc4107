# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""An authorization-code flow with PKCE written from the RFCs alone, so that the lab is proven without our own code."""

import base64
import hashlib
import http.server
import json
import re
import secrets
import threading
import urllib.parse

from . import https

JWT = re.compile(r"eyJ[\w-]+\.[\w-]+\.[\w-]*")


def base64url(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def claims(jwt):
    """Decoded, not verified: the API server verifies."""
    payload = jwt.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))


class Callback(http.server.BaseHTTPRequestHandler):
    def do_GET(self):  # noqa: N802 (the name is given by http.server)
        parsed = urllib.parse.urlparse(self.path)
        if parsed.path != "/callback":
            self.send_error(404)
            return
        self.server.answer.update(urllib.parse.parse_qsl(parsed.query))
        page = b"<!doctype html><title>Lab</title><p>Authenticated"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_arguments):
        pass  # The query holds the authorization code.


class CodeFlow:
    def __init__(self, issuer, ca, client, scope="openid email profile offline_access"):
        self.http = https.Client("", ca)
        self.client, self.scope = client, scope
        status, self.metadata = self.http.get(issuer + "/.well-known/openid-configuration")
        assert status == 200 and self.metadata["issuer"] == issuer, self.metadata
        self.verifier, self.state, self.nonce = (secrets.token_urlsafe(32) for _ in range(3))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Callback)
        self.server.answer = {}
        self.redirect_uri = f"http://127.0.0.1:{self.server.server_address[1]}/callback"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.server.shutdown()
        self.server.server_close()

    @property
    def answer(self):
        return self.server.answer

    def url(self, **more):
        challenge = base64url(hashlib.sha256(self.verifier.encode()).digest())
        query = {"response_type": "code", "client_id": self.client, "redirect_uri": self.redirect_uri,
                 "scope": self.scope, "state": self.state, "nonce": self.nonce,
                 "code_challenge": challenge, "code_challenge_method": "S256", **more}
        return self.metadata["authorization_endpoint"] + "?" + urllib.parse.urlencode(query)

    def token_request(self, **form):
        return self.http.post(self.metadata["token_endpoint"], form={"client_id": self.client, **form})

    def redeem(self, **more):
        return self.token_request(grant_type="authorization_code", code=self.answer["code"],
                                  redirect_uri=self.redirect_uri, **{"code_verifier": self.verifier, **more})

    def refresh(self, token):
        return self.token_request(grant_type="refresh_token", refresh_token=token)
