"""Decides how work is counted: by the solver's steps, the same on every run, as a clock is not."""

from __future__ import annotations

from dataclasses import dataclass

FRESH_STEP, FAR_STEP, WARM_STEP, MIP_STEP = 3.5e-8, 1.5e-7, 7e-7, 1.1e-6
"""Seconds that a simplex step takes, times the number of rows to the power of two thirds: of a relaxation from the
start, which presolve makes smaller; from a basis far away; from one nearby; in branch and cut. Gauged on three thousand
to a million rows."""


@dataclass(slots=True)
class Meter:
    """Adds up work, in seconds as they were on the machine it was gauged on.

    Attributes:
        spent: work so far.
    """

    spent: float = 0.0


def work_of(step: float, steps: int, rows: int) -> float:
    """What a run took.

    Args:
        step: of what kind its steps are: one of those above.
        steps: how many; the solver says -1 where there were none.
        rows: of its model.
    """
    return float(step * max(0, steps) * rows ** (2 / 3))
