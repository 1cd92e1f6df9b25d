"""Decides the small company the goldens of the model begin with: ten drives a month, a magnet in each, one supplier."""

from __future__ import annotations

from typing import Any

from planner.tables.case import Case
from tests.builders import case

Rows = list[dict[str, Any]]


def company(months: int = 3, **more: Any) -> Case:
    """Ten drives a month, one Magnet in each; East in China sells it at 2, made and here in the month of the order.

    Args:
        months: of the plan, from January 2027.
        more: tables that replace or add to these.
    """
    tables: dict[str, Any] = {
        "products": [{"product": "Drive", "shortage_cost": 100}],
        "demand": {"Drive": [10] * months},
        "bill_of_materials": [line("Drive", "Magnet")],
        "items": [{"item": "Magnet", "standard_cost": 5}],
        "suppliers": [{"supplier": "East", "country": "China"}, {"supplier": "North", "country": "Norway"}],
        "offers": [offer("East")],
    }
    settings = {"months": months} | more.pop("case", {})
    return case(case=settings, **(tables | more))


def offer(supplier: str, item: str = "Magnet", **more: Any) -> dict[str, Any]:
    """A row of the offers: at 2, made and here in the month of the order."""
    return {"supplier": supplier, "item": item, "price": 2, "production_months": 0, "transit_months": 0} | more


def line(parent: str, component: str, quantity: float = 1) -> dict[str, Any]:
    """A row of the bill of materials."""
    return {"parent": parent, "component": component, "quantity": quantity}


def futures(*names: str) -> Rows:
    """Scenarios of equal probability."""
    return [{"scenario": name, "probability": 1 / len(names)} for name in names]


def event(scenario: str, effect: str, value: float, first: int, last: int | None = None, **more: Any) -> dict[str, Any]:
    """A row of the events; from ``first`` to ``last`` (the same month when not said), counted from the start."""
    to_month = first if last is None else last
    return {"scenario": scenario, "effect": effect, "value": value, "from_month": first, "to_month": to_month} | more
