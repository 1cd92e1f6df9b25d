"""Decides how a test asks about the best plan of a small case."""

from __future__ import annotations

from planner.events import never
from planner.insight.asking import Asking
from planner.solve.options import Options
from planner.steps import plan
from planner.tables.case import Case

EXACT = Options(gap=0.0)


def asking(case: Case, seconds: float = 60.0) -> Asking:
    found = plan(case, EXACT).plan
    assert found is not None
    return Asking(case, found, EXACT, stopping=never, seconds=seconds)
