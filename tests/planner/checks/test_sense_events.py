"""Claims about scenarios and events."""

from __future__ import annotations

import pytest

from planner.checks.run import check
from tests.planner.checks.story import calm_and_halt, event, of, offer, only, place, product, sound

WITH_CAPACITY = {
    "capacity": [{"supplier": name, "item": "Magnet", "from_month": 0, "per_month": 50} for name in ("East", "West")]
}


def test_probabilities_not_one_says_what_is_missing() -> None:
    case = sound(scenarios=[{"scenario": "A", "probability": 0.5}, {"scenario": "B", "probability": 0.4}])
    finding = only(case, "probabilities_not_one")
    assert finding.is_error
    assert place(finding) == ("scenarios", None, "probability")
    assert "add up to 0.9, not to 1. Correct them: 0.1 is missing." in finding.message


def test_probabilities_not_one_forgives_a_millionth() -> None:
    thirds = [{"scenario": str(n), "probability": 0.3333333} for n in range(3)]
    assert not of(sound(scenarios=thirds), "probabilities_not_one")
    assert of(sound(scenarios=[{**one, "probability": 0.33333} for one in thirds]), "probabilities_not_one")
    assert not of(sound(), "probabilities_not_one")


def test_scenario_left_out_has_probability_0() -> None:
    case = sound(scenarios=[{"scenario": "A", "probability": 1}, {"scenario": "B", "probability": 0}])
    finding = only(case, "scenario_left_out")
    assert place(finding) == ("scenarios", 1, "probability")
    assert not finding.is_error


@pytest.mark.parametrize(
    ("effect", "value"),
    [
        ("availability", -0.1),
        ("availability", 1.1),
        ("availability", 50),
        ("price", -1),
        ("demand", -0.5),
        ("delay", 1.5),
        ("delay", -1),
        ("closed", 0),
        ("closed", 2),
    ],
)
def test_event_value_must_be_one_its_effect_takes(effect, value) -> None:
    finding = only(calm_and_halt(event(effect, value)), "event_value")
    assert finding.is_error
    assert place(finding) == ("events", 0, "value")


def test_event_value_of_a_duty_may_be_any_rate() -> None:
    assert not of(calm_and_halt(event("duty", -0.02), event("duty", 1.5)), "event_value")


def test_event_value_in_percent_is_recognised() -> None:
    assert "50 % is 0.5" in only(calm_and_halt(event(value=50)), "event_value").message


FILTERS = {
    "supplier": "East",
    "country": "China",
    "item": "Magnet",
    "element": "Dy",
    "end_use": "automotive",
    "product": "Drive",
}


@pytest.mark.parametrize("effect", ["availability", "price", "duty", "delay", "closed", "demand"])
@pytest.mark.parametrize("field", FILTERS)
def test_event_filter_that_means_nothing_for_the_effect_is_an_error(effect, field) -> None:
    """case.md: product counts for demand only, end_use for demand and availability, the others not for demand."""
    meant = {
        "product": effect == "demand",
        "end_use": effect in ("demand", "availability"),
    }.get(field, effect != "demand")
    found = of(calm_and_halt(event(effect, 1, **{field: FILTERS[field]})), "event_filter")
    assert [place(finding) for finding in found] == ([] if meant else [("events", 0, field)])
    assert all(finding.is_error for finding in found)


@pytest.mark.parametrize(
    ("effect", "value"), [("availability", 1), ("price", 1), ("demand", 1), ("duty", 0), ("delay", 0)]
)
def test_event_changes_nothing_at_its_neutral_value(effect, value) -> None:
    assert place(only(calm_and_halt(event(effect, value)), "event_changes_nothing")) == ("events", 0, "value")
    assert not of(calm_and_halt(event(effect, value + 1 if effect != "availability" else 0)), "event_changes_nothing")


def test_known_too_late_is_after_the_event_is_over() -> None:
    finding = only(calm_and_halt(event(known_from=5)), "known_too_late")
    assert place(finding) == ("events", 0, "known_from")
    assert not of(calm_and_halt(event(known_from=4), event(known_from=2)), "known_too_late")


def test_end_use_missing_where_events_or_offers_go_by_it() -> None:
    products = [product(), product("Pump", end_use=None)]
    case = calm_and_halt(event(end_use="automotive"), products=products)
    assert place(only(case, "end_use_missing")) == ("products", 1, "end_use")
    by_offer = sound(products=products, offers=[offer(end_uses="automotive"), offer("West")])
    assert "offers that go by end use" in only(by_offer, "end_use_missing").message
    assert not of(calm_and_halt(event(), products=products), "end_use_missing")


def test_tail_level_low_is_probably_the_other_side() -> None:
    risk = {"case": {"cvar_level": 0.1, "risk_weight": 0.3}}
    finding = only(calm_and_halt(event(), **risk), "tail_level_low")
    assert place(finding) == ("case", 0, "cvar_level")
    assert "the tail is the mean of the worst 90 %. If the worst 10 % are meant, write 0.9." in finding.message
    assert not of(sound(**risk), "tail_level_low")
    assert not of(calm_and_halt(event(), case={"cvar_level": 0.1, "risk_weight": 0}), "tail_level_low")


def test_usual_events_are_sound() -> None:
    case = calm_and_halt(
        event(country="China"),
        event("availability", 0.5, supplier="West"),
        event("price", 1.3, country="France"),
        event("duty", 0.25, country="China", known_from=2),
        event("delay", 2, item="Magnet"),
        event("demand", 0.8, product="Drive", end_use="automotive"),
        **WITH_CAPACITY,
    )
    assert check(case) == ()
