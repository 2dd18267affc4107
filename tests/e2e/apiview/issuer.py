# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""Identity providers in one process: every path is an issuer of its own, all with the same keys. An API server takes
up to 64 of them at once, so one start of the server proves as many configurations."""

import http.server
import json
import ssl
import threading

DISCOVERY = "/.well-known/openid-configuration"


class Issuer:
    """Issuers below https://127.0.0.1:PORT/NAME; certificate names the pair in pki that the server shows."""

    def __init__(self, pki, certificate, jwks):
        self.jwks = jwks
        self.moved = {}  # path of a discovery document -> name of the issuer in it
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pki / f"{certificate}.crt", pki / f"{certificate}.key")
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)
        self.base = f"https://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self, name):
        return f"{self.base}/{name}"

    def document(self, path):
        if path == "/keys":
            return self.jwks
        name = self.moved.get(path)
        if name is None and path.endswith(DISCOVERY):
            name = path[1:-len(DISCOVERY)]
        if name is None:
            return None
        return {"issuer": self.url(name), "jwks_uri": self.base + "/keys",
                "authorization_endpoint": self.url(name) + "/auth", "token_endpoint": self.url(name) + "/token",
                "response_types_supported": ["code"], "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"]}

    def handler(issuer):  # pylint: disable=no-self-argument
        class Handler(http.server.BaseHTTPRequestHandler):
            timeout = 20
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                document = issuer.document(self.path)
                body = json.dumps(document or {"error": "not_found"}).encode()
                self.send_response(200 if document else 404)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass
        return Handler

    def close(self):
        self.server.shutdown()
        self.server.server_close()
