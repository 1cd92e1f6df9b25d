"""Decides what safety costs: the best plans for several weights of the tail, expected cost against the tail."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from planner.errors import UserError
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
    plan: Plan | None = None,
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
        plan: an audited plan of this very case: its own weight, where it is asked for, is not planned for again; its
            bound is then not known. For every other weight it is judged like the rest.
        listen: told how many weights are done, and how each comes along.
        stopping: asked often.

    Raises:
        Stopped: the user asked for it.
        UserError: the plan answers another case.
    """
    facts = gather(case)
    tree = grow(facts)
    level = facts.settings.cvar_level
    if plan is not None and plan.fingerprint != case.fingerprint():
        raise UserError("The plan is older than the data.", "Plan again, then ask what safety costs.")
    found: list[tuple[float, Status, Plan | None, float]] = []
    for done, weight in enumerate(sorted(set(weights))):
        listen(Share(done, len(set(weights)), _WORDS))
        if plan is not None and abs(weight - plan.risk_weight) < _ALIKE:
            found.append((weight, Status.STOPPED_WITH_PLAN, plan, -math.inf))
            continue
        one = solved(case, facts, tree, replace(options, risk_weight=weight), listen=listen, stopping=stopping)
        found.append((weight, one.status, one.plan, one.cost.low))
    listen(Share(len(found), len(found), _WORDS))
    plans = list({id(each): each for each in (*(own for _, _, own, _ in found), plan) if each is not None}.values())
    points = []
    for weight, status, mine, low in found:
        if mine is None:
            continue
        judged = [(figures_of(each.scenario_costs, level, weight).objective, each is not mine, each) for each in plans]
        best, _, chosen = min(judged, key=lambda each: each[:2])
        own = replace(chosen, risk_weight=weight, objective=best)
        cost = Estimate(best, min(low, best), best)
        points.append(Point(weight, status, own.expected_cost, own.cvar, own.worst_cost, cost, own, False))
    return tuple(replace(one, dominated=any(_beats(other, one) for other in points)) for one in points)


def _beats(other: Point, one: Point) -> bool:
    slack = _ALIKE * max(1.0, abs(one.expected_cost), abs(one.cvar))
    no_worse = other.expected_cost <= one.expected_cost + slack and other.cvar <= one.cvar + slack
    better = other.expected_cost < one.expected_cost - slack or other.cvar < one.cvar - slack
    return no_worse and better
