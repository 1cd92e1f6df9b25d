"""Decides what must be worked out before a plan can be handed on, and keeps what has been, so that it is done once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from planner.events import Listener, Phase, Stopped, never, silent
from planner.insight.baselines import Baseline, baselines
from planner.insight.exposure import exposure
from planner.insight.lateness import lateness
from planner.insight.rule_changes import library_with
from planner.insight.runway import runways
from planner.plan.answer import Answer
from planner.plan.plan import Plan
from planner.report.brief import Brief
from planner.report.flow import flow
from planner.report.playbook import playbook
from planner.solve.options import Options
from planner.tables.case import Case

LATE_SECONDS = 10.0
"""For each branch, to compute what a month's delay costs."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be told besides the plan itself; both take solving again.

    Attributes:
        late: what a month's delay costs in each branch of the playbook.
        ways: the other ways to carry on.
    """

    late: bool = True
    ways: bool = False


@dataclass(frozen=True, slots=True)
class Worked:
    """What has been worked out of it; None where it has not.

    Attributes:
        late: by node of a branch what acting a month late costs there, in case currency, where it could be computed.
        ways: the ways to carry on beside the plan.
    """

    late: Mapping[int, float] | None = None
    ways: tuple[Baseline, ...] | None = None


NOTHING = Worked()


def work_out(
    case: Case,
    plan: Plan,
    options: Options,
    wish: Wish,
    known: Worked = NOTHING,
    *,
    listen: Listener = silent,
    stopping: Callable[[], bool] = never,
) -> Worked:
    """What is known and what is wished for: what is missing is worked out by solving again.

    Args:
        case: without error findings.
        plan: an audited plan of this very case.
        options: as for planning; the time limit is for each way to carry on.
        wish: what is wanted.
        known: what was worked out before of this very plan.
        listen: told how far it is.
        stopping: asked often.

    Raises:
        Stopped: the user asked for it.
    """
    found = known
    if wish.late and known.late is None:
        told = lateness(case, plan, options, seconds=LATE_SECONDS, listen=listen, stopping=stopping)
        found = replace(found, late={one.node: one.cost for one in told if one.cost is not None})
    if wish.ways and known.ways is None:
        found = replace(found, ways=baselines(case, options, plan, listen=listen, stopping=stopping))
    return found


def brief_of(
    case: Case,
    answer: Answer,
    wish: Wish,
    worked: Worked,
    rules: str = "",
    *,
    listen: Listener = silent,
    stopping: Callable[[], bool] = never,
) -> Brief:
    """What a brief is made of: exposure and runways are worked out here, which takes a second.

    Args:
        case: the case.
        answer: to it, with a plan.
        wish: what of ``worked`` is to be told.
        worked: what takes solving again, see ``work_out``.
        rules: what the user says of licence rules, as ``rule_changes.written``.
        listen: told what is being done.
        stopping: asked now and then.

    Raises:
        Stopped: the user asked for it.
    """
    assert answer.plan is not None
    if stopping():
        raise Stopped
    listen(Phase("Working out exposure and runways"))
    library = library_with(rules)
    told = runways(case, library=library, listen=listen, stopping=stopping)
    if stopping():
        raise Stopped
    late = (worked.late or {}) if wish.late else {}
    ways = (worked.ways or ()) if wish.ways else ()
    return Brief(
        case, answer, exposure(case, library=library), told, playbook(case, answer.plan, late), ways, flow(case)
    )
