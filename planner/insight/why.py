"""Decides what answers "why": for every action its worth, what binds it, what would change our mind; and near plans."""

from __future__ import annotations

import math
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from planner.events import Listener, Phase, Share, never, silent
from planner.facts.facts import Facts
from planner.insight.about import everything
from planner.insight.ahead import Ahead
from planner.insight.asking import Asking, Difference
from planner.insight.margins import (
    Margin,
    a_month_faster,
    a_point_more,
    binding,
    margins,
    month_ahead,
    month_from_ahead,
    point_ahead,
)
from planner.insight.near_best import NearBest, near_best
from planner.insight.stockpile import never_more
from planner.insight.switching import Switch
from planner.insight.turning import switches
from planner.insight.without import Worth, worth
from planner.plan.actions import Action, Deed, actions
from planner.plan.plan import Plan
from planner.solve.options import Options
from planner.solve.together import together
from planner.tables.case import Case

SECONDS = 20.0
"""Time for one question, where nothing else is said: so long people wait for what they asked."""

LONG = 60.0
"""Seconds of planning from which on a question has a share of it instead; a large case is planned no sooner."""

SHARE = 0.22
"""Of the time a long planning took that a question may take, where nothing else is said; with what it takes to set out
and to end, an answer then has less than a quarter."""

WORTH, NEAR = 2 / 3, 3 / 4
"""Of the time for an answer what may go into the cost without an action, before what a month less is worth; and of the
time for a plan as a whole into other first moves, before what a point of licence share is worth."""

_WORDS = "questions answered"


def seconds_for(planning: float) -> float:
    """Time for one question about a plan: usual where planning was short, less than a quarter of it where it was long.

    Args:
        planning: seconds it took to plan.
    """
    return SECONDS if planning < LONG else SHARE * planning


def turning_for(planning: float) -> float:
    """Time for an answer about an action: no more than for one question. What would change our mind is asked last and
    has what is left of it; what lies between the last two values tried by then is told.

    Args:
        planning: seconds it took to plan.
    """
    return seconds_for(planning)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a plan does something.

    Attributes:
        action: what it does.
        worth: the cost without it, and a month earlier or later.
        binding: the bounds that bind its items, what binds most first; None where that was not found in time.
        faster: what a month less of its lead time is worth; None where there is none to save.
        switches: what would change our mind; empty where that was not asked.
    """

    action: Action
    worth: Worth
    binding: tuple[Margin, ...] | None
    faster: Margin | None
    switches: tuple[Switch, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """Why a stock is built.

    Attributes:
        item: of which.
        change: what it costs never to have more of it than is there, or on its way, already.
    """

    item: str
    change: Difference


@dataclass(frozen=True, slots=True)
class Why:
    """Why a plan does what it does.

    Attributes:
        fingerprint: of the case the plan answers.
        reasons: one for each action, orders of the first month first, then starts.
        margins: every bound that binds the plan, what binds most first.
        points: what a point more of licence share is worth of each supplier from whom not all may leave at all times.
        near_best: other first moves that are nearly as good; None where that was not asked.
        stocks: one for each stock asked about.
    """

    fingerprint: str
    reasons: tuple[Reason, ...]
    margins: tuple[Margin, ...]
    points: tuple[Margin, ...]
    near_best: NearBest | None
    stocks: tuple[Kept, ...] = ()


def why(
    case: Case,
    plan: Plan,
    options: Options,
    *,
    seconds: float = SECONDS,
    switching: bool = True,
    turning: float | None = None,
    stocks: Sequence[str] = (),
    listen: Listener = silent,
    stopping: Callable[[], bool] = never,
) -> Why:
    """Every question about every action of a plan.

    Args:
        case: without error findings.
        plan: an audited plan of this very case.
        options: seed; the risk weight is the plan's own.
        seconds: for each question; what is not known by then is told as unknown.
        switching: also ask what would change our mind about what is done in the first month: the longest part.
        turning: seconds for one action; all that would change our mind about it has what its other questions leave;
            where None, ``seconds`` for each.
        stocks: items of which to ask too why their stock is built.
        listen: told how many questions are answered.
        stopping: asked often.

    Raises:
        Stopped: the user asked for it.
        UserError: the plan answers another case.
    """
    asking = Asking(case, plan, options, stopping=stopping, seconds=seconds)
    return _why(asking, _Wanted(actions(plan), tuple(stocks), switching, turning), listen)


def whole(
    case: Case,
    plan: Plan,
    options: Options,
    *,
    seconds: float = SECONDS,
    turning: float | None = None,
    listen: Listener = silent,
    stopping: Callable[[], bool] = never,
) -> Why:
    """The questions about a plan as a whole: what binds it, what a point more of licence share is worth, near plans.

    Arguments and errors are those of ``why``; there are no reasons. ``turning`` is for all questions together: most of
    it for near plans, what they leave for the points, one after the other.
    """
    asking = Asking(case, plan, options, stopping=stopping, seconds=seconds)
    return _why(asking, _Wanted((), (), False, turning), listen)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is asked of a plan beside what is asked of it as a whole, in the words of ``why``."""

    actions: Sequence[Action]
    stocks: Sequence[str]
    switching: bool
    turning: float | None


def _why(asking: Asking, wanted: _Wanted, listen: Listener) -> Why:
    suppliers = _restricted(asking)
    total = len(wanted.actions) + len(wanted.stocks) + len(suppliers) + 2

    def told(done: int) -> None:
        listen(Share(done, total, _WORDS))

    told(0)
    usual = asking.seconds
    end = math.inf if wanted.turning is None or wanted.actions else time.monotonic() + wanted.turning
    with ExitStack() as ending:
        first = _wanted_to_the_end(ending, point_ahead(asking, suppliers[0]) if suppliers else None)
        found = margins(asking, everything(asking.facts))
        told(1)
        asking.give(min(usual, max(0.0, NEAR * (end - time.monotonic()))))
        near = near_best(asking)
        points = []
        for done, supplier in enumerate(suppliers, start=2):
            told(done)
            asking.give(min(usual, max(0.0, end - time.monotonic())))  # of a share none of them would have enough
            points.append(a_point_more(asking, supplier, first if supplier == suppliers[0] else None))
    asking.give(usual)
    reasons = []
    for done, action in enumerate(wanted.actions, start=2 + len(suppliers)):
        told(done)
        switching = wanted.switching and action.now
        with ExitStack() as ending:
            ahead = _wanted_to_the_end(ending, month_ahead(asking, action))
            reasons.append(_reason(asking, action, found, ahead, switching=switching, turning=wanted.turning))
    stocks = []
    for done, item in enumerate(wanted.stocks, start=2 + len(suppliers) + len(wanted.actions)):
        told(done)
        stocks.append(Kept(item, never_more(asking, item)))
    told(total)
    return Why(asking.plan.fingerprint, tuple(reasons), found, tuple(points), near, tuple(stocks))


def why_this(
    case: Case,
    plan: Plan,
    options: Options,
    deed: Deed,
    name: str,
    node: int | None = None,
    *,
    seconds: float = SECONDS,
    turning: float | None = None,
    listen: Listener = silent,
    stopping: Callable[[], bool] = never,
) -> Reason | None:
    """Every question about one action, named as in ``planner.plan.actions``; None where the plan has no such action.

    Where the first month already differs between scenarios, ``node`` tells actions of one name apart. The other
    arguments and the errors are those of ``why``.
    """
    asking = Asking(case, plan, options, stopping=stopping, seconds=seconds)
    named = [one for one in actions(plan) if (one.deed, one.name) == (deed, name)]
    action = next((one for one in named if node is None or node in one.nodes), None)
    if action is None:
        return None
    listen(Share(0, 1, _WORDS))
    listen(Phase("Finding what binds"))
    began = time.monotonic()
    with ExitStack() as ending:
        ahead = _wanted_to_the_end(ending, month_ahead(asking, action))
        found = margins(asking, asking.scope(action))
        reason = _reason(asking, action, found, ahead, switching=True, turning=turning, began=began, listen=listen)
    listen(Share(1, 1, _WORDS))
    return reason


def _reason(
    asking: Asking,
    action: Action,
    found: Sequence[Margin],
    ahead: Ahead | None = None,
    *,
    switching: bool,
    turning: float | None,
    began: float | None = None,
    listen: Listener = silent,
) -> Reason:
    """One answer; with ``turning`` none of its questions has more than what is left of it since ``began``."""
    usual, start = asking.seconds, time.monotonic() if began is None else began

    def left() -> float:
        return math.inf if turning is None else max(0.0, start + turning - time.monotonic())

    listen(Phase("Planning without it, earlier and later"))
    asking.give(min(usual, left()))
    known, faster = _side_by_side(asking, action, ahead)
    if known is None:
        asking.give(min(usual, WORTH * left()))
        known = worth(asking, action)
    if faster is None:
        listen(Phase("Planning with a month less"))
        asking.give(min(usual, left()))
        faster = a_month_faster(asking, action, ahead)
    asking.give(usual)
    if switching:
        listen(Phase("Looking for what would change our mind"))
    rest = None if turning is None else left()
    turned = tuple(switches(asking, action, known, rest)) if switching else ()
    bounds = binding(asking.facts, action, found) if asking.own().known else None
    return Reason(action, known, bounds, faster, turned)


def _side_by_side(asking: Asking, action: Action, ahead: Ahead | None) -> tuple[Worth | None, Margin | None]:
    """Both at once, where a month less is written ahead and what both are compared with is known: the solver works
    without Python's lock. None is what is still to be asked."""
    if ahead is None:
        return None, None
    asking.begin()
    if asking.standing(asking.own(), {}, asking.scope(action)).basis is None or not asking.in_time:
        return None, None
    known: list[Worth] = []
    faster: list[Margin | None] = []
    together(
        lambda: known.append(worth(asking, action)),
        lambda: faster.append(month_from_ahead(asking, action, ahead)),
    )
    return known[0], faster[0]


def _wanted_to_the_end(ending: ExitStack, ahead: Ahead | None) -> Ahead | None:
    """What is written ahead is not wanted once the questions have ended."""
    if ahead is not None:
        ending.callback(ahead.end)
    return ahead


def _restricted(asking: Asking) -> list[int]:
    """The suppliers the plan orders from or may order from, from whom not all may leave at all times; those of whom it
    buys most first, in time for an answer."""
    facts: Facts = asking.facts
    look = asking.tree.outlook.availability
    odds = {line.node: line.probability for line in asking.plan.nodes}
    bought: dict[str, float] = defaultdict(float)
    for line in asking.plan.orders:
        bought[line.supplier] += odds[line.node] * line.cost
    found = [
        s
        for s, supplier in enumerate(facts.suppliers)
        if any(at[lane] < 1.0 for at in look for k in supplier.pairs for lane in facts.pairs[k].lanes)
    ]
    return sorted(found, key=lambda s: -bought[facts.suppliers[s].name])
