# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""The printed table."""

import dataclasses


@dataclasses.dataclass
class Row:
    goal: str
    what: str
    ours: float = None  # seconds
    peer: str = ""
    theirs: float = None
    wanted: str = ""
    faster: bool = True  # the ratio is theirs / ours; else ours / theirs
    reason: str = ""  # why it was not measured

    def ratio(self):
        if not self.ours or not self.theirs:
            return None
        return self.theirs / self.ours if self.faster else self.ours / self.theirs

    def as_dict(self):
        return {**dataclasses.asdict(self), "ratio": self.ratio(), "verdict": verdict(self)}


def milliseconds(seconds):
    return "-" if seconds is None else f"{seconds * 1000:.2f} ms" if seconds < 0.1 else f"{seconds * 1000:.0f} ms"


def ratio(row):
    value = row.ratio()
    return "-" if value is None else f"{value:.1f} x {'faster' if row.faster else ''}".strip()


def verdict(row):
    """Whether the ratio meets `wanted`, which is told as ">= 15 x" or "<= 8 x"."""
    value, words = row.ratio(), row.wanted.split()
    if value is None or len(words) < 2:
        return ""
    return "reached" if (value >= float(words[1])) == (words[0] == ">=") else "MISSED"


def render(rows):
    lines = [("goal", "what", "ours", "beside", "theirs", "ratio", "wanted", "verdict")]
    for row in rows:
        if row.reason:
            lines.append((row.goal, row.what, milliseconds(row.ours), row.peer, milliseconds(row.theirs),
                          "not measured", row.reason, ""))
        else:
            lines.append((row.goal, row.what, milliseconds(row.ours), row.peer, milliseconds(row.theirs), ratio(row),
                          row.wanted, verdict(row)))
    # A reason may be long: it does not push the verdicts away.
    widths = [max(min(len(line[column]), 50) for line in lines) for column in range(len(lines[0]) - 1)] + [0]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in lines)
