"""Decides where goods land: the parts an offer ships, the pools of every item, opening stock, and open orders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.facts.facts import ComingOrder, ItemFacts, LaneFacts, PartFacts, PoolFacts, WaitingOrder
from planner.facts.horizon import Horizon
from planner.facts.names import Numbering, folded_set
from planner.facts.pools import Admission, Shelves, lane_products, origins_of
from planner.facts.products import Products
from planner.facts.sources import Sources
from planner.tables.case import Case
from planner.tables.supply import Offer, OpenOrder, Stock


@dataclass(frozen=True, slots=True)
class Goods:
    """Parts by offer, pools by item, and the open orders; ``pools`` hold the opening stock."""

    parts: tuple[PartFacts, ...]
    pools: tuple[PoolFacts, ...]
    waiting: tuple[WaitingOrder, ...]
    coming: tuple[ComingOrder, ...]


def gather_goods(
    case: Case,
    horizon: Horizon,
    items: Sequence[ItemFacts],
    item_numbers: Numbering,
    made: Products,
    sources: Sources,
    lanes: Sequence[LaneFacts],
) -> Goods:
    """Where everything that is held, ordered or may be ordered lands.

    Args:
        case: without error findings.
        horizon: its months.
        items: its items; pools and pairs may still be empty.
        item_numbers: their numbers.
        made: products and who uses what.
        sources: offers and their pairs, the pairs with their lanes.
        lanes: all lanes.
    """
    admission = Admission(items, made.products, made.users)
    origins = [origins_of(supplier) for supplier in sources.suppliers]
    for_uses = [folded_set(row.end_uses) for row in case.read(Offer)]
    allowed = [
        admission.admits(offer.item, origins[offer.supplier], uses)
        for offer, uses in zip(sources.offers, for_uses, strict=True)
    ]
    shelves = Shelves()
    shipped = [
        (number, lane, served)
        for number, offer in enumerate(sources.offers)
        for lane, served in lane_products(admission, lanes, sources.pairs[offer.pair].lanes, allowed[number])
    ]
    for number, _, served in shipped:
        shelves.place(sources.offers[number].item, served)
    for row in case.read(Stock):
        item = item_numbers[row.item]
        if row.quantity > 0 and item not in made.built:
            known = folded_set(filter(None, (row.origin, row.feed_origin)))
            shelves.place(item, admission.admits(item, known, frozenset()), row.quantity)
    waiting: list[WaitingOrder] = []
    left: list[tuple[int, float, int]] = []
    for order in case.read(OpenOrder):
        if item_numbers[order.item] in made.built:
            continue
        offer = _offer_of(order, item_numbers, sources)
        if order.arrival_month is None:
            waiting.append(WaitingOrder(offer, order.quantity, max(0, horizon.offset(order.ready_month))))
        else:
            left.append((offer, order.quantity, max(0, horizon.offset(order.arrival_month))))
            shelves.place(sources.offers[offer].item, allowed[offer])
    pools, pool_of = shelves.numbered(made.users, made.products)
    return Goods(
        tuple(PartFacts(o, lane, pool_of[sources.offers[o].item, served]) for o, lane, served in shipped),
        pools,
        tuple(waiting),
        tuple(ComingOrder(pool_of[sources.offers[o].item, allowed[o]], units, month) for o, units, month in left),
    )


def _offer_of(order: OpenOrder, items: Numbering, sources: Sources) -> int:
    """The offer an order was placed on: the one it names, else the supplier's first of the item."""
    if order.offer:
        return sources.offer_numbers[order.offer]
    pair = sources.pair_numbers[sources.supplier_numbers[order.supplier], items[order.item]]
    return sources.pairs[pair].offers[0]
