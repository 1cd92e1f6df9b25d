"""Decides whether items, what they hold and what lies in store are described soundly."""

from __future__ import annotations

import math
from collections.abc import Iterator

from planner.checks import elements, words
from planner.checks.rule import Rule, Spot, error, warning
from planner.checks.sight import Sight
from planner.facts.composition import compositions
from planner.tables.choices import Event
from planner.tables.needs import Composition, Item
from planner.tables.supply import Capacity, Offer, Stock

MATERIAL = "material"

GRAMS_OF_A_KG = 1000.0

RELATIVE_SLACK = 1e-9
"""Sums of many rows are not exact."""

ROUNDING = 0.5
"""Percent by which rounded shares may exceed 100 in all."""


def stock_above_store(sight: Sight) -> Iterator[Spot]:
    """What is in store at the start fits into it."""
    held: dict[str, list[float]] = {}
    for line in sight.rows(Stock):
        held.setdefault(line.item.casefold(), []).append(line.quantity)
    for row, item in enumerate(sight.rows(Item)):
        total = math.fsum(held.get(item.item.casefold(), ()))
        if item.max_stock is not None and total > item.max_stock * (1 + RELATIVE_SLACK):
            yield Spot(
                f"{words.quoted(item.item)} has {words.number(total)} in stock at the start, but its store holds only "
                f"{words.number(item.max_stock)}. Correct Stock, or raise the store limit.",
                "items",
                row,
                "max_stock",
            )


def mass_missing(sight: Sight) -> Iterator[Spot]:
    """Every item of a supplier whose capacity is given in kg for all items together has a mass."""
    weighed = {line.supplier.casefold(): line.supplier for line in sight.rows(Capacity) if line.item is None}
    offered: dict[str, str] = {}
    for offer in sight.rows(Offer):
        if offer.supplier.casefold() in weighed:
            offered.setdefault(offer.item.casefold(), weighed[offer.supplier.casefold()])
    for row, item in enumerate(sight.rows(Item)):
        supplier = offered.get(item.item.casefold())
        if supplier and item.mass_g is None and not _in_kg(item):
            yield Spot(
                f"Magnet mass of {words.quoted(item.item)} is blank, but the capacity of {words.quoted(supplier)} is "
                "given in kg over all its items. Enter the mass, or give that supplier's capacity by item.",
                "items",
                row,
                "mass_g",
            )


def mass_of_kilogram(sight: Sight) -> Iterator[Spot]:
    """A material counted in kg weighs 1000 g a unit, if a mass is given at all."""
    for row, item in enumerate(sight.rows(Item)):
        if _in_kg(item) and item.mass_g is not None and not math.isclose(item.mass_g, GRAMS_OF_A_KG):
            yield Spot(
                f"{words.quoted(item.item)} is counted in kg, but a unit of it is said to weigh "
                f"{words.number(item.mass_g)} g. Leave the mass blank, or correct the unit.",
                "items",
                row,
                "mass_g",
            )


def standard_cost_zero(sight: Sight) -> Iterator[Spot]:
    """An item has a standard cost, or holding it seems free."""
    for row, item in enumerate(sight.rows(Item)):
        if item.standard_cost == 0:
            yield Spot(
                f"Standard cost of {words.quoted(item.item)} is 0: holding it seems free, and what is left at the end "
                "worth nothing. Enter what a unit costs in the books.",
                "items",
                row,
                "standard_cost",
            )


def unknown_element(sight: Sight) -> Iterator[Spot]:
    """An element in Composition is written as a chemical symbol, as filters and the library write it."""
    for row, line in enumerate(sight.rows(Composition)):
        if not elements.is_symbol(line.element):
            yield Spot(
                f"{words.quoted(line.element)} is no chemical symbol.{elements.did_you_mean(line.element)} Filters and "
                "the library use symbols such as 'Dy' and match nothing else.",
                "composition",
                row,
                "element",
            )


def composition_above_100(sight: Sight) -> Iterator[Spot]:
    """The shares of an item or grade add up to no more than 100 %."""
    first: dict[str, int] = {}
    shares: dict[str, list[float]] = {}
    lines = sight.rows(Composition)
    for row, line in enumerate(lines):
        first.setdefault(line.of.casefold(), row)
        shares.setdefault(line.of.casefold(), []).append(line.weight_percent)
    for name, listed in shares.items():
        total = math.fsum(listed)
        if total > 100 + ROUNDING:
            yield Spot(
                f"The elements of {words.quoted(lines[first[name]].of)} add up to {words.number(round(total, 3))} % of "
                "its mass. Correct the shares: together they are at most 100 %.",
                "composition",
                first[name],
                "weight_percent",
            )


def composition_missing(sight: Sight) -> Iterator[Spot]:
    """Where events go by element, it is known what every magnet holds."""
    if not any(event.element for event in sight.rows(Event)):
        return
    items = sight.rows(Item)
    for row, (item, held) in enumerate(zip(items, sight.once(_held), strict=True)):
        if not held and item.kind != MATERIAL and item.item.casefold() not in sight.below:
            yield Spot(
                f"It is not known which elements {words.quoted(item.item)} holds, so events that go by element pass it "
                "by. Enter its grade, or its elements in Composition.",
                "items",
                row,
                "grade",
            )


def element_held_nowhere(sight: Sight) -> Iterator[Spot]:
    """An element in an event's filter is in some item."""
    if not any(event.element for event in sight.rows(Event)):
        return
    held = words.Names(element for one in sight.once(_held) for element in one)
    for row, event in enumerate(sight.rows(Event)):
        unknown = [element for element in event.element if element not in held]
        odd = [element for element in unknown if not elements.is_symbol(element)]
        if odd or (unknown and len(unknown) == len(event.element)):
            yield Spot(
                f"Element in row {row + 1} of Events names {words.names(unknown)}, which no item holds."
                f"{''.join(dict.fromkeys(elements.did_you_mean(element) for element in odd))} Correct the symbol, or "
                "say in Composition what holds it.",
                "events",
                row,
                "element",
            )


def _held(sight: Sight) -> tuple[dict[str, float], ...]:
    return compositions(sight.rows(Item), sight.rows(Composition), sight.library_composition)


def _in_kg(item: Item) -> bool:
    return item.kind == MATERIAL and (item.unit or "kg").casefold() == "kg"


RULES: tuple[Rule[Sight], ...] = (
    error(stock_above_store),
    error(mass_missing),
    warning(mass_of_kilogram),
    warning(standard_cost_zero),
    warning(unknown_element),
    warning(composition_above_100),
    warning(composition_missing),
    warning(element_held_nowhere),
)
