"""Decides how the branch that holds the bound back is closed without splitting it: item by item, then path by path."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np

from planner.solve.apart import Apart, unheard
from planner.solve.branching import Branch, StartSearch
from planner.solve.items import Items
from planner.solve.lifting import Lifting
from planner.solve.session import How, Session, Watch
from planner.solve.singly import HOPED, LEAST_LIFT, Singly
from planner.solve.task import Task
from planner.solve.whole import Whole


class Closings:
    """The branch in hand, and what both lines do to lift its bound.

    Attributes:
        mine, beside: the parts of it of either line; None where none is in hand.
        lifts: by how much each item lifted the bound when last it was tried.
        opening: whether the whole is still to be tried, before it is branched on.
    """

    def __init__(
        self, task: Task, whole: Whole, session: Session, *, watches: tuple[Watch, Watch], known: Mapping[int, float]
    ) -> None:
        """Take the model with its relaxation, the session that branches are solved in, and what each item lifted the
        bound of a like case by."""
        self._task = task
        self._whole = whole
        self._session = session
        self._watches = watches
        self.lifts = dict(known)
        self.mine: Lifting | None = None
        self.beside: Lifting | None = None
        self._branch: Branch | None = None
        self._ordered = 0.0  # the most that whole orders along paths lifted the bound of a branch by
        self._helped = self._others_done = False
        self.opening = not known

    @cached_property
    def _items(self) -> Items:
        return Items(self._task.model, self._whole)

    def begin(self, search: StartSearch, ordered: float) -> bool:
        """Take the branch in hand that holds the bound back, where that may settle it; False where none is.

        Args:
            search: whose branch it is.
            ordered: by how much whole orders lifted the bound along the paths of the whole.
        """
        branch = search.holding
        while self._branch is None and branch is not None:
            hoped = sum(self.lifts.values()) if branch.tried == 0 else max(ordered, self._ordered)
            first = branch.tried == 0 and not self.lifts
            last = branch.tried == 0 and not search.undecided(branch)
            hopeful = first or last or branch.relaxed + HOPED * hoped >= search.enough
            if not hopeful and branch.tried == 0:
                return False
            branch.tried += 1
            hopeful &= branch.tried == 1 or bool(branch.fixed)  # the paths of the whole are planned elsewhere
            whole = self._at(branch, search) if hopeful else None
            if whole is not None:
                parts = self._singly(whole, last=last) if branch.tried == 1 else self._along_paths(whole)
                self._branch, (self.mine, self.beside) = branch, parts
                self._exchange(search)
            branch = search.holding
        return self._branch is not None

    def go(self, search: StartSearch) -> How:
        """Go on with the branch in hand."""
        branch, mine = self._branch, self.mine
        assert branch is not None
        assert mine is not None
        how = How.LIMIT if mine.finished else mine.go()
        branch.bound = max(branch.bound, mine.bound)
        if branch.bound >= search.enough or (mine.finished and self._others_done):
            self._put_down(mine)
        search.lifted(branch)
        return How.LIMIT if how is How.INFEASIBLE else how  # a part without a plan is no proof: its costs are rounded

    @property
    def waiting(self) -> bool:
        """Whether this line is done with its parts and the other, when last it was met, was not."""
        return self.mine is not None and self.mine.finished and not self._others_done

    def meet(self, search: StartSearch, *, helped: bool) -> None:
        """Tell both lines what the other has done; share what is left where the other line has nothing better to do."""
        self._helped = helped
        self._exchange(search)

    def _exchange(self, search: StartSearch) -> None:
        mine, beside = self.mine, self.beside
        if mine is None or beside is None:
            return
        mine.enough = beside.enough = search.enough
        if self._helped:
            mine.share(beside)
        beside.share(mine)
        mine.others, beside.others = beside.lift, mine.lift
        if isinstance(mine, Singly) and isinstance(beside, Singly):
            mine.ahead, beside.ahead = beside.hopes, mine.hopes
            for parts in (mine, beside):
                if parts.finished and parts.lifts:
                    parts.look_longer()
        self._others_done = beside.finished
        self._learn(beside)

    def _learn(self, parts: Lifting) -> None:
        """Take note of what parts lifted; those of the other line only while it waits."""
        if isinstance(parts, Singly):
            self.lifts.update(parts.lifts)
        elif isinstance(parts, Apart):
            self._ordered = max(self._ordered, parts.ordered)

    def _put_down(self, mine: Lifting) -> None:
        self._learn(mine)
        self._branch = self.mine = self.beside = None
        self.opening = False

    def _at(self, branch: Branch, search: StartSearch) -> Whole | None:
        """The model of a branch at its own prices; None where they are not found."""
        if not branch.fixed:
            return self._whole
        if search.solved(branch.fixed, branch) is None:
            return None
        return self._whole.within(branch.fixed, branch.relaxed, self._session)

    def _singly(self, whole: Whole, *, last: bool) -> tuple[Singly, Singly]:
        known, least = self.lifts, LEAST_LIFT * max(1.0, abs(whole.bound))
        todo = [item for item in self._items.decided if known.get(item, np.inf) >= least]
        todo.sort(key=lambda item: -known.get(item, np.inf))
        first, second = (
            Singly(
                whole,
                self._items,
                part,
                dict(known),
                last=last,
                seed=self._task.seed,
                watch=watch,
                seconds=self._task.seconds,
            )
            for part, watch in zip((todo, ()), self._watches, strict=True)
        )
        return first, second

    def _along_paths(self, whole: Whole) -> tuple[Apart, Apart]:
        first, second = (
            Apart(
                whole,
                part,
                self._task.decisions.starts,
                seed=self._task.seed,
                watch=watch,
                seconds=self._task.seconds,
                told=unheard,
                trail=None,
            )
            for part, watch in zip((whole.leaves, ()), self._watches, strict=True)
        )
        return first, second
