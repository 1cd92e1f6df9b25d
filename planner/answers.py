"""Decides how questions about a case and its plan are asked off the caller's process: targets for a ``Job``.

``Job(reason, case, plan, options, Deed.ORDER, "Ganzhou", 20.0)`` for a window that polls, ``call(why, ...)`` for who
waits. All raise Stopped when they are stopped, and UserError where a plan answers another case.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from planner.events import Listener
from planner.insight import baselines as policies
from planner.insight import compare as comparing
from planner.insight import frontier as weights
from planner.insight import lateness as delays
from planner.insight import stockpile as stocks
from planner.insight import survival as weeks
from planner.insight import value as worth
from planner.insight import why as asking
from planner.insight.asking import Difference
from planner.insight.baselines import Baseline
from planner.insight.compare import Comparison
from planner.insight.frontier import Point
from planner.insight.lateness import Lateness
from planner.insight.survival import Survival
from planner.insight.value import Value
from planner.insight.why import Reason, Why
from planner.plan.actions import Deed
from planner.plan.plan import Plan
from planner.solve.options import Options
from planner.tables.case import Case

Stopping = Callable[[], bool]


def why(
    case: Case,
    plan: Plan,
    options: Options,
    seconds: float,
    switching: bool,
    turning: float | None = None,
    stocks: Sequence[str] = (),
    *,
    listen: Listener,
    stopping: Stopping,
) -> Why:
    """Every question about every action of a plan and the stocks named; ``seconds`` for each (``insight.why.why``)."""
    return asking.why(
        case,
        plan,
        options,
        seconds=seconds,
        switching=switching,
        turning=turning,
        stocks=stocks,
        listen=listen,
        stopping=stopping,
    )


def reason(
    case: Case,
    plan: Plan,
    options: Options,
    deed: Deed,
    name: str,
    seconds: float,
    node: int | None = None,
    turning: float | None = None,
    *,
    listen: Listener,
    stopping: Stopping,
) -> Reason | None:
    """Every question about one action, named as in ``planner.plan.actions``; None where the plan has none such."""
    return asking.why_this(
        case, plan, options, deed, name, node, seconds=seconds, turning=turning, listen=listen, stopping=stopping
    )


def whole(
    case: Case,
    plan: Plan,
    options: Options,
    seconds: float,
    turning: float | None = None,
    *,
    listen: Listener,
    stopping: Stopping,
) -> Why:
    """What is asked of a plan as a whole, and nothing of its actions (``insight.why.whole``)."""
    return asking.whole(case, plan, options, seconds=seconds, turning=turning, listen=listen, stopping=stopping)


def without_stock(
    case: Case, plan: Plan, options: Options, item: str, seconds: float, *, listen: Listener, stopping: Stopping
) -> Difference:
    """What it costs never to have more of an item in store than is there already (``insight.stockpile``)."""
    return stocks.without_stock(case, plan, options, item, seconds=seconds, listen=listen, stopping=stopping)


def lateness(
    case: Case, plan: Plan, options: Options, seconds: float, *, listen: Listener, stopping: Stopping
) -> tuple[Lateness, ...]:
    """What a month's delay costs, branch by branch; ``seconds`` for each (``insight.lateness.lateness``)."""
    return delays.lateness(case, plan, options, seconds=seconds, listen=listen, stopping=stopping)


def comparison(
    old: Case, new: Case, old_plan: Plan | None, new_plan: Plan | None, *, listen: Listener, stopping: Stopping
) -> Comparison:
    """How two cases, and their plans where there are any, differ. A second's work at most: it tells nothing."""
    del listen, stopping
    return comparing.compare(old, new, old_plan, new_plan)


def value(case: Case, options: Options, *, listen: Listener, stopping: Stopping) -> Value:
    """What knowing the future is worth, and planning for all of it (``insight.value.value``)."""
    return worth.value(case, options, listen=listen, stopping=stopping)


def frontier(
    case: Case, options: Options, plan: Plan | None = None, *, listen: Listener, stopping: Stopping
) -> tuple[Point, ...]:
    """Expected cost against the tail, for the usual weights (``insight.frontier.frontier``)."""
    return weights.frontier(case, options, plan=plan, listen=listen, stopping=stopping)


def baselines(
    case: Case, options: Options, plan: Plan | None, *, listen: Listener, stopping: Stopping
) -> tuple[Baseline, ...]:
    """The ways to carry on beside the plan, with regret (``insight.baselines.baselines``)."""
    return policies.baselines(case, options, plan, listen=listen, stopping=stopping)


def survival(
    case: Case, options: Options, plan: Plan | None = None, *, listen: Listener, stopping: Stopping
) -> tuple[Survival, ...]:
    """What a week of extra survival costs, for the usual weeks (``insight.survival.survival_cost``); in seconds where
    there is a plan to begin from."""
    return weeks.survival_cost(case, options, plan=plan, listen=listen, stopping=stopping)
