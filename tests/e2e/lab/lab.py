#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""lab.py up|down|status|env|fetch|packages: a real Keycloak, kube-apiserver and etcd on loopback.

up        starts them and returns when all answer (state folder: $LANYARD_LAB_STATE or below the temporary folder)
down      ends them and removes the state folder
status    what runs, where, and what the parts cost to fetch, build and start
env       shell lines: KUBECONFIG of an administrator, ISSUER, CA, KUBECTL, ...
fetch     fetches and builds the parts, starts nothing
packages  the Debian packages that are missing, one a line

Exit codes: 0 done, 1 failed, 77 a real part is missing (1 with CI=true: there a missing part is a failure).
"""

import argparse
import json
import os
import shlex
import shutil
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from lab import parts, state as lab_state, supervisor  # noqa: E402

SKIPPED = 77


def missing(error):
    if os.environ.get("CI") == "true":
        print(f"lab: FAILED, a real part is missing: {error}", file=sys.stderr)
        return 1
    print(f"lab: SKIPPED, a real part is missing: {error}", file=sys.stderr)
    return SKIPPED


def running_lab(folder):
    try:
        return lab_state.read(folder)
    except lab_state.NoLab:
        return None


def detach(folder, arguments, pipe_write):
    """In the child: own session, nothing open but the log and the pipe to the one who waits."""
    os.setsid()
    log = os.open(folder / "supervisor.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.chdir(folder)

    def report(error):
        os.write(pipe_write, (error or "").encode())
        os.close(pipe_write)

    follow = arguments.follow_pid
    try:
        supervisor.supervise(folder, arguments.limit, follow, report)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def fetch(wanted):
    return {name: str(part()) for name, part in wanted.items()}


def up(arguments):
    folder = arguments.state
    lab_state.claim(folder)
    already = running_lab(folder)
    if already:
        print(f"lab: already running in {folder}", file=sys.stderr)
        return 0
    fetch(parts.SERVERS)
    for child in folder.iterdir():
        shutil.rmtree(child) if child.is_dir() and not child.is_symlink() else child.unlink()
    pipe_read, pipe_write = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(pipe_read)
            detach(folder, arguments, pipe_write)
            code = 0
        finally:
            os._exit(code)
    os.close(pipe_write)
    with os.fdopen(pipe_read) as pipe:
        error = pipe.read()
    lab = running_lab(folder)
    if error or not lab:
        print(f"lab: did not start: {error or 'the supervisor ended'} (logs: {folder})", file=sys.stderr)
        return 1
    print(f"lab: up in {lab['startSeconds']['all']} s, state in {folder}", file=sys.stderr)
    return 0


def down(arguments):
    lab = running_lab(arguments.state)
    if lab:
        os.kill(lab["supervisor"], signal.SIGTERM)
        deadline = time.monotonic() + 60
        while lab_state.pid_alive(lab["supervisor"]) and time.monotonic() < deadline:
            time.sleep(0.1)
        if lab_state.pid_alive(lab["supervisor"]):
            print(f"lab: supervisor {lab['supervisor']} does not end", file=sys.stderr)
            return 1
    if arguments.state.exists() and not arguments.keep:
        shutil.rmtree(arguments.state)
    return 0


def folder_size(path):
    return sum(f.lstat().st_size for f in path.rglob("*") if f.is_file() and not f.is_symlink())


def status(arguments):
    cache = parts.cache_dir()
    times = cache / "times.json"
    print(json.dumps({
        "lab": running_lab(arguments.state),
        "cache": {p.name: f"{folder_size(p) / 1e6:.0f} MB" for p in sorted(cache.iterdir()) if p.is_dir()},
        "seconds": json.loads(times.read_text(encoding="utf-8")) if times.exists() else {},
    }, indent=1))
    return 0


def env(arguments):
    lab = lab_state.read(arguments.state)
    names = {"ISSUER": "issuer", "API_SERVER": "apiServer", "CA": "ca", "KUBECTL": "kubectl", "CLIENT": "client"}
    for variable, key in names.items():
        print(f"export LAB_{variable}={shlex.quote(lab[key])}")
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=["up", "down", "status", "env", "fetch", "packages"])
    parser.add_argument("--only", choices=sorted(parts.ALL), help="fetch: this part, not all")
    parser.add_argument("--state", type=Path, default=lab_state.default_folder())
    parser.add_argument("--limit", type=float, default=3600, help="seconds after which the lab ends by itself")
    parser.add_argument("--follow-pid", type=int, help="end when this process is gone")
    parser.add_argument("--follow-parent", action="store_const", const=os.getppid(), dest="follow_pid",
                        help="end when the process that started this command is gone")
    parser.add_argument("--keep", action="store_true", help="down: keep the state folder with its logs")
    arguments = parser.parse_args()
    arguments.state = arguments.state.absolute()
    try:
        if arguments.verb == "packages":
            for package in parts.missing_packages():
                print(package)
            return 0
        if arguments.verb == "fetch":
            wanted = {arguments.only: parts.ALL[arguments.only]} if arguments.only else parts.ALL
            print(json.dumps(fetch(wanted), indent=1))
            return 0
        return {"up": up, "down": down, "status": status, "env": env}[arguments.verb](arguments)
    except parts.MissingPart as error:
        return missing(error)
    except lab_state.NoLab as error:
        print(f"lab: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
