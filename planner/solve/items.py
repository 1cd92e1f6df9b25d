"""Decides what each item costs at least by itself: planned alone with whole orders, at the prices of the relaxation.

What several items have a part in (units built, lost and late, starts) is in the model of each of them; the prices of
rows that several hold are shared equally, and so is what rows leave over of a column's cost (Guignard and Kim 1987,
Lagrangean decomposition, with the multipliers of the relaxation). All scenarios stay together, as paths planned alone
do not; what stays behind is what brings items together: a supplier's capacity, a shipment's weight, the tail.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from planner.model.build import Model
from planner.solve.arrays import Arrays, Floats, Ints, cut_out, entries_of, spans
from planner.solve.decisions import belonging_of
from planner.solve.prices import Priced


@dataclass(frozen=True, slots=True)
class Share:
    """The model of one item.

    Attributes:
        part: its rows and columns, at its share of their costs.
        least: what the prices alone prove that it costs.
    """

    part: Arrays
    least: float


class Items:
    """A model with its cuts, ready to be taken apart into its items.

    A row that speaks of one item belongs to it. A row of units built, lost and late belongs to every item that all the
    products it speaks of may be built of; a row of starts alone to every item whose other rows speak of them all.
    All others stay behind, at their price.

    Attributes:
        decided: the items with something whole to decide.
    """

    def __init__(self, model: Model, arrays: Arrays) -> None:
        """Take a model, and its arrays with the cuts of its relaxation."""
        facts = model.sets.facts
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

    def share(self, item: int, priced: Priced) -> Share:
        """The model of one item, in the whole or in a branch of it, at prices."""
        a, mine, columns = priced.arrays, self._rows[item], self._columns[item]
        at, holders, sharers = entries_of(a, mine), self._holders[mine], self._sharers[columns]
        each = np.repeat(priced.duals[mine] / holders, self._lengths[mine])
        paid = np.bincount(np.searchsorted(columns, a.index[at]), weights=a.value[at] * each, minlength=len(columns))
        cost: Floats = paid + priced.reduced[columns] / sharers
        least = (priced.by_row[mine] / holders).sum() + (priced.by_column[columns] / sharers).sum()
        return Share(cut_out(a, mine, columns, cost), float(least))

    @cached_property
    def figures(self) -> tuple[bytes, ...]:
        """Of each item a digest of all that its model hangs on beside the prices: two models of the same shape in which
        it is the same have, at the same prices and with the same columns held, the same model of the item.

        That is its rows, its columns, and what all other rows too say of its columns: their prices are in its costs.
        """
        a = self._arrays
        row_of = np.repeat(np.arange(len(self._lengths), dtype=np.int32), self._lengths)
        by_column = np.argsort(a.index, kind="stable")
        counts = np.bincount(a.index, minlength=len(a.cost))
        first = np.concatenate([np.zeros(1, dtype=np.int32), np.cumsum(counts, dtype=np.int32)])
        sided = np.isfinite(a.row_lower) + 2 * np.isfinite(a.row_upper)  # of one side that is missing no price counts
        found = []
        for mine, columns in zip(self._rows, self._columns, strict=True):
            at = by_column[spans(first, columns)]
            told = blake2b(digest_size=16)
            for part in (
                *(mine, self._holders[mine], a.row_lower[mine], a.row_upper[mine]),
                *(
                    columns,
                    self._sharers[columns],
                    a.cost[columns],
                    a.lower[columns],
                    a.upper[columns],
                    a.integer[columns],
                ),
                *(row_of[at], a.index[at], a.value[at], sided[row_of[at]]),
            ):
                told.update(np.ascontiguousarray(part).tobytes())
            found.append(told.digest())
        return tuple(found)

    def _all_known(self, rows: Ints, known: NDArray[np.bool_]) -> Ints:
        """Of some rows those that speak of known columns alone."""
        unknown = ~known[self._arrays.index[entries_of(self._arrays, rows)]]
        row_of = np.repeat(np.arange(len(rows)), self._lengths[rows])
        all_known: Ints = rows[np.bincount(row_of[unknown], minlength=len(rows)) == 0]
        return all_known
