"""Plans that were found are falsified, or found for a looser case: the audit refuses what is not true any more."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from planner import planning
from planner.facts.gather import gather
from planner.plan.audit import audit
from planner.plan.plan import Plan
from planner.scenarios.grow import grow
from planner.solve.options import Options
from planner.tables.case import Case
from tests.budget import examples
from tests.generate.tiny import tiny_case
from tests.oracle.workbooks import read
from tests.planner.plan.mutations import falsified
from tests.planner.plan.relaxations import relaxed

WORKBOOKS = sorted((Path(__file__).parents[2] / "golden" / "cases").glob("*.xlsx"))
EXACTLY = Options(gap=0, time_limit=60, risk_weight=0)


def best(told: Case) -> Plan | None:
    """The proven plan of a case, None where there is none."""
    return planning.plan(told, EXACTLY).plan


class Count:
    """How many falsified plans were refused."""

    def __init__(self) -> None:
        self.tried = 0
        self.passed: list[str] = []

    def falsify(self, told: Case, plan: Plan, seed: int) -> None:
        facts = gather(told)
        tree = grow(facts)
        assert audit(told, facts, tree, plan) == ()
        for one in falsified(plan, random.Random(seed)):
            if one.plan == plan:
                continue
            self.tried += 1
            if not audit(told, facts, tree, one.plan):
                assert not one.balance, one.kind
                self.passed.append(one.kind)

    @property
    def refused(self) -> float:
        return 1 - len(self.passed) / self.tried


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem)
def test_falsified_plans_of_the_known_cases_are_refused(path: Path) -> None:
    """What passes is an equally good plan: a start that costs nothing and does nothing."""
    told = read(path)
    plan = best(told)
    if plan is None:
        assert path.stem == "infeasible_fill"
        return
    count = Count()
    for seed in range(5):
        count.falsify(told, plan, seed)
    assert count.refused >= 0.98, count.passed


def test_falsified_plans_of_random_cases_are_refused() -> None:
    count = Count()
    for seed in range(examples(300)):
        told = tiny_case(seed)
        plan = best(told)
        if plan is not None:
            count.falsify(told, plan, seed)
    assert count.tried > 30 * examples(300)
    assert count.refused >= 0.99, count.passed


def test_no_plan_cheaper_than_the_best_passes() -> None:
    """A plan for a looser case that is cheaper than the best plan of the case must break a rule of the case."""
    cheaper = 0
    for seed in range(examples(80)):
        told = tiny_case(seed)
        plan = best(told)
        if plan is None:
            continue
        facts = gather(told)
        tree = grow(facts)
        for let_go, looser in relaxed(told):
            other = best(looser)
            if other is None or other.objective >= plan.objective - 1e-4 * (1 + abs(plan.objective)):
                continue
            cheaper += 1
            assert audit(told, facts, tree, replace(other, fingerprint=plan.fingerprint)), (seed, let_go)
    assert cheaper > 2 * examples(80)
