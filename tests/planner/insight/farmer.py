"""Decides how the farmer of the textbook is told as a case: land as contracts, harvest as what may leave, sales as
what is not short.

Birge and Louveaux, Introduction to Stochastic Programming, section 1.1: 500 acres for wheat, corn and sugar beets at
150, 230 and 260 dollars an acre; mean yields of 2.5, 3 and 20 tonnes an acre, all a fifth higher in a good year and a
fifth lower in a bad one, equally likely; 200 tonnes of wheat and 240 of corn are fed; wheat and corn sell at 170 and
150 and cost 40 % more, beets sell at 36 up to 6000 tonnes and at 10 beyond.

Here a unit is what an acre yields in a good year. Sowing signs contracts of 1/3, 2/3, 4/3 ... acres that are paid in
full whatever the harvest; a bad year lets only a share of them leave. Land is a budget of one dollar an acre, which the
price of the contracts leaves out. What could be sold and is not is short.
"""

from __future__ import annotations

from typing import Any

from planner.tables.case import Case
from tests.builders import case

ACRES = 500.0
SIZES = [2**power / 3 for power in range(11)]
YIELDS = {"good": 1.2, "mean": 1.0, "bad": 0.8}
CROPS = {"Wheat": (2.5, 150.0), "Corn": (3.0, 230.0), "Beets": (20.0, 260.0)}
"""Mean tonnes and cost of an acre."""
FED = {"Wheat": (200.0, 238.0), "Corn": (240.0, 210.0)}
"""Tonnes fed, and what a tonne costs when it is bought."""
SOLD = {"Wheat": ((5000.0, 170.0),), "Corn": ((5000.0, 150.0),), "Beets": ((6000.0, 36.0), (12000.0, 10.0))}
"""Tonnes that can be sold, and for how much; more than anybody could harvest where there is no quota."""
REVENUE = sum(tonnes * price for sales in SOLD.values() for tonnes, price in sales)
"""What everything would bring: cost in the case is this less the textbook's profit."""


def unit(crop: str) -> float:
    """Tonnes in a unit."""
    return CROPS[crop][0] * YIELDS["good"]


def farmer() -> Case:
    return case(
        case={"months": 2},
        **_wanted(),
        **_land(),
        limits=[{"limit": "budget", "value": ACRES, "from_month": 0, "to_month": 0}],
        **_weather(),
    )


def _wanted() -> dict[str, Any]:
    """What is fed and what can be sold, each a product made of its crop."""
    products: list[dict[str, Any]] = []
    demand: dict[str, list[float]] = {}
    bill: list[dict[str, Any]] = []

    def want(name: str, crop: str, tonnes: float, price: float) -> None:
        products.append({"product": name, "shortage_cost": price * unit(crop)})
        demand[name] = [0.0, tonnes / unit(crop)]
        bill.append({"parent": name, "component": crop, "quantity": 1})

    for crop, (tonnes, price) in FED.items():
        want(f"Feed {crop}", crop, tonnes, price)
    for crop, sales in SOLD.items():
        for number, (tonnes, price) in enumerate(sales, start=1):
            want(f"Sell {crop} {number}", crop, tonnes, price)
    return {
        "products": products,
        "demand": demand,
        "bill_of_materials": bill,
        "items": [{"item": crop, "standard_cost": 0} for crop in CROPS],
    }


def _land() -> dict[str, Any]:
    """Crops that nobody may order but by contract, and the contracts: to sow so much of each."""
    return {
        "suppliers": [{"supplier": "Farm", "country": "Home"}],
        "offers": [
            {
                "offer": crop,
                "supplier": "Farm",
                "item": crop,
                "price": 10_000,
                "production_months": 0,
                "transit_months": 0,
                "from_month": 1,
            }
            for crop in CROPS
        ],
        "capacity": [{"supplier": "Farm", "item": crop, "from_month": 0, "per_month": 0} for crop in CROPS],
        "contracts": [
            {
                "contract": f"Sow {crop} {number}",
                "offer": crop,
                "sign_by": 0,
                "from_month": 1,
                "to_month": 1,
                "per_month": size,
                "price": cost - 1,
                "take_or_pay": 1,
                "fee": size,
            }
            for crop, (_, cost) in CROPS.items()
            for number, size in enumerate(SIZES)
        ],
    }


def _weather() -> dict[str, Any]:
    """Good, mean and bad years, equally likely: how much of the best harvest may leave."""
    return {
        "scenarios": [{"scenario": name, "probability": 1 / 3} for name in YIELDS],
        "events": [
            {
                "scenario": name,
                "from_month": 1,
                "to_month": 1,
                "effect": "availability",
                "value": yields / YIELDS["good"],
                "supplier": "Farm",
            }
            for name, yields in YIELDS.items()
        ],
    }
