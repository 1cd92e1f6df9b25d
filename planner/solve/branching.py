"""Decides the search over starts: a tree of relaxations, branching on what has begun by a node."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

import highspy
import numpy as np

from planner.solve.arrays import Floats
from planner.solve.decisions import Decisions, Start
from planner.solve.record import Record
from planner.solve.relaxation import Root
from planner.solve.rounding import Rounding
from planner.solve.session import How, Session, Watch

WHOLE = 1e-6
"""A yes-or-no column this near to 0 or 1 is decided."""

PER_GROUP = 2
"""Columns of one start tried at a branching, at most."""

TRIED = 8
"""Columns tried in all before their groups' records are trusted."""

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

    Its bound holds for the whole model. Where all starts of a branch are whole, its plan is rounded and its bound kept:
    what is open there are orders alone.
    """

    def __init__(
        self,
        root: Root,
        decisions: Decisions,
        rounding: Rounding,
        record: Record,
        watch: Watch,
        seconds: Callable[[], float],
    ) -> None:
        self.session: Session = root.session
        self.decisions = decisions
        self.rounding = rounding
        self.record = record
        self.watch = watch
        self.seconds = seconds
        self.positions = decisions.start_positions
        self.open: list[Branch] = []
        self.leaves: list[Branch] = []
        self.fixed: dict[int, float] = {}
        self.number = 0
        self.gains: dict[tuple[tuple[str, int], int], list[float]] = defaultdict(list)
        self.tried: set[bytes] = set()
        if root.values is not None and root.bound is not None:
            self._push(Branch(root.bound, 0, {}, root.values, root.session.basis()))

    def run(self, gap: float, solves: int) -> How:
        """Search until the gap is reached, everything is decided, or time or the user ends it.

        Returns:
            OPTIMAL when branching on starts lifts the bound no more or the gap is reached, LIMIT after about ``solves``
            relaxations, else why it ended.
        """
        until = self.number + solves
        while self.open:
            self._tell()
            if self.record.reached(gap):
                return How.OPTIMAL
            if self.seconds() <= 0:
                return How.TIME
            if self.watch.stopping():
                return How.STOPPED
            if self.number >= until:
                return How.LIMIT
            branch = heapq.heappop(self.open)
            if self._hopeless(branch.bound):
                continue
            if self.leaves and branch.bound >= min(leaf.bound for leaf in self.leaves):
                heapq.heappush(self.open, branch)
                return How.OPTIMAL  # branching on starts lifts the bound no more
            self._split(branch)
        self._tell()
        return How.OPTIMAL

    def round(self, starts: Floats) -> None:
        """Try the plan with these starts, unless it was tried before."""
        if starts.tobytes() in self.tried or self.seconds() <= 0 or self.watch.stopping():
            return
        self.tried.add(starts.tobytes())
        point = self.rounding.plan(starts)
        if point is not None:
            self.record.better(*point)

    def lowest(self) -> float | None:
        """The proven bound: the lowest of what is open or decided; None when nothing is left below the best plan."""
        bounds = [branch.bound for branch in (*self.open, *self.leaves)]
        return min(bounds) if bounds else self.record.objective

    def _tell(self) -> None:
        self.record.bounded(self.lowest())

    def _hopeless(self, bound: float) -> bool:
        best = self.record.objective
        return best is not None and bound >= best - 1e-9 * max(1.0, abs(best))

    def _push(self, branch: Branch) -> None:
        if not self._hopeless(branch.bound):
            if self._undecided(branch.values):
                heapq.heappush(self.open, branch)
            else:
                self.leaves.append(branch)

    def _undecided(self, values: Floats) -> list[Start]:
        return [start for start in self.decisions.starts if WHOLE < values[start.position] < 1.0 - WHOLE]

    def _round(self, values: Floats) -> None:
        self.round((values[self.positions] >= HALF).astype(float))

    def _split(self, branch: Branch) -> None:
        """Branch on the column whose two sides lift the bound most."""
        best: tuple[float, list[Branch]] | None = None
        for start in self._candidates(branch):
            sides = []
            lifts = []
            for side in (0.0, 1.0):
                made = self._solved({**branch.fixed, start.position: side}, branch)
                if made is None and (self.seconds() <= 0 or self.watch.stopping()):
                    heapq.heappush(self.open, branch)
                    return
                lift = 1e300 if made is None else made.bound - branch.bound
                lifts.append(lift)
                share = branch.values[start.position] if side == 0.0 else 1.0 - branch.values[start.position]
                self.gains[start.group, int(side)].append(min(lift, abs(branch.bound) + 1.0) / max(share, WHOLE))
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
        if self.number % ROUND_EVERY == 0 and best[1]:
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
            known = self.gains[group, 0] and self.gains[group, 1]
            ranked = sorted(starts, key=weight, reverse=True)[: 1 if known else PER_GROUP]
            for start in ranked:
                x = branch.values[start.position]
                if known:
                    down = float(np.mean(self.gains[group, 0])) * x
                    up = float(np.mean(self.gains[group, 1])) * (1.0 - x)
                    picked.append((max(down, 1e-6) * max(up, 1e-6), start))
                else:
                    picked.append((np.inf, start))
        picked.sort(key=lambda one: -one[0])
        fresh = [start for score, start in picked if np.isinf(score)][:TRIED]
        return fresh or [start for _, start in picked[:2]]

    def _solved(self, fixed: dict[int, float], parent: Branch) -> Branch | None:
        """The relaxation with these starts decided, from the parent's basis; None when it has no point or no time."""
        self._fix(fixed)
        self.session.return_to(parent.basis)
        ending = self.session.solve(self.watch, seconds=self.seconds())
        if ending.how is not How.OPTIMAL or ending.values is None or ending.objective is None:
            return None
        self.number += 1
        return Branch(ending.objective, self.number, fixed, ending.values, self.session.basis())

    def _fix(self, fixed: dict[int, float]) -> None:
        """Decide these starts in the session and free all others."""
        changed = [at for at in {*self.fixed, *fixed} if self.fixed.get(at) != fixed.get(at)]
        if changed:
            lower = np.array([fixed.get(at, 0.0) for at in changed])
            upper = np.array([fixed.get(at, 1.0) for at in changed])
            self.session.bounds(np.array(changed, dtype=np.int32), lower, upper)
        self.fixed = dict(fixed)
