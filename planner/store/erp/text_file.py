"""Decides how a text file becomes rows of cells: its separator, its quotes, the lines that are drawn between rows."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from planner.errors import UserError
from planner.store.cells import CellValue
from planner.store.sheet_xml import MOST_COLUMNS, MOST_ROWS, Row

SEPARATORS = ("\t", ";", ",", "|")
"""Separators, by how sure they are when several fit."""

_SAMPLE, _ROWS = 200_000, 400  # letters and rows looked at to find the separator
_WIDE = 6  # columns beyond which more columns are no better sign
_NAMED = re.compile(r"^sep=(.)\r?\n", re.IGNORECASE)
_MOST_LINES = 20  # in one cell: more, and a quotation mark is a mark for inches


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a text file and what parts them."""

    separator: str
    rows: tuple[Row, ...]


def rows_of(text: str, name: str, separator: str = "") -> Table:
    """The rows of a text.

    Args:
        text: all of it.
        name: of the file, for sentences.
        separator: where the user says so; else the one by which most rows have the same number of cells.

    Raises:
        UserError: it has more rows or columns than a sheet, or cells without end.
    """
    named = _NAMED.match(text)
    if named is not None:  # Excel's own line that names the separator: a row of the sheet nobody sees
        text, separator = text[named.end() :], separator or named[1]
    found = separator or _likeliest(text[:_SAMPLE])
    try:
        return Table(found, tuple(_sparse(_parsed(text, found), 1 if named is None else 2)))
    except (csv.Error, ValueError) as error:
        words = f"'{name}' is no list with a separator between its cells, or larger than a sheet of Excel."
        raise UserError(words, "Export it as a text with tabs or semicolons, or less of it.") from error


def _likeliest(text: str) -> str:
    scores = {one: _score(text, one) for one in SEPARATORS}
    best = max(scores.values())
    return next(one for one in SEPARATORS if scores[one] == best) if best > 0 else ","


def _score(text: str, separator: str) -> float:
    """How many cells the usual row has, weighed with the share of rows that have as many."""
    rows = [sum(1 for cell in cells if cell.strip()) and len(cells) for cells in _head(text, separator)]
    widths = Counter(width for width in rows if width > 1)
    if not widths:
        return 0.0
    usual, count = max(widths.items(), key=lambda one: (one[1] * min(one[0], _WIDE), one[0]))
    return count / sum(1 for width in rows if width) * min(usual, _WIDE)


def _head(text: str, separator: str) -> Iterator[list[str]]:
    with suppress(csv.Error):
        yield from islice(_parsed(text, separator), _ROWS)


def _parsed(text: str, separator: str) -> Iterator[list[str]]:
    """The cells of each row; quotation marks that never close are read as plain marks."""
    lines = io.StringIO(text, newline="")
    if _closes(text, separator):
        yield from csv.reader(lines, delimiter=separator)
    else:
        yield from csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE)


def _closes(text: str, separator: str) -> bool:
    """Whether quotation marks enclose cells, and not inches or feet at the beginning of one."""
    if '"' not in text:
        return False
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            if any(cell.count("\n") > _MOST_LINES for cell in cells):
                return False
    except csv.Error:
        return len(text) == _SAMPLE  # cut off, perhaps within quotation marks
    return True


def _sparse(parsed: Iterator[list[str]], first: int) -> Iterator[Row]:
    for number, cells in enumerate(parsed, start=first):
        if number > MOST_ROWS or len(cells) > MOST_COLUMNS:
            raise ValueError("larger than a sheet")
        row: dict[int, CellValue] = {
            column: cell.rstrip() for column, cell in enumerate(cells, start=1) if cell.strip() and not _is_drawn(cell)
        }
        if row:
            yield number, row


def _is_drawn(cell: str) -> bool:
    """Whether a cell is a line drawn with dashes, as lists that are exported unconverted have them."""
    return len(cell) > 2 and not cell.strip().strip("-=_+─┼│|")
