"""Decides how a branch is lifted item by item: each planned alone for a while, the most promising first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from planner.solve.items import Items
from planner.solve.lifting import Lifting
from planner.solve.session import How, Session, Watch
from planner.solve.whole import Whole

EFFORT = 16
"""How much search an item is given first, in pauses of the solver."""

MORE = 120
"""How much again, where a little more is enough or the branch cannot be split."""

AGAIN = 0.25
"""Items are searched again where so much more of what they lifted would be enough."""

HOPED = 2.0
"""No more items are tried where so many times what they lifted elsewhere would not be enough."""

LEAST_LIFT = 2e-6
"""An item that lifts the bound by less, as a share of it, is not tried again."""

EXACT = 1e-5
"""Gap to which an item is searched."""


class Singly(Lifting):
    """The items of one line of work.

    Attributes:
        lifts: by how much each item tried lifts the bound.
        ahead: what the other line still hopes of its items, as it was told last.
    """

    def __init__(
        self,
        whole: Whole,
        items: Items,
        todo: Sequence[int],
        hoped: Mapping[int, float],
        *,
        last: bool,
        seed: int,
        watch: Watch,
        seconds: Callable[[], float],
    ) -> None:
        """Take some items of a model or a branch of it, the first first.

        Args:
            whole: the model or the branch.
            items: of the model.
            todo: which.
            hoped: by how much each item lifted the bound elsewhere.
            last: whether all of them are to be tried, whatever is hoped of them.
            seed: for the solver.
            watch: asked whether to stop; its meter counts the work.
            seconds: how much time is left.
        """
        super().__init__(whole.bound, finished=not todo)
        self._whole = whole
        self._items = items
        self._todo = [(item, EFFORT) for item in todo]
        self._hoped = hoped
        self._last = last
        self._seed = seed
        self._watch = watch
        self._seconds = seconds
        self.lifts: dict[int, float] = {}
        self.ahead = 0.0
        self._longer = False
        self._settled: set[int] = set()

    @property
    def lift(self) -> float:
        """By how much these items lift the bound."""
        return sum(self.lifts.values())

    @property
    def hopes(self) -> float:
        """By how much what is left to do may lift the bound; without end where nothing is known of it."""
        return sum(self._hope(item, effort) for item, effort in self._todo)

    def go(self) -> How:
        """Plan the next item alone for a while."""
        item, effort = self._todo.pop(0)
        share = self._items.share(item, self._whole)
        session = Session(share.part, seed=self._seed, threads=1)
        session.option("mip_heuristic_effort", 0.0)  # its plans are of no use
        ending = session.solve(self._watch, seconds=self._seconds(), gap=EXACT, effort=effort)
        lift = 0.0 if ending.bound is None else ending.bound - share.relaxed
        self.lifts[item] = max(lift, self.lifts.get(item, 0.0))
        if ending.how is How.OPTIMAL:
            self._settled.add(item)
        if not self._todo:
            self.look_longer()
        self._give_up()
        return How.TIME if ending.how is How.TIME else How.LIMIT

    def look_longer(self) -> None:
        """Go on, once, with what lifted the bound, where a little more is enough or the branch cannot be split."""
        enough = self._last or self.bound + AGAIN * (self.lift + self.others) >= self.enough
        if self._todo or self._longer or self.bound >= self.enough or not enough:
            return
        self._longer = True
        worth = sorted(self.lifts, key=lambda one: -self.lifts[one])
        self._todo = [(one, MORE) for one in worth if self._worth_it(one)]
        self.finished = not self._todo

    def share(self, other: Lifting) -> None:
        """Hand half of the items left to a line that is done with its own."""
        assert isinstance(other, Singly)
        if other.finished and not self.finished:
            other._todo, self._todo = self._todo[1::2], self._todo[::2]
            moved = [item for item, _ in other._todo if item in self.lifts]
            other.lifts.update({item: self.lifts.pop(item) for item in moved})
            other.finished = not other._todo

    def _give_up(self) -> None:
        """End where nothing is left, the bound is high enough, or cannot be hoped to become so."""
        bound = self.bound
        hopeless = not self._last and bound + HOPED * (self.hopes + self.ahead) < self.enough
        self.finished = not self._todo or bound >= self.enough or hopeless

    def _hope(self, item: int, effort: int) -> float:
        return self._hoped.get(item, float("inf")) if effort == EFFORT else AGAIN * self.lifts[item]

    def _worth_it(self, item: int) -> bool:
        """Whether more search of an item may lift the bound by more."""
        return item not in self._settled and self.lifts[item] >= LEAST_LIFT * max(1.0, abs(self._whole.bound))
