"""Decides what one measurement of building is: a case, a way to write its rows, in a process of its own.

``python -m tests.benchmarks.building CASE WAY`` prints the columns, rows and entries handed to the solver, the least
CPU seconds of three turns, and the most memory Python held in a fourth, in bytes, the solver's own apart.
"""

from __future__ import annotations

import gc
import json
import sys
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np

from planner.facts.gather import gather
from planner.model.bounds import order_bounds
from planner.model.sets import Sets, decide
from planner.reference.sample import sample_case
from planner.scenarios.grow import grow
from planner.solve.arrays import Arrays
from planner.solve.session import Session
from planner.tables.case import Case
from tests.generate.realistic import realistic

TURNS = 3
Bounds = dict[tuple[int, int], float]
Size = tuple[int, int, int]


CASES: dict[str, Callable[[], Case]] = {
    "sample": sample_case,
    "small": lambda: realistic("small", 0),
    "medium": lambda: realistic("medium", 0),
}


def _handed_over(arrays: Arrays) -> Size:
    """To HiGHS in one call; the size without entries that are 0, which Pyomo and linopy leave out."""
    columns, rows, _ = Session(arrays).arrays.size
    return columns, rows, int(np.count_nonzero(arrays.value))


def _ours(sets: Sets, bounds: Bounds) -> Size:
    from tests.benchmarks.building_ours import built

    return _handed_over(built(sets, bounds))


def _plain(sets: Sets, bounds: Bounds) -> Size:
    from tests.benchmarks.building_plain import filled

    return _handed_over(filled(sets, bounds))


def _pyomo(sets: Sets, bounds: Bounds) -> Size:
    from tests.benchmarks.building_pyomo import compiled

    return compiled(sets, bounds)


def _linopy(sets: Sets, bounds: Bounds) -> Size:
    from tests.benchmarks.building_linopy import handed_over

    return handed_over(sets, bounds)


WAYS: dict[str, Callable[[Sets, Bounds], Size]] = {
    "ours": _ours,
    "plain arrays": _plain,
    "Pyomo": _pyomo,
    "linopy": _linopy,
}


def measured(case: Case, way: Callable[[Sets, Bounds], Size]) -> dict[str, Any]:
    """Size, seconds and bytes of a way to build a case, its sets and bounds given."""
    small = gather(sample_case())
    small_sets = decide(small, grow(small))
    way(small_sets, order_bounds(small_sets))  # everything is loaded by now
    facts = gather(case)
    sets = decide(facts, grow(facts))
    bounds = order_bounds(sets)
    seconds = []
    gc.collect()
    gc.disable()  # as the planner does while it builds; for all ways alike
    for _ in range(TURNS):
        started = time.process_time()
        size = way(sets, bounds)
        seconds.append(time.process_time() - started)
    tracemalloc.start()
    way(sets, bounds)
    _, taken = tracemalloc.get_traced_memory()
    return {"size": size, "seconds": min(seconds), "bytes": taken}


if __name__ == "__main__":
    print(json.dumps(measured(CASES[sys.argv[1]](), WAYS[sys.argv[2]])))
