"""Decides what every path costs in the oracle, term by term, and what is credited at its end."""

from __future__ import annotations

from tests.oracle.program import Sum, total
from tests.oracle.world import World


def price_paid(world: World, key: str, w: int, t: int) -> Sum:
    """Order value of an offer in a month: the price of the day, and contract prices for reserved units."""
    offer = world.reading.offers[key]
    price = offer.price * world.futures.price_factor(w, offer.pair, t)
    made = world.sum([("order", key, w, t)], price)
    for contract in offer.contracts:
        saving = price - world.reading.contract_price(contract)
        made.add(-1.0, world.sum([("reserved", contract, w, t)], saving))
    return made


def committed(world: World, w: int, t: int) -> Sum:
    """Money committed in a month: orders at the price paid, order fees, starts and signatures."""
    reading, made = world.reading, Sum()
    for key, offer in reading.offers.items():
        made.add(1.0, price_paid(world, key, w, t))
        made.add(1.0, world.sum([("place", key, w, t)], offer.order_cost))
    for key, approval in reading.qualifications.items():
        made.add(1.0, world.sum([("qualify", key, w, t)], approval.cost))
    for key, redesign in reading.redesigns.items():
        made.add(1.0, world.sum([("redesign", key, w, t)], redesign.cost))
    for key, contract in reading.contracts.items():
        made.add(1.0, world.sum([("sign", key, w, t)], contract.fee))
    return made


def costs(world: World, w: int, t: int) -> None:
    reading, made = world.reading, Sum()
    made.add(1.0, committed(world, w, t))
    for key, contract in reading.contracts.items():
        reserved = world.sum([("reserved", key, w, t)])
        promised = Sum().add(contract.take_or_pay * contract.per_month, world.running(key, w, t))
        world.program.at_least(total([("shortfall", key, w, t)]), promised.add(-1.0, reserved))
        made.add(reading.contract_price(key), ("shortfall", key, w, t))
    monthly = world.settings.carrying_cost_rate / 12
    for key, offer in reading.offers.items():
        duty = (offer.duty_rate + world.futures.added_duty(w, offer.pair, t)) * offer.price
        shipped = world.sum([("ship", key, lane, w, t) for lane in world.futures.lanes[offer.pair]])
        made.add(offer.freight + duty, shipped)
        made.add(monthly * reading.items[offer.item].standard_cost, ("wait", key, w, t))
    for item, row in reading.items.items():
        made.add(monthly * row.standard_cost, world.on_hand(item, w, t))
    for product, sold in reading.products.items():
        for design in reading.designs[product]:
            if design is not None:
                made.add(reading.redesigns[design].unit_cost, ("build", product, design, w, t))
        made.add(sold.shortage_cost, ("lost", product, w, t))
        late = (sold.backorder_cost or 0.0) + (sold.shortage_cost if t == world.months[-1] else 0.0)
        made.add(late, ("late", product, w, t))
    world.costs[w].add(world.discount(t), made)


def closing_credit(world: World, w: int) -> None:
    """All that is owned after the last month, by what came in and what went out."""
    owned = Sum()
    for item in world.reading.items:
        left = Sum(constant=sum(units for (one, _), units in world.opening.items() if one == item))
        left.constant += sum(units for (one, _, _), units in world.coming.items() if one == item)
        for key, offer in world.reading.offers.items():
            if offer.item == item:
                left.constant += sum(units for (one, _), units in world.ready.items() if one == key)
                left.add(1.0, world.sum([("order", key, w, t) for t in world.months]))
        for pool in world.pools[item]:
            for t in world.months:
                left.add(-1.0, world.used(item, pool, w, t)).add(-1.0, world.tolled(item, pool, w, t))
        owned.add(credit_of(world, item), left)
    world.costs[w].add(-world.discount(world.months[-1]), owned)


def credit_of(world: World, item: str) -> float:
    """Credit for one unit: a share of standard cost, never more than it can be bought for."""
    credit = world.settings.closing_stock_value * world.reading.items[item].standard_cost
    for offer in world.reading.offers.values():
        if offer.item != item:
            continue
        prices = [
            offer.price * world.futures.price_factor(w, offer.pair, t) for w in world.everyone for t in world.months
        ]
        prices += [world.reading.contract_price(contract) for contract in offer.contracts]
        worked = sum(quantity * credit_of(world, material) for material, quantity in offer.tolling.items())
        credit = min(credit, min(prices) + worked)
    return credit
