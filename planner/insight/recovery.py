"""Decides how long it takes to be supplied in full again once something has stopped: other sources, or another
design."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from planner.facts.facts import Facts, OfferFacts
from planner.insight.contents import users_of
from planner.insight.provenance import Kind, Serving
from planner.insight.stops import Remaining
from planner.insight.supply import Supply, touched_items


@dataclass(frozen=True, slots=True)
class Recovery:
    """The soonest way back for a product.

    Attributes:
        months: from the stop until it can be built in full again; None when the case holds no way back.
        redesign: the redesign it takes; None for the base design.
        qualifications: what must be passed first.
        suppliers: who then supplies the items that stopped.
        item: the item that takes longest, or that nothing brings back; None where the redesign takes longest.
        reach: share of a month's need that comes back at all, of the item with the least; 1 where it is all.
    """

    months: int | None
    redesign: str | None
    qualifications: tuple[str, ...]
    suppliers: tuple[str, ...]
    item: str | None
    reach: float


@dataclass(frozen=True, slots=True)
class _Way:
    """When an item is back in full, who brings it, and the largest share of its need that comes back at all."""

    months: int | None
    offers: tuple[int, ...]
    reach: float


class Recoveries:
    """Answers for one case, stop after stop.

    An item is back in the first month in which the sources the stop leaves can let arrive what a month needs of it:
    qualification (from its earliest month) + production + transit, started at once, where capacity has grown to it. Of
    a supplier's kg, what it needs for other items it serves today is taken off, and the rest goes to the items that
    stopped in proportion to their need. A redesign takes its months, and its new items their own lead times. What
    would have to be paid, limits of the company and engineers at hand are not asked.
    """

    def __init__(self, supply: Supply, servings: Sequence[Serving]) -> None:
        self.supply = supply
        self.facts = supply.facts
        self.horizon = supply.months + max(
            (_lead(self.facts, offer) for offer in self.facts.offers if offer.first <= offer.last), default=0
        )
        self.weights = [
            {
                one.item: sum(self.facts.items[one.item].need) * (self.facts.items[one.item].kg or 0.0)
                for one in (self.facts.pairs[pair] for pair in supplier.pairs)
            }
            for supplier in self.facts.suppliers
        ]
        self._used = frozenset(users_of(self.facts))
        self._wanted: dict[tuple[int, frozenset[int]], float] = {}
        self.busy: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
        for one in servings:
            if one.supplier is not None and one.kind is Kind.OFFER:
                kg = one.units * (self.facts.items[one.item].kg or 0.0) / supply.months
                self.busy[one.supplier][one.item] += kg

    def of(self, left: Remaining, products: Sequence[int]) -> dict[int, Recovery]:
        """The way back of each of these products."""
        touched = touched_items(self.supply, left) & self._used
        ways: dict[tuple[int, int], _Way] = {}
        found = {}
        for p in products:
            options = [self._by_design(left, touched, p, v, ways) for v in self.facts.products[p].designs]
            found[p] = min(options, key=lambda one: (math.inf if one.months is None else one.months, -one.reach))
        return found

    def _by_design(
        self, left: Remaining, touched: set[int], p: int, v: int, ways: dict[tuple[int, int], _Way]
    ) -> Recovery:
        design = self.facts.designs[v]
        base = {item for item, _ in self.facts.designs[self.facts.products[p].designs[0]].use}
        months: float = 0
        longest: int | None = None
        offers: list[int] = []
        reach = 1.0
        for item, units in design.use:
            if item in base and item not in touched:
                continue
            if (item, p) not in ways:
                ways[item, p] = self._item(left, touched, p, item, units)
            way = ways[item, p]
            offers += way.offers
            reach = min(reach, way.reach)
            if way.months is None or way.months > months:
                months, longest = (math.inf if way.months is None else way.months), item
        if design.redesign is not None:
            redesign = self.facts.redesigns[design.redesign]
            ready = max(0, (redesign.earliest if redesign.started is None else redesign.started) + redesign.months)
            if ready >= months:
                months, longest = ready, None
        tests = [self.facts.offers[o].qualification for o in offers]
        return Recovery(
            months=None if math.isinf(months) else int(months),
            redesign=None if design.redesign is None else design.name,
            qualifications=tuple(
                dict.fromkeys(
                    self.facts.qualifications[q].name
                    for q in tests
                    if q is not None and self.facts.qualifications[q].started is None
                )
            ),
            suppliers=tuple(dict.fromkeys(self.facts.suppliers[self.facts.offers[o].supplier].name for o in offers)),
            item=None if longest is None else self.facts.items[longest].name,
            reach=reach,
        )

    def _item(self, left: Remaining, touched: set[int], p: int, item: int, units: float) -> _Way:
        """When the sources that are left bring a month's need of an item again."""
        sources = [
            (_lead(self.facts, self.facts.offers[o]), o)
            for pair in self.facts.items[item].pairs
            for o in self.facts.pairs[pair].offers
            if left[pair] > 0 and self._serves(self.facts.offers[o], p) and _lead(self.facts, self.facts.offers[o]) >= 0
        ]
        need = self.facts.items[item].need
        if not any(need):
            need = tuple(units * wanted for wanted in self.facts.products[p].demand)
        best = _Way(None, (), 0.0)
        for month in range(min((lead for lead, _ in sources), default=self.horizon + 1), self.horizon + 1):
            wanted = need[min(month, self.supply.months - 1)]
            room, used = self._arriving(left, touched, month, [o for lead, o in sources if lead <= month])
            reach = min(1.0, room / wanted) if wanted > 0 else 1.0
            if used and reach >= 1.0 - 1e-9:
                return _Way(month, used, 1.0)
            if reach > best.reach:
                best = _Way(None, used, reach)
        return best

    def _arriving(
        self, left: Remaining, touched: set[int], month: int, offers: Sequence[int]
    ) -> tuple[float, tuple[int, ...]]:
        """Units that can arrive in a month from these offers, and those of them that bring any."""
        room = 0.0
        used: list[int] = []
        for pair in dict.fromkeys(self.facts.offers[o].pair for o in offers):
            offer = next(o for o in offers if self.facts.offers[o].pair == pair)
            leaves = min(max(0, month - self.facts.offers[offer].transit), self.supply.months - 1)
            more = self._room(left, touched, pair, leaves)
            if more > 0:
                room += more
                used.append(offer)
        return room, tuple(used)

    def _serves(self, offer: OfferFacts, p: int) -> bool:
        return any(p in self.facts.pools[self.facts.parts[part].pool].products for part in offer.parts)

    def _room(self, left: Remaining, touched: set[int], pair: int, month: int) -> float:
        """Units of the pair that may leave in a month."""
        one = self.facts.pairs[pair]
        own = self.supply.capacity[pair]
        room = math.inf if own is None else own[month] * left[pair]
        kg, mass = self.supply.capacity_kg[one.supplier], self.facts.items[one.item].kg
        if kg is not None and mass:
            busy = sum(weight for item, weight in self.busy[one.supplier].items() if item not in touched)
            free = max(0.0, kg[month] * left[pair] - busy)
            room = min(room, free * self._part(touched, one.supplier, one.item) / mass)
        return room

    def _part(self, touched: set[int], supplier: int, item: int) -> float:
        """The part of a supplier's free kg that an item gets: by need among the items that stopped and it offers."""
        weights = self.weights[supplier]
        mine = weights.get(item, 0.0) if item in touched else 0.0
        if mine <= 0:
            return 1.0
        key = (supplier, frozenset(touched))
        if key not in self._wanted:
            self._wanted[key] = sum(weight for i, weight in weights.items() if i in touched)
        return mine / self._wanted[key]


def _lead(facts: Facts, offer: OfferFacts) -> int:
    """Months until goods of an offer can arrive when all it needs is started at once; -1 where they never can."""
    first = offer.first
    if offer.qualification is not None:
        test = facts.qualifications[offer.qualification]
        first = max(first, (test.earliest if test.started is None else test.started) + test.months)
    return first + offer.production + offer.transit if first <= offer.last else -1
