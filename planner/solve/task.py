"""Decides what a solve works on, whichever line does the work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from planner.model.build import Model
from planner.solve.arrays import Arrays
from planner.solve.decisions import Decisions
from planner.solve.record import Record


@dataclass(frozen=True, slots=True)
class Task:
    """A model to be planned.

    Attributes:
        model, arrays: the model, and how it is handed to the solver.
        decisions: its yes and no.
        record: what is known of it.
        gap: within which the best plan is good enough.
        seed: for the solver.
        seconds: how much time is left.
    """

    model: Model
    arrays: Arrays
    decisions: Decisions
    record: Record
    gap: float
    seed: int
    seconds: Callable[[], float]
