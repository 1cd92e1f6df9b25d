"""Decides how the costs of scenarios become the figures a plan is judged by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.tables.results import ScenarioCostLine


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures on top of a plan, in case currency."""

    objective: float
    expected_cost: float
    cvar: float
    worst_cost: float


def figures_of(costs: Sequence[ScenarioCostLine], level: float, risk_weight: float) -> Figures:
    """Expected cost, CVaR at the level, worst cost, and (1 - weight) * expected + weight * CVaR.

    CVaR is the mean of the worst 1 - level of the probability; a scenario on the edge counts in part
    (Rockafellar and Uryasev 2000).
    """
    expected = sum(line.probability * line.cost for line in costs)
    left = tail = 1.0 - level
    worst_first = sorted(costs, key=lambda line: -line.cost)
    total = 0.0
    for line in worst_first:
        share = min(left, line.probability)
        total += share * line.cost
        left -= share
        if left <= 0:
            break
    else:
        total += left * worst_first[-1].cost  # probabilities that add up to a hair less than 1
    cvar = total / tail
    return Figures((1.0 - risk_weight) * expected + risk_weight * cvar, expected, cvar, worst_first[0].cost)
