"""Decides why nothing is feasible: the smallest set of hard limits that clash, and how far each would have to give."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from planner.facts.facts import Facts
from planner.model.build import build
from planner.scenarios.tree import Tree
from planner.solve.arrays import arrays_of
from planner.solve.session import How, Session, Watch

PRECISION = 1e-3
"""A limit's new value is found to this share of the way it has to go."""

MOST_DOUBLINGS = 60
"""A limit that has not given enough when its value has been doubled so often never will."""


@dataclass(frozen=True, slots=True)
class Hard:
    """A limit that holds without exception: a hard row of the limits, or the store of an item.

    Attributes:
        limit: index into ``Facts.limits``; None for a store.
        item: index into ``Facts.items``; None for a limit.
        value: what it stands at.
        upwards: whether it gives by rising.
        most: how far it can rise; None without end.
    """

    limit: int | None
    item: int | None
    value: float
    upwards: bool
    most: float | None


def explain(facts: Facts, tree: Tree, *, stopping: Callable[[], bool], seconds: Callable[[], float]) -> tuple[str, ...]:
    """Name the limits that clash, and by how much any one of them must give so that the others can hold.

    The set is minimal: without any one of its members the rest can be kept. Each sentence is checked by solving again.

    Args:
        facts: a case of which no plan is feasible.
        tree: its scenario tree.
        stopping: asked often; what is known by then is said.
        seconds: how much time is left.

    Returns:
        One sentence for each limit in the set; empty when there is no such set or time ran out before it was found.
    """
    probe = _Probe(facts, tree, stopping, seconds)
    clash = _smallest(_hard_limits(facts), probe)
    return tuple(_sentence(facts, one, probe.least_change(one, clash)) for one in clash)


def _hard_limits(facts: Facts) -> list[Hard]:
    found = [
        Hard(index, None, limit.value, _gives_upwards(limit.kind), 1.0 if limit.kind == "max_share" else None)
        for index, limit in enumerate(facts.limits)
        if limit.penalty is None
    ]
    found += [
        Hard(None, index, item.max_stock, True, None)
        for index, item in enumerate(facts.items)
        if item.max_stock is not None
    ]
    return found


def _gives_upwards(kind: str) -> bool:
    return kind.startswith("max") or kind == "budget"


def _smallest(hard: list[Hard], probe: _Probe) -> list[Hard]:
    """Leave out one limit after another, for good where the rest still clashes (deletion filter)."""
    if not hard or probe.feasible(hard) is not False:
        return []
    kept = list(hard)
    for one in hard:
        rest = [other for other in kept if other is not one]
        if probe.feasible(rest) is False:
            kept = rest
    return kept


class _Probe:
    """Asks whether some of the hard limits, at some values, can be kept together."""

    def __init__(self, facts: Facts, tree: Tree, stopping: Callable[[], bool], seconds: Callable[[], float]) -> None:
        self.facts = facts
        self.tree = tree
        self.watch = Watch(stopping)
        self.seconds = seconds

    def feasible(self, kept: Sequence[Hard]) -> bool | None:
        """Whether there is a plan that keeps these; None when time runs out first."""
        limits = tuple(
            dataclasses.replace(self.facts.limits[one.limit], value=one.value) for one in kept if one.limit is not None
        )
        stores = {one.item: one.value for one in kept if one.item is not None}
        items = tuple(
            dataclasses.replace(item, max_stock=stores.get(index)) for index, item in enumerate(self.facts.items)
        )
        model = build(dataclasses.replace(self.facts, limits=limits, items=items), self.tree, 0.0)
        arrays = dataclasses.replace(arrays_of(model.program), cost=np.zeros(len(model.program.columns)))
        session = Session(arrays)
        session.relax(True)
        ending = session.solve(self.watch, seconds=self.seconds())
        if ending.how is How.OPTIMAL and arrays.integer.any():
            session.relax(False)
            ending = session.solve(self.watch, seconds=self.seconds())
        if ending.how is How.INFEASIBLE:
            return False
        return True if ending.values is not None else None

    def least_change(self, one: Hard, clash: list[Hard]) -> float | None:
        """The value nearest to its own at which the limit can be kept with the others; None when time runs out."""
        others = [other for other in clash if other is not one]
        tight, loose = one.value, self._loose(one, others)
        if loose is None:
            return None
        while abs(loose - tight) > PRECISION * max(abs(loose - one.value), 1e-9):
            middle = (tight + loose) / 2.0
            kept = self.feasible([*others, dataclasses.replace(one, value=middle)])
            if kept is None:
                return None
            tight, loose = (tight, middle) if kept else (middle, loose)
        return self._round(one, others, loose)

    def _round(self, one: Hard, others: list[Hard], value: float) -> float:
        """The value in whole units of its kind: the nearer one if it can be kept, else the safe one."""
        unit = _unit(self.facts, one)
        for number in (round(value / unit), np.ceil(value / unit) if one.upwards else np.floor(value / unit)):
            tidy = round(float(number) * unit, 6)
            if self.feasible([*others, dataclasses.replace(one, value=tidy)]):
                return tidy
        return value

    def _loose(self, one: Hard, others: list[Hard]) -> float | None:
        """A value at which the limit can certainly be kept with the others."""
        if not one.upwards:
            return 0.0
        if one.most is not None:
            return one.most
        value = max(one.value, 1.0)
        for _ in range(MOST_DOUBLINGS):
            value *= 2.0
            kept = self.feasible([*others, dataclasses.replace(one, value=value)])
            if kept is None:
                return None
            if kept:
                return value
        return None


def _sentence(facts: Facts, one: Hard, value: float | None) -> str:
    words = _words(facts, one)
    if value is None:
        return f"{words}: it clashes with the others; how far it must give could not be found in the time."
    return f"{words}: it must {'rise' if one.upwards else 'fall'} to {_said(facts, one, value)}."


def _words(facts: Facts, one: Hard) -> str:
    if one.limit is not None:
        words = facts.limits[one.limit].words
        return words[0].upper() + words[1:]
    item = facts.items[one.item or 0]
    return f"At most {one.value:,.10g} {item.unit} of {item.name} in store"


def _unit(facts: Facts, one: Hard) -> float:
    """The step in which a limit's value is said."""
    kind = facts.limits[one.limit].kind if one.limit is not None else "store"
    return {"max_share": 1e-3, "min_share": 1e-3, "min_fill": 1e-3, "min_cover": 0.01, "max_cover": 0.01}.get(kind, 1.0)


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
