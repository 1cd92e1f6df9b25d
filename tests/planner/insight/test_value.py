"""Decides that the value of knowing and the value of planning for all futures are the textbook's."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from planner.events import Event, Share, Stopped, never, silent
from planner.insight.value import value
from planner.solve.options import Options
from planner.store.workbook_in import read_workbook
from planner.tables.case import Case
from tests.builders import case
from tests.oracle import aircond
from tests.planner.insight.embargo import embargo
from tests.planner.insight.farmer import REVENUE, farmer

EXACT = Options(gap=0.0)
AIRCOND = Path(__file__).parents[2] / "golden" / "cases" / "aircond_3stage.xlsx"


def air_conditioners() -> Case:
    found = read_workbook(AIRCOND, listen=silent, stopping=never).case
    assert found is not None
    return found


def test_the_farmer_would_pay_7016_to_know_the_weather_and_saves_1150_by_planning_for_all_of_it() -> None:
    found = value(farmer(), EXACT)
    assert found.here_and_now.value == pytest.approx(REVENUE - 108_390)
    assert found.knowing.value == pytest.approx(REVENUE - 115_405.56, abs=0.01)
    assert found.average_first.value == pytest.approx(REVENUE - 107_240)
    assert found.evpi.value == pytest.approx(7_016, abs=0.5)
    assert found.vss.value == pytest.approx(1_150)


def test_the_farmer_knows_each_weather_by_its_textbook_profit() -> None:
    found = value(farmer(), EXACT)
    profit = {one.scenario: REVENUE - (one.cost.value or 0.0) for one in found.alone}
    assert profit == pytest.approx({"good": 167_666.67, "mean": 118_600, "bad": 59_950}, abs=0.01)


def test_the_air_conditioners_agree_with_trying_every_plan() -> None:
    found = value(air_conditioners(), EXACT)
    assert found.here_and_now.value == pytest.approx(aircond.here_and_now()) == pytest.approx(62_500)
    assert found.knowing.value == pytest.approx(aircond.knowing())
    assert found.average_first.value == pytest.approx(aircond.keeping_first(aircond.first_for_the_average()))
    assert found.evpi.value == pytest.approx(3_750)
    assert found.vss.value == pytest.approx(5_000)


def test_knowing_saves_the_needless_carrying_or_the_dear_purchase() -> None:
    """Buying ahead costs 20 for certain, waiting 300 with the chance of the stop: ahead from one in fifteen on."""
    rare, likely = value(embargo(0.05), EXACT), value(embargo(0.5), EXACT)
    assert rare.here_and_now.value == pytest.approx(200 + 0.05 * 300)
    assert rare.evpi.value == pytest.approx(0.05 * (300 - 20))
    assert likely.here_and_now.value == pytest.approx(220)
    assert likely.evpi.value == pytest.approx(0.5 * 20)


def test_nothing_is_worth_knowing_where_only_one_thing_can_happen() -> None:
    found = value(embargo(1.0), EXACT)
    assert found.evpi.value == pytest.approx(0)
    assert found.vss.value == pytest.approx(0)


def test_who_plans_for_the_average_sees_no_reason_to_buy_ahead() -> None:
    """On average availability is a half, and half of no capacity is no bound: nothing is bought ahead."""
    found = value(embargo(0.5), EXACT)
    assert found.average_first.value == pytest.approx(200 + 0.5 * 300)
    assert found.vss.value == pytest.approx(150 - 20)


def test_a_first_month_that_cannot_be_followed_costs_without_end() -> None:
    """At 14 on average ten magnets fit the budget of 150; at 20, in one of the two futures, they do not."""
    told = case(
        case={"months": 2},
        products=[{"product": "Drive", "shortage_cost": 100}],
        demand={"Drive": [0, 10]},
        bill_of_materials=[{"parent": "Drive", "component": "Magnet", "quantity": 1}],
        items=[{"item": "Magnet", "standard_cost": 10}],
        suppliers=[{"supplier": "Ganzhou", "country": "China"}, {"supplier": "Narva", "country": "Estonia"}],
        offers=[
            {"supplier": "Ganzhou", "item": "Magnet", "price": 10, "production_months": 0, "transit_months": 1},
            {"supplier": "Narva", "item": "Magnet", "price": 40, "production_months": 0, "transit_months": 0},
        ],
        limits=[{"limit": "budget", "value": 150, "from_month": 0, "to_month": 0}],
        scenarios=[{"scenario": "calm", "probability": 0.6}, {"scenario": "dear", "probability": 0.4}],
        events=[
            {
                "scenario": "dear",
                "from_month": 0,
                "to_month": 0,
                "effect": "price",
                "value": 2,
                "supplier": "Ganzhou",
            }
        ],
    )
    found = value(told, EXACT)
    assert found.average_first.value == math.inf
    assert found.vss.value == math.inf


def test_a_gap_left_open_makes_ranges_that_hold_the_exact_figures() -> None:
    exact = value(air_conditioners(), EXACT)
    rough = value(air_conditioners(), Options(gap=0.2))
    for name in ("here_and_now", "knowing", "average_first", "evpi", "vss"):
        figure = getattr(rough, name)
        assert figure.low - 1e-6 <= getattr(exact, name).value <= figure.high + 1e-6


def test_it_says_how_far_it_is_and_stops_when_asked() -> None:
    told: list[Event] = []
    value(embargo(0.5), EXACT, listen=told.append)
    shares = [one for one in told if isinstance(one, Share)]
    assert (shares[0].done, shares[-1].done, shares[-1].total) == (0, 5, 5)
    with pytest.raises(Stopped):
        value(embargo(0.5), EXACT, stopping=lambda: True)
