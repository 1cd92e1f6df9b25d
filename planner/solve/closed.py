"""Decides how the branches a like case ended with are closed again: at the prices that closed them, with what is known.

Any prices prove something of a branch. At those that closed it in the like case, items of which no figure has changed
lift the bound by as much as they did there; only the others are planned anew. No relaxation is solved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from planner.solve.arrays import Arrays, Floats, held
from planner.solve.branching import StartSearch
from planner.solve.items import Items
from planner.solve.prices import Priced, priced
from planner.solve.session import How, Watch
from planner.solve.singly import Singly
from planner.solve.task import Task
from planner.solve.trail import Closed, Fixed, Trail

ROOM = 200_000_000
"""Bytes of prices that are kept at most."""


@dataclass(slots=True)
class Kept:
    """What proved the branches that are closed, as far as there is room.

    Attributes:
        closed: by what is decided in the branch.
    """

    closed: dict[Fixed, Closed] = field(default_factory=dict)
    _room: int = ROOM

    def keep(self, fixed: Mapping[int, float], duals: Floats, lifts: Mapping[int, float]) -> None:
        """Keep what proved a branch: prices, and by how much items lifted what these prove."""
        if duals.nbytes <= self._room:
            self._room -= duals.nbytes
            self.closed[_fixed(fixed)] = Closed(duals, dict(lifts))


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

    def begin(self, search: StartSearch) -> bool:
        """Whether a branch is in hand: one of those that a search is to be led to, where that may close it."""
        while self._parts is None and self._known and search.enough < float("inf"):
            ahead = search.splits.ahead
            ahead.sort(key=lambda one: _fixed(one[0]) in self._known)  # the last is the next
            if not ahead or _fixed(ahead[-1][0]) not in self._known:
                self._known.clear()
                break
            fixed, _ = ahead[-1]
            closed = self._known.pop(_fixed(fixed))
            at = priced(held(self._arrays, fixed), closed.duals)
            if self._items.only_in(self.changed, at.loose):
                self._parts = self._planned(at, closed.lifts)
        return self._parts is not None

    def go(self, search: StartSearch) -> How:
        """Go on with the branch in hand."""
        parts = self._parts
        assert parts is not None
        parts.enough = search.enough
        over = parts.bound >= parts.enough or parts.finished
        how = How.LIMIT if over else parts.go()
        if parts.bound >= parts.enough:
            self._kept.keep(search.splits.ahead[-1][0], parts.priced.duals, parts.lifts)
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
            last=False,
            seed=self._task.seed,
            watch=self._watch,
            seconds=self._task.seconds,
        )


def _fixed(fixed: Mapping[int, float]) -> Fixed:
    return frozenset(fixed.items())
