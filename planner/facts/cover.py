"""Decides what months of cover are: closing stock against the need that follows, the last month's need repeating."""

from __future__ import annotations

from collections.abc import Sequence

RELATIVE_SLACK = 1e-9
"""Stock short of a month's need by less than this share still covers it: sums of plan quantities are not exact."""


def need_ahead(need: Sequence[float], month: int, months: float) -> float:
    """The need of the ``months`` months after ``month``: part months count in part, beyond the horizon the last month
    repeats. Stock that closes ``month`` covers ``months`` months when it is at least this.

    Args:
        need: units per month over the horizon, at least one month.
        month: the month that closes.
        months: how far ahead, 0 or more.
    """
    following = need[month + 1 :]
    whole = min(int(months), len(following))
    total = sum(following[:whole])
    rest = months - whole
    if rest <= 0:
        return float(total)
    if whole < len(following):
        return float(total + rest * following[whole])
    return float(total + rest * need[-1])


def months_of_cover(stock: float, need: Sequence[float], month: int) -> float | None:
    """How many of the months after ``month`` a closing stock lasts: the greatest m with
    ``need_ahead(need, month, m) <= stock``.

    Args:
        stock: units that close the month, 0 or more.
        need: units per month over the horizon, at least one month.
        month: the month that closes.

    Returns:
        Months, a part of a month in part; None when the stock lasts for ever, because no need follows or none after
        the months it covers.
    """
    left = stock
    slack = RELATIVE_SLACK * max(1.0, stock)
    for passed, wanted in enumerate(need[month + 1 :]):
        if wanted > left + slack:
            return passed + max(0.0, left) / wanted
        left -= wanted
    following = len(need) - 1 - month
    return following + max(0.0, left) / need[-1] if need[-1] > 0 else None
