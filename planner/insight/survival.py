"""Decides what a week of extra survival costs: the plan again with more weeks of everything in the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from planner.events import Listener, Share, never, silent
from planner.facts.cover import need_ahead
from planner.facts.facts import Facts
from planner.facts.gather import gather
from planner.insight.about import everything
from planner.insight.asking import Asking
from planner.insight.policies import cover_kept, unsteered
from planner.insight.runway import WEEKS_A_MONTH
from planner.insight.solving import solved
from planner.plan.plan import Plan
from planner.scenarios.grow import grow
from planner.scenarios.tree import Tree
from planner.solve.chosen import Freedom
from planner.solve.options import Options
from planner.solve.outcome import Status
from planner.tables.case import Case

WEEKS = (0.0, 2.0, 4.0, 8.0, 12.0)

_WORDS = "weeks of survival planned for"
_ALMOST = 1e-6


@dataclass(frozen=True, slots=True)
class Survival:
    """The plan that keeps so many weeks of every item ready.

    Attributes:
        weeks: of planned need, of every item, at the end of every month; 0 is the plan as it is.
        status: how planning for it ended.
        plan: judged by the case itself; None where there is none, or where it was costed only.
        cost: its weighted objective, in case currency; None where it is not known.
        more: cost less that of the plan with 0 weeks; at least 0.
        a_week: what each week costs beyond the plan with fewer weeks before it; None for the first.
        held: how often it is there: share of items and months, weighed by probability, from 0 to 1.
        freedom: what was free where a plan at hand was solved again; None where all was planned anew.
    """

    weeks: float
    status: Status
    plan: Plan | None
    cost: float | None
    more: float | None
    a_week: float | None
    held: float | None
    freedom: Freedom | None = None


def survival_cost(
    case: Case,
    options: Options,
    weeks: Sequence[float] = WEEKS,
    plan: Plan | None = None,
    *,
    listen: Listener = silent,
    stopping: Callable[[], bool] = never,
) -> tuple[Survival, ...]:
    """What it costs to be able to go on for longer when everything stops.

    Who holds w weeks of need of every item at the end of a month can go on for w weeks though nothing arrives. So each
    plan keeps that much ready, wherever supply allows it, and uses it up rather than lose a delivery (the price of
    having less is that of ``policies.cover_kept``, and no cost of the plan; where deliveries are lost in any case, it
    may be the early ones). What is told is what the case itself charges: purchase and carrying of the stock, less what
    it saves when supply does stop.

    With a plan at hand each number of weeks begins from it and differs from the others in the weeks alone: starts stay
    as they are, orders may be of any size, and no gap is left open. Without one each is planned anew, and the figures
    are known as well as the gaps allow.

    Args:
        case: without error findings.
        options: gap, seed, risk weight, and the time for each solve.
        weeks: how many, each at least 0; 0 is added when it is missing.
        plan: an audited plan of this very case; its risk weight then counts.
        listen: told how many are done, and how each comes along.
        stopping: asked often.

    Raises:
        Stopped: the user asked for it.
        UserError: the plan answers another case.
    """
    facts = gather(case)
    tree = grow(facts)
    again = None
    if plan is not None:
        again = _Again(Asking(case, plan, options, stopping=stopping, seconds=options.time_limit))
    asked = sorted({0.0, *weeks})
    found: list[Survival] = []
    for done, each in enumerate(asked):
        listen(Share(done, len(asked), _WORDS))
        limits = cover_kept(facts, each / WEEKS_A_MONTH) if each > 0 else ()
        steering = replace(facts, limits=(*facts.limits, *limits))
        if again is not None:
            found.append(again.told(each, steering, found))
        else:
            status, own = _anew(case, facts, steering, tree, options, listen, stopping)
            found.append(_told(each, status, own, facts, found))
    listen(Share(len(asked), len(asked), _WORDS))
    return tuple(found)


def _anew(
    case: Case,
    facts: Facts,
    steering: Facts,
    tree: Tree,
    options: Options,
    listen: Listener,
    stopping: Callable[[], bool],
) -> tuple[Status, Plan | None]:
    one = solved(
        case,
        steering,
        tree,
        options,
        listen=listen,
        stopping=stopping,
        finishing=lambda plan: unsteered(plan, facts, steering),
        judged_by=facts,
    )
    return one.status, one.plan


class _Again:
    """A plan at hand, solved again with more and more weeks kept."""

    def __init__(self, asking: Asking) -> None:
        self.asking = asking

    def told(self, weeks: float, steering: Facts, before: Sequence[Survival]) -> Survival:
        """What so many weeks cost; the plan as it is for 0, in the same manner.

        Raises:
            Stopped: the user asked for it.
        """
        # PuLP and the solver load slowly, and only children of the window ever come here.
        from planner.plan.extract import extract
        from planner.solve.session import How

        self.asking.begin()
        facts, tree = self.asking.facts, self.asking.tree
        whatif = self.asking.of(steering, tree) if weeks > 0 else self.asking.own()
        reply = self.asking.ask(whatif, {}, everything(facts), starts_held=True)
        if reply.values is None or reply.how is not How.OPTIMAL:
            status = Status.INFEASIBLE if reply.how is How.INFEASIBLE else Status.STOPPED_WITHOUT_PLAN
            return replace(_told(weeks, status, None, facts, before), freedom=reply.freedom)
        found = unsteered(extract(whatif.model, reply.values.tolist(), ""), facts, steering)
        one = _told(weeks, Status.PROVEN, found, facts, before)
        return replace(one, plan=None, freedom=reply.freedom)


def _told(weeks: float, status: Status, plan: Plan | None, facts: Facts, before: Sequence[Survival]) -> Survival:
    if plan is None:
        return Survival(weeks, status, None, None, None, None, None)
    base = next((one for one in before if one.cost is not None), None)
    last = next((one for one in reversed(before) if one.cost is not None), None)
    more = a_week = None
    if base is not None and base.weeks == 0.0 and base.cost is not None:
        more = max(0.0, plan.objective - base.cost)
    elif not before:
        more = 0.0
    if last is not None and more is not None and last.more is not None:
        more = max(more, last.more)  # more cover never costs less; a gap left open may make it look so
        a_week = (more - last.more) / (weeks - last.weeks)
    return Survival(weeks, status, plan, plan.objective, more, a_week, _held(plan, facts, weeks / WEEKS_A_MONTH))


def _held(plan: Plan, facts: Facts, months: float) -> float:
    """Share of needed items and nodes, weighed by probability, at which the stock lasts that long."""
    stock: dict[tuple[str, int], float] = defaultdict(float)
    for line in plan.stock:
        stock[line.item, line.node] += line.quantity
    needed = [item for item in facts.items if any(item.need)]
    start = facts.settings.start_month
    there = weight = 0.0
    for node in plan.nodes:
        for item in needed:
            wanted = need_ahead(item.need, node.month - start, months)
            weight += node.probability
            there += node.probability * (stock[item.name, node.node] >= wanted - _ALMOST * max(1.0, wanted))
    return there / weight if weight else 1.0
