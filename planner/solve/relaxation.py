"""Decides the root of the search: the linear relaxation, and the cuts that lift its bound round by round."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from math import ceil

from planner.solve.arrays import LARGE, Arrays, Floats, extended
from planner.solve.cuts import Cut, Cuts, Key
from planner.solve.session import Ending, How, Session, Watch
from planner.solve.trail import Trail, read

MOST_ROUNDS = 12
"""Rounds of cuts at most."""

LEAST_LIFT = 2e-5
"""A round that lifts the bound by less, as a share of it, is the last."""

LEAST_LIFT_OF_LARGE = 9e-7
"""The same for a large model, whose rounds take long the more columns it has: times the root of their number."""


DEEPEST = 0.1
"""Of the cuts that a large model breaks so many are added at a time, the deepest: a tenth does nearly all that all do,
in half the time."""


class Relaxation:
    """The relaxation of a model, and of the model with the cuts it breaks.

    Attributes:
        how: how the last solve ended.
        session: loaded with the relaxation and its cuts, at their optimum.
        values, bound: the last optimum; None before the first.
        finished: whether more rounds would lift the bound no more.
    """

    def __init__(
        self,
        arrays: Arrays,
        cuts: Cuts,
        *,
        seed: int,
        watch: Watch,
        seconds: Callable[[], float],
        told: Callable[[float], None],
    ) -> None:
        """Take a model.

        Args:
            arrays: the model.
            cuts: finds the cuts a point breaks.
            seed: for the solver.
            watch: asked whether to stop.
            seconds: how much time is left.
            told: told each proven bound.
        """
        self.arrays = arrays
        self.cuts = cuts
        self.watch = watch
        self.seconds = seconds
        self.told = told
        self.how = How.LIMIT
        self.session = Session(arrays, seed=seed, threads=1)
        self.session.relax(True)
        self.values: Floats | None = None
        self.bound: float | None = None
        self.finished = False
        self._kept: list[Cut] = []
        columns = len(arrays.cost)
        self._large = columns > LARGE
        self._least_lift = LEAST_LIFT_OF_LARGE * columns**0.5 if self._large else LEAST_LIFT
        self._rounds = 0

    @property
    def solved(self) -> bool:
        """Whether the relaxation itself is solved."""
        return self.values is not None

    def solve(self) -> None:
        """The relaxation itself."""
        ending = self._solved()
        self.how = ending.how
        if ending.how is not How.OPTIMAL or ending.values is None or ending.objective is None:
            self.how = How.FAILED if ending.how is How.OPTIMAL else ending.how
            self.finished = True
            return
        self.values, self.bound = ending.values, ending.objective
        self.told(ending.objective)
        self.session.stay_warm()

    def resume(self, trail: Trail, *, alike: bool) -> None:
        """Solve the relaxation with the cuts of a trail that this model has too; from its basis where it is of the same
        shape."""
        found = [self.cuts.about(key) for key in trail.cuts]
        self._kept = [cut for cut in found if cut is not None]
        self.session.rows([cut.terms for cut in self._kept], [cut.right for cut in self._kept])
        if alike and len(self._kept) == len(found):
            self.session.return_to(read(trail.basis, len(self.arrays.cost)))
        self.solve()
        self.finished = True

    @property
    def about(self) -> tuple[Key, ...]:
        """What the cuts are about, in the order of their rows."""
        return tuple(cut.key for cut in self._kept)

    def tighten(self) -> bool:
        """A round of cuts: those that the last optimum breaks; the relaxation with them. True when more may help."""
        self._tighten()
        return not self.finished

    def _tighten(self) -> None:
        values = self.values
        if self.finished or values is None or self.bound is None:
            return
        broken = self.cuts.broken(values)
        self._rounds += 1
        self.finished = not broken or self._rounds >= MOST_ROUNDS
        if not broken:
            return
        if self._large:
            broken = heapq.nlargest(ceil(DEEPEST * len(broken)), broken, key=lambda cut: cut.depth(values))
        before = self.bound
        self.add(broken)
        self.finished |= self.bound - before < self._least_lift * max(1.0, abs(self.bound))

    def add(self, cuts: list[Cut]) -> None:
        """The relaxation with more cuts. They are left out again where the solver loses its way."""
        self.session.rows([cut.terms for cut in cuts], [cut.right for cut in cuts])
        ending = self._solved()
        if ending.how is not How.OPTIMAL or ending.values is None or ending.objective is None:
            self.how, self.finished = ending.how, True
            return
        self._kept += cuts
        self._shed()
        self.values, self.bound = ending.values, ending.objective
        self.told(ending.objective)

    def _solved(self) -> Ending:
        """What is loaded, solved from the last basis; afresh where the solver loses its way from there and calls a
        relaxation optimal of which it has no point."""
        ending = self.session.solve(self.watch, seconds=self.seconds())
        if ending.how is How.OPTIMAL and ending.objective is None:
            self.session.forget()
            ending = self.session.solve(self.watch, seconds=self.seconds())
        return ending

    def _shed(self) -> None:
        """Forget the cuts that do not bind: a search from here on is twice as fast. The session is at its optimum again
        for its prices to be read."""
        self._kept = [self._kept[at] for at in self.session.shed(len(self.arrays.row_lower))]
        self.session.solve(self.watch, seconds=self.seconds())

    def tightened(self) -> Arrays:
        """The model with the cuts that bind: row by row what the session is loaded with."""
        return extended(self.arrays, [cut.terms for cut in self._kept], [cut.right for cut in self._kept])
