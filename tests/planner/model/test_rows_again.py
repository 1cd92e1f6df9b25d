"""Waiting, leaving, stock, build and orders say the same when they are written a second time, in plain loops."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.facts.gather import gather
from planner.model.bounds import order_bounds
from planner.model.sets import decide
from planner.scenarios.grow import grow
from planner.solve.arrays import Arrays
from tests.benchmarks.building_ours import built
from tests.benchmarks.building_plain import filled
from tests.budget import examples
from tests.generate.tiny import tiny_case

Row = tuple[list[int], list[float], float, float]


def rows(arrays: Arrays) -> list[Row]:
    """The rows in an order of their own: positions and factors, least and most."""
    found: list[Row] = []
    for at, least in enumerate(arrays.row_lower):
        entries = slice(arrays.starts[at], arrays.starts[at + 1])
        order = np.argsort(arrays.index[entries])
        index, value = arrays.index[entries][order], arrays.value[entries][order]
        found.append((index.tolist(), value.tolist(), float(least), float(arrays.row_upper[at])))
    return sorted(found, key=lambda row: (row[0], [round(one, 6) for one in (*row[1], *row[2:])]))


@settings(max_examples=examples(200), derandomize=True, deadline=None)
@given(st.integers(0, 100_000))
def test_the_rows_are_those_of_plain_loops(seed: int) -> None:
    facts = gather(tiny_case(seed))
    sets = decide(facts, grow(facts))
    bounds = order_bounds(sets)
    ours, plain = built(sets, bounds), filled(sets, bounds)
    assert ours.lower.tolist() == plain.lower.tolist()
    assert ours.upper.tolist() == plain.upper.tolist()
    assert ours.integer.tolist() == plain.integer.tolist()
    for mine, again in zip(rows(ours), rows(plain), strict=True):
        assert mine[0] == again[0]
        assert mine[1:] == (pytest.approx(again[1]), pytest.approx(again[2]), pytest.approx(again[3]))
