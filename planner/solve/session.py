"""Decides how HiGHS is spoken to: arrays in one call, options checked, progress and stop by callback, typed endings."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import highspy
import numpy as np
from highspy import _core

from planner.errors import PlannerBug
from planner.solve.arrays import Arrays, Floats, Ints
from planner.solve.meter import FAR_STEP, FRESH_STEP, MIP_STEP, WARM_STEP, Meter, work_of

_CALLBACK = _core.cb.HighsCallbackType
_INTERRUPTS = (
    _CALLBACK.kCallbackSimplexInterrupt,
    _CALLBACK.kCallbackIpmInterrupt,
    _CALLBACK.kCallbackMipInterrupt,
)
LOGGING_SECONDS = 0.2
"""How often the solver says how far it is."""

_ALMOST_DUAL = 1e-4
"""Duals off by less are as good as feasible: what that may hide is a hundredth of it as a share of the cost at most."""


class How(Enum):
    """How one run of the solver ended."""

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"
    TIME = "time"
    STOPPED = "stopped"
    LIMIT = "limit"
    FAILED = "failed"


_ENDINGS = {
    highspy.HighsModelStatus.kOptimal: How.OPTIMAL,
    highspy.HighsModelStatus.kModelEmpty: How.OPTIMAL,
    highspy.HighsModelStatus.kInfeasible: How.INFEASIBLE,
    highspy.HighsModelStatus.kUnbounded: How.UNBOUNDED,
    highspy.HighsModelStatus.kUnboundedOrInfeasible: How.INFEASIBLE,
    highspy.HighsModelStatus.kTimeLimit: How.TIME,
    highspy.HighsModelStatus.kInterrupt: How.STOPPED,
    highspy.HighsModelStatus.kIterationLimit: How.LIMIT,
    highspy.HighsModelStatus.kSolutionLimit: How.LIMIT,
    highspy.HighsModelStatus.kObjectiveBound: How.LIMIT,
    highspy.HighsModelStatus.kObjectiveTarget: How.LIMIT,
}


@dataclass(frozen=True, slots=True)
class Ending:
    """One run of the solver.

    Attributes:
        how: how it ended.
        values: a feasible point, one value a column; None when there is none.
        objective: its objective; None when there is none.
        bound: proven lower bound of this run's problem; None when there is none.
    """

    how: How
    values: Floats | None
    objective: float | None
    bound: float | None


@dataclass(frozen=True, slots=True)
class Watch:
    """What a run tells while it runs, and the question it asks.

    Attributes:
        stopping: asked every few milliseconds; True ends the run.
        bounds: told (best objective or None, lower bound or None).
        improved: told each better point as it is found.
        meter: to which the work of every run is added.
    """

    stopping: Callable[[], bool]
    bounds: Callable[[float | None, float | None], None] | None = None
    improved: Callable[[Floats, float], None] | None = None
    meter: Meter = field(default_factory=Meter)


class _Ear:
    """What HiGHS calls while it runs.

    HiGHS holds it where the garbage collector cannot look, so it must not lead back to the session: a session that its
    own callback can reach is never freed, nor is the model loaded in it (highspy 1.15).
    """

    def __init__(self, watch: Watch, effort: int | None, enough: float | None) -> None:
        self.watch = watch
        self.effort = effort
        self.enough = enough

    def heard(self, kind: Any, message: str, said: Any, answer: Any, mine: object) -> None:  # noqa: ARG002 - HiGHS calls it
        watch = self.watch
        if kind == _CALLBACK.kCallbackMipImprovingSolution:
            if watch.improved is not None:
                watch.improved(np.array(said.mip_solution, dtype=float), float(said.objective_function_value))
        elif kind == _CALLBACK.kCallbackMipLogging:
            if watch.bounds is not None:
                watch.bounds(_finite(said.mip_primal_bound), _finite(said.mip_dual_bound))
        elif watch.stopping() or self._spent(kind) or self._proven(kind, said):
            answer.user_interrupt = True

    def _proven(self, kind: Any, said: Any) -> bool:
        """Whether the bound of a MIP is as high as was asked for."""
        return (
            self.enough is not None and kind == _CALLBACK.kCallbackMipInterrupt and said.mip_dual_bound >= self.enough
        )

    def _spent(self, kind: Any) -> bool:
        """Whether the effort granted to a MIP is used up; asking costs some."""
        if self.effort is None or kind != _CALLBACK.kCallbackMipInterrupt:
            return False
        self.effort -= 1
        return self.effort < 0


class Session:
    """One HiGHS with one set of arrays loaded, kept for solving again.

    HiGHS's clock runs on over all runs of an object, so time limits are added to it. One session solves at a time in a
    process: the solver's thread pool is global.
    """

    def __init__(self, arrays: Arrays, *, seed: int = 0, threads: int = 0) -> None:
        self.arrays = arrays
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy is typed in part
        self._relaxed = self._warm = False
        self._fresh = True  # whether there is no basis to begin from
        self.option("output_flag", False)
        self.option("random_seed", seed)
        self.option("threads", threads)
        self._load()

    def option(self, name: str, value: bool | int | float | str) -> None:
        """Set an option.

        Raises:
            PlannerBug: HiGHS does not know it or refuses the value.
        """
        if self._highs.setOptionValue(name, value) != highspy.HighsStatus.kOk:
            raise PlannerBug(f"the solver refuses the option {name} = {value!r}")

    def stay_warm(self) -> None:
        """From here on the last basis is worth more than the solver's presolve."""
        self._warm = True
        self.option("presolve", "off")

    def bounds(self, columns: Ints, lower: Floats, upper: Floats) -> None:
        """Change the bounds of columns."""
        self._accepted(self._highs.changeColsBounds(len(columns), columns, lower, upper), "bounds")

    def costs(self, columns: Ints, cost: Floats) -> None:
        """Change the cost of columns."""
        self._accepted(self._highs.changeColsCost(len(columns), columns, cost), "costs")

    def rows(self, terms: Sequence[dict[int, float]], rights: Sequence[float]) -> None:
        """Add rows: for each, sum of factor * column (by position) <= right. The basis is kept."""
        starts: list[int] = []
        index: list[int] = []
        value: list[float] = []
        for row in terms:
            starts.append(len(index))
            index.extend(row.keys())
            value.extend(row.values())
        status = self._highs.addRows(
            len(terms),
            np.full(len(terms), -highspy.kHighsInf),
            np.array(rights, dtype=np.float64),
            len(index),
            np.array(starts, dtype=np.int32),
            np.array(index, dtype=np.int32),
            np.array(value, dtype=np.float64),
        )
        self._accepted(status, "more rows")

    def shed(self, first: int) -> Ints:
        """Take away the rows from the ``first`` on that do not bind at the optimum of the last LP, which stays it.

        Returns:
            Which of them are left, counted from the first.
        """
        status = self._highs.getBasis().row_status[first:]
        slack = np.array([one == highspy.HighsBasisStatus.kBasic for one in status], dtype=bool)
        loose = (first + np.flatnonzero(slack)).astype(np.int32)
        self._accepted(self._highs.deleteRows(len(loose), loose), "fewer rows")
        return np.flatnonzero(~slack).astype(np.int32)

    def basis(self) -> highspy.HighsBasis:
        """The simplex basis of the last LP, to come back to."""
        return self._highs.getBasis()

    def return_to(self, basis: highspy.HighsBasis) -> None:
        """Start the next LP from a basis."""
        self._accepted(self._highs.setBasis(basis), "a basis")
        self._fresh = False

    def forget(self) -> None:
        """Start the next LP afresh: after a far jump the last basis is worth less than the solver's presolve."""
        self._accepted(self._highs.clearSolver(), "to start afresh")
        self._fresh = True

    def offer(self, values: Floats, columns: Ints | None = None) -> None:
        """Give a point (all columns, or the named ones) to start a MIP from. The solver refuses one that is beyond its
        bounds by a hair."""
        columns = np.arange(len(values), dtype=np.int32) if columns is None else columns
        values = np.clip(values, self.arrays.lower[columns], self.arrays.upper[columns])
        self._accepted(self._highs.setSolution(len(columns), columns, values), "a start")

    def relax(self, relaxed: bool) -> None:
        """Solve without regard to whole values, or with it again."""
        self._relaxed = relaxed
        self.option("solve_relaxation", relaxed)

    def solve(
        self,
        watch: Watch,
        *,
        seconds: float,
        gap: float = 0.0,
        effort: int | None = None,
        enough: float | None = None,
    ) -> Ending:
        """Run the solver on what is loaded.

        Args:
            watch: whom to tell and ask.
            seconds: wall-clock limit of this run.
            gap: relative gap at which a MIP may stop; 0 for as exact as the solver can.
            effort: how often the search of a MIP may pause to ask, at most (a round of cuts, a node): a limit that
                gives the same result on every run, as a limit in seconds does not. None is no limit.
            enough: the bound at which a MIP may stop; None is no limit.
        """
        self.option("time_limit", self._highs.getRunTime() + max(0.0, seconds))
        self.option("mip_rel_gap", gap)
        self.option("mip_abs_gap", max(gap, 1e-9))
        self._listen(_Ear(watch, effort, enough))
        started = time.monotonic()
        self._highs.run()
        watch.meter.spent += self._work()
        self._fresh = False
        return self._ending(stopped_early=time.monotonic() - started < seconds and watch.stopping())

    def at_least(self) -> float | None:
        """What an LP that was cut short costs at least: where the dual simplex stood. None where that says nothing, as
        in presolve."""
        info = self._highs.getInfo()
        known = self._highs.getSolution().dual_valid and info.max_dual_infeasibility <= _ALMOST_DUAL
        cost = float(info.objective_function_value)
        return cost - _ALMOST_DUAL / 100 * abs(cost) if known and np.isfinite(cost) else None

    def values(self) -> Floats:
        """The columns of the last LP."""
        return np.asarray(self._highs.getSolution().col_value, dtype=float)

    def duals(self) -> Floats:
        """Row duals of the last LP."""
        return np.asarray(self._highs.getSolution().row_dual, dtype=float)

    def reduced_costs(self) -> Floats:
        """Column duals of the last LP."""
        return np.asarray(self._highs.getSolution().col_dual, dtype=float)

    def _work(self) -> float:
        """What the last run took, in the seconds of a ``Meter``."""
        if not self._relaxed:
            step = MIP_STEP
        elif self._warm:
            step = WARM_STEP
        else:
            step = FRESH_STEP if self._fresh else FAR_STEP
        return work_of(step, self._highs.getInfo().simplex_iteration_count, len(self.arrays.row_lower))

    def _load(self) -> None:
        a = self.arrays
        columns, rows, entries = a.size
        infinity = highspy.kHighsInf
        status = self._highs.passModel(
            columns,
            rows,
            entries,
            int(highspy.MatrixFormat.kRowwise),
            int(highspy.ObjSense.kMinimize),
            a.offset,
            a.cost,
            np.where(np.isneginf(a.lower), -infinity, a.lower),
            np.where(np.isposinf(a.upper), infinity, a.upper),
            np.where(np.isneginf(a.row_lower), -infinity, a.row_lower),
            np.where(np.isposinf(a.row_upper), infinity, a.row_upper),
            a.starts,
            a.index,
            a.value,
            a.integer.astype(np.int32),
        )
        self._accepted(status, "the model")

    def _accepted(self, status: highspy.HighsStatus, what: str) -> None:
        if status == highspy.HighsStatus.kError:
            raise PlannerBug(f"the solver refuses {what}")

    def _listen(self, ear: _Ear) -> None:
        self.option("mip_min_logging_interval", LOGGING_SECONDS)
        self._highs.setCallback(ear.heard, None)
        for each in (*_INTERRUPTS, _CALLBACK.kCallbackMipLogging, _CALLBACK.kCallbackMipImprovingSolution):
            self._highs.startCallback(each)

    def _ending(self, *, stopped_early: bool) -> Ending:
        status = self._highs.getModelStatus()
        how = _ENDINGS.get(status, How.FAILED)
        if how is How.FAILED and stopped_early:
            how = How.STOPPED
        info = self._highs.getInfo()
        values = objective = None
        # The status of a stopped run says nothing of the point it holds; its own solution status does.
        if info.primal_solution_status == highspy.kSolutionStatusFeasible and how is not How.INFEASIBLE:
            values = np.asarray(self._highs.getSolution().col_value, dtype=float)
            objective = float(info.objective_function_value)
        mip = bool(self.arrays.integer.any()) and not self._relaxed
        if mip:
            bound = _finite(info.mip_dual_bound)
        else:
            bound = objective if how is How.OPTIMAL else None
        if how is How.OPTIMAL and values is None and len(self.arrays.cost) == 0:
            values, objective, bound = np.zeros(0), self.arrays.offset, self.arrays.offset
        return Ending(how, values, objective, bound)


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) and abs(value) < highspy.kHighsInf else None
