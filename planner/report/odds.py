"""Decides how the odds of a sheet's column are written: whole percentages, or all of them with a tenth where one is."""

from __future__ import annotations

from collections.abc import Iterable

from planner.report.book_page import EXACT_SHARE

_WHOLE = "0%"
_LITTLE = 5e-7  # of a percentage; what is nearer to a whole one is rounding


def odds_format(odds: Iterable[float]) -> str:
    """The number format of a column with these odds, fractions of one."""
    whole = all(abs(100 * one - round(100 * one)) < _LITTLE for one in odds)
    return _WHOLE if whole else EXACT_SHARE
