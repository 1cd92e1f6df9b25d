"""Decides what pasted text means as cells: all of it is read before anything changes, and doubt is asked about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QLocale

from planner.tables.column import Value
from ui.models import entry
from ui.models.cells import CellsModel


class Mark(Enum):
    """Which mark separates decimals."""

    POINT = "en_US"
    COMMA = "de_DE"

    @property
    def locale(self) -> QLocale:
        return QLocale(self.value)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Numbers that read differently, or not at all, with the decimal mark of the window's locale.

    Attributes:
        text: the first such number, as pasted.
        point, comma: what it is with a decimal point or a decimal comma; None where it is no number then.
    """

    text: str
    point: float | None
    comma: float | None


def doubt(model: CellsModel, top: int, left: int, pasted: Sequence[Sequence[str]]) -> Doubt | None:
    """The first number of a paste whose decimal mark is not certain; None when all of them are clear."""
    own = Mark.COMMA if model.display.locale.decimalPoint() == "," else Mark.POINT
    first: Doubt | None = None
    certain = False
    for text in _numbers(model, top, left, pasted):
        point, comma = (_under(text, mark) for mark in (Mark.POINT, Mark.COMMA))
        if point == comma:
            continue
        if (point if own is Mark.POINT else comma) is None:
            return Doubt(text, point, comma)
        if point is None or comma is None:
            certain = True
        elif first is None:
            first = Doubt(text, point, comma)
    return None if certain else first


def _numbers(model: CellsModel, top: int, left: int, pasted: Sequence[Sequence[str]]) -> Iterator[str]:
    width, last = model.columnCount(), model.rowCount() - 1
    for down, row in enumerate(pasted):
        for section, text in zip(range(left, width), row, strict=False):
            if text and model.column_at(model.index(min(top + down, last), section)).numeric:
                yield text.strip().rstrip("%").strip()


def _under(text: str, mark: Mark) -> float | None:
    value, clear = entry.number(text, mark.locale)
    return value if clear else None


def values(
    model: CellsModel, top: int, left: int, pasted: Sequence[Sequence[str]], locale: QLocale
) -> tuple[list[tuple[int, int, Value]], list[str]]:
    """The cells a paste fills, and a sentence for each text that cannot stand where it would go.

    Args:
        model: what is pasted into; rows beyond its end begin new ones.
        top, left: the row and section of the first cell.
        pasted: rows of texts.
        locale: how its numbers are written.
    """
    read: list[tuple[int, int, Value]] = []
    wrong: list[str] = []
    width = model.columnCount()
    last = model.rowCount() - model.grows
    for down, row in enumerate(pasted):
        if top + down >= last and not model.grows:
            wrong.append(f"Row {down + 1} and those below have no place: this table has no more rows.")
            break
        for right, text in enumerate(row):
            section = left + right
            if section >= width:
                if text.strip():
                    wrong.append(f"'{text}' in row {down + 1} lies beyond the last column.")
                continue
            value = entry.read(model.column_at(model.index(min(top + down, last), section)), text, locale)
            if isinstance(value, entry.Complaint):
                wrong.append(f"Row {down + 1}, {model.heading(section).title}: {value.words}")
            else:
                read.append((top + down, section, value))
    return read, wrong
