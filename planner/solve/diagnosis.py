"""Decides why nothing is feasible: the smallest set of hard limits that clash, and how far each would have to give."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from planner.facts.facts import Facts
from planner.scenarios.tree import Tree
from planner.solve.elastic import Elastic, Hard, hard_limits

PRECISION = 1e-3
"""A limit's new value is found to this share of the way it has to go, where the elastic model does not tell it."""

BEYOND = (0.05, 0.25)
"""Shares by which more than the least is tried, where the least is not found in time."""

SLACK = 1e-6
"""By how much of a unit a value that follows from the solver's may be off."""

MOST_DOUBLINGS = 30
"""A limit that has not given enough when its value has been doubled so often never will."""


def explain(facts: Facts, tree: Tree, *, stopping: Callable[[], bool], seconds: Callable[[], float]) -> tuple[str, ...]:
    """Name the limits that clash, and by how much any one of them must give so that the others can hold.

    The set is minimal: without any one of its members the rest can be kept. Each value is checked by solving again.

    Args:
        facts: a case of which no plan is feasible.
        tree: its scenario tree.
        stopping: asked often; what is known by then is said.
        seconds: how much time is left.

    Returns:
        One sentence for each limit in the set; empty when there is no such set or time ran out before it was found.
    """
    hard = hard_limits(facts)
    if not hard:
        return ()
    elastic = Elastic(facts, tree, hard, stopping, seconds)
    clash = _smallest(elastic.clashing() or [], elastic)
    return tuple(_sentence(facts, one, _least_change(one, clash, elastic)) for one in clash)


def _smallest(clashing: list[Hard], elastic: Elastic) -> list[Hard]:
    """Leave out one limit after another, for good where the rest still clashes (deletion filter)."""
    kept = list(clashing)
    for one in clashing:
        rest = [other for other in kept if other is not one]
        if elastic.feasible(rest) is False:
            kept = rest
    return kept


MOST_NAMED = 3
"""Items named where a limit on months of cover counts some that nobody needs."""


@dataclass(frozen=True, slots=True)
class _Change:
    """A value at which a limit can be kept with the others, and whether none is nearer to its own; infinite where no
    value is enough, None where none was found, but how far it must give at least is known: ``to``."""

    value: float | None
    least: bool
    to: float = math.nan


def _least_change(one: Hard, clash: Sequence[Hard], elastic: Elastic) -> _Change | None:
    """The value nearest to its own at which the limit can be kept with the others; None when time runs out."""
    others = [other for other in clash if other is not one]
    told = elastic.least(one, others)
    if told is None:
        change = _halved(one, others, elastic)
    elif told.value is None:
        change = _tried(one, others, told.none_nearer, elastic)
    else:
        change = _Change(told.value, told.proven)
    if change is None or change.value is None or math.isinf(change.value):
        return change
    return dataclasses.replace(change, value=_rounded(one, others, change.value, elastic))


def _tried(one: Hard, others: Sequence[Hard], to: float, elastic: Elastic) -> _Change:
    """A value somewhat beyond the one it must reach at least, where a plan that keeps it is soon found."""
    for more in BEYOND:
        value = to * (1.0 + more if one.upwards else 1.0 - more)
        if elastic.feasible([*others, dataclasses.replace(one, value=value)]):
            return _Change(value, least=False, to=to)
    return _Change(None, least=False, to=to)


def _halved(one: Hard, others: Sequence[Hard], elastic: Elastic) -> _Change | None:
    """The value found by halving the way to one at which the limit can certainly be kept."""
    tight, loose = one.value, _loose(one, others, elastic)
    if loose is None:
        return None
    if math.isinf(loose):
        return _Change(loose, least=True)
    way = max(abs(loose - one.value), 1e-9)
    while abs(loose - tight) > PRECISION * way:
        middle = (tight + loose) / 2.0
        kept = elastic.feasible([*others, dataclasses.replace(one, value=middle)])
        if kept is None:
            return _Change(loose, least=False)
        tight, loose = (tight, middle) if kept else (middle, loose)
    return _Change(loose, least=True)


def _rounded(one: Hard, others: Sequence[Hard], value: float, elastic: Elastic) -> float:
    """The value in whole units of its kind: the nearer one if it can be kept, else the next, which can be kept too."""
    unit = _unit(one)
    safe = math.ceil(value / unit) if one.upwards else math.floor(value / unit)
    near = round(value / unit)
    if near != safe and elastic.feasible([*others, dataclasses.replace(one, value=round(near * unit, 6))]):
        return round(near * unit, 6)
    return round(safe * unit, 6)


def _loose(one: Hard, others: Sequence[Hard], elastic: Elastic) -> float | None:
    """A value at which the limit can certainly be kept with the others; infinite where no value is enough: months of
    cover of what nobody needs. None when time runs out."""
    if not one.upwards:
        return 0.0
    if one.most is not None:
        return one.most
    value = max(one.value, 1.0)
    if elastic.feasible([*others, dataclasses.replace(one, value=value * 2.0**MOST_DOUBLINGS)]) is False:
        return math.inf
    for _ in range(MOST_DOUBLINGS):
        value *= 2.0
        kept = elastic.feasible([*others, dataclasses.replace(one, value=value)])
        if kept is None:
            return None
        if kept:
            return value
    return None


def _sentence(facts: Facts, one: Hard, change: _Change | None) -> str:
    words = _words(facts, one)
    if change is None:
        return f"{words}: it clashes with the others; how far it must give could not be found in the time."
    way = "rise" if one.upwards else "fall"
    if change.value is None:
        to = _said(facts, one, _short_of(one, change.to))
        return f"{words}: it must {way} to {to} at least; how much farther could not be found in the time."
    if math.isinf(change.value):
        return f"{words}: no number of months is enough{_unneeded(facts, one)}."
    value = _said(facts, one, change.value)
    if not change.least:
        known = not math.isnan(change.to)
        than = f"it must {way} to {_said(facts, one, _short_of(one, change.to))} at least" if known else "less may do"
        return f"{words}: it is enough that it {way}s to {value}; {than}."
    return f"{words}: it must {way} to {value}."


def _short_of(one: Hard, to: float) -> float:
    """A value in whole units of its kind that is no farther than one it must reach."""
    unit = _unit(one)
    number = math.floor(to / unit + SLACK) if one.upwards else math.ceil(to / unit - SLACK)
    return round(number * unit, 6)


def _unneeded(facts: Facts, one: Hard) -> str:
    """Why no number of months is enough: what lies or will come of items that nobody needs in the end."""
    items = facts.limits[one.limit].items if one.limit is not None else ()
    coming = {order.pool for order in facts.coming}
    there = [
        facts.items[i].name
        for i in items
        if not facts.items[i].need[-1] and any(facts.pools[g].opening or g in coming for g in facts.items[i].pools)
    ]
    if not there:
        return ""
    more = f" and {len(there) - MOST_NAMED} more items" if len(there) > MOST_NAMED else ""
    return (
        f", since there is stock of {', '.join(there[:MOST_NAMED])}{more} and the base designs need none of it at the "
        "end. Name the items the limit is for, or give it a penalty"
    )


def _words(facts: Facts, one: Hard) -> str:
    if one.limit is not None:
        words = facts.limits[one.limit].words
        return words[0].upper() + words[1:]
    item = facts.items[one.item or 0]
    return f"At most {one.value:,.10g} {item.unit} of {item.name} in store"


def _unit(one: Hard) -> float:
    """The step in which a limit's value is said."""
    return {"max_share": 1e-3, "min_share": 1e-3, "min_fill": 1e-3, "min_cover": 0.01, "max_cover": 0.01}.get(
        one.kind, 1.0
    )


def _said(facts: Facts, one: Hard, value: float) -> str:
    """A value in the limit's unit."""
    if one.limit is None:
        return f"{value:,.10g} {facts.items[one.item or 0].unit}"
    kind = facts.limits[one.limit].kind
    if kind in ("max_share", "min_share", "min_fill"):
        return f"{100.0 * value:.10g} %"
    if kind in ("min_cover", "max_cover"):
        return f"{value:.10g} months"
    return f"{value:,.10g} {facts.settings.currency}"
