"""Claims about whether events, limits and redesigns reach something."""

from __future__ import annotations

from planner.checks.run import check
from tests.planner.checks.story import (
    calm_and_halt,
    event,
    item,
    line,
    of,
    offer,
    only,
    place,
    product,
    sound,
    supplier,
)

CAPACITY = [{"supplier": name, "item": "Magnet", "from_month": 0, "per_month": 50} for name in ("East", "West")]


def test_redesign_item_unused_by_the_base_design() -> None:
    case = sound(
        items=[item("Magnet"), item("Magnet B")],
        redesigns=[{"redesign": "R", "product": "Drive", "months": 1, "cost": 1}],
        redesign_changes=[{"redesign": "R", "item": "Magnet B"}],
    )
    finding = only(case, "redesign_item_unused")
    assert place(finding) == ("redesign_changes", 0, "item")
    assert "Did you mean 'Magnet'?" in finding.message


def test_event_reaches_nobody_when_its_filters_do_not_match_together() -> None:
    finding = only(calm_and_halt(event(country="China", supplier="West")), "event_reaches_nobody")
    assert place(finding) == ("events", 0, "effect")
    assert "matches no offer" in finding.message
    two = {"products": [product(), product("Sonar", end_use="defence")], "demand": {"Drive": [9] * 6, "Sonar": [1] * 6}}
    by_use = calm_and_halt(event("demand", 0.5, product="Drive", end_use="defence"), **two)
    assert "matches no product" in only(by_use, "event_reaches_nobody").message
    assert not of(calm_and_halt(event(country="China", supplier="East")), "event_reaches_nobody")


def test_event_reaches_nobody_leaves_a_name_that_matches_nothing_to_the_rule_of_that_name() -> None:
    case = calm_and_halt(event(country="Brazil"))
    assert of(case, "unknown_country")
    assert not of(case, "event_reaches_nobody")


def test_event_reaches_nobody_is_not_asked_of_events_that_cannot_happen() -> None:
    nobody = {"country": "China", "supplier": "West"}
    scenarios = [{"scenario": "Calm", "probability": 1}, {"scenario": "Halt", "probability": 0}]
    assert not of(calm_and_halt(event(**nobody), scenarios=scenarios), "event_reaches_nobody")
    assert not of(calm_and_halt(event(**nobody, from_month=8, to_month=9)), "event_reaches_nobody")


def test_closed_without_effect_where_nothing_new_could_begin() -> None:
    closed = event("closed", 1, supplier="West")
    assert place(only(calm_and_halt(closed), "closed_without_effect")) == ("events", 0, "effect")
    approval = {
        "offers": [offer(), offer("West", qualification="Q")],
        "qualifications": [{"qualification": "Q", "months": 1, "cost": 1}],
    }
    assert not of(calm_and_halt(closed, **approval), "closed_without_effect")
    contract = {"contract": "C", "offer": "West | Magnet", "sign_by": 4, "from_month": 1, "to_month": 5, "per_month": 3}
    assert not of(calm_and_halt(closed, contracts=[contract]), "closed_without_effect")
    assert of(calm_and_halt(closed, contracts=[{**contract, "signed_month": -1}]), "closed_without_effect")


def test_share_of_nothing_bounds_nothing() -> None:
    half = event(value=0.5, country="China")
    finding = only(calm_and_halt(half), "share_of_nothing")
    assert place(finding) == ("events", 0, "value")
    assert "a share leave of 'Magnet from East'" in finding.message
    assert not of(calm_and_halt(half, capacity=CAPACITY), "share_of_nothing")
    in_kg = [{"supplier": "East", "from_month": 0, "per_month": 5}]
    assert not of(calm_and_halt(half, capacity=in_kg, items=[item("Magnet", mass_g=20)]), "share_of_nothing")
    assert not of(calm_and_halt(event(country="China")), "share_of_nothing")


def test_share_of_nothing_counts_a_halt_softened_by_the_feed_share() -> None:
    fed = [supplier("East", "China"), supplier("West", "France", feed_country="China", feed_share=0.4)]
    finding = only(calm_and_halt(event(country="China"), suppliers=fed), "share_of_nothing")
    assert "'Magnet from West'" in finding.message


def test_limit_matches_nothing_together() -> None:
    limit = {"limit": "max_share", "value": 0.5, "supplier": "West", "country": "China"}
    finding = only(sound(limits=[limit]), "limit_matches_nothing")
    assert place(finding) == ("limits", 0, "limit")
    assert not of(sound(limits=[{**limit, "country": "France"}]), "limit_matches_nothing")


def test_limit_matches_nothing_when_the_covered_item_is_not_needed() -> None:
    case = sound(items=[item("Magnet"), item("Spare")], limits=[{"limit": "min_cover", "value": 1, "item": "Spare"}])
    assert "no item it is about is needed" in only(case, "limit_matches_nothing").message


def test_share_of_everything_is_always_1() -> None:
    limit = {"limit": "max_share", "value": 0.6, "item": "Magnet"}
    finding = only(sound(limits=[limit]), "share_of_everything")
    assert place(finding) == ("limits", 0, "value")
    assert "nothing can be bought" in finding.message
    assert "it is always broken" in only(sound(limits=[{**limit, "penalty": 1}]), "share_of_everything").message
    assert not of(sound(limits=[{**limit, "supplier": "East"}]), "share_of_everything")
    assert not of(sound(limits=[{**limit, "value": 1}]), "share_of_everything")


def test_a_case_with_everything_reached_is_sound() -> None:
    case = calm_and_halt(
        event(value=0.5, country="China"),
        capacity=CAPACITY,
        bill_of_materials=[line("Drive", "Magnet")],
        limits=[{"limit": "max_share", "value": 0.6, "country": "China"}],
    )
    assert check(case) == ()
