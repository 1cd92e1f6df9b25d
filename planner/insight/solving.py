"""Decides how insight asks for a plan of facts other than the case's own: solved, audited, its cost as a range."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planner.errors import PlannerBug
from planner.events import Event, Listener, Progress, Stopped
from planner.facts.facts import Facts
from planner.plan.audit import audit
from planner.plan.plan import Plan
from planner.scenarios.tree import Tree
from planner.solve.options import Options
from planner.solve.outcome import Status
from planner.tables.case import Case

if TYPE_CHECKING:
    from planner.model.build import Model
    from planner.solve.engine import Found


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure known as well as the gaps of the plans behind it allow, in case currency.

    Attributes:
        value: from the best plans found; infinite where something cannot be done, None where there is no plan.
        low, high: what it lies between for certain, from the bounds; infinite where nothing is known.
    """

    value: float | None
    low: float
    high: float

    def less(self, other: Estimate) -> Estimate:
        """This less the other."""
        both = self.value is not None and other.value is not None
        return Estimate(
            self.value - other.value if both and self.value is not None and other.value is not None else None,
            self.low - other.high,
            self.high - other.low,
        )

    def at_least(self, least: float) -> Estimate:
        """The same when it is known not to be smaller than ``least``."""
        value = None if self.value is None else max(least, self.value)
        return Estimate(value, max(least, self.low), max(least, self.high))


IMPOSSIBLE = Estimate(math.inf, math.inf, math.inf)


@dataclass(frozen=True, slots=True)
class Solved:
    """How a solve ended.

    Attributes:
        status: one of the eight words.
        plan: the audited plan; None where there is none.
        cost: its weighted objective and the proven bound.
        clashes: where nothing is feasible, the limits that clash.
    """

    status: Status
    plan: Plan | None
    cost: Estimate
    clashes: tuple[str, ...] = ()


Holding = Callable[["Model"], bool]
"""Adds rows to a model that hold some of it fixed; False where that cannot be."""

Finishing = Callable[[Plan], Plan]
"""What is done to a plan before its audit."""


def solved(
    case: Case,
    facts: Facts,
    tree: Tree,
    options: Options,
    *,
    listen: Listener,
    stopping: Callable[[], bool],
    holding: Holding | None = None,
    finishing: Finishing | None = None,
    judged_by: Facts | None = None,
) -> Solved:
    """Plan facts on a tree in this process.

    Args:
        case: whose fingerprint the plan carries.
        facts: of the case, changed as the question asks.
        tree: their tree.
        options: gap, time for this solve, risk weight and seed.
        listen: hears phases and progress.
        stopping: asked often.
        holding: holds part of the model.
        finishing: applied to the plan found.
        judged_by: facts by which the plan is audited; the same as ``facts`` where None.

    Raises:
        Stopped: the user asked for it.
        PlannerBug: a plan did not pass its audit, or the solver failed.
    """
    # PuLP and the solver load slowly, and only children of the window ever come here.
    from planner.model.build import build
    from planner.plan.extract import extract
    from planner.solve.engine import solve

    if stopping():
        raise Stopped
    started = time.monotonic()
    model = build(facts, tree, options.risk_weight)
    if holding is not None and not holding(model):
        return Solved(Status.INFEASIBLE, None, IMPOSSIBLE)
    found = solve(
        model,
        options,
        listen=_clocked(listen, started),
        stopping=stopping,
        on_better=_unheard,
        deadline=started + options.time_limit,
    )
    if stopping():
        raise Stopped
    ended = _ended(found)
    if ended is not None:
        return ended
    assert found.values is not None  # else it has ended
    plan = (finishing or _as_it_is)(extract(model, found.values.tolist(), case.fingerprint()))
    wrong = audit(case, judged_by or facts, tree, plan)
    if wrong:
        raise PlannerBug("A plan asked for by insight did not pass its audit.", "\n".join(wrong))
    bound = min(_bound(found), plan.objective)
    return Solved(found.status, plan, Estimate(plan.objective, bound, plan.objective))


def _ended(found: Found) -> Solved | None:
    """How a solve without a plan ended; None where there is one.

    Raises:
        PlannerBug: the solver failed.
    """
    if found.status in (Status.FAILED, Status.UNBOUNDED):
        raise PlannerBug(f"a plan asked for by insight ended as {found.status.value}", found.message)
    if found.status is Status.INFEASIBLE:
        return Solved(found.status, None, IMPOSSIBLE, found.clashes)
    return Solved(found.status, None, Estimate(None, _bound(found), math.inf)) if found.values is None else None


def _bound(found: Found) -> float:
    return -math.inf if found.bound is None else found.bound


def _as_it_is(plan: Plan) -> Plan:
    return plan


def _clocked(listen: Listener, started: float) -> Listener:
    """Tells progress with the seconds since the whole began, not the search alone."""

    def hear(event: Event) -> None:
        listen(replace(event, seconds=time.monotonic() - started) if isinstance(event, Progress) else event)

    return hear


def _unheard(values: object, objective: float) -> None:
    """Better plans on the way are shown to nobody: only the last one counts."""
    del values, objective
