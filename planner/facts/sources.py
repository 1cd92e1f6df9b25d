"""Decides who supplies what on which terms: suppliers, pairs and offers, in case currency and months from the start."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.facts.facts import OfferFacts, PairFacts, SupplierFacts
from planner.facts.horizon import Horizon
from planner.facts.names import Numbering
from planner.months import Month
from planner.tables.case import Case
from planner.tables.supply import Capacity, Contract, Currency, Licence, Offer, Supplier, Tolling


@dataclass(frozen=True, slots=True)
class Sources:
    """Suppliers, pairs and offers, joined to each other; lanes, parts and a supplier's place in limits come later."""

    suppliers: tuple[SupplierFacts, ...]
    pairs: tuple[PairFacts, ...]
    offers: tuple[OfferFacts, ...]
    granted: tuple[Licence, ...]
    supplier_numbers: Numbering
    offer_numbers: Numbering
    pair_numbers: dict[tuple[int, int], int]


def gather_sources(
    case: Case, horizon: Horizon, items: Numbering, qualifications: Numbering, countries: Numbering
) -> Sources:
    """Suppliers, pairs and offers of a case without error findings.

    Args:
        case: the case.
        horizon: its months.
        items: the items' numbers.
        qualifications: the qualifications' numbers.
        countries: spells a country as it was first written; countries met here are added.

    Returns:
        Pairs in the order of their first offers. Lanes of pairs and parts of offers are still empty. Licences that are
        only applied for, or for a pair nobody offers, are left out of ``granted``.
    """
    rows, offer_rows = case.read(Supplier), case.read(Offer)
    suppliers = Numbering("supplier", (row.supplier for row in rows))
    offers = Numbering("offer", (row.offer for row in offer_rows))
    places = [(suppliers[row.supplier], items[row.item]) for row in offer_rows]
    pairs = {place: number for number, place in enumerate(dict.fromkeys(places))}
    granted = tuple(
        row
        for row in case.read(Licence)
        if row.status == "granted" and (suppliers[row.supplier], items[row.item]) in pairs
    )
    capacity = _capacity(case.read(Capacity), horizon, suppliers, items)
    return Sources(
        tuple(_supplier(row, number, pairs, capacity, countries) for number, row in enumerate(rows)),
        _pairs(offer_rows, pairs, places, capacity, [(suppliers[row.supplier], items[row.item]) for row in granted]),
        _offers(case, horizon, offer_rows, [(*place, pairs[place]) for place in places], items, qualifications, offers),
        granted,
        suppliers,
        offers,
        pairs,
    )


Steps = dict[tuple[int, int | None], tuple[float, ...] | None]


def _capacity(rows: Iterable[Capacity], horizon: Horizon, suppliers: Numbering, items: Numbering) -> Steps:
    """Per month by supplier and item; item None for the supplier in all."""
    steps: dict[tuple[int, int | None], list[tuple[Month, float]]] = {}
    for row in rows:
        place = (suppliers[row.supplier], None if row.item is None else items[row.item])
        steps.setdefault(place, []).append((row.from_month, row.per_month))
    return {place: horizon.steps(listed) for place, listed in steps.items()}


def _supplier(
    row: Supplier, number: int, pairs: dict[tuple[int, int], int], capacity: Steps, countries: Numbering
) -> SupplierFacts:
    for country in filter(None, (row.country, row.feed_country)):
        countries.add(country)
    return SupplierFacts(
        name=row.supplier,
        country=countries.spelled(row.country),
        feed_country=countries.spelled(row.feed_country) if row.feed_country else None,
        feed_share=row.feed_share,
        capacity_kg=capacity.get((number, None)),
        pairs=tuple(pair for (supplier, _), pair in pairs.items() if supplier == number),
    )


def _pairs(
    rows: Sequence[Offer],
    pairs: dict[tuple[int, int], int],
    places: Sequence[tuple[int, int]],
    capacity: Steps,
    licensed: Sequence[tuple[int, int]],
) -> tuple[PairFacts, ...]:
    """The cap of a pair is the one its offers name (the least, should they differ), its past the greatest."""
    offers: list[list[int]] = [[] for _ in pairs]
    licences: list[list[int]] = [[] for _ in pairs]
    for number, place in enumerate(places):
        offers[pairs[place]].append(number)
    for number, place in enumerate(licensed):
        licences[pairs[place]].append(number)
    return tuple(
        PairFacts(
            supplier=supplier,
            item=item,
            offers=tuple(offers[pair]),
            lanes=(),
            capacity=capacity.get((supplier, item)),
            max_12_months=min((cap for o in offers[pair] if (cap := rows[o].max_12_months) is not None), default=None),
            ordered_before=max(rows[o].ordered_before for o in offers[pair]),
            licences=tuple(licences[pair]),
        )
        for (supplier, item), pair in pairs.items()
    )


def _offers(
    case: Case,
    horizon: Horizon,
    rows: Sequence[Offer],
    places: Sequence[tuple[int, int, int]],
    items: Numbering,
    qualifications: Numbering,
    numbers: Numbering,
) -> tuple[OfferFacts, ...]:
    home = case.settings.currency.casefold()
    rates = {row.currency.casefold(): row.rate for row in case.read(Currency)} | {home: 1.0}
    tolling: dict[int, list[tuple[int, float]]] = {}
    for toll in case.read(Tolling):
        tolling.setdefault(numbers[toll.offer], []).append((items[toll.material], toll.quantity_per_unit))
    contracts: dict[int, list[int]] = {}
    for number, contract in enumerate(case.read(Contract)):
        contracts.setdefault(numbers[contract.offer], []).append(number)
    found: list[OfferFacts] = []
    for number, (row, (supplier, item, pair)) in enumerate(zip(rows, places, strict=True)):
        rate = rates[row.currency.casefold()] if row.currency else 1.0
        first, last = horizon.window(row.from_month, row.to_month)
        found.append(
            OfferFacts(
                name=row.offer,
                supplier=supplier,
                item=item,
                pair=pair,
                price=row.price * rate,
                freight=row.freight * rate,
                duty_rate=row.duty_rate,
                production=row.production_months,
                transit=row.transit_months,
                min_order=row.min_order or 0.0,
                multiple=row.order_multiple,
                order_cost=row.order_cost * rate,
                qualification=qualifications[row.qualification] if row.qualification else None,
                first=first,
                last=last,
                parts=(),
                contracts=tuple(contracts.get(number, ())),
                tolling=tuple(tolling.get(number, ())),
            )
        )
    return tuple(found)
