"""Decides who goes short: what share of a product's demand each scenario never delivers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from planner.plan.plan import Plan
from planner.report.path import Nodes
from planner.report.words import share
from planner.tables import needs
from planner.tables.case import Case

_LITTLE = 1e-6
"""Units below which nothing is missed: sums of plan quantities are not exact."""


@dataclass(frozen=True, slots=True)
class Loss:
    """A product in a scenario: units wanted over the horizon, and units of them never delivered."""

    product: str
    scenario: str
    probability: float
    wanted: float
    missed: float

    @property
    def part(self) -> float:
        """The share of demand never delivered; 0 where nothing is wanted."""
        return self.missed / self.wanted if self.wanted else 0.0


def losses(case: Case, plan: Plan) -> tuple[Loss, ...]:
    """Every product in every scenario, in the order of the case. What is still late after the last month is missed."""
    nodes = Nodes(plan)
    last = max(line.month for line in plan.nodes)
    built: dict[tuple[str, int], float] = defaultdict(float)
    short: dict[tuple[str, int], float] = defaultdict(float)
    for made in plan.production:
        built[made.product.casefold(), made.node] += made.quantity
    for line in plan.shortages:
        late = line.backordered if line.month == last else 0.0
        short[line.product.casefold(), line.node] += line.lost + late
    found = []
    for product in case.read(needs.Product):
        name = product.product.casefold()
        for one in plan.scenario_costs:
            path = [line.node for line in nodes.of_scenario(one.scenario)]
            missed = sum(short[name, node] for node in path)
            wanted = missed + sum(built[name, node] for node in path)
            missed = missed if missed > _LITTLE else 0.0
            found.append(Loss(product.product, one.scenario, one.probability, wanted, missed))
    return tuple(found)


def finding(told: tuple[Loss, ...]) -> str:
    """Who goes short most, as a title; or that nobody does."""
    scenarios = {one.scenario for one in told}
    short = [one for one in told if one.missed > 0]
    if not short:
        return "Every product is delivered in full" + (" in every scenario" if len(scenarios) > 1 else "")
    worst = max(short, key=lambda one: (one.part, one.missed))
    products = list(dict.fromkeys(one.product for one in short))
    who = f"Only {worst.product} goes short" if len(products) == 1 else f"{worst.product} goes shortest"
    if len(scenarios) == 1:
        return f"{who}: {share(worst.part)} of its demand is never delivered"
    if len({one.scenario for one in short}) == 1:
        condition = f"if “{worst.scenario}” comes ({share(worst.probability)})"
        return f"{who}, and only {condition}: {share(worst.part)} of its demand is never delivered"
    return f"{who}: {share(worst.part)} of its demand is never delivered if “{worst.scenario}” comes"
