"""Decides what can still leave and arrive month by month when nothing new is started: channels, bounds, open orders."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from planner.facts.facts import Facts
from planner.insight.provenance import approved_from
from planner.insight.stops import Remaining

MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Channel:
    """What an offer can still bring.

    Attributes:
        offer, pair, item: indices into the facts.
        transit: months from leaving to arrival.
        ready: open orders that join the goods ready to leave, by month; units.
        new_from: the first month in which goods ordered from now on can leave; None where none can be ordered.
        ordered: whether orders count one by one, because a 12-month cap or material of ours bounds them.
        pools: pools its goods land in.
    """

    offer: int
    pair: int
    item: int
    transit: int
    ready: tuple[float, ...]
    new_from: int | None
    ordered: bool
    pools: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Supply:
    """What can still come, whatever stops.

    Attributes:
        facts: of the case.
        months: of the horizon.
        channels: offers that are approved or owe us goods, and whose goods somebody can use.
        arriving: by pool, units on hand at the start of each month apart from channels: opening stock in month 0, and
            open orders on their way.
        capacity: by pair, units that may leave in each month, signed contracts included; None is no bound.
        capacity_kg: by supplier, kg over all its items, likewise.
    """

    facts: Facts
    months: int
    channels: tuple[Channel, ...]
    arriving: tuple[tuple[float, ...], ...]
    capacity: tuple[tuple[float, ...] | None, ...]
    capacity_kg: tuple[tuple[float, ...] | None, ...]

    def bound(self, pair: int, month: int, share: float, best: float) -> float:
        """Units of a pair that may leave in a month.

        Its own bound times the share of its goods that may leave, else its supplier's kg times that share; and never
        more than its supplier's kg times the largest share of its goods. Where no bound is given, any amount unless
        all is stopped: a share of something unknown bounds nothing.

        Args:
            pair: the pair.
            month: of leaving.
            share: of its goods that may leave, 0 to 1.
            best: the largest share of any of its supplier's goods.
        """
        if share <= 0.0:
            return 0.0
        one = self.facts.pairs[pair]
        own, kg = self.capacity[pair], self.capacity_kg[one.supplier]
        mass = self.facts.items[one.item].kg
        most = math.inf if own is None else own[month] * share
        if kg is not None and mass:
            most = min(most, kg[month] * (share if own is None else best) / mass)
        return most

    def best(self, left: Remaining) -> tuple[float, ...]:
        """By supplier, the largest share of any of its goods that may leave."""
        return tuple(max((left[pair] for pair in one.pairs), default=0.0) for one in self.facts.suppliers)


def supply_of(facts: Facts) -> Supply:
    """What can still come in a case: approved offers, qualifications under way, open orders, contracts signed."""
    arriving = [[0.0] * facts.months for _ in facts.pools]
    for number, pool in enumerate(facts.pools):
        arriving[number][0] += pool.opening
    for one in facts.coming:
        if one.arrives < facts.months:
            arriving[one.pool][one.arrives] += one.quantity
    kg = [list(one.capacity_kg) if one.capacity_kg is not None else None for one in facts.suppliers]
    capacity = []
    for pair in facts.pairs:
        own = list(pair.capacity) if pair.capacity is not None else None
        in_all = kg[pair.supplier]
        for month, units in _reserved(facts, pair.offers):
            if own is not None:
                own[month] += units
            if in_all is not None:
                in_all[month] += units * (facts.items[pair.item].kg or 0.0)
        capacity.append(None if own is None else tuple(own))
    return Supply(
        facts,
        facts.months,
        tuple(_channels(facts)),
        tuple(map(tuple, arriving)),
        tuple(capacity),
        tuple(None if one is None else tuple(one) for one in kg),
    )


def _reserved(facts: Facts, offers: tuple[int, ...]) -> Iterator[tuple[int, float]]:
    """(month, units) that contracts signed before the plan add to what may leave."""
    for o in offers:
        for c in facts.offers[o].contracts:
            contract = facts.contracts[c]
            if contract.signed:
                for month in range(max(0, contract.first), min(contract.last, facts.months - 1) + 1):
                    yield month, contract.per_month


def _channels(facts: Facts) -> Iterator[Channel]:
    owed: dict[int, list[float]] = defaultdict(lambda: [0.0] * facts.months)
    for waiting in facts.waiting:
        if waiting.ready < facts.months:
            owed[waiting.offer][waiting.ready] += waiting.quantity
    for number, offer in enumerate(facts.offers):
        opens = approved_from(facts, offer)
        new_from = None if opens is None or opens + offer.production >= facts.months else opens + offer.production
        if new_from is None and number not in owed:
            continue
        yield Channel(
            number,
            offer.pair,
            offer.item,
            offer.transit,
            tuple(owed[number]) if number in owed else (0.0,) * facts.months,
            new_from,
            bool(offer.tolling) or facts.pairs[offer.pair].max_12_months is not None,
            tuple(dict.fromkeys(facts.parts[part].pool for part in offer.parts)),
        )


def orderable(supply: Supply, pair: int) -> tuple[float, ...]:
    """The most units of a pair with a 12-month cap that can have been ordered by the end of each month.

    As much as may be, as early as may be: total[t] is the cap less ordered_before * (11 - t) / 12 (never below 0) in
    the first eleven months, and at most total[t - 12] + cap at any time; 0 before its offers open.
    """
    facts = supply.facts
    one = facts.pairs[pair]
    open_from = [approved_from(facts, facts.offers[o]) for o in one.offers]
    first = min((month for month in open_from if month is not None), default=supply.months)
    last = max(facts.offers[o].last for o, month in zip(one.offers, open_from, strict=True) if month is not None)
    cap = math.inf if one.max_12_months is None else one.max_12_months
    total: list[float] = []
    for month in range(supply.months):
        gone = one.ordered_before * max(0, MONTHS_A_YEAR - 1 - month) / MONTHS_A_YEAR
        most = max(0.0, cap - gone) + (total[month - MONTHS_A_YEAR] if month >= MONTHS_A_YEAR else 0.0)
        before = total[-1] if total else 0.0
        total.append(most if first <= month <= last else before)
    return tuple(total)


def touched_items(supply: Supply, left: Remaining) -> set[int]:
    """Items that lose some of what still comes for them."""
    return {one.item for one in supply.channels if left[one.pair] < 1.0}
