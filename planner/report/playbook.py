"""Decides how the scenario tree reads as a playbook: what becomes known, how likely, what the plan does then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from planner.months import Month
from planner.plan.plan import Plan
from planner.report.happenings import said
from planner.report.path import Nodes
from planner.report.starts import action
from planner.report.words import counted, listed, money, months_between, quantity
from planner.tables import choices
from planner.tables.case import Case
from planner.tables.results import DecisionLine, NodeLine

_SOON = 3
"""Months whose orders are told when something becomes known."""

_MOST_TOLD = 4
_MATTERS = 0.1
"""Share of what is ordered in all by which a supplier's orders must differ to be told."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One way the future may go on from a point at which ways part.

    Attributes:
        month: in which it becomes known.
        situation: what is known already: ``if A or B comes (17 %)``; empty at the first parting.
        trigger: what becomes known.
        scenarios: that are still possible then.
        chance: how likely it is, once the situation is given.
        probability: how likely it is, seen from the start.
        actions: what the plan does then, as sentences.
    """

    month: Month
    situation: str
    trigger: str
    scenarios: tuple[str, ...]
    chance: float
    probability: float
    actions: tuple[str, ...]


def branches(case: Case, plan: Plan) -> tuple[Branch, ...]:
    """Every way at every parting of the tree, by month; ways that bring something new first, the likeliest first."""
    tree = _Tree(case, plan)
    found: list[Branch] = []
    for parent, ways in tree.partings():
        situation = tree.nodes.condition([parent.node]) if parent is not None else ""
        given = sum(way.probability for way in ways)
        usual = max(ways, key=lambda way: way.probability)
        ordered = sorted(ways, key=lambda way: (not tree.brings(way, ways), -way.probability))
        found += [
            Branch(
                month=way.month,
                situation=situation,
                trigger=tree.trigger(way, ways),
                scenarios=way.scenarios,
                chance=way.probability / given if given else 0.0,
                probability=way.probability,
                actions=tuple(tree.actions(way, usual)),
            )
            for way in ordered
        ]
    return tuple(found)


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
            self._lost[short.node][short.product] += short.lost

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
        return "None of this: things go on as before."

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
                found.append(said(event))
            elif event.known_from is not None and event.known_from <= month < event.from_month:
                found.append(f"announced for {event.from_month.words()}: {said(event)}")
        return list(dict.fromkeys(found))

    def actions(self, way: NodeLine, usual: NodeLine) -> Iterable[str]:
        """What the plan starts until ways part again, what it orders soon, and who goes short."""
        until = self._until_next_parting(way)
        for node in until:
            for line in self._started[node.node]:
                yield f"{action(line)} in {node.month.words()}."
        yield self._orders(way, usual)
        lost: dict[str, float] = defaultdict(float)
        for node in until:
            for product, units in self._lost[node.node].items():
                lost[product] += units
        short = [f"{quantity(units)} {product}" for product, units in lost.items() if units > 1e-6]
        if short:
            shown = short if len(short) <= _MOST_TOLD else [*short[:_MOST_TOLD], "more"]
            yield f"Not delivered until {until[-1].month.words()}: {listed(shown)}."

    def _until_next_parting(self, way: NodeLine) -> list[NodeLine]:
        path = [way]
        while len(following := self._children[path[-1].node]) == 1:
            path.append(following[0])
        return path

    def _orders(self, way: NodeLine, usual: NodeLine) -> str:
        """What is ordered soon; in all ways but the likeliest, what is different."""
        mine, theirs = self._soon(way), self._soon(usual)
        whole = money(sum(mine.values()), self._currency)
        span = months_between([way.month, min(way.month + (_SOON - 1), self._last)])
        if not sum(mine.values()):
            return f"Order nothing {span}."
        if way is usual:
            first = sorted(mine, key=lambda name: -mine[name])[:_MOST_TOLD]
            named = [f"{money(mine[name], self._currency)} from {name}" for name in first]
            return f"Order for {whole} {span}: {listed(named)}{' and more' if len(mine) > len(first) else ''}."
        changes = self._differences(mine, theirs)
        if not changes:
            return f"Order for {whole} {span}, much as otherwise."
        return f"Order for {whole} {span}: {listed(changes)}."

    def _differences(self, mine: Mapping[str, float], theirs: Mapping[str, float]) -> list[str]:
        """``USD 0.9 M from Neo instead of nothing``: suppliers whose orders differ most."""
        names = dict.fromkeys([*mine, *theirs])
        least = _MATTERS * max(sum(mine.values()), sum(theirs.values()))
        changed = [name for name in names if abs(mine.get(name, 0.0) - theirs.get(name, 0.0)) > least]
        changed.sort(key=lambda name: -abs(mine.get(name, 0.0) - theirs.get(name, 0.0)))
        return [
            f"{self._amount(mine.get(name, 0.0))} from {name} (otherwise {self._amount(theirs.get(name, 0.0))})"
            for name in changed[:_MOST_TOLD]
        ]

    def _amount(self, cost: float) -> str:
        return money(cost, self._currency) if cost else "nothing"

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


def _joined(told: Sequence[str]) -> str:
    """Several changes as one clause, with a capital; beyond a few the rest is counted."""
    shown = told if len(told) <= _MOST_TOLD + 1 else told[:_MOST_TOLD]
    rest = f"; and {counted(len(told) - len(shown), 'more change')}" if len(shown) < len(told) else ""
    words = "; ".join(shown) + rest
    return f"{words[0].upper()}{words[1:]}"
