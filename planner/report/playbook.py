"""Decides how the scenario tree reads as a playbook: what becomes known, how likely, what the plan does then."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from planner.months import Month
from planner.plan.plan import Plan
from planner.report.happenings import said
from planner.report.ordered import changed, order_for
from planner.report.path import Nodes
from planner.report.recommend import Topic, sentences
from planner.report.starts import action
from planner.report.words import counted, day, listed, money, months_between, quantity
from planner.tables import choices
from planner.tables.case import Case
from planner.tables.results import DecisionLine, NodeLine

if TYPE_CHECKING:
    from planner.insight.lateness import Lateness

_SOON = 3
"""Months whose orders are told when something becomes known."""

_MOST_TOLD = 4

SHORT = "Not delivered"
"""How it begins who goes short."""

WORTHLESS = 1.0
"""Money below which a delay costs nothing worth telling."""

AS_BEFORE = "None of this: things go on as before."
"""What is said of the way in which nothing becomes known."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One way the future may go on from a point at which ways part.

    Attributes:
        node: of the plan where it begins.
        month: in which it becomes known; ``number`` counts it from 1, the first month of the plan.
        situation: what is known already: ``if A or B comes (17 %)``; empty at the first parting.
        trigger: what becomes known.
        scenarios: that are still possible then.
        chance: how likely it is, once the situation is given.
        probability: how likely it is, seen from the start.
        actions: what the plan does then, as sentences.
        act_by: the last day of the first month in which the plan does something else than in the likeliest other way;
            None where it does the same until ways part again.
        act_within: days from the first day of ``month`` to that day; None likewise.
        month_late: what it costs, in case currency, to act a month late when this comes; infinite where limits break
            then; None where not computed.
        likeliest: of the ways that part here; whoever acts late acts as if it had come.
    """

    node: int
    month: Month
    number: int
    situation: str
    trigger: str
    scenarios: tuple[str, ...]
    chance: float
    probability: float
    actions: tuple[str, ...]
    act_by: date | None
    act_within: int | None
    month_late: float | None = None
    likeliest: bool = False

    @property
    def urgency(self) -> str:
        """``Act by 31 Mar 2027, within 31 days.``"""
        if self.act_by is None:
            return "Nothing else is to be done than otherwise until ways part again."
        return f"Act by {day(self.act_by)}, within {self.act_within} days."

    def price(self, currency: str) -> str:
        """What it costs to act a month late, as a sentence; that it was not computed, where it was not."""
        if self.likeliest:
            return "It is the likeliest way, which a delay is measured against."
        if self.month_late is None:
            return "What a month's delay would cost was not computed."
        if math.isinf(self.month_late):
            return "To act a month late is not possible: there is no plan then that keeps the limits."
        if self.month_late < WORTHLESS:
            return "To act a month late would cost next to nothing."
        return f"To act a month late would cost {money(self.month_late, currency)} on average when this comes."


@dataclass(frozen=True, slots=True)
class Playbook:
    """The plan as a playbook.

    Attributes:
        always: what is done whatever comes, as sentences: now, and from then on until ways part.
        branches: every way at every parting of the tree.
    """

    always: tuple[str, ...]
    branches: tuple[Branch, ...]


def playbook(case: Case, plan: Plan, late: Mapping[int, float] = MappingProxyType({})) -> Playbook:
    """A plan as a playbook.

    Args:
        case: the case the plan answers.
        plan: an audited plan.
        late: by node of a branch what acting a month late costs there, in case currency, where it was computed; see
            ``costs_of``.
    """
    now = [one.words for one in sentences(case, plan) if one.topic in (Topic.ORDER, Topic.START)]
    always = (*now, *_Tree(case, plan).until_ways_part())
    return Playbook(always, tuple(replace(one, month_late=late.get(one.node)) for one in branches(case, plan)))


def costs_of(found: Iterable[Lateness]) -> dict[int, float]:
    """By node what acting a month late costs there: infinite where it cannot be, missing where time ran out."""
    told = {one.node: one.cost if one.possible else math.inf for one in found}
    return {node: cost for node, cost in told.items() if cost is not None}


def branches(case: Case, plan: Plan) -> tuple[Branch, ...]:
    """Every way at every parting of the tree, by month; ways that bring something new first, the likeliest first."""
    tree = _Tree(case, plan)
    found: list[Branch] = []
    for parent, ways in tree.partings():
        situation = tree.nodes.condition([parent.node]) if parent is not None else ""
        given = sum(way.probability for way in ways)
        usual, runner_up = sorted(ways, key=lambda way: -way.probability)[:2]
        ordered = sorted(ways, key=lambda way: (not tree.brings(way, ways), -way.probability))
        for way in ordered:
            act_by = tree.first_difference(way, runner_up if way is usual else usual)
            one = Branch(
                node=way.node,
                month=way.month,
                number=tree.nodes.month(way.node) + 1,
                situation=situation,
                trigger=tree.trigger(way, ways),
                scenarios=way.scenarios,
                chance=way.probability / given if given else 0.0,
                probability=way.probability,
                actions=tuple(tree.actions(way, usual)),
                act_by=act_by,
                act_within=None if act_by is None else (act_by - way.month.first_day()).days + 1,
                likeliest=way is usual,
            )
            found.append(one)
    return tuple(found)


def finding(told: Sequence[Branch]) -> str:
    """At how many points the plan may change, and when first, as a title."""
    if not told:
        return "One future only: nothing to wait for"
    partings = len({(one.month, one.situation) for one in told})
    if partings == 1:
        return f"The plan may change at one point, in {told[0].month.words()}"
    return f"The plan may change at {partings:,} points, the first in {told[0].month.words()}"


class _Tree:
    """The plan's nodes with what is done at them, and the events behind them."""

    def __init__(self, case: Case, plan: Plan) -> None:
        self.nodes = Nodes(plan)
        self._currency = case.settings.currency
        self._last = max(line.month for line in plan.nodes)
        self._children: dict[int | None, list[NodeLine]] = defaultdict(list)
        for line in plan.nodes:
            self._children[line.parent].append(line)
        self._events: dict[str, list[choices.Event]] = defaultdict(list)
        for event in case.read(choices.Event):
            self._events[event.scenario.casefold()].append(event)
        self._odds = {line.scenario: line.probability for line in plan.scenario_costs}
        self._started: dict[int, list[DecisionLine]] = defaultdict(list)
        for decision in plan.decisions:
            self._started[decision.node].append(decision)
        self._ordered: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for order in plan.orders:
            self._ordered[order.node][order.supplier] += order.cost
        self._lost: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for short in plan.shortages:
            late = short.backordered if short.month == self._last else 0.0
            self._lost[short.node][short.product] += short.lost + late

    def partings(self) -> Iterable[tuple[NodeLine | None, list[NodeLine]]]:
        """Every node that several follow, and those; None where the first month differs already."""
        for parent, ways in sorted(self._children.items(), key=lambda pair: (pair[1][0].month, pair[1][0].node)):
            if len(ways) > 1:
                yield self.nodes[parent] if parent is not None else None, ways

    def brings(self, way: NodeLine, ways: Sequence[NodeLine]) -> list[str]:
        """What is new in this way: in force or announced now, not in all ways, and not a month ago."""
        before = self._in_force(way, way.month + (-1))
        return [words for words in self._own(way, ways) if words not in before]

    def trigger(self, way: NodeLine, ways: Sequence[NodeLine]) -> str:
        """What becomes known in this way, as a sentence."""
        if new := self.brings(way, ways):
            return f"{_joined(new)}."
        if still := self._own(way, ways):
            return f"{_joined(still)}, as before."
        now = self._in_force(way, way.month)
        over = [words for words in self._in_force(way, way.month + (-1)) if words not in now]
        if over:
            return f"It is over that {'; '.join(over[:_MOST_TOLD])}."
        return AS_BEFORE

    def _own(self, way: NodeLine, ways: Sequence[NodeLine]) -> list[str]:
        """What holds or is announced in this way and not in all."""
        shared = set.intersection(*(set(self._in_force(other, other.month)) for other in ways))
        return [words for words in self._in_force(way, way.month) if words not in shared]

    def _in_force(self, way: NodeLine, month: Month) -> list[str]:
        """What holds in a month, or is announced by then, in the likeliest scenario of a way."""
        likeliest = max(way.scenarios, key=lambda name: self._odds[name])
        found = []
        for event in self._events[likeliest.casefold()]:
            if event.from_month <= month <= event.to_month:
                found.append(said(event, at_least=True))
            elif event.known_from is not None and event.known_from <= month < event.from_month:
                found.append(f"announced for {event.from_month.words()}: {said(event, at_least=True)}")
        return list(dict.fromkeys(found))

    def until_ways_part(self) -> Iterable[str]:
        """What the plan starts and orders after the first month and before ways part, and who goes short until then;
        nothing where the first month differs already."""
        roots = self._children[None]
        if len(roots) != 1:
            return
        until = self._until_next_parting(roots[0])
        yield from self._starts(until[1:])
        bought = _added(self._ordered[node.node] for node in until[1:])
        if sum(bought.values()):
            yield order_for(bought, self._currency, months_between([until[1].month, until[-1].month]))
        yield from self._short(until)

    def actions(self, way: NodeLine, usual: NodeLine) -> Iterable[str]:
        """What the plan starts until ways part again, what it orders soon, and who goes short."""
        until = self._until_next_parting(way)
        yield from self._starts(until)
        yield self._orders(way, usual)
        yield from self._short(until)

    def _starts(self, path: Iterable[NodeLine]) -> Iterable[str]:
        for node in path:
            for line in self._started[node.node]:
                yield f"{action(line)} in {node.month.words()}."

    def _short(self, path: Sequence[NodeLine]) -> Iterable[str]:
        """Who goes short along a path, in one sentence or none."""
        lost = _added(self._lost[node.node] for node in path)
        short = [
            f"{quantity(round(units) if units >= 1 else units)} × {product}"
            for product, units in lost.items()
            if units > 1e-6
        ]
        if short:
            shown = short if len(short) <= _MOST_TOLD else [*short[:_MOST_TOLD], "more"]
            yield f"{SHORT} until {path[-1].month.words()}: {listed(shown)}."

    def first_difference(self, way: NodeLine, other: NodeLine) -> date | None:
        """The last day of the first month before this way parts again in which something else is started or ordered
        than in another way, or than in the likeliest that goes on from that."""
        for mine in self._until_next_parting(way):
            theirs = other
            starts = [{(line.kind, line.name) for line in self._started[one.node]} for one in (mine, theirs)]
            if starts[0] != starts[1] or changed(self._ordered[mine.node], self._ordered[theirs.node]):
                return (mine.month + 1).first_day() - timedelta(days=1)
            other = max(self._children[theirs.node], key=lambda one: one.probability, default=theirs)
        return None

    def _until_next_parting(self, way: NodeLine) -> list[NodeLine]:
        path = [way]
        while len(following := self._children[path[-1].node]) == 1:
            path.append(following[0])
        return path

    def _orders(self, way: NodeLine, usual: NodeLine) -> str:
        """What is ordered soon; in all ways but the likeliest, what is different."""
        span = months_between([way.month, min(way.month + (_SOON - 1), self._last)])
        mine = self._soon(way)
        if not sum(mine.values()):
            return f"Order nothing {span}."
        return order_for(mine, self._currency, span, None if way is usual else self._soon(usual))

    def _soon(self, way: NodeLine) -> dict[str, float]:
        """Money ordered by supplier in the first months of a way, on average over what may follow."""
        found: dict[str, float] = defaultdict(float)
        front = [way]
        for _ in range(_SOON):
            for node in front:
                for supplier, cost in self._ordered[node.node].items():
                    found[supplier] += cost * node.probability / way.probability
            front = [child for node in front for child in self._children[node.node]]
        return found


def _added(amounts: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """Amounts by name, summed."""
    found: dict[str, float] = defaultdict(float)
    for one in amounts:
        for name, amount in one.items():
            found[name] += amount
    return found


def _joined(told: Sequence[str]) -> str:
    """Several changes as one clause, with a capital; beyond a few the rest is counted."""
    shown = told if len(told) <= _MOST_TOLD + 1 else told[:_MOST_TOLD]
    rest = f"; and {counted(len(told) - len(shown), 'more change')}" if len(shown) < len(told) else ""
    words = "; ".join(shown) + rest
    return f"{words[0].upper()}{words[1:]}"
