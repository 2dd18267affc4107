# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""A private CA and everything it signs, made by the openssl command: the standard library cannot make certificates."""

import subprocess

from . import parts

# "localhost" and the literals: kubectl and the agent use the literal, a person may type the name.
SERVER_NAMES = "DNS:localhost,IP:127.0.0.1,IP:0:0:0:0:0:0:0:1"
DAYS = "2"


def openssl(*arguments):
    done = subprocess.run([str(parts.openssl()), *map(str, arguments)], capture_output=True, text=True,
                          timeout=60, check=False, stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        raise RuntimeError(f"openssl {arguments[0]} failed: {done.stderr.strip()}")


def make_key(path):
    openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", path)
    path.chmod(0o600)


def make_authority(folder, name):
    key, certificate = folder / f"{name}.key", folder / f"{name}.crt"
    make_key(key)
    openssl("req", "-x509", "-new", "-key", key, "-days", DAYS, "-subj", f"/CN=Lanyard lab {name}", "-out", certificate)
    return certificate


def issue(folder, authority, name, subject, extensions):
    key, request, certificate = (folder / f"{name}.{suffix}" for suffix in ("key", "csr", "crt"))
    make_key(key)
    openssl("req", "-new", "-key", key, "-subj", subject, "-out", request)
    settings = folder / f"{name}.ext"
    settings.write_text("\n".join(["basicConstraints=CA:FALSE", *extensions]) + "\n", encoding="utf-8")
    openssl("x509", "-req", "-in", request, "-CA", folder / f"{authority}.crt", "-CAkey", folder / f"{authority}.key",
            "-CAcreateserial", "-days", DAYS, "-extfile", settings, "-out", certificate)


def make_all(folder):
    """Two authorities: nothing in the lab is signed by the second, so trusting only that one must fail."""
    folder.mkdir(parents=True, exist_ok=True)
    make_authority(folder, "ca")
    make_authority(folder, "stranger-ca")
    server = [f"subjectAltName={SERVER_NAMES}", "extendedKeyUsage=serverAuth"]
    issue(folder, "ca", "keycloak", "/CN=keycloak", server)
    issue(folder, "ca", "apiserver", "/CN=kube-apiserver", server)
    # system:masters is authorised before RBAC is asked, so the lab can be furnished before any role exists.
    issue(folder, "ca", "admin", "/O=system:masters/CN=lab-admin", ["extendedKeyUsage=clientAuth"])
    make_key(folder / "service-account.key")
    # The server reads a PKCS#8 private key for signing, but wants the public key by itself for verifying.
    openssl("pkey", "-in", folder / "service-account.key", "-pubout", "-out", folder / "service-account.pub")
