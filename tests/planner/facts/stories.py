"""Decides the small company most stories about facts begin with: three products, one magnet, a supplier in China."""

from __future__ import annotations

from typing import Any

from planner.facts.facts import Facts
from planner.facts.gather import gather
from tests.builders import case


def small(**more: Any) -> Facts:
    """Facts of Drive (automotive), Pump (industrial) and Rail (no end use), one Magnet each, four months; ``more``
    replaces or adds tables."""
    tables: dict[str, Any] = {
        "products": [
            {"product": "Drive", "end_use": "automotive", "shortage_cost": 100},
            {"product": "Pump", "end_use": "industrial", "shortage_cost": 100},
            {"product": "Rail", "shortage_cost": 100},
        ],
        "demand": {"Drive": [10, 10, 10, 10], "Pump": [5, 5, 5, 5], "Rail": [1, 2, 3, 4]},
        "bill_of_materials": [
            {"parent": product, "component": "Magnet", "quantity": 1} for product in ("Drive", "Pump", "Rail")
        ],
        "items": [{"item": "Magnet", "standard_cost": 3}],
        "suppliers": [{"supplier": "East", "country": "China"}],
        "offers": [offer()],
    }
    return gather(case(**tables | more))


def offer(supplier: str = "East", item: str = "Magnet", **more: Any) -> dict[str, Any]:
    """A row of the offers."""
    return {"supplier": supplier, "item": item, "price": 2, "production_months": 1, "transit_months": 1} | more


def product(name: str, end_use: str = "", excluded: str = "") -> dict[str, Any]:
    """A row of the products."""
    return {"product": name, "end_use": end_use, "shortage_cost": 100, "excluded_origins": excluded}


def halt(end_use: str = "", **more: Any) -> dict[str, Any]:
    """An availability event of scenario ``halt``, over the whole horizon unless told otherwise."""
    return {
        "scenario": "halt",
        "from_month": 0,
        "to_month": 3,
        "effect": "availability",
        "value": 0,
        "end_use": end_use,
    } | more


HALT = [{"scenario": "halt", "probability": 1}]


def pool_names(facts: Facts) -> list[str]:
    """The names of all pools, in order."""
    return [pool.name for pool in facts.pools]


def parts_of(facts: Facts, offer_number: int = 0) -> list[tuple[str | None, str]]:
    """(end use of the lane, name of the pool) for each part of an offer."""
    parts = [facts.parts[part] for part in facts.offers[offer_number].parts]
    return [(facts.lanes[part.lane].end_use, facts.pools[part.pool].name) for part in parts]
