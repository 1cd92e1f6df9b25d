"""Decides how the branch that holds the bound back is closed without splitting it: item by item, then path by path."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, partial

import numpy as np

from planner.solve.apart import Apart, unheard
from planner.solve.branch import Branch
from planner.solve.branching import StartSearch
from planner.solve.closed import Kept
from planner.solve.items import Items
from planner.solve.meter import Meter
from planner.solve.session import How, Session, Watch
from planner.solve.singly import HOPED, LEAST_LIFT, Patience, Singly
from planner.solve.task import Task
from planner.solve.together import together
from planner.solve.whole import Whole


class _Paths:
    """The paths of a branch, half of them beside the others."""

    def __init__(self, task: Task, whole: Whole, watch: Watch) -> None:
        self._watch = watch
        self._watches = tuple(Watch(watch.stopping, meter=Meter()) for _ in range(2))
        self._halves = tuple(
            Apart(
                whole,
                whole.leaves[at::2],
                task.decisions.starts,
                seed=task.seed,
                watch=each,
                seconds=task.seconds,
                told=unheard,
                trail=None,
            )
            for at, each in enumerate(self._watches)
        )
        self.enough = float("inf")

    @property
    def bound(self) -> float:
        """What all paths prove together."""
        first, second = self._halves
        return first.bound + second.lift

    @property
    def ordered(self) -> float:
        """By how much whole orders lifted the bound."""
        return sum(half.ordered for half in self._halves)

    @property
    def finished(self) -> bool:
        """Whether no path is expected to lift the bound further, or it is high enough."""
        return self.bound >= self.enough or all(half.finished for half in self._halves)

    def go(self) -> How:
        """Search a path of either half."""
        first, second = self._halves
        before = [each.meter.spent for each in self._watches]
        together(partial(_go_on, first), partial(_go_on, second))
        self._watch.meter.spent += max(each.meter.spent - was for each, was in zip(self._watches, before, strict=True))
        first.share(second)
        second.share(first)
        return How.LIMIT

    def end(self) -> None:
        """Nothing is under way between two searches."""


def _go_on(half: Apart) -> None:
    if not half.finished:
        half.go()


class Closings:
    """The branch in hand, and what lifts its bound.

    Attributes:
        lifts: by how much each item lifted the bound when last it was tried.
        opening: whether the whole is still to be tried before it is branched on.
    """

    def __init__(
        self,
        task: Task,
        whole: Whole,
        session: Session,
        *,
        watch: Watch,
        kept: Kept,
        known: Mapping[int, float],
        opening: bool,
    ) -> None:
        """Take a model with its relaxation.

        Args:
            task: what is planned.
            whole: the model.
            session: that branches are solved in.
            watch: asked whether to stop; its meter counts the work.
            kept: where to keep what closed a branch.
            known: by how much each item lifted the bound of a like case.
            opening: whether the whole is to be tried before it is branched on.
        """
        self._task = task
        self._whole = whole
        self._session = session
        self._watch = watch
        self.lifts = dict(known)
        self._gains: dict[int, float] = {}
        self._branch: Branch | None = None
        self._parts: Singly | _Paths | None = None
        self._ordered = 0.0  # the most that whole orders along paths lifted the bound of a branch by
        self.opening = opening
        self._kept = kept

    @cached_property
    def items(self) -> Items:
        """The model's."""
        return Items(self._task.model, self._whole.arrays)

    def begin(self, search: StartSearch, ordered: float) -> bool:
        """Whether a branch is in hand: the one that holds the bound back is taken where that may settle it.

        Args:
            search: whose branch it is.
            ordered: by how much whole orders lifted the bound along the paths of the whole.
        """
        branch = search.holding
        while self._branch is None and branch is not None:
            hoped = sum(self.lifts.values()) if branch.tried == 0 else max(ordered, self._ordered)
            first = branch.tried == 0 and (self.opening or not self.lifts)
            last = branch.tried == 0 and not search.undecided(branch)
            hopeful = first or last or branch.relaxed + HOPED * hoped >= search.enough
            if not hopeful and branch.tried == 0:
                return False
            branch.tried += 1
            hopeful &= branch.tried == 1 or bool(branch.fixed)  # the paths of the whole are planned elsewhere
            whole = self._at(branch, search) if hopeful else None
            if whole is not None:
                one_by_one = branch.tried == 1
                self._parts = self._singly(whole, last=last) if one_by_one else _Paths(self._task, whole, self._watch)
                self._branch = branch
            branch = search.holding
        return self._branch is not None

    def go(self, search: StartSearch) -> How:
        """Go on with the branch in hand."""
        branch, parts = self._branch, self._parts
        assert branch is not None
        assert parts is not None
        parts.enough = search.enough
        how = How.LIMIT if parts.finished else parts.go()
        branch.bound = max(branch.bound, parts.bound)
        if branch.bound >= search.enough or parts.finished:
            self._put_down(parts)
        search.lifted(branch)
        return How.LIMIT if how is How.INFEASIBLE else how  # a part without a plan is no proof: its costs are rounded

    def end(self) -> None:
        """Stop what is under way."""
        if self._parts is not None:
            self._put_down(self._parts)

    def _put_down(self, parts: Singly | _Paths) -> None:
        parts.end()
        branch = self._branch
        if isinstance(parts, Singly):
            if branch is not None and parts.bound >= parts.enough:
                self._kept.keep(branch.fixed, parts.priced.duals, parts.lifts, branch.basis)
            self.lifts.update(parts.lifts)
            self._gains.update(parts.gains)
        else:
            self._ordered = max(self._ordered, parts.ordered)
        self._branch = self._parts = None
        self.opening = False

    def _at(self, branch: Branch, search: StartSearch) -> Whole | None:
        """The model of a branch at its own prices; None where they are not found."""
        if not branch.fixed:
            return self._whole
        if not search.branches.returned(branch):
            return None
        return self._whole.within(branch.fixed, branch.relaxed, self._session)

    def _singly(self, whole: Whole, *, last: bool) -> Singly:
        known, least = self.lifts, LEAST_LIFT * max(1.0, abs(whole.bound))
        todo = [item for item in self.items.decided if known.get(item, np.inf) >= least]
        todo.sort(key=lambda item: -known.get(item, 0.0))
        return Singly(
            whole.priced,
            self.items,
            todo,
            hoped=dict(known),
            gains=self._gains,
            lifts={},
            patience=Patience.UTMOST if last else Patience.HOPEFUL,
            seed=self._task.seed,
            watch=self._watch,
            seconds=self._task.seconds,
        )
