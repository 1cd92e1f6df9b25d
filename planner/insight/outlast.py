"""Decides how long every product lasts when each item is judged by itself: an upper bound that is exact where items
share nothing but products."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.facts.facts import Facts
from planner.insight.stops import Remaining
from planner.insight.supply import Supply, orderable

Floats = NDArray[np.float64]

CLOSE = 1e-9
"""Need above supply by less than this share of it is met."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """How long each product lasts.

    Attributes:
        months: by product, months from the start for which its demand can be met in full; the horizon's length when it
            does not run out.
        short: by product, the items that run out first for it; empty when none does.
    """

    months: tuple[float, ...]
    short: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Leaving:
    """What of a group leaves in a month: ``units`` of it; by the share s of the month no more than min(backlog, s *
    full, s * open + licensed)."""

    units: float
    backlog: float
    full: float
    open: float
    licensed: float

    def by(self, share: float) -> float:
        """Units that have left by a share of the month."""
        if share <= 0.0:
            at_once = math.inf if math.isinf(self.open) else self.licensed
            return min(self.backlog, at_once) if math.isinf(self.full) else 0.0
        return min(self.backlog, share * self.full, share * self.open + self.licensed)

    def bends(self) -> list[float]:
        """Shares of the month at which the rate of leaving changes."""
        found = []
        if 0.0 < self.full < math.inf:
            found.append(self.backlog / self.full)
        if 0.0 < self.open < math.inf:
            found.append((self.backlog - self.licensed) / self.open)
        if self.open < self.full < math.inf:
            found.append(self.licensed / (self.full - self.open))
        return [bend for bend in found if 0.0 < bend < 1.0]


@dataclass(frozen=True, slots=True)
class Group:
    """The channels of a pair whose goods take equally long to arrive, together."""

    pair: int
    item: int
    transit: int
    ready: tuple[float, ...]
    new_from: int | None
    production: int
    pools: frozenset[int]


@dataclass(frozen=True, slots=True, eq=False)
class Need:
    """Products that draw an item from the same pools, and what they need of it.

    Attributes:
        item: the item.
        products: the products, rising.
        pools: the pools they may use.
        units: by product and month, units of the item for a month's demand in the design that takes least.
        arriving: by month, what is there or arrives on its first day, summed from the start.
        groups: what may come besides.
    """

    item: int
    products: tuple[int, ...]
    pools: frozenset[int]
    units: Floats
    arriving: Floats
    groups: tuple[int, ...]


class Outlast:
    """Answers for one case, stop after stop; what a stop leaves as it was is not worked out again."""

    def __init__(self, supply: Supply) -> None:
        self.supply = supply
        self.groups = tuple(_groups(supply))
        self.needs = tuple(_needs(supply, self.groups))
        self.months = supply.months
        self._everything = [float(supply.months)] * len(supply.facts.products)
        self._of_product: dict[int, list[int]] = defaultdict(list)
        for at, need in enumerate(self.needs):
            for p in need.products:
                self._of_product[p].append(at)
        self._left: dict[tuple[int, Terms], tuple[Leaving, ...]] = {}
        self._coming: dict[tuple[int, tuple[Terms, ...]], _Coming] = {}
        self._ends: dict[tuple[int, tuple[Terms, ...]], float] = {}

    def last(self, left: Remaining, licences: bool, held: Mapping[int, float]) -> Outlook:
        """How long the products last, the first to stop as late as possible, then the next, and so on.

        All products that draw on an item stop together when it runs out: nothing is taken from one to keep another.

        Args:
            left: what may still leave of every pair.
            licences: whether granted licences help.
            held: products whose time is known, in months.
        """
        months = [held.get(p, whole) for p, whole in enumerate(self._everything)]
        short: list[list[int]] = [[] for _ in months]
        active = set(range(len(months))) - held.keys()
        best = self.supply.best(left)
        of_group = [self._terms(group, left, best, licences) for group in self.groups]
        terms = [tuple(of_group[group] for group in need.groups) for need in self.needs]
        ends = [self._first_end(at, terms[at], months, active) for at in range(len(self.needs))]
        while True:
            first = min(ends, default=math.inf)
            if first >= self.months:
                return Outlook(tuple(months), tuple(map(tuple, short)))
            stopped: set[int] = set()
            for at, end in enumerate(ends):
                if end <= first + CLOSE:
                    need = self.needs[at]
                    for p in active.intersection(need.products):
                        short[p] += [] if need.item in short[p] else [need.item]
                        stopped.add(p)
            for p in stopped:
                months[p] = first
            active -= stopped
            for at in {at for p in stopped for at in self._of_product[p]}:
                ends[at] = self._end(at, terms[at], months, active)

    def _terms(self, group: Group, left: Remaining, best: Sequence[float], licences: bool) -> Terms:
        pair = self.supply.facts.pairs[group.pair]
        return left[group.pair], best[pair.supplier], licences and bool(pair.licences)

    def _first_end(self, at: int, terms: tuple[Terms, ...], months: Sequence[float], active: set[int]) -> float:
        """``_end``, remembered for the common case that all products are still to run."""
        if not active.issuperset(self.needs[at].products):
            return self._end(at, terms, months, active)
        if (at, terms) not in self._ends:
            self._ends[at, terms] = self._end(at, terms, months, active)
        return self._ends[at, terms]

    def _end(self, at: int, terms: tuple[Terms, ...], months: Sequence[float], active: set[int]) -> float:
        """When the item runs out for these products if those still active go on; without end where it does not."""
        need = self.needs[at]
        if not active.intersection(need.products):
            return math.inf
        coming = self._comes(at, terms)
        until = np.array([months[p] for p in need.products])
        share = np.clip(until[:, None] - np.arange(self.months)[None, :], 0.0, 1.0)
        wanted = np.cumsum((need.units * share).sum(axis=0))
        missing = np.flatnonzero(wanted > coming.total + CLOSE * np.maximum(1.0, wanted))
        if not len(missing):
            return math.inf
        month = int(missing[0])
        before = float(wanted[month - 1]) if month else 0.0
        there = float(need.arriving[month]) + (float(coming.flows[month - 1]) if month else 0.0)
        rest = (until - month).tolist()
        rates = [(units, min(1.0, end)) for units, end in zip(need.units[:, month].tolist(), rest, strict=True)]
        return month + _largest(there - before, [one for one in rates if one[1] > 0], coming.arriving[month])

    def _comes(self, at: int, terms: tuple[Terms, ...]) -> _Coming:
        if (at, terms) not in self._coming:
            flows = np.zeros(self.months)
            arriving: list[list[Leaving]] = [[] for _ in range(self.months)]
            for number, each in zip(self.needs[at].groups, terms, strict=True):
                group = self.groups[number]
                if (number, each) not in self._left:
                    self._left[number, each] = tuple(_leaving(self.supply, group, each))
                for month, one in enumerate(self._left[number, each][: self.months - group.transit]):
                    if one.units > 0:
                        flows[month + group.transit] += one.units
                        arriving[month + group.transit].append(one)
            summed = np.cumsum(flows)
            self._coming[at, terms] = _Coming(summed, self.needs[at].arriving + summed, tuple(map(tuple, arriving)))
        return self._coming[at, terms]


Terms = tuple[float, float, bool]
"""The share of a pair's goods that may leave, the largest of its supplier's, and whether its licences help."""


@dataclass(frozen=True, slots=True, eq=False)
class _Coming:
    """What can come for a need: ``flows`` by the end of each month, ``total`` with what is there, and ``arriving`` in
    each month."""

    flows: Floats
    total: Floats
    arriving: tuple[tuple[Leaving, ...], ...]


def designs_at(facts: Facts, product: int, month: int) -> list[int]:
    """The designs that can be built in a month without a new start: the base, and redesigns begun before the plan."""
    found = []
    for v in facts.products[product].designs:
        number = facts.designs[v].redesign
        if number is None:
            found.append(v)
        else:
            begun = facts.redesigns[number].started
            if begun is not None and begun + facts.redesigns[number].months <= month:
                found.append(v)
    return found


def _largest(there: float, rates: Sequence[tuple[float, float]], arriving: Sequence[Leaving]) -> float:
    """The largest share of a month for which the need is met; it is met at its start, and not at its end.

    Args:
        there: what the month begins with.
        rates: (units a month, the share of it for which they are wanted) of those who need.
        arriving: what comes in the month.
    """

    def rest(part: float) -> float:
        return there + sum(one.by(part) for one in arriving) - sum(units * min(part, end) for units, end in rates)

    bends = {end for _, end in rates} | {bend for one in arriving for bend in one.bends()} | {1.0}
    low, over = 0.0, rest(0.0)
    for bend in sorted(bends):
        left = rest(bend)
        if left < 0.0 < bend - low:  # straight between bends
            return low + (bend - low) * max(0.0, over) / (max(0.0, over) - left)
        low, over = bend, left
    return 1.0


def _groups(supply: Supply) -> Iterable[Group]:
    channels: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, channel in enumerate(supply.channels):
        channels[channel.pair, channel.transit].append(number)
    for (pair, transit), numbers in channels.items():
        members = [supply.channels[number] for number in numbers]
        opening = [one.new_from for one in members if one.new_from is not None]
        yield Group(
            pair,
            members[0].item,
            transit,
            tuple(map(sum, zip(*(one.ready for one in members), strict=True))),
            min(opening, default=None),
            min((supply.facts.offers[one.offer].production for one in members if one.new_from is not None), default=0),
            frozenset(pool for one in members for pool in one.pools),
        )


def _needs(supply: Supply, groups: Sequence[Group]) -> Iterable[Need]:
    """For each item one need for all its products together and, where they may not use the same goods, one for each
    kind of them."""
    facts = supply.facts
    units: dict[int, dict[int, Floats]] = defaultdict(dict)
    for p, product in enumerate(facts.products):
        for item, least in _least_use(facts, p, supply.months).items():
            taken = least * np.array(product.demand)
            if taken.any():
                units[item][p] = taken
    for item, by_product in sorted(units.items()):
        kinds: dict[frozenset[int], list[int]] = defaultdict(list)
        for p in by_product:
            kinds[frozenset(g for g in facts.items[item].pools if p in facts.pools[g].products)].append(p)
        together = frozenset().union(*kinds)
        classes = dict(kinds)
        classes.setdefault(together, [])
        classes[together] = list(by_product)
        for pools, products in classes.items():
            yield Need(
                item,
                tuple(products),
                pools,
                np.array([by_product[p] for p in products]),
                np.cumsum(np.sum([supply.arriving[g] for g in pools], axis=0) if pools else np.zeros(supply.months)),
                tuple(at for at, group in enumerate(groups) if group.item == item and group.pools & pools),
            )


def _least_use(facts: Facts, product: int, months: int) -> dict[int, Floats]:
    """By item, units in one unit of the product in each month, in the design that takes least of it."""
    use = [dict(design.use) for design in facts.designs]
    found: dict[int, Floats] = {}
    for month in range(months):
        open_designs = designs_at(facts, product, month)
        for item in {item for v in open_designs for item in use[v]}:
            found.setdefault(item, np.zeros(months))[month] = min(use[v].get(item, 0.0) for v in open_designs)
    return found


def _leaving(supply: Supply, group: Group, terms: Terms) -> Iterable[Leaving]:
    """What leaves of a group in each month when all of its supplier's room is its own: as early as may be."""
    facts = supply.facts
    share, best, licences = terms
    capped = facts.pairs[group.pair].max_12_months is not None and group.new_from is not None
    ordered = orderable(supply, group.pair) if capped else ()
    granted = [facts.licences[k] for k in facts.pairs[group.pair].licences] if licences else []
    granted.sort(key=lambda one: one.last)
    rest = [one.quantity for one in granted]
    backlog = 0.0
    for month in range(supply.months):
        backlog += group.ready[month]
        made = month - group.production
        if capped and made >= 0:
            backlog += ordered[made] - (ordered[made - 1] if made else 0.0)
        elif not capped and group.new_from is not None and month >= group.new_from:
            backlog = math.inf
        full, open_ = supply.bound(group.pair, month, 1.0, 1.0), supply.bound(group.pair, month, share, best)
        valid = [at for at, one in enumerate(granted) if one.first <= month <= one.last]
        licensed = sum(rest[at] for at in valid)
        units = min(backlog, full, open_ + licensed)
        yield Leaving(units, backlog, full, open_, licensed)
        under = max(0.0, units - open_) if math.isfinite(units) else 0.0
        for at in valid:
            taken = min(under, rest[at])
            rest[at] -= taken
            under -= taken
        if math.isfinite(units):
            backlog -= units
