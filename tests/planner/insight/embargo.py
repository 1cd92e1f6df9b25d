"""Decides a story whose costs fit on a slip of paper: two months, and a licence that may stop in the second."""

from __future__ import annotations

from planner.tables.case import Case
from tests.builders import case


def embargo(probability: float, **settings: float) -> Case:
    """Ten drives in each of two months. A magnet bought in the first month costs 10 and carrying 2; in the second it
    costs 10, or 40 from elsewhere when the licence has stopped."""
    return case(
        case={"months": 2, "carrying_cost_rate": 2.4, **settings},
        products=[{"product": "Drive", "shortage_cost": 100}],
        demand={"Drive": [10, 10]},
        bill_of_materials=[{"parent": "Drive", "component": "Magnet", "quantity": 1}],
        items=[{"item": "Magnet", "standard_cost": 10}],
        suppliers=[{"supplier": "Ganzhou", "country": "China"}, {"supplier": "Narva", "country": "Estonia"}],
        offers=[
            {"supplier": "Ganzhou", "item": "Magnet", "price": 10, "production_months": 0, "transit_months": 0},
            {"supplier": "Narva", "item": "Magnet", "price": 40, "production_months": 0, "transit_months": 0},
        ],
        scenarios=[
            {"scenario": "open", "probability": 1 - probability},
            {"scenario": "stopped", "probability": probability},
        ],
        events=[
            {
                "scenario": "stopped",
                "from_month": 1,
                "to_month": 1,
                "effect": "availability",
                "value": 0,
                "country": "China",
            }
        ],
    )
