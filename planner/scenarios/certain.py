"""Decides what the future looks like for someone who knows it, and for someone who plans for the average."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from planner.facts.facts import Facts, ScenarioFacts
from planner.scenarios.grow import grow
from planner.scenarios.tree import Node, Outlook, Tree

AVERAGE = "average"


def alone(facts: Facts, tree: Tree, scenario: int) -> tuple[Facts, Tree]:
    """The case when one scenario is certain, known from the first month.

    Args:
        facts, tree: of the whole case.
        scenario: index into ``facts.scenarios``.
    """
    certain = replace(facts.scenarios[scenario], probability=1.0)
    changed = replace(facts, scenarios=(certain,))
    return changed, credited_alike(grow(changed), tree)


def average(facts: Facts, tree: Tree) -> tuple[Facts, Tree]:
    """The case when the average of all scenarios is certain: factors, duty and demand weighed by probability, delay
    rounded (a half up), closed where the probability exceeds one half."""
    path = tuple(Node(month - 1, month, 1.0, (0,)) for month in range(facts.months))
    months = [node.month for node in tree.nodes]
    odds = np.array([node.probability for node in tree.nodes])
    weight = np.zeros((facts.months, len(odds)))
    weight[months, np.arange(len(odds))] = odds
    weight /= weight.sum(axis=1, keepdims=True)
    look = tree.outlook
    mean = Outlook(
        availability=_rows(weight @ _table(look.availability)),
        price=_rows(weight @ _table(look.price)),
        duty=_rows(weight @ _table(look.duty)),
        delay=_rows(np.floor(weight @ _table(look.delay) + 0.5).astype(int)),
        demand=_rows(weight @ _table(look.demand)),
        closed=_rows(weight @ _table(look.closed) > 0.5),
    )
    changed = replace(facts, scenarios=(ScenarioFacts(AVERAGE, 1.0, ()),))
    return changed, credited_alike(Tree(path, (facts.months - 1,), mean), tree)


def credited_alike(own: Tree, whole: Tree) -> Tree:
    """The tree with one row of prices more, of no node: the lowest of the whole case. What is left at the end is
    credited with the lowest price at any node at most, and must be worth the same here as there."""
    lowest = tuple(_table(whole.outlook.price).min(axis=0).tolist())
    return replace(own, outlook=replace(own.outlook, price=(*own.outlook.price, lowest)))


def _table(rows: Sequence[Sequence[float]]) -> Any:
    return np.array(rows, dtype=float).reshape(len(rows), -1)


def _rows(table: Any) -> tuple[tuple[Any, ...], ...]:
    return tuple(map(tuple, table.tolist()))


def first_nodes(tree: Tree) -> list[int]:
    """The nodes of the first month."""
    return [n for n, node in enumerate(tree.nodes) if node.parent < 0]
