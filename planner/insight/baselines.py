"""Decides how a plan stands beside carrying on, stocking up and diversifying only: cost and regret by scenario."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from planner.events import Listener, Share, never, silent
from planner.facts.facts import Facts
from planner.facts.gather import gather
from planner.insight.policies import Policy, facts_under, unsteered
from planner.insight.solving import Estimate, Solved, solved
from planner.plan.plan import Plan
from planner.scenarios.grow import grow
from planner.scenarios.tree import Tree
from planner.solve.options import Options
from planner.solve.outcome import Status
from planner.tables.case import Case

_WORDS = "policies planned"


@dataclass(frozen=True, slots=True)
class ScenarioCost:
    """What a policy costs in a scenario.

    Attributes:
        scenario, probability: the scenario.
        cost: discounted cost of its path, in case currency.
        regret: cost less that of the policy which is cheapest in this scenario; at least 0.
    """

    scenario: str
    probability: float
    cost: float
    regret: float


@dataclass(frozen=True, slots=True)
class Baseline:
    """A policy on all scenarios.

    Attributes:
        policy: which.
        status: how its planning ended.
        plan: its plan, judged by the case itself; None where there is none.
        expected_cost, cvar, worst_cost: of the plan, in case currency; None likewise.
        cost: its weighted objective; ``low`` is the proven bound only where the policy is not steered.
        scenarios: cost and regret in each, in the order of the case.
        expected_regret, worst_regret: over the scenarios.
        clashes: where it is not feasible, the limits of the case that clash.
    """

    policy: Policy
    status: Status
    plan: Plan | None
    expected_cost: float | None
    cvar: float | None
    worst_cost: float | None
    cost: Estimate
    scenarios: tuple[ScenarioCost, ...]
    expected_regret: float | None
    worst_regret: float | None
    clashes: tuple[str, ...]


def baselines(
    case: Case,
    options: Options,
    recommended: Plan | None = None,
    *,
    listen: Listener = silent,
    stopping: Callable[[], bool] = never,
) -> tuple[Baseline, ...]:
    """The four policies on the same scenarios, in the order of ``Policy``.

    Each is planned as well as its means allow, with the same knowledge and the same risk weight: what they differ in is
    what they may do (``facts_under``). Regret is measured against the cheapest of the policies in each scenario.

    Args:
        case: without error findings.
        options: gap, seed, risk weight, and the time for each of the solves.
        recommended: an audited plan of the case, where there is one; else it is planned here.
        listen: told how many policies are done, and how each comes along.
        stopping: asked often.

    Raises:
        Stopped: the user asked for it.
    """
    facts = gather(case)
    tree = grow(facts)
    found: dict[Policy, Solved] = {}
    for done, policy in enumerate(Policy):
        listen(Share(done, len(Policy), _WORDS))
        if policy is Policy.RECOMMENDED and recommended is not None:
            known = Estimate(recommended.objective, float("-inf"), recommended.objective)
            found[policy] = Solved(Status.STOPPED_WITH_PLAN, recommended, known)
        else:
            found[policy] = _planned(case, facts, tree, policy, options, listen, stopping)
    listen(Share(len(Policy), len(Policy), _WORDS))
    costs = {
        policy: {line.scenario: line.cost for line in one.plan.scenario_costs}
        for policy, one in found.items()
        if one.plan is not None
    }
    cheapest = {scenario.name: min(each[scenario.name] for each in costs.values()) for scenario in facts.scenarios}
    return tuple(_told(policy, one, cheapest) for policy, one in found.items())


def _planned(
    case: Case,
    facts: Facts,
    tree: Tree,
    policy: Policy,
    options: Options,
    listen: Listener,
    stopping: Callable[[], bool],
) -> Solved:
    steering = facts_under(policy, facts)
    return solved(
        case,
        steering,
        tree,
        options,
        listen=listen,
        stopping=stopping,
        finishing=lambda plan: unsteered(plan, facts, steering),
        judged_by=facts,
    )


def _told(policy: Policy, one: Solved, cheapest: dict[str, float]) -> Baseline:
    plan = one.plan
    if plan is None:
        return Baseline(policy, one.status, None, None, None, None, one.cost, (), None, None, one.clashes)
    rows = tuple(
        ScenarioCost(line.scenario, line.probability, line.cost, max(0.0, line.cost - cheapest[line.scenario]))
        for line in plan.scenario_costs
    )
    return Baseline(
        policy=policy,
        status=one.status,
        plan=plan,
        expected_cost=plan.expected_cost,
        cvar=plan.cvar,
        worst_cost=plan.worst_cost,
        cost=one.cost,
        scenarios=rows,
        expected_regret=sum(row.probability * row.regret for row in rows),
        worst_regret=max(row.regret for row in rows),
        clashes=(),
    )
