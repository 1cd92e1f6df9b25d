"""Decides what a unit left at the end is worth: never more than it can be bought for."""

from __future__ import annotations

from planner.errors import PlannerBug
from planner.facts.facts import Facts
from planner.scenarios.tree import Tree


def closing_credits(facts: Facts, tree: Tree) -> list[float]:
    """By item: the credit for a unit owned after the last month, in case currency, not discounted.

    The lesser of closing_stock_value * standard cost and the item's lowest purchase price at any node: price * f of
    any of its offers, or the price of a contract on one, without freight and duty; a tolling offer adds the credit of
    the material it works. Otherwise buying to be credited would pay.
    """
    lowest = [min(row[k] for row in tree.outlook.price) for k in range(len(facts.pairs))]
    worth: dict[int, float] = {}

    def credit(item: int, above: tuple[int, ...]) -> float:
        if item in above:
            raise PlannerBug("tolling runs in a circle, which the checks refuse")
        if item not in worth:
            value = facts.settings.closing_stock_value * facts.items[item].standard_cost
            for k in facts.items[item].pairs:
                for o in facts.pairs[k].offers:
                    offer = facts.offers[o]
                    price = min([offer.price * lowest[k], *(facts.contracts[c].price for c in offer.contracts)])
                    material = sum(units * credit(i, (*above, item)) for i, units in offer.tolling)
                    value = min(value, price + material)
            worth[item] = value
        return worth[item]

    return [credit(item, ()) for item in range(len(facts.items))]
