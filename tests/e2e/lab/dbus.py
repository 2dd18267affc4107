# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""The D-Bus wire format (specification, "Message Protocol"), as much as a screen reader needs: calls and answers.

Written here because the tests use Python's standard library alone, whatever Python is the first of PATH.
"""

import os
import re
import socket
import struct
import time

CALL, ANSWER, ERROR = 1, 2, 3
PATH, INTERFACE, MEMBER, ERROR_NAME, REPLY_SERIAL, DESTINATION, SIGNATURE = 1, 2, 3, 4, 5, 6, 8
HEADER_SIGNATURES = {PATH: "o", INTERFACE: "s", MEMBER: "s", DESTINATION: "s", SIGNATURE: "g"}
ALIGNMENT = {"y": 1, "g": 1, "v": 1, "n": 2, "q": 2, "b": 4, "i": 4, "u": 4, "s": 4, "o": 4, "a": 4,
             "x": 8, "t": 8, "d": 8, "(": 8, "{": 8}
FIXED = {"y": "B", "n": "h", "q": "H", "b": "I", "i": "i", "u": "I", "x": "q", "t": "Q", "d": "d"}
LARGEST = 16 << 20


class DBusError(Exception):
    """The other side answered with an error, or did not answer."""


def first_type(signature):
    """The first complete type of a signature, and the rest."""
    if signature[0] == "a":
        inner, rest = first_type(signature[1:])
        return "a" + inner, rest
    if signature[0] not in "({":
        return signature[0], signature[1:]
    depth = 0
    for index, sign in enumerate(signature):
        depth += (sign in "({") - (sign in ")}")
        if depth == 0:
            return signature[:index + 1], signature[index + 1:]
    raise DBusError(f"unbalanced signature {signature!r}")


class Writer:
    def __init__(self):
        self.data = bytearray()

    def align(self, size):
        self.data.extend(b"\0" * (-len(self.data) % size))

    def put(self, kind, value):
        self.align(ALIGNMENT[kind])
        if kind in FIXED:
            self.data += struct.pack("<" + FIXED[kind], value)
        elif kind in "so":
            raw = value.encode()
            self.data += struct.pack("<I", len(raw)) + raw + b"\0"
        elif kind == "g":
            self.data += bytes([len(value)]) + value.encode() + b"\0"
        else:
            raise DBusError(f"a {kind!r} is not written here")


class Reader:
    def __init__(self, data):
        self.data, self.place = data, 0

    def align(self, size):
        self.place += -self.place % size

    def take(self, size):
        self.place += size
        return self.data[self.place - size:self.place]

    def number(self, kind):
        code = "<" + FIXED[kind]
        self.align(ALIGNMENT[kind])
        return struct.unpack(code, self.take(struct.calcsize(code)))[0]

    def get(self, kind):
        if kind in FIXED:
            return bool(self.number(kind)) if kind == "b" else self.number(kind)
        if kind in "so":
            text = self.take(self.number("u")).decode(errors="replace")
            self.take(1)
            return text
        if kind in "gv":
            text = self.take(self.number("y")).decode()
            self.take(1)
            return text if kind == "g" else self.get(text)
        if kind[0] == "a":
            return self.array(kind[1:])
        self.align(8)
        return self.all(kind[1:-1])

    def array(self, kind):
        size = self.number("u")
        self.align(ALIGNMENT[kind[0]])
        end, found = self.place + size, []
        while self.place < end:
            found.append(self.get(kind))
        return dict(found) if kind[0] == "{" else found

    def all(self, signature):
        found = []
        while signature:
            kind, signature = first_type(signature)
            found.append(self.get(kind))
        return found


def socket_of(address):
    """The first unix address of the list; the others are of no use on loopback."""
    found = re.search(r"unix:(?:[^;]*,)?(path|abstract)=([^,;]+)", address)
    if not found:
        raise DBusError(f"no unix socket in the bus address {address!r}")
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.connect(("\0" if found[1] == "abstract" else "") + found[2])
    return connection


class Connection:
    def __init__(self, address, seconds=10):
        self.seconds, self.serial, self.buffer = seconds, 0, b""
        self.socket = socket_of(address)
        self.socket.settimeout(seconds)
        self.socket.sendall(b"\0AUTH EXTERNAL " + str(os.geteuid()).encode().hex().encode() + b"\r\n")
        line = b""
        while not line.endswith(b"\r\n"):
            line += self.socket.recv(1) or b"closed\r\n"
        if not line.startswith(b"OK "):
            raise DBusError(f"the bus refused us: {line!r}")
        self.socket.sendall(b"BEGIN\r\n")
        self.name = self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "Hello")

    def close(self):
        self.socket.close()

    def call(self, destination, path, interface, member, signature="", *arguments):
        """The answer: None, its one value, or a list of its values."""
        self.serial += 1
        fields = {PATH: path, INTERFACE: interface, MEMBER: member, DESTINATION: destination, SIGNATURE: signature}
        self.socket.sendall(self.message(fields, signature, arguments))
        deadline = time.monotonic() + self.seconds
        while time.monotonic() < deadline:
            kind, headers, body = self.receive()
            if headers.get(REPLY_SERIAL) != self.serial:
                continue  # A signal, or the answer to a call that we gave up.
            values = Reader(body).all(headers.get(SIGNATURE, ""))
            if kind == ERROR:
                raise DBusError(f"{member}: {headers.get(ERROR_NAME)} {' '.join(map(str, values))}")
            return values[0] if len(values) == 1 else values or None
        raise DBusError(f"{member}: no answer within {self.seconds} s")

    def get(self, destination, path, interface, name):
        return self.call(destination, path, "org.freedesktop.DBus.Properties", "Get", "ss", interface, name)

    def message(self, fields, signature, arguments):
        body = Writer()
        for argument in arguments:
            kind, signature = first_type(signature)
            body.put(kind, argument)
        array = Writer()
        for code, value in fields.items():
            if value:
                array.align(8)
                array.put("y", code)
                array.put("g", HEADER_SIGNATURES[code])
                array.put(HEADER_SIGNATURES[code], value)
        head = Writer()
        head.data += struct.pack("<cBBBIII", b"l", CALL, 0, 1, len(body.data), self.serial, len(array.data))
        head.data += array.data
        head.align(8)
        return bytes(head.data + body.data)

    def receive(self):
        start = self.read(16)
        if start[:1] != b"l":
            raise DBusError("an answer in the other byte order")  # The daemon and the window run on this machine.
        size, _serial, fields = struct.unpack("<III", start[4:16])
        if size + fields > LARGEST:
            raise DBusError(f"an answer of {size} bytes")
        padded = fields + -fields % 8
        rest = self.read(padded + size)
        # The array's elements begin at byte 16 of a message, so their alignment counts from zero here too.
        reader, headers = Reader(rest[:fields]), {}
        while reader.place < fields:
            code, value = reader.get("(yv)")
            headers[code] = value
        return start[1], headers, rest[padded:]

    def read(self, size):
        while len(self.buffer) < size:
            try:
                more = self.socket.recv(65536)
            except socket.timeout:
                raise DBusError(f"no answer within {self.seconds} s") from None
            if not more:
                raise DBusError("the bus closed the connection")
            self.buffer += more
        found, self.buffer = self.buffer[:size], self.buffer[size:]
        return found
