# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""How each part is started, and how one sees that it is ready."""

import base64
import json
import os
import shutil
import signal
import tempfile
from pathlib import Path

from . import certificates, https, parts, processes, realm

ADMIN_USER, ADMIN_PASSWORD = "lab-admin", "lab admin, not a secret"
START_SECONDS = 240

# One compiler tier and one collector thread: on two cores the start is shorter, and a test server is never hot.
# JAVA_OPTS replaces kc.sh's own list, whose collector cannot be overridden by appending.
JVM = ("-Xms64m -Xmx384m -XX:MaxMetaspaceSize=256m -XX:+ExitOnOutOfMemoryError -XX:+UseSerialGC "
       "-XX:TieredStopAtLevel=1 -Dfile.encoding=UTF-8 -Djava.security.egd=file:/dev/urandom")


def start_etcd(state, port, peer_port):
    return processes.Server("etcd", [
        parts.etcd(), "--data-dir", state / "etcd", "--log-level", "warn", "--unsafe-no-fsync",
        "--listen-client-urls", f"http://127.0.0.1:{port}", "--advertise-client-urls", f"http://127.0.0.1:{port}",
        "--listen-peer-urls", f"http://127.0.0.1:{peer_port}",
        "--initial-advertise-peer-urls", f"http://127.0.0.1:{peer_port}",
        "--initial-cluster", f"default=http://127.0.0.1:{peer_port}",
    ], state / "etcd.log")


def keycloak_environment():
    return {
        **{k: v for k, v in os.environ.items() if not k.startswith(("KC_", "JAVA_OPTS"))},
        "KC_BOOTSTRAP_ADMIN_USERNAME": ADMIN_USER, "KC_BOOTSTRAP_ADMIN_PASSWORD": ADMIN_PASSWORD, "JAVA_OPTS": JVM,
    }


def make_keycloak_home(folder):
    """The cached copy is shared by every lab, its data folder must not be: each lab gets a home made of links."""
    home = parts.keycloak()
    (folder / "data").mkdir(parents=True)
    for name in ("bin", "conf", "lib", "providers", "themes"):
        (folder / name).symlink_to(home / name)
    return home / "bin/kc.sh"


def prepared_database():
    """Schema and realm cost half of the first start and hold no port, so they are made once and copied."""
    text = json.dumps(realm.make_realm(), sort_keys=True)
    target = parts.cache_dir() / f"keycloak-data-{parts.fingerprint(str(parts.keycloak()), text)}"
    with parts.locked("keycloak-data"):
        if not target.exists():
            with tempfile.TemporaryDirectory(dir=parts.cache_dir(), prefix="preparing-") as scratch:
                home = Path(scratch) / "home"
                script = make_keycloak_home(home)
                file = Path(scratch) / "realm.json"
                file.write_text(text, encoding="utf-8")
                parts.run([script, "import", "--optimized", f"-Dkc.home.dir={home}", "--file", file],
                          "keycloak realm import", START_SECONDS, cwd=home, env=keycloak_environment())
                os.replace(home / "data/h2", target)
    return target


def start_keycloak(state, port):
    database = prepared_database()
    home = state / "keycloak"
    script = make_keycloak_home(home)
    shutil.copytree(database, home / "data/h2")
    pki = state / "pki"
    return processes.Server("keycloak", [
        script, "start", "--optimized", f"-Dkc.home.dir={home}", "--cache=local",
        "--http-enabled=false", "--http-host=127.0.0.1", f"--https-port={port}",
        f"--https-certificate-file={pki / 'keycloak.crt'}", f"--https-certificate-key-file={pki / 'keycloak.key'}",
        f"--hostname=https://127.0.0.1:{port}",
    ], state / "keycloak.log", keycloak_environment(), home, on_orphan=signal.SIGTERM)


def oidc_flags(state, issuer):
    return [f"--oidc-issuer-url={issuer}", f"--oidc-client-id={realm.CLIENT}", "--oidc-username-claim=email",
            "--oidc-groups-claim=groups", "--oidc-username-prefix=-", "--oidc-groups-prefix=oidc:",
            f"--oidc-ca-file={state / 'pki/ca.crt'}"]


def start_apiserver(state, port, etcd_port, authentication, name="apiserver"):
    """authentication: the flags that tell whose tokens are taken. Several servers with names of their own share an etcd."""
    pki = state / "pki"
    return processes.Server("kube-apiserver", [
        parts.kube_apiserver(), f"--etcd-servers=http://127.0.0.1:{etcd_port}", f"--etcd-prefix=/{name}",
        "--bind-address=127.0.0.1", "--advertise-address=127.0.0.1", f"--secure-port={port}",
        "--service-cluster-ip-range=10.0.0.0/24", "--authorization-mode=RBAC",
        f"--tls-cert-file={pki / 'apiserver.crt'}", f"--tls-private-key-file={pki / 'apiserver.key'}",
        f"--client-ca-file={pki / 'ca.crt'}", f"--cert-dir={state / name}",
        "--service-account-issuer=https://kubernetes.default.svc",
        f"--service-account-key-file={pki / 'service-account.pub'}",
        f"--service-account-signing-key-file={pki / 'service-account.key'}",
        # No kubelets, no aggregated API and no controller are here: without these it waits for them or complains.
        "--disable-admission-plugins=ServiceAccount", "--enable-priority-and-fairness=false", *authentication,
    ], state / f"{name}.log")


def issuer_url(port):
    return f"https://127.0.0.1:{port}/realms/{realm.REALM}"


def start_zitadel(state, port):
    """The second provider, with the same people; its ID tokens live five minutes. The issuer is https://127.0.0.1:port."""
    users = {name: {"ID": name, "Username": u["username"], "Password": realm.PASSWORD, "FirstName": "Lab",
                    "LastName": name, "Email": u["username"], "EmailVerified": u["verified"],
                    "PreferredLanguage": "en", "Groups": u["groups"]} for name, u in realm.USERS.items()}
    file = state / "zitadel-users.json"
    file.write_text(json.dumps(users), encoding="utf-8")
    pki = state / "pki"
    return processes.Server("zitadel", [
        parts.zitadel(), f"-listen=127.0.0.1:{port}", f"-certificate={pki / 'keycloak.crt'}",
        f"-key={pki / 'keycloak.key'}", f"-users={file}", f"-client={realm.CLIENT}", "-lifetime=5m",
    ], state / "zitadel.log")


def discovery_ready(state, issuer):
    client = https.Client(issuer, state / "pki/ca.crt")
    return lambda: client.get("/.well-known/openid-configuration", timeout=5)[0] == 200


def admin_client(state, port):
    pki = state / "pki"
    return https.Client(f"https://127.0.0.1:{port}", pki / "ca.crt", pki / "admin.crt", pki / "admin.key")


def apiserver_ready(state, port):
    client = admin_client(state, port)
    return lambda: client.get("/readyz", timeout=5)[0] == 200


def probe_token(issuer):
    """Right issuer, wrong audience, no signature: always refused, but for a reason that tells how far the server is."""
    def part(value):
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()
    return f"{part({'alg': 'RS256'})}.{part({'iss': issuer, 'aud': 'lab-probe', 'exp': 4102444800})}.AA"


def oidc_ready(state, port, issuer):
    """The server asks for the discovery document every 10 s until it gets one; before that every token is refused
    with "authenticator not initialized". No endpoint tells, only the reason that it logs for a refused token."""
    client = https.Client(f"https://127.0.0.1:{port}", state / "pki/ca.crt")
    log = state / "apiserver.log"

    def ready():
        client.get("/api", token=probe_token(issuer), timeout=5)
        return "expected audience" in log.read_text(encoding="utf-8", errors="replace")
    return ready


FURNITURE = [
    ("/api/v1/namespaces", {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "security"}}),
    ("/apis/rbac.authorization.k8s.io/v1/namespaces/security/roles",
     {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role",
      "metadata": {"name": "security-developer", "namespace": "security"},
      "rules": [{"apiGroups": [""], "resources": ["pods"], "verbs": ["get", "list"]}]}),
    ("/apis/rbac.authorization.k8s.io/v1/namespaces/security/rolebindings",
     {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding",
      "metadata": {"name": "security-developer", "namespace": "security"},
      "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "security-developer"},
      "subjects": [{"apiGroup": "rbac.authorization.k8s.io", "kind": "Group", "name": "oidc:security-developer"}]}),
    ("/api/v1/namespaces/security/pods",
     {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "vault-0", "namespace": "security"},
      "spec": {"containers": [{"name": "vault", "image": "example.test/vault:1"}]}}),
]


def furnish(state, port):
    client = admin_client(state, port)
    for path, thing in FURNITURE:
        status, answer = client.post(path, body=thing)
        if status not in (201, 409):
            raise processes.StartFailed(f"kube-apiserver refused {thing['kind']} {thing['metadata']['name']}: {answer}")


def make_certificates(state):
    certificates.make_all(state / "pki")
