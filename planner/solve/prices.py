"""Decides what prices of a model's rows prove: what it costs at least, row by row and column by column (weak duality).

Any prices prove something, those of a relaxation's optimum as much as the relaxation itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.solve.arrays import Arrays, Floats

NOTHING = 1e-9
"""What prices leave over of a column's cost is nothing up to here, as a share of all that is added up in it: prices are
no more exact. Costs that are almost nothing instead let the solver's search for cuts take minutes (HiGHS 1.15)."""


@dataclass(frozen=True, slots=True)
class Priced:
    """A model at prices of its rows.

    Attributes:
        arrays: the model.
        duals: the prices; 0 where a row has no such side.
        reduced: what the prices leave over of each column's cost.
        by_row, by_column: what they prove of each.
        loose: whether there are columns of which they prove nothing; ``by_column`` is 0 there.
    """

    arrays: Arrays
    duals: Floats
    reduced: Floats
    by_row: Floats
    by_column: Floats
    loose: bool

    @property
    def bound(self) -> float:
        """What the model costs at least, unless columns are loose."""
        return float(self.arrays.offset + self.by_row.sum() + self.by_column.sum())


def priced(arrays: Arrays, duals: Floats) -> Priced:
    """A model at prices, one a row."""
    sides = np.where(duals > 0.0, arrays.row_lower, arrays.row_upper)
    duals = np.where(np.isfinite(sides), duals, 0.0)
    by_row = duals * np.where(np.isfinite(sides), sides, 0.0)
    terms = arrays.value * np.repeat(duals, np.diff(arrays.starts))
    reduced = arrays.cost - np.bincount(arrays.index, weights=terms, minlength=len(arrays.cost))
    size = np.abs(arrays.cost) + np.bincount(arrays.index, weights=np.abs(terms), minlength=len(arrays.cost))
    reduced[np.abs(reduced) <= NOTHING * size] = 0.0
    ends = np.where(reduced > 0.0, arrays.lower, arrays.upper)
    ended = np.isfinite(ends)
    loose = ~ended & (reduced != 0.0)
    by_column = reduced * np.where(ended, ends, 0.0)
    return Priced(arrays, duals, reduced, by_row, by_column, bool(loose.any()))
