"""Decides what safety costs: the best plans for several weights of the tail, expected cost against the tail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from planner.events import Listener, Share, never, silent
from planner.facts.gather import gather
from planner.insight.solving import Estimate, solved
from planner.plan.figures import figures_of
from planner.plan.plan import Plan
from planner.scenarios.grow import grow
from planner.solve.options import Options
from planner.solve.outcome import Status
from planner.tables.case import Case

WEIGHTS = (0.0, 0.25, 0.5, 0.75, 1.0)

_WORDS = "weights of the tail planned for"
_ALIKE = 1e-9


@dataclass(frozen=True, slots=True)
class Point:
    """The best plan found for a weight of the tail.

    Attributes:
        risk_weight: 0 weighs the expected cost only, 1 the tail only.
        status: how planning for it ended.
        expected_cost, cvar, worst_cost: of the plan, in case currency.
        cost: the weighted objective with its bound.
        plan: the plan.
        dominated: another point has a lower expected cost and tail, or one lower and the other the same. With a gap
            left open that can be; the frontier is drawn without it.
    """

    risk_weight: float
    status: Status
    expected_cost: float
    cvar: float
    worst_cost: float
    cost: Estimate
    plan: Plan
    dominated: bool


def frontier(
    case: Case,
    options: Options,
    weights: Sequence[float] = WEIGHTS,
    *,
    listen: Listener = silent,
    stopping: Callable[[], bool] = never,
) -> tuple[Point, ...]:
    """Expected cost against the tail, by rising weight. A weight for which no plan was found has no point.

    Every plan found is judged for every weight: with a gap left open, one found for another weight may be the better.

    Args:
        case: without error findings.
        options: gap, seed, and the time for each weight; its risk weight is not used.
        weights: 0 to 1.
        listen: told how many weights are done, and how each comes along.
        stopping: asked often.

    Raises:
        Stopped: the user asked for it.
    """
    facts = gather(case)
    tree = grow(facts)
    level = facts.settings.cvar_level
    found = []
    for done, weight in enumerate(sorted(set(weights))):
        listen(Share(done, len(set(weights)), _WORDS))
        asked = replace(options, risk_weight=weight)
        found.append((weight, solved(case, facts, tree, asked, listen=listen, stopping=stopping)))
    listen(Share(len(found), len(found), _WORDS))
    plans = [one.plan for _, one in found if one.plan is not None]
    points = []
    for weight, one in found:
        if one.plan is None:
            continue
        judged = [
            (figures_of(plan.scenario_costs, level, weight).objective, plan is not one.plan, plan) for plan in plans
        ]
        best, _, plan = min(judged, key=lambda each: each[:2])
        own = replace(plan, risk_weight=weight, objective=best)
        cost = Estimate(best, min(one.cost.low, best), best)
        points.append(Point(weight, one.status, own.expected_cost, own.cvar, own.worst_cost, cost, own, False))
    return tuple(replace(one, dominated=any(_beats(other, one) for other in points)) for one in points)


def _beats(other: Point, one: Point) -> bool:
    slack = _ALIKE * max(1.0, abs(one.expected_cost), abs(one.cvar))
    no_worse = other.expected_cost <= one.expected_cost + slack and other.cvar <= one.cvar + slack
    better = other.expected_cost < one.expected_cost - slack or other.cvar < one.cvar - slack
    return no_worse and better
