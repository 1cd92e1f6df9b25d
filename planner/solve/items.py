"""Decides what each item costs at least by itself: planned alone with whole orders, at the prices of the relaxation.

What several items have a part in (units built, lost and late, starts) is in the model of each of them; the prices of
rows that several hold are shared equally, and so is what rows leave over of a column's cost (Guignard and Kim 1987,
Lagrangean decomposition, with the multipliers of the relaxation). All scenarios stay together, as paths planned alone
do not; what stays behind is what brings items together: a supplier's capacity, a shipment's weight, the tail.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.model.build import Model
from planner.solve.arrays import Arrays, Floats, Ints, cut_out, entries_of
from planner.solve.decisions import belonging_of
from planner.solve.whole import Whole


@dataclass(frozen=True, slots=True)
class Share:
    """The model of one item.

    Attributes:
        part: its rows and columns, at its share of their costs.
        relaxed: what the relaxed plan of the whole costs in it.
    """

    part: Arrays
    relaxed: float


class Items:
    """A model with its cuts, ready to be taken apart into its items.

    A row that speaks of one item belongs to it. A row of units built, lost and late belongs to every item that all the
    products it speaks of may be built of; a row of starts alone to every item whose other rows speak of them all.
    All others stay behind, at their price.

    Attributes:
        decided: the items with something whole to decide.
    """

    def __init__(self, model: Model, whole: Whole) -> None:
        """Take a model with the cuts of its relaxation."""
        facts, arrays = model.sets.facts, whole.arrays
        self._arrays = arrays
        self._lengths = lengths = np.diff(arrays.starts)
        about = belonging_of(model)
        item, product, start = about.item[arrays.index], about.product[arrays.index], about.start[arrays.index]
        row_of = np.repeat(np.arange(len(lengths)), lengths)
        rows = len(lengths)
        highest, lowest = np.full(rows, -1), np.full(rows, len(facts.items))
        np.maximum.at(highest, row_of, item)
        np.minimum.at(lowest, row_of, np.where(item >= 0, item, len(facts.items)))
        single = np.where(highest == lowest, highest, -1)
        apart = highest < 0
        apart[row_of[~(start | (product >= 0))]] = False
        built = np.zeros(rows, dtype=bool)
        built[row_of[product >= 0]] = True
        begun = np.flatnonzero(apart & ~built).astype(np.int32)
        self._rows: list[Ints] = []
        for i in range(len(facts.items)):
            uses = np.array([any(i in dict(facts.designs[d].use) for d in each.designs) for each in facts.products])
            other = (product >= 0) & ~np.append(uses, False)[product]
            strange = np.zeros(rows, dtype=bool)
            strange[row_of[other]] = True
            mine = np.flatnonzero((single == i) | (apart & built & ~strange)).astype(np.int32)
            known = np.zeros(len(about.item), dtype=bool)
            known[arrays.index[entries_of(arrays, mine)]] = True
            mine = np.concatenate([mine, self._all_known(begun, known)])
            self._rows.append(np.sort(mine))
        self._columns = [np.unique(arrays.index[entries_of(arrays, mine)]).astype(np.int32) for mine in self._rows]
        self._holders = np.bincount(np.concatenate(self._rows), minlength=rows)
        self._sharers = np.bincount(np.concatenate(self._columns), minlength=len(about.item))
        self.decided = tuple(i for i, columns in enumerate(self._columns) if arrays.integer[columns].any())

    def share(self, item: int, whole: Whole) -> Share:
        """The model of one item, in the whole or in a branch of it."""
        a, mine, columns = whole.arrays, self._rows[item], self._columns[item]
        at = entries_of(a, mine)
        priced = np.repeat(whole.duals[mine] / self._holders[mine], self._lengths[mine])
        paid = np.bincount(np.searchsorted(columns, a.index[at]), weights=a.value[at] * priced, minlength=len(columns))
        cost: Floats = paid + whole.reduced[columns] / self._sharers[columns]
        return Share(cut_out(a, mine, columns, cost), float(cost @ whole.values[columns]))

    def _all_known(self, rows: Ints, known: NDArray[np.bool_]) -> Ints:
        """Of some rows those that speak of known columns alone."""
        unknown = ~known[self._arrays.index[entries_of(self._arrays, rows)]]
        row_of = np.repeat(np.arange(len(rows)), self._lengths[rows])
        all_known: Ints = rows[np.bincount(row_of[unknown], minlength=len(rows)) == 0]
        return all_known
