"""Decides how the oracle asks HiGHS: columns and rows gathered plainly, solved to gap 0, then with integers fixed."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field

import highspy
import numpy as np

Key = Hashable
INFINITY = math.inf
_RAY = 1e-9


@dataclass
class Sum:
    """A linear expression: coefficients by column, and a constant."""

    terms: dict[Key, float] = field(default_factory=dict)
    constant: float = 0.0

    def add(self, factor: float, what: Key | Sum) -> Sum:
        """Adds ``factor`` times a column or another sum, and returns itself."""
        if isinstance(what, Sum):
            for key, value in what.terms.items():
                self.terms[key] = self.terms.get(key, 0.0) + factor * value
            self.constant += factor * what.constant
        else:
            self.terms[what] = self.terms.get(what, 0.0) + factor
        return self

    def value(self, at: Mapping[Key, float]) -> float:
        return self.constant + sum(factor * at[key] for key, factor in self.terms.items())


def total(columns: Iterable[Key], factor: float = 1.0) -> Sum:
    made = Sum()
    for one in columns:
        made.add(factor, one)
    return made


@dataclass(frozen=True)
class Solved:
    status: str
    objective: float | None
    values: dict[Key, float]


class Program:
    """A mixed-integer program to minimise, gathered column by column and row by row."""

    def __init__(self) -> None:
        self.columns: dict[Key, tuple[float, float, bool]] = {}
        self.rows: list[tuple[Sum, float, float]] = []
        self.switches: list[tuple[Key, float, Sum]] = []
        self.objective = Sum()

    def column(self, key: Key, low: float = 0.0, high: float = INFINITY, whole: bool = False) -> Key:
        if key in self.columns:
            raise KeyError(f"twice: {key}")
        self.columns[key] = (low, high, whole)
        return key

    def at_most(self, left: Sum, right: float | Sum = 0.0) -> None:
        self._row(left, right, -INFINITY, 0.0)

    def at_least(self, left: Sum, right: float | Sum = 0.0) -> None:
        self._row(left, right, 0.0, INFINITY)

    def equal(self, left: Sum, right: float | Sum = 0.0) -> None:
        self._row(left, right, 0.0, 0.0)

    def only_if(self, column: Key, most: float, switch: Sum) -> None:
        """``column`` is 0 unless the whole-number ``switch`` is at least 1; ``most`` is more than it can need."""
        self.switches.append((column, most, switch))

    def _row(self, left: Sum, right: float | Sum, low: float, high: float) -> None:
        made = Sum().add(1.0, left)
        made.add(-1.0, right if isinstance(right, Sum) else Sum(constant=right))
        self.rows.append((made, low, high))

    def wholes(self) -> list[Key]:
        return [key for key, (_, _, whole) in self.columns.items() if whole]

    def solve(self) -> Solved:
        """To gap 0, then again with the integers fixed, so that the objective is exact to LP accuracy.

        Branch and cut is run twice, with presolve and without, and the better plan counts: HiGHS 1.15.1 now and then
        proves a plan best that is not (one tiny case in a thousand).
        """
        rows = self._rows_with_switches()
        if not self.wholes():
            return self._run(rows, {})
        found = [self._run(rows, {}, presolve) for presolve in ("on", "off")]
        ended = [one for one in found if one.status == "optimal"]
        if not ended:
            return found[0]
        exact = [self.solve_with({key: float(round(one.values[key])) for key in self.wholes()}) for one in ended]
        return min((one for one in exact if one.objective is not None), key=lambda one: one.objective or 0.0)

    def solve_with(self, fixed: Mapping[Key, float]) -> Solved:
        """The linear program that is left when every integer is fixed; switches act without any bound of ours."""
        rows = list(self.rows)
        shut = [key for key, _, switch in self.switches if switch.value(fixed) < 0.5]
        rows += [(total([key]), 0.0, 0.0) for key in shut]
        return self._run(rows, fixed)

    def _rows_with_switches(self) -> list[tuple[Sum, float, float]]:
        rows = list(self.rows)
        for key, most, switch in self.switches:
            rows.append((total([key]).add(-most, switch), -INFINITY, 0.0))
        return rows

    def _run(self, rows: list[tuple[Sum, float, float]], fixed: Mapping[Key, float], presolve: str = "on") -> Solved:
        solver = _quiet_solver(presolve)
        solver.passModel(self._lp(rows, fixed))
        solver.run()
        status = solver.getModelStatus()
        if status == highspy.HighsModelStatus.kUnboundedOrInfeasible:
            return self._run(rows, fixed, "off")
        values = solver.getSolution().col_value
        objective = solver.getInfo().objective_function_value
        highspy.Highs.resetGlobalScheduler(True)  # another caller in this process may want other threads
        if status == highspy.HighsModelStatus.kInfeasible:
            return Solved("infeasible", None, {})
        if status == highspy.HighsModelStatus.kUnbounded:
            return Solved("unbounded", None, {})
        if status != highspy.HighsModelStatus.kOptimal:
            raise AssertionError(f"the oracle's solver ended with {status}")
        return Solved("optimal", objective, dict(zip(self.columns, values, strict=True)))

    def _lp(self, rows: list[tuple[Sum, float, float]], fixed: Mapping[Key, float]) -> highspy.HighsLp:
        place = {key: number for number, key in enumerate(self.columns)}
        cost = np.zeros(len(place))
        for key, value in self.objective.terms.items():
            cost[place[key]] = value
        starts, index, value_list = [0], [], []
        low, high = [], []
        for made, least, most in rows:
            for key, factor in made.terms.items():
                if factor != 0:
                    index.append(place[key])
                    value_list.append(factor)
            starts.append(len(index))
            low.append(least - made.constant)
            high.append(most - made.constant)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(place), len(rows)
        lp.col_cost_ = cost
        lp.offset_ = self.objective.constant
        bounds = [(fixed[key], fixed[key]) if key in fixed else self.columns[key][:2] for key in place]
        lp.col_lower_ = np.array([one[0] for one in bounds], dtype=float)
        lp.col_upper_ = np.array([one[1] for one in bounds], dtype=float)
        lp.row_lower_, lp.row_upper_ = np.array(low, dtype=float), np.array(high, dtype=float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array(starts, dtype=np.int32)
        lp.a_matrix_.index_ = np.array(index, dtype=np.int32)
        lp.a_matrix_.value_ = np.array(value_list, dtype=float)
        whole = highspy.HighsVarType.kInteger
        free = highspy.HighsVarType.kContinuous
        if not fixed and self.wholes():
            lp.integrality_ = [whole if self.columns[key][2] else free for key in place]
        return lp


def _quiet_solver(presolve: str) -> highspy.Highs:
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # the library has no hints
    options: dict[str, bool | float | str] = {
        "output_flag": False,
        "presolve": presolve,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 1e-9,
        "mip_feasibility_tolerance": 1e-9,
        "primal_feasibility_tolerance": 1e-9,
        "dual_feasibility_tolerance": 1e-9,
        "time_limit": 600.0,
    }
    for option, value in options.items():
        if solver.setOptionValue(option, value) != highspy.HighsStatus.kOk:
            raise AssertionError(f"HiGHS refused {option}")
    return solver
