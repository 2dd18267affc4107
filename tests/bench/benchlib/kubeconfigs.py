# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""Kubeconfigs of any size, in the layout that kubectl itself writes."""

import base64
import random

# 10,000 contexts make the 19.5 MB of the goal with this much certificate data in each cluster.
CERTIFICATE_BYTES = 1045


def name(number):
    return f"cluster-{number:05d}"


def text(contexts):
    noise = random.Random(4711)  # The same file on every machine.
    lines = ["apiVersion: v1", "clusters:"]
    for number in range(contexts):
        data = base64.b64encode(noise.randbytes(CERTIFICATE_BYTES)).decode()
        lines += ["- cluster:", f"    certificate-authority-data: {data}",
                  f"    server: https://{name(number)}.example.test:6443", f"  name: {name(number)}"]
    lines.append("contexts:")
    for number in range(contexts):
        lines += ["- context:", f"    cluster: {name(number)}", f"    namespace: team-{number % 50}",
                  f"    user: {name(number)}", f"  name: {name(number)}"]
    lines += [f"current-context: {name(0)}", "kind: Config", "preferences: {}", "users:"]
    for number in range(contexts):
        lines += [f"- name: {name(number)}", "  user:", "    exec:",
                  "      apiVersion: client.authentication.k8s.io/v1", "      args:", "      - get-token",
                  "      - --oidc-issuer-url=https://login.example.test/realms/platform",
                  "      - --oidc-client-id=kubernetes", "      command: kubectl-lanyard", "      env: null",
                  "      interactiveMode: Never", "      provideClusterInfo: false"]
    return "\n".join(lines) + "\n"
