"""Decides where a qualification, redesign or contract may begin, and from where on it counts."""

from __future__ import annotations

from dataclasses import dataclass

from planner.facts.facts import Facts
from planner.scenarios.tree import Tree

Paths = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Begun:
    """Where one start or signature may happen.

    Whether it has begun by a node is one yes or no that can change only at the nodes in ``starts``; ``since[n]`` is the
    last of them on the way to n, n included, or -1.

    Attributes:
        starts: nodes at which it may begin, rising.
        since: by node.
        ready: months from its beginning until it counts (0 for a contract).
        always_from: the month from which it counts because it began before the plan; None otherwise.
        first, last: the months in which it counts at all.
    """

    starts: tuple[int, ...]
    since: tuple[int, ...]
    ready: int
    always_from: int | None
    first: int
    last: int

    def certain(self, n: int, paths: Paths) -> bool:
        """Whether it counts at n whatever we do."""
        t = len(paths[n]) - 1
        return self.always_from is not None and max(self.always_from, self.first) <= t <= self.last

    def deciding(self, n: int, paths: Paths) -> int:
        """The node whose yes or no says whether it counts at n; -1 when it cannot count, or counts for certain."""
        t = len(paths[n]) - 1
        if self.always_from is not None or t < self.ready or not self.first <= t <= self.last:
            return -1
        return self.since[paths[n][t - self.ready]]

    def possible(self, n: int, paths: Paths) -> bool:
        """Whether it can count at n."""
        return self.certain(n, paths) or self.deciding(n, paths) >= 0

    def before(self, n: int, tree: Tree) -> int:
        """For a node in ``starts``: the one before it on its path, or -1."""
        parent = tree.nodes[n].parent
        return self.since[parent] if parent >= 0 else -1


def _begun(tree: Tree, allowed: list[bool], ready: int, always_from: int | None, first: int, last: int) -> Begun:
    since: list[int] = []
    for n, node in enumerate(tree.nodes):
        if always_from is None and allowed[n]:
            since.append(n)
        else:
            since.append(since[node.parent] if node.parent >= 0 else -1)
    starts = tuple(n for n, at in enumerate(since) if at == n)
    return Begun(starts, tuple(since), ready, always_from, first, last)


def begun_qualifications(facts: Facts, tree: Tree) -> tuple[Begun, ...]:
    """A qualification may start from its earliest month, where none of its offers is closed, in time for an order."""
    found = []
    for one in facts.qualifications:
        pairs = {facts.offers[o].pair for o in one.offers}
        latest = max((facts.offers[o].last for o in one.offers), default=-1) - one.months
        allowed = [
            one.earliest <= node.month <= latest and not any(tree.outlook.closed[n][pair] for pair in pairs)
            for n, node in enumerate(tree.nodes)
        ]
        always = None if one.started is None else one.started + one.months
        found.append(_begun(tree, allowed, one.months, always, 0, facts.months - 1))
    return tuple(found)


def begun_redesigns(facts: Facts, tree: Tree) -> tuple[Begun, ...]:
    """A redesign may start from its earliest month, in time for a redesigned unit within the horizon."""
    found = []
    for one in facts.redesigns:
        latest = facts.months - 1 - one.months
        allowed = [one.earliest <= node.month <= latest for node in tree.nodes]
        always = None if one.started is None else one.started + one.months
        found.append(_begun(tree, allowed, one.months, always, 0, facts.months - 1))
    return tuple(found)


def begun_contracts(facts: Facts, tree: Tree) -> tuple[Begun, ...]:
    """A contract may be signed until its last day for it, where its offer is not closed, before it ends."""
    found = []
    for one in facts.contracts:
        pair = facts.offers[one.offer].pair
        latest = min(one.sign_by, one.last)
        allowed = [node.month <= latest and not tree.outlook.closed[n][pair] for n, node in enumerate(tree.nodes)]
        found.append(_begun(tree, allowed, 0, 0 if one.signed else None, one.first, one.last))
    return tuple(found)
