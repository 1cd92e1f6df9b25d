"""Decides that the kilograms of every rare earth can be added up by hand, and that nothing is left out silently."""

from __future__ import annotations

from typing import Any

import pytest

from planner.facts.gather import gather
from planner.insight.contents import (
    Basis,
    ElementNeed,
    ItemContents,
    Lack,
    NotCounted,
    element_needs,
    item_contents,
    not_counted,
)
from planner.reference.library import Library, load
from planner.tables.case import Case
from tests.planner.insight.stories import company, rows


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


def contents(told: Case, library: Library) -> dict[str, ItemContents]:
    return {one.item: one for one in item_contents(told, gather(told), library)}


def needs(told: Case, library: Library) -> dict[tuple[str, str], ElementNeed]:
    facts = gather(told)
    return {(one.product, one.element): one for one in element_needs(facts, item_contents(told, facts, library))}


def test_a_month_needs_demand_times_magnets_times_mass_times_share(library: Library) -> None:
    need = needs(company(), library)["Drive", "Dy"]
    assert need.grams == pytest.approx(2 * 50 * 0.02)
    assert need.monthly_kg == pytest.approx([10 * 0.002] * 4)
    assert need.total_kg == pytest.approx(0.08)


def test_scrap_and_every_way_down_the_bill_count(library: Library) -> None:
    bill: list[dict[str, Any]] = [
        {"parent": "Drive", "component": "Rotor", "quantity": 2},
        {"parent": "Drive", "component": "Strong", "quantity": 1},
        {"parent": "Rotor", "component": "Strong", "quantity": 4, "scrap_rate": 0.2},
    ]
    need = needs(company(bill_of_materials=bill), library)["Drive", "Dy"]
    assert need.grams == pytest.approx((2 * 4 / 0.8 + 1) * 50 * 0.02)


def test_a_calendar_year_adds_up_its_own_months(library: Library) -> None:
    told = company(case={"start_month": "2026-11", "months": 4})
    assert dict(needs(told, library)["Drive", "Nd"].yearly_kg) == pytest.approx({2026: 0.48, 2027: 0.48})


def test_only_rare_earths_are_counted_by_atomic_number(library: Library) -> None:
    assert [element for product, element in needs(company(), library) if product == "Drive"] == ["Pr", "Nd", "Dy"]


def test_a_parts_own_composition_goes_before_its_grades(library: Library) -> None:
    told = contents(company(), library)
    assert told["Strong"].basis is Basis.OWN
    assert dict(told["Strong"].grams) == pytest.approx({"Nd": 12.0, "Pr": 3.0, "Dy": 1.0})
    assert told["Plain"].basis is Basis.LIBRARY


def test_a_grade_described_in_the_case_goes_before_the_library(library: Library) -> None:
    told = company(composition=[{"of": "N42", "element": "nd", "weight_percent": 20, "evidence": "data sheet of 2026"}])
    plain = contents(told, library)["Plain"]
    assert (plain.basis, plain.evidence, plain.grams) == (Basis.GRADE, "data sheet of 2026", (("Nd", 2.0),))


def test_a_figure_of_the_library_tells_where_it_comes_from(library: Library) -> None:
    assert "confidence" in contents(company(), library)["Plain"].evidence


def test_an_item_without_mass_or_composition_is_named_with_its_products(library: Library) -> None:
    items = rows("items", Strong={"mass_g": None}, Plain={"grade": "mystery"})
    told = company(items=items)
    facts = gather(told)
    assert not_counted(facts, item_contents(told, facts, library)) == (
        NotCounted("Strong", Lack.MASS, ("Drive",)),
        NotCounted("Plain", Lack.COMPOSITION, ("Pump",)),
    )
    assert needs(told, library) == {}


def test_a_ferrite_magnet_without_a_mass_is_not_missed(library: Library) -> None:
    items = rows("items", Plain={"grade": "hard ferrite", "mass_g": None})
    told = company(items=items)
    facts = gather(told)
    assert not_counted(facts, item_contents(told, facts, library)) == ()


def test_a_product_inside_another_brings_its_magnets(library: Library) -> None:
    told = company(bill_of_materials=rows("bill_of_materials", {"parent": "Drive", "component": "Pump", "quantity": 3}))
    plain = dict(contents(told, library)["Plain"].grams)
    assert needs(told, library)["Drive", "Nd"].grams == pytest.approx(2 * 12.0 + 3 * plain["Nd"])
