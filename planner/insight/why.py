"""Decides what answers "why": for every action its worth, what binds it, what would change our mind; and near plans."""

from __future__ import annotations

import math
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from planner.events import Listener, Phase, Share, never, silent
from planner.facts.facts import Facts
from planner.insight.about import items_of
from planner.insight.asking import Asking, Difference
from planner.insight.margins import Margin, a_month_faster, a_point_more, binding, margins
from planner.insight.near_best import NearBest, near_best
from planner.insight.stockpile import never_more
from planner.insight.switching import Switch, delay, months, premium, probability
from planner.insight.without import Worth, worth
from planner.plan.actions import Action, Deed, actions
from planner.plan.plan import Plan
from planner.solve.options import Options
from planner.tables.case import Case

SECONDS = 20.0
"""Time for one question, where nothing else is said."""

SHARE = 0.2
"""Of the time its planning took that a question about a large case may take, where nothing else is said; with what it
takes to set out, an answer then has less than a quarter."""

WORTH, NEAR = 2 / 3, 3 / 4
"""Of the time for an answer what may go into the cost without an action, before what a month less is worth; and of the
time for a plan as a whole into other first moves, before what a point of licence share is worth."""

SHORTEST = 20.0
"""Seconds for an answer about an action, however fast the plan was made: so long people wait for what they asked."""

LEAST = 1.0
"""Seconds of these that are left for it, whatever the other questions took."""

_WORDS = "questions answered"


def seconds_for(planning: float) -> float:
    """Time for one question about a plan: a fifth of what its planning took, yet never less than is usual.

    Args:
        planning: seconds it took to plan.
    """
    return max(SECONDS, SHARE * planning)


def turning_for(planning: float) -> float:
    """Time for an answer about an action: a fifth of what a long planning took. What would change our mind is asked
    last and has what is left of it; what lies between the last two values tried by then is told.

    Args:
        planning: seconds it took to plan.
    """
    return max(SHORTEST, SHARE * planning)


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
        turning: seconds for one action; all that would change our mind about it has what its other questions leave,
            yet never less than ``LEAST``; where None, ``seconds`` for each.
        stocks: items of which to ask too why their stock is built.
        listen: told how many questions are answered.
        stopping: asked often.

    Raises:
        Stopped: the user asked for it.
        UserError: the plan answers another case.
    """
    asking = Asking(case, plan, options, stopping=stopping, seconds=seconds)
    asking_for = _Wanted(actions(plan), tuple(stocks), switching, turning)
    return _why(asking, asking_for, listen)


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
    found = margins(asking)
    told(1)
    asking.give(min(usual, max(LEAST, NEAR * (end - time.monotonic()))))
    near = near_best(asking)
    points = []
    for done, supplier in enumerate(suppliers, start=2):
        told(done)
        asking.give(min(usual, max(LEAST, end - time.monotonic())))  # of a share none of them would have enough
        points.append(a_point_more(asking, supplier))
    asking.give(usual)
    reasons = []
    for done, action in enumerate(wanted.actions, start=2 + len(suppliers)):
        told(done)
        switching = wanted.switching and action.now
        reasons.append(_reason(asking, action, found, switching=switching, turning=wanted.turning))
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
    found = margins(asking)
    reason = _reason(asking, action, found, switching=True, turning=turning, began=began, listen=listen)
    listen(Share(1, 1, _WORDS))
    return reason


def _reason(
    asking: Asking,
    action: Action,
    found: Sequence[Margin],
    *,
    switching: bool,
    turning: float | None,
    began: float | None = None,
    listen: Listener = silent,
) -> Reason:
    """One answer; with ``turning`` none of its questions has more than what is left of it since ``began``."""
    usual, start = asking.seconds, time.monotonic() if began is None else began

    def left(least: float = LEAST) -> float:
        return math.inf if turning is None else max(least, start + turning - time.monotonic())

    listen(Phase("Planning without it, earlier and later"))
    asking.give(min(usual, max(LEAST, WORTH * left())))
    known = worth(asking, action)
    listen(Phase("Planning with a month less"))
    asking.give(min(usual, left()))
    faster = a_month_faster(asking, action)
    asking.give(usual)
    if switching:
        listen(Phase("Looking for what would change our mind"))
    rest = None if turning is None else left(min(LEAST, turning))
    switches = tuple(_switches(asking, action, known, rest)) if switching else ()
    bounds = binding(asking.facts, action, found) if asking.own().known else None
    return Reason(action, known, bounds, faster, switches)


def _switches(asking: Asking, action: Action, known: Worth, turning: float | None) -> Sequence[Switch]:
    """Price, duration, the delay of whoever supplies now, and the odds of the scenario it is done for. What is
    asked first is found first: a few answers are worth more than a beginning of each."""
    asks: list[Callable[[], Switch | None]] = [partial(premium, asking, action)]
    if action.deed in (Deed.QUALIFY, Deed.REDESIGN):
        asks.append(partial(months, asking, action))
    supplier = _supplier(asking, action)
    if supplier is not None:
        asks.append(partial(delay, asking, action, supplier))
    apart = known.without.by_scenario
    if apart and max(apart) > 0:
        asks.append(partial(probability, asking, action, apart.index(max(apart)), up=False))
    usual, found = asking.seconds, []
    end = math.inf if turning is None else time.monotonic() + turning
    for ask in asks:
        asking.give(min(usual, max(0.0, end - time.monotonic())))
        found.append(ask())
    asking.give(usual)
    return [one for one in found if one is not None]


def _supplier(asking: Asking, action: Action) -> int | None:
    """The supplier ordered from; for a start, of its items the one the plan buys most of from in the first year."""
    facts = asking.facts
    names = [one.name for one in facts.suppliers]
    if action.deed is Deed.ORDER:
        return names.index(action.name)
    items = {facts.items[item].name for item in items_of(facts, action)}
    bought: dict[str, float] = defaultdict(float)
    odds = {line.node: line.probability for line in asking.plan.nodes}
    for line in asking.plan.orders:
        if line.item in items and line.month - facts.settings.start_month < 12:
            bought[line.supplier] += odds[line.node] * line.cost
    return names.index(max(bought, key=lambda name: bought[name])) if bought else None


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
