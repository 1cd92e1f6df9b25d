"""Decides whether the oracle can be trusted beyond known answers: other methods and stories worked by hand agree."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from planner.checks.run import check
from planner.tables.case import Case
from tests.budget import examples
from tests.builders import case
from tests.generate.discrete import discrete_case
from tests.generate.tiny import tiny_case
from tests.oracle.enumerate import TooMany, best_by_enumeration
from tests.oracle.extensive import solve, tail_mean
from tests.oracle.walking import Walk

CLOSE = 1e-6


@pytest.mark.parametrize("seed", range(examples(200)))
def test_walking_through_every_action_finds_the_same_cost(seed: int) -> None:
    walked = discrete_case(seed)
    assert not [finding.message for finding in check(walked) if finding.is_error]
    assert solve(walked).objective == pytest.approx(Walk(walked).least_expected_cost(), rel=CLOSE, abs=CLOSE)


def test_trying_every_combination_of_starts_and_orders_finds_the_same_objective() -> None:
    tried = 0
    for seed in itertools.count():
        try:
            best = best_by_enumeration(tiny_case(seed), most=300)
        except TooMany:
            continue
        answer = solve(tiny_case(seed))
        assert (answer.status == "infeasible") == (best is None), seed
        assert answer.objective == (None if best is None else pytest.approx(best, rel=CLOSE, abs=CLOSE)), seed
        tried += 1
        if tried == examples(200):
            return


@pytest.mark.parametrize("seed", range(5000, 5000 + examples(200)))
def test_wider_bounds_on_orders_change_nothing(seed: int) -> None:
    plain, wide = solve(tiny_case(seed)), solve(tiny_case(seed), spare=8.0)
    assert plain.status == wide.status
    assert plain.objective == (None if wide.objective is None else pytest.approx(wide.objective, rel=CLOSE, abs=CLOSE))


def drives(**more: Any) -> Case:
    """A drive of one magnet from East at 10; the rest is the story's."""
    tables: dict[str, Any] = {
        "products": [{"product": "Drive", "shortage_cost": 100}],
        "demand": {"Drive": [10, 10]},
        "bill_of_materials": [{"parent": "Drive", "component": "Magnet", "quantity": 1}],
        "items": [{"item": "Magnet", "standard_cost": 10}],
        "suppliers": [{"supplier": "East", "country": "China"}],
        "offers": [{"supplier": "East", "item": "Magnet", "price": 10, "production_months": 0, "transit_months": 0}],
    }
    return case(**{**tables, **more})


HALT = {"scenario": "halt", "from_month": 1, "to_month": 1, "effect": "availability", "value": 0}
FUTURES = [{"scenario": "calm", "probability": 0.9}, {"scenario": "halt", "probability": 0.1}]


def test_without_warning_all_is_bought_ahead_where_carrying_is_cheaper_than_the_risk() -> None:
    """Carrying 10 units for one month costs 10; going without costs 0.1 * 10 * 100."""
    answer = solve(drives(case={"carrying_cost_rate": 1.2}, scenarios=FUTURES, events=[HALT]))
    assert answer.objective == pytest.approx(200 + 10)


def test_an_announced_halt_is_met_only_where_it_is_announced() -> None:
    """Known in the first month: only then are 10 units carried."""
    answer = solve(drives(case={"carrying_cost_rate": 1.2}, scenarios=FUTURES, events=[{**HALT, "known_from": 0}]))
    assert answer.scenario_costs == pytest.approx({"calm": 200, "halt": 210})
    assert answer.objective == pytest.approx(201)


def test_the_tail_is_the_mean_of_the_worst_costs() -> None:
    assert tail_mean([(0.9, 200), (0.1, 1100)], 0.8) == pytest.approx(650)
    assert tail_mean([(0.5, 1.0), (0.25, 3.0), (0.25, 5.0)], 0.0) == pytest.approx(2.5)


def test_who_looks_at_the_tail_only_pays_to_be_safe() -> None:
    """Carrying costs 20 a unit here, so on average going without (10) is cheaper; in the tail it is not."""
    dear = {"carrying_cost_rate": 24, "cvar_level": 0.9}
    average = solve(drives(case=dear, scenarios=FUTURES, events=[HALT]), risk_weight=0)
    careful = solve(drives(case=dear, scenarios=FUTURES, events=[HALT]), risk_weight=1)
    assert average.objective == pytest.approx(0.9 * 200 + 0.1 * 1100)
    assert average.cvar == pytest.approx(1100)
    assert careful.objective == pytest.approx(200 + 200)


def test_the_credit_at_the_end_never_exceeds_the_lowest_price() -> None:
    """Standard cost 40 would be credited with 32; it can be bought for 5, half of 10, while prices are halved."""
    answer = solve(
        drives(
            case={"closing_stock_value": 0.8},
            items=[{"item": "Magnet", "standard_cost": 40}],
            stock=[{"item": "Magnet", "quantity": 30}],
            scenarios=[{"scenario": "cheap", "probability": 1}],
            events=[{"scenario": "cheap", "from_month": 1, "to_month": 1, "effect": "price", "value": 0.5}],
        )
    )
    assert answer.objective == pytest.approx(-10 * 5)


def test_a_licence_widens_no_bound_for_goods_it_does_not_name() -> None:
    """The supplier's 10 kg are cut to 5; the licence is for magnets nobody needs, so 5 drives are lost."""
    answer = solve(
        drives(
            demand={"Drive": [10]},
            items=[
                {"item": "Magnet", "standard_cost": 10, "mass_g": 1000},
                {"item": "Other", "standard_cost": 10, "mass_g": 1000},
            ],
            offers=[
                {"supplier": "East", "item": item, "price": 10, "production_months": 0, "transit_months": 0}
                for item in ("Magnet", "Other")
            ],
            capacity=[{"supplier": "East", "from_month": 0, "per_month": 10}],
            licences=[
                {"licence": "L", "supplier": "East", "item": "Other", "quantity": 9, "from_month": 0, "to_month": 0}
            ],
            scenarios=[{"scenario": "cut", "probability": 1}],
            events=[{"scenario": "cut", "from_month": 0, "to_month": 0, "effect": "availability", "value": 0.5}],
        )
    )
    assert answer.objective == pytest.approx(5 * 10 + 5 * 100)


def test_what_is_split_by_end_use_keeps_the_bound_of_each_use_and_of_all() -> None:
    """Capacity 10. Defence keeps a share of 0.5, all others 1: 4 + 6 fit, so do 5 + 5; 6 for defence do not."""
    answer = solve(
        drives(
            products=[
                {"product": "Radar", "end_use": "defence", "shortage_cost": 100},
                {"product": "Pump", "end_use": "industrial", "shortage_cost": 60},
            ],
            demand={"Radar": [6], "Pump": [8]},
            bill_of_materials=[
                {"parent": parent, "component": "Magnet", "quantity": 1} for parent in ("Radar", "Pump")
            ],
            capacity=[{"supplier": "East", "item": "Magnet", "from_month": 0, "per_month": 10}],
            scenarios=[{"scenario": "rule", "probability": 1}],
            events=[
                {
                    "scenario": "rule",
                    "from_month": 0,
                    "to_month": 0,
                    "effect": "availability",
                    "value": 0.5,
                    "end_use": "defence",
                }
            ],
        )
    )
    assert answer.objective == pytest.approx(10 * 10 + 1 * 100 + 3 * 60)
