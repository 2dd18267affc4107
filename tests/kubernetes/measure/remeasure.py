#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""Measures tests/kubernetes/data/*.jsonl again with kube-apiserver's own Go packages.

remeasure.py            tells which rows another answer comes for
remeasure.py --write    writes the new answers
remeasure.py --version 0.35.1

Rows to add are written by hand without an answer ({"mode": "claims", "expr": "…"}) and filled in by --write. Needs Go
and, for the first time, the Go module proxy.
"""
import argparse
import json
import os
import pathlib
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE.parent / "data"
ANSWERS = ("value", "error", "compile", "user", "problems")


def build(folder, version):
    (folder / "main.go").write_text((HERE / "main.go").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "go.mod").write_text(f"module measure\n\ngo 1.24\n\nrequire k8s.io/apiserver v{version}\n", encoding="utf-8")
    environment = {**os.environ, "GOFLAGS": "-mod=mod", "GOWORK": "off", "CGO_ENABLED": "0"}
    subprocess.run(["go", "mod", "tidy"], cwd=folder, env=environment, check=True, timeout=900)
    subprocess.run(["go", "build", "-o", "measure", "."], cwd=folder, env=environment, check=True, timeout=1800)
    return folder / "measure"


def first_line(text):
    return text.split("\n |")[0]


class Server:
    def __init__(self, program):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True)

    def ask(self, question):
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


def measure_expression(server, head, row):
    answer = server.ask({"mode": row["mode"], "expr": row["expr"], "claims": head["user" if row["mode"] == "user" else "claims"]})
    if "compile" in answer:
        return {"compile": first_line(answer["compile"])}
    return {"error": answer["error"]} if "error" in answer else {"value": answer["value"]}


def measure_configuration(server, _head, row):
    answer = server.ask({"mode": "config", "yaml": row["yaml"]})
    problems = [answer["decode"]] if "decode" in answer else answer["errors"]
    return {"problems": [first_line(problem) for problem in problems]}


def measure_token(server, head, row):
    claims = {k: v for k, v in head["claims"].items() if k not in row["without"]} | row["changes"]
    answer = server.ask({"mode": "token", "yaml": head["configurations"][row["config"]], "claims": claims,
                         "Alg": row.get("alg", ""), "Algs": row.get("algs")})
    if "user" not in answer:
        return {"error": answer["error"]}
    user = answer["user"]
    return {"user": user | {"groups": user["groups"] or [], "extra": user["extra"] or {}}}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--version", default="0.34.4", help="of k8s.io/apiserver")
    parser.add_argument("--program", help="built before, instead of building")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = Server(arguments.program or build(pathlib.Path(folder), arguments.version))
        for name, measure, has_head in (("cel", measure_expression, True), ("configs", measure_configuration, False),
                                        ("tokens", measure_token, True)):
            path = DATA / f"{name}.jsonl"
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
            head = rows.pop(0) if has_head else None
            different = 0
            for row in rows:
                old = {key: row.pop(key) for key in ANSWERS if key in row}
                new = measure(server, head, row)
                if new != old and "current time" not in new.get("error", ""):
                    different += 1
                    print(f"{name}: {row.get('name') or row['expr']}: {old} -> {new}")
                row.update(new)
            print(f"{name}: {len(rows)} rows, {different} with another answer")
            if arguments.write:
                lines = ([head] if has_head else []) + rows
                path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
        server.process.stdin.close()
        server.process.wait(timeout=10)


if __name__ == "__main__":
    main()
