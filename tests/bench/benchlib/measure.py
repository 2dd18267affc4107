# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""Wall time of whole processes, from spawn to exit, run in turns so that a slow second hits every program alike."""

import os
import signal
import statistics
import time

WARM_UP = 2
DEADLINE = 120


class Failed(Exception):
    """A measured program ended with an error: its time means nothing."""


class Program:
    """commands are run in turn, e.g. switching to A and back to B, so that each run does real work."""

    def __init__(self, name, commands, environment=None):
        self.name, self.commands, self.environment = name, [[str(w) for w in c] for c in commands], environment
        self.runs = 0

    def run_once(self):
        command = self.commands[self.runs % len(self.commands)]
        self.runs += 1
        modes = {0: os.O_RDONLY, 1: os.O_WRONLY, 2: os.O_WRONLY}
        null = [(os.POSIX_SPAWN_OPEN, number, os.devnull, mode, 0) for number, mode in modes.items()]
        begun = time.perf_counter()
        pid = os.posix_spawn(command[0], command, self.environment or os.environ, file_actions=null)
        signal.signal(signal.SIGALRM, lambda *_: os.kill(pid, signal.SIGKILL))
        signal.alarm(DEADLINE)
        _, status = os.waitpid(pid, 0)
        taken = time.perf_counter() - begun
        signal.alarm(0)
        if status != 0:
            raise Failed(f"{' '.join(command)[:120]} ended with {os.waitstatus_to_exitcode(status)}")
        return taken


class Action:
    """Something that this process does itself, e.g. copying a file and making it durable."""

    def __init__(self, name, call):
        self.name, self.call = name, call

    def run_once(self):
        begun = time.perf_counter()
        self.call()
        return time.perf_counter() - begun


def interleaved(programs, rounds, warm_up=WARM_UP):
    """Median seconds by name. A, B, C, A, B, C, ...: never all of A before all of B. A program that fails is told
    and left out."""
    times = {program.name: [] for program in programs}
    left = list(programs)
    for turn in range(warm_up + rounds):
        for program in list(left):
            try:
                taken = program.run_once()
            except Failed as failure:
                print(f"left out: {failure}", flush=True)
                left.remove(program)
                continue
            if turn >= warm_up:
                times[program.name].append(taken)
    return {program.name: statistics.median(times[program.name]) for program in left}
