"""Plans one case in a process of its own, our way or the solver's, and prints how it came along as one JSON object.

``python -m tests.benchmarks.planning (ours | again | highs | cbc) (sample | small | medium | large) SEED SECONDS GAP``;
after ``again`` and its words also TABLE ROW COLUMN FACTOR of the figure that changes; without, the first offer's price
rises.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import psutil

from planner.events import Event, Progress, never
from planner.facts.gather import gather
from planner.model.build import build
from planner.plan.answer import Answer
from planner.reference.sample import sample_case
from planner.scenarios.grow import grow
from planner.solve.arrays import arrays_of
from planner.solve.options import Options
from planner.solve.session import Session, Watch
from planner.steps import plan
from planner.tables.case import Case
from planner.tables.edits import SetCells, apply
from planner.tables.inputs import table
from tests.benchmarks import planning_cbc
from tests.generate.realistic import realistic


def the_case(name: str, seed: int) -> Case:
    return sample_case() if name == "sample" else realistic(name, seed)  # type: ignore[arg-type]  # from the command line


Changed = tuple[str, int, str, float]
"""A figure: its table, row (from 0) and column, and by what it is multiplied."""


class Trace:
    """Best and bound over time, in seconds since the case was at hand."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.steps: list[tuple[float, float | None, float | None]] = []

    def note(self, best: float | None, bound: float | None) -> None:
        self.steps.append((round(time.monotonic() - self.began, 2), best, bound))


def ours(case: Case, seconds: float, gap: float, before: Answer | None = None) -> dict[str, Any]:
    """From the case to the audited plan, as the program does it."""
    trace = Trace()

    def listen(event: Event) -> None:
        if isinstance(event, Progress):
            trace.note(event.best, event.bound)

    answer = plan(case, Options(gap=gap, time_limit=seconds), listen, never, before=before)
    return {
        "status": answer.status.value,
        "best": answer.objective,
        "bound": answer.bound,
        "gap": answer.gap,
        "seconds": answer.seconds,
        "steps": trace.steps,
        "answer": answer,
    }


def again(case: Case, seconds: float, gap: float, changed: Changed = ("offers", 0, "price", 1.05)) -> dict[str, Any]:
    """Planned, one figure multiplied, and planned again from the answer there is: the second time's figures."""
    first = ours(case, seconds, gap)
    where, row, column, factor = changed
    figure = factor * float(str(case.rows(where)[row][table(where).position(column)]))
    apply(case, SetCells(where, ((row, column, int(figure) if figure == int(figure) else figure),)))
    second = ours(case, seconds, gap, first["answer"])
    return {**second, "first": first["seconds"]}


def highs(case: Case, seconds: float, gap: float) -> dict[str, Any]:
    """The same model handed to HiGHS in one call, with the same clock."""
    trace = Trace()
    facts = gather(case)
    arrays = arrays_of(build(facts, grow(facts)).program)
    best: list[float] = []

    def improved(values: object, objective: float) -> None:
        best.append(objective)
        trace.note(objective, None)

    left = seconds - (time.monotonic() - trace.began)
    watch = Watch(never, trace.note, improved)
    ending = Session(arrays).solve(watch, seconds=left, gap=gap)
    objective, bound = ending.objective, ending.bound
    reached = None if objective is None or bound is None else (objective - bound) / max(1.0, abs(objective))
    return {
        "status": ending.how.value,
        "best": objective,
        "bound": bound,
        "gap": reached,
        "seconds": time.monotonic() - trace.began,
        "steps": trace.steps,
    }


def cbc(case: Case, seconds: float, gap: float) -> dict[str, Any]:
    """The same model handed to CBC as a file, with the same clock: building and writing it are in it."""
    began = time.monotonic()
    facts = gather(case)
    model = build(facts, grow(facts))
    begun = 0.0

    def left() -> float:
        nonlocal begun
        begun = time.monotonic() - began
        return seconds - begun

    told = planning_cbc.run(model.program, arrays_of(model.program).offset, left, gap)
    reached = None if told.best is None or told.bound is None else (told.best - told.bound) / max(1.0, abs(told.best))
    return {
        "status": told.how,
        "best": told.best,
        "bound": told.bound,
        "gap": reached,
        "seconds": time.monotonic() - began,
        "steps": [(round(begun + at, 2), best, bound) for at, best, bound in told.steps],
    }


def _peak(*, of_children: bool) -> int:
    """Most memory this process, or one it has started, has used, in bytes."""
    try:
        import resource  # not on Windows
    except ImportError:
        return 0 if of_children else int(psutil.Process().memory_info().peak_wset)
    whose = resource.RUSAGE_CHILDREN if of_children else resource.RUSAGE_SELF
    return resource.getrusage(whose).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main() -> None:
    who, name, seed, seconds, gap, *changed = sys.argv[1:]
    asked = the_case(name, int(seed)), float(seconds), float(gap)
    if changed:
        where, row, column, factor = changed
        made = again(*asked, (where, int(row), column, float(factor)))
    else:
        made = {"ours": ours, "again": again, "highs": highs, "cbc": cbc}[who](*asked)
    made.pop("answer", None)
    made["memory"] = _peak(of_children=who == "cbc")
    print(json.dumps(made))


if __name__ == "__main__":
    main()
