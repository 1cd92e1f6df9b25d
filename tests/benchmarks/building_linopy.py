"""Decides how the rows of five families are written in linopy: each as arrays of terms, the form it takes best."""

from __future__ import annotations

from typing import Any

import linopy
import numpy as np
import xarray as xr

from planner.model.sets import Sets
from tests.benchmarks.building_plain import Plain

SIGNS = ("<=", ">=", "=")


class Written:
    """The model in linopy; who stands in which row comes from the plain loops."""

    def __init__(self, sets: Sets, bounds: dict[tuple[int, int], float]) -> None:
        self.plain = Plain(sets, bounds)
        self.m = linopy.Model()
        self.columns: list[tuple[int, int, Any]] = []

    def make(self) -> None:
        """A variable for each run of columns that are alike."""
        self.plain.make()
        upper, whole = np.array(self.plain.high), np.array(self.plain.whole)
        alike = np.flatnonzero((upper[1:] != upper[:-1]) | (whole[1:] != whole[:-1])) + 1
        for first, end in zip([0, *alike.tolist()], [*alike.tolist(), len(upper)], strict=True):
            binary = bool(whole[first]) and upper[first] == 1.0
            kinds = {"binary": True} if binary else {"integer": bool(whole[first]), "lower": 0.0}
            variable = self.m.add_variables(coords=[range(end - first)], dims=["at"], name=f"from_{first}", **kinds)
            self.columns.append((first, end, variable))

    def family(self, name: str) -> None:
        """The rows of a family, those of each sense together."""
        plain = self.plain
        row, entry = len(plain.least), len(plain.index)
        getattr(plain, name)()
        least, most = np.array(plain.least[row:]), np.array(plain.most[row:])
        lengths = np.diff(np.array(plain.starts[row:]))
        index, value = np.array(plain.index[entry:], dtype=np.int64), np.array(plain.value[entry:])
        rows = np.repeat(np.arange(len(lengths)), lengths)
        rights = (most, least, least)
        which = (np.isneginf(least), np.isposinf(most), least == most)
        for sign, chosen, right in zip(SIGNS, which, rights, strict=True):
            if chosen.any():
                place = np.cumsum(chosen) - 1
                mine = chosen[rows]
                terms = self._terms(place[rows[mine]], index[mine], value[mine], int(chosen.sum()))
                self.m.add_constraints(terms, sign, xr.DataArray(right[chosen], dims=["row"]), name=f"{name} {sign}")

    def _terms(self, rows: Any, index: Any, value: Any, height: int) -> Any:
        """Sum over runs of columns of coefficient * column, each a table of rows by terms, 0 where there is none."""
        total = None
        for first, end, variable in self.columns:
            mine = (index >= first) & (index < end)
            if not mine.any():
                continue
            at = rows[mine]
            order = np.argsort(at, kind="stable")
            at = at[order]
            term = np.arange(len(at)) - np.searchsorted(at, at)
            position = np.zeros((height, int(term.max()) + 1), dtype=np.int64)
            factor = np.zeros(position.shape)
            position[at, term] = index[mine][order] - first
            factor[at, term] = value[mine][order]
            dims = ["row", "term"]
            picked = variable.isel(at=xr.DataArray(position, dims=dims))
            part = (picked * xr.DataArray(factor, dims=dims)).sum("term")
            total = part if total is None else total + part
        return total


def handed_over(sets: Sets, bounds: dict[tuple[int, int], float]) -> tuple[int, int, int]:
    """The model written and handed to HiGHS by linopy itself; its size."""
    written = Written(sets, bounds)
    written.make()
    for name in ("orders", "waiting", "leaving", "stocks", "builds"):
        written.family(name)
    written.m.add_objective((0.0 * written.columns[0][2]).sum())
    solver = written.m.to_highspy()
    return solver.getNumCol(), solver.getNumRow(), solver.getNumNz()
