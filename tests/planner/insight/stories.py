"""Decides the small company the stories of insight begin with: two products, magnets from China and from Estonia."""

from __future__ import annotations

from typing import Any

from planner.tables.case import Case
from tests.builders import case

TABLES: dict[str, Any] = {
    "products": [{"product": "Drive", "shortage_cost": 100}, {"product": "Pump", "shortage_cost": 30}],
    "demand": {"Drive": [10, 10, 10, 10], "Pump": [20, 20, 20, 20]},
    "bill_of_materials": [
        {"parent": "Drive", "component": "Strong", "quantity": 2},
        {"parent": "Pump", "component": "Plain", "quantity": 1},
    ],
    "items": [
        {"item": "Strong", "grade": "N42SH", "mass_g": 50, "standard_cost": 4},
        {"item": "Plain", "grade": "N42", "mass_g": 10, "standard_cost": 1},
    ],
    "composition": [
        {"of": "Strong", "element": "Nd", "weight_percent": 24},
        {"of": "Strong", "element": "Pr", "weight_percent": 6},
        {"of": "Strong", "element": "Dy", "weight_percent": 2},
        {"of": "Strong", "element": "Fe", "weight_percent": 67},
    ],
    "suppliers": [
        {"supplier": "Ganzhou", "country": "China", "feed_country": "China", "feed_share": 1},
        {"supplier": "Narva", "country": "Estonia", "feed_country": "Australia", "feed_share": 0.6},
    ],
    "offers": [
        {"supplier": "Ganzhou", "item": "Strong", "price": 4, "production_months": 1, "transit_months": 1},
        {"supplier": "Ganzhou", "item": "Plain", "price": 1, "production_months": 1, "transit_months": 1},
        {
            "supplier": "Narva",
            "item": "Strong",
            "price": 6,
            "production_months": 1,
            "transit_months": 0,
            "qualification": "Narva approval",
        },
    ],
    "qualifications": [{"qualification": "Narva approval", "months": 2, "cost": 500}],
}


def company(**more: Any) -> Case:
    """The company; ``more`` replaces or adds tables."""
    return case(**TABLES | more)


def rows(table: str, *extra: dict[str, Any], **changes: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a table of the company, each changed by what its first value is named for, and ``extra`` ones."""
    told = [row | changes.get(str(next(iter(row.values()))), {}) for row in TABLES[table]]
    return [*told, *extra]
