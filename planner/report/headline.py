"""Decides which figures stand above a plan: what it costs, how bad it may get, what is delivered and committed."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

from planner.plan.plan import Plan
from planner.report.path import Nodes
from planner.report.words import counted, exact_money, money, share
from planner.tables.case import Case

SOON = 3
"""Months that count as the next 90 days."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A headline figure.

    Attributes:
        name: what it is.
        words: the figure in three significant digits.
        note: what it counts, in a few words.
        exact: the figure in full.
    """

    name: str
    words: str
    note: str
    exact: str


RUNWAY = "Shortest runway"

UNKNOWN_RUNWAY = Figure(RUNWAY, "–", "how long the first line runs if something stops today", "Not known yet.")
"""The shortest runway (``planner.report.lasting``) while it is being found."""


def figures(case: Case, plan: Plan) -> tuple[Figure, ...]:
    """The headline of a plan: expected cost, tail, what is delivered, money committed in the next 90 days."""
    settings = case.settings
    currency = settings.currency
    tail = share(1 - settings.cvar_level)
    count = counted(len(plan.scenario_costs), "scenario")
    committed = committed_soon(case, plan)
    average, worst = delivered(plan)
    return (
        Figure(
            "Expected cost",
            money(plan.expected_cost, currency),
            f"average of {count}, discounted",
            exact_money(plan.expected_cost, currency),
        ),
        Figure(
            "Cost if it goes badly",
            money(plan.cvar, currency),
            f"mean of the worst {tail}, discounted",
            exact_money(plan.cvar, currency),
        ),
        Figure(
            "Delivered",
            share(average),
            f"of demand on average; {share(worst)} in the worst scenario",
            f"{100 * average:.3f} % on average, {100 * worst:.3f} % in the worst scenario",
        ),
        Figure(
            "Committed in 90 days",
            money(committed, currency),
            "orders, starts and fees of three months",
            exact_money(committed, currency),
        ),
    )


def committed_soon(case: Case, plan: Plan, months: int = SOON) -> float:
    """Money committed in the first months on average, undiscounted: orders at the price paid, order fees,
    qualifications, redesigns and contract fees; not freight or duty. In case currency."""
    nodes = Nodes(plan)
    yearly = 1 + case.settings.discount_rate
    orders = sum(line.cost * nodes.probability(line.node) for line in plan.orders if nodes.month(line.node) < months)
    fees = sum(
        (line.order_fees + line.qualification + line.redesign + line.contract_fees)
        * nodes.probability(line.node)
        * math.pow(yearly, nodes.month(line.node) / 12)
        for line in plan.costs
        if nodes.month(line.node) < months
    )
    return orders + fees


def delivered(plan: Plan) -> tuple[float, float]:
    """Share of all products wanted over the horizon that is delivered: on average, and in the worst scenario.

    What is still late after the last month counts as not delivered. 1 where nothing is wanted.
    """
    nodes = Nodes(plan)
    last = max(line.month for line in plan.nodes)
    built, short = _by_node(plan, nodes, last)
    shares = []
    for line in plan.scenario_costs:
        path = [one.node for one in nodes.of_scenario(line.scenario)]
        made, missed = sum(built[node] for node in path), sum(short[node] for node in path)
        shares.append((line.probability, made, made + missed))
    wanted = sum(odds * demand for odds, _, demand in shares)
    average = sum(odds * made for odds, made, _ in shares) / wanted if wanted else 1.0
    return average, min((made / demand if demand else 1.0 for _, made, demand in shares), default=1.0)


def _by_node(plan: Plan, nodes: Nodes, last: object) -> tuple[dict[int, float], dict[int, float]]:
    """Products delivered, and never delivered, at each node."""
    built: dict[int, float] = defaultdict(float)
    short: dict[int, float] = defaultdict(float)
    for made in plan.production:
        built[made.node] += made.quantity
    for missed in plan.shortages:
        late = missed.backordered if nodes[missed.node].month == last else 0.0
        short[missed.node] += missed.lost + late
    return built, short
