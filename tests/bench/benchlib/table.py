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
        return {**dataclasses.asdict(self), "ratio": self.ratio()}


def milliseconds(seconds):
    return "-" if seconds is None else f"{seconds * 1000:.2f} ms" if seconds < 0.1 else f"{seconds * 1000:.0f} ms"


def ratio(row):
    value = row.ratio()
    return "-" if value is None else f"{value:.1f} x {'faster' if row.faster else ''}".strip()


def render(rows):
    lines = [("goal", "what", "ours", "beside", "theirs", "ratio", "wanted")]
    for row in rows:
        if row.reason:
            lines.append((row.goal, row.what, milliseconds(row.ours), row.peer, milliseconds(row.theirs),
                          "not measured", row.reason))
        else:
            lines.append((row.goal, row.what, milliseconds(row.ours), row.peer, milliseconds(row.theirs), ratio(row),
                          row.wanted))
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]) - 1)] + [0]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in lines)
