"""Decides from where the planned need would be served if nothing new were started: what is there, what is ordered, then
the approved offers, cheapest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from planner.facts.facts import Facts, OfferFacts
from planner.facts.lanes import MATERIAL
from planner.facts.names import folded_set
from planner.tables.case import Case
from planner.tables.supply import OpenOrder, Stock

_LITTLE = 1e-9
"""Share of a need that counts as nothing."""


class Kind(Enum):
    """What serves a need."""

    STOCK = "on hand"
    LEFT = "ordered, on its way"
    ORDERED = "ordered, has not left"
    OFFER = "approved offer"
    NOTHING = "not covered"


@dataclass(frozen=True, slots=True)
class Serving:
    """A part of the need of an item for a product, over the horizon, and what serves it.

    Attributes:
        item, product: indices into the facts.
        kind: what serves it.
        supplier: index of the supplier; None for stock and for what is not covered.
        country: where it was made; None where not known.
        feed_country, feed_share: where its rare earth comes from as far as known, and the share of it that does.
        units: units of the item.
    """

    item: int
    product: int
    kind: Kind
    supplier: int | None
    country: str | None
    feed_country: str | None
    feed_share: float
    units: float


@dataclass(slots=True)
class _Source:
    """Something that serves; ``room`` is units it has left, ``pair`` set for offers, whose pair bounds them too."""

    kind: Kind
    item: int
    supplier: int | None
    country: str | None
    feed_country: str | None
    feed_share: float
    products: frozenset[int]
    room: float
    pair: int | None = None


def approved_from(facts: Facts, offer: OfferFacts) -> int | None:
    """The first month in which an offer can be ordered when nothing new is started; None where it never can."""
    first = offer.first
    if offer.qualification is not None:
        test = facts.qualifications[offer.qualification]
        if test.started is None:
            return None
        first = max(first, test.started + test.months)
    return first if first <= offer.last else None


def landed(offer: OfferFacts) -> float:
    """Price, freight and duty of a unit in calm times, in case currency."""
    return offer.price * (1.0 + offer.duty_rate) + offer.freight


def provenance(case: Case, facts: Facts) -> tuple[Serving, ...]:
    """What serves the planned need of every item and product, over the whole horizon.

    Need is that of the base designs at planned demand, months lumped together. It is served by stock on hand first,
    then by open orders that arrive within the horizon, then by approved offers, cheapest landed unit first, as far as
    capacity and the 12-month cap reach over the horizon. Goods fewer products may use go first. Where several products
    ask one source for more than it has, all get the same share and turn to the next. Redesigns, and starts not made
    before the plan, are left out.

    Args:
        case: without error findings.
        facts: what follows from it.
    """
    left = _needs(facts)
    stages = ([*_stock(case, facts)], [*_orders(case, facts)], [*_offers(facts)])
    rooms = _Rooms(facts)
    found: list[Serving] = []
    for number, sources in enumerate(stages):
        queues = {
            customer: _queue(facts, [one for one in sources if _suits(one, customer)], by_price=number == 2)
            for customer in left
        }
        found += _served(left, queues, rooms)
    nothing = (Serving(i, p, Kind.NOTHING, None, None, None, 0.0, units) for (i, p), units in left.items() if units > 0)
    return (*found, *nothing)


Customer = tuple[int, int]
"""An item and a product that needs it."""


def _needs(facts: Facts) -> dict[Customer, float]:
    return {
        (item, p): units * sum(product.demand)
        for p, product in enumerate(facts.products)
        for item, units in facts.designs[product.designs[0]].use
        if sum(product.demand) > 0
    }


def _suits(source: _Source, customer: Customer) -> bool:
    return source.item == customer[0] and customer[1] in source.products


def _queue(facts: Facts, sources: list[_Source], *, by_price: bool) -> list[_Source]:
    """The order in which a customer turns to its sources."""
    if not by_price:
        return sorted(sources, key=lambda one: len(one.products))
    price = {
        id(one): min(
            landed(facts.offers[o])
            for o in facts.pairs[one.pair].offers
            if approved_from(facts, facts.offers[o]) is not None
        )
        for one in sources
        if one.pair is not None
    }
    return sorted(sources, key=lambda one: price[id(one)])


class _Rooms:
    """Kilograms each supplier with a bound in kg can still give."""

    def __init__(self, facts: Facts) -> None:
        self.mass = [item.kg or 0.0 for item in facts.items]
        self.kg = [None if one.capacity_kg is None else sum(one.capacity_kg) for one in facts.suppliers]
        for offer in facts.offers:
            bound = self.kg[offer.supplier]
            if bound is not None:
                self.kg[offer.supplier] = bound + self.mass[offer.item] * _reserved(facts, offer, 0)

    def granted(self, asked: list[tuple[_Source, float]]) -> list[float]:
        """The share of what is asked of each source that it gives; takes it."""
        in_kg: dict[int, float] = defaultdict(float)
        for source, units in asked:
            if source.pair is not None and source.supplier is not None:
                in_kg[source.supplier] += min(units, source.room) * self.mass[source.item]
        shares = []
        for source, units in asked:
            given = min(units, source.room)
            bound = self.kg[source.supplier] if source.pair is not None and source.supplier is not None else None
            if bound is not None and source.supplier is not None and in_kg[source.supplier] > bound:
                given *= bound / in_kg[source.supplier]
            source.room -= given
            shares.append(given / units)
        for supplier, kg in in_kg.items():
            bound = self.kg[supplier]
            if bound is not None:
                self.kg[supplier] = bound - min(bound, kg)
        return shares


def _served(left: dict[Customer, float], queues: dict[Customer, list[_Source]], rooms: _Rooms) -> Iterable[Serving]:
    """Serve what is left from the queues, round by round; ``left`` is brought up to date."""
    least = {customer: _LITTLE * units for customer, units in left.items()}
    while True:
        asking: dict[int, list[Customer]] = defaultdict(list)
        sources: dict[int, _Source] = {}
        for customer, queue in queues.items():
            if queue and left[customer] > least[customer]:
                sources[id(queue[0])] = queue[0]
                asking[id(queue.pop(0))].append(customer)
        if not asking:
            return
        asked = [(source, sum(left[customer] for customer in asking[key])) for key, source in sources.items()]
        for (source, _), share in zip(asked, rooms.granted(asked), strict=True):
            for item, product in asking[id(source)]:
                units = share * left[item, product]
                left[item, product] -= units
                if left[item, product] <= least[item, product]:
                    left[item, product] = 0.0
                if units > 0:
                    yield Serving(
                        item,
                        product,
                        source.kind,
                        source.supplier,
                        source.country,
                        source.feed_country,
                        source.feed_share,
                        units,
                    )


def _users(facts: Facts, item: int, origins: Iterable[str | None]) -> frozenset[int]:
    """Products that may use goods of the item from these countries."""
    known = folded_set(filter(None, origins))
    free = facts.items[item].kind == MATERIAL
    return frozenset(
        p for p, product in enumerate(facts.products) if free or not known & folded_set(product.excluded_origins)
    )


def _stock(case: Case, facts: Facts) -> Iterable[_Source]:
    numbers = {item.name.casefold(): number for number, item in enumerate(facts.items)}
    for row in case.read(Stock):
        item = numbers[row.item.casefold()]
        share = 1.0 if row.feed_origin else 0.0
        products = _users(facts, item, (row.origin, row.feed_origin))
        yield _Source(Kind.STOCK, item, None, row.origin, row.feed_origin, share, products, row.quantity)


def _orders(case: Case, facts: Facts) -> Iterable[_Source]:
    """Open orders that arrive within the horizon; as many months after they are due to leave as their offer takes."""
    pairs = {
        (facts.suppliers[one.supplier].name.casefold(), facts.items[one.item].name.casefold()): one
        for one in facts.pairs
    }
    named = {offer.name.casefold(): offer for offer in facts.offers}
    for row in case.read(OpenOrder):
        pair = pairs[row.supplier.casefold(), row.item.casefold()]
        offer = named[row.offer.casefold()] if row.offer else facts.offers[pair.offers[0]]
        start = facts.settings.start_month
        due = (
            max(0, row.ready_month - start) + offer.transit if row.arrival_month is None else row.arrival_month - start
        )
        if due < facts.months:
            kind = Kind.ORDERED if row.arrival_month is None else Kind.LEFT
            yield _from(facts, kind, offer, row.quantity)


def _offers(facts: Facts) -> Iterable[_Source]:
    """One source for each pair with an approved offer: its units over the horizon, from the first month any can
    leave."""
    for number, pair in enumerate(facts.pairs):
        open_offers = [facts.offers[o] for o in pair.offers if approved_from(facts, facts.offers[o]) is not None]
        if not open_offers:
            continue
        leaves = min((approved_from(facts, one) or 0) + one.production for one in open_offers)
        room = float("inf") if pair.capacity is None else sum(pair.capacity[leaves:])
        room += sum(_reserved(facts, facts.offers[o], leaves) for o in pair.offers)
        if pair.max_12_months is not None:
            room = min(room, pair.max_12_months * facts.months / 12.0)
        products = frozenset(
            p for one in open_offers for part in one.parts for p in facts.pools[facts.parts[part].pool].products
        )
        source = _from(facts, Kind.OFFER, open_offers[0], room)
        source.pair, source.products = number, products
        yield source


def _reserved(facts: Facts, offer: OfferFacts, leaves: int) -> float:
    """Units of capacity that contracts signed before the plan add over the horizon."""
    found = 0.0
    for c in offer.contracts:
        contract = facts.contracts[c]
        if contract.signed:
            months = min(contract.last, facts.months - 1) - max(contract.first, leaves) + 1
            found += contract.per_month * max(0, months)
    return found


def _from(facts: Facts, kind: Kind, offer: OfferFacts, units: float) -> _Source:
    supplier = facts.suppliers[offer.supplier]
    share = supplier.feed_share if supplier.feed_country else 0.0
    origins = (supplier.country, supplier.feed_country if share > 0 else None)
    return _Source(
        kind,
        offer.item,
        offer.supplier,
        supplier.country,
        supplier.feed_country,
        share,
        _users(facts, offer.item, origins),
        units,
    )
