"""Decides what a tiny random case looks like: every feature of the model now and then, soon solved."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from planner.tables.case import Case
from planner.tables.column import Kind, Value
from planner.tables.inputs import INPUTS
from tests.builders import case
from tests.generate.dice import Dice, DrawnDice, SeededDice, pick, some
from tests.generate.tiny_choices import changes_and_futures
from tests.generate.tiny_supply import goods_in_hand, supply

Rows = list[dict[str, Any]]


def tiny_case(seed: int) -> Case:
    """The tiny case of a seed: sound, with a few products, items and suppliers over a few months."""
    return throw(SeededDice(seed))


@st.composite
def tiny_cases(draw: st.DrawFn) -> Case:
    """Tiny cases for hypothesis."""
    return throw(DrawnDice(draw))


def throw(dice: Dice) -> Case:
    """A tiny case. Long horizons, which the twelve-month cap needs, come with little else."""
    long = dice.chance(8)
    months = dice.whole(13, 14) if long else dice.whole(2, 4)
    tables: dict[str, Any] = {"case": _settings(dice, months)}
    tables["products"] = _products(dice, 1 if long else dice.whole(1, 3))
    tables["demand"] = {
        one["product"]: [dice.whole(0, 6) if long else max(dice.whole(0, 12), dice.whole(0, 12)) for _ in range(months)]
        for one in tables["products"]
    }
    tables["items"] = _items(dice, 1 if long else dice.whole(1, 3))
    tables["bill_of_materials"] = _bill(dice, tables["products"], tables["items"])
    tables |= _compositions(dice, tables["items"])
    tables |= supply(dice, tables, months, long)
    tables |= goods_in_hand(dice, tables, months)
    tables |= changes_and_futures(dice, tables, months, long)
    made = case(**tables)
    return _spelled_otherwise(made) if dice.chance(15) else made


def _spelled_otherwise(made: Case) -> Case:
    """The same case, its references in capitals: names are compared without regard to case."""
    rows = {}
    for table in INPUTS:
        named = [bool(column.links) or column.kind is Kind.NAMES for column in table.columns]
        rows[table.id] = [
            tuple(_capitals(value) if told else value for value, told in zip(row, named, strict=True))
            for row in made.rows(table.id)
        ]
    return Case(rows)


def _capitals(value: Value) -> Value:
    if isinstance(value, tuple):
        return tuple(one.upper() for one in value)
    return value.upper() if isinstance(value, str) else value


def _settings(dice: Dice, months: int) -> dict[str, Any]:
    return {
        "months": months,
        "name": pick(dice, (None, "tiny")),
        "currency": pick(dice, (None, "GBP")),
        "discount_rate": pick(dice, (0, 0, 0.12, 0.5, None)),
        "carrying_cost_rate": pick(dice, (0, 0.12, 1.2, None)),
        "closing_stock_value": pick(dice, (0, 0.5, 1, None)),
        "risk_weight": pick(dice, (0, 0, 0.5, 1, None)),
        "cvar_level": pick(dice, (None, 0.5, 0.75, 0.4, 0)),
    }


def _products(dice: Dice, count: int) -> Rows:
    uses = ("automotive", "defence", "industrial")
    return [
        {
            "product": f"Drive {number}",
            "description": pick(dice, (None, "a drive")),
            "end_use": pick(dice, (None, *uses, *uses)),
            "shortage_cost": pick(dice, (100, 40, 200, 300)),
            "backorder_cost": pick(dice, (None, None, 0, 3, 10)),
            "excluded_origins": pick(dice, (None, None, None, None, "China", "Japan;France")),
        }
        for number in range(1, count + 1)
    ]


def _items(dice: Dice, count: int) -> Rows:
    rows: Rows = [
        {
            "item": f"Magnet {number}",
            "kind": pick(dice, (None, "magnet", "assembly")),
            "description": pick(dice, (None, "a magnet")),
            "grade": pick(dice, (None, "N42SH", "Sm30")),
            "mass_g": pick(dice, (1000, 500, 2000)),
            "standard_cost": pick(dice, (10, 4, 7, 20)),
        }
        for number in range(1, count + 1)
    ]
    if dice.chance(25):
        unit, mass = pick(dice, ((None, None), ("kg", None), ("drum", 500)))
        rows.append(
            {"item": "Oxide", "kind": "material", "unit": unit, "mass_g": mass, "standard_cost": pick(dice, (4, 2, 8))}
        )
    return rows


def _bill(dice: Dice, products: Rows, items: Rows) -> Rows:
    """One or two magnets for each product, straight or through a rotor; a second product may hold the first."""
    magnets = [one["item"] for one in items if one["item"] != "Oxide"]
    scraps = (None, None, 0.2, 0.25)
    rows: Rows = []
    rotor = dice.chance(25)
    if rotor:
        rows.append(_line(dice, "Rotor", pick(dice, magnets), scraps))
    for number, product in enumerate(products):
        first = dice.whole(0, len(magnets) - 1)
        rows.append(_line(dice, product["product"], magnets[first], scraps))
        if len(magnets) > 1 and dice.chance(40):
            rows.append(_line(dice, product["product"], magnets[first - 1], scraps))
        if rotor and dice.chance(50):
            rows.append(_line(dice, product["product"], "Rotor", scraps))
        if items[-1]["item"] == "Oxide" and dice.chance(15):
            rows.append(_line(dice, product["product"], "Oxide", scraps))
        if number and dice.chance(20):
            rows.append(_line(dice, product["product"], products[0]["product"], scraps))
    return rows


def _line(dice: Dice, parent: str, component: str, scraps: tuple[float | None, ...]) -> dict[str, Any]:
    return {
        "parent": parent,
        "component": component,
        "quantity": pick(dice, (1, 1, 2, 3)),
        "scrap_rate": pick(dice, scraps),
    }


def _compositions(dice: Dice, items: Rows) -> dict[str, Any]:
    grades: Rows = [
        {"grade": "N42SH", "family": "sintered NdFeB", "max_temperature_c": 150, "energy_product_mgoe": 40},
        {"grade": "Sm30", "family": "SmCo 2:17"},
    ]
    rows: Rows = [
        {"of": "N42SH", "element": "Nd", "weight_percent": 29},
        {"of": "N42SH", "element": "Dy", "weight_percent": 3, "evidence": "assumption"},
        {"of": "Sm30", "element": "Sm", "weight_percent": 26},
    ]
    for item in some(dice, items, 15):
        rows.append({"of": item["item"], "element": "Nd", "weight_percent": 30})
        rows.append({"of": item["item"], "element": "Dy", "weight_percent": 0})
    return {"grades": grades, "composition": rows}
