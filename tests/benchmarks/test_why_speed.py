"""Decides how long a question about a plan takes beside the planning of it, from the sample to the medium case.

Run with ``pytest --benchmarks tests/benchmarks/test_why_speed.py -k sample`` (or small, medium); the figures are
printed. Counted is the time of the processor, which does not depend on what else the machine does; planning uses both
of its cores, a question mostly one.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

import pytest

from planner.events import never
from planner.insight import switching
from planner.insight.asking import Asking
from planner.insight.margins import a_month_faster, a_point_more, margins
from planner.insight.why import seconds_for
from planner.insight.without import worth
from planner.plan.actions import Deed, actions
from planner.reference.sample import sample_case
from planner.solve.options import Options
from planner.steps import plan
from planner.tables.case import Case
from tests.generate.realistic import realistic

CASES: dict[str, tuple[Callable[[], Case], Options]] = {
    "sample": (sample_case, Options(gap=0.005, time_limit=60.0)),
    "small": (lambda: realistic("small", 1), Options(gap=0.01, time_limit=180.0)),
    "medium": (lambda: realistic("medium", 1), Options(gap=0.02, time_limit=600.0)),
}
"""The cases, and how they are planned."""

SHARE = 0.25
"""Of its planning time that a question may take on the medium case; what is not known by then is told as unknown."""

QUESTIONS = 6
"""Actions asked about, the dearest orders and the first starts."""


@pytest.mark.parametrize("name", CASES)
def test_a_question_takes_a_fraction_of_the_planning(name: str) -> None:
    make, options = CASES[name]
    told = make()
    planning = time.process_time()
    found = plan(told, options)
    planning = time.process_time() - planning
    assert found.plan is not None, found.message
    asking = Asking(told, found.plan, options, stopping=never, seconds=seconds_for(found.seconds))
    took: dict[str, float] = {}

    def timed(words: str, ask: Callable[[], object]) -> None:
        began = time.process_time()
        ask()
        took[words] = time.process_time() - began

    timed("the plan's own model and margins", lambda: margins(asking))
    told_of = [*[one for one in actions(found.plan) if one.deed is Deed.ORDER][: QUESTIONS // 2]]
    told_of += [one for one in actions(found.plan) if one.deed is not Deed.ORDER][: QUESTIONS // 2]
    for action in told_of:
        timed(f"without, earlier, later: {action.name}", partial(worth, asking, action))
        timed(f"a month faster: {action.name}", partial(a_month_faster, asking, action))
    timed("a point of licence share", lambda: a_point_more(asking, 0))
    timed(f"switching price: {told_of[0].name}", lambda: switching.premium(asking, told_of[0]))
    print(f"\n{name}: planning {planning:.1f} s of the processor, gap {found.gap}")
    for words, seconds in took.items():
        print(f"  {words}: {seconds:.2f} s, {seconds / planning:.1%}")
    if name == "medium":
        assert max(took.values()) <= SHARE * planning
