"""Decides how plans are found and made better: starts guessed, rounded and asked for, then parts solved again."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

import numpy as np

from planner.solve.arrays import LARGE, Floats, turn_of
from planner.solve.branch import Wish
from planner.solve.early import starts_for_a_few
from planner.solve.neighbourhood import Neighbourhoods, Turns
from planner.solve.opening import Opening
from planner.solve.rounding import Rounding
from planner.solve.session import Watch
from planner.solve.task import Task

FIRST = 3.5e-10
"""Seconds that a large model's first relaxation takes, for each two columns; meanwhile plans are found."""

LEAF_TURNS = 12
"""How many turns are taken while the other line is in a leaf."""


class Improving:
    """The line of work that finds plans.

    What the other line finds is told between turns alone, as in ``Proof``.

    Attributes:
        idle: whether there was nothing to do in the last turn.
    """

    def __init__(self, task: Task, *, watch: Watch, known: Floats | None = None) -> None:
        """Take a task, and a plan to begin with if there is one."""
        arrays, record, seed, seconds = task.arrays, task.record, task.seed, task.seconds
        self.model = task.model
        self.decisions = task.decisions
        self.record = record
        self.gap = task.gap
        self.seed = seed
        self.watch = watch
        self.seconds = seconds
        self.idle = False
        self._known = known
        self._pausing = False  # whether to meet before the turn is over
        self._settled = False  # whether a plan to begin with stands in for what the relaxation suggests
        self._large = len(arrays.cost) > LARGE
        self._rounding = Rounding(arrays, task.decisions, seed=seed, watch=watch, seconds=seconds)
        self._opening = Opening(arrays, task.decisions)
        near = Neighbourhoods(task.model, arrays, record, seed=seed, watch=watch, seconds=seconds)
        self._turns = Turns(near, task.gap)
        self._tried: set[bytes] = set()
        self._lowest = np.inf
        self._relaxed: deque[Floats] = deque()
        self._turn = turn_of(arrays)
        self._patience = max(self._turn, FIRST * len(arrays.cost) ** 2)
        self._bound: float | None = None
        self._wishes: deque[Wish] = deque()
        self._steps = self._work()

    def turn(self, length: float) -> float:
        """Go on for a while: until so much work is done.

        Returns:
            The work of the longest step.
        """
        self.idle = self._pausing = False
        meter, longest = self.watch.meter, 0.0
        until, self._patience = meter.spent + max(length, self._patience), 0.0
        while meter.spent < until and not self.over and not self.idle and not self._pausing:
            before = meter.spent
            next(self._steps)
            longest = max(longest, meter.spent - before)
        return longest

    def meet(
        self, relaxed: Iterable[Floats], bound: float | None, wishes: Iterable[Wish], *, longer: bool = False
    ) -> None:
        """Learn the newest relaxed plans, the bound, of which starts a plan should be made, and whether the other
        line's next turn is a long one."""
        if longer:
            self._patience = LEAF_TURNS * self._turn
        self._relaxed.extend(values[self.decisions.start_positions] for values in relaxed)
        self._bound = bound
        self._wishes.extend(wishes)

    @property
    def asked(self) -> bool:
        """Whether there are starts of which a plan is to be made."""
        return bool(self._wishes or (self._relaxed and not self._settled))

    @property
    def over(self) -> bool:
        """Whether the gap was reached when last it was told, time is up, or the user ends it."""
        best = self.record.objective
        reached = best is not None and self._bound is not None and best - self._bound <= self.gap * max(1.0, abs(best))
        return reached or self.seconds() <= 0 or self.watch.stopping()

    def _work(self) -> Iterator[None]:
        """Everything there is to do, a step at a time."""
        if self._known is not None:
            point = self._rounding.given(self._known)
            if point is not None:
                self.record.better(*point, settled=True)
                self._settled = self._pausing = True  # it may be good enough: the other line knows
            yield
            yield from self._try(Wish(self._known[self.decisions.start_positions]))
        elif self._large:  # its relaxation takes long: plan for a few scenarios meanwhile
            guess = starts_for_a_few(self.model, self.decisions, seed=self.seed, watch=self.watch, seconds=self.seconds)
            if guess is not None:
                yield from self._try(Wish(guess))
        while True:
            if self._relaxed and not self._settled:
                yield from self._open(self._relaxed.popleft())
            elif self._wishes:
                yield from self._try(self._wishes.popleft())
            else:
                self.idle = self.record.values is None or not self._turns.improve()
                yield

    def _open(self, relaxed: Floats) -> Iterator[None]:
        """Round the relaxation; try away what it hardly wants."""
        best, lowest = None, self._lowest
        for starts in self._opening.rounded(relaxed):
            if starts.tobytes() in self._tried:
                continue
            self._tried.add(starts.tobytes())
            cost = self._rounding.cost(starts)
            yield
            if cost < lowest:
                best, lowest = starts, cost
                if self._large:  # a plan now is worth more than a better one later
                    yield from self._make(best, lowest)
            elif best is not None:
                break  # those that begin less cost more still
        if best is None or self._large:
            return
        yield from self._make(best, lowest)
        for without in self._opening.doubtful(best, relaxed):
            fewer = np.minimum(best, without)
            cost = self._rounding.cost(fewer, near=True)
            if cost < lowest:
                best, lowest = fewer, cost
            yield
        if lowest < self._lowest:
            yield from self._make(best, lowest)

    def _try(self, wish: Wish) -> Iterator[None]:
        """Make a plan with these starts if they are new, and cheaper than those of the best plan as far as can be told
        with orders of any size."""
        if wish.starts.tobytes() in self._tried:
            return
        self._tried.add(wish.starts.tobytes())
        cost = wish.cost
        if cost is None or not self._large:
            cost = self._rounding.cost(wish.starts)
            yield
        if cost < self._lowest:
            yield from self._make(wish.starts, cost)

    def _make(self, starts: Floats, cost: float) -> Iterator[None]:
        self._lowest = cost
        for point in self._rounding.plans(starts, thorough=not self._large):
            if point is not None:
                self.record.better(*point, settled=True)
            yield
