"""Decides that a licence is asked for exactly what the library's rules name, and that what is not known is asked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from planner.facts.gather import gather
from planner.insight.contents import item_contents
from planner.insight.licensing import LicenceDoubt, LicenceNeed, RuleState, licence_doubts, licence_needs
from planner.reference.library import Library, load
from planner.tables.case import Case
from tests.planner.insight.stories import company, rows


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


def needs(told: Case, library: Library) -> dict[tuple[str, str], LicenceNeed]:
    facts = gather(told)
    found = licence_needs(told, facts, library, item_contents(told, facts, library))
    return {(one.item, one.rule): one for one in found}


def doubts(told: Case, library: Library) -> list[LicenceDoubt]:
    facts = gather(told)
    return list(licence_doubts(told, facts, library, item_contents(told, facts, library)))


def magnet(*shares: tuple[str, float], grade: str | None = None) -> dict[str, Any]:
    """The company with Strong of these elements and this grade."""
    composition = [{"of": "Strong", "element": element, "weight_percent": percent} for element, percent in shares]
    return {"items": rows("items", Strong={"grade": grade}), "composition": composition}


def test_a_neodymium_magnet_with_dysprosium_needs_a_licence_since_april_2025(library: Library) -> None:
    need = needs(company(), library)["Strong", "ndfeb_dy_tb"]
    assert (need.since, need.state, need.elements) == (date(2025, 4, 4), RuleState.IN_FORCE, ("Dy",))
    assert (need.bound, need.free, need.products) == (("Ganzhou",), ("Narva",), ("Drive",))
    assert need.source and need.confidence == "high"


def test_a_trace_of_terbium_is_enough(library: Library) -> None:
    told = company(**magnet(("Nd", 30), ("Tb", 0.01)))
    assert needs(told, library)["Strong", "ndfeb_dy_tb"].elements == ("Tb",)


def test_a_neodymium_magnet_without_either_needs_none(library: Library) -> None:
    assert needs(company(**magnet(("Nd", 30))), library) == {}


def test_every_samarium_cobalt_magnet_needs_one(library: Library) -> None:
    told = company(**magnet(grade="Sm2Co17-28"))
    assert needs(told, library)["Strong", "smco"].since == date(2025, 4, 4)
    own = company(**magnet(("Sm", 25), ("Co", 50)))
    assert needs(own, library)["Strong", "smco"].elements == ("Sm",)


def test_a_material_falls_under_the_seven_elements(library: Library) -> None:
    items = rows("items", Strong={"kind": "material", "mass_g": None, "grade": None})
    told = company(items=items, composition=[{"of": "Strong", "element": "Dy", "weight_percent": 87}])
    assert set(needs(told, library)) == {("Strong", "materials_seven_elements")}


def test_the_october_layer_is_asked_and_never_assumed(library: Library) -> None:
    need = needs(company(**magnet(("Nd", 28), ("Ho", 2))), library)["Strong", "five_more_elements"]
    assert (need.state, need.since) == (RuleState.ASK, date(2025, 11, 8))
    assert "unknown" in need.status


def test_goods_made_abroad_of_chinese_rare_earth_are_told_apart(library: Library) -> None:
    suppliers = rows("suppliers", Narva={"feed_country": "China", "feed_share": 0.3})
    need = needs(company(suppliers=suppliers), library)["Strong", "foreign_content"]
    assert (need.bound, need.free, need.state) == (("Narva",), ("Ganzhou",), RuleState.ASK)
    assert ("Strong", "foreign_content") not in needs(company(), library)


def test_a_figure_of_the_grade_that_may_be_nothing_is_doubted(library: Library) -> None:
    told = company(composition=[])
    assert {(one.item, one.element) for one in doubts(told, library)} == {("Strong", "Dy"), ("Plain", "Dy")}
    strong = next(one for one in doubts(told, library) if one.item == "Strong")
    assert strong.low == 0 < strong.weight_percent < strong.high


def test_a_declaration_of_the_part_settles_it(library: Library) -> None:
    assert [one.item for one in doubts(company(), library)] == ["Plain"]
