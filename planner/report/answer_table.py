"""Decides how an answer becomes a table to read: columns with units, as many digits as tell something, and its rows."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from planner.tables.column import Column, Kind, RawRow
from planner.tables.table import Table

_DIGITS = 3
_MOST_PLACES = ((1e5, 0), (1e3, 1), (10.0, 2))
"""Decimals of a column, at most, from a greatest figure on."""
_DUST = 1e-6


@dataclass(frozen=True, slots=True)
class AnswerColumn(Column):
    """A column of an answer.

    Attributes:
        written: the unit as its head shows it, such as ``kg a year`` or ``USD``.
        places: decimals of a number; None shows three digits of each, and whole numbers from 100 on, unless
            ``places_among`` says how many all of them have.
        day: its texts are days, as ``2027-03-31``.
    """

    written: str = ""
    places: int | None = None
    day: bool = False

    @property
    def header(self) -> str:
        return f"{self.title} ({self.written})" if self.written else self.title

    def places_of(self, value: float) -> int:
        """With how many decimals a number of this column is shown."""
        if self.places is not None:
            return self.places
        if value == 0 or not math.isfinite(value) or abs(value) >= 10 ** (_DIGITS - 1):
            return 0
        places = _DIGITS - 1 - math.floor(math.log10(abs(value)))
        whole = self.written == "units" and abs(value) >= 1 and round(value, places).is_integer()
        return 0 if whole else places

    def places_among(self, values: Iterable[float]) -> int:
        """With how many decimals these numbers of the column are shown under one another.

        As many as three digits of each need, without noughts that say nothing, and the fewer the greater they are.
        """
        if self.places is not None:
            return self.places
        needed, greatest = 0, 0.0
        for value in values:
            if value and math.isfinite(value):
                greatest = max(greatest, abs(value))
                needed = max(needed, _written_places(value, self.places_of(value)))
        return min(needed, next((most for least, most in _MOST_PLACES if greatest >= least), needed))


def reads_as_nothing(value: float, places: int) -> bool:
    """Whether a figure that is something would be shown as nought with so many decimals; dust is nothing."""
    return abs(value) > _DUST and round(value, places) == 0


def _written_places(value: float, places: int) -> int:
    """The decimals of a rounded figure, without the noughts it ends in."""
    while places > 0 and round(value, places) == round(value, places - 1):
        places -= 1
    return places


def text(title: str, meaning: str, *, key: bool = False, blank: str = "") -> AnswerColumn:
    """A column of words; ``blank`` says what an empty cell means."""
    return AnswerColumn("", title, Kind.TEXT, meaning, key=key, blank=blank)


def names(title: str, meaning: str, *, blank: str = "") -> AnswerColumn:
    """A column of several names in each cell."""
    return AnswerColumn("", title, Kind.NAMES, meaning, blank=blank)


def number(title: str, unit: str, meaning: str, *, places: int | None = None, blank: str = "") -> AnswerColumn:
    """A column of figures."""
    return AnswerColumn("", title, Kind.NUMBER, meaning, written=unit, places=places, blank=blank)


def whole(title: str, unit: str, meaning: str, *, blank: str = "") -> AnswerColumn:
    """A column of whole numbers; integers only."""
    return AnswerColumn("", title, Kind.WHOLE, meaning, written=unit, blank=blank)


def month(title: str, meaning: str, *, key: bool = False, blank: str = "") -> AnswerColumn:
    """A column of months."""
    return AnswerColumn("", title, Kind.MONTH, meaning, key=key, blank=blank)


def day(title: str, meaning: str, *, blank: str = "") -> AnswerColumn:
    """A column of days, whose cells are ISO texts."""
    return AnswerColumn("", title, Kind.TEXT, meaning, blank=blank, day=True)


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """A table of an answer.

    Attributes:
        table: its declaration; the row class is nobody's.
        rows: its rows, a value for each column; None is blank.
    """

    table: Table[Any]
    rows: tuple[RawRow, ...]


def answer_table(
    title: str, meaning: str, columns: Sequence[AnswerColumn], rows: Iterable[RawRow], *, id: str = ""
) -> AnswerTable:
    """A table from its columns and rows.

    Args:
        title: of the tab.
        meaning: a sentence that says what a row is.
        columns: those of the key first; they stay in sight.
        rows: a value for each column.
        id: what it is called by programs; by default its title.
    """
    named = tuple(dataclasses.replace(one, id=f"{place}_{one.title}") for place, one in enumerate(columns))
    return AnswerTable(Table(id or title, title, meaning, named, object), tuple(rows))
