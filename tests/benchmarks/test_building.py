"""How long the model takes to build, beside the same rows filled into arrays by plain loops, in Pyomo and in linopy.

Run with ``python -m uv run --group bench pytest --benchmarks tests/benchmarks/test_building.py``; the figures are
printed. Without that group Pyomo and linopy are left out. Measured are variables, orders, waiting, leaving, stock and
build, from the same sets and bounds to the model in HiGHS, in CPU seconds: the least of three turns in a process of its
own for each. Plain loops are the least work there is; linopy is given their tables of terms, which it takes best.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from importlib.util import find_spec
from typing import Any

import psutil
import pytest

from tests.benchmarks.building import CASES

MOST_TIMES = 3.0
OTHERS = {"Pyomo": "pyomo", "linopy": "linopy"}


def measured(case: str, way: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.building", case, way], capture_output=True, text=True, check=True
    )
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("case", CASES)
def test_building_takes_little_more_than_filling_arrays_and_less_than_pyomo(
    case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ways = ["plain arrays", "ours", *(way for way, module in OTHERS.items() if find_spec(module))]
    found = {way: measured(case, way) for way in ways}
    least = found["plain arrays"]
    columns, rows, entries = least["size"]
    with capsys.disabled():
        memory = psutil.virtual_memory().total / 2**30
        print(f"\n{os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}, Python {platform.python_version()}")
        print(f"{case}: {columns:,} columns, {rows:,} rows, {entries:,} entries")
        for way, figures in found.items():
            times, size = figures["seconds"] / least["seconds"], figures["bytes"] / 1e6
            print(f"{way:>14}: {figures['seconds']:7.3f} s, {times:5.1f} times plain arrays, {size:6.0f} MB")
    assert all(figures["size"][1:] == [rows, entries] for figures in found.values())
    assert found["ours"]["seconds"] <= MOST_TIMES * least["seconds"]
    if "Pyomo" in found:
        assert found["ours"]["seconds"] < found["Pyomo"]["seconds"]
