"""Decides whether the scenario tree leaves one plan for now, and whether what is left at the end is worth its cost."""

from __future__ import annotations

from collections.abc import Iterator

from planner.checks import words
from planner.checks.joined import Foreseen
from planner.checks.rule import Rule, Spot, warning

SLACK = 1 - 1e-9
"""Prices and costs equal but for rounding do not differ."""


def no_single_start(foreseen: Foreseen) -> Iterator[Spot]:
    """All scenarios agree in the first month, so that there is one plan for now."""
    first = [node for node in foreseen.tree.nodes if node.parent < 0]
    if len(first) > 1:
        groups = [words.names(foreseen.facts.scenarios[w].name for w in node.scenarios) for node in first]
        yield Spot(
            f"Scenarios already differ in {foreseen.month(0).words()}, the first month: {' against '.join(groups)}. So "
            "there is no single plan for now but one for each. Let their events begin later, or start the plan "
            "later if it is known by then which holds.",
            "scenarios",
        )


def scenarios_alike(foreseen: Foreseen) -> Iterator[Spot]:
    """No two scenarios are the same in every month."""
    facts, leaves = foreseen.facts, foreseen.tree.leaves
    rows = {name: row for row, name in enumerate(foreseen.sight.names("scenarios.scenario"))}
    for scenario, leaf in enumerate(leaves):
        first = leaves.index(leaf)
        if first != scenario:
            one, other = facts.scenarios[first].name, facts.scenarios[scenario].name
            yield Spot(
                f"{words.quoted(one)} and {words.quoted(other)} are the same in every month of the plan. Enter in what "
                "they differ, or join them and add up their probabilities.",
                "scenarios",
                rows[other],
                "scenario",
            )


def closing_credit_limited(foreseen: Foreseen) -> Iterator[Spot]:
    """What is left at the end is credited with no more than it can be bought for."""
    facts = foreseen.facts
    lowest = [min(prices) for prices in zip(*foreseen.tree.outlook.price, strict=True)]
    credit: dict[int, float] = {}
    for number in range(len(facts.items)):
        _credit(foreseen, number, lowest, credit)
    for number, item in enumerate(facts.items):
        asked = facts.settings.closing_stock_value * item.standard_cost
        if number in foreseen.needed and credit[number] < asked * SLACK:
            yield Spot(
                f"What is left of {words.quoted(item.name)} at the end is credited with "
                f"{words.rounded(credit[number])} a unit, its lowest purchase price, instead of "
                f"{words.rounded(asked)} (closing stock value times standard cost): else buying it for the credit "
                "would pay. Check its standard cost.",
                "items",
                number,
                "standard_cost",
            )


def _credit(foreseen: Foreseen, number: int, lowest: list[float], known: dict[int, float]) -> float:
    """The lesser of closing_stock_value * standard cost and the lowest purchase price of an item at any node: price *
    factor or contract price, for a tolling offer with the credit of the material it works."""
    if number not in known:
        facts = foreseen.facts
        value = facts.settings.closing_stock_value * facts.items[number].standard_cost
        for pair in facts.items[number].pairs:
            for offer in (facts.offers[o] for o in facts.pairs[pair].offers):
                price = min((offer.price * lowest[pair], *(facts.contracts[c].price for c in offer.contracts)))
                material = sum(units * _credit(foreseen, item, lowest, known) for item, units in offer.tolling)
                value = min(value, price + material)
        known[number] = value
    return known[number]


RULES: tuple[Rule[Foreseen], ...] = (
    warning(no_single_start),
    warning(scenarios_alike),
    warning(closing_credit_limited),
)
