"""Every plan told on the way passes its audit: it may be all that is left of a search that dies."""

from __future__ import annotations

import pytest

from planner.events import BetterPlan, Event
from planner.facts.gather import gather
from planner.plan.audit import audit
from planner.plan.plan import Plan
from planner.planning import plan
from planner.scenarios.grow import grow
from planner.solve import engine
from planner.solve.options import Options
from planner.tables.case import Case
from tests.budget import examples
from tests.generate.tiny import tiny_case

SPREAD = 9_100_003
WASTED = {9_100_031, 9_100_036}
"""Seeds whose plans on the way pay for more broken of a soft limit than is."""


def told(case: Case) -> list[Plan]:
    """The plans told while a case is planned."""
    plans: list[Plan] = []

    def listen(event: Event) -> None:
        if isinstance(event, BetterPlan):
            assert isinstance(event.tables, Plan)
            plans.append(event.tables)

    plan(case, Options(gap=0), listen)
    return plans


@pytest.mark.parametrize("shortcut", [engine.SMALL_ENOUGH, -1], ids=["branch and cut", "the long way"])
def test_every_plan_told_on_the_way_passes_its_audit(shortcut: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "SMALL_ENOUGH", shortcut)
    heard = 0
    for seed in sorted({*range(SPREAD, SPREAD + examples(200)), *WASTED}):
        case = tiny_case(seed)
        facts = gather(case)
        tree = grow(facts)
        for one in told(case):
            heard += 1
            assert audit(case, facts, tree, one) == (), seed
    assert heard >= examples(200) / 2
