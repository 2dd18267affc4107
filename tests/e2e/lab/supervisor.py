# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""The process that holds the servers: starts them, publishes the state file, ends them on SIGTERM, on its time
limit, when the process it follows is gone, or when one of the servers dies."""

import os
import shutil
import signal
import time

from . import parts, processes, realm, servers, state as lab_state

ATTEMPTS = 3


class Stop(Exception):
    pass


def on_signal(number, _frame):
    raise Stop(signal.Signals(number).name)


def launch(state, running):
    """etcd starts beside Keycloak, the API server after it: it asks for the discovery document at its start and then
    only every 10 s, so started at the same time the lab was up after 20.6 s, one after the other after 14.4 s."""
    kc_port, api_port, etcd_port, peer_port = processes.free_ports(4)
    issuer = servers.issuer_url(kc_port)
    begun = time.monotonic()
    times = {}
    keycloak = servers.start_keycloak(state, kc_port)
    running.append(keycloak)
    etcd = servers.start_etcd(state, etcd_port, peer_port)
    running.append(etcd)
    times["keycloak"] = keycloak.wait_until(servers.discovery_ready(state, issuer), servers.START_SECONDS)
    apiserver = servers.start_apiserver(state, api_port, etcd_port, servers.oidc_flags(state, issuer))
    running.append(apiserver)
    times["kube-apiserver"] = apiserver.wait_until(servers.apiserver_ready(state, api_port), servers.START_SECONDS)
    servers.furnish(state, api_port)
    apiserver.wait_until(servers.oidc_ready(state, api_port, issuer), 60)
    times["all"] = time.monotonic() - begun
    return describe(state, kc_port, api_port, running, times)


def describe(state, kc_port, api_port, running, times):
    pki = state / "pki"
    return {
        "issuer": servers.issuer_url(kc_port),
        "keycloak": f"https://127.0.0.1:{kc_port}",
        "keycloakAdmin": {"username": servers.ADMIN_USER, "password": servers.ADMIN_PASSWORD},
        "apiServer": f"https://127.0.0.1:{api_port}",
        "ca": str(pki / "ca.crt"), "caKey": str(pki / "ca.key"), "strangerCa": str(pki / "stranger-ca.crt"),
        "adminCertificate": str(pki / "admin.crt"), "adminKey": str(pki / "admin.key"),
        "kubectl": str(parts.kubectl()), "apiServerLog": str(state / "apiserver.log"),
        "keycloakLog": str(state / "keycloak.log"),
        "realm": realm.REALM, "client": realm.CLIENT, "clientWithoutLoopback": realm.CLIENT_WITHOUT_LOOPBACK,
        "clientWithConsent": realm.CLIENT_WITH_CONSENT, "clientOfTwoAudiences": realm.CLIENT_OF_TWO_AUDIENCES,
        "tokenSeconds": realm.TOKEN_SECONDS,
        "users": {name: {"username": u["username"], "password": realm.PASSWORD, "groups": u["groups"]}
                  for name, u in realm.USERS.items()},
        "supervisor": os.getpid(), "pids": {s.name: s.pid for s in running},
        "startSeconds": {name: round(seconds, 1) for name, seconds in times.items()},
    }


def launch_with_retries(state, running):
    for attempt in range(ATTEMPTS):
        try:
            return launch(state, running)
        except processes.StartFailed as error:
            if attempt + 1 == ATTEMPTS or "address already in use" not in str(error).lower():
                raise
            stop_all(running)  # Somebody took one of the free ports before the server could.
            shutil.rmtree(state / "keycloak")
            shutil.rmtree(state / "etcd", ignore_errors=True)


def stop_all(running):
    for server in reversed(running):
        server.stop()
    running.clear()


def watch(running, deadline, follow):
    while time.monotonic() < deadline:
        dead = [s.name for s in running if not s.alive()]
        if dead:
            raise Stop(f"{', '.join(dead)} died")
        if follow and not lab_state.pid_alive(follow):
            raise Stop(f"process {follow} has ended")
        time.sleep(0.5)
    raise Stop("time limit")


def supervise(state, limit, follow, report):
    """report(error text or None) is called once, when the lab is up or has failed."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, on_signal)
    running = []
    deadline = time.monotonic() + limit
    try:
        servers.make_certificates(state)
        lab_state.write(state, launch_with_retries(state, running))
        report(None)
        watch(running, deadline, follow)
    except Stop as stop:
        print(f"lab: ending: {stop}", flush=True)
    except Exception as error:  # Whatever went wrong, the one who waits for the lab must hear of it.
        report(f"{type(error).__name__}: {error}")
        raise
    finally:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        stop_all(running)
        (state / lab_state.FILE).unlink(missing_ok=True)
