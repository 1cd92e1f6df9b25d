"""Decides the search over starts: a tree of relaxations, branching on what has begun by a node."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

import highspy
import numpy as np

from planner.solve.arrays import LARGE, Floats, Ints
from planner.solve.decisions import Decisions, Start
from planner.solve.record import LEAST_GAP
from planner.solve.relaxation import Relaxation
from planner.solve.session import How, Session, Watch

WHOLE = 1e-6
"""A yes-or-no column this near to 0 or 1 is decided."""

PER_GROUP = 2
"""Columns of one start tried at a branching, at most."""

TRIED = 8
"""Columns tried in all before their groups' records are trusted."""

TRIED_IN_LARGE = 2
"""The same in a large model."""

HALF = 0.5
"""What is begun to this share is begun when a relaxation is rounded."""

ROUND_EVERY = 6
"""Every so many relaxations one is rounded to a plan."""


@dataclass(order=True, slots=True)
class Branch:
    """A part of the search: some starts decided, the rest relaxed."""

    bound: float
    number: int
    fixed: dict[int, float] = field(compare=False)
    values: Floats = field(compare=False)
    basis: highspy.HighsBasis = field(compare=False)


class StartSearch:
    """Best-first search over starts with the cuts of the root; orders stay relaxed.

    Its bound holds for the whole model. Where all starts of a branch are whole, it is a leaf: what is open there are
    orders alone.

    Attributes:
        ceiling: objective of the best plan known when the search was last told.
        wishes: starts of which a plan should be made.
        leaves: branches whose starts are whole and whose bound is too low to be left out.
    """

    def __init__(
        self,
        root: Relaxation,
        decisions: Decisions,
        *,
        gap: float,
        watch: Watch,
        seconds: Callable[[], float],
        told: Callable[[float], None],
    ) -> None:
        self.session: Session = root.session
        self.decisions = decisions
        self.gap = max(gap, LEAST_GAP)
        self._watch = watch
        self._seconds = seconds
        self._told = told
        self._positions = decisions.start_positions
        self.ceiling: float | None = None
        self.wishes: list[Floats] = []
        self.open: list[Branch] = []
        self.leaves: list[Branch] = []
        self.left_out = np.inf
        self._fixed: dict[int, float] = {}
        self._number = 0
        self._tried = TRIED_IN_LARGE if len(root.arrays.cost) > LARGE else TRIED
        self._gains: dict[tuple[tuple[str, int], int], list[float]] = defaultdict(list)
        if root.values is not None and root.bound is not None:
            self._push(Branch(root.bound, 0, {}, root.values, root.session.basis()))

    @property
    def enough(self) -> float:
        """The bound from which on a branch is left out: within it, the best plan is as good as asked for."""
        return np.inf if self.ceiling is None else self.ceiling - self.gap * max(1.0, abs(self.ceiling))

    def run(self, solves: int) -> How:
        """Search until every branch is a leaf or left out, or time or the user ends it.

        Returns:
            OPTIMAL when no branch is open, LIMIT after about ``solves`` relaxations, else why it ended.
        """
        until = self._number + solves
        while self.open:
            self.tell()
            if self._seconds() <= 0:
                return How.TIME
            if self._watch.stopping():
                return How.STOPPED
            if self._number >= until:
                return How.LIMIT
            branch = heapq.heappop(self.open)
            if not self.leave_out(branch.bound):
                self._split(branch)
        self.tell()
        return How.OPTIMAL

    def leaf(self) -> Branch | None:
        """Take the leaf with the lowest bound, if one is left that matters."""
        leaves, self.leaves = self.leaves, []
        self.leaves = sorted(leaf for leaf in leaves if not self.leave_out(leaf.bound))
        return self.leaves.pop(0) if self.leaves else None

    def held(self, leaf: Branch) -> Ints:
        """The starts whose other way would lift a leaf's bound beyond what is searched: those decided, and those whose
        reduced cost says so."""
        again = self._solved(leaf.fixed, leaf)
        if again is None:
            return np.array(sorted(leaf.fixed), dtype=np.int32)
        dear = np.abs(self.session.reduced_costs()[self._positions]) >= self.enough - leaf.bound
        decided = np.isin(self._positions, list(leaf.fixed))
        return self._positions[dear | decided]

    def leave_out(self, bound: float) -> bool:
        """Whether what lies above a bound need not be searched; if so, it is remembered."""
        if bound < self.enough:
            return False
        self.left_out = min(self.left_out, bound)
        return True

    def tell(self) -> None:
        """Tell the proven bound: the lowest of what is open, a leaf, or left out."""
        lowest = min((branch.bound for branch in (*self.open, *self.leaves)), default=np.inf)
        lowest = min(lowest, self.left_out)
        if lowest < np.inf:
            self._told(lowest)

    def _push(self, branch: Branch) -> None:
        if not self.leave_out(branch.bound):
            if self._undecided(branch.values):
                heapq.heappush(self.open, branch)
            else:
                self.leaves.append(branch)

    def _undecided(self, values: Floats) -> list[Start]:
        return [start for start in self.decisions.starts if WHOLE < values[start.position] < 1.0 - WHOLE]

    def _round(self, values: Floats) -> None:
        self.wishes.append((values[self._positions] >= HALF).astype(float))

    def _split(self, branch: Branch) -> None:
        """Branch on the column whose two sides lift the bound most."""
        best: tuple[float, list[Branch]] | None = None
        for start in self._candidates(branch):
            sides = []
            lifts = []
            for side in (0.0, 1.0):
                made = self._solved({**branch.fixed, start.position: side}, branch)
                if made is None and (self._seconds() <= 0 or self._watch.stopping()):
                    heapq.heappush(self.open, branch)
                    return
                lift = 1e300 if made is None else made.bound - branch.bound
                lifts.append(lift)
                share = branch.values[start.position] if side == 0.0 else 1.0 - branch.values[start.position]
                self._gains[start.group, int(side)].append(min(lift, abs(branch.bound) + 1.0) / max(share, WHOLE))
                if made is not None:
                    sides.append(made)
            score = max(lifts[0], 1e-6) * max(lifts[1], 1e-6)
            if best is None or score > best[0]:
                best = (score, sides)
        if best is None:
            self.leaves.append(branch)
            return
        for side_branch in best[1]:
            self._push(side_branch)
            if not self._undecided(side_branch.values):
                self._round(side_branch.values)
        if self._number % ROUND_EVERY == 0 and best[1]:
            self._round(min(best[1]).values)

    def _candidates(self, branch: Branch) -> list[Start]:
        """Columns worth a try: of each group those whose fraction weighs most, groups with good records alone later."""
        groups: dict[tuple[str, int], list[Start]] = defaultdict(list)
        for start in self._undecided(branch.values):
            groups[start.group].append(start)

        def weight(start: Start) -> float:
            x = branch.values[start.position]
            return float(start.probability * x * (1.0 - x) * (1.0 + 0.01 * start.month))

        picked: list[tuple[float, Start]] = []
        for group, starts in groups.items():
            known = self._gains[group, 0] and self._gains[group, 1]
            ranked = sorted(starts, key=weight, reverse=True)[: 1 if known else PER_GROUP]
            for start in ranked:
                x = branch.values[start.position]
                if known:
                    down = float(np.mean(self._gains[group, 0])) * x
                    up = float(np.mean(self._gains[group, 1])) * (1.0 - x)
                    picked.append((max(down, 1e-6) * max(up, 1e-6), start))
                else:
                    picked.append((np.inf, start))
        picked.sort(key=lambda one: -one[0])
        fresh = [start for score, start in picked if np.isinf(score)][: self._tried]
        return fresh or [start for _, start in picked[:2]]

    def _solved(self, fixed: dict[int, float], parent: Branch) -> Branch | None:
        """The relaxation with these starts decided, from the parent's basis; None when it has no point or no time."""
        self._fix(fixed)
        self.session.return_to(parent.basis)
        ending = self.session.solve(self._watch, seconds=self._seconds())
        if ending.how is not How.OPTIMAL or ending.values is None or ending.objective is None:
            return None
        self._number += 1
        return Branch(ending.objective, self._number, fixed, ending.values, self.session.basis())

    def _fix(self, fixed: dict[int, float]) -> None:
        """Decide these starts in the session and free all others."""
        changed = [at for at in {*self._fixed, *fixed} if self._fixed.get(at) != fixed.get(at)]
        if changed:
            lower = np.array([fixed.get(at, 0.0) for at in changed])
            upper = np.array([fixed.get(at, 1.0) for at in changed])
            self.session.bounds(np.array(changed, dtype=np.int32), lower, upper)
        self._fixed = dict(fixed)
