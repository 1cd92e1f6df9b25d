"""Decides what a unit owned after the last month is credited with, and how many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from planner.facts.facts import Facts
from planner.plan.audit_balances import Travel
from planner.plan.audit_ledger import Ledger
from planner.scenarios.tree import Tree


def unit_credits(facts: Facts, tree: Tree) -> Sequence[float]:
    """Credit of one unit of each item, in money.

    The lesser of closing_stock_value * standard_cost and the lowest purchase price over all offers of the item and all
    nodes: price * price factor there, or the price of a contract on the offer; for a tolling offer plus
    quantity_per_unit * the material's own credit. Without offers there is no price to compare with. A material may be
    tolled itself, so the rule is repeated until nothing changes, or as often as there are items.
    """
    value = facts.settings.closing_stock_value
    found = [value * one.standard_cost for one in facts.items]
    factor = [min(row[pair] for row in tree.outlook.price) for pair in range(len(facts.pairs))]
    cheapest = [
        min([one.price * factor[one.pair], *(facts.contracts[contract].price for contract in one.contracts)])
        for one in facts.offers
    ]
    for _ in facts.items:
        before = list(found)
        for one, price in zip(facts.offers, cheapest, strict=True):
            material = sum(each * before[item] for item, each in one.tolling)
            found[one.item] = min(found[one.item], price + material)
        if found == before:
            break
    return found


def owned(ledger: Ledger, moving: Travel, leaf: int) -> Mapping[int, float]:
    """Units by item that are owned after the last month: in stock, waiting, on the way, in production, and open orders
    not yet ready."""
    facts = ledger.facts
    units: dict[int, float] = defaultdict(float)
    for pool, lying in enumerate(facts.pools):
        units[lying.item] += ledger.stock.get((leaf, pool), 0.0)
    for (pool, _), quantity in moving.afloat[leaf].items():
        units[facts.pools[pool].item] += quantity
    for waiting in facts.waiting:
        if waiting.ready >= facts.months:
            units[facts.offers[waiting.offer].item] += waiting.quantity
    for offer, one in enumerate(facts.offers):
        units[one.item] += ledger.wait.get((leaf, offer), 0.0)
        for node in ledger.paths[leaf][max(0, facts.months - one.production) :]:
            units[one.item] += ledger.order.get((node, offer), 0.0)
    return units
