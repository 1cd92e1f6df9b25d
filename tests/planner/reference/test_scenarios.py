"""Decides what becomes of a ready-made scenario in a case: dated, cut, and with its source."""

from __future__ import annotations

import dataclasses
import math

import pytest

from planner.errors import UserError
from planner.months import Month
from planner.reference.library import Library, load
from planner.reference.scenarios import World, odds, scenario_rows, title, world_of
from planner.tables.choices import Event
from tests.builders import case

START = Month.of(2027, 1)
WORLD = World(
    start=START,
    months=12,
    buyer="other",
    suppliers=("Neo Performance Materials",),
    countries=("China", "Estonia"),
    feeds=(),
    elements=("Nd", "Dy"),
    end_uses=("automotive",),
)


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


def by_effect(events: tuple[Event, ...], effect: str) -> list[tuple[str, str, float, tuple[str, ...]]]:
    return [(str(one.from_month), str(one.to_month), one.value, one.country) for one in events if one.effect == effect]


def test_the_spring_of_2025_repeats_from_the_shock_month(library: Library) -> None:
    scenario, events = scenario_rows(library, "spring_2025_repeat", START + 3, WORLD)
    assert (scenario.scenario, scenario.probability) == ("Spring 2025 repeat", 0.12)
    assert by_effect(events, "availability") == [
        ("2027-04", "2027-04", 0.54, ("China",)),
        ("2027-05", "2027-05", 0.26, ("China",)),
        ("2027-06", "2027-06", 0.66, ("China",)),
    ]
    assert by_effect(events, "delay") == [("2027-04", "2027-09", 1.0, ("China",))]
    assert by_effect(events, "closed") == [("2027-04", "2027-12", 1.0, ("China",))]
    assert by_effect(events, "price") == [("2027-05", "2027-12", 1.18, ("Estonia",))]


def test_a_buyer_in_the_united_states_fares_worse(library: Library) -> None:
    there = dataclasses.replace(WORLD, buyer="us")
    _, events = scenario_rows(library, "spring_2025_repeat", START, there)
    assert [one.value for one in events if one.effect == "availability"] == [0.54, 0.07, 0.57]
    with pytest.raises(UserError, match="mars"):
        scenario_rows(library, "managed_flow", START, dataclasses.replace(WORLD, buyer="mars"))


def test_what_changes_nothing_has_no_row(library: Library) -> None:
    assert scenario_rows(library, "managed_flow", START, WORLD)[1] == ()


def test_a_shock_before_the_start_is_cut_at_the_start_and_one_near_the_end_at_the_horizon(library: Library) -> None:
    _, under_way = scenario_rows(library, "quota_2010_type", START + -6, WORLD)
    assert by_effect(under_way, "availability") == [("2027-01", "2027-12", 0.6, ("China",))]
    _, late = scenario_rows(library, "spring_2025_repeat", START + 11, WORLD)
    assert all(one.from_month == one.to_month == START + 11 for one in late)


def test_a_scenario_may_end_where_another_takes_over(library: Library) -> None:
    _, events = scenario_rows(library, "spring_2025_repeat", START, WORLD, until=START + 1)
    assert max(one.to_month for one in events) == START + 1


def test_names_the_case_does_not_have_are_left_out(library: Library) -> None:
    _, events = scenario_rows(library, "october_2025_layer", START, WORLD)
    assert {country for one in events for country in one.country} == {"China", "Estonia"}
    assert {element for one in events for element in one.element} == {"Dy"}
    assert not any(one.end_use for one in events)
    _, slipped = scenario_rows(library, "ramp_slip_12_months", START, WORLD)
    assert [one.supplier for one in slipped] == [("Neo Performance Materials",)]


def test_a_feed_country_is_reached_by_availability_but_not_by_delay(library: Library) -> None:
    fed = dataclasses.replace(WORLD, countries=("Estonia",), feeds=("Vietnam",))
    _, events = scenario_rows(library, "vietnam_origin_crackdown", START, fed)
    assert {one.effect for one in events} == {"availability"}


def test_an_announced_scenario_is_known_before_it_begins(library: Library) -> None:
    _, events = scenario_rows(library, "quota_2010_type", START + 4, WORLD, announced=START + 2)
    assert {one.known_from for one in events} == {START + 2}


def test_every_event_keeps_its_source_and_confidence(library: Library) -> None:
    for template in library.scenario_templates:
        scenario, events = scenario_rows(library, template.scenario, START, WORLD, name="Mine", probability=0.5)
        assert (scenario.scenario, scenario.probability) == ("Mine", 0.5)
        assert "assumption" in (scenario.description or "")
        for one in events:
            assert one.scenario == "Mine"
            assert (one.source or "").endswith(("high)", "medium)", "low)", "assumption)"))


def test_odds_of_a_choice_are_scaled_to_one(library: Library) -> None:
    chosen = odds(library, ("managed_flow", "spring_2025_repeat", "quota_2010_type"), "other")
    assert math.fsum(chosen.values()) == pytest.approx(1, abs=1e-9)
    assert chosen["spring_2025_repeat"] == pytest.approx(0.12 / 0.53, abs=1e-4)
    with pytest.raises(UserError):
        odds(library, ("tariff_step",), "other")


def test_a_template_has_a_name_for_people() -> None:
    assert title("ramp_slip_12_months") == "Ramp slip 12 months"


def test_the_world_of_a_case_knows_its_makers_feeds_elements_and_end_uses(library: Library) -> None:
    told = case(
        products=[{"product": "Drive", "shortage_cost": 1, "end_use": "medical"}],
        items=[
            {"item": "own", "standard_cost": 1},
            {"item": "graded", "grade": "n42sh", "standard_cost": 1},
            {"item": "declared", "grade": "House", "standard_cost": 1},
        ],
        composition=[
            {"of": "OWN", "element": "Sm", "weight_percent": 25},
            {"of": "own", "element": "Tb", "weight_percent": 0},
            {"of": "House", "element": "Ho", "weight_percent": 1},
        ],
        suppliers=[
            {"supplier": "A", "country": "Vietnam", "feed_country": "China", "feed_share": 0.8},
            {"supplier": "B", "country": "vietnam", "feed_country": "Laos"},
        ],
    )
    world = world_of(told, library, "other")
    assert (world.start, world.months, world.last) == (START, 3, Month.of(2027, 3))
    assert (world.suppliers, world.countries, world.feeds) == (("A", "B"), ("Vietnam",), ("China",))
    assert world.elements == ("Sm", "Nd", "Pr", "Dy", "Fe", "B", "Co", "Ho")
    assert world.end_uses == ("medical",)
