"""Decides the limits, hard and soft, as the oracle writes them."""

from __future__ import annotations

from planner.tables.choices import Limit
from tests.oracle.costs import committed, price_paid
from tests.oracle.program import Sum, total
from tests.oracle.reading import OfferRead, fold, folded_set
from tests.oracle.world import World


def limits(world: World, w: int) -> None:
    for number, limit in enumerate(world.reading.limits):
        first = max(0, world.reading.at(limit.from_month)) if limit.from_month else 0
        last = world.reading.at(limit.to_month) if limit.to_month else world.months[-1]
        months = [t for t in world.months if first <= t <= last]
        if limit.limit in ("max_share", "min_share"):
            share(world, number, limit, months, w)
        elif limit.limit == "min_fill":
            fill(world, number, limit, months, w)
        else:
            for t in months:
                monthly_limit(world, number, limit, w, t)


def give(world: World, number: int, limit: Limit, whom: str, w: int, t: int) -> Sum:
    """What a soft limit may be broken by, at its price; nothing for a hard one."""
    if limit.penalty is None:
        return Sum()
    key = world.program.column(("over", number, whom, w, t))
    world.costs[w].add(world.discount(t) * limit.penalty, key)
    return total([key])


def share(world: World, number: int, limit: Limit, months: list[int], w: int) -> None:
    part, whole = Sum(), Sum()
    for key, offer in world.reading.offers.items():
        if not in_whole(world, limit, offer):
            continue
        value = Sum()
        for t in months:
            value.add(1.0, price_paid(world, key, w, t))
        whole.add(1.0, value)
        if in_part(world, limit, offer):
            part.add(1.0, value)
    slack = give(world, number, limit, "", w, world.months[-1])
    if limit.limit == "max_share":
        world.program.at_most(part, Sum().add(limit.value, whole).add(1.0, slack))
    else:
        world.program.at_least(part.add(1.0, slack), Sum().add(limit.value, whole))


def in_whole(world: World, limit: Limit, offer: OfferRead) -> bool:
    if limit.item and offer.item not in folded_set(limit.item):
        return False
    users = {p for p, designs in world.reading.designs.items() if designs[None].get(offer.item, 0) > 0}
    return not limit.product or bool(users & folded_set(limit.product))


def in_part(world: World, limit: Limit, offer: OfferRead) -> bool:
    if limit.supplier and offer.supplier not in folded_set(limit.supplier):
        return False
    country = fold(world.reading.suppliers[offer.supplier].country)
    return not limit.country or country in folded_set(limit.country)


def fill(world: World, number: int, limit: Limit, months: list[int], w: int) -> None:
    delivered, demanded = give(world, number, limit, "", w, world.months[-1]), 0.0
    for product, designs in world.reading.designs.items():
        if limit.product and product not in folded_set(limit.product):
            continue
        for t in months:
            delivered.add(1.0, total([("build", product, design, w, t) for design in designs]))
            demanded += world.futures.demand(w, product, t)
    world.program.at_least(delivered, limit.value * demanded)


def monthly_limit(world: World, number: int, limit: Limit, w: int, t: int) -> None:
    program = world.program
    items = [item for item in world.reading.items if not limit.item or item in folded_set(limit.item)]
    if limit.limit == "budget":
        program.at_most(
            committed(world, w, t), give(world, number, limit, "", w, t).add(1.0, Sum(constant=limit.value))
        )
    elif limit.limit == "max_stock_value":
        value = Sum()
        for item in items:
            value.add(world.reading.items[item].standard_cost, world.on_hand(item, w, t))
        program.at_most(value, give(world, number, limit, "", w, t).add(1.0, Sum(constant=limit.value)))
    else:
        for item in items:
            target = Sum(constant=following_need(world, item, limit.value, t))
            slack = give(world, number, limit, item, w, t)
            if limit.limit == "min_cover":
                program.at_least(world.on_hand(item, w, t).add(1.0, slack), target)
            else:
                program.at_most(world.on_hand(item, w, t), target.add(1.0, slack))


def following_need(world: World, item: str, cover: float, t: int) -> float:
    """Need of the next ``cover`` months, the last month repeating beyond the horizon."""
    need, last = world.reading.need[item], world.months[-1]
    amount, month = 0.0, t + 1
    while cover > 0 and month < last:
        amount += min(1.0, cover) * need[month]
        cover -= 1
        month += 1
    return amount + max(0.0, cover) * need[last]
