"""A run of the solver says how it ended, whatever the library calls it."""

from __future__ import annotations

import gc
import time

import numpy as np
import psutil
import pytest

from planner.errors import PlannerBug
from planner.events import never
from planner.solve.arrays import Arrays, extended
from planner.solve.session import How, Session, Watch

QUIET = Watch(never)


def small(
    cost: list[float], rows: list[tuple[dict[int, float], float, float]], upper: list[float], integer: bool = False
) -> Arrays:
    """min cost * x, low <= row <= high, 0 <= x <= upper."""
    index = [at for terms, _, _ in rows for at in terms]
    value = [factor for terms, _, _ in rows for factor in terms.values()]
    starts = np.cumsum([0, *(len(terms) for terms, _, _ in rows)])
    return Arrays(
        np.array(cost, dtype=float),
        0.0,
        np.zeros(len(cost)),
        np.array(upper, dtype=float),
        np.full(len(cost), integer),
        np.array([low for _, low, _ in rows], dtype=float),
        np.array([high for _, _, high in rows], dtype=float),
        starts.astype(np.int32),
        np.array(index, dtype=np.int32),
        np.array(value, dtype=float),
        tuple(f"row_{at}" for at in range(len(rows))),
    )


def hard(size: int = 60) -> Arrays:
    """A market-split problem: every point is easy to ask about and no good one is easy to find."""
    rng = np.random.default_rng(7)
    weights = rng.integers(1, 100, size=(5, size))
    rows = []
    columns = size + 10
    cost = [0.0] * size + [1.0] * 10
    for at, row in enumerate(weights):
        terms = {j: float(w) for j, w in enumerate(row)}
        terms[size + 2 * at], terms[size + 2 * at + 1] = 1.0, -1.0
        middle = float(row.sum() // 2)
        rows.append((terms, middle, middle))
    arrays = small(cost, rows, [1.0] * size + [np.inf] * 10, integer=True)
    arrays.integer[size:] = False
    assert len(arrays.cost) == columns
    return arrays


def test_the_cheapest_point_of_a_linear_program_is_found_with_its_bound() -> None:
    arrays = small([2.0, 3.0], [({0: 1.0, 1: 1.0}, 4.0, np.inf)], [3.0, 9.0])
    ending = Session(arrays).solve(QUIET, seconds=10)
    assert ending.how is How.OPTIMAL
    assert ending.objective == pytest.approx(9.0)
    assert ending.bound == pytest.approx(9.0)
    assert ending.values == pytest.approx([3.0, 1.0])


def test_whole_values_are_kept_and_can_be_relaxed() -> None:
    arrays = small([1.0, 1.0], [({0: 2.0, 1: 2.0}, 3.0, np.inf)], [5.0, 5.0], integer=True)
    session = Session(arrays)
    assert session.solve(QUIET, seconds=10).objective == pytest.approx(2.0)
    session.relax(True)
    assert session.solve(QUIET, seconds=10).objective == pytest.approx(1.5)
    session.relax(False)
    assert session.solve(QUIET, seconds=10).objective == pytest.approx(2.0)


def test_what_cannot_be_is_infeasible_and_has_no_point() -> None:
    arrays = small([1.0], [({0: 1.0}, 4.0, np.inf)], [3.0])
    ending = Session(arrays).solve(QUIET, seconds=10)
    assert (ending.how, ending.values, ending.objective) == (How.INFEASIBLE, None, None)


def test_what_pays_without_end_is_unbounded() -> None:
    arrays = small([-1.0], [({0: 1.0}, 0.0, np.inf)], [np.inf])
    assert Session(arrays).solve(QUIET, seconds=10).how in (How.UNBOUNDED, How.INFEASIBLE)


def test_a_time_limit_is_not_called_optimal_and_is_kept() -> None:
    began = time.monotonic()
    ending = Session(hard()).solve(QUIET, seconds=1.0)
    assert ending.how is How.TIME
    assert time.monotonic() - began < 6.0
    assert ending.bound is not None
    assert ending.objective is None or ending.objective > ending.bound


def test_time_counts_for_each_run_apart() -> None:
    session = Session(hard())
    assert session.solve(QUIET, seconds=0.5).how is How.TIME
    session.relax(True)
    assert session.solve(QUIET, seconds=5.0).how is How.OPTIMAL


def test_a_run_stops_when_asked() -> None:
    began = time.monotonic()
    ending = Session(hard()).solve(Watch(lambda: time.monotonic() - began > 0.5), seconds=60)
    assert ending.how is How.STOPPED
    assert time.monotonic() - began < 5.0


def test_better_points_are_told_as_they_are_found() -> None:
    told: list[float] = []
    began = time.monotonic()
    watch = Watch(lambda: time.monotonic() - began > 1.5, improved=lambda values, objective: told.append(objective))
    Session(hard()).solve(watch, seconds=60)
    assert told
    assert told == sorted(told, reverse=True)


def test_an_option_the_solver_does_not_know_is_a_fault_of_ours() -> None:
    with pytest.raises(PlannerBug, match="no_such_option"):
        Session(small([1.0], [], [1.0])).option("no_such_option", 1)


def test_rows_added_later_hold_like_rows_there_from_the_start() -> None:
    arrays = small([-1.0, -1.0], [({0: 1.0, 1: 1.0}, 0.0, 8.0)], [5.0, 5.0])
    session = Session(arrays)
    assert session.solve(QUIET, seconds=10).objective == pytest.approx(-8.0)
    more = [{0: 1.0, 1: 2.0}]
    session.rows(more, [6.0])
    together = Session(extended(arrays, more, [6.0])).solve(QUIET, seconds=10)
    assert session.solve(QUIET, seconds=10).objective == pytest.approx(-5.5)
    assert together.objective == pytest.approx(-5.5)


def test_changed_costs_and_bounds_count_in_the_next_run() -> None:
    session = Session(small([1.0, 2.0], [({0: 1.0, 1: 1.0}, 4.0, np.inf)], [3.0, 9.0]))
    session.costs(np.array([0], dtype=np.int32), np.array([5.0]))
    session.bounds(np.array([1], dtype=np.int32), np.array([0.0]), np.array([2.0]))
    assert session.solve(QUIET, seconds=10).objective == pytest.approx(2 * 5.0 + 2 * 2.0)


def test_a_session_and_its_model_are_freed_with_the_last_name_for_it() -> None:
    def used() -> int:
        gc.collect()
        return int(psutil.Process().memory_info().rss)

    wide = small([1.0] * 40_000, [(dict.fromkeys(range(40000), 1.0), 5.0, np.inf)], [1.0] * 40_000)

    def run() -> None:
        Session(wide).solve(QUIET, seconds=10)

    run()
    before = used()
    for _ in range(6):
        run()
    assert used() - before < 25e6  # six of them left behind would be some 120 MB
