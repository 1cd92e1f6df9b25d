"""Decides that a stop hits what it should, and only what something rests on can stop."""

from __future__ import annotations

import pytest

from planner.facts.gather import gather
from planner.insight.contents import item_contents
from planner.insight.licensing import licence_needs
from planner.insight.stops import Stop, Stopped, licences_help, remaining, stops
from planner.insight.supply import supply_of
from planner.reference.library import load
from planner.tables.case import Case
from tests.planner.insight.stories import company, rows


def left(told: Case, kind: Stopped, name: str = "") -> list[float]:
    """What remains of Ganzhou's Strong, Ganzhou's Plain and Narva's Strong."""
    return list(remaining(gather(told), Stop(kind, name)))


def test_a_supplier_stops_with_all_it_makes() -> None:
    assert left(company(), Stopped.SUPPLIER, "ganzhou") == [0, 0, 1]


def test_a_country_stops_what_is_made_there_and_the_share_fed_from_it() -> None:
    assert left(company(), Stopped.COUNTRY, "China") == [0, 0, 1]
    assert left(company(), Stopped.COUNTRY, "Australia") == pytest.approx([1, 1, 0.4])


def test_an_element_stops_every_item_that_holds_it_wherever_it_is_made() -> None:
    assert left(company(), Stopped.ELEMENT, "Dy") == [0, 1, 0]


def test_an_item_stops_from_all_its_sources() -> None:
    assert left(company(), Stopped.ITEM, "Strong") == [0, 1, 0]


def test_nothing_and_everything() -> None:
    assert left(company(), Stopped.NOTHING) == [1, 1, 1]
    assert left(company(), Stopped.EVERYTHING) == [0, 0, 0]


def test_the_licences_stop_what_needs_one_from_where_it_is_needed() -> None:
    told = company()
    facts, library = gather(told), load()
    needs = licence_needs(told, facts, library, item_contents(told, facts, library))
    assert remaining(facts, Stop(Stopped.LICENCES), needs) == (0, 1, 1)


def test_only_what_something_rests_on_is_listed() -> None:
    facts = gather(company())
    found = stops(facts, (one.pair for one in supply_of(facts).channels))
    assert {(one.kind, one.name) for one in found if one.kind in (Stopped.SUPPLIER, Stopped.COUNTRY)} == {
        (Stopped.SUPPLIER, "Ganzhou"),
        (Stopped.COUNTRY, "China"),
    }
    elements = {one.name for one in found if one.kind is Stopped.ELEMENT}
    assert elements == {"Nd", "Pr", "Dy"}
    assert [one.name for one in found if one.kind is Stopped.ITEM] == ["Strong", "Plain"]


def test_a_source_of_the_feed_is_listed_once_it_is_approved() -> None:
    offers = [*rows("offers")[:2], rows("offers")[2] | {"qualification": None}]
    facts = gather(company(offers=offers))
    found = stops(facts, (one.pair for one in supply_of(facts).channels))
    assert {one.name for one in found if one.kind is Stopped.COUNTRY} == {"China", "Estonia", "Australia"}


def test_granted_licences_help_when_exports_stop_but_not_when_a_plant_stands() -> None:
    assert licences_help(Stop(Stopped.COUNTRY, "China")) and licences_help(Stop(Stopped.LICENCES))
    assert not licences_help(Stop(Stopped.SUPPLIER, "Ganzhou")) and not licences_help(Stop(Stopped.EVERYTHING))
