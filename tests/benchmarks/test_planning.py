"""How good a plan is found how fast, again after one figure changed, and by HiGHS handed the same model.

Run with ``pytest --benchmarks tests/benchmarks/test_planning.py -k sample`` (or small, medium, large); the figures are
printed. Each run is a process of its own, one after another.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from typing import Any

import psutil
import pytest

RUNS = {
    "sample": (0, 60.0, 0.005),
    "small": (1, 180.0, 0.005),
    "medium": (1, 600.0, 0.01),
    "large": (1, 900.0, 0.03),
}
"""Seed, seconds and gap of each case."""

GAPS = (0.1, 0.02, 0.01, 0.005)


def measured(who: str, name: str) -> dict[str, Any]:
    seed, seconds, gap = RUNS[name]
    words = [sys.executable, "-m", "tests.benchmarks.planning", who, name, str(seed), str(seconds), str(gap)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def reached(steps: list[tuple[float, float | None, float | None]], gap: float) -> str:
    """Seconds until the plan so far was proven within the gap, by what was known at the time."""
    best = bound = None
    for seconds, found, proven in steps:
        best = found if found is not None else best
        bound = proven if proven is not None else bound
        if best is not None and bound is not None and best - bound <= gap * max(1.0, abs(best)):
            return f"{seconds:8.1f}"
    return "       –"


@pytest.mark.timeout(4000)
@pytest.mark.parametrize("name", list(RUNS))
def test_plans_over_time(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    made = {who: measured(who, name) for who in ("ours", "again", "highs")}
    machine = f"{os.cpu_count()} cores, {psutil.virtual_memory().total / 2**30:.0f} GiB, {platform.machine()}"
    with capsys.disabled():
        print(f"\n{name}, seed {RUNS[name][0]}, {RUNS[name][1]:g} s, on {machine}")
        heads = "".join(f"{f'≤ {gap:.1%}':>8}" for gap in GAPS)
        print(f"{'':8}{heads}{'plan':>16}{'bound':>16}{'gap':>8}{'seconds':>9}{'memory':>9}")
        for who, one in made.items():
            times = "".join(reached(one["steps"], gap) for gap in GAPS)
            best = "none" if one["best"] is None else f"{one['best']:,.0f}"
            bound = "none" if one["bound"] is None else f"{one['bound']:,.0f}"
            share = "–" if one["gap"] is None else f"{one['gap']:.2%}"
            memory = f"{one['memory'] / 2**20:,.0f} MB"
            print(f"{who:8}{times}{best:>16}{bound:>16}{share:>8}{one['seconds']:>9.1f}{memory:>9}")
        share = made["again"]["seconds"] / made["again"]["first"]
        print(f"planned again after one price rose by 5 %: {share:.0%} of the first plan's time in the same run")
    assert made["ours"]["best"] is not None
