"""Decides what pasted text means as cells: all of it is read before anything changes, and doubt is asked about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from planner.tables.column import Column, Kind, Value
from ui.commands.clipboard import Exact
from ui.dialogs.patience import Through, straight
from ui.models import entry
from ui.models.cells import CellsModel

if TYPE_CHECKING:
    from planner.store.erp.months import Order

Rows = Sequence[Sequence[str]]


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


@dataclass(frozen=True, slots=True)
class How:
    """How a paste is written.

    Attributes:
        mark: its decimal mark; None is that of the window.
        order: the order of its dates of three numbers; None where it has none that could be read in two ways.
    """

    mark: Mark | None = None
    order: Order | None = None


@dataclass(frozen=True, slots=True)
class Doubts:
    """What a paste leaves open; neither is asked about where it is settled.

    Attributes:
        number: a number that can be read in two ways, if there is one.
        day: a date that can be either of two days, as pasted; empty if there is none.
        order: what the other dates say of their order.
    """

    number: Doubt | None = None
    day: str = ""
    order: Order | None = None

    @property
    def any(self) -> bool:
        return self.number is not None or bool(self.day)


def doubts(model: CellsModel, top: int, left: int, pasted: Rows, through: Through = straight) -> Doubts:
    """What has to be asked before a paste; arguments are those of ``values``."""
    # The readers of exports, which know every form of a date, are many modules; by now a thread has loaded them.
    from planner.store.erp.months import Order, days_in

    days = days_in(text for column, text in _cells(model, top, left, pasted, through) if column.kind is Kind.MONTH)
    order = days.order or (Order.DAY_FIRST if days.example and days.dotted else None)
    asked = days.example if order is None and not days.torn else ""
    return Doubts(doubt(model, top, left, pasted, through), asked, order)


def doubt(model: CellsModel, top: int, left: int, pasted: Rows, through: Through = straight) -> Doubt | None:
    """The first number of a paste whose decimal mark is not certain; None when all of them are clear."""
    own = Mark.COMMA if model.display.locale.decimalPoint() == "," else Mark.POINT
    first: Doubt | None = None
    certain = False
    for column, text in _cells(model, top, left, pasted, through):
        if not column.numeric or isinstance(text, Exact):
            continue
        bare = text.strip().rstrip("%").strip()
        if bare.isascii() and bare.isdecimal():
            continue
        point, comma = (_under(bare, mark) for mark in (Mark.POINT, Mark.COMMA))
        if point == comma:
            continue
        if (point if own is Mark.POINT else comma) is None:
            return Doubt(bare, point, comma)
        if point is None or comma is None:
            certain = True
        elif first is None:
            first = Doubt(bare, point, comma)
    return None if certain else first


def _cells(model: CellsModel, top: int, left: int, pasted: Rows, through: Through) -> Iterator[tuple[Column, str]]:
    """The texts that would go somewhere, each with its column."""
    width, last = model.columnCount(), model.rowCount() - 1
    for down, row in enumerate(through(pasted)):
        for section, text in zip(range(left, width), row, strict=False):
            if text:
                yield model.column_at(model.index(min(top + down, last), section)), text


def _under(text: str, mark: Mark) -> float | None:
    value, clear = entry.number(text, mark.locale)
    return value if clear else None


def values(
    model: CellsModel,
    top: int,
    left: int,
    pasted: Rows,
    locale: QLocale,
    order: Order | None = None,
    through: Through = straight,
) -> tuple[list[tuple[int, int, Value]], list[str]]:
    """The cells a paste fills, and a sentence for each text that cannot stand where it would go.

    Args:
        model: what is pasted into; rows beyond its end begin new ones.
        top, left: the row and section of the first cell.
        pasted: rows of texts.
        locale: how its numbers are written.
        order: how its dates of three numbers are written.
        through: goes through its rows.
    """
    read: list[tuple[int, int, Value]] = []
    wrong: list[str] = []
    width = model.columnCount()
    last = model.rowCount() - model.grows
    for down, row in enumerate(through(pasted)):
        if top + down >= last and not model.grows:
            wrong.append(f"Row {down + 1} and those below have no place: this table has no more rows.")
            break
        for right, text in enumerate(row):
            section = left + right
            if section >= width:
                if text.strip():
                    wrong.append(f"'{text}' in row {down + 1} lies beyond the last column.")
                continue
            column = model.column_at(model.index(min(top + down, last), section))
            value = _value(column, text, locale, order)
            if isinstance(value, entry.Complaint):
                wrong.append(f"Row {down + 1}, {model.heading(section).title}: {value.words}")
            else:
                read.append((top + down, section, value))
    return read, wrong


def _value(column: Column, text: str, locale: QLocale, order: Order | None) -> Value | entry.Complaint:
    if isinstance(text, Exact) and column.numeric:
        return entry.exact(column, text, text.number, locale)
    return entry.read(column, text, locale, order)


def preview(
    model: CellsModel, top: int, left: int, pasted: Rows, how: How
) -> tuple[list[str], list[list[tuple[str, bool]]]]:
    """What a paste would give: the titles of its columns, and its rows as (words, whether they can stand there)."""
    locale = how.mark.locale if how.mark is not None else model.display.locale
    last = model.rowCount() - 1
    sections = range(left, min(model.columnCount(), left + max(map(len, pasted), default=0)))
    shown = []
    for down, row in enumerate(pasted):
        cells = []
        for section, text in zip(sections, row, strict=False):
            column = model.column_at(model.index(min(top + down, last), section))
            value = _value(column, text, locale, how.order)
            refused = isinstance(value, entry.Complaint)
            cells.append(
                (text if isinstance(value, entry.Complaint) else model.display.text(column, value), not refused)
            )
        shown.append(cells)
    return [model.heading(section).title for section in sections], shown
