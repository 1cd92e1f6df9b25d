"""Decides how the branches a like case ended with are closed again: at the prices that closed them, with what is known.

Any prices prove something of a branch. At those that closed it in the like case, items of which no figure has changed
lift the bound by as much as they did there; only the others are planned anew. No relaxation is solved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import highspy

from planner.solve.arrays import Arrays, Floats, held
from planner.solve.branching import StartSearch
from planner.solve.items import Items
from planner.solve.prices import Priced, priced
from planner.solve.session import How, Watch
from planner.solve.singly import Patience, Singly
from planner.solve.task import Task
from planner.solve.trail import Closed, Fixed, Trail, written

ROOM = 64_000_000
"""Bytes of prices that are kept at most."""


@dataclass(slots=True)
class Kept:
    """What proved the branches that are closed, as far as there is room.

    Attributes:
        closed: by what is decided in the branch.
        room: bytes that are left.
    """

    closed: dict[Fixed, Closed] = field(default_factory=dict)
    room: int = ROOM

    def keep(
        self,
        decided: Mapping[int, float],
        duals: Floats,
        lifts: Mapping[int, float],
        basis: highspy.HighsBasis | bytes | None,
    ) -> None:
        """Keep what proved that a branch need not be searched, unless something is kept of it already."""
        fixed = frozenset(decided.items())
        if fixed not in self.closed and duals.nbytes <= self.room:
            self.room -= duals.nbytes
            told = written(basis) if isinstance(basis, highspy.HighsBasis) else basis
            self.closed[fixed] = Closed(duals, dict(lifts), told)


class Again:
    """The branches a like case ended with that are still to be closed again.

    Attributes:
        changed: the items of which a figure has changed.
    """

    def __init__(self, task: Task, trail: Trail, items: Items, arrays: Arrays, kept: Kept, *, watch: Watch) -> None:
        """Take the trail of a case of the same shape, and the model's items and arrays with the same cuts."""
        self._task = task
        self._items = items
        self._arrays = arrays
        self._kept = kept
        self._watch = watch
        self._hoped = trail.items
        self._known = dict(trail.closed)
        both = zip(items.figures, trail.figures, strict=True) if self._known else ()
        self.changed = tuple(i for i, (now, before) in enumerate(both) if now != before)
        self._parts: Singly | None = None
        self._basis: bytes | None = None

    def begin(self, search: StartSearch) -> bool:
        """Whether a branch is in hand: one of those that a search is to be led to, where that may close it."""
        if search.branches.over:
            return False
        while self._parts is None and self._known and search.enough < float("inf"):
            ahead = search.splits.ahead
            ahead.sort(key=lambda one: frozenset(one[0].items()) in self._known)  # the last is the next
            fixed = ahead[-1][0] if ahead else {}
            closed = self._known.pop(frozenset(fixed.items()), None) if ahead else None
            if closed is None:
                self._known.clear()
                break
            at = priced(held(self._arrays, fixed), closed.duals)
            if not at.loose:
                self._parts, self._basis = self._planned(at, closed.lifts), closed.basis
        return self._parts is not None

    def go(self, search: StartSearch) -> How:
        """Go on with the branch in hand."""
        parts = self._parts
        assert parts is not None
        parts.enough = search.enough
        over = parts.bound >= parts.enough or parts.finished
        how = How.LIMIT if over else parts.go()
        if parts.bound >= parts.enough:
            self._kept.keep(search.splits.ahead[-1][0], parts.priced.duals, parts.lifts, self._basis)
            search.skip(parts.bound)
            self.end()
        elif parts.finished:
            self.end()
        return how

    def end(self) -> None:
        """Stop what is under way."""
        if self._parts is not None:
            self._parts.end()
            self._parts = None

    def _planned(self, at: Priced, lifts: Mapping[int, float]) -> Singly:
        return Singly(
            at,
            self._items,
            self.changed,
            hoped=self._hoped,
            gains={},
            lifts={item: lift for item, lift in lifts.items() if item not in self.changed},
            patience=Patience.BRIEF,
            seed=self._task.seed,
            watch=self._watch,
            seconds=self._task.seconds,
        )
