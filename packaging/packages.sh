# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
# shellcheck shell=bash disable=SC2034
# Sourced by packaging/run and tests/run: which Debian packages are needed, and how missing ones come.

BUILD_PACKAGES=(
    g++ cmake ninja-build ccache mold pkg-config
    qt6-base-dev qt6-networkauth-dev qt6-httpserver-dev qt6-websockets-dev libgl-dev
    qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
    qtkeychain-qt6-dev libyaml-dev libexpected-dev nlohmann-json3-dev libssl-dev
)
# What the built program wants besides the libraries it links.
RUNTIME_PACKAGES=(libqt6svg6 fonts-dejavu-core xdg-utils)

say() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; }

# missing_packages NAME…: prints those that are not installed. Needs no network.
missing_packages() {
    local name
    for name in "$@"; do
        dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'install ok installed' || printf '%s\n' "$name"
    done
}

# as_root COMMAND…: through sudo only when we are not root already.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        say "this needs root and there is no sudo; run as root: $*"
        return 1
    fi
}

# need_packages NAME…: installs what is missing, says what and why; does nothing (and needs no
# network) when all is there.
need_packages() {
    local missing
    mapfile -t missing < <(missing_packages "$@")
    [ "${#missing[@]}" -gt 0 ] || return 0
    if ! command -v apt-get >/dev/null; then
        say "install these first (no apt-get here): ${missing[*]}"
        return 1
    fi
    say "installing ${#missing[@]} missing packages: ${missing[*]}"
    as_root apt-get update -q >&2 || say "the package lists could not be refreshed, trying with the old ones"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" >&2
}

# jobs that fit: a C++ compiler with Qt headers takes about 1 GiB.
build_jobs() {
    local cores memory
    cores=$(nproc)
    memory=$(awk '/MemAvailable/ { print int($2 / 1048576) }' /proc/meminfo)
    if [ "$memory" -ge 1 ] && [ "$memory" -lt "$cores" ]; then cores=$memory; fi
    printf '%s' "$cores"
}
