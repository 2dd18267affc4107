#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""Holds the layer table of app/ARCHITECTURE.md over the #include lines.

check_layers.py SOURCE_DIR      checks the tree
check_layers.py --self-test     proves that each rule can fail
"""
import pathlib
import re
import sys
import tempfile

# A module may include itself and modules of a lower number. Peers (same number) don't include
# each other, except where PEERS says so with the reason.
LAYER = {
    "app/core": 0,
    "app/qtsupport": 1, "app/kubeconfig": 1, "app/ipc": 1,
    "app/oidc": 2, "app/keychain": 2, "app/kubernetes": 2, "app/audit": 2, "app/settings": 2,
    "app/session": 3,
    "app/doctor": 4,
    "app/agent": 5, "app/demo": 5,
    "ui": 6, "app/cli": 6,
    "app/main.cpp": 7,
}
STD_ONLY = {"app/core", "app/kubeconfig", "app/cli", "app/oidc/jose"}
# The client half of ipc is std C++; these files are the server half.
QT_FILES_IN_IPC = {"agentserver.h", "agentserver.cpp"}
# The command line knows the files and the socket, nothing else.
CLI_MAY = {"app/core", "app/kubeconfig", "app/ipc", "app/cli"}

# Outside libraries: header pattern -> the only folders that may name it.
LIBRARIES = {
    r"<yaml\.h>": {"app/kubeconfig"},
    r"<(openssl/|QtNetworkAuth|QOAuth|QAbstractOAuth)": {"app/oidc", "app/demo"},
    r"<(qt6?keychain/|keychain\.h)": {"app/keychain"},
    r"<QtHttpServer|<QHttpServer|<QAbstractHttpServer": {"app/demo"},
    r"<tl/expected": {"app/core"},
    r"<nlohmann/": {"app/core"},
    r"<(QtWidgets|QWidget|QApplication|QMainWindow|QDialog|QSystemTrayIcon)": {"ui", "app/main.cpp"},
}
# text pattern -> files that may contain it, why
WORDS = {
    r"#\s*(if|elif).*QT_VERSION": ({"app/qtsupport/compat.h"}, "version checks live in one header"),
    r"setInsecureFallback": (set(), "tokens are never stored in clear"),
    r"\binstance\(\)": ({"app/main.cpp"}, "no singletons: dependencies come by constructor"),
    r"\bignoreSslErrors\b": (set(), "TLS errors are never ignored"),
    r"refreshAccessToken\s*\(": (set(), "QtNetworkAuth's refresh loses tokens: TokenClient does it"),
    r"generateRandomString": (set(), "Qt 6.4's random strings can be guessed (CVE-2024-36048)"),
    r"#\s*include\s*<iostream>": (set(), "its eight streams are made before main(), a tenth of get-token's time"),
    r"QOAuthHttpServerReplyHandler": (set(), "the built-in loopback server must not be used"),
}
# Qt's own accessors that look like a singleton of ours.
QT_INSTANCE = re.compile(r"Q(Core|Gui)?Application::instance\(\)|QAbstractEventDispatcher::instance\(\)|QThreadPool::")
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"][^>"]+[>"])', re.M)
MAX_LINES = 600


def module_of(path):
    if path == "app/main.cpp":
        return path
    best = ""
    for name in LAYER:
        if path.startswith(name + "/") and len(name) > len(best):
            best = name
    return best


def may_include(origin, target):
    if origin == target:
        return True
    if origin == "app/cli":
        return target in CLI_MAY
    return LAYER[target] < LAYER[origin]


def check_file(path, text):
    module = module_of(path)
    if not module:
        return [f"{path}: belongs to no layer"]
    problems = []
    name = path.rsplit("/", 1)[-1]
    std_only = any(path.startswith(folder + "/") for folder in STD_ONLY)
    if module == "app/ipc" and name not in QT_FILES_IN_IPC:
        std_only = True
    for found in INCLUDE.findall(text):
        if found.startswith('"'):
            target_path = found.strip('"')
            target = module_of(target_path)
            if target_path.startswith(("app/", "ui/")) and not may_include(module, target):
                problems.append(f"{path}: includes {target_path} ({module} may not)")
            if target_path.startswith("tests/"):
                problems.append(f"{path}: includes a test's file {target_path}")
        elif std_only and re.match(r"<Q[A-Zt]", found):
            problems.append(f"{path}: includes {found}, but this module is std C++")
        for pattern, owners in LIBRARIES.items():
            if re.match(pattern, found) and not any(module == o or path.startswith(o + "/") for o in owners):
                problems.append(f"{path}: includes {found}, which belongs to {', '.join(sorted(owners))}")
    code = re.sub(r"//[^\n]*", "", text) + "\n"
    for pattern, (allowed, why) in WORDS.items():
        for match in re.finditer(pattern, code):
            line = code[code.rfind("\n", 0, match.start()) + 1:code.find("\n", match.end())]
            if path not in allowed and not QT_INSTANCE.search(line):
                problems.append(f"{path}: {match.group(0)}: {why}")
    if "SPDX-License-Identifier: Apache-2.0" not in text[:200]:
        problems.append(f"{path}: no SPDX line")
    lines = text.count("\n")
    if lines > MAX_LINES:
        problems.append(f"{path}: {lines} lines, wants a split")
    return problems


def check_tree(root):
    root = pathlib.Path(root)
    problems, count = [], 0
    for top in ("app", "ui"):
        for file in sorted((root / top).rglob("*")):
            if file.suffix in (".h", ".cpp"):
                count += 1
                problems += check_file(file.relative_to(root).as_posix(), file.read_text(encoding="utf-8"))
    if count < 20:
        problems.append(f"only {count} files found below {root}: is this the source tree?")
    return problems, count


SPDX = "// SPDX-License-Identifier: Apache-2.0\n"
MUST_FAIL = [
    ("app/core/a.h", '#include "app/oidc/b.h"'),
    ("app/core/a.h", "#include <QString>"),
    ("app/oidc/a.h", '#include "app/keychain/b.h"'),
    ("app/oidc/jose/a.h", "#include <QByteArray>"),
    ("app/session/a.h", '#include "app/agent/b.h"'),
    ("app/cli/a.cpp", '#include "app/session/b.h"'),
    ("app/ipc/wire.cpp", "#include <QObject>"),
    ("app/agent/a.cpp", '#include "ui/b.h"'),
    ("app/agent/a.cpp", '#include "app/demo/b.h"'),
    ("app/session/a.cpp", "#include <openssl/evp.h>"),
    ("app/session/a.cpp", "#include <QWidget>"),
    ("app/oidc/a.cpp", '#include "tests/support/b.h"'),
    ("app/oidc/a.cpp", "#if QT_VERSION >= 1"),
    ("app/keychain/a.cpp", "job.setInsecureFallback(true);"),
    ("ui/a.cpp", "Manager::instance()->go();"),
    ("app/oidc/a.cpp", "reply->ignoreSslErrors();"),
    ("app/oidc/a.cpp", "flow.refreshAccessToken();"),
    ("app/cli/a.cpp", "#include <iostream>"),
    ("app/oidc/a.cpp", "x\n" * 601),
]
MUST_PASS = [
    ("app/oidc/a.h", '#include "app/core/b.h"\n#include "app/oidc/c.h"\n#include <QString>'),
    ("app/ipc/agentserver.cpp", "#include <QObject>"),
    ("app/main.cpp", '#include "ui/a.h"\n#include "app/agent/b.h"'),
    ("ui/a.cpp", "#include <QWidget>"),
    ("app/keychain/a.cpp", "QAbstractEventDispatcher::instance()"),
]


def self_test():
    wrong = [f"not noticed: {p}: {t[:60]}" for p, t in MUST_FAIL if not check_file(p, SPDX + t)]
    wrong += [f"false alarm: {check_file(p, SPDX + t)}" for p, t in MUST_PASS if check_file(p, SPDX + t)]
    if not check_file("app/core/a.h", "int x;"):
        wrong.append("a missing SPDX line was not noticed")
    with tempfile.TemporaryDirectory() as empty:
        if not check_tree(empty)[0]:
            wrong.append("an empty tree passes")
    return wrong


def main():
    if sys.argv[1:] == ["--self-test"]:
        problems = self_test()
        print(f"{len(MUST_FAIL) + len(MUST_PASS) + 2} rules tried")
    else:
        problems, count = check_tree(sys.argv[1])
        print(f"{count} files checked")
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
