"""Decides how a solver misbehaves in the planning tests: after a real plan, or before any."""

from __future__ import annotations

import dataclasses
import os
import time
from collections.abc import Callable, Sequence
from typing import Any

from planner.errors import PlannerBug
from planner.events import Listener, Progress
from planner.model.build import Model, build
from planner.plan.chosen import chosen_of
from planner.plan.extract import extract
from planner.plan.plan import Plan
from planner.planning import Rooms
from planner.solve import engine
from planner.solve.engine import Found
from planner.solve.options import Options
from planner.solve.outcome import Status

Better = Callable[[Any, float], None]


def abort(
    model: Model,
    options: Options,
    *,
    listen: Listener,
    stopping: Callable[[], bool],
    on_better: Better,
    deadline: float,
) -> Found:
    os.abort()


def find_and_abort(model: Model, options: Options, **how: Any) -> Found:
    engine.solve(model, options, **how)
    os.abort()


def find_and_blunder(model: Model, options: Options, **how: Any) -> Found:
    engine.solve(model, options, **how)
    raise PlannerBug("the search lost its way")


def find_and_hang(model: Model, options: Options, **how: Any) -> Found:
    engine.solve(model, options, **how)
    while True:
        time.sleep(0.01)


def hang(model: Model, options: Options, *, listen: Listener, **how: Any) -> Found:
    listen(Progress(0.0, None, 1.0, None))
    while True:
        time.sleep(0.01)


def find_and_wait_for_the_stop(model: Model, options: Options, *, stopping: Callable[[], bool], **how: Any) -> Found:
    found = engine.solve(model, options, stopping=stopping, **how)
    while not stopping():
        time.sleep(0.01)
    assert found.objective is not None
    return dataclasses.replace(found, status=Status.STOPPED_WITH_PLAN, bound=found.objective - 100.0)


def wait_for_the_stop(model: Model, options: Options, *, listen: Listener, stopping: Any, **how: Any) -> Found:
    listen(Progress(0.0, None, 1.0, None))
    while not stopping():
        time.sleep(0.01)
    return Found(Status.CANCELLED, None, None, 1.0)


def find_nothing_in_time(model: Model, options: Options, **how: Any) -> Found:
    return Found(Status.STOPPED_WITHOUT_PLAN, None, None, 5.0)


def find_many(model: Model, options: Options, *, on_better: Better, **how: Any) -> Found:
    """The same plan, called better ten thousand times."""
    found = engine.solve(model, options, on_better=on_better, **how)
    assert found.objective is not None
    for _ in range(10_000):
        on_better(found.values, found.objective)
    return found


def extract_wrongly(model: Model, values: Sequence[float], fingerprint: str) -> Plan:
    """A plan that calls itself cheaper than it is."""
    plan = extract(model, values, fingerprint)
    return dataclasses.replace(plan, objective=plan.objective - 1.0)


def rooms(solve: Callable[..., Found] = engine.solve, take: Callable[..., Plan] = extract) -> Rooms:
    return Rooms(build, solve, take, chosen_of)
