"""Decides whether a product comes apart as its bill says, with as much of each rare earth as the plan counts."""

from __future__ import annotations

import pytest

from planner.facts.gather import gather
from planner.insight.anatomy import Anatomy
from planner.insight.contents import element_needs, item_contents
from planner.reference.library import load
from planner.reference.sample import sample_case
from planner.tables.case import Case
from planner.tables.choices import RedesignChange
from tests.builders import case

LIBRARY = load()


def drive() -> Case:
    """A drive of two rotors with four magnets of 50 g in each, one in five lost; 30 % Nd and 4 % Dy."""
    return case(
        products=[{"product": "Drive", "shortage_cost": 1}],
        bill_of_materials=[
            {"parent": "Drive", "component": "Rotor", "quantity": 2},
            {"parent": "Rotor", "component": "Magnet", "quantity": 4, "scrap_rate": 0.2},
            {"parent": "Drive", "component": "Bolt", "quantity": 12},
        ],
        items=[
            {"item": "Magnet", "mass_g": 50, "standard_cost": 1},
            {"item": "Lean", "mass_g": 50, "standard_cost": 1},
            {"item": "Bolt", "kind": "assembly", "standard_cost": 1},
        ],
        composition=[
            {"of": "Magnet", "element": "Nd", "weight_percent": 30},
            {"of": "Magnet", "element": "dy", "weight_percent": 4},
            {"of": "Lean", "element": "Nd", "weight_percent": 30},
        ],
    )


def test_quantities_and_rare_earths_are_rolled_up() -> None:
    top = Anatomy(drive(), LIBRARY).of("Drive")
    rotor, bolt = top.parts
    assert (rotor.units, rotor.parts[0].units, bolt.units) == (2, 10, 12)
    assert dict(rotor.parts[0].grams) == pytest.approx({"Nd": 150, "Dy": 20})
    assert dict(top.grams) == pytest.approx({"Nd": 150, "Dy": 20})
    assert top.uncounted == ()


def test_a_redesign_shows_what_it_saves() -> None:
    change = RedesignChange(redesign="Low", item="magnet", replacement="Lean", ratio=1.5)
    top = Anatomy(drive(), LIBRARY).of("Drive", [change])
    assert [one.name for one in top.walk()] == ["Drive", "Rotor", "Lean", "Bolt"]
    assert dict(top.grams) == pytest.approx({"Nd": 225})
    without = Anatomy(drive(), LIBRARY).of("Drive", [RedesignChange(redesign="No", item="Magnet", ratio=1.0)])
    assert without.grams == ()


def test_what_is_amiss_is_said_where_it_is() -> None:
    told = case(
        bill_of_materials=[
            {"parent": "Drive", "component": "Rotor", "quantity": 2},
            {"parent": "Rotor", "component": "Drive", "quantity": 1},
            {"parent": "Rotor", "component": "Magnet", "quantity": None},
            {"parent": "Rotor", "component": "Ghost", "quantity": 1},
        ],
        items=[{"item": "Magnet", "standard_cost": 1, "grade": "N42SH"}],
    )
    top = Anatomy(told, LIBRARY).of("Drive")
    lacks = {one.name: one.lack for one in top.walk() if one.lack}
    assert lacks == {
        "Drive": "it goes into itself",
        "Magnet": "its magnet mass is not known",
        "Ghost": "it is no item",
    }
    assert top.uncounted == ("Drive", "Magnet", "Ghost")


def test_the_sample_holds_what_the_plan_counts() -> None:
    told = sample_case()
    facts = gather(told)
    needs = element_needs(facts, item_contents(told, facts, LIBRARY))
    anatomy = Anatomy(told, LIBRARY)
    for product in facts.products:
        counted = {one.element: one.grams for one in needs if one.product == product.name}
        assert dict(anatomy.of(product.name).grams) == pytest.approx(counted)
