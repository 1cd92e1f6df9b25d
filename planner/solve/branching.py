"""Decides the search over starts: a tree of relaxations, branching on what has begun by a node."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from planner.solve.arrays import LARGE, Floats, Ints
from planner.solve.branch import Branch, Wish
from planner.solve.branches import Branches
from planner.solve.decisions import Start
from planner.solve.record import LEAST_GAP
from planner.solve.session import How, Session, Watch
from planner.solve.trail import Closed, Fixed, Splits, Steps

WHOLE = 1e-6
"""A yes-or-no column this near to 0 or 1 is decided."""

PER_GROUP = 2
"""Columns of one start tried at a branching, at most."""

TRIED = 8
"""Columns tried in all before their groups' records are trusted."""

TRIED_IN_LARGE = 2
"""The same in a large model."""

FRESH = 0.1
"""A column without a record is tried where this share of what the best record promises is expected of it."""

HALF = 0.5
"""What is begun to this share is begun when a relaxation is rounded."""

WAYS = 2
"""In how many ways a branch is tried to be closed: item by item, path by path."""

FEW = 100
"""Branches of a model that is not large whose prices are kept while they are open."""

NOTHING: Mapping[Fixed, Closed] = {}

ROUND_EVERY = 6
"""Every so many relaxations one is rounded to a plan."""


class StartSearch:
    """Best-first search over starts with the cuts of the root; orders stay relaxed.

    Its bound holds for the whole model. Where all starts of a branch are whole, it is a leaf: what is open there are
    orders alone.

    Attributes:
        ceiling: objective of the best plan known when the search was last told.
        wishes: starts of which a plan should be made.
        leaves: branches whose starts are whole and whose bound is too low to be left out.
        branches: their relaxations.
        splits: what was decided where.
    """

    def __init__(
        self,
        session: Session,
        starts: Sequence[Start],
        *,
        bound: float,
        values: Floats,
        gap: float,
        watch: Watch,
        seconds: Callable[[], float],
        told: Callable[[float], None],
        closed: Callable[[Branch], None] | None = None,
    ) -> None:
        """Take a relaxation at its optimum.

        Args:
            session: loaded with it and solved.
            starts: its yes-or-no columns to decide.
            bound, values: its optimum.
            gap: within which the best plan is as good as asked for.
            watch: asked whether to stop.
            seconds: how much time is left.
            told: told each proven bound.
            closed: told of each branch that need not be searched; None where nothing is kept of them.
        """
        self.starts = tuple(starts)
        self._gap = max(gap, LEAST_GAP)
        self._seconds = seconds
        self._told = told
        self._closed = closed
        self._positions = np.array([start.position for start in starts], dtype=np.int32)
        self.ceiling: float | None = None
        self.wishes: list[Wish] = []
        self.open: list[Branch] = []
        self.leaves: list[Branch] = []
        self.left_out = np.inf
        self.splits = Splits({start.position: start.name for start in starts})
        self._root = bound
        self._bases: dict[Fixed, bytes] = {}
        large = len(values) > LARGE
        self._tried = TRIED_IN_LARGE if large else TRIED
        self._few = 0 if large else FEW
        self._gains: dict[tuple[tuple[str, int], int], list[float]] = defaultdict(list)
        self.branches = Branches(
            session,
            self._positions,
            watch=watch,
            seconds=seconds,
            number=self.splits.number,
            priced=lambda cost: closed is not None and (cost >= self.enough or len(self.open) < self._few),
            given_up=self._give_up,
        )
        self._push(self.branches.first(bound, values))

    def follow(self, steps: Steps, closed: Mapping[Fixed, Closed] = NOTHING) -> None:
        """Go straight to the branches that the search of a like problem ended with, before all else is searched; from
        their bases where that is known."""
        self._bases = {fixed: one.basis for fixed, one in closed.items() if one.basis is not None}
        self.open.clear()
        self.leaves.clear()
        self.splits.follow(steps)

    @property
    def enough(self) -> float:
        """The bound from which on a branch is left out: within it, the best plan is as good as asked for."""
        return np.inf if self.ceiling is None else self.ceiling - self._gap * max(1.0, abs(self.ceiling))

    def run(self, solves: int) -> How:
        """Search until every branch is a leaf or left out, or time or the user ends it.

        Returns:
            OPTIMAL when no branch is open, LIMIT after about ``solves`` relaxations and once a trail has been followed
            to its end, else why it ended.
        """
        until = self.branches.count + solves
        while self.splits.ahead or self.open:
            self._tell()
            if self._seconds() <= 0:
                return How.TIME
            if self.branches.watch.stopping():
                return How.STOPPED
            if self.branches.count >= until:
                return How.LIMIT
            if self.splits.ahead:
                self._retrace()
                if not self.splits.ahead:
                    self._tell()
                    return How.LIMIT
                continue
            branch = heapq.heappop(self.open)
            if not self._left_out(branch):
                self._split(branch)
        self._tell()
        return How.OPTIMAL

    def leaf(self) -> Branch | None:
        """Take the leaf with the lowest bound, if one is left that matters."""
        leaves, self.leaves = self.leaves, []
        self.leaves = sorted(leaf for leaf in leaves if not self._left_out(leaf))
        return self.leaves.pop(0) if self.leaves else None

    def held(self, leaf: Branch) -> tuple[Ints, Floats, float]:
        """The starts decided in a leaf, and those whose reduced cost lifts their other way beyond what is searched.

        Returns:
            Their columns, how they are, and what a plan costs at least in which one that was not decided is otherwise.
        """
        kept = np.isin(self._positions, list(leaf.fixed))
        otherwise = np.inf
        if self.branches.returned(leaf):
            lifts = np.abs(self.branches.reduced_costs())
            more = ~kept & (lifts >= self.enough - leaf.relaxed)
            otherwise = max(self.enough, leaf.relaxed + float(lifts[more].min(initial=np.inf)))
            kept |= more
        return self._positions[kept], np.round(leaf.shares[kept]), otherwise

    @property
    def holding(self) -> Branch | None:
        """The branch or leaf that holds the bound back, unless all was tried to close it without splitting it."""
        lowest = min((*self.open[:1], *self.leaves), default=None)
        return None if lowest is None or lowest.tried >= WAYS or lowest.bound >= self.enough else lowest

    def skip(self, bound: float) -> None:
        """Leave out the next of the branches that another search ended with, of which enough is proven elsewhere."""
        self.splits.ahead.pop()
        self.left_out = min(self.left_out, bound)
        self._tell()

    def lifted(self, branch: Branch) -> None:
        """Take note of a branch or leaf whose bound has risen, or that is done with."""
        if self._left_out(branch):
            self.open = [one for one in self.open if one is not branch]
            self.leaves = [one for one in self.leaves if one is not branch]
        heapq.heapify(self.open)
        self._tell()

    def _left_out(self, branch: Branch) -> bool:
        """Whether a branch need not be searched; if so, its bound is remembered."""
        if branch.bound < self.enough:
            return False
        self.left_out = min(self.left_out, branch.bound)
        if self._closed is not None:
            self._closed(branch)
        return True

    @property
    def lowest(self) -> float:
        """The proven bound: the lowest of what is open, a leaf, or left out; without end where there is no plan."""
        lowest = min((branch.bound for branch in (*self.open, *self.leaves)), default=np.inf)
        return float(min(lowest, self.left_out, self._root if self.splits.ahead else np.inf))

    def _give_up(self) -> None:
        """Of a branch that the solver loses its way in, nothing is proven but what the first costs."""
        self.left_out = min(self.left_out, self._root)

    def _tell(self) -> None:
        """Tell the proven bound."""
        if self.lowest < np.inf:
            self._told(self.lowest)

    def _push(self, branch: Branch) -> None:
        if not self._left_out(branch):
            if self.undecided(branch):
                heapq.heappush(self.open, branch)
            else:
                self.leaves.append(branch)

    def undecided(self, branch: Branch) -> list[tuple[Start, float]]:
        """The starts that are not whole, with how far each has begun."""
        open_ = np.flatnonzero((branch.shares > WHOLE) & (branch.shares < 1.0 - WHOLE))
        return [(self.starts[at], float(branch.shares[at])) for at in open_]

    def wish(self, branch: Branch, cost: float | None = None) -> None:
        """Ask for a plan with the starts of a branch, rounded."""
        self.wishes.append(Wish((branch.shares >= HALF).astype(float), cost))

    def _split(self, branch: Branch) -> None:
        """Branch on the column whose two sides lift the bound most."""
        best: tuple[float, int, list[Branch | None]] | None = None
        for start, begun in self._candidates(branch):
            sides: list[Branch | None] = []
            lifts = []
            for side in (0.0, 1.0):
                made = self.branches.solved({**branch.fixed, start.position: side}, branch)
                if made is None and self.branches.over:
                    heapq.heappush(self.open, branch)
                    return
                lift = 1e300 if made is None else made.relaxed - branch.relaxed
                lifts.append(lift)
                share = begun if side == 0.0 else 1.0 - begun
                self._gains[start.group, int(side)].append(min(lift, abs(branch.relaxed) + 1.0) / max(share, WHOLE))
                sides.append(made)
            score = max(lifts[0], 1e-6) * max(lifts[1], 1e-6)
            if best is None or score > best[0]:
                best = (score, start.position, sides)
            if all(made is None or made.bound >= self.enough for made in sides):
                break  # nothing is left of this branch
        if best is None:
            self.leaves.append(branch)
            return
        _, column, sides = best
        self.splits.split(branch.number, column, [None if side is None else side.number for side in sides])
        found = [side for side in sides if side is not None]
        for made in found:
            made.bound = max(made.bound, branch.bound)
            self._push(made)
            if not self.undecided(made):
                self.wish(made, made.bound)
        if self.branches.count % ROUND_EVERY == 0 and found:
            self.wish(min(found))

    def _candidates(self, branch: Branch) -> list[tuple[Start, float]]:
        """Columns worth a try, those first of which most is expected; of groups with a record one or two are enough."""
        groups: dict[tuple[str, int], list[tuple[Start, float]]] = defaultdict(list)
        for start, begun in self.undecided(branch):
            groups[start.group].append((start, begun))

        def weight(one: tuple[Start, float]) -> float:
            start, begun = one
            return start.probability * begun * (1.0 - begun) * (1.0 + 0.01 * start.month)

        fresh: list[tuple[float, Start, float]] = []
        known: list[tuple[float, Start, float]] = []
        for group, starts in groups.items():
            record = self._gains[group, 0] and self._gains[group, 1]
            ranked = sorted(starts, key=weight, reverse=True)[: 1 if record else PER_GROUP]
            (known if record else fresh).extend((self._promise(*one), *one) for one in ranked)
        best = max((score for score, *_ in known), default=0.0)
        tried = [one for one in fresh if one[0] >= FRESH * best]
        picked = sorted(tried or known, key=lambda one: -one[0])
        return [(start, begun) for _, start, begun in picked[: self._tried if tried else 2]]

    def _promise(self, start: Start, begun: float) -> float:
        """How much both sides of a column are expected to lift the bound: by their records, or else by what it costs to
        begin, which is what a relaxed plan saves at least by beginning in part."""
        lifts = []
        for side, share in ((0, begun), (1, 1.0 - begun)):
            record = self._gains[start.group, side]
            lifts.append(share * (float(np.mean(record)) if record else start.probability * start.cost))
        return float(max(lifts[0], 1e-6) * max(lifts[1], 1e-6))

    def _retrace(self) -> None:
        """Solve the next branch that another search ended with, from its basis or from where the last one left off."""
        fixed, number = self.splits.ahead[-1]
        made = self.branches.traced(fixed, number, self._bases.get(frozenset(fixed.items())))
        if made is None and self.branches.over:
            return
        self.splits.ahead.pop()
        if made is not None:
            self._push(made)
            if made in self.leaves:
                self.wish(made, made.bound)
