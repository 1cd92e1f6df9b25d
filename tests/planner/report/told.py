"""Decides which answers of insight the tests of charts and reports show: ways to carry on, weights, weeks."""

from __future__ import annotations

from dataclasses import replace

from planner.insight.baselines import Baseline, ScenarioCost
from planner.insight.frontier import Point
from planner.insight.policies import Policy
from planner.insight.solving import Estimate
from planner.insight.survival import Survival
from planner.plan.plan import Plan
from planner.solve.outcome import Status
from tests.planner.report.charted import whole_story

COSTS = {
    Policy.CARRY_ON: (1000.0, 9000.0),
    Policy.STOCK_UP: (1500.0, 4000.0),
    Policy.RECOMMENDED: (1200.0, 3000.0),
}
"""What each costs if it stays calm (80 %) and if it stops (20 %); nothing can be done by diversifying alone."""


def ways() -> tuple[Baseline, ...]:
    """The four ways to carry on; diversifying alone has no plan."""
    _, plan = whole_story()
    best = [min(costs[place] for costs in COSTS.values()) for place in range(2)]
    return tuple(_way(policy, plan, COSTS.get(policy), best) for policy in Policy)


def _way(policy: Policy, plan: Plan, costs: tuple[float, float] | None, best: list[float]) -> Baseline:
    if costs is None:
        nothing = Estimate(None, 0.0, float("inf"))
        return Baseline(policy, Status.INFEASIBLE, None, None, None, None, nothing, (), None, None, ("budget",))
    rows = tuple(
        ScenarioCost(name, odds, cost, cost - least)
        for name, odds, cost, least in zip(("Calm", "Stop"), (0.8, 0.2), costs, best, strict=True)
    )
    expected = sum(row.probability * row.cost for row in rows)
    regret = sum(row.probability * row.regret for row in rows)
    known = Estimate(expected, expected, expected)
    worst = max(row.regret for row in rows)
    return Baseline(policy, Status.PROVEN, plan, expected, costs[1], costs[1], known, rows, regret, worst, ())


def weights() -> tuple[Point, ...]:
    """Three weights: 0 costs 1000 and 9000 in the tail, 0.5 costs 1200 and 4000, 1 costs 1300 and 4500, which is worse
    in both."""
    _, plan = whole_story()
    figures = ((0.0, 1000.0, 9000.0, False), (0.5, 1200.0, 4000.0, False), (1.0, 1300.0, 4500.0, True))
    return tuple(
        Point(
            weight,
            Status.PROVEN,
            expected,
            tail,
            tail,
            Estimate(expected, expected, expected),
            replace(plan, risk_weight=weight),
            worse,
        )
        for weight, expected, tail, worse in figures
    )


def weeks() -> tuple[Survival, ...]:
    """Two weeks cost 100 more, two further ones 500 more, and for twelve no plan was found."""
    _, plan = whole_story()
    figures = ((0.0, 0.0, None, 1.0), (2.0, 100.0, 50.0, 0.99), (4.0, 600.0, 250.0, 0.9))
    found = tuple(
        Survival(number, Status.PROVEN, plan, 1000.0 + more, more, a_week, held)
        for number, more, a_week, held in figures
    )
    return (*found, Survival(12.0, Status.STOPPED_WITHOUT_PLAN, None, None, None, None, None))
