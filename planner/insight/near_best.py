"""Decides which other first moves are nearly as good: starts done or left out at once, within a share of the cost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.insight.about import FAMILIES, index_of
from planner.insight.asking import Asking, Difference, wide
from planner.insight.moves import begun_at, later, left_out, not_then
from planner.insight.otherwise import otherwise
from planner.plan.actions import Action, Deed, starts
from planner.solve.chosen import Scope

if TYPE_CHECKING:
    from planner.solve.whatif import Bounds, WhatIf

SHARE = 0.01
"""How much dearer a plan may be to be nearly as good."""

_A_START = 0.5
"""Of what is left of the time one start may take so much."""

_EDGE = 0.01
"""What costs more by this part of it than a plan that is nearly as good need not be known any better."""


@dataclass(frozen=True, slots=True)
class Flip:
    """A start that differs from the plan in the first month.

    Attributes:
        deed, name: what is started or signed.
        now: it is started in the first month, where the plan does not; else it is not, where the plan does.
    """

    deed: Deed
    name: str
    now: bool


@dataclass(frozen=True, slots=True)
class Alternative:
    """A plan with other first moves, found by solving again.

    Attributes:
        flips: what differs.
        more: what it costs more than the plan.
        share: the same as a share of the plan's cost.
    """

    flips: tuple[Flip, ...]
    more: Difference
    share: float


@dataclass(frozen=True, slots=True)
class NearBest:
    """Plans nearly as good as the plan.

    Attributes:
        singles: with one start that differs, the cheapest first.
        together: with as many of those at once as stay within the share, taken in that order; None where that is not
            more than one.
        tried: how many starts were tried; of ``possible``.
        possible: how many starts could be done or left out in the first month.
        within: the share of the plan's cost.
    """

    singles: tuple[Alternative, ...]
    together: Alternative | None
    tried: int
    possible: int
    within: float


def near_best(asking: Asking, within: float = SHARE) -> NearBest:
    """Other first moves that cost at most a share more. What is not tried when the time is over is counted.

    Args:
        asking: about which plan.
        within: share of the plan's weighted objective.

    Raises:
        Stopped: the user asked for it.
    """
    asking.begin()
    return _Flips(asking, within).found()


class _Flips:
    """Tries one start after the other in the first month."""

    def __init__(self, asking: Asking, within: float) -> None:
        self.asking = asking
        self.whatif = asking.own()
        self.within = within
        self.close = within * max(1.0, abs(asking.plan.objective))
        self.most = self.close * (1.0 + _EDGE)
        sets = self.whatif.model.sets
        self.first = tuple(n for n, parent in enumerate(sets.parent) if parent < 0)

    def found(self) -> NearBest:
        asked = self._candidates()
        singles: list[Alternative] = []
        tried = 0
        for action, now in asked:
            if not self.asking.in_time:
                break
            with self.asking.part(_A_START):  # one that takes long must not keep all others from being tried
                more = self._flipped(action, now)
            tried += more.more.value is not None or more.more.low > self.close  # else the time was over
            one = self._told((Flip(action.deed, action.name, now),), more)
            if one is not None:
                singles.append(one)
        singles.sort(key=lambda one: one.share)
        by_name = {(action.deed, action.name): action for action, _ in asked}
        return NearBest(tuple(singles), self._together(singles, by_name), tried, len(asked), self.within)

    def _candidates(self) -> list[tuple[Action, bool]]:
        """Starts of the first month, to be left out; then those the plan does later or never, to be done now."""
        facts = self.asking.facts
        planned = starts(self.asking.plan)
        done = {(one.deed, one.name) for one in planned if one.now}
        found = [(one, False) for one in planned if one.now]
        names: Iterable[tuple[Deed, str]] = (
            *((one.deed, one.name) for one in planned if not one.now),
            *((Deed.QUALIFY, one.name) for one in facts.qualifications),
            *((Deed.REDESIGN, one.name) for one in facts.redesigns),
            *((Deed.CONTRACT, one.name) for one in facts.contracts),
        )
        for deed, name in dict.fromkeys(names):
            if (deed, name) in done:
                continue
            action = Action(deed, name, facts.settings.start_month, self.first, now=True)
            if set(self.first) <= set(self.whatif.begun(FAMILIES[deed], index_of(facts, action))):
                found.append((action, True))
        return found

    def _flipped(self, action: Action, now: bool) -> Difference:
        scope = self.asking.scope(action)
        linear = self.whatif.linear(scope)
        planned = {} if linear else self._planned(action)  # where all starts are held, this one need not be
        if now:
            return self._compare(begun_at(self.whatif, action, set(self.first)), planned, scope)
        if not linear:
            return self._compare(not_then(self.whatif, action), planned, scope)
        return otherwise(self.asking, self.whatif, action, planned, scope, enough=self.most)

    def _planned(self, action: Action) -> Bounds:
        """The start as the plan has it, which may be later or never."""
        family, index = FAMILIES[action.deed], index_of(self.asking.facts, action)
        nodes = {n for kind, at, n in self.asking.chosen.begun if (kind, at) == (family, index)}
        return begun_at(self.whatif, action, nodes) or left_out(self.whatif, action)

    def _compare(self, bounds: Bounds | None, planned: Bounds, scope: Scope) -> Difference:
        assert bounds is not None  # candidates may begin in the first month
        return self.asking.compare(self.whatif, bounds, planned, scope, enough=self.most)

    def _told(self, flips: tuple[Flip, ...], more: Difference) -> Alternative | None:
        """The alternative where it is near enough."""
        if more.more.value is None:
            return None
        share = more.more.value / max(1.0, abs(self.asking.plan.objective))
        return Alternative(flips, more, share) if share <= self.within else None

    def _together(self, singles: list[Alternative], by_name: dict[tuple[Deed, str], Action]) -> Alternative | None:
        """Flips one upon the other, each kept where all together stay near enough."""
        kept: list[Flip] = []
        best: Alternative | None = None
        for one in singles:
            if not self.asking.in_time:
                break
            flips = (*kept, *one.flips)
            if len(flips) == 1:
                kept = list(flips)
                continue
            found = self._told(flips, self._all(flips, by_name))
            if found is not None:
                kept, best = list(flips), found
        return best

    def _all(self, flips: tuple[Flip, ...], by_name: dict[tuple[Deed, str], Action]) -> Difference:
        bounds: dict[int, tuple[float, float]] = {}
        planned: dict[int, tuple[float, float]] = {}
        products: set[int] = set()
        items: set[int] = set()
        for flip in flips:
            action = by_name[flip.deed, flip.name]
            moved = begun_at(self.whatif, action, set(self.first)) if flip.now else _away(self.whatif, action)
            bounds |= dict(moved or {})
            planned |= dict(self._planned(action))
            scope = self.asking.scope(action)
            products |= scope.products
            items |= scope.items
        about = wide(self.asking, Scope(frozenset(products), frozenset(items)))
        return self.asking.compare(self.whatif, bounds, {} if self.whatif.linear(about) else planned, about)


def _away(whatif: WhatIf, action: Action) -> Bounds:
    """Not now: a month later where that can be, else never."""
    return later(whatif, action) or left_out(whatif, action)
