"""Prints side by side how a case is planned: by us, by us again after a change, by HiGHS and by CBC handed the model.

``python -m tests.benchmarks.planning_table CASE [--seeds 1 2 3] [--seconds 60] [--only ours]``; CASE is sample, small …
Each run is a process of its own, one after another, from the case at hand to the audited plan, or to the solver's end.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import psutil

SEEDS = {"sample": (0,), "small": (1, 2, 3), "medium": (1,), "large": (1,)}
SECONDS = {"sample": 60.0, "small": 180.0, "medium": 600.0, "large": 900.0}
WANTED = {"sample": 0.005, "small": 0.005, "medium": 0.01, "large": 0.03}
"""The gap at which a run may end."""

WHO = {
    "sample": ("ours", "again", "highs", "cbc"),
    "small": ("ours", "again", "highs", "cbc"),
    "medium": ("ours", "again", "highs"),
    "large": ("ours", "again", "highs"),
}
GAPS = (0.1, 0.02, 0.01, 0.005)
TIMES = (5, 15, 30, 60, 120, 180, 300, 600, 900)
NEVER = "–"

Step = Sequence[Any]
"""Seconds, best or None, bound or None."""


def measured(who: str, name: str, seed: int, seconds: float) -> dict[str, Any]:
    """One run, in a process of its own."""
    words = [sys.executable, "-m", "tests.benchmarks.planning", who, name, str(seed), f"{seconds:g}", str(WANTED[name])]
    done = subprocess.run(words, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    made: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return made


def known(steps: Sequence[Step]) -> Iterator[tuple[float, float | None, float | None]]:
    """Best and bound as they stood after each step."""
    best = bound = None
    for seconds, found, proven in steps:
        best = found if best is None or (found is not None and found < best) else best
        bound = proven if bound is None or (proven is not None and proven > bound) else bound
        yield seconds, best, bound


def gap_of(best: float | None, bound: float | None) -> float | None:
    return None if best is None or bound is None else max(0.0, best - bound) / max(1.0, abs(best))


def reached(steps: Sequence[Step], gap: float) -> str:
    """Seconds until the best plan was proven within the gap, by what was known at the time."""
    for seconds, best, bound in known(steps):
        now = gap_of(best, bound)
        if now is not None and now <= gap:
            return f"{seconds:.1f}"
    return NEVER


def after(steps: Sequence[Step], seconds: float) -> str:
    """The gap after so many seconds; that of the end where the run had ended by then."""
    gap = None
    for at, best, bound in known(steps):
        if at > seconds:
            break
        gap = gap_of(best, bound)
    return NEVER if gap is None else f"{gap:.2%}"


def first(steps: Sequence[Step]) -> str:
    """When the first plan was there."""
    return next((f"{seconds:.1f}" for seconds, best, _ in known(steps) if best is not None), NEVER)


def rows(made: dict[str, dict[str, Any]], seconds: float) -> Iterator[str]:
    """Two tables: seconds to a gap, and the gap after seconds."""
    yield _row("", ["first", *(f"≤ {gap:.1%}" for gap in GAPS), "seconds", "plan", "bound", "gap", "memory"])
    for who, one in made.items():
        end = ["none" if one[each] is None else f"{one[each]:,.0f}" for each in ("best", "bound")]
        gap = NEVER if one["gap"] is None else f"{one['gap']:.2%}"
        times = [first(one["steps"]), *(reached(one["steps"], each) for each in GAPS), f"{one['seconds']:.1f}"]
        yield _row(who, [*times, *end, gap, f"{one['memory'] / 2**20:,.0f} MB"])
    times = [each for each in TIMES if each <= seconds]
    yield _row("gap after", [f"{each} s" for each in times])
    for who, one in made.items():
        yield _row(who, [after(one["steps"], each) for each in times])


def _row(name: str, cells: Sequence[str]) -> str:
    wide = {6: 14, 7: 14}
    return f"{name:10}" + "".join(f"{cell:>{wide.get(place, 9)}}" for place, cell in enumerate(cells))


def side_by_side(name: str, seed: int, seconds: float, who: Sequence[str]) -> tuple[dict[str, dict[str, Any]], str]:
    """All runs of one case, and what is to be printed of them."""
    made = {each: measured(each, name, seed, seconds) for each in who}
    memory = psutil.virtual_memory().total / 2**30
    machine = f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.machine()}, Python {platform.python_version()}"
    lines = [f"{name}, seed {seed}, {seconds:g} s to a gap of {WANTED[name]:.1%}, on {machine}", *rows(made, seconds)]
    if "again" in made:
        share = made["again"]["seconds"] / made["again"]["first"]
        lines.append(f"again: planned after one price rose by 5 %, in {share:.0%} of the first plan's time in that run")
    return made, "\n".join(lines)


def main() -> None:
    words = argparse.ArgumentParser(description="Plan a case in several ways and print how each came along.")
    words.add_argument("name", choices=SEEDS)
    words.add_argument("--seeds", type=int, nargs="+", help="of the generated case")
    words.add_argument("--seconds", type=float, help="the clock of each run")
    words.add_argument("--only", nargs="+", choices=("ours", "again", "highs", "cbc"))
    asked = words.parse_args()
    for seed in asked.seeds or SEEDS[asked.name]:
        seconds = asked.seconds or SECONDS[asked.name]
        _, told = side_by_side(asked.name, seed, seconds, asked.only or WHO[asked.name])
        sys.stdout.write(f"{told}\n\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
