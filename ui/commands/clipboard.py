"""Decides what lies on the clipboard: tab-separated text and HTML, both of them out and both of them in."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence

from PySide6.QtCore import QMimeData

from planner.tables.column import Value
from ui.commands import html_table
from ui.dialogs.patience import Through, straight
from ui.models.cells import Cell, CellsModel

_LONGEST_HTML = 100_000
"""Characters of HTML that are read; a longer table, which would hold up the window, is taken from the text beside."""


class Exact(str):
    """A pasted text of which the other program says which number it is.

    Attributes:
        number: that number; of a percentage, the share.
    """

    number: float

    def __new__(cls, text: str, number: float) -> Exact:
        made = super().__new__(cls, text)
        made.number = number
        return made


def copied(model: CellsModel, cells: Sequence[Cell], through: Through = straight) -> QMimeData:
    """The rectangle around the cells as text and as HTML; what was not selected in it stays empty.

    Numbers are written in full by the locale; a cell with a tab, a quote or a new line is quoted as Excel does.
    """
    chosen = set(cells)
    rows = range(min(row for row, _ in cells), max(row for row, _ in cells) + 1)
    sections = range(min(section for _, section in cells), max(section for _, section in cells) + 1)
    table = [
        [_cell(model, row, one) if (row, one) in chosen else ("", None) for one in sections]
        for row in through(rows)
        if model.record(row) is not None
    ]
    lines = ["\t".join(_quoted(text) for text, _ in row) for row in through(table)]
    mime = QMimeData()
    mime.setText(lines[0] if len(lines) == 1 else "".join(f"{line}\n" for line in lines))  # one fits running text too
    html = html_table.table_of(table, through)
    if len(html) <= 40 * _LONGEST_HTML:
        mime.setHtml(html)
    return mime


def pasted(mime: QMimeData) -> list[list[str]]:
    """The cells on the clipboard: as they were shown, with their numbers where the HTML beside the text tells them."""
    rows = cells_of(mime.text()) if mime.hasText() else []
    html = mime.html() if mime.hasHtml() else ""
    told = html_table.rows_of(html) if "<t" in html.lower() and len(html) <= _LONGEST_HTML else []
    if not told:
        return rows
    if [len(row) for row in told] == [len(row) for row in rows]:
        pairs = [zip(texts, cells, strict=True) for texts, cells in zip(rows, told, strict=True)]
        return [[_exact(text, cell.number) for text, cell in row] for row in pairs]
    if max(map(len, told)) > max(map(len, rows), default=0):  # such as Word's, whose text has a line for each cell
        return [[_exact(cell.text, cell.number) for cell in row] for row in told if row]
    return rows


def cells_of(text: str) -> list[list[str]]:
    """Tab-separated text, such as Excel puts on the clipboard, as rows of cells."""
    return [list(row) for row in csv.reader(io.StringIO(text.replace("\r\n", "\n").rstrip("\n")), delimiter="\t")]


def _exact(text: str, number: float | None) -> str:
    return text if number is None or not math.isfinite(number) or not text.strip() else Exact(text, number)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in '\t\n\r"') else text


def _cell(model: CellsModel, row: int, section: int) -> tuple[str, Value]:
    index = model.index(row, section)
    column, value = model.column_at(index), model.value_at(index)
    return (model.display.number(value) if isinstance(value, float) else model.display.text(column, value)), value
