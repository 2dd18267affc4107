# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""A real Keycloak, kube-apiserver, etcd, kubectl and Chromium on loopback for the end-to-end tests."""
