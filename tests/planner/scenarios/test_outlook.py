"""Decides whether the data of a node are what the events of its month make them."""

from __future__ import annotations

from typing import Any

import pytest

from planner.scenarios.grow import grow
from planner.scenarios.tree import Tree
from tests.planner.scenarios.test_grow import event, world


def after(*events_: dict[str, Any], **more: Any) -> Tree:
    """A chain of one scenario; the events begin in month 0."""
    return grow(world(list(events_), scenarios=1, **more))


def hit(effect: str, value: float, **more: Any) -> dict[str, Any]:
    return event("A", 0, 1, effect=effect, value=value, **more)


def test_a_quiet_month_changes_nothing() -> None:
    outlook = after().outlook
    assert outlook.availability[0] == (1, 1)
    assert outlook.price[0] == (1, 1)
    assert outlook.duty[0] == (0, 0)
    assert outlook.delay[0] == (0, 0)
    assert outlook.demand[0] == (10,)
    assert outlook.closed[0] == (False, False)


def test_both_ends_of_an_event_count() -> None:
    outlook = after(event("A", 1, 2, supplier="East")).outlook
    assert [row[0] for row in outlook.availability] == [1, 0, 0, 1, 1, 1]


def test_availability_and_price_reach_the_feed_country_softened() -> None:
    outlook = after(hit("availability", 0.5, country="China"), hit("price", 2, country="China")).outlook
    assert outlook.availability[0] == (0.5, 0.75)
    assert outlook.price[0] == (2, 1.5)


def test_duty_delay_and_closure_stop_at_the_suppliers_country() -> None:
    outlook = after(
        hit("duty", 0.25, country="China"), hit("delay", 2, country="China"), hit("closed", 1, country="China")
    ).outlook
    assert (outlook.duty[0], outlook.delay[0], outlook.closed[0]) == ((0.25, 0), (2, 0), (True, False))


def test_factors_that_meet_multiply() -> None:
    outlook = after(
        hit("availability", 0.5), hit("availability", 0.5, supplier="East"), hit("price", 3), hit("price", 0.5)
    ).outlook
    assert outlook.availability[0] == (0.25, 0.5)
    assert outlook.price[0] == (1.5, 1.5)


def test_the_same_event_twice_counts_twice() -> None:
    assert after(hit("availability", 0.5), hit("availability", 0.5)).outlook.availability[0] == (0.25, 0.25)


def test_duties_and_delays_that_meet_add_up() -> None:
    outlook = after(
        hit("duty", 0.1), hit("duty", 0.2, supplier="Hanoi"), hit("delay", 1), hit("delay", 2, supplier="East")
    ).outlook
    assert outlook.duty[0] == (0.1, 0.3)
    assert outlook.delay[0] == (3, 1)


def test_two_closures_are_one() -> None:
    assert after(hit("closed", 1), hit("closed", 1, supplier="East")).outlook.closed[0] == (True, True)


def test_demand_is_in_units_and_looks_at_products_alone() -> None:
    products = [
        {"product": "Drive", "end_use": "automotive", "shortage_cost": 1},
        {"product": "Pump", "shortage_cost": 1},
    ]
    demand = {"Drive": [10] * 6, "Pump": [3] * 6}
    outlook = after(
        hit("demand", 2, end_use="AUTOMOTIVE"), hit("demand", 0.5), products=products, demand=demand
    ).outlook
    assert outlook.demand[0] == (10, 1.5)
    assert after(hit("demand", 0, product="pump"), products=products, demand=demand).outlook.demand[0] == (10, 0)


def test_an_event_for_an_end_use_hits_its_lane_alone() -> None:
    facts = world([hit("availability", 0, end_use="automotive;defence", supplier="East"), hit("availability", 0.5)], 1)
    outlook = grow(facts).outlook
    named = {
        (facts.suppliers[facts.pairs[lane.pair].supplier].name, lane.end_use): outlook.availability[0][number]
        for number, lane in enumerate(facts.lanes)
    }
    assert named == {
        ("East", "automotive"): 0,
        ("East", "defence"): 0,
        ("East", None): 0.5,
        ("Hanoi", None): 0.5,
    }


def test_planned_demand_is_handed_on_to_the_last_bit() -> None:
    third = 100 / 3
    outlook = after(hit("price", 2), demand={"Drive": [third] * 6}).outlook
    assert outlook.demand[0] == (third,)


def test_numbers_are_plain() -> None:
    outlook = after(hit("availability", 0.5), hit("delay", 1), hit("closed", 1), hit("demand", 2)).outlook
    assert {type(number) for rows in (outlook.availability, outlook.price, outlook.duty) for number in rows[0]} == {
        float
    }
    assert {type(number) for number in outlook.demand[0]} == {float}
    assert {type(number) for number in outlook.delay[0]} == {int}
    assert {type(number) for number in outlook.closed[0]} == {bool}


def test_a_duty_taken_back_is_exactly_no_duty() -> None:
    assert str(after(hit("duty", 0.3), hit("duty", -0.3)).outlook.duty[0]) == "(0.0, 0.0)"


def test_a_huge_factor_stays_itself() -> None:
    assert after(hit("price", 1e300, supplier="East")).outlook.price[0] == (1e300, 1)


def test_a_third_is_not_shortened_so_that_anyone_would_see() -> None:
    assert after(hit("availability", 1 / 3)).outlook.availability[0][0] == pytest.approx(1 / 3, abs=1e-12)


def test_an_announcement_in_the_middle_of_an_event_hides_nothing_else() -> None:
    tree = grow(world([event("A", 0, 5, value=0.5), event("A", 1, 4, value=0.5, known_from=2)], scenarios=1))
    assert [row[0] for row in tree.outlook.availability] == [0.5, 0.25, 0.25, 0.25, 0.25, 0.5]


def test_the_order_of_events_changes_not_even_the_last_bit() -> None:
    hits = [hit("price", value) for value in (0.1, 0.7, 3e9)]
    assert after(*hits).outlook.price == after(*reversed(hits)).outlook.price
