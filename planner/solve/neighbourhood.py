"""Decides how a plan is improved: one product, or one start, and all that hangs on it, is set free and solved again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

import numpy as np

from planner.model.build import Model
from planner.solve.arrays import Arrays, Floats
from planner.solve.decisions import Belonging, Decisions, belonging_of
from planner.solve.record import Record
from planner.solve.session import Session, Watch

EFFORT = 30
"""How much search one neighbourhood is given, in pauses of the solver."""


A_TURN = 4
"""Neighbourhoods tried in a turn."""


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

    def products(self) -> list[int]:
        """The products whose part of the best plan costs most beyond its bare need, the dearest first."""
        values = self.record.values
        facts = self.model.sets.facts
        if values is None:
            return []
        weight = np.zeros(len(facts.products))
        priced = self.arrays.cost * values
        for p in range(len(facts.products)):
            weight[p] = float(priced[self.about.product == p].sum())
            for item in self.items[p]:
                weight[p] += float(priced[(self.about.item == item) & self.arrays.integer].sum())
        return [int(p) for p in np.argsort(-weight, kind="stable")]

    def product(self, p: int, *, gap: float) -> bool:
        """Solve one product and its items again, starts as they are; True when the plan got better."""
        return self._solve(self._about({p}, self.items[p]), gap)

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
        session = Session(self.arrays, seed=self.seed)
        held = np.flatnonzero(~free).astype(np.int32)
        at = _tidy(values, self.arrays)[held]
        session.bounds(held, at, at)
        session.offer(values)
        ending = session.solve(self.watch, seconds=self.seconds(), gap=gap, effort=EFFORT)
        if ending.values is None or ending.objective is None:
            return False
        return self.record.better(ending.values, ending.objective)


class Turns:
    """Decides whose turn it is: products that have not been tried since the plan last changed, then starts."""

    def __init__(self, near: Neighbourhoods, decisions: Decisions, gap: float) -> None:
        self.near = near
        self.groups = list(dict.fromkeys(start.group for start in decisions.starts))
        self.gap = gap
        self.tired: set[object] = set()

    def improve(self) -> bool:
        """Try a few neighbourhoods; False when none is left that could still help."""
        tried = 0
        for p in self.near.products():
            if p not in self.tired and tried < A_TURN:
                tried += 1
                self._note(p, self.near.product(p, gap=self.gap))
        for group in self.groups:
            if group not in self.tired and tried < A_TURN:
                tried += 1
                self._note(group, self.near.start(group, gap=self.gap))
        return tried > 0

    def _note(self, what: object, helped: bool) -> None:
        if helped:
            self.tired.clear()
        self.tired.add(what)


def _tidy(values: Floats, arrays: Arrays) -> Floats:
    """The point with whole values whole and nothing beyond its bounds."""
    tidy = np.where(arrays.integer, np.round(values), values)
    return np.clip(tidy, arrays.lower, arrays.upper)
