# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""A session bus with a gnome-keyring of its own, unlocked by a password that comes on stdin and is forgotten."""

import re
import secrets
import subprocess

from . import parts, processes

TIMEOUT = 20


class Keyring:
    """environment must hold HOME and the XDG variables of the test; the bus address is added to it."""

    def __init__(self, folder, environment):
        self.environment = environment
        self.servers = []
        log = folder / "dbus.log"
        bus = processes.Server("dbus-daemon", [parts.dbus_daemon(), "--session", "--nofork", "--print-address=1"],
                               log, environment)
        self.servers.append(bus)
        address = []

        def announced():
            address[:] = re.findall(r"^unix:\S+", log.read_text(errors="replace"), re.MULTILINE)
            return address
        bus.wait_until(announced, TIMEOUT)
        environment["DBUS_SESSION_BUS_ADDRESS"] = address[0]
        self.folder, self.password = folder, secrets.token_urlsafe(16)
        self.start_daemon()

    def start_daemon(self):
        daemon = processes.Server("gnome-keyring", [parts.gnome_keyring(), "--unlock", "--components=secrets",
                                                    "--foreground"], self.folder / "keyring.log", self.environment,
                                  stdin=self.password)
        self.servers.append(daemon)
        daemon.wait_until(self.is_unlocked, TIMEOUT)

    def is_unlocked(self):
        """The daemon answers before its default collection is there and unlocked. A program that looks in between
        rightly finds no keychain, or a locked one, so the desk is not ready before this is true."""
        # Asking a name that nobody owns would make the bus start a second, locked daemon.
        if "boolean true" not in self.ask("/org/freedesktop/DBus", "org.freedesktop.DBus.NameHasOwner",
                                          "string:org.freedesktop.secrets", to="org.freedesktop.DBus"):
            return False
        alias = self.ask("/org/freedesktop/secrets", "org.freedesktop.Secret.Service.ReadAlias", "string:default")
        path = re.search(r'object path "(/org/\S+)"', alias)
        if not path:
            return False
        locked = self.ask(path[1], "org.freedesktop.DBus.Properties.Get", "string:org.freedesktop.Secret.Collection",
                          "string:Locked")
        return "boolean false" in locked

    def ask(self, path, method, *arguments, to="org.freedesktop.secrets"):
        return subprocess.run(["dbus-send", "--session", "--print-reply", "--reply-timeout=5000",
                               f"--dest={to}", path, method, *arguments],
                              env=self.environment, capture_output=True, text=True, timeout=TIMEOUT, check=False,
                              stdin=subprocess.DEVNULL).stdout

    def tool(self, *arguments):
        return subprocess.run([parts.secret_tool(), *arguments], env=self.environment, capture_output=True, text=True,
                              timeout=TIMEOUT, check=False, stdin=subprocess.DEVNULL)

    def secrets(self):
        """Every secret that QtKeychain has written: its libsecret schema is org.qt.keychain."""
        found = self.tool("search", "--all", "xdg:schema", "org.qt.keychain")
        return re.findall(r"^secret = (.*)$", found.stdout, re.MULTILINE)

    def close(self):
        for server in reversed(self.servers):
            server.stop()
