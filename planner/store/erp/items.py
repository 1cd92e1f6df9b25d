"""Decides what an export says of the parts themselves: what they are, their unit, grade, mass and cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.reference.library import Library
from planner.store.erp.draft import Making
from planner.store.erp.magnets import grade_in, is_magnet
from planner.store.erp.mapping import Answer
from planner.store.erp.mapping import Mapping as Mapped
from planner.store.erp.records import Record
from planner.store.erp.roles import Shape
from planner.tables.column import Value
from planner.tables.table import folded

MASS_UNIT = "mass_unit"
"""Id of the question in which unit masses are."""

GRAMS = {"g": 1.0, "kg": 1000.0, "mg": 0.001, "lb": 453.59237, "oz": 28.349523125}
"""Grams in one of each unit of mass."""

_PIECES = {
    "pc",
    "pcs",
    "pce",
    "ea",
    "each",
    "st",
    "stk",
    "stck",
    "stück",
    "stuck",
    "piece",
    "pieces",
    "个",
    "件",
    "只",
    "個",
}
_MASSES = {"g": "g", "gr": "g", "gram": "g", "kg": "kg", "kgm": "kg", "mg": "mg", "lb": "lb", "lbs": "lb", "oz": "oz"}


@dataclass(frozen=True, slots=True)
class Part:
    """A part.

    Attributes:
        name: its number or name, as first written.
        records: the rows that tell of it, at least one.
        cost: its standard cost in case currency, where that follows from several rows.
    """

    name: str
    records: Sequence[Record]
    cost: float | None = None


def add_items(
    parts: Sequence[Part], mapping: Mapped, answers: Mapping[str, Answer], library: Library, making: Making
) -> None:
    """Add a row to the items, and to the suppliers, for each part; what one row says stands for all of a part.

    Columns the export does not have stay blank, and are not said to be.
    """
    if mapping.layout.shape in (Shape.STOCK, Shape.ORDERS):
        making.only_fill("items", "description")
    makers: set[str] = set()
    merged: dict[str, Part] = {}
    for part in parts:
        key = str(folded(part.name))
        before = merged.get(key)
        merged[key] = part if before is None else Part(before.name, [*before.records, *part.records], before.cost)
    for part in merged.values():
        first = part.records[0]
        making.add(
            "items",
            first.number,
            mapping.column("component") or mapping.column("item"),
            **_item(part, mapping, answers, library),
        )
        _look_at_units(part, making, mapping.column("unit"))
        maker = next((name for one in part.records if (name := one.name("maker"))), "")
        if maker and folded(maker) not in makers:
            makers.add(str(folded(maker)))
            making.add("suppliers", first.number, mapping.column("maker"), supplier=maker)


def unit_of(text: str) -> str:
    """A unit as we write it: pieces are pcs, masses are small letters; others stay as they are."""
    small = text.strip().casefold()
    return "pcs" if small in _PIECES else _MASSES.get(small, text.strip())


def grams_in(unit: str) -> float | None:
    """Grams in one of a unit of mass; None for another."""
    return GRAMS.get(_MASSES.get(unit.strip().casefold(), ""))


def _item(part: Part, mapping: Mapped, answers: Mapping[str, Answer], library: Library) -> dict[str, Value]:
    description = _first(part, "description")
    material = _first(part, "grade")
    unit = unit_of(_first(part, "unit"))
    magnet = is_magnet(description, material)
    made: dict[str, Value] = {"item": part.name}
    if str(folded(part.name)) not in mapping.known.items:
        made["kind"] = "magnet" if magnet else "material" if unit in ("kg", "g") else "assembly"
    if description:
        made["description"] = description
    if unit:
        made["unit"] = unit
    grade = grade_in(library, material, description) if magnet else None
    if grade:
        made["grade"] = grade
    mass = next((one.amount("mass") for one in part.records if one.amount("mass")), None)
    unit_of_mass = mapping.choice(answers, MASS_UNIT)
    if mass and unit_of_mass and magnet:
        made["mass_g"] = mass * GRAMS[unit_of_mass]
    priced = next((one for one in part.records if one.amount("cost")), None)
    if part.cost is not None:
        made["standard_cost"] = part.cost
    elif priced is not None:
        made["standard_cost"] = (priced.amount("cost") or 0.0) / (priced.amount("price_unit") or 1.0)
    return made


def _first(part: Part, role: str) -> str:
    return next((text for one in part.records if (text := one.name(role))), "")


def _look_at_units(part: Part, making: Making, column: int | None) -> None:
    """Note a part that is counted in two units."""
    units = {unit_of(text): one.number for one in part.records if (text := one.name("unit"))}
    if len(units) > 1:
        first, second = list(units)[:2]
        words = f"'{part.name}' is counted in {first} and in {second}. Have the export count it in one unit."
        making.error("two_units", words, number=units[second], column=column, table="items", field="unit")
