"""Decides on whom the planned need rests: its shares by country of the magnet, of its feed, and by supplier; and what
has a single source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from planner.facts.facts import Facts
from planner.insight.contents import users_of
from planner.insight.provenance import Kind, Serving, approved_from


class By(Enum):
    """What a share is told by."""

    MAGNET_COUNTRY = "country of the magnet"
    FEED_COUNTRY = "country of its rare earth"
    SUPPLIER = "supplier"


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the planned need over the horizon.

    Attributes:
        by: what it is told by.
        name: the country or supplier; None where that is not known. What is on hand has no supplier.
        covered: False for the part no stock, order or approved offer covers.
        product: whose need; None for all products together.
        kg: magnet mass; items of unknown mass are left out.
        share: of the kilograms of the same product, 0 to 1; 0 where there are none.
        value: at standard cost, in case currency, all items.
        value_share: of that value, 0 to 1.
    """

    by: By
    name: str | None
    covered: bool
    product: str | None
    kg: float
    share: float
    value: float
    value_share: float


@dataclass(frozen=True, slots=True)
class SingleSource:
    """An item with one approved supplier, with several of one country, or with none at all.

    Attributes:
        item: the item.
        supplier: the only one; None where there are several or none.
        country: the only one; None where there is no approved source.
        products: products in demand whose base design uses it and which have no other approved source of it.
        suppliers: all approved ones.
        waiting: qualifications not started that would open a source elsewhere.
    """

    item: str
    supplier: str | None
    country: str | None
    products: tuple[str, ...]
    suppliers: tuple[str, ...]
    waiting: tuple[str, ...]


def shares(facts: Facts, servings: Sequence[Serving], by: By, product: int | None = None) -> tuple[Share, ...]:
    """The shares of the planned need, largest first.

    Args:
        facts: of the case.
        servings: what serves the need (``provenance``).
        by: what to tell them by.
        product: index of the product; None for all together.
    """
    kg: dict[tuple[str | None, bool], float] = defaultdict(float)
    value: dict[tuple[str | None, bool], float] = defaultdict(float)
    for one in servings:
        if product is None or one.product == product:
            item = facts.items[one.item]
            for name, part in _names(facts, one, by):
                key = (name, one.kind is not Kind.NOTHING)
                kg[key] += part * one.units * (item.kg or 0.0)
                value[key] += part * one.units * item.standard_cost
    all_kg, all_value = sum(kg.values()), sum(value.values())
    whose = None if product is None else facts.products[product].name
    found = [
        Share(
            by,
            name,
            covered,
            whose,
            kg[name, covered],
            kg[name, covered] / all_kg if all_kg else 0.0,
            worth,
            worth / all_value if all_value else 0.0,
        )
        for (name, covered), worth in value.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.share, -one.value_share)))


def _names(facts: Facts, one: Serving, by: By) -> Iterable[tuple[str | None, float]]:
    """Under which names a serving counts, and how much of it under each."""
    match by:
        case By.MAGNET_COUNTRY:
            yield one.country, 1.0
        case By.SUPPLIER:
            yield (None if one.supplier is None else facts.suppliers[one.supplier].name), 1.0
        case By.FEED_COUNTRY:
            part = one.feed_share if one.feed_country else 0.0
            if part > 0:
                yield one.feed_country, part
            if part < 1:
                yield None, 1.0 - part


def single_sources(facts: Facts) -> tuple[SingleSource, ...]:
    """Items in demand that hang on one supplier, on one country, or on nothing approved; in the order of the case.

    Products that may take from other sources than the rest, because of excluded origins or end uses, have a row of
    their own.
    """
    found = []
    for number, users in sorted(users_of(facts).items()):
        rows: dict[tuple[frozenset[int], frozenset[str]], list[int]] = defaultdict(list)
        for p in users:
            approved, waiting = _sources(facts, number, p)
            rows[approved, waiting].append(p)
        for (approved, waiting), products in rows.items():
            countries = {facts.suppliers[s].country for s in approved}
            if len(countries) > 1:
                continue
            names = tuple(facts.suppliers[s].name for s in sorted(approved))
            found.append(
                SingleSource(
                    item=facts.items[number].name,
                    supplier=names[0] if len(names) == 1 else None,
                    country=next(iter(countries), None),
                    products=tuple(facts.products[p].name for p in products),
                    suppliers=names,
                    waiting=tuple(sorted(waiting)),
                )
            )
    return tuple(found)


def _sources(facts: Facts, item: int, product: int) -> tuple[frozenset[int], frozenset[str]]:
    """The approved suppliers of an item for a product, and the qualifications that would open more."""
    approved: set[int] = set()
    waiting: dict[str, int] = {}
    for pair in facts.items[item].pairs:
        for o in facts.pairs[pair].offers:
            offer = facts.offers[o]
            if not any(product in facts.pools[facts.parts[part].pool].products for part in offer.parts):
                continue
            if approved_from(facts, offer) is not None:
                approved.add(offer.supplier)
            elif offer.qualification is not None and offer.first <= offer.last:
                waiting[facts.qualifications[offer.qualification].name] = offer.supplier
    return frozenset(approved), frozenset(name for name, supplier in waiting.items() if supplier not in approved)
