# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""An X server that nobody sees."""

import re

from . import parts, processes


def start_xvfb(place):
    log = place.folder / "xvfb.log"
    server = processes.Server("Xvfb", [parts.xvfb(), "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
                              log, place.environment)
    number = []

    def announced():
        number[:] = re.findall(r"^(\d+)$", log.read_text(errors="replace"), re.MULTILINE)
        return number
    server.wait_until(announced, 30)
    place.environment.update(DISPLAY=f":{number[0]}", QT_QPA_PLATFORM="xcb")
    return server
