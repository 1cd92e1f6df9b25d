"""Decides which goods may go into which products, and so into how many pools the stock of an item falls."""

from __future__ import annotations

from collections.abc import Sequence

from planner.facts.facts import ItemFacts, LaneFacts, PoolFacts, ProductFacts, SupplierFacts
from planner.facts.lanes import MATERIAL
from planner.facts.names import folded_set


class Admission:
    """Who may use which goods."""

    def __init__(
        self, items: Sequence[ItemFacts], products: Sequence[ProductFacts], users: Sequence[tuple[int, ...]]
    ) -> None:
        """Prepare to answer.

        Args:
            items: the items.
            products: the products.
            users: for each item the products that use it in any design, rising.
        """
        self._items = items
        self._users = users
        self._excluded = [folded_set(product.excluded_origins) for product in products]
        self._end_uses = [product.end_use.casefold() if product.end_use else None for product in products]

    def admits(self, item: int, origins: frozenset[str], end_uses: frozenset[str]) -> tuple[int, ...]:
        """The products that may use goods of the item.

        Args:
            item: the item; a material may go everywhere.
            origins: folded names of the countries the goods come from; empty where unknown.
            end_uses: folded names of the end uses the goods are for; empty for every.

        Returns:
            Products that use the item in any design, less those that exclude an origin and, where end uses are given,
            those of another end use or of none; rising.
        """
        users = self._users[item]
        if self._items[item].kind == MATERIAL:
            return users
        return tuple(
            product
            for product in users
            if not (origins & self._excluded[product]) and (not end_uses or self._end_uses[product] in end_uses)
        )

    def lane_of(self, product: int, split: frozenset[str]) -> str | None:
        """The folded end use of the lane that serves a product, None for the lane of the rest.

        Args:
            product: the product.
            split: folded end uses that have lanes of their own.
        """
        end_use = self._end_uses[product]
        return end_use if end_use in split else None


def origins_of(supplier: SupplierFacts) -> frozenset[str]:
    """Folded names of the countries that count as the origin of a supplier's goods: its own, and the one its rare earth
    comes from where it names a share."""
    feed = (supplier.feed_country,) if supplier.feed_country and supplier.feed_share > 0 else ()
    return folded_set((supplier.country, *feed))


class Shelves:
    """Collects the pools of all items while goods are placed, then numbers them."""

    def __init__(self) -> None:
        self._opening: dict[tuple[int, tuple[int, ...]], float] = {}

    def place(self, item: int, products: tuple[int, ...], quantity: float = 0.0) -> None:
        """Make sure the item has a pool for these products, and put opening stock into it."""
        self._opening[item, products] = self._opening.get((item, products), 0.0) + quantity

    def numbered(
        self, users: Sequence[tuple[int, ...]], products: Sequence[ProductFacts]
    ) -> tuple[tuple[PoolFacts, ...], dict[tuple[int, tuple[int, ...]], int]]:
        """The pools and their numbers by item and products: by item, within it the one for most products first. An item
        with no goods at all gets one pool for all its users."""
        held = {item for item, _ in self._opening}
        for item, of_item in enumerate(users):
            if item not in held:
                self.place(item, of_item)
        ordered = sorted(self._opening, key=lambda place: (place[0], -len(place[1]), place[1]))
        pools = tuple(
            PoolFacts(
                item, of_pool, ";".join(products[product].name for product in of_pool), self._opening[item, of_pool]
            )
            for item, of_pool in ordered
        )
        return pools, {place: number for number, place in enumerate(ordered)}


def lane_products(
    admission: Admission, lanes: Sequence[LaneFacts], numbers: Sequence[int], allowed: tuple[int, ...]
) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """What an offer ships in which lane, and for whom.

    Args:
        admission: who may use what.
        lanes: all lanes.
        numbers: the lanes of the offer's pair, the lane of the rest last.
        allowed: the products the offer's goods may go to, rising.

    Returns:
        (lane, products) for every lane some product draws on; when there is none, the lane of the rest for nobody.
    """
    split = frozenset(end_use.casefold() for lane in numbers if (end_use := lanes[lane].end_use) is not None)
    drawn: dict[str | None, list[int]] = {}
    for product in allowed:
        drawn.setdefault(admission.lane_of(product, split), []).append(product)
    parts = []
    for lane in numbers:
        end_use = lanes[lane].end_use
        served = drawn.get(end_use.casefold() if end_use is not None else None)
        if served:
            parts.append((lane, tuple(served)))
    return tuple(parts) or ((numbers[-1], ()),)
