# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""One function for each figure of the goals; each answers rows of the table."""

import contextlib
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from lab import desk, parts

from . import demo_session, kubeconfigs, measure
from .table import Row

TRUE = shutil.which("true") or "/bin/true"


def ours():
    folder = desk.binary_folder()
    return folder / "kubectl-lanyard" if folder else None


NOT_BUILT = "kubectl-lanyard is not built (or set LANYARD_BIN)"


def find_kubectl():
    """The built one: distributors' kubectl may be a dispatcher. Nothing is fetched for a benchmark."""
    cached = parts.cache_dir() / f"kubernetes-{parts.KUBERNETES_VERSION}/kubectl"
    given = os.environ.get("KUBECTL")
    return given or (str(cached) if cached.exists() else shutil.which("kubectl"))


@contextlib.contextmanager
def folder():
    path = Path(tempfile.mkdtemp(prefix="lyb-"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


# ---------------------------------------------------------------- P1


def cached_token(rounds):
    """get-token beside /bin/true, with a session that the agent holds."""
    what = "get-token, cached in the agent"
    if not ours():
        return [Row("P1", what, peer="/bin/true", reason=NOT_BUILT)]
    try:
        session = demo_session.DemoSession(ours().parent)
    except (demo_session.Failed, OSError) as failure:
        return [Row("P1", what, peer="/bin/true", reason=str(failure))]
    with contextlib.closing(session):
        programs = [measure.Program("/bin/true", [[TRUE]]),
                    measure.Program("ours", [session.command], session.environment)]
        median = measure.interleaved(programs, rounds or 300, warm_up=10)
    return rows_for("P1", what, median, [("/bin/true", "<= 1.2 x", False)])


# ---------------------------------------------------------------- P4, P5, P6


class Bench:
    """A kubeconfig for each program, all alike, and a PATH on which kubectl is the one we measure."""

    def __init__(self, place, contexts):
        self.place = place
        self.text = kubeconfigs.text(contexts)
        self.kubectl = find_kubectl()
        (place / "bin").mkdir()
        if self.kubectl:
            (place / "bin/kubectl").symlink_to(self.kubectl)

    def environment(self, name):
        path = self.place / f"{name}.yaml"
        path.write_text(self.text, encoding="utf-8")
        path.chmod(0o600)
        home = self.place / f"home-{name}"
        (home / "cache").mkdir(parents=True)  # kubectx writes into it without making it.
        return {"PATH": f"{self.place}/bin:{os.environ['PATH']}", "HOME": str(home), "KUBECONFIG": str(path),
                "XDG_RUNTIME_DIR": str(home), "XDG_STATE_HOME": str(home / "state"),
                "XDG_CACHE_HOME": str(home / "cache"), "XDG_CONFIG_HOME": str(home / "config")}

    def switching(self):
        """The programs that switch to and fro between two contexts far apart in the file."""
        last = self.text.count("- context:\n") - 1
        names = [kubeconfigs.name(last), kubeconfigs.name(last // 2)]
        programs = []
        if ours():
            programs.append(measure.Program("ours", [[ours(), "ctx", n] for n in names], self.environment("ours")))
        if self.kubectl:
            programs.append(measure.Program("kubectl config use-context",
                                            [[self.kubectl, "config", "use-context", n] for n in names],
                                            self.environment("kubectl")))
        kubectx = shutil.which("kubectx")
        if kubectx and self.kubectl:
            programs.append(measure.Program("kubectx", [[kubectx, n] for n in names], self.environment("kubectx")))
        return programs

    def copying(self):
        source, target = self.place / "copied.yaml", self.place / "copy.yaml"
        source.write_text(self.text, encoding="utf-8")

        def copy():
            shutil.copyfile(source, target)
            with open(target, "rb+") as file:
                os.fsync(file.fileno())
        return measure.Action("cp + fsync", copy)


def rows_for(goal, what, median, wanted):
    """A row for each (peer, wanted text, faster)."""
    rows = []
    for peer, text, faster in wanted:
        reason = ""
        if "ours" not in median:
            reason = "kubectl-lanyard failed" if ours() else NOT_BUILT
        elif peer not in median:
            reason = f"{peer.split()[0]} failed or is not installed"
        rows.append(Row(goal, what, median.get("ours"), peer, median.get(peer), text, faster, reason))
    return rows


def switch_ten(rounds):
    with folder() as place:
        median = measure.interleaved(Bench(place, 10).switching(), rounds or 30)
    return rows_for("P4", "switch context, 10 contexts", median,
                    [("kubectl config use-context", ">= 15 x", True), ("kubectx", ">= 25 x", True)])


def switch_ten_thousand(rounds):
    with folder() as place:
        bench = Bench(place, 10000)
        what = f"switch context, 10,000 contexts ({len(bench.text) / 1e6:.1f} MB)"
        median = measure.interleaved([*bench.switching(), bench.copying()], rounds or 5, warm_up=1)
    return rows_for("P5", what, median, [("kubectl config use-context", ">= 15 x", True), ("kubectx", ">= 25 x", True),
                                         ("cp + fsync", "<= 8 x", False)])


def list_ten_thousand(rounds):
    with folder() as place:
        bench = Bench(place, 10000)
        programs = []
        if ours():
            programs.append(measure.Program("ours", [[ours(), "ctx"]], bench.environment("ours")))
        if bench.kubectl:
            programs.append(measure.Program("kubectl config get-contexts", [[bench.kubectl, "config", "get-contexts"]],
                                            bench.environment("kubectl")))
        median = measure.interleaved(programs, rounds or 5, warm_up=1)
    return rows_for("P6", "list 10,000 contexts", median, [("kubectl config get-contexts", ">= 15 x", True)])


# ---------------------------------------------------------------- P8


BUILD_IT = "build it first: cmake --build --preset ci --target bench_search"


def find_bench(name):
    """Built with the tests, not with what ships: beside the programs, or in a developer's build folder."""
    root = Path(__file__).resolve().parents[3]
    folders = [ours().parent.parent / "tests/bin"] if ours() else []
    folders += [root / f"build/{preset}/tests/bin" for preset in ("ci", "dev")]
    return next((f / name for f in folders if (f / name).exists()), None)


def seconds_of(name, rounds):
    """What a benchmark program prints, or why there is nothing."""
    program = find_bench(name)
    if not program:
        return {}, BUILD_IT
    answer = subprocess.run([program, str(rounds)], capture_output=True, timeout=120, check=False,
                            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    # What an older build of the program does not print is told as not built.
    return (json.loads(answer.stdout), BUILD_IT) if answer.returncode == 0 else ({}, f"{name} failed")


def list_and_delete_ten_thousand(rounds):
    found, why_not = seconds_of("bench_search", rounds or 200)
    deleted, why_not_deleted = seconds_of("bench_deletions", rounds or 11)

    def row(what, seconds, name, peer, theirs, wanted, reason):
        known = name in seconds and theirs in seconds
        return Row("P8", what, seconds.get(name) if known else None, peer, seconds.get(theirs) if known else None, wanted,
                   False, "" if known else reason)
    return [
        row("search keystroke, 10,000 contexts", found, "model", "plain scan of the same text", "scan", "<= 5 x", why_not),
        row("group 10,000 contexts by server", found, "group", "plain sort of the same servers", "sort", "<= 5 x", why_not),
        row("delete 1,000 of 10,000 contexts", deleted, "delete", "parsing the same file", "parse", "", why_not_deleted),
    ]


ALL = {"P1": cached_token, "P4": switch_ten, "P5": switch_ten_thousand, "P6": list_ten_thousand, "P8": list_and_delete_ten_thousand}
