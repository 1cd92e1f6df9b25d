"""Decides whether what is needed can be had: in time, enough of it, and allowed into the products."""

from __future__ import annotations

import math
from collections.abc import Iterator

from planner.checks import words
from planner.checks.joined import Joined
from planner.checks.rule import Rule, Spot, warning
from planner.facts.names import folded_set
from planner.tables.supply import Stock

SHORT = 1 - 1e-9
"""Less than this share of the need is short of it: sums are not exact."""


def item_without_source(joined: Joined) -> Iterator[Spot]:
    """An item that is needed is in store, on order or offered."""
    for number in sorted(joined.needed):
        item = joined.facts.items[number]
        if not (item.pairs or joined.opening[number] or joined.coming[number]):
            yield Spot(
                f"{words.quoted(item.name)} is needed but has no stock, no open order and no offer, so what takes it "
                "can never be built. Add an offer, or what is in store.",
                "items",
                number,
                "item",
            )


def item_too_late(joined: Joined) -> Iterator[Spot]:
    """Some offer of an item that is needed can deliver within the horizon."""
    for number in sorted(joined.needed):
        item = joined.facts.items[number]
        offers = [o for pair in item.pairs for o in joined.facts.pairs[pair].offers]
        if offers and all(joined.first_arrival[o] is None for o in offers):
            yield Spot(
                f"Nothing ordered of {words.quoted(item.name)} can arrive by {joined.sight.last_month.words()}, when "
                "the plan ends: its lead times, qualifications and capacity are too late. Plan more months, or correct "
                "them.",
                "items",
                number,
                "item",
            )


def offer_too_late(joined: Joined) -> Iterator[Spot]:
    """What is ordered at an offer can arrive within the horizon."""
    for number, offer in enumerate(joined.facts.offers):
        if offer.first > offer.last:
            continue  # its months lie outside the horizon, which another rule says
        begins = joined.first_order[number]
        lead = offer.production + offer.transit
        if begins is None:
            said = "its qualification cannot be passed while it takes orders"
        elif begins + lead >= joined.facts.months:
            said = (
                f"an order in {joined.month(begins).words()}, the first possible, arrives in "
                f"{joined.month(begins + lead).words()}, after the plan ends"
            )
        elif joined.first_arrival[number] is None:
            said = "its capacity lets nothing leave in time to arrive before the plan ends"
        else:
            continue
        yield Spot(
            f"{words.quoted(offer.name)} cannot help in this plan: {said}. Plan more months, or correct its months.",
            "offers",
            number,
            "production_months",
        )


def offer_for_nobody(joined: Joined) -> Iterator[Spot]:
    """Some product that takes an offer's item may use its goods."""
    facts = joined.facts
    for number, offer in enumerate(facts.offers):
        if joined.users[offer.item] and not any(facts.pools[facts.parts[part].pool].products for part in offer.parts):
            yield Spot(
                f"No product may use goods of {words.quoted(offer.name)}: those that take "
                f"{words.quoted(facts.items[offer.item].name)} exclude its origin or have other end uses. Correct the "
                "offer's end uses or the products' excluded origins.",
                "offers",
                number,
                "end_uses",
            )


def product_out_of_reach(joined: Joined) -> Iterator[Spot]:
    """Some goods of every item a wanted product takes may go into it, in one design at least."""
    facts = joined.facts
    reach: list[set[int] | None] = [None for _ in facts.items]  # None where there is no source at all
    source = [pool for pool in facts.pools if pool.opening > 0]
    source += [facts.pools[one.pool] for one in facts.coming]
    shipping = [o for o, arrival in enumerate(joined.first_arrival) if arrival is not None]
    shipping += [one.offer for one in facts.waiting]
    source += [facts.pools[facts.parts[part].pool] for o in shipping for part in facts.offers[o].parts]
    for pool in source:
        reach[pool.item] = (reach[pool.item] or set()) | set(pool.products)
    for number in sorted(joined.wanted):
        product = facts.products[number]
        kept_out = [
            [i for i, _ in facts.designs[design].use if (met := reach[i]) is not None and number not in met]
            for design in product.designs
        ]
        if all(kept_out):
            yield Spot(
                f"No goods of {words.names(facts.items[i].name for i in kept_out[0])} may go into "
                f"{words.quoted(product.name)}: its excluded origins and the end uses of offers leave none, so it can "
                "never be built. Correct them, or add an offer from elsewhere.",
                "products",
                number,
                "excluded_origins",
            )


def capacity_below_need(joined: Joined) -> Iterator[Spot]:
    """What can arrive of an item within the horizon, with what is in store, covers its need."""
    for number in sorted(joined.needed):
        item = joined.facts.items[number]
        need = math.fsum(item.need)
        if not item.pairs or not need:
            continue
        most = joined.opening[number] + math.fsum(units for _, units in joined.left[number])
        most += math.fsum(_most_from(joined, pair) for pair in item.pairs)
        if 0 < most < need * SHORT:
            yield Spot(
                f"At most {words.rounded(most)} of {words.quoted(item.name)} can be had in the months of the plan, "
                f"store included, but {words.rounded(need)} are needed. Add capacity or another offer if there is "
                "more; else the plan will be short.",
                "items",
                number,
                "item",
            )


def min_order_above_need(joined: Joined) -> Iterator[Spot]:
    """The least order is no more than the whole plan needs."""
    for number, offer in enumerate(joined.facts.offers):
        need = joined.most_used[offer.item][-1]
        if 0 < need < offer.min_order * SHORT:
            yield Spot(
                f"The least order of {words.quoted(offer.name)} is {words.number(offer.min_order)}, but the whole plan "
                f"needs at most {words.rounded(need)} of {words.quoted(joined.facts.items[offer.item].name)}. Correct "
                "the least order if it is a slip.",
                "offers",
                number,
                "min_order",
            )


def shortage_below_cost(joined: Joined) -> Iterator[Spot]:
    """Not delivering a product costs more than what goes into it, or the plan builds none."""
    facts = joined.facts
    cheapest = [_cheapest(joined, number) for number in range(len(facts.items))]
    for number in sorted(joined.wanted):
        product = facts.products[number]
        use = facts.designs[product.designs[0]].use
        cost = math.fsum(units * cheapest[item] for item, units in use)
        if 0 < product.shortage_cost < cost < math.inf:
            yield Spot(
                f"Shortage cost of {words.quoted(product.name)} is {words.number(product.shortage_cost)}, less than "
                f"the {words.rounded(cost)} that what goes into it costs at least: the plan rather goes without. Enter "
                "the contribution and penalties lost with a unit.",
                "products",
                number,
                "shortage_cost",
            )


def stock_origin_unknown(joined: Joined) -> Iterator[Spot]:
    """Stock that a product with excluded origins may use has an origin."""
    for row, stock in enumerate(joined.sight.rows(Stock)):
        if stock.origin or not stock.quantity:
            continue
        if careful := joined.careful[joined.item_numbers[stock.item.casefold()]]:
            yield Spot(
                f"The origin of {words.quoted(stock.item)} in row {row + 1} of Stock is blank, so it counts as fit for "
                f"every product, also for {words.names(careful)} with excluded origins. Enter the country it was made "
                "in.",
                "stock",
                row,
                "origin",
            )


def feed_origin_unknown(joined: Joined) -> Iterator[Spot]:
    """Where the rare earth comes from is known of a supplier to a product with excluded origins."""
    facts = joined.facts
    excluded = {product.name: folded_set(product.excluded_origins) for product in facts.products}
    for number, supplier in enumerate(facts.suppliers):
        if supplier.feed_country:
            continue
        users = dict.fromkeys(name for pair in supplier.pairs for name in joined.careful[facts.pairs[pair].item])
        careful = [name for name in users if supplier.country.casefold() not in excluded[name]]
        if careful:
            yield Spot(
                f"The feed country of {words.quoted(supplier.name)} is blank, so its goods count as free of what "
                f"{words.names(careful)} {'excludes' if len(careful) == 1 else 'exclude'}. Enter where its rare earth "
                "comes from, and the share.",
                "suppliers",
                number,
                "feed_country",
            )


def _most_from(joined: Joined, pair: int) -> float:
    """The most units of a pair that can arrive within the horizon; infinite where no bound is given."""
    facts = joined.facts
    usable = [o for o in facts.pairs[pair].offers if joined.first_arrival[o] is not None]
    waiting = [one for one in facts.waiting if facts.offers[one.offer].pair == pair]
    if not usable and not waiting:
        return 0.0
    transit = min(facts.offers[o].transit for o in (*usable, *(one.offer for one in waiting)))
    begins = min(
        *(joined.first_arrival[o] - facts.offers[o].transit for o in usable),  # type: ignore[operator]  # usable offers arrive
        *(one.ready for one in waiting),
        facts.months,
    )
    leaving = math.fsum(joined.leaving[pair][begins : facts.months - transit])
    cap = facts.pairs[pair].max_12_months
    ordered = math.inf if cap is None else cap * math.ceil(facts.months / 12)
    return min(leaving, ordered + math.fsum(one.quantity for one in waiting))


def _cheapest(joined: Joined, item: int) -> float:
    """The least a unit costs delivered, in case currency; infinite where nobody offers it, 0 where it is tolled."""
    facts = joined.facts
    offers = [facts.offers[o] for pair in facts.items[item].pairs for o in facts.pairs[pair].offers]
    if any(offer.tolling for offer in offers):
        return 0.0
    prices = [
        min((offer.price, *(facts.contracts[c].price for c in offer.contracts)))
        + offer.freight
        + offer.duty_rate * offer.price
        for offer in offers
    ]
    return min(prices, default=math.inf)


RULES: tuple[Rule[Joined], ...] = (
    warning(item_without_source),
    warning(item_too_late),
    warning(offer_too_late),
    warning(offer_for_nobody),
    warning(product_out_of_reach),
    warning(capacity_below_need),
    warning(min_order_above_need),
    warning(shortage_below_cost),
    warning(stock_origin_unknown),
    warning(feed_origin_unknown),
)
