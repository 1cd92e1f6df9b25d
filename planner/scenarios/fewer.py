"""Decides which few scenarios may stand for all, and which of them stands for whom."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planner.facts.facts import Facts
from planner.scenarios.certain import credited_alike
from planner.scenarios.grow import grow
from planner.scenarios.tree import Tree


@dataclass(frozen=True, slots=True)
class Fewer:
    """A case with a few of its scenarios, each with the odds of those it stands for.

    Attributes:
        facts, tree: the smaller case.
        stand_in: by node of the whole tree, the node of the smaller one, in the same month, that stands for it: that
            of the scenario nearest to the likeliest of the node's own.
    """

    facts: Facts
    tree: Tree
    stand_in: tuple[int, ...]


def fewer(facts: Facts, tree: Tree, most: int) -> Fewer:
    """Let ``most`` scenarios at most stand for all.

    They are chosen one after the other, each time the one that brings all scenarios nearest to one that was chosen, by
    odds (forward selection, after Heitsch and Römisch 2003). How far two scenarios are apart is added up over the
    months: how much their availability, price, duty and demand (each as a share) and their closures differ on average,
    and their delays in years.
    """
    apart = _distances(tree)
    odds = np.array([scenario.probability for scenario in facts.scenarios])
    chosen: list[int] = []
    near = np.full(len(odds), np.inf)
    for _ in range(min(most, len(odds))):
        left = odds @ np.minimum(near[:, None], apart)
        left[chosen] = np.inf
        chosen.append(int(np.argmin(left)))
        near = np.minimum(near, apart[:, chosen[-1]])
    chosen.sort()
    nearest = np.argmin(apart[:, chosen], axis=1)
    kept = tuple(
        replace(facts.scenarios[scenario], probability=float(odds[nearest == at].sum()))
        for at, scenario in enumerate(chosen)
    )
    smaller = replace(facts, scenarios=kept)
    small = credited_alike(grow(smaller), tree)
    paths = [small.path(leaf) for leaf in small.leaves]
    likeliest = [max(node.scenarios, key=lambda scenario: odds[scenario]) for node in tree.nodes]
    stand_in = (paths[nearest[scenario]][node.month] for scenario, node in zip(likeliest, tree.nodes, strict=True))
    return Fewer(smaller, small, tuple(stand_in))


def _distances(tree: Tree) -> NDArray[np.float64]:
    """How far any two scenarios are apart, a square."""
    look = tree.outlook
    nodes = len(tree.nodes)
    demand = np.array(look.demand[:nodes], dtype=float).reshape(nodes, -1)
    usual = np.maximum(demand.mean(axis=0), 1e-9)
    years = np.array(look.delay[:nodes], dtype=float).reshape(nodes, -1) / 12.0
    shares = [
        np.array(each[:nodes], dtype=float).reshape(nodes, -1)
        for each in (look.availability, look.price, look.duty, look.closed)
    ]
    apart = np.zeros((len(tree.leaves), len(tree.leaves)))
    paths = np.array([tree.path(leaf) for leaf in tree.leaves])
    for table in (demand / usual, years, *shares):
        if not table.size:
            continue
        for at, path in enumerate(paths):
            apart[at] += np.abs(table[paths] - table[path]).mean(axis=2).sum(axis=1)
    return apart
