"""Decides what a case exercises: columns, effects with their filters, limits hard and soft, families of rules."""

from __future__ import annotations

from collections.abc import Iterator

from planner.tables import choices, needs
from planner.tables.case import Case
from planner.tables.column import Kind
from planner.tables.inputs import INPUTS
from tests.oracle.futures import Futures
from tests.oracle.reading import Reading

EVENT_FILTERS = ("supplier", "country", "item", "element")
LIMIT_FILTERS = {
    "max_share": ("supplier", "country", "item", "product"),
    "min_share": ("supplier", "country", "item", "product"),
    "min_cover": ("item",),
    "max_cover": ("item",),
    "max_stock_value": ("item",),
    "budget": (),
    "min_fill": ("product",),
}
FAMILIES = (
    "waiting: goods may wait between ready and leaving",
    "leaving: nothing may leave",
    "leaving: a share of a bound",
    "leaving: kg over all items",
    "leaving: split by end use",
    "leaving: reserved capacity",
    "leaving: licensed goods through a halt",
    "pools: an item in several",
    "pools: goods for nobody",
    "feed: an event softened",
    "bill: of several levels",
    "bill: a product in a product",
    "late: free backorders",
    "late: costly backorders",
    "design: alternatives of one product",
    "design: more than one may run",
    "approval: one for several offers",
    "approval: stopped by a closure",
    "contract: several of one offer",
    "order: a quantity break",
    "order: twelve months in a row",
    "tree: scenarios part after a common beginning",
    "tree: scenarios part by an announcement",
    "tree: several first nodes",
    "tree: a scenario left out",
    "risk: the tail counts",
)


def wanted() -> set[str]:
    """Everything there is to exercise."""
    names = {f"{table.id}.{column.id}" for table in INPUTS for column in table.columns}
    for effect in choices.EFFECTS:
        filters = ("product", "end_use") if effect == "demand" else EVENT_FILTERS
        names |= {f"{effect} by {one}" for one in filters}
    names.add("availability by end_use")
    for limit, meant in LIMIT_FILTERS.items():
        names |= {f"{limit} hard", f"{limit} soft"} | {f"{limit} by {one}" for one in meant}
    return names | set(FAMILIES)


def features(case: Case) -> set[str]:
    """What the case exercises, in the words of ``wanted``."""
    return {*_columns(case), *_events_and_limits(case), *_families(case)}


def _columns(case: Case) -> Iterator[str]:
    for table in INPUTS:
        for place, column in enumerate(table.columns):
            blank = (None, ()) if column.kind is Kind.NAMES else (None,)
            if any(row[place] not in blank for row in case.rows(table.id)):
                yield f"{table.id}.{column.id}"


def _events_and_limits(case: Case) -> Iterator[str]:
    for event in case.read(choices.Event):
        for one in (*EVENT_FILTERS, "end_use", "product"):
            if getattr(event, one):
                yield f"{event.effect} by {one}"
    for limit in case.read(choices.Limit):
        yield f"{limit.limit} {'hard' if limit.penalty is None else 'soft'}"
        for one in ("supplier", "country", "item", "product"):
            if getattr(limit, one):
                yield f"{limit.limit} by {one}"


def _families(case: Case) -> Iterator[str]:
    reading = Reading(case)
    futures = Futures(reading)
    for family, exercised in zip(
        FAMILIES,
        (*_supply(reading, futures), *_needs(case, reading), *_starts(case, reading), *_tree(case, reading, futures)),
        strict=True,
    ):
        if exercised:
            yield family


def _supply(reading: Reading, futures: Futures) -> Iterator[bool]:
    shares = [
        (lane, futures.availability(w, lane, t), t)
        for w in range(len(reading.scenarios))
        for t in range(reading.months)
        for lanes in futures.lanes.values()
        for lane in lanes
    ]
    bounded = {pair for pair in reading.pairs if pair in reading.capacity or (pair[0], None) in reading.capacity}
    yield any(pair in bounded for pair in reading.pairs)
    yield any(share == 0 for _, share, _ in shares)
    yield any(0 < share < 1 and lane[:2] in bounded for lane, share, _ in shares)
    yield any(item is None for _, item in reading.capacity)
    yield any(len(lanes) > 1 for lanes in futures.lanes.values())
    yield any(offer.contracts and offer.pair in bounded for offer in reading.offers.values())
    yield any(
        share == 0
        and (one.supplier.casefold(), one.item.casefold()) == lane[:2]
        and reading.at(one.from_month) <= t <= reading.at(one.to_month)
        for lane, share, t in shares
        for one in reading.licences
    )
    pools = {
        (offer.item, reading.goods_pool(offer, use, frozenset(u for _, _, u in lanes if u)))
        for offer in reading.offers.values()
        for lanes in [futures.lanes[offer.pair]]
        for _, _, use in lanes
    }
    yield any(sum(item == one for one, pool in pools if pool) > 1 for item in reading.items)
    yield any(not pool and reading.users[item] for item, pool in pools)
    yield any(
        event.country
        and event.effect in ("availability", "price")
        and maker.feed_share > 0
        and (maker.feed_country or "").casefold() in {one.casefold() for one in event.country}
        and maker.country.casefold() not in {one.casefold() for one in event.country}
        for _, _, events in reading.scenarios
        for event in events
        for maker in reading.suppliers.values()
    )


def _needs(case: Case, reading: Reading) -> Iterator[bool]:
    lines = case.read(needs.BillLine)
    yield any(line.component.casefold() in reading.bill for line in lines)
    yield any(line.component.casefold() in reading.products for line in lines)
    late = [one.backorder_cost for one in reading.products.values()]
    yield 0.0 in late
    yield any(late)


def _starts(case: Case, reading: Reading) -> Iterator[bool]:
    products = [one.product for one in reading.redesigns.values()]
    yield any(products.count(one) > 1 for one in products)
    yield len(products) > 1 and case.settings.max_parallel_redesigns is not None
    named = [one.qualification for one in reading.offers.values() if one.qualification]
    yield any(named.count(one) > 1 for one in named)
    yield bool(named) and any(event.effect == "closed" for event in case.read(choices.Event))
    yield any(len(one.contracts) > 1 for one in reading.offers.values())
    pairs = [one.pair for one in reading.offers.values() if one.min_order]
    yield any([one.pair for one in reading.offers.values()].count(pair) > 1 for pair in pairs)
    yield bool(reading.max_12_months) and reading.months > 12


def _tree(case: Case, reading: Reading, futures: Futures) -> Iterator[bool]:
    counts = [len(set(group)) for group in futures.together]
    yield counts[0] == 1 and counts[-1] > 1
    unannounced = Futures(Reading(_without_announcements(case)))
    yield unannounced.together != futures.together
    yield counts[0] > 1
    yield any(one.probability == 0 for one in case.read(choices.Scenario))
    yield case.settings.risk_weight > 0 and counts[-1] > 1


def _without_announcements(case: Case) -> Case:
    rows = {table.id: case.rows(table.id) for table in INPUTS}
    events = next(table for table in INPUTS if table.row is choices.Event)
    place = events.position("known_from")
    rows["events"] = [(*row[:place], None, *row[place + 1 :]) for row in case.rows("events")]
    return Case(rows)
