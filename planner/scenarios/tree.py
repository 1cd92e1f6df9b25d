"""Decides what a scenario tree is: nodes that share a past, and what is true at each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """A month in the light of what is known by then.

    Attributes:
        parent: index of the node a month earlier; -1 for a first node.
        month: months from the start.
        probability: sum of its scenarios'.
        scenarios: indices into ``Facts.scenarios``, rising.
    """

    parent: int
    month: int
    probability: float
    scenarios: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is true at each node: plain nested sequences, node first.

    Attributes:
        availability: factor 0 to 1 by node and lane.
        price: price factor by node and pair.
        duty: added duty rate by node and pair.
        delay: added whole months of transit by node and pair.
        demand: units by node and product, events included.
        closed: by node and pair, whether nothing new may start with it.
    """

    availability: Sequence[Sequence[float]]
    price: Sequence[Sequence[float]]
    duty: Sequence[Sequence[float]]
    delay: Sequence[Sequence[int]]
    demand: Sequence[Sequence[float]]
    closed: Sequence[Sequence[bool]]


@dataclass(frozen=True, slots=True)
class Tree:
    """The scenario tree: nodes by rising month, so that parents precede children; within a month by first scenario.

    Attributes:
        nodes: the nodes.
        leaves: for each scenario, its node in the last month.
        outlook: what is true at each node.
    """

    nodes: tuple[Node, ...]
    leaves: tuple[int, ...]
    outlook: Outlook

    def path(self, node: int) -> tuple[int, ...]:
        """The nodes from the first month to ``node``, one for each month: ``path(n)[t]`` is n's node in month t."""
        back = [node]
        while (node := self.nodes[node].parent) >= 0:
            back.append(node)
        return tuple(reversed(back))

    def paths(self) -> tuple[tuple[int, ...], ...]:
        """``path(n)`` for every node n."""
        found: list[tuple[int, ...]] = []
        for index, node in enumerate(self.nodes):
            found.append((*found[node.parent], index) if node.parent >= 0 else (index,))
        return tuple(found)

    def children(self) -> tuple[tuple[int, ...], ...]:
        """For every node the nodes that follow it."""
        found: list[list[int]] = [[] for _ in self.nodes]
        for index, node in enumerate(self.nodes):
            if node.parent >= 0:
                found[node.parent].append(index)
        return tuple(tuple(each) for each in found)
