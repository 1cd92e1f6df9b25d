"""Decides what of a plan's tables is its yes and no: the starts, the orders placed, the multiples ordered."""

from __future__ import annotations

from planner.facts.facts import Facts
from planner.plan.plan import Plan
from planner.solve.chosen import Chosen

FAMILIES = {"qualify": "qualified", "redesign": "redesigned", "contract": "signed"}
"""The model's family of each kind of decision of a plan."""


def chosen_of(facts: Facts, plan: Plan) -> Chosen:
    """The starts, placed orders and multiples of a plan, numbered as in the facts.

    Args:
        facts: of the case the plan answers, or of a case changed since: what it no longer knows is left out.
        plan: an audited plan.
    """
    numbers = {
        "qualify": {one.name: at for at, one in enumerate(facts.qualifications)},
        "redesign": {one.name: at for at, one in enumerate(facts.redesigns)},
        "contract": {one.name: at for at, one in enumerate(facts.contracts)},
    }
    offers = {offer.name: at for at, offer in enumerate(facts.offers)}
    ordered = {(offers[line.offer], line.node): line.quantity for line in plan.orders if line.offer in offers}
    return Chosen(
        frozenset(
            (FAMILIES[line.kind], numbers[line.kind][line.name], line.node)
            for line in plan.decisions
            if line.name in numbers[line.kind]
        ),
        frozenset(ordered),
        {
            (o, n): float(round(quantity / multiple))
            for (o, n), quantity in ordered.items()
            if (multiple := facts.offers[o].multiple) is not None
        },
    )
