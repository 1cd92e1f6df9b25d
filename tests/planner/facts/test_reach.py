"""Decides whether an event reaches whom its filters name, in full or softened."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from planner.facts.reach import Reach, felt
from planner.months import Month
from planner.tables.choices import Event


@dataclass(frozen=True)
class Source:
    name: str = "Hanoi"
    country: str = "Vietnam"
    feed_country: str | None = "China"
    feed_share: float = 0.4


@dataclass(frozen=True)
class Holder:
    name: str = "Magnet"
    elements: dict[str, float] = field(default_factory=lambda: {"Nd": 25.0, "Dy": 3.0})


@dataclass(frozen=True)
class Wanted:
    name: str = "Drive"
    end_use: str | None = "automotive"


def reach(effect: str = "availability", **filters: Any) -> Reach:
    month = Month.of(2027, 1)
    return Reach(Event(scenario="w", from_month=month, to_month=month, effect=effect, value=0.5, **filters))


def test_without_filters_everybody_feels_it_in_full() -> None:
    assert reach().strength(Source()) == 1
    assert reach().meets_item(Holder())
    assert reach("demand").meets_product(Wanted(end_use=None))


def test_the_suppliers_own_country_feels_it_in_full() -> None:
    assert reach(country=("VIETNAM",)).strength(Source()) == 1


def test_the_feed_country_is_felt_by_the_share_fed() -> None:
    assert reach(country=("china",)).strength(Source()) == 0.4
    assert reach("price", country=("China",)).strength(Source()) == 0.4


@pytest.mark.parametrize("effect", ["duty", "delay", "closed"])
def test_duty_delay_and_closure_look_at_the_suppliers_country_alone(effect: str) -> None:
    assert reach(effect, country=("China",)).strength(Source()) == 0
    assert reach(effect, country=("Vietnam",)).strength(Source()) == 1


def test_made_and_fed_there_is_felt_once() -> None:
    assert reach(country=("China",)).strength(Source(country="China")) == 1
    assert reach(country=("China", "Vietnam")).strength(Source()) == 1


def test_several_countries_are_any_of_them() -> None:
    assert reach(country=("Japan", "China")).strength(Source()) == 0.4
    assert reach(country=("Japan", "France")).strength(Source()) == 0


def test_without_a_share_or_a_feed_country_nothing_is_felt_from_afar() -> None:
    assert reach(country=("China",)).strength(Source(feed_share=0)) == 0
    assert reach(country=("China",)).strength(Source(feed_country=None, feed_share=1)) == 0


def test_all_filters_must_match() -> None:
    assert reach(supplier=("HANOI",), country=("Vietnam",)).strength(Source()) == 1
    assert reach(supplier=("Hanoi",), country=("Japan",)).strength(Source()) == 0
    assert reach(supplier=("Other",), country=("Vietnam",)).strength(Source()) == 0
    assert not reach(item=("Magnet",), element=("Tb",)).meets_item(Holder())
    assert not reach("demand", product=("Drive",), end_use=("medical",)).meets_product(Wanted())


def test_an_element_is_any_of_those_the_item_holds() -> None:
    assert reach(element=("Tb", "DY")).meets_item(Holder())
    assert not reach(element=("Dy",)).meets_item(Holder(elements={}))


def test_an_end_use_filter_leaves_out_what_has_none() -> None:
    assert reach(end_use=("Automotive",)).meets_end_use("AUTOMOTIVE")
    assert not reach(end_use=("Automotive",)).meets_end_use(None)
    assert not reach("demand", end_use=("automotive",)).meets_product(Wanted(end_use=None))
    assert reach("demand", product=("drive",)).meets_product(Wanted(end_use=None))


def test_a_factor_is_softened_towards_one() -> None:
    assert felt(0.5, 0.4) == pytest.approx(0.8)
    assert felt(2.0, 0.25) == 1.25
    assert felt(0.1, 1.0) == 0.1
    assert felt(0.1, 0.0) == 1.0
