"""Decides what it is worth to know the future, and to plan for all of them instead of their average."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planner.events import Listener, Share, never, silent
from planner.facts.facts import Facts
from planner.facts.gather import gather
from planner.insight.solving import IMPOSSIBLE, Estimate, Solved, solved
from planner.plan.plan import Plan
from planner.scenarios.certain import alone, average, first_nodes
from planner.scenarios.grow import grow
from planner.scenarios.tree import Tree
from planner.solve.options import Options
from planner.tables.case import Case

if TYPE_CHECKING:
    from planner.model.build import Model
    from planner.model.program import Column

_WORDS = "plans for the value of knowing"


@dataclass(frozen=True, slots=True)
class Alone:
    """What a scenario costs when it is certain from the start."""

    scenario: str
    probability: float
    cost: Estimate


@dataclass(frozen=True, slots=True)
class Value:
    """What knowing and planning are worth, at expected cost (risk weight 0), in case currency.

    Attributes:
        here_and_now: expected cost of the best plan that does not know which scenario comes.
        knowing: probability-weighted cost of each scenario solved alone.
        average_first: expected cost when the first month follows the plan for average data, and the rest is planned
            anew; infinite where that month cannot be followed.
        evpi: expected value of perfect information, here_and_now less knowing: what a forecast is worth at most.
        vss: value of the stochastic solution, average_first less here_and_now: what planning for all scenarios saves.
        alone: each scenario by itself.
    """

    here_and_now: Estimate
    knowing: Estimate
    average_first: Estimate
    evpi: Estimate
    vss: Estimate
    alone: tuple[Alone, ...]


def value(case: Case, options: Options, *, listen: Listener = silent, stopping: Callable[[], bool] = never) -> Value:
    """What knowing the future is worth, and planning for it (Birge and Louveaux, chapter 4).

    With gaps left open, figures are ranges from the bounds. What is left at the end is worth in every one of the plans
    what it is worth in the whole case.

    Args:
        case: without error findings.
        options: gap, seed, and the time for each of its scenarios + 3 solves; its risk weight is not used.
        listen: told how many solves are done, and how each comes along.
        stopping: asked often.

    Raises:
        Stopped: the user asked for it.
    """
    facts = gather(case)
    tree = grow(facts)
    asked = replace(options, risk_weight=0.0)
    total = len(facts.scenarios) + 3

    def run(done: int, those: Facts, future: Tree, holding: Callable[[Model], bool] | None = None) -> Solved:
        listen(Share(done, total, _WORDS))
        return solved(case, those, future, asked, listen=listen, stopping=stopping, holding=holding)

    here = run(0, facts, tree)
    each = [
        Alone(one.name, one.probability, run(1 + w, *alone(facts, tree, w)).cost)
        for w, one in enumerate(facts.scenarios)
    ]
    mean = run(total - 2, *average(facts, tree))
    first = mean.cost if mean.plan is None else run(total - 1, facts, tree, _following(facts, tree, mean.plan)).cost
    if mean.plan is None and not math.isinf(mean.cost.low):
        first = Estimate(None, -math.inf, math.inf)
    listen(Share(total, total, _WORDS))
    knowing = _weighed(each)
    return Value(
        here_and_now=here.cost,
        knowing=knowing,
        average_first=first,
        evpi=here.cost.less(knowing).at_least(0.0),
        vss=first if first == IMPOSSIBLE else first.less(here.cost).at_least(0.0),
        alone=tuple(each),
    )


def _weighed(each: list[Alone]) -> Estimate:
    known = [one.cost.value for one in each]
    return Estimate(
        None if None in known else sum(one.probability * (one.cost.value or 0.0) for one in each),
        sum(one.probability * one.cost.low for one in each),
        sum(one.probability * one.cost.high for one in each),
    )


def _following(facts: Facts, tree: Tree, plan: Plan) -> Callable[[Model], bool]:
    """Holds what is started, signed and ordered in the first month to what a plan for one certain future does there."""
    started = {(one.kind, one.name) for one in plan.decisions if one.node == 0}
    ordered = {one.offer: one.quantity for one in plan.orders if one.node == 0}

    def holding(model: Model) -> bool:
        # PuLP loads slowly, and whoever holds a model has it already.
        from planner.model.program import Sense

        v, sets = model.variables, model.sets
        fixed: list[tuple[Column, float]] = []
        for n in first_nodes(tree):
            for o, offer in enumerate(facts.offers):
                quantity = ordered.get(offer.name, 0.0)
                if (o, n) in v.order:
                    fixed.append((v.order[o, n], quantity))
                elif quantity > 0:
                    return False
            for kind, names, begun, columns in (
                ("qualify", [one.name for one in facts.qualifications], sets.qualifications, v.qualified),
                ("redesign", [one.name for one in facts.redesigns], sets.redesigns, v.redesigned),
                ("contract", [one.name for one in facts.contracts], sets.contracts, v.signed),
            ):
                for index, name in enumerate(names):
                    starts = (kind, name) in started
                    if n in begun[index].starts:
                        fixed.append((columns[index, n], float(starts)))
                    elif starts:
                        return False
        for at, (column, amount) in enumerate(fixed):
            model.program.row(f"followed_{at}", [(column, 1.0)], Sense.EQUAL, amount)
        return True

    return holding
