#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""Fails on a string of the window that is not translated, or no longer there.

check_translations.py SOURCE_DIR LUPDATE
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree


def messages(file):
    found = {}
    for context in ElementTree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            key = (context.findtext("name"), message.findtext("source"))
            translation = message.find("translation")
            texts = [form.text for form in translation.iter("numerusform")] or [translation.text]
            found[key] = (translation.get("type"), texts)
    return found


def placeholders(text):
    return sorted(mark for mark in ("%1", "%2", "%3", "%n") if mark in (text or ""))


def check(name, committed, fresh):
    problems = []
    for key in sorted(fresh.keys() - committed.keys()):
        problems.append(f"{name}: not there: {key[0]}: {key[1]!r}")
    for key in sorted(committed.keys() - fresh.keys()):
        problems.append(f"{name}: in no source any more: {key[0]}: {key[1]!r}")
    for (context, source), (kind, texts) in committed.items():
        if kind or not all(texts):
            problems.append(f"{name}: not finished: {context}: {source!r}")
        for text in texts:
            if text and placeholders(text) != placeholders(source):
                problems.append(f"{name}: other placeholders: {context}: {source!r}")
    return problems


def main():
    root, lupdate = pathlib.Path(sys.argv[1]), sys.argv[2]
    problems, count = [], 0
    for file in sorted((root / "resources/translations").glob("lanyard_*.ts")):
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder) / file.name
            shutil.copy(file, copy)
            plural = ["-pluralonly"] if file.stem.endswith("_en") else []
            subprocess.run([lupdate, "-silent", "-no-obsolete", "-locations", "none", *plural, "-I", ".", "ui",
                            "app/main.cpp", "-ts", str(copy)], cwd=root, check=True, timeout=60)
            committed = messages(file)
            count += len(committed)
            problems += check(file.name, committed, messages(copy))
    if count < 400:
        problems.append(f"only {count} messages found")
    for problem in problems:
        print(problem)
    print(f"{count} messages checked")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
