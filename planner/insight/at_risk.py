"""Decides what money hangs on whom, and whom to serve first when an element is scarce."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from planner.facts.facts import Facts
from planner.insight.contents import RARE_EARTHS, ElementNeed
from planner.insight.licensing import LicenceNeed, RuleState
from planner.insight.provenance import Kind, Serving


class Hazard(Enum):
    """What may fail."""

    SUPPLIER = "supplier"
    COUNTRY = "country of the magnet"
    FEED = "country of its rare earth"
    ELEMENT = "element"
    LICENCE = "licence rule"


@dataclass(frozen=True, slots=True)
class ProductAtRisk:
    """The part of a product that hangs on something.

    Attributes:
        product: its name.
        item: the item with the largest part, which therefore decides.
        part: share of the product's demand over the horizon that would fail with it, 0 to 1.
        contribution: that share of the product's contribution, in case currency, undiscounted.
    """

    product: str
    item: str
    part: float
    contribution: float


@dataclass(frozen=True, slots=True)
class AtRisk:
    """What hangs on a supplier, a country, an element or a licence rule.

    Attributes:
        hazard, name: what may fail.
        contribution: in case currency over the horizon, undiscounted.
        share: of the contribution of all products, 0 to 1.
        products: those that hang on it, dearest first.
    """

    hazard: Hazard
    name: str
    contribution: float
    share: float
    products: tuple[ProductAtRisk, ...]


@dataclass(frozen=True, slots=True)
class Priority:
    """What a gram of a rare earth earns in a product; products that earn most should be served first.

    Attributes:
        element, product: the two.
        per_gram: contribution per gram, in case currency.
        contribution: of one unit of the product: its shortage cost.
        grams: of the element in one unit, scrap included.
        kg: need over the horizon.
    """

    element: str
    product: str
    per_gram: float
    contribution: float
    grams: float
    kg: float


def at_risk(
    facts: Facts,
    servings: Sequence[Serving],
    licences: Sequence[LicenceNeed],
) -> tuple[AtRisk, ...]:
    """What hangs on each supplier, country, feed country, element and licence rule in force; by kind, most first.

    A product's contribution is shortage cost times planned demand. It hangs on a hazard by the largest share, over its
    items, of the item's need that is still to come from there (``provenance``): a product cannot be built without any
    one of its items. Goods on hand and on their way hang on nobody.
    """
    coming = [one for one in servings if one.kind in (Kind.ORDERED, Kind.OFFER)]
    need: dict[tuple[int, int], float] = defaultdict(float)
    for one in servings:
        need[one.item, one.product] += one.units
    table = _Table(facts, need)
    names = [supplier.name for supplier in facts.suppliers]
    return (
        *table.rows(Hazard.SUPPLIER, coming, lambda one: [(names[one.supplier or 0], 1.0)]),
        *table.rows(Hazard.COUNTRY, coming, lambda one: [(one.country or "", 1.0)]),
        *table.rows(Hazard.FEED, coming, lambda one: [(one.feed_country, one.feed_share)] if one.feed_country else []),
        *table.rows(Hazard.ELEMENT, coming, lambda one: [(name, 1.0) for name in _elements(facts, one.item)]),
        *table.rows(Hazard.LICENCE, coming, _under_licence(facts, licences)),
    )


class _Table:
    """Adds up what hangs on whom."""

    def __init__(self, facts: Facts, need: dict[tuple[int, int], float]) -> None:
        self.facts = facts
        self.need = need
        self.worth = [product.shortage_cost * sum(product.demand) for product in facts.products]

    def rows(
        self, hazard: Hazard, coming: Sequence[Serving], names: Callable[[Serving], Iterable[tuple[str, float]]]
    ) -> tuple[AtRisk, ...]:
        """One row for each name, largest contribution first; ``names`` says under which names a serving counts."""
        parts: dict[str, dict[int, dict[int, float]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(float)))
        for one in coming:
            for name, part in names(one):
                parts[name][one.product][one.item] += part * one.units / self.need[one.item, one.product]
        found = [self._row(hazard, name, by_product) for name, by_product in parts.items()]
        return tuple(sorted(found, key=lambda one: -one.contribution))

    def _row(self, hazard: Hazard, name: str, by_product: dict[int, dict[int, float]]) -> AtRisk:
        products = []
        for p, by_item in by_product.items():
            item = max(by_item, key=lambda i: (by_item[i], -i))
            part = min(1.0, by_item[item])
            products.append(
                ProductAtRisk(self.facts.products[p].name, self.facts.items[item].name, part, part * self.worth[p])
            )
        total = sum(one.contribution for one in products)
        everything = sum(self.worth)
        ranked = tuple(sorted(products, key=lambda one: -one.contribution))
        return AtRisk(hazard, name, total, total / everything if everything else 0.0, ranked)


def _elements(facts: Facts, item: int) -> list[str]:
    return [element for element in RARE_EARTHS if element in facts.items[item].elements]


def _under_licence(facts: Facts, licences: Sequence[LicenceNeed]) -> Callable[[Serving], Iterable[tuple[str, float]]]:
    rules: dict[tuple[str, str], list[str]] = defaultdict(list)
    for licence in licences:
        if licence.state is RuleState.IN_FORCE:
            for supplier in licence.bound:
                rules[licence.item, supplier].append(licence.rule)

    def names(one: Serving) -> list[tuple[str, float]]:
        supplier = "" if one.supplier is None else facts.suppliers[one.supplier].name
        return [(rule, 1.0) for rule in rules[facts.items[one.item].name, supplier]]

    return names


def priorities(facts: Facts, needs: Sequence[ElementNeed]) -> tuple[Priority, ...]:
    """By element, the products in demand that hold it, those that earn most per gram first."""
    cost = {product.name: product.shortage_cost for product in facts.products}
    found = [
        Priority(one.element, one.product, cost[one.product] / one.grams, cost[one.product], one.grams, one.total_kg)
        for one in needs
        if one.grams > 0 and one.total_kg > 0
    ]
    return tuple(sorted(found, key=lambda one: (RARE_EARTHS.index(one.element), -one.per_gram)))
