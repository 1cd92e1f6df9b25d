"""Decides how a PuLP problem becomes arrays: one pass over its rows, one hand-over to the solver."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

import numpy as np
import pulp
from numpy.typing import NDArray

SECONDS_A_COLUMN = 3e-5

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]

LARGE = 100_000
"""One solve of the relaxation of a model with more columns takes half a minute and more."""


@dataclass(frozen=True, slots=True)
class Arrays:
    """A minimisation: cost * x + offset, row_lower <= A x <= row_upper, lower <= x <= upper, some x whole.

    ``starts``, ``index`` and ``value`` hold A row by row; one entry a column in ``cost``, ``lower``, ``upper`` and
    ``integer``, one a row in ``row_lower``, ``row_upper`` and ``rows`` (the rows' codes).
    """

    cost: Floats
    offset: float
    lower: Floats
    upper: Floats
    integer: NDArray[np.bool_]
    row_lower: Floats
    row_upper: Floats
    starts: Ints
    index: Ints
    value: Floats
    rows: tuple[str, ...]

    @property
    def size(self) -> tuple[int, int, int]:
        """Columns, rows, entries of A."""
        return len(self.cost), len(self.row_lower), len(self.value)


def arrays_of(problem: pulp.LpProblem) -> Arrays:
    """The arrays of a PuLP minimisation; columns in the order of ``problem.variables()``."""
    columns: list[Any] = problem.variables()
    place = {column: at for at, column in enumerate(columns)}
    cost = np.zeros(len(columns))
    for column, factor in problem.objective.items():
        cost[place[column]] = factor
    rows: list[Any] = list(problem.constraints() if callable(problem.constraints) else problem.constraints.values())
    sums = [row.expr for row in rows]
    sense = np.array([row.sense for row in rows], dtype=int)
    right = np.array([-row.constant for row in rows], dtype=float)
    # Many millions of entries: the loops over them run inside numpy and itertools.
    lengths = np.fromiter(map(len, sums), dtype=np.int32, count=len(sums))
    return Arrays(
        cost,
        float(problem.objective.constant),
        np.array([-np.inf if column.lowBound is None else column.lowBound for column in columns], dtype=float),
        np.array([np.inf if column.upBound is None else column.upBound for column in columns], dtype=float),
        np.array([column.cat == pulp.LpInteger for column in columns], dtype=bool),
        np.where(sense == pulp.LpConstraintLE, -np.inf, right),
        np.where(sense == pulp.LpConstraintGE, np.inf, right),
        np.concatenate([np.zeros(1, dtype=np.int32), np.cumsum(lengths, dtype=np.int32)]),
        np.fromiter(map(place.__getitem__, chain.from_iterable(sums)), dtype=np.int32, count=int(lengths.sum())),
        np.fromiter(chain.from_iterable(each.values() for each in sums), dtype=float, count=int(lengths.sum())),
        tuple(row.name for row in rows),
    )


def extended(arrays: Arrays, terms: list[dict[int, float]], rights: list[float]) -> Arrays:
    """The same with more rows below: for each, sum of factor * column (by position) <= right."""
    starts: list[int] = [int(arrays.starts[-1])]
    index: list[int] = []
    value: list[float] = []
    for row in terms:
        index.extend(row.keys())
        value.extend(row.values())
        starts.append(starts[0] + len(index))
    return replace(
        arrays,
        row_lower=np.concatenate([arrays.row_lower, np.full(len(terms), -np.inf)]),
        row_upper=np.concatenate([arrays.row_upper, np.array(rights, dtype=np.float64)]),
        starts=np.concatenate([arrays.starts, np.array(starts[1:], dtype=np.int32)]),
        index=np.concatenate([arrays.index, np.array(index, dtype=np.int32)]),
        value=np.concatenate([arrays.value, np.array(value, dtype=np.float64)]),
        rows=(*arrays.rows, *(f"cut_{at}" for at in range(len(terms)))),
    )


def held(arrays: Arrays, fixed: Mapping[int, float]) -> Arrays:
    """The same where some columns, by position, stay as they are told."""
    lower, upper = arrays.lower.copy(), arrays.upper.copy()
    columns = np.array(list(fixed), dtype=np.int32)
    lower[columns] = upper[columns] = list(fixed.values())
    return replace(arrays, lower=lower, upper=upper)


def part_of(arrays: Arrays, free: NDArray[np.bool_], values: Floats) -> tuple[Arrays, Ints]:
    """The problem in which only some columns are free and all others stay at a point.

    Args:
        arrays: the whole.
        free: by column.
        values: where the others stay, by column.

    Returns:
        The smaller problem, its offset so that its objective is the whole's, and the positions of its columns in the
        whole. Rows without a free column are left out.
    """
    columns = np.flatnonzero(free).astype(np.int32)
    place = np.full(len(free), -1, dtype=np.int32)
    place[columns] = np.arange(len(columns), dtype=np.int32)
    lengths = np.diff(arrays.starts)
    row_of = np.repeat(np.arange(len(lengths)), lengths)
    inside = free[arrays.index]
    outside = ~inside
    held = np.bincount(
        row_of[outside], weights=arrays.value[outside] * values[arrays.index[outside]], minlength=len(lengths)
    )
    kept_lengths = np.bincount(row_of[inside], minlength=len(lengths))
    kept = kept_lengths > 0
    rest = np.where(free, 0.0, values)
    part = Arrays(
        arrays.cost[columns],
        arrays.offset + float(arrays.cost @ rest),
        arrays.lower[columns],
        arrays.upper[columns],
        arrays.integer[columns],
        (arrays.row_lower - held)[kept],
        (arrays.row_upper - held)[kept],
        np.concatenate([np.zeros(1, dtype=np.int32), np.cumsum(kept_lengths[kept], dtype=np.int32)]),
        place[arrays.index[inside]],
        arrays.value[inside],
        (),
    )
    return part, columns


def entries_of(arrays: Arrays, rows: Ints) -> Ints:
    """The positions of all entries of some rows, row by row."""
    return spans(arrays.starts, rows)


def spans(starts: Ints, which: Ints) -> Ints:
    """The positions in some parts of a whole, part by part; each ends where the next begins."""
    lengths = np.diff(starts)[which]
    first = starts[which] - (np.cumsum(lengths) - lengths)
    found: Ints = (np.arange(int(lengths.sum())) + np.repeat(first, lengths)).astype(np.int32)
    return found


def cut_out(arrays: Arrays, rows: Ints, columns: Ints, cost: Floats) -> Arrays:
    """Some rows alone, at costs of their own.

    Args:
        arrays: the whole.
        rows: which, ascending.
        columns: all that these rows speak of, ascending.
        cost: one a column of the part.
    """
    at = entries_of(arrays, rows)
    return Arrays(
        cost,
        0.0,
        arrays.lower[columns],
        arrays.upper[columns],
        arrays.integer[columns],
        arrays.row_lower[rows],
        arrays.row_upper[rows],
        np.concatenate([np.zeros(1, dtype=np.int32), np.cumsum(np.diff(arrays.starts)[rows], dtype=np.int32)]),
        np.searchsorted(columns, arrays.index[at]).astype(np.int32),
        arrays.value[at],
        (),
    )


def excess(arrays: Arrays, values: Floats) -> float:
    """By how much a point breaks a row at most, as a share of what is added up in it (of 1 where that is less)."""
    row_of = np.repeat(np.arange(len(arrays.row_lower)), np.diff(arrays.starts))
    terms = arrays.value * values[arrays.index]
    left = np.bincount(row_of, weights=terms, minlength=len(arrays.row_lower))
    size = np.bincount(row_of, weights=np.abs(terms), minlength=len(arrays.row_lower))
    beyond = np.maximum(arrays.row_lower - left, left - arrays.row_upper)
    return float((beyond / np.maximum(size, 1.0)).max(initial=0.0))


def turn_of(arrays: Arrays) -> float:
    """How much work a line does between two meetings with the other, in the seconds of a ``Meter``."""
    return max(1.0, SECONDS_A_COLUMN * len(arrays.cost))
