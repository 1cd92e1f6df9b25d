"""Decides which starts a relaxed plan leads to: made whole one after the other, the dearest first, the cheaper way."""

from __future__ import annotations

from planner.solve.branch import Branch
from planner.solve.branching import StartSearch
from planner.solve.decisions import Start

HALF = 0.5
"""What is begun to this share is begun in the first way."""

LESS = 0.5
"""In the second way, what is begun to this share of the most."""

Way = dict[int, float]
"""0 or 1 by column."""


class Dive:
    """Makes the starts of a branch whole, all nodes of one start at a time.

    What is dear and begun in part is decided first, while everything else can still answer to it: once as the relaxed
    plan has it by halves, once begun wherever it hardly begins, and the cheaper of the two is kept.

    Attributes:
        found: a branch whose starts are whole; None as long as there is none.
        over: whether it was found, or the way leads nowhere, or to nothing better than the best plan.
    """

    def __init__(self, search: StartSearch, branch: Branch) -> None:
        self._search, self._branch = search, branch
        self.found: Branch | None = None
        self.over = False

    def step(self) -> None:
        """Make one start whole."""
        search, branch = self._search, self._branch
        start = _dearest(search, branch)
        if start is None:
            self.found, self.over = branch, True
            return
        sides = [search.branches.solved({**branch.fixed, **way}, branch) for way in _ways(search, branch, start.group)]
        made = [side for side in sides if side is not None and side.bound < search.enough]
        if made:
            self._branch = min(made)
        else:
            self.over = True


def _dearest(search: StartSearch, branch: Branch) -> Start | None:
    def stake(one: tuple[Start, float]) -> float:
        start, begun = one
        return start.cost * start.probability * min(begun, 1.0 - begun)

    found = max(search.undecided(branch), key=stake, default=None)
    return None if found is None else found[0]


def _ways(search: StartSearch, branch: Branch, group: tuple[str, int]) -> list[Way]:
    shares = {
        start.position: float(begun)
        for start, begun in zip(search.starts, branch.shares, strict=True)
        if start.group == group
    }
    ways: list[Way] = []
    for least in (HALF, LESS * min(HALF, max(shares.values()))):
        way = {column: float(share >= least) for column, share in shares.items()}
        if way not in ways:
            ways.append(way)
    return ways
