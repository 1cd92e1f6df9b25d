"""Decides how the nodes of a plan read: which scenarios they stand for, and in which words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planner.plan.plan import Plan
from planner.report.words import listed, share
from planner.tables.results import NodeLine

_MOST_NAMED = 3


class Nodes:
    """The nodes of a plan, to look things up in."""

    def __init__(self, plan: Plan) -> None:
        self.by_number = {line.node: line for line in plan.nodes}
        self.start = min(line.month for line in plan.nodes)
        self.first = tuple(line for line in plan.nodes if line.parent is None)
        self._all = {name for line in self.first for name in line.scenarios}
        self._odds = {line.scenario: line.probability for line in plan.scenario_costs}

    def __getitem__(self, node: int) -> NodeLine:
        return self.by_number[node]

    def month(self, node: int) -> int:
        """Months from the start."""
        return self.by_number[node].month - self.start

    def probability(self, node: int) -> float:
        return self.by_number[node].probability

    def of_scenario(self, scenario: str) -> tuple[NodeLine, ...]:
        """The nodes a scenario goes through, by month."""
        return tuple(line for line in self.by_number.values() if scenario in line.scenarios)

    def condition(self, nodes: Iterable[int]) -> str:
        """``if A or B (17 %)``, ``unless C (5 %)``; empty where it holds whatever happens."""
        named = {name for node in nodes for name in self.by_number[node].scenarios}
        if named == self._all:
            return ""
        order = list(self._odds)
        inside = [name for name in order if name in named]
        outside = [name for name in order if name in self._all - named]
        if len(inside) > _MOST_NAMED and len(outside) <= _MOST_NAMED:
            return f"unless {_quoted(outside)} comes ({self._share(outside)})"
        shown = inside if len(inside) <= _MOST_NAMED else inside[: _MOST_NAMED - 1]
        if shown == inside:
            return f"if {_quoted(inside)} comes ({self._share(inside)})"
        others = f"{len(inside) - len(shown)} other scenarios"
        return f"if {_quoted(shown, last=',')} or one of {others} comes ({self._share(inside)})"

    def _share(self, names: Sequence[str]) -> str:
        return share(sum(self._odds[name] for name in names))


def _quoted(names: Sequence[str], last: str = "or") -> str:
    quoted = [f"“{name}”" for name in names]
    return ", ".join(quoted) if last == "," else listed(quoted, last)
