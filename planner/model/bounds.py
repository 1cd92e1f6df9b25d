"""Decides how large an order can sensibly be: the U of the rules that switch an order on."""

from __future__ import annotations

import math
from collections import defaultdict

from planner.errors import PlannerBug
from planner.facts.cover import need_ahead
from planner.facts.facts import Facts
from planner.model.sets import Pair, Sets
from planner.model.worth import SHARES, Padding, rids_of_material

LEAST_SHARE = 0.01
"""Shares nearer to 0 or 1 than this widen bounds no further."""

MOST_ORDERED = 1e9
"""No bound is wider than this: beyond it the solver's tolerances would let anything through."""

ROUNDS = 3
"""What one share limit makes us buy counts in others, and takes material that counts again: followed so many times."""

Bounds = dict[Pair, float]


def order_bounds(sets: Sets) -> Bounds:
    """U[o, n] for every (o, n) in ``sets.orders``, in units; it never cuts off a best plan.

    An order larger than everything its goods could still do after they can arrive (be built in, toll, stand as cover,
    be taken under a contract) can be cut down to that without loss, except that the least quantity and the multiple
    still hold, and that a share limit may pay for more: then the bound covers buying all value the limit counts.
    """
    facts = sets.facts
    need = _need_after_arrival(sets)
    standing = [_standing(sets, o) for o in range(len(facts.offers))]
    orders: dict[int, list[Pair]] = defaultdict(list)
    for o, n in sets.orders:
        orders[facts.offers[o].item].append((o, n))
    items = _consumers_first(facts)
    shares = _Shares(sets)
    while True:
        used: Bounds = {}
        bounds: Bounds = {}
        for item in items:
            tolled = _tolled_need(sets, bounds, orders, item)
            for o, n in orders[item]:
                used[o, n] = need[o][n] + standing[o] + tolled[n]
                most = _rounded(facts, o, used[o, n] + shares.more(o, n))
                cap = facts.pairs[facts.offers[o].pair].max_12_months
                bounds[o, n] = most if cap is None else min(most, cap)
        if not shares.widened(used):
            return bounds


def largest_use(facts: Facts, p: int, item: int) -> float:
    """Units of the item in one unit of the product, in the design that uses most."""
    return max(
        (units for v in facts.products[p].designs for i, units in facts.designs[v].use if i == item), default=0.0
    )


def _need_after_arrival(sets: Sets) -> list[list[float]]:
    """By offer and node: the most units its goods can be built in on any path after they can have arrived."""
    facts, demand = sets.facts, sets.tree.outlook.demand
    ahead: dict[int, list[float]] = {}
    for g, pool in enumerate(facts.pools):
        per = [(p, largest_use(facts, p, pool.item)) for p in pool.products]
        owed = any(facts.products[p].backorder_cost is not None for p in pool.products)
        here = [sum(units * demand[n][p] for p, units in per) for n in range(len(sets.month))]
        ahead[g] = _most_ahead(sets, here)
        if owed:  # what is late may be built at any later time
            past = [sum(here[m] for m in path[:-1]) for path in sets.paths]
            ahead[g] = [most + before for most, before in zip(ahead[g], past, strict=True)]
    need: list[list[float]] = []
    for offer in facts.offers:
        lead = offer.production + offer.transit
        pools = {facts.parts[part].pool for part in offer.parts}
        row = [0.0] * len(sets.month)
        for g in pools:
            for n, largest in enumerate(_at_lead(sets, ahead[g], lead)):
                row[n] += largest
        need.append(row)
    return need


def _most_ahead(sets: Sets, here: list[float]) -> list[float]:
    """By node: the largest sum of ``here`` on a path from it to the end."""
    best = [0.0] * len(here)
    for n in range(len(here) - 1, -1, -1):
        best[n] += here[n]
        parent = sets.parent[n]
        if parent >= 0:
            best[parent] = max(best[parent], best[n])
    return best


def _at_lead(sets: Sets, values: list[float], lead: int) -> list[float]:
    """By node: the largest value among its descendants ``lead`` months later; 0 beyond the horizon."""
    return [
        max((values[m] for m in sets.below[n][lead]), default=0.0) if lead < len(sets.below[n]) else 0.0
        for n in range(len(values))
    ]


def _standing(sets: Sets, o: int) -> float:
    """Units of the offer's item that may be wanted for themselves: as cover, or reserved under a contract."""
    facts = sets.facts
    offer = facts.offers[o]
    more = _material_to_be_rid_of(sets, o) if rids_of_material(facts, sets.tree, o) else 0.0
    cover = max(
        (
            need_ahead(facts.items[offer.item].need, t, limit.value)
            for limit in facts.limits
            if limit.kind == "min_cover" and offer.item in limit.items
            for t in range(limit.first, limit.last + 1)
        ),
        default=0.0,
    )
    return more + cover + sum(facts.contracts[c].per_month for c in offer.contracts)


def _material_to_be_rid_of(sets: Sets, o: int) -> float:
    """Units of a tolling offer that all material not bought for tolling could make: what is there, and odd lots."""
    facts = sets.facts
    most = 0.0
    for material, units in facts.offers[o].tolling:
        pools = facts.items[material].pools
        there = sum(facts.pools[g].opening for g in pools)
        there += sum(one.quantity for one in facts.coming if one.pool in pools)
        there += sum(one.quantity for one in facts.waiting if facts.offers[one.offer].item == material)
        for other in facts.offers:
            if other.item == material:
                there += facts.months * max(other.min_order, other.multiple or 0.0)
        most = max(most, there / units)
    return most


def _consumers_first(facts: Facts) -> list[int]:
    """The items, each after the items that are made from it by tolling."""
    made_from: dict[int, set[int]] = defaultdict(set)
    for offer in facts.offers:
        for material, _ in offer.tolling:
            made_from[material].add(offer.item)
    order: list[int] = []
    left = dict.fromkeys(range(len(facts.items)))
    while left:
        now = [item for item in left if not any(product in left for product in made_from[item])]
        if not now:
            raise PlannerBug("tolling runs in a circle, which the checks refuse")
        order += now
        for item in now:
            del left[item]
    return order


def _tolled_need(sets: Sets, bounds: Bounds, orders: dict[int, list[Pair]], item: int) -> list[float]:
    """By node: the most units of the item that tolled orders can take on any path from the node."""
    here = [0.0] * len(sets.month)
    facts = sets.facts
    makers = {o: units for o, one in enumerate(facts.offers) for i, units in one.tolling if i == item}
    for made in {facts.offers[o].item for o in makers}:
        for o, n in orders[made]:
            here[n] += makers.get(o, 0.0) * bounds[o, n]
    return _most_ahead(sets, here) if makers else here


def _rounded(facts: Facts, o: int, quantity: float) -> float:
    """The bound raised to the least order and to a whole number of lots."""
    offer = facts.offers[o]
    quantity = max(quantity, offer.min_order)
    if offer.multiple is not None:
        quantity = math.ceil(quantity / offer.multiple - 1e-9) * offer.multiple
    return quantity


class _Shares:
    """What may be ordered only to make another share small enough: money, by the offers a share is taken of."""

    def __init__(self, sets: Sets) -> None:
        facts, price = sets.facts, sets.tree.outlook.price
        self.facts = facts
        self.rounds = 1
        self.thin: dict[frozenset[int], float] = {}
        for limit in facts.limits:
            if limit.kind in SHARES:
                thin = min(max(limit.value, LEAST_SHARE), max(1.0 - limit.value, LEAST_SHARE))
                counted = frozenset(limit.of_offers)
                self.thin[counted] = min(self.thin.get(counted, 1.0), thin)
        self.value = dict.fromkeys(self.thin, 0.0)
        padded = Padding(facts, sets.tree)
        anywhere = frozenset[int]().union(*self.thin)
        self.paid = {(o, n): facts.offers[o].price * price[n][facts.offers[o].pair] for o, n in sets.orders}
        self.worth = {(o, n) for (o, n), paid in self.paid.items() if o in anywhere and paid > 0 and padded.pays(o, n)}

    def more(self, o: int, n: int) -> float:
        """Units of an order that only its value may be worth."""
        if (o, n) not in self.worth:
            return 0.0
        value = max(value for counted, value in self.value.items() if o in counted)
        return min(value / self.paid[o, n], MOST_ORDERED)

    def widened(self, used: Bounds) -> bool:
        """Count again what shares may make us buy, now that we know what is ordered to be used; False once known.

        All that a limit counts is at most what is bought for other reasons, other limits among them, divided by the
        share that is short of it.
        """
        if not self.worth or self.rounds == ROUNDS:
            return False
        self.rounds += 1
        most: dict[int, float] = defaultdict(float)
        for (o, n), units in used.items():
            dearest = max([self.paid[o, n], *(self.facts.contracts[c].price for c in self.facts.offers[o].contracts)])
            most[o] = max(most[o], units * dearest)
        buying = {o for o, _ in self.worth}
        before = {counted: value for counted, value in self.value.items() if counted & buying}
        for counted, thin in self.thin.items():
            used_value = self.facts.months * sum(most[o] for o in counted)
            others = sum(value for other, value in before.items() if other != counted and other & counted)
            self.value[counted] = (used_value + others) / thin
        return True
