"""Decides how long a question about a plan takes beside the planning of it, from the sample to the medium case.

Run with ``pytest --benchmarks -s tests/benchmarks/test_why_speed.py -k sample`` (or small, medium); the figures are
printed, by the processor and by the clock. The time of the processor does not depend on what else the machine does, so
it is always held to the share; planning uses both cores, a question mostly one, so the clock is the harder of the two.
Whole answers, as they are asked for, are held to it where the machine was quiet from end to end.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import partial

import psutil
import pytest

from planner.events import never
from planner.insight.asking import Asking
from planner.insight.margins import a_month_faster, a_point_more, margins
from planner.insight.near_best import near_best
from planner.insight.stockpile import never_more
from planner.insight.why import seconds_for, turning_for, whole, why_this
from planner.insight.without import worth
from planner.plan.actions import Action, Deed, actions
from planner.plan.plan import Plan
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

WHOLE = "all of it"
"""How whole answers are named."""

BUSY = 0.3
"""Of a core that others may use on a quiet machine."""


class Quiet:
    """Whether others left the machine alone since this was made."""

    def __init__(self) -> None:
        self._began, self._others = time.monotonic(), _others()

    def still(self) -> bool:
        """Up to now."""
        return _others() - self._others <= BUSY * (time.monotonic() - self._began)


def _others() -> float:
    """Seconds of the processor that went into anything but this process and its children."""
    spent, own = psutil.cpu_times(), os.times()
    of_all = spent.user + spent.system + getattr(spent, "nice", 0.0)
    running = sum(sum(child.cpu_times()[:2]) for child in psutil.Process().children(recursive=True))
    return float(of_all - sum(own[:4]) - running)


@pytest.mark.timeout(7200)
@pytest.mark.parametrize("name", CASES)
def test_a_question_takes_a_fraction_of_the_planning(name: str) -> None:
    """Every kind of question once: of the plan as a whole, and of its dearest order, a qualification and a redesign."""
    make, options = CASES[name]
    told = make()
    quiet = Quiet()
    began, passed = time.process_time(), time.monotonic()
    found = plan(told, options)
    planning = time.process_time() - began
    assert found.plan is not None, found.message
    waited = time.monotonic() - passed
    print(f"\n{name}: planning {planning:.1f} s of the processor, {waited:.1f} s by the clock, gap {found.gap}")
    seconds, turning = seconds_for(found.seconds), turning_for(found.seconds)
    asking = Asking(told, found.plan, options, stopping=never, seconds=seconds)
    took: dict[str, float] = {}
    clock: dict[str, float] = {}

    def timed(words: str, ask: Callable[[], object]) -> None:
        began, passed = time.process_time(), time.monotonic()
        ask()
        took[words] = time.process_time() - began
        clock[words] = time.monotonic() - passed
        share = f"{took[words] / planning:.1%}; {clock[words]:.2f} s, {clock[words] / waited:.1%} by the clock"
        print(f"  {words}: {took[words]:.2f} s, {share}")

    timed("the plan's own model and margins", lambda: margins(asking))
    for action in _each_deed(found.plan):
        timed(f"without, earlier, later: {action.name}", partial(worth, asking, action))
        timed(f"a month faster: {action.name}", partial(a_month_faster, asking, action))
        all_of_it = partial(
            why_this, told, found.plan, options, action.deed, action.name, seconds=seconds, turning=turning
        )
        timed(f"{WHOLE}, with what would change our mind: {action.name}", all_of_it)
    timed("a point of licence share", lambda: a_point_more(asking, 0))
    timed("a stock never built", partial(never_more, asking, found.plan.stock[0].item))
    timed("other first moves nearly as good", lambda: near_best(asking))
    timed(
        f"{WHOLE}, about the plan as a whole",
        partial(whole, told, found.plan, options, seconds=seconds, turning=turning),
    )
    alone = quiet.still()
    print(f"  the machine was {'quiet: the clock counts too' if alone else 'busy: the clock is not judged'}")
    if name == "medium":
        assert max(took.values()) <= SHARE * planning
        if alone:
            assert max(one for words, one in clock.items() if words.startswith(WHOLE)) <= SHARE * waited


def _each_deed(answer: Plan) -> list[Action]:
    """The dearest order and the first start of each kind."""
    listed = actions(answer)
    firsts = [next((one for one in listed if one.deed is deed), None) for deed in (Deed.QUALIFY, Deed.REDESIGN)]
    order = max((one for one in listed if one.deed is Deed.ORDER), key=lambda one: one.value, default=None)
    return [one for one in (order, *firsts) if one is not None]
