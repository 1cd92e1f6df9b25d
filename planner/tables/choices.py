"""Declares what can be changed and what may happen: redesigns, scenarios, events, limits."""

from __future__ import annotations

from planner.months import Month
from planner.tables import column
from planner.tables.table import declared
from planner.units import Unit

EFFECTS = ("availability", "price", "duty", "delay", "demand", "closed")
LIMITS = ("max_share", "min_share", "min_cover", "max_cover", "max_stock_value", "budget", "min_fill")


@declared("Redesigns", "Ways to build a product with other magnets, fewer, or none.")
class Redesign:
    redesign: str = column.name("Redesign", "Name of the redesign.", key=True, required=True, example="TM-200 low-Dy")
    product: str = column.name(
        "Product",
        "The product redesigned.",
        required=True,
        links=("products.product",),
        example="Traction motor TM-200",
    )
    months: int = column.whole(
        "Duration", "From its start to the first redesigned unit.", required=True, unit=Unit.MONTHS, low=0, example=12
    )
    cost: float = column.number(
        "Cost", "One-off cost, paid at its start.", required=True, unit=Unit.MONEY, low=0, example=400000.0
    )
    unit_cost: float = column.number(
        "Extra unit cost", "Extra cost of one redesigned unit; may be negative.", default=0.0, unit=Unit.MONEY_PER_UNIT
    )
    earliest_month: Month | None = column.month("Earliest month", "First month in which it can start.", blank="at once")
    started_month: Month | None = column.month(
        "Started month", "When it started, if before the plan: its cost is spent.", blank="not started"
    )


@declared("Redesign changes", "What a redesign no longer uses, and what replaces it.")
class RedesignChange:
    redesign: str = column.name(
        "Redesign", "The redesign.", key=True, required=True, links=("redesigns.redesign",), example="TM-200 low-Dy"
    )
    item: str = column.name(
        "Item", "The item no longer used.", key=True, required=True, links=("items.item",), example="MAG-42SH-01"
    )
    replacement: str | None = column.name(
        "Replacement", "The item used instead.", blank="none", links=("items.item",), example="MAG-42SH-01D"
    )
    ratio: float = column.number(
        "Ratio",
        "Replacement units for each unit replaced.",
        default=1.0,
        unit=Unit.ITEM_PER_ITEM,
        low=0,
        low_open=True,
    )


@declared("Scenarios", "Ways the future may go; none means one certain future without events.")
class Scenario:
    scenario: str = column.name("Scenario", "Name of the scenario.", key=True, required=True, example="Licences stop")
    probability: float = column.number(
        "Probability",
        "How likely it is; all add up to 1.",
        required=True,
        unit=Unit.FRACTION,
        low=0,
        high=1,
        example=0.15,
    )
    description: str | None = column.text("Description", "What happens, in words.")


@declared("Events", "What happens in a scenario: halts, prices, duties, delays, demand.")
class Event:
    scenario: str = column.name(
        "Scenario",
        "The scenario it belongs to.",
        required=True,
        links=("scenarios.scenario",),
        example="Licences stop",
    )
    from_month: Month = column.month(
        "From month", "First month of the event.", required=True, example=Month.of(2027, 4)
    )
    to_month: Month = column.month("To month", "Last month of the event.", required=True, example=Month.of(2027, 9))
    known_from: Month | None = column.month(
        "Known from", "When it is announced, its end included.", blank="seen only as it happens"
    )
    effect: str = column.choice("Effect", "What it changes.", required=True, choices=EFFECTS, example="availability")
    value: float = column.number(
        "Value",
        "Availability, price and demand take a factor, duty an added rate, delay months, closed 1.",
        required=True,
        unit=Unit.EFFECT,
        example=0.0,
    )
    supplier: tuple[str, ...] = column.names(
        "Supplier", "Only these suppliers.", links=("suppliers.supplier",), blank="every"
    )
    country: tuple[str, ...] = column.names(
        "Country", "Only suppliers of these countries.", blank="every", example=("China",)
    )
    item: tuple[str, ...] = column.names("Item", "Only these items.", links=("items.item",), blank="every")
    element: tuple[str, ...] = column.names("Element", "Only items that hold any of these elements.", blank="every")
    end_use: tuple[str, ...] = column.names(
        "End use", "Only goods for, or demand of, products of these end uses.", blank="every"
    )
    product: tuple[str, ...] = column.names(
        "Product", "Only these products; for demand.", links=("products.product",), blank="every"
    )
    source: str | None = column.text("Source", "Where the figure comes from.", example="assumption")


@declared("Limits", "Rules of your own the plan must keep, or pay for breaking.")
class Limit:
    limit: str = column.choice("Limit", "What is limited.", required=True, choices=LIMITS, example="max_share")
    value: float = column.number(
        "Value", "A share, months of cover, or money.", required=True, unit=Unit.LIMIT, low=0, example=0.6
    )
    supplier: tuple[str, ...] = column.names(
        "Supplier", "Only these suppliers.", links=("suppliers.supplier",), blank="every"
    )
    country: tuple[str, ...] = column.names(
        "Country", "Only suppliers of these countries.", blank="every", example=("China",)
    )
    item: tuple[str, ...] = column.names("Item", "Only these items.", links=("items.item",), blank="every")
    product: tuple[str, ...] = column.names(
        "Product", "Only these products.", links=("products.product",), blank="every"
    )
    from_month: Month | None = column.month("From month", "First month it holds.", blank="from the start")
    to_month: Month | None = column.month("To month", "Last month it holds.", blank="to the end")
    penalty: float | None = column.number(
        "Penalty", "Cost for each unit broken.", blank="hard: it may not be broken", unit=Unit.LIMIT, low=0
    )
