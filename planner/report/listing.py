"""Decides how a table reads on a terminal: columns as wide as they need, numbers to the right, long names cut."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_MOST = 38  # letters of a cell
_BETWEEN = "  "


def titled(title: str, lines: Sequence[str]) -> list[str]:
    """Lines under a title, and a blank line after them."""
    return [title, *(f"  {line}".rstrip() for line in lines), ""]


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
