"""Decides whether planning is right: its answers must be those of the oracle, case by random case."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings

from planner.facts.gather import gather
from planner.plan.answer import Answer
from planner.planning import plan
from planner.scenarios.grow import grow
from planner.solve import engine
from planner.solve.options import Options
from planner.solve.outcome import Status
from planner.tables.case import Case
from tests.budget import examples
from tests.generate.tiny import tiny_case, tiny_cases
from tests.oracle.extensive import OracleAnswer, solve
from tests.oracle.futures import Futures
from tests.oracle.reading import Reading

CLOSE = 1e-6
SPREAD = 6_700_417  # steps between the seeds of one test and the next
STATUS = {"optimal": Status.PROVEN, "infeasible": Status.INFEASIBLE, "unbounded": Status.UNBOUNDED}


def _same(answer: Answer, known: OracleAnswer, risk_weight: float) -> None:
    """The same ending, the same objective, a bound that is one, and figures that add up to the objective."""
    assert answer.status is STATUS[known.status], answer.message
    if known.objective is None:
        assert answer.plan is None
        return
    assert answer.objective == pytest.approx(known.objective, rel=CLOSE, abs=CLOSE)
    assert answer.bound is not None and answer.expected_cost is not None and answer.cvar is not None
    assert answer.bound <= known.objective + CLOSE * max(1.0, abs(known.objective))
    mixed = (1 - risk_weight) * answer.expected_cost + risk_weight * answer.cvar
    assert answer.objective == pytest.approx(mixed, rel=CLOSE, abs=CLOSE)


@pytest.mark.parametrize("seed", range(examples(300)))
def test_planning_gives_the_oracles_answer(seed: int) -> None:
    case = tiny_case(seed)
    _same(plan(case, Options(gap=0)), solve(case), case.settings.risk_weight)


@pytest.mark.parametrize("seed", range(SPREAD // 2, SPREAD // 2 + examples(300)))
def test_the_long_way_of_solving_gives_the_oracles_answer(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cuts, rounding and the search over starts are for large cases; here every case goes through them."""
    monkeypatch.setattr(engine, "SMALL_ENOUGH", -1)
    case = tiny_case(seed)
    _same(plan(case, Options(gap=0)), solve(case), case.settings.risk_weight)


@settings(max_examples=examples(200))
@given(tiny_cases())
def test_planning_gives_the_oracles_answer_on_cases_that_shrink(case: Case) -> None:
    _same(plan(case, Options(gap=0)), solve(case), case.settings.risk_weight)


@pytest.mark.parametrize("seed", range(SPREAD, SPREAD + examples(100)))
@pytest.mark.parametrize("risk_weight", [0.0, 0.25, 1.0])
def test_planning_for_another_risk_weight_gives_the_oracles_answer(seed: int, risk_weight: float) -> None:
    case = tiny_case(seed)
    _same(plan(case, Options(gap=0, risk_weight=risk_weight)), solve(case, risk_weight), risk_weight)


@pytest.mark.parametrize("seed", range(2 * SPREAD, 2 * SPREAD + examples(100)))
def test_with_a_gap_left_open_the_best_plan_lies_between_bound_and_objective(seed: int) -> None:
    case = tiny_case(seed)
    answer, known = plan(case, Options(gap=0.05)), solve(case)
    assert answer.status is STATUS[known.status], answer.message
    if known.objective is not None:
        slack = CLOSE * max(1.0, abs(known.objective))
        assert answer.objective is not None and answer.bound is not None
        assert answer.bound <= known.objective + slack
        assert known.objective <= answer.objective + slack
        assert answer.objective - answer.bound <= 0.05 * max(1.0, abs(answer.objective)) + slack


@pytest.mark.parametrize("seed", range(examples(1000)))
def test_the_tree_parts_scenarios_where_the_oracle_does(seed: int) -> None:
    case = tiny_case(seed)
    tree, futures = grow(gather(case)), Futures(Reading(case))
    for month, first in enumerate(futures.together):
        nodes = [node.scenarios for node in tree.nodes if node.month == month]
        assert sorted(nodes) == sorted(
            tuple(w for w, other in enumerate(first) if other == group) for group in set(first)
        )
        for node in tree.nodes:
            mass = sum(futures.reading.scenarios[w][1] for w in node.scenarios)
            assert math.isclose(node.probability, mass)
