"""Decides how the bound is lifted: the relaxation, rounds of cuts, then a search over starts, a few solves a turn."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np

from planner.model.build import Model
from planner.solve.arrays import LARGE, Arrays, Floats, part_of
from planner.solve.branching import Branch, StartSearch
from planner.solve.cuts import Cuts
from planner.solve.decisions import Decisions
from planner.solve.record import Record
from planner.solve.relaxation import Relaxation
from planner.solve.session import How, Session, Watch

ROUNDS_A_TURN = 4
"""Rounds of cuts in a turn."""

SOLVES_A_TURN = 12
"""Relaxations solved in a turn of the search over starts."""

SOLVES_A_TURN_OF_LARGE = 4
"""The same for a large model."""

Found = tuple[list[Floats], list[Floats]]
"""Relaxed plans, one value a column; and starts of which a plan should be made."""


class Proof:
    """The line of work that lifts the bound.

    What the other line finds is told between turns alone, so that the same case and seed take the same steps however
    fast either line runs.

    Attributes:
        how: LIMIT while there is more to do; OPTIMAL when the bound can be lifted no more; else why it ended.
    """

    def __init__(
        self,
        model: Model,
        arrays: Arrays,
        decisions: Decisions,
        record: Record,
        *,
        gap: float,
        seed: int,
        watch: Watch,
        seconds: Callable[[], float],
    ) -> None:
        self.decisions = decisions
        self.record = record
        self._gap = gap
        self._seed = seed
        self.watch = watch
        self.seconds = seconds
        self.how = How.LIMIT
        self.relaxation = Relaxation(arrays, Cuts(model), seed=seed, watch=watch, seconds=seconds, told=record.bounded)
        self._solves = SOLVES_A_TURN_OF_LARGE if len(arrays.cost) > LARGE else SOLVES_A_TURN
        self._unread: Floats | None = None
        self._found: tuple[Floats, float] | None = None
        self._ceiling: float | None = None
        self._search: StartSearch | None = None

    def turn(self) -> None:
        """A few solves."""
        if self.how is not How.LIMIT:
            return
        root = self.relaxation
        if not root.solved:
            root.solve()
            self._unread = root.values
        elif not root.finished:
            if not root.tighten(ROUNDS_A_TURN):
                self._unread = root.values
        else:
            self._branch()
        if root.how is not How.OPTIMAL:
            self.how = root.how

    def _branch(self) -> None:
        """A turn of the search over starts; where no branch is open, the lowest leaf."""
        search = self._started()
        search.ceiling = self._ceiling
        how = search.run(self._solves)
        if how is How.OPTIMAL:
            leaf = search.leaf()
            if leaf is not None:
                how = self._finish(leaf, search)
            elif self._ceiling is None and search.left_out == np.inf:
                how = How.INFEASIBLE
        self.how = how

    def _finish(self, leaf: Branch, search: StartSearch) -> How:
        """Lift the bound of a leaf by the solver's own branch and cut, over its orders and what is not decided in it.

        Starts that are whole in its relaxation without having been decided may be otherwise in its best plan; they are
        held only where the relaxation says that any other way costs too much.
        """
        whole = leaf.values.copy()
        held = search.held(leaf)
        whole[held] = np.round(whole[held])
        free = np.ones(len(whole), dtype=bool)
        free[held] = False
        part, columns = part_of(self._strong, free, whole)
        session = Session(part, seed=self._seed, threads=1)
        session.option("mip_heuristic_effort", 0.0)  # plans are found elsewhere
        enough = None if search.enough == np.inf else search.enough
        best = self.record.values
        if best is not None and np.array_equal(np.round(best[held]), whole[held]):
            session.offer(best[columns])
        ending = session.solve(self.watch, seconds=self.seconds(), gap=0.0, enough=enough)
        if ending.values is not None and ending.objective is not None:
            whole[columns] = ending.values
            self._found = (whole, ending.objective)
        if ending.how is How.INFEASIBLE:
            return How.LIMIT
        leaf.bound = max(leaf.bound, ending.bound if ending.bound is not None else -np.inf)
        if ending.how is How.OPTIMAL:  # nothing is left to search in it
            search.left_out = min(search.left_out, leaf.bound)
        elif not search.leave_out(leaf.bound):
            search.leaves.append(leaf)
        search.tell()
        return How.LIMIT if ending.how in (How.OPTIMAL, How.STOPPED, How.LIMIT) else ending.how

    def meet(self) -> Found:
        """Tell what was found, and learn what the best plan costs.

        Relaxed plans are told when there is the first, and when the cuts are in.
        """
        if self._found is not None:
            self.record.better(*self._found)
        relaxed = [self._unread] if self._unread is not None else []
        self._found = self._unread = None
        self._ceiling = self.record.objective
        wishes: list[Floats] = []
        if self._search is not None:
            wishes, self._search.wishes = self._search.wishes, []
        return relaxed, wishes

    @property
    def on_leaves(self) -> bool:
        """Whether the next turn is a long one: branch and cut in a leaf."""
        return self._search is not None and not self._search.open and bool(self._search.leaves)

    @cached_property
    def _strong(self) -> Arrays:
        """The model with the cuts that bind; made when first a leaf is met."""
        return self.relaxation.strengthened()

    def _started(self) -> StartSearch:
        if self._search is None:
            self._search = StartSearch(
                self.relaxation,
                self.decisions,
                gap=self._gap,
                watch=self.watch,
                seconds=self.seconds,
                told=self.record.bounded,
            )
        return self._search
