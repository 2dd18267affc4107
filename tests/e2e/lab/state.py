# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""What a running lab tells the tests: one JSON file in its state folder."""

import json
import os
import tempfile
from pathlib import Path

FILE = "lab.json"


class NoLab(Exception):
    """No lab is running; the text says how to start one."""


def default_folder():
    explicit = os.environ.get("LANYARD_LAB_STATE")
    if explicit:
        return Path(explicit)
    # One lab per user unless told otherwise; never below the source tree, never in the real home.
    return Path(tempfile.gettempdir()) / f"lanyard-lab-{os.getuid()}"


def write(folder, values):
    fresh = folder / (FILE + ".new")
    fresh.write_text(json.dumps(values, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    fresh.replace(folder / FILE)  # A reader sees the whole file or none.


def read(folder):
    try:
        values = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NoLab(f"no lab is running in {folder}: start it with tests/e2e/lab/lab.py up") from None
    if not pid_alive(values["supervisor"]):
        raise NoLab(f"the lab in {folder} has ended: start it again with tests/e2e/lab/lab.py up")
    return values


def pid_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def claim(folder):
    """The folder must be ours alone: its name can be guessed by every user of the machine."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    about = folder.lstat()
    if about.st_uid != os.getuid() or not folder.is_dir() or folder.is_symlink():
        raise NoLab(f"{folder} belongs to somebody else: set LANYARD_LAB_STATE to a folder of your own")
    folder.chmod(0o700)


def pid_running(pid):
    """A killed process whose parent has not asked for its status yet is a zombie: it runs no more."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
