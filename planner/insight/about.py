"""Decides what an action of a plan is about: what it starts, the items it buys, the products that use them."""

from __future__ import annotations

from collections.abc import Set

from planner.facts.facts import Facts
from planner.plan.actions import Action, Deed
from planner.solve.chosen import Scope

FAMILIES = {Deed.QUALIFY: "qualified", Deed.REDESIGN: "redesigned", Deed.CONTRACT: "signed"}


def index_of(facts: Facts, action: Action) -> int:
    """The number of what an action starts."""
    names = {
        Deed.QUALIFY: [one.name for one in facts.qualifications],
        Deed.REDESIGN: [one.name for one in facts.redesigns],
        Deed.CONTRACT: [one.name for one in facts.contracts],
    }
    return names[action.deed].index(action.name)


def items_of(facts: Facts, action: Action) -> frozenset[int]:
    """The items an action buys, or lets us buy; of a redesign those it no longer uses."""
    match action.deed:
        case Deed.ORDER:
            named = {line.item for line in action.orders}
            return frozenset(at for at, item in enumerate(facts.items) if item.name in named)
        case Deed.QUALIFY:
            return frozenset(facts.offers[o].item for o in facts.qualifications[index_of(facts, action)].offers)
        case Deed.CONTRACT:
            return frozenset({facts.offers[facts.contracts[index_of(facts, action)].offer].item})
        case Deed.REDESIGN:
            one = facts.redesigns[index_of(facts, action)]
            base = facts.designs[facts.products[one.product].designs[0]]
            kept = dict(facts.designs[one.design].use)
            return frozenset(item for item, units in base.use if kept.get(item, 0.0) < units)


def scope_of(facts: Facts, action: Action) -> Scope:
    """What an action is about: its items and the products that use them, with all their items."""
    if action.deed is Deed.REDESIGN:
        product = facts.redesigns[index_of(facts, action)].product
        return Scope(frozenset({product}), frozenset(_uses(facts, product)))
    return around(facts, items_of(facts, action))


def around(facts: Facts, items: Set[int]) -> Scope:
    """Items, the products that use them, and all items of those products."""
    uses = [_uses(facts, product) for product in range(len(facts.products))]
    made = {p for p, used in enumerate(uses) if used & items}
    return Scope(frozenset(made), frozenset(items).union(*(uses[p] for p in made)))


def everything(facts: Facts) -> Scope:
    """All products and all items."""
    return Scope(frozenset(range(len(facts.products))), frozenset(range(len(facts.items))))


def _uses(facts: Facts, product: int) -> set[int]:
    return {item for d in facts.products[product].designs for item, _ in facts.designs[d].use}
