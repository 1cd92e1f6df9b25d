"""Claims about items, what they hold and what lies in store."""

from __future__ import annotations

from planner.checks.run import check
from tests.planner.checks.story import calm_and_halt, event, item, line, of, offer, only, place, sound

KG_CAPACITY = [{"supplier": "East", "from_month": 0, "per_month": 5}]


def test_stock_above_store_adds_up_all_rows_of_an_item() -> None:
    rows = [
        {"item": "Magnet", "quantity": 60, "origin": "Japan"},
        {"item": "magnet", "quantity": 41, "origin": "China"},
    ]
    finding = only(sound(items=[item("Magnet", max_stock=100)], stock=rows), "stock_above_store")
    assert finding.is_error
    assert place(finding) == ("items", 0, "max_stock")
    assert "has 101 in stock at the start, but its store holds only 100" in finding.message
    assert not of(sound(items=[item("Magnet", max_stock=101)], stock=rows), "stock_above_store")


def test_stock_above_store_forgives_rounding_of_sums() -> None:
    rows = [{"item": "Magnet", "quantity": 0.1, "origin": "Japan", "location": str(n)} for n in range(3)]
    assert not of(sound(items=[item("Magnet", max_stock=0.3)], stock=rows), "stock_above_store")


def test_mass_missing_where_capacity_is_in_kg_over_all_items() -> None:
    finding = only(sound(capacity=KG_CAPACITY), "mass_missing")
    assert finding.is_error
    assert place(finding) == ("items", 0, "mass_g")
    assert "the capacity of 'East' is given in kg" in finding.message
    assert not of(sound(capacity=[{**KG_CAPACITY[0], "item": "Magnet"}]), "mass_missing")
    assert not of(sound(capacity=KG_CAPACITY, items=[item("Magnet", mass_g=20)]), "mass_missing")


def test_mass_missing_does_not_ask_for_materials_counted_in_kg() -> None:
    assert not of(sound(capacity=KG_CAPACITY, items=[item("Magnet", kind="material")]), "mass_missing")
    assert not of(sound(capacity=KG_CAPACITY, items=[item("Magnet", kind="material", unit="KG")]), "mass_missing")
    assert of(sound(capacity=KG_CAPACITY, items=[item("Magnet", kind="material", unit="t")]), "mass_missing")


def test_mass_of_kilogram_is_1000_grams() -> None:
    finding = only(sound(items=[item("Magnet", kind="material", mass_g=45)]), "mass_of_kilogram")
    assert place(finding) == ("items", 0, "mass_g")
    assert not of(sound(items=[item("Magnet", kind="material", mass_g=1000)]), "mass_of_kilogram")


def test_standard_cost_zero_makes_holding_free() -> None:
    assert place(only(sound(items=[item("Magnet", standard_cost=0)]), "standard_cost_zero")) == (
        "items",
        0,
        "standard_cost",
    )


def test_unknown_element_suggests_the_symbol() -> None:
    rows = [{"of": "Magnet", "element": name, "weight_percent": 3} for name in ("Dysprosium", "ND", "Fe", "Xx")]
    found = of(sound(composition=rows), "unknown_element")
    assert [finding.row for finding in found] == [0, 3]
    assert "'Dysprosium' is no chemical symbol. Did you mean 'Dy'?" in found[0].message


def test_composition_above_100_is_said_once() -> None:
    rows = [{"of": "Magnet", "element": name, "weight_percent": 51} for name in ("Nd", "Fe")]
    finding = only(sound(composition=rows), "composition_above_100")
    assert place(finding) == ("composition", 0, "weight_percent")
    assert "add up to 102 %" in finding.message
    assert not of(sound(composition=[{**row, "weight_percent": 50.2} for row in rows]), "composition_above_100")


def test_composition_missing_matters_where_events_go_by_element() -> None:
    dysprosium = event(element="Dy")
    finding = only(calm_and_halt(dysprosium), "composition_missing")
    assert place(finding) == ("items", 0, "grade")
    assert not of(calm_and_halt(dysprosium, items=[item("Magnet", grade="N42SH")]), "composition_missing")
    own = [{"of": "Magnet", "element": "Dy", "weight_percent": 2}]
    assert not of(calm_and_halt(dysprosium, composition=own), "composition_missing")
    assert not of(calm_and_halt(event()), "composition_missing")


def test_element_held_nowhere_reaches_nothing() -> None:
    magnet = {"items": [item("Magnet", grade="N42SH")]}
    finding = only(calm_and_halt(event(element="Sm"), **magnet), "element_held_nowhere")
    assert place(finding) == ("events", 0, "element")
    assert not of(calm_and_halt(event(element="dy"), **magnet), "element_held_nowhere")
    assert not of(calm_and_halt(event(element="Dy;Tb;Sm"), **magnet), "element_held_nowhere")
    misnamed = only(calm_and_halt(event(element="Dy;Terbium"), **magnet), "element_held_nowhere")
    assert "Did you mean 'Tb'?" in misnamed.message


def test_an_element_of_0_percent_is_not_held() -> None:
    none = [
        {"of": "Magnet", "element": "Dy", "weight_percent": 0},
        {"of": "Magnet", "element": "Nd", "weight_percent": 30},
    ]
    assert of(calm_and_halt(event(element="Dy"), composition=none), "element_held_nowhere")


def test_a_material_in_a_bill_is_as_sound_as_a_magnet() -> None:
    case = sound(
        items=[item("Magnet"), item("Oxide", kind="material")],
        bill_of_materials=[line("Drive", "Magnet"), line("Drive", "Oxide", 0.1)],
        offers=[offer(), offer("West"), offer("West", "Oxide")],
    )
    assert check(case) == ()
