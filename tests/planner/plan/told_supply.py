"""Decides a plan worked out by hand that orders once in time, falls short once, and orders once more for the end."""

from __future__ import annotations

from tests.builders import case
from tests.planner.plan.stories import Story, story


def supply_line() -> Story:
    """Ten drives a month from twelve magnets in stock and one order that takes two months; another is under way last.

    Month 0: 10 magnets at 5 and a fee of 20 ordered, 2 magnets of 6 carried at a tenth. Month 1: freight 1 and duty
    0.1 * 5 on ten, 8 drives lost at 100. Month 2: 5 more at 5 and the fee, credited 0.5 * 6 each at the end.
    """
    told = case(
        case={"carrying_cost_rate": 1.2, "closing_stock_value": 0.5},
        products=[{"product": "Drive", "shortage_cost": 100}],
        demand={"Drive": [10, 10, 10]},
        bill_of_materials=[{"parent": "Drive", "component": "Magnet", "quantity": 1}],
        items=[{"item": "Magnet", "standard_cost": 6, "max_stock": 20}],
        stock=[{"item": "Magnet", "quantity": 12}],
        suppliers=[{"supplier": "East", "country": "China"}],
        offers=[
            {
                "offer": "East",
                "supplier": "East",
                "item": "Magnet",
                "price": 5,
                "freight": 1,
                "duty_rate": 0.1,
                "production_months": 1,
                "transit_months": 1,
                "order_cost": 20,
                "min_order": 5,
                "order_multiple": 5,
                "max_12_months": 15,
            }
        ],
        capacity=[{"supplier": "East", "item": "Magnet", "from_month": 0, "per_month": 10}],
    )
    return story(
        told,
        orders=[(0, "East", "East", "Magnet", 10.0, 50.0, 2), (2, "East", "East", "Magnet", 5.0, 25.0, 4)],
        shipments=[(1, "East", "Magnet", "Drive", 10.0, 2)],
        stock=[(0, "Magnet", "Drive", 2.0, 0.2)],
        production=[(0, "Drive", "base", 10.0), (1, "Drive", "base", 2.0), (2, "Drive", "base", 10.0)],
        use=[(n, "Drive", "base", "Magnet", "Drive", units) for n, units in ((0, 10.0), (1, 2.0), (2, 10.0))],
        shortages=[(1, "Drive", 8.0, 0.0)],
        costs={
            0: {"purchase": 50, "order_fees": 20, "carrying": 1.2},
            1: {"freight": 10, "duty": 5, "shortage": 800},
            2: {"purchase": 25, "order_fees": 20, "closing_credit": -15},
        },
        scenario_costs={"base case": 916.2},
        figures=(916.2, 916.2, 916.2, 916.2),
    )
