"""Decides the rules of orders, leaving, stock, building and starts, as the oracle writes them."""

from __future__ import annotations

from tests.oracle.futures import Pair
from tests.oracle.program import Key, Sum, total
from tests.oracle.reading import fold
from tests.oracle.world import Pool, World


def orders(world: World, w: int, t: int) -> None:
    reading, program = world.reading, world.program
    for key, offer in reading.offers.items():
        order: Key = ("order", key, w, t)
        if order not in program.columns:
            continue
        if ("place", key, w, t) in program.columns:
            program.only_if(order, world.most[key], total([("place", key, w, t)]))
            program.at_least(total([order]), total([("place", key, w, t)], offer.min_order))
        if offer.multiple:
            program.equal(total([order]), total([("lots", key, w, t)], offer.multiple))
        if offer.qualification is not None:
            program.only_if(order, world.most[key], world.qualified(offer.qualification, w, t))
        program.at_most(total([("reserved", contract, w, t) for contract in offer.contracts]), total([order]))
        for material, quantity in offer.tolling.items():
            taken = world.sum([("toll", key, material, pool, w, t) for pool in world.pools[material]])
            program.equal(taken, total([order], quantity))
        for contract in offer.contracts:
            most = world.running(contract, w, t)
            program.at_most(
                total([("reserved", contract, w, t)]), Sum().add(reading.contracts[contract].per_month, most)
            )
    for pair, cap in reading.max_12_months.items():
        window = [("order", o.key, w, u) for o in world.of(pair) for u in range(max(0, t - 11), t + 1)]
        before = reading.ordered_before[pair] * max(0, 11 - t) / 12
        program.at_most(world.sum(list(window)), max(0.0, cap - before))


def leaving(world: World, w: int, t: int) -> None:
    reading, program = world.reading, world.program
    for supplier in reading.suppliers:
        pairs = [pair for pair in reading.pairs if pair[0] == supplier]
        if not pairs:
            continue
        in_kg = (supplier, None) in reading.capacity
        room_kg = Sum()
        if in_kg:
            room_kg = Sum(constant=reading.capacity[supplier, None][t]).add(1.0, world.reserve(supplier, None, w, t))
        all_flow, all_licensed, largest = Sum(), Sum(), 0.0
        for pair in pairs:
            item = pair[1]
            bound, weight = None, 1.0
            if pair in reading.capacity:
                bound = Sum(constant=reading.capacity[pair][t]).add(1.0, world.reserve(supplier, item, w, t))
            elif in_kg:
                bound, weight = room_kg, reading.kg(item)
            most, flow, licensed = leaving_item(world, pair, bound, weight, w, t)
            largest = max(largest, most)
            if in_kg:
                all_flow.add(reading.kg(item), flow)
                all_licensed.add(reading.kg(item), licensed)
        if in_kg:
            program.at_most(all_flow, Sum().add(largest, room_kg).add(1.0, all_licensed))
            program.at_most(all_flow, room_kg)


def leaving_item(world: World, pair: Pair, bound: Sum | None, weight: float, w: int, t: int) -> tuple[float, Sum, Sum]:
    """The rows of one pair; hands back its largest availability, its flow and its licensed units."""
    program = world.program
    flow, licensed, largest = Sum(), Sum(), 0.0
    lanes = world.futures.lanes[pair]
    for lane in lanes:
        share = world.futures.availability(w, lane, t)
        largest = max(largest, share)
        part = world.sum([("ship", offer.key, lane, w, t) for offer in world.of(pair)])
        beyond = world.sum([("licensed", k, lane, w, t) for k in range(len(world.reading.licences))])
        program.at_most(beyond, part)
        if share == 0:
            program.at_most(part, beyond)
        if bound is not None:
            program.at_most(Sum().add(weight, part), Sum().add(share, bound).add(weight, beyond))
        flow.add(1.0, part)
        licensed.add(1.0, beyond)
    if bound is not None:
        program.at_most(Sum().add(weight, flow), Sum().add(largest, bound).add(weight, licensed))
        program.at_most(Sum().add(weight, flow), bound)
    return largest, flow, licensed


def stock(world: World, w: int, t: int) -> None:
    reading, program = world.reading, world.program
    for key, offer in reading.offers.items():
        left = total([("wait", key, w, t)])
        left.add(1.0, world.sum([("ship", key, lane, w, t) for lane in world.futures.lanes[offer.pair]]))
        right = world.sum([("wait", key, w, t - 1), ("order", key, w, t - offer.production)])
        right.constant += world.ready.get((key, t), 0.0)
        program.equal(left, right)
    for item, pools in world.pools.items():
        for pool in pools:
            right = world.sum([("stock", item, pool, w, t - 1)])
            right.constant += world.opening.get((item, pool), 0.0) if t == 0 else 0.0
            right.constant += world.coming.get((item, pool, t), 0.0)
            right.add(1.0, arrivals(world, item, pool, w, t))
            right.add(-1.0, world.used(item, pool, w, t)).add(-1.0, world.tolled(item, pool, w, t))
            program.equal(total([("stock", item, pool, w, t)]), right)
        room = reading.items[item].max_stock
        if room is not None:
            program.at_most(world.on_hand(item, w, t), room)


def arrivals(world: World, item: str, pool: Pool, w: int, t: int) -> Sum:
    made = Sum()
    for (key, lane), lands in world.landing.items():
        offer = world.reading.offers[key]
        if offer.item != item or lands != pool:
            continue
        for m in range(t + 1):
            if m + offer.transit + world.futures.added_delay(w, offer.pair, m) == t:
                made.add(1.0, ("ship", key, lane, w, m))
    return made


def building(world: World, w: int, t: int) -> None:
    reading, program = world.reading, world.program
    for product, designs in reading.designs.items():
        met = total([("build", product, design, w, t) for design in designs])
        met.add(1.0, total([("lost", product, w, t), ("late", product, w, t)]))
        owed = world.sum([("late", product, w, t - 1)])
        owed.constant += world.futures.demand(w, product, t)
        program.equal(met, owed)
        for design, use in designs.items():
            build: Key = ("build", product, design, w, t)
            for item, units in use.items():
                taken = [("use", product, design, item, pool, w, t) for pool in world.pools[item] if product in pool]
                program.equal(total(taken), total([build], units))
            if design is not None:
                most = sum(world.futures.demand(w, product, u) for u in range(t + 1))
                program.only_if(build, most, world.designed(design, w, t))


def starts(world: World, w: int, t: int) -> None:
    """Once at most on every path; and no more redesigns at once than engineering can run."""
    reading, program = world.reading, world.program
    if t == world.months[-1]:
        for kind, keys in (
            ("qualify", reading.qualifications),
            ("redesign", reading.redesigns),
            ("sign", reading.contracts),
        ):
            for key in keys:
                program.at_most(world.started(kind, key, w, t), 1.0)
        for number, licence in enumerate(reading.licences):
            lanes = world.futures.lanes[fold(licence.supplier), fold(licence.item)]
            taken = world.sum([("licensed", number, lane, w, u) for lane in lanes for u in world.months])
            program.at_most(taken, licence.quantity)
    if world.settings.max_parallel_redesigns is not None:
        busy = Sum()
        for key, redesign in reading.redesigns.items():
            if redesign.started_month is not None:
                begun = reading.at(redesign.started_month)
                busy.constant += float(begun <= t < begun + redesign.months)
            else:
                busy.add(1.0, world.started("redesign", key, w, t, max(0, t - redesign.months + 1)))
        program.at_most(busy, max(world.settings.max_parallel_redesigns, busy.constant))
