"""Decides how a plan is improved: the orders of one item, and all that hangs on them, are set free and solved again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

import numpy as np

from planner.model.build import Model
from planner.solve.arrays import LARGE, Arrays, Floats, part_of
from planner.solve.decisions import Belonging, belonging_of
from planner.solve.record import Record
from planner.solve.session import Session, Watch

EFFORT = 30
"""How much search one neighbourhood is given at first, in pauses of the solver."""

SHARPER = 4
"""So many times as much search, and as small a gap, is it given once a round over all items has brought nothing."""

LEVELS = 1
"""How often that is done at most, in a large model; in others the other line would wait for it."""

LEAST_GAIN = 2e-6
"""A round that makes a plan cheaper by less, as a share of it, has brought nothing."""

SHARES = 4
"""An item is solved again to the gap asked for, divided by this and by the number of items: each can save a little."""


class Neighbourhoods:
    """Improves the best plan of a record by solving parts of it again, the rest held."""

    def __init__(
        self,
        model: Model,
        arrays: Arrays,
        record: Record,
        *,
        seed: int,
        watch: Watch,
        seconds: Callable[[], float],
    ) -> None:
        self.model = model
        self.arrays = arrays
        self.record = record
        self.seed = seed
        self.watch = watch
        self.seconds = seconds
        self.about: Belonging = belonging_of(model)
        facts = model.sets.facts
        self.items = [
            sorted({item for d in product.designs for item, _ in facts.designs[d].use}) for product in facts.products
        ]
        tolled: dict[int, set[int]] = defaultdict(set)
        for offer in facts.offers:
            tolled[offer.item].update(item for item, _ in offer.tolling)
        self.materials = tolled

    @property
    def count(self) -> int:
        """Items whose orders are placed or not, or come in lots."""
        return len({int(i) for i in self.about.item[self.arrays.integer & ~self.about.start] if i >= 0})

    def lumpy(self) -> list[int]:
        """The items whose orders are placed or not, or come in lots; those on which most is spent first."""
        values = self.record.values
        if values is None:
            return []
        about, whole = self.about.item, self.arrays.integer & ~self.about.start
        spent = np.bincount(about[about >= 0], weights=np.abs(self.arrays.cost * values)[about >= 0])
        return sorted({int(i) for i in about[whole] if i >= 0}, key=lambda i: -spent[i])

    def item(self, i: int, *, gap: float, effort: int) -> None:
        """Solve the orders of one item again, starts and other items' orders as they are."""
        self._solve(self._about([p for p, used in enumerate(self.items) if i in used], {i}), gap, effort)

    def _about(self, products: Iterable[int], items: Iterable[int]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """The columns to set free: of these products and items, of their materials, and of nothing in particular."""
        about = self.about
        wanted = set(items)
        wanted |= {material for item in wanted for material in self.materials.get(item, ())}
        loose = (about.item < 0) & (about.product < 0) & ~about.start
        return loose | np.isin(about.item, list(wanted)) | np.isin(about.product, list(products))

    def _solve(self, free: np.ndarray[tuple[int], np.dtype[np.bool_]], gap: float, effort: int) -> None:
        values = self.record.values
        if values is None:
            return
        whole = _tidy(values, self.arrays)
        part, columns = part_of(self.arrays, free, whole)
        session = Session(part, seed=self.seed, threads=1)
        session.offer(whole[columns])
        ending = session.solve(self.watch, seconds=self.seconds(), gap=gap, effort=effort)
        if ending.values is not None and ending.objective is not None:
            whole[columns] = ending.values
            self.record.better(whole, ending.objective)


class Turns:
    """Decides whose turn it is: one item after another, in rounds; with more search once a round brings nothing."""

    def __init__(self, near: Neighbourhoods, gap: float) -> None:
        self.near = near
        self.gap = gap / (SHARES * max(1, near.count))
        self._levels = LEVELS if len(near.arrays.cost) > LARGE else 0
        self._round: list[int] = []
        self._level = 0
        self._began: float | None = None  # what the plan cost when the round began
        self._left: float | None = None  # and after the last turn

    def improve(self) -> bool:
        """Try a neighbourhood; False when none is left that could still help."""
        best = self.near.record.objective
        if best is None:
            return False
        if best != self._left:  # another plan has come
            self._level, self._round, self._began = 0, self.near.lumpy(), best
        elif not self._round:
            if self._began is not None and self._began - best < LEAST_GAIN * max(1.0, abs(best)):
                self._level += 1
            self._round, self._began = self.near.lumpy() if self._level <= self._levels else [], best
        self._left = best
        if not self._round:
            return False
        sharper = SHARPER**self._level
        self.near.item(self._round.pop(0), gap=self.gap / sharper, effort=EFFORT * sharper)
        self._left = self.near.record.objective
        return True


def _tidy(values: Floats, arrays: Arrays) -> Floats:
    """The point with whole values whole and nothing beyond its bounds."""
    tidy = np.where(arrays.integer, np.round(values), values)
    return np.clip(tidy, arrays.lower, arrays.upper)
