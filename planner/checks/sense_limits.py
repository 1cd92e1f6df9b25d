"""Decides whether limits filter by what they understand, and can be kept together."""

from __future__ import annotations

from collections.abc import Iterator

from planner.checks import words
from planner.checks.rule import Rule, Spot, error, warning
from planner.checks.sight import Sight
from planner.months import Month
from planner.tables.choices import Limit

FILTERS = ("supplier", "country", "item", "product")

UNDERSTOOD = {
    "max_share": FILTERS,
    "min_share": FILTERS,
    "min_cover": ("item",),
    "max_cover": ("item",),
    "max_stock_value": ("item",),
    "budget": (),
    "min_fill": ("product",),
}
"""The filters that mean something for each limit."""

SHARES = ("max_share", "min_share", "min_fill")

OPPOSED = {"min_share": "max_share", "min_cover": "max_cover"}


def limit_filter(sight: Sight) -> Iterator[Spot]:
    """A limit filters only by what means something for it."""
    for row, limit in enumerate(sight.rows(Limit)):
        understood = UNDERSTOOD[limit.limit]
        for field in FILTERS:
            named = getattr(limit, field)
            if named and field not in understood:
                fits = f"Filter it by {words.listed(understood, 'or')}" if understood else "It takes no such filter"
                yield Spot(
                    f"Row {row + 1} of Limits filters {limit.limit} by {field} ({words.names(named)}), which means "
                    f"nothing there. {fits}, and clear this cell.",
                    "limits",
                    row,
                    field,
                )


def limit_share_above_1(sight: Sight) -> Iterator[Spot]:
    """A share is at most 1."""
    for row, limit in enumerate(sight.rows(Limit)):
        if limit.limit in SHARES and limit.value > 1:
            percent = f"; {words.number(limit.value)} % is {words.number(limit.value / 100)}" * (limit.value <= 100)
            yield Spot(
                f"Value in row {row + 1} of Limits is {words.number(limit.value)}, but {limit.limit} is a share and at "
                f"most 1{percent}. Correct it.",
                "limits",
                row,
                "value",
            )


def limits_clash(sight: Sight) -> Iterator[Spot]:
    """Two hard limits on the same do not ask for more than they allow."""
    hard = [(row, limit) for row, limit in enumerate(sight.rows(Limit)) if limit.penalty is None]
    mosts = [(row, limit) for row, limit in hard if limit.limit in OPPOSED.values()]
    for row, least in hard:
        for other, most in mosts if least.limit in OPPOSED else ():
            opposed = OPPOSED[least.limit] == most.limit and least.value > most.value
            same = all(_same(getattr(least, field), getattr(most, field)) for field in FILTERS)
            if opposed and same and _meet(least, most):
                yield Spot(
                    f"Rows {min(row, other) + 1} and {max(row, other) + 1} of Limits ask for at least "
                    f"{words.number(least.value)} and at most {words.number(most.value)} of the same: no plan can keep "
                    "both. Correct one, or give it a penalty.",
                    "limits",
                    max(row, other),
                    "value",
                )


def limit_free_to_break(sight: Sight) -> Iterator[Spot]:
    """A limit with a penalty costs something when it is broken."""
    for row, limit in enumerate(sight.rows(Limit)):
        if limit.penalty == 0:
            yield Spot(
                f"Penalty in row {row + 1} of Limits is 0, so breaking it costs nothing and it has no effect. Enter a "
                "cost, or leave it blank if the limit may not be broken.",
                "limits",
                row,
                "penalty",
            )


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return words.folded(one) == words.folded(other)


def _meet(one: Limit, other: Limit) -> bool:
    """Whether two limits have a month in common."""
    return _begins(other.from_month, one.to_month) and _begins(one.from_month, other.to_month)


def _begins(first: Month | None, last: Month | None) -> bool:
    return first is None or last is None or first <= last


RULES: tuple[Rule[Sight], ...] = (
    error(limit_filter),
    error(limit_share_above_1),
    warning(limits_clash),
    warning(limit_free_to_break),
)
