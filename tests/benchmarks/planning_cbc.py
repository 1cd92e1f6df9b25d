"""Decides how CBC is handed a model and watched: a file, the same clock, and what its log says when."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from planner.model.program import Program
from tests.planner.model.anchored import anchored

Step = tuple[float, float | None, float | None]
"""Seconds, the best plan's cost or None, the bound or None."""

_N = r"(-?\d[\d.]*(?:e[+-]?\d+)?|—)"  # a number, or the dash for none
_RELAXED = re.compile(rf"LP Optimal — .*Obj: {_N}.* Time: {_N}s")
_CUTS = re.compile(rf"^\s+\d+\s+\d+\s+\d+\s+\d+\s+{_N}\s+{_N}\s+{_N}$")  # pass, rows, tight, fractional; bound, time
_TREE = re.compile(rf"^\s+(?:\S\s+)?[\d.]+[KM]?\s+\d+\s+\d+\s+{_N}\s+(?:[a-z].*?\s+)?{_N}\s+(?:[\d.]+%|—)\s+{_N}$")
_PUMP = re.compile(rf"^\s+\d+\s+\d+\s+\d+\s+[\d.]+\s+.*?\s{_N}$")  # only its time counts
_FOUND = re.compile(rf"— best {_N} in ")
_ENDED = re.compile(rf"(?:BestSol|Obj): {_N}\s+Bound: {_N}.* Time: {_N}s")


@dataclass(frozen=True, slots=True)
class Told:
    """How a run of CBC ended.

    Attributes:
        how: its own words.
        best, bound: cost of the best plan, and the proven bound; None where there is none.
        steps: what was known when, in seconds since CBC began.
    """

    how: str
    best: float | None
    bound: float | None
    steps: tuple[Step, ...]


def told(log: str, offset: float) -> Told:
    """What CBC's log says; ``offset`` is the constant of the objective, which CBC leaves out."""
    steps = tuple(
        (seconds, None if best is None else best + offset, None if bound is None else bound + offset)
        for seconds, best, bound in _steps(log)
    )
    how = re.search(r"^Result - (.*)$", log, re.MULTILINE)
    best = min((best for _, best, _ in steps if best is not None), default=None)
    bound = max((bound for _, _, bound in steps if bound is not None), default=None)
    return Told(how[1].strip() if how else "no result", best, bound, steps)


def run(program: Program, offset: float, seconds: Callable[[], float], gap: float) -> Told:
    """Hand the model to CBC as a file; ``seconds`` says how many are left once it is written."""
    import cbcbox  # a binary of many megabytes, for those who measure

    with tempfile.TemporaryDirectory() as folder:  # CBC cannot bear a space in the name of a file: it runs where it is
        anchored(program).writeMPS(str(Path(folder) / "model.mps"), rename=1)
        left = max(1.0, seconds())
        words = ["model.mps", "-timeMode", "elapsed", "-seconds", f"{left:g}", "-ratio", f"{gap:g}", "-solve", "-quit"]
        done = subprocess.run(
            [cbcbox.cbc_bin_path(), *words], cwd=folder, capture_output=True, encoding="utf-8", check=False
        )
    if "Result - " not in done.stdout and "LP Stopped" not in done.stdout:
        sys.stderr.write(done.stdout[-2000:] + done.stderr[-2000:])
    return told(done.stdout, offset)


def _steps(log: str) -> Iterator[Step]:
    seconds = 0.0  # some lines say what was found, and not when
    for line in log.splitlines():
        if said := _RELAXED.search(line):
            seconds = float(said[2])
            yield seconds, None, _number(said[1])
        elif (said := _CUTS.match(line)) and said[3] != "—":
            seconds = float(said[3])
            yield seconds, None, _number(said[2])
        elif (said := _TREE.match(line)) and said[3] != "—":
            seconds = float(said[3])
            yield seconds, _number(said[1]), _number(said[2])
        elif (said := _PUMP.match(line)) and said[1] != "—":
            seconds = float(said[1])
        elif said := _FOUND.search(line):
            yield seconds, _number(said[1]), None
        elif said := _ENDED.search(line):
            seconds = float(said[3])
            yield seconds, _number(said[1]), _number(said[2])


def _number(words: str) -> float | None:
    """None for the dash, and for what CBC writes where there is no plan."""
    return None if words == "—" or abs(float(words)) > 1e45 else float(words)
