"""Decides whom an event reaches and how strongly."""

from __future__ import annotations

from typing import Protocol

from planner.facts.names import folded_set
from planner.tables.choices import Event

SOFTENED = ("availability", "price")
"""Effects that also reach, softened, a supplier fed from the country named."""


class Source(Protocol):
    """What an event looks at in a supplier."""

    @property
    def name(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def feed_country(self) -> str | None: ...
    @property
    def feed_share(self) -> float: ...


class Holder(Protocol):
    """What an event looks at in an item."""

    @property
    def name(self) -> str: ...
    @property
    def elements(self) -> dict[str, float]: ...


class Wanted(Protocol):
    """What an event looks at in a product."""

    @property
    def name(self) -> str: ...
    @property
    def end_use(self) -> str | None: ...


class Reach:
    """Whom one event reaches. Its filters are folded once, then any number of suppliers, items and products asked."""

    def __init__(self, event: Event) -> None:
        self._softens = event.effect in SOFTENED
        self._suppliers = folded_set(event.supplier)
        self._countries = folded_set(event.country)
        self._items = folded_set(event.item)
        self._elements = folded_set(event.element)
        self._products = folded_set(event.product)
        self._end_uses = folded_set(event.end_use)

    def strength(self, supplier: Source) -> float:
        """How strongly the supplier's offers feel the event: 1 in full, 0 not at all, the feed share between them when
        availability or price are hit only where its rare earth comes from."""
        if self._suppliers and supplier.name.casefold() not in self._suppliers:
            return 0.0
        if not self._countries or supplier.country.casefold() in self._countries:
            return 1.0
        if self._softens and supplier.feed_country and supplier.feed_country.casefold() in self._countries:
            return supplier.feed_share
        return 0.0

    def meets_item(self, item: Holder) -> bool:
        """Whether the item passes the filters ``item`` and ``element``: it is named, and holds any element named."""
        if self._items and item.name.casefold() not in self._items:
            return False
        return not self._elements or any(element.casefold() in self._elements for element in item.elements)

    def meets_end_use(self, end_use: str | None) -> bool:
        """Whether goods for this end use are meant; goods without one only by an event that names none."""
        return not self._end_uses or (end_use is not None and end_use.casefold() in self._end_uses)

    def meets_product(self, product: Wanted) -> bool:
        """Whether the product passes the filters ``product`` and ``end_use``."""
        if self._products and product.name.casefold() not in self._products:
            return False
        return self.meets_end_use(product.end_use)


def felt(value: float, strength: float) -> float:
    """A factor as a supplier feels it: 1 - f * (1 - value) at strength f, the value itself at full strength."""
    return value if strength == 1.0 else 1.0 - strength * (1.0 - value)
