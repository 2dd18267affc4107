# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""What a screen reader sees of a window (AT-SPI 2), and what a person with a keyboard does there.

What has no accessible name cannot be found here either, and so fails the test that looks for it.
"""

import re
import subprocess
import time

from . import dbus, parts

ATSPI = "org.a11y.atspi."
REGISTRY = "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root"
# Numbers of AtspiStateType.
CHECKED, ENABLED, FOCUSABLE, FOCUSED, MODAL, SELECTED, SENSITIVE, SHOWING = 4, 8, 11, 12, 16, 23, 24, 25
SECONDS = 45  # On a busy machine.


class NotFound(AssertionError):
    """What a person would look for is not on the screen; the text tells what is."""


class Node:
    """One accessible object, asked anew each time: nothing is remembered that could be stale."""

    def __init__(self, bus, reference):
        self.bus, (self.owner, self.path) = bus, reference

    def __eq__(self, other):
        return (self.owner, self.path) == (other.owner, other.path)

    def __hash__(self):
        return hash((self.owner, self.path))

    def call(self, interface, member, signature="", *arguments):
        return self.bus.call(self.owner, self.path, ATSPI + interface, member, signature, *arguments)

    @property
    def name(self):
        return self.bus.get(self.owner, self.path, ATSPI + "Accessible", "Name")

    @property
    def description(self):
        return self.bus.get(self.owner, self.path, ATSPI + "Accessible", "Description")

    @property
    def role(self):
        return self.call("Accessible", "GetRoleName")

    @property
    def states(self):
        low, high = self.call("Accessible", "GetState")
        return {bit for bit in range(64) if (low | high << 32) >> bit & 1}

    def children(self):
        return [Node(self.bus, reference) for reference in self.call("Accessible", "GetChildren")]

    def showing(self):
        """This and everything below it that is on the screen, from the top down."""
        try:
            if SHOWING not in self.states:
                return
            yield self
            children = self.children()
        except dbus.DBusError:  # Gone since it was listed.
            return
        for child in children:
            yield from child.showing()

    def text(self):
        """What is written in it: a field's content, or else its name."""
        try:
            return self.call("Text", "GetText", "ii", 0, -1)
        except dbus.DBusError:
            return self.name

    def dictate(self, text):
        """Sets the whole content, as dictation and screen keyboards do."""
        self.call("EditableText", "SetTextContents", "s", text)

    def focus(self):
        self.call("Component", "GrabFocus")

    def press(self):
        """The default action, as a screen reader's "activate" does it."""
        self.call("Action", "DoAction", "i", 0)

    def select(self, index):
        self.call("Selection", "SelectChild", "i", index)


class Screen:
    """The windows of one program, and the keyboard before them."""

    def __init__(self, environment, program="lanyard"):
        self.environment, self.program = environment, program
        session = dbus.Connection(environment["DBUS_SESSION_BUS_ADDRESS"])
        try:
            address = session.call("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
        finally:
            session.close()
        self.bus = dbus.Connection(address)

    def close(self):
        self.bus.close()

    # ------------------------------------------------------------ eyes

    def applications(self):
        return [node for node in Node(self.bus, REGISTRY).children() if node.name.lower() == self.program]

    def windows(self):
        """Those that a person can work with: of a window and its question only the question."""
        found = []
        for application in self.applications():
            try:
                found += [(node, node.states) for node in application.children()]
            except dbus.DBusError:  # The program is ending.
                continue
        shown = [(node, states) for node, states in found if SHOWING in states]
        modal = [node for node, states in shown if MODAL in states]
        return modal[-1:] or [node for node, _ in shown]

    def showing(self):
        for window in self.windows():
            yield from window.showing()

    def described(self):
        lines = []
        for node in self.showing():
            try:
                lines.append(f"{node.role}: {node.name!r}")
            except dbus.DBusError:
                continue
        return "\n".join(lines) or f"nothing of {self.program}"

    def look(self, role, name):
        """The first that shows and is of this role (a pattern) with this name (a pattern); None if there is none."""
        for node in self.showing():
            try:
                if re.fullmatch(role, node.role) and re.search(name, node.name):
                    return node
            except dbus.DBusError:
                continue
        return None

    def wait(self, question, what, seconds=SECONDS):
        deadline = time.monotonic() + seconds
        while True:
            try:
                answer = question()
            except dbus.DBusError:  # The program has not come to the bus yet, or changes its window.
                answer = None
            if answer:
                return answer
            if time.monotonic() > deadline:
                raise NotFound(f"{what} did not show within {seconds} s; there is:\n{self.described()}")
            time.sleep(0.05)

    def find(self, role, name, seconds=SECONDS):
        return self.wait(lambda: self.look(role, name), f"{role} {name!r}", seconds)

    def text(self, pattern, seconds=SECONDS):
        """The words of a label that match the pattern."""
        return self.find("label", pattern, seconds).name

    # ------------------------------------------------------------ hands

    def come_to_front(self):
        """What a window manager does when a question was answered: there is none here."""
        name = self.wait(self.windows, "a window")[0].name
        self.keyboard("search", "--sync", "--onlyvisible", "--name", f"^{re.escape(name)}$", "windowfocus", "--sync")

    def key(self, *keys):
        self.keyboard("key", "--delay", "10", *keys)

    def keyboard(self, *arguments):
        subprocess.run([parts.xdotool(), *arguments], env=self.environment, check=True, timeout=60,
                       stdin=subprocess.DEVNULL)

    def focus(self, node):
        if FOCUSED not in node.states:
            self.come_to_front()
            node.focus()
            self.wait(lambda: FOCUSED in node.states, f"the focus in {node.name!r}")

    def usable(self, role, name):
        node = self.look(role, name)
        return node if node and {ENABLED, SENSITIVE} <= node.states else None

    def press(self, name, role="push button|button", seconds=SECONDS):
        self.wait(lambda: self.usable(role, name), f"a {role} {name!r} that can be used", seconds).press()

    def write(self, name, text, role="text"):
        """Takes the place of what the field holds, key by key."""
        field = self.wait(lambda: self.usable(role, name), f"a field {name!r}")
        self.focus(field)
        self.key("ctrl+a", "Delete")
        if text:
            self.keyboard("type", "--delay", "4", "--", text)
        self.wait(lambda: field.text() == text, f"{text!r} in the field {name!r}")
