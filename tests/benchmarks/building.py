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

from planner.facts.gather import gather
from planner.model.bounds import order_bounds
from planner.model.sets import Sets, decide
from planner.reference.sample import sample_case
from planner.scenarios.grow import grow
from planner.solve.session import Session
from planner.tables.case import Case
from planner.tables.column import Kind, RawRow, Value
from planner.tables.inputs import INPUTS

TURNS = 3
SHARED = ("case", "currencies", "grades", "composition", "scenarios")
SHARED_NAMES = ("scenario", "grade", "currency", "element")

Bounds = dict[tuple[int, int], float]
Size = tuple[int, int, int]


def companies(count: int) -> Case:
    """So many companies like the sample's under one roof: every name once for each, the same scenarios for all."""
    sample = sample_case()
    rows: dict[str, list[RawRow]] = {}
    for table in INPUTS:
        listed = sample.rows(table.id)
        if table.id in SHARED:
            rows[table.id] = list(listed)
            continue
        rows[table.id] = []
        for number in range(count):
            for row in listed:
                if table.id == "offers" and row[0] is None:
                    row = (f"{row[1]} | {row[2]}", *row[1:])  # noqa: PLW2901 - its default, which is renamed with it
                named = zip(table.columns, row, strict=True)
                rows[table.id].append(
                    tuple(
                        _of(number, value)
                        if (one.links or (one.key and one.kind is Kind.NAME)) and one.id not in SHARED_NAMES
                        else value
                        for one, value in named
                    )
                )
    return Case(rows)


def _of(number: int, value: Value) -> Value:
    if isinstance(value, tuple):
        return tuple(f"{name} {number}" for name in value)
    return value if value is None else f"{value} {number}"


CASES: dict[str, Callable[[], Case]] = {
    "sample": sample_case,
    "8 samples": lambda: companies(8),
    "24 samples": lambda: companies(24),
}


def _ours(sets: Sets, bounds: Bounds) -> Size:
    from tests.benchmarks.building_ours import built

    return Session(built(sets, bounds)).arrays.size


def _plain(sets: Sets, bounds: Bounds) -> Size:
    from tests.benchmarks.building_plain import filled

    return Session(filled(sets, bounds)).arrays.size


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
