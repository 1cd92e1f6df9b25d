"""Decides which scenarios share a node in which month: those that no one could tell apart by then."""

from __future__ import annotations

import math
from collections.abc import Sequence

from planner.facts.facts import Facts
from planner.scenarios.impact import Effect, Impact, Impacts
from planner.scenarios.numbers import Ledger, Row
from planner.scenarios.tree import Node, Outlook, Tree


def grow(facts: Facts) -> Tree:
    """The scenario tree of a case.

    What is known in month t of month u is what is true there by the events that have shown themselves: all that cover
    u when u <= t; of the months after t, only the events announced by t. Two scenarios share a node in month t when
    what is known of all months agreed in every month up to t; compared are the effective numbers, so an event that
    changes none of them parts nothing.

    Args:
        facts: of a case without error findings.

    Returns:
        The tree; several first nodes when scenarios differ in month 0 or in what is announced by then.
    """
    impacts, ledger = Impacts(facts), Ledger(facts)
    views = [_View(impacts.of(scenario.events), ledger, facts.months) for scenario in facts.scenarios]
    probabilities = [scenario.probability for scenario in facts.scenarios]
    nodes: list[Node] = []
    rows: list[Row] = []
    at = [-1] * len(views)
    for month in range(facts.months):
        for view in views:
            view.advance(month)
        parted: dict[tuple[int, tuple[Row, ...]], list[int]] = {}
        for scenario, view in enumerate(views):
            parted.setdefault((at[scenario], view.ahead(month)), []).append(scenario)
        for (parent, known), scenarios in parted.items():
            for scenario in scenarios:
                at[scenario] = len(nodes)
            nodes.append(Node(parent, month, math.fsum(probabilities[w] for w in scenarios), tuple(scenarios)))
            rows.append(known[0])
    return Tree(tuple(nodes), tuple(at), _outlook(ledger, rows))


class _View:
    """What is known of a scenario as its months go by."""

    def __init__(self, impacts: Sequence[Impact], ledger: Ledger, months: int) -> None:
        self._impacts = impacts
        self._ledger = ledger
        self._rows = [ledger.row(month, ()) for month in range(months)]

    def advance(self, month: int) -> None:
        """Take in what becomes known in ``month``: the month itself, and the months ahead of what is announced."""
        self._rows[month] = self._seen(month, self._impacts)
        announced = [one for one in self._impacts if one.known is not None and one.known <= month]
        touched = {
            ahead for one in announced if one.known == month for ahead in range(max(month + 1, one.first), one.last + 1)
        }
        for ahead in touched:
            self._rows[ahead] = self._seen(ahead, announced)

    def ahead(self, month: int) -> tuple[Row, ...]:
        """What is known by now of ``month`` and of every month after it."""
        return tuple(self._rows[month:])

    def _seen(self, month: int, impacts: Sequence[Impact]) -> Row:
        return self._ledger.row(month, [one for one in impacts if one.covers(month)])


def _outlook(ledger: Ledger, rows: Sequence[Row]) -> Outlook:
    """What is true at each node, from the row of each; nodes with the same numbers share one tuple."""
    return Outlook(**{effect.value: tuple(ledger.numbers(effect, row) for row in rows) for effect in Effect})
