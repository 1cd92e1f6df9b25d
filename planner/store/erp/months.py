"""Decides which text names a month or a day, and which could be either of two days."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from planner.months import Month
from planner.store.erp.fold import folded


class Order(Enum):
    """In which order a date of three numbers is written; the value is what is remembered."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


_NAMES = {
    1: "jan january januar jän jänner janvier enero",
    2: "feb february februar",
    3: "mar march mär märz mrz",
    4: "apr april",
    5: "may mai",
    6: "jun june juni",
    7: "jul july juli",
    8: "aug august",
    9: "sep sept september",
    10: "oct october okt oktober",
    11: "nov november",
    12: "dec december dez dezember",
}
_BY_NAME = {folded(name): number for number, names in _NAMES.items() for name in names.split()}
_CLOCK = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$")
_PREFIX = re.compile(r"^[DTM] (?=\d)")  # what kind of date it is, as purchasing lists of SAP say it
_YEAR_FIRST = re.compile(r"(\d{4})([-/.年])(\d{1,2})(?:[-/.月](\d{1,2})日?|月)?")
_THREE = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_WORDED = re.compile(
    r"(?:(\d{1,2})[.\s-]+)?([^\W\d_]{3,9})\.?[\s,'-]*(?:(\d{1,2})(?:st|nd|rd|th)?,\s*)?(\d{4}|(?<=[-'])\d{2})"
)
_WEEK = re.compile(r"(?:kw|w|wk|week)\s*(\d{1,2})[\s./-]+(\d{4})|(\d{4})-?\s*(?:kw|w)\s*(\d{1,2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Days:
    """What the dates of a column tell of their order.

    Attributes:
        order: the one order all of them fit, if only one does.
        example: the text of one that fits both, if there is one.
        dotted: whether those that fit both are written with points, as where the day comes first.
        torn: whether some fit only the one order and some only the other.
    """

    order: Order | None
    example: str
    dotted: bool
    torn: bool


def day_of(text: str, order: Order | None) -> date | None:
    """The day a text names; the first of the month or week where it names only that. None where it names none.

    Args:
        text: as it stands in the cell.
        order: of three numbers with the year last; None refuses those that fit both orders.
    """
    bare = _bare(text)
    both = _three(bare)
    if both is not None:
        day_first, month_first = both
        if order is None:
            sure = day_first is None or month_first is None or day_first == month_first
            return day_first or month_first if sure else None
        return day_first if order is Order.DAY_FIRST else month_first
    return _plain(bare)


def month_named(text: str) -> Month | None:
    """The month a header names, where it can be nothing else: ``2027-01``, ``Jan 2027``, ``01.2027``."""
    bare = _bare(text)
    if _three(bare) is not None or _COMPACT.fullmatch(bare) or _WEEK.fullmatch(bare):
        return None
    found = _plain(bare)
    return None if found is None else Month.containing(found)


def days_in(texts: Iterable[str]) -> Days:
    """What the texts of a column tell of the order of their dates."""
    only: set[Order] = set()
    example, dotted = "", True
    for text in texts:
        bare = _bare(text)
        both = _three(bare)
        if both is None or both == (None, None):
            continue
        day_first, month_first = both
        if day_first is not None and month_first is not None:
            if day_first != month_first:
                example = example or text.strip()
                dotted = dotted and "." in bare
        else:
            only.add(Order.MONTH_FIRST if day_first is None else Order.DAY_FIRST)
    order = only.pop() if len(only) == 1 else None
    return Days(order, example, dotted, torn=bool(only))


def _bare(text: str) -> str:
    return _PREFIX.sub("", _CLOCK.sub("", text.strip()))


def _three(bare: str) -> tuple[date | None, date | None] | None:
    """Day first and month first, where a text is three numbers with the year last."""
    found = _THREE.fullmatch(bare)
    if found is None:
        return None
    first, second, year = int(found[1]), int(found[3]), _year(found[4])
    return _date(year, second, first), _date(year, first, second)


def _plain(bare: str) -> date | None:
    """The day of a text that is written in no order to be asked about."""
    if found := _YEAR_FIRST.fullmatch(bare):
        return _date(int(found[1]), int(found[3]), int(found[4] or 1))
    if found := _COMPACT.fullmatch(bare):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _MONTH_YEAR.fullmatch(bare):
        return _date(int(found[2]), int(found[1]), 1)
    if found := _WEEK.fullmatch(bare):
        return _week(int(found[2] or found[3]), int(found[1] or found[4]))
    if found := _WORDED.fullmatch(bare):
        number = _BY_NAME.get(folded(found[2]))
        return None if number is None else _date(_year(found[4]), number, int(found[1] or found[3] or 1))
    return None


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _date(year: int, month: int, day: int) -> date | None:
    if not (1 <= year <= 9999 and 1 <= month <= 12) or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _week(year: int, week: int) -> date | None:
    """The Monday of an ISO week."""
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
