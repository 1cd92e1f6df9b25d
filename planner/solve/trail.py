"""Decides what of a proof is kept for planning a like case again: the way to its end, and what was proven on it.

A case whose figures have changed a little is proven along the way by which the last one was: from the basis of its
relaxation and with the same cuts (at the new figures), straight to the branches its searches ended with. However
these are decided they cover all there is, so that a way that leads nowhere costs time, no more. Each is closed again
at its old prices (``closed.py``) or solved anew; what is trusted is by how much an item lifts the bound at prices,
where its figures say that nothing of it has changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import count

import highspy
import numpy as np

from planner.solve.arrays import Arrays, Floats
from planner.solve.cuts import Key

Name = tuple[str, int, int]
"""A start: its family, its number in the facts, its node."""

Steps = tuple[Name | None, ...]
"""What a search decided, from the top: a start and then its two sides, first not begun, then begun; None for an end."""


Fixed = frozenset[tuple[int, float]]
"""What is decided in a branch: columns and how they are held."""


@dataclass(frozen=True, slots=True)
class Closed:
    """What proved that a branch need not be searched.

    Attributes:
        duals: the prices of the model's rows, those of its cuts last.
        lifts: by how much each item, planned alone at these prices, lifts the bound that they prove.
        basis: of its relaxation; None where that was not worth the time.
    """

    duals: Floats
    lifts: Mapping[int, float]
    basis: bytes | None


@dataclass(frozen=True, slots=True)
class Trail:
    """How the bound of a plan was proven.

    Attributes:
        shape: of the model: the same for models that differ in figures alone.
        basis: of its relaxation with the cuts, one byte for each column and row; for models of that shape.
        cuts: what they are about, in the order of their rows.
        search: the search over starts.
        paths: those of the paths planned alone, by last node.
        items: by how much each item planned alone lifted the bound.
        by_paths: whether these lifted the bound most.
        closed: what proved some of the branches the search ended with.
        figures: of each item, what is the same where nothing of it has changed; none where nothing was closed.
    """

    shape: bytes
    basis: bytes
    cuts: tuple[Key, ...]
    search: Steps
    paths: Mapping[int, Steps]
    items: Mapping[int, float]
    by_paths: bool
    closed: Mapping[Fixed, Closed]
    figures: tuple[bytes, ...]


class Splits:
    """The tree of a search: which column was decided in which branch, and the branches another search ended with.

    Attributes:
        ahead: of these, what is decided in each that is still to be solved, and its number; the next one last.
    """

    def __init__(self, names: Mapping[int, Name]) -> None:
        """Begin a search.

        Args:
            names: of the starts that may be decided, by column.
        """
        self.ahead: list[tuple[dict[int, float], int]] = []
        self._names = names
        self._at: dict[int, tuple[int, int, int]] = {}
        self._numbers = count(1)

    def number(self) -> int:
        """The number of another branch; the first has 0."""
        return next(self._numbers)

    def split(self, number: int, column: int, sides: Sequence[int | None]) -> None:
        """A branch was split at a column; ``sides`` are the numbers of both, None for one without a point."""
        zero, one = (self.number() if side is None else side for side in sides)
        self._at[number] = (column, zero, one)

    def follow(self, steps: Steps) -> None:
        """Split from the first branch on as another search did. Whatever the steps say, the branches they lead to cover
        all there is: a start that is decided already is an end; of one that there is not, the first side is taken."""
        todo: list[tuple[dict[int, float], int]] = [({}, 0)]
        for column in _columns(steps, {name: column for column, name in self._names.items()}):
            fixed, number = todo.pop()
            if column < 0 or column in fixed:
                self.ahead.append((fixed, number))
            else:
                sides = self.number(), self.number()
                self.split(number, column, sides)
                todo += [({**fixed, column: side}, at) for side, at in ((1.0, sides[1]), (0.0, sides[0]))]
            if not todo:
                break
        self.ahead = [*todo, *reversed(self.ahead)]

    @property
    def steps(self) -> Steps:
        """How the search went."""
        found: list[Name | None] = []
        todo = [0]
        while todo:
            split = self._at.get(todo.pop())
            found.append(None if split is None else self._names[split[0]])
            if split is not None:
                todo += [split[2], split[1]]
        return tuple(found)


def _columns(steps: Steps, at: Mapping[Name, int]) -> list[int]:
    """The columns of some steps, -1 for an end; read from the back, where both sides of a start come before it."""
    sides: list[list[int]] = []
    for start in reversed(steps):
        if start is None:
            sides.append([-1])
            continue
        zero = sides.pop() if sides else [-1]
        one = sides.pop() if sides else [-1]
        sides.append([at[start], *zero, *one] if start in at else zero)
    return sides[-1] if sides else [-1]


def shape_of(arrays: Arrays) -> bytes:
    """What is the same for models that differ in figures alone: which columns are in which rows, and whole."""
    found = blake2b(digest_size=16)
    for part in (arrays.starts, arrays.index, arrays.integer):
        found.update(np.ascontiguousarray(part).tobytes())
    return found.digest()


def written(basis: highspy.HighsBasis) -> bytes:
    """A basis, one byte for each column and then for each row."""
    return bytes([status.value for status in (*basis.col_status, *basis.row_status)])


def read(statuses: bytes, columns: int) -> highspy.HighsBasis:
    """The basis of a model with so many columns."""
    kinds = {int(kind): kind for kind in highspy.HighsBasisStatus.__members__.values()}
    found = highspy.HighsBasis()
    found.col_status = [kinds[one] for one in statuses[:columns]]
    found.row_status = [kinds[one] for one in statuses[columns:]]
    found.valid = True
    return found
