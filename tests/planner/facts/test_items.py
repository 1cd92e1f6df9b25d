"""Decides whether an item's unit, mass and contents are those the case means."""

from typing import Any

from planner.facts.facts import ItemFacts
from tests.planner.facts.stories import small


def item(**more: Any) -> ItemFacts:
    row = {"item": "Magnet", "standard_cost": 3} | more
    return small(items=[row]).items[0]


def test_a_magnet_counts_in_pieces_and_weighs_what_is_said() -> None:
    found = item(mass_g=45)
    assert (found.unit, found.kg) == ("pcs", 0.045)


def test_an_unknown_mass_is_not_zero() -> None:
    assert item().kg is None


def test_a_material_counts_in_kilograms_and_weighs_one() -> None:
    found = item(kind="material")
    assert (found.unit, found.kg) == ("kg", 1.0)
    assert item(kind="material", unit="KG").kg == 1.0


def test_a_material_in_another_unit_weighs_what_is_said() -> None:
    assert item(kind="material", unit="t").kg is None
    assert item(kind="material", unit="t", mass_g=1_000_000).kg == 1000


def test_a_magnet_in_kilograms_has_no_mass_by_default() -> None:
    assert item(unit="kg").kg is None


def test_a_grade_the_case_does_not_describe_comes_from_the_library() -> None:
    assert item(grade="n42sh").elements["Dy"] > 0


def test_a_store_without_a_limit_is_not_a_store_of_nothing() -> None:
    assert item().max_stock is None
    assert item(max_stock=0).max_stock == 0
