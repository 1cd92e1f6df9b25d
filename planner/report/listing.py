"""Decides how a table reads on a terminal: columns as wide as they need, numbers to the right, long names cut."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from textwrap import wrap

from planner.report.style import unbroken
from planner.report.words import listed

_MOST = 38  # letters of a cell
_WIDE = 100  # letters of a line of a sentence
_BETWEEN = "  "


def titled(title: str, lines: Sequence[str]) -> list[str]:
    """Lines under a title, and a blank line after them."""
    return [title, *(f"  {line}".rstrip() for line in lines), ""]


def sentence(words: str, first: str = "", rest: str = "") -> list[str]:
    """A sentence as lines, the first and the others with what stands before them; no amount is parted from its unit."""
    lines = wrap(unbroken(words), _WIDE, initial_indent=first, subsequent_indent=rest)
    return [line.replace("\u00a0", " ") for line in lines]


def first_few(names: Sequence[str], most: int = _MOST) -> str:
    """``A, B and 3 more``: as many names as fit into so many letters, at least one."""
    for shown in range(len(names), 1, -1):
        rest = [f"{len(names) - shown} more"] if shown < len(names) else []
        if len(words := listed([*names[:shown], *rest])) <= most:
            return words
    return listed([*names[:1], *([f"{len(names) - 1} more"] if len(names) > 1 else [])])


def table(headers: Sequence[str], rows: Sequence[Sequence[str]], most: int = _MOST) -> list[str]:
    """A table as lines, its header first.

    Args:
        headers: one for each column; one that begins with ``>`` is of numbers.
        rows: the cells.
        most: letters of a cell, more are cut.
    """
    right = [header.startswith(">") for header in headers]
    cells = [[header.removeprefix(">") for header in headers], *([_cut(cell, most) for cell in row] for row in rows)]
    wide = [max(_wide(row[place]) for row in cells) for place in range(len(headers))]
    return [
        _BETWEEN.join(
            _padded(cell, width, at_right) for cell, width, at_right in zip(row, wide, right, strict=True)
        ).rstrip()
        for row in cells
    ]


def _padded(cell: str, width: int, at_right: bool) -> str:
    blank = " " * (width - _wide(cell))
    return blank + cell if at_right else cell + blank


def _wide(words: str) -> int:
    """Places a text takes on a terminal; East Asian letters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in words)


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
