"""Decides how a plan is improved: one product, or one start, and all that hangs on it, is set free and solved again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

import numpy as np

from planner.model.build import Model
from planner.solve.arrays import Arrays, Floats, part_of
from planner.solve.decisions import Belonging, Decisions, belonging_of
from planner.solve.record import Record
from planner.solve.session import Session, Watch

EFFORT = 30
"""How much search one neighbourhood is given, in pauses of the solver."""


class Neighbourhoods:
    """Improves the best plan of a record by solving parts of it again, the rest held."""

    def __init__(
        self,
        model: Model,
        arrays: Arrays,
        decisions: Decisions,
        record: Record,
        *,
        seed: int,
        watch: Watch,
        seconds: Callable[[], float],
    ) -> None:
        self.model = model
        self.arrays = arrays
        self.decisions = decisions
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

    def lumpy(self) -> list[int]:
        """The items whose orders are placed or not, or come in lots; those on which most is spent first."""
        values = self.record.values
        if values is None:
            return []
        about, whole = self.about.item, self.arrays.integer & ~self.about.start
        spent = np.bincount(about[about >= 0], weights=np.abs(self.arrays.cost * values)[about >= 0])
        return sorted({int(i) for i in about[whole] if i >= 0}, key=lambda i: -spent[i])

    def item(self, i: int, *, gap: float) -> bool:
        """Solve the orders of one item again, starts and other items' orders as they are; True when better."""
        return self._solve(self._about([p for p, used in enumerate(self.items) if i in used], {i}), gap)

    def start(self, group: tuple[str, int], *, gap: float) -> bool:
        """Solve one start again with the items it is about and the products they go into; True when better."""
        facts = self.model.sets.facts
        family, index = group
        if family == "redesigned":
            products = {facts.redesigns[index].product}
        else:
            offers = facts.qualifications[index].offers if family == "qualified" else (facts.contracts[index].offer,)
            items = {facts.offers[o].item for o in offers}
            products = {p for p, used in enumerate(self.items) if items & set(used)}
        free = self._about(products, {item for p in products for item in self.items[p]})
        for start in self.decisions.starts:
            if start.group == group:
                free[start.position] = True
        return self._solve(free, gap)

    def _about(self, products: Iterable[int], items: Iterable[int]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """The columns to set free: of these products and items, of their materials, and of nothing in particular."""
        about = self.about
        wanted = set(items)
        wanted |= {material for item in wanted for material in self.materials.get(item, ())}
        loose = (about.item < 0) & (about.product < 0) & ~about.start
        return loose | np.isin(about.item, list(wanted)) | np.isin(about.product, list(products))

    def _solve(self, free: np.ndarray[tuple[int], np.dtype[np.bool_]], gap: float) -> bool:
        values = self.record.values
        if values is None:
            return False
        whole = _tidy(values, self.arrays)
        part, columns = part_of(self.arrays, free, whole)
        session = Session(part, seed=self.seed, threads=1)
        session.offer(values[columns])
        ending = session.solve(self.watch, seconds=self.seconds(), gap=gap, effort=EFFORT)
        if ending.values is None or ending.objective is None:
            return False
        whole[columns] = ending.values
        return self.record.better(whole, ending.objective)


class Turns:
    """Decides whose turn it is: items that have not been tried since the plan last changed near them, then starts."""

    def __init__(self, near: Neighbourhoods, decisions: Decisions, gap: float) -> None:
        self.near = near
        self.groups = list(dict.fromkeys(start.group for start in decisions.starts))
        self.gap = gap
        self.tired: set[object] = set()

    def improve(self) -> bool:
        """Try a neighbourhood; False when none is left that could still help."""
        for i in self.near.lumpy():
            if i not in self.tired:
                self._note(i, self.near.item(i, gap=self.gap))
                return True
        for group in self.groups:
            if group not in self.tired:
                self._note(group, self.near.start(group, gap=self.gap))
                return True
        return False

    def _note(self, what: object, helped: bool) -> None:
        if helped:
            self.tired.clear()
        self.tired.add(what)


def _tidy(values: Floats, arrays: Arrays) -> Floats:
    """The point with whole values whole and nothing beyond its bounds."""
    tidy = np.where(arrays.integer, np.round(values), values)
    return np.clip(tidy, arrays.lower, arrays.upper)
