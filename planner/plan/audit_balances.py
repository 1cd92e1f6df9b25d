"""Decides whether goods are conserved: what is ordered waits, leaves, arrives, lies, is used or is owned at the end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.plan.audit_ledger import Ledger
from planner.plan.audit_objections import Objections
from planner.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class Travel:
    """Goods between supplier and store.

    Attributes:
        arriving: for each node units by pool that arrive in it, open orders included.
        afloat: for each node units by (pool, month of arrival) that have left and not arrived by its end, open orders
            included.
    """

    arriving: Sequence[Mapping[int, float]]
    afloat: Sequence[Mapping[tuple[int, int], float]]


def arrival(ledger: Ledger, node: int, offer: int) -> int:
    """The month in which goods leaving here arrive: month + transit + delay at the node."""
    one = ledger.facts.offers[offer]
    return ledger.month(node) + one.transit + ledger.tree.outlook.delay[node][one.pair]


def travel(ledger: Ledger) -> Travel:
    """What is on its way, followed from node to node."""
    leaving: dict[int, list[tuple[tuple[int, int], float]]] = defaultdict(list)
    for (at, offer, pool), quantity in ledger.ship.items():
        leaving[at].append(((pool, arrival(ledger, at, offer)), quantity))
    at_start: dict[tuple[int, int], float] = defaultdict(float)
    for coming in ledger.facts.coming:
        at_start[coming.pool, max(0, coming.arrives)] += coming.quantity
    arriving: list[Mapping[int, float]] = []
    afloat: list[Mapping[tuple[int, int], float]] = []
    for number, node in enumerate(ledger.tree.nodes):
        under_way = defaultdict(float, afloat[node.parent] if node.parent >= 0 else at_start)
        for key, quantity in leaving[number]:
            under_way[key] += quantity
        here = [key for key in under_way if key[1] == node.month]
        arriving.append({key[0]: under_way.pop(key) for key in here})
        afloat.append(under_way)
    return Travel(arriving, afloat)


def check(ledger: Ledger, moving: Travel, plan: Plan, objections: Objections) -> None:
    """Rules 1, 3 and 4, the months of arrival and the units each design takes."""
    _arrival_months(ledger, plan, objections)
    _waiting(ledger, objections)
    _stock(ledger, moving, objections)
    _use(ledger, objections)
    _demand(ledger, objections)


def _arrival_months(ledger: Ledger, plan: Plan, objections: Objections) -> None:
    start = ledger.facts.settings.start_month
    offers = {one.name: number for number, one in enumerate(ledger.facts.offers)}
    for row in plan.shipments:
        offer = offers.get(row.offer)
        if offer is None or not 0 <= row.node < len(ledger.tree.nodes):
            continue  # told when the row was entered
        expected = start + arrival(ledger, row.node, offer)
        objections.same(objections.at(row.node), f"arrival of goods of '{row.offer}'", expected, row.arrival_month)


def _waiting(ledger: Ledger, objections: Objections) -> None:
    """wait[o,n] = wait[o,parent] + order[o, back(n, production)] + open orders ready in t(n) - sum over g of ship."""
    facts = ledger.facts
    ready: dict[tuple[int, int], float] = defaultdict(float)
    for owed in facts.waiting:
        ready[owed.offer, max(0, owed.ready)] += owed.quantity
    left: dict[tuple[int, int], float] = defaultdict(float)
    for (at, offer, _), quantity in ledger.ship.items():
        left[at, offer] += quantity
    for number, node in enumerate(ledger.tree.nodes):
        place = objections.at(number)
        for offer, one in enumerate(facts.offers):
            before = ledger.wait.get((node.parent, offer), 0.0)
            ordered = 0.0
            if node.month >= one.production:
                ordered = ledger.order.get((ledger.paths[number][node.month - one.production], offer), 0.0)
            gone, waits = left.get((number, offer), 0.0), ledger.wait.get((number, offer), 0.0)
            made = ordered + ready.get((offer, node.month), 0.0)
            words = f"goods of '{one.name}' waiting"
            objections.equal(place, words, before + made - gone, waits, scale=max(before, made, abs(gone)))


def _stock(ledger: Ledger, moving: Travel, objections: Objections) -> None:
    """stock[g,n] = stock[g,parent] + arrivals(n) - used(n) - tolled(n).

    Tolled material of an item that lies in several pools may be taken from any of them: then the item's balance holds
    over its pools together, and no pool may gain.
    """
    used: dict[tuple[int, int], float] = defaultdict(float)
    for (node, _, pool), quantity in ledger.use.items():
        used[node, pool] += quantity
    tolled: dict[tuple[int, int], float] = defaultdict(float)
    grain: dict[int, float] = defaultdict(float)
    for (node, offer), quantity in ledger.order.items():
        for item, each in ledger.facts.offers[offer].tolling:
            tolled[node, item] += each * quantity
            grain[item] = max(grain[item], each)
    for number in range(len(ledger.tree.nodes)):
        for item, one in enumerate(ledger.facts.items):
            taken = tolled.get((number, item), 0.0)
            sides = [_pool_sides(ledger, moving, used, number, pool) for pool in one.pools]
            if len(one.pools) > 1 and taken:
                _together(objections, number, one.name, sides, taken, grain[item])
                continue
            for pool, (expected, found, scale) in zip(one.pools, sides, strict=True):
                words = f"stock of '{one.name}' for '{ledger.facts.pools[pool].name}'"
                place = objections.at(number)
                objections.equal(place, words, expected - taken, found, max(scale, abs(taken)), grain[item])


def _pool_sides(
    ledger: Ledger, moving: Travel, used: Mapping[tuple[int, int], float], number: int, pool: int
) -> tuple[float, float, float]:
    """Closing stock of a pool as it follows with nothing tolled, as found, and the largest figure in it."""
    parent = ledger.tree.nodes[number].parent
    before = ledger.stock.get((parent, pool), 0.0) if parent >= 0 else ledger.facts.pools[pool].opening
    arrives, takes = moving.arriving[number].get(pool, 0.0), used.get((number, pool), 0.0)
    scale = max(abs(before), abs(arrives), abs(takes))
    return before + arrives - takes, ledger.stock.get((number, pool), 0.0), scale


def _together(
    objections: Objections,
    node: int,
    item: str,
    sides: Sequence[tuple[float, float, float]],
    taken: float,
    grain: float,
) -> None:
    place, scale = objections.at(node), max(taken, *(side[2] for side in sides))
    words = f"stock of '{item}' in all pools"
    objections.equal(place, words, sum(s[0] for s in sides) - taken, sum(s[1] for s in sides), scale, grain)
    for expected, found, _ in sides:
        objections.at_most(place, f"stock of '{item}' in one pool", expected, found, scale, grain)


def _use(ledger: Ledger, objections: Objections) -> None:
    """Sum over pools of use = u[v,i] * build; only from pools whose products include the product."""
    facts = ledger.facts
    taken: dict[tuple[int, int, int], float] = defaultdict(float)
    for (node, design, pool), quantity in ledger.use.items():
        product, lying = facts.designs[design].product, facts.pools[pool]
        taken[node, design, lying.item] += quantity
        if product not in lying.products:
            words = f"'{facts.items[lying.item].name}' for '{lying.name}' used"
            objections.say(objections.at(node), words, "one of these products", f"'{facts.products[product].name}'")
    needs = [dict(one.use) for one in facts.designs]
    wanted = {(node, design, item) for (node, design) in ledger.build for item in needs[design]}
    for node, design, item in sorted(wanted | set(taken)):
        each = needs[design].get(item, 0.0)
        one = facts.designs[design]
        words = f"'{facts.items[item].name}' used by '{facts.products[one.product].name}', {one.name}"
        expected = each * ledger.build.get((node, design), 0.0)
        objections.equal(objections.at(node), words, expected, taken.get((node, design, item), 0.0), grain=each)


def _demand(ledger: Ledger, objections: Objections) -> None:
    """Sum over v of build + lost + late = D[p,n] + late[p,parent]; no late where backorders are off."""
    for number, node in enumerate(ledger.tree.nodes):
        place = objections.at(number)
        for product, one in enumerate(ledger.facts.products):
            built = sum(ledger.build.get((number, design), 0.0) for design in one.designs)
            lost = ledger.lost.get((number, product), 0.0)
            late = ledger.late.get((number, product), 0.0)
            owed = ledger.tree.outlook.demand[number][product] + ledger.late.get((node.parent, product), 0.0)
            words = f"'{one.name}' delivered, lost and late together"
            objections.equal(place, words, owed, built + lost + late, grain=len(one.designs))
            if one.backorder_cost is None:
                objections.equal(place, f"'{one.name}' late, where backorders are off", 0.0, late)
