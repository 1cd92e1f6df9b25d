"""Decides what shows each column of settings, products, bills and items at work."""

from __future__ import annotations

from typing import Any

from tests.planner.model.changes import Change
from tests.planner.model.stories import event, futures, line, offer

TWO_PRODUCTS: dict[str, Any] = {
    "products": [{"product": "Drive", "shortage_cost": 100}, {"product": "Pump", "shortage_cost": 9}],
    "bill_of_materials": [line("Drive", "Magnet"), line("Pump", "Magnet")],
}
TWO_ITEMS: dict[str, Any] = {"items": [{"item": "Magnet", "standard_cost": 5}, {"item": "Coil", "standard_cost": 1}]}
CREDITED: dict[str, Any] = {
    "months": 1,
    "case": {"closing_stock_value": 0.2},
    "demand": {"Drive": [0]},
    "stock": [{"item": "Magnet", "quantity": 10}],
}
HALF_DEAR: dict[str, Any] = {
    "months": 2,
    "demand": {"Drive": [0, 10]},
    "offers": [offer("East", from_month=1)],
    "scenarios": [{"scenario": "Calm", "probability": 0.75}, {"scenario": "Dear", "probability": 0.25}],
    "events": [event("Dear", "price", 2, first=1)],
}
DYSPROSIUM: dict[str, Any] = {
    "months": 1,
    "items": [{"item": "Magnet", "standard_cost": 5, "grade": "Mine"}],
    "grades": [{"grade": "Mine"}, {"grade": "Other"}],
    "composition": [{"of": "Mine", "element": "Dy", "weight_percent": 3}],
    "scenarios": futures("Halt"),
    "events": [event("Halt", "availability", 0, first=0, element="Dy")],
}
BY_MONTH = [{"product": "Drive", "month": f"2027-0{number}", "quantity": 10 * number} for number in (1, 2, 3)]

SETTINGS = [
    # 10 and 20 of January and February, or 20 and 30 of February and March, at 2.
    Change("case.start_month", {"months": 2, "demand": BY_MONTH, "offers": [offer("East")]}, "2027-02", (60, 100)),
    Change("case.months", {"months": 2}, 1, (40, 20)),
    # A price in euros is worth a quarter more, unless the case counts in euros.
    Change(
        "case.currency",
        {"months": 1, "offers": [offer("East", currency="EUR")], "currencies": [{"currency": "EUR", "rate": 1.25}]},
        "EUR",
        (25, 20),
    ),
    # The drives are wanted after a year: money counts half by then.
    Change("case.discount_rate", {"months": 13, "demand": {"Drive": [0] * 12 + [10]}}, 1, (20, 10)),
    # Ten magnets of 5 carried over January at a tenth a month.
    Change(
        "case.carrying_cost_rate",
        {"months": 2, "demand": {"Drive": [0, 10]}, "stock": [{"item": "Magnet", "quantity": 10}]},
        1.2,
        (0, 5),
    ),
    # Ten magnets left are worth a fifth of 5 each, or two fifths.
    Change("case.closing_stock_value", CREDITED, 0.4, (-10, -20)),
    # 20 or, once in four, 40: expected 25, at worst 40.
    Change("case.risk_weight", HALF_DEAR, 1, (25, 40)),
    Change("case.cvar_level", HALF_DEAR | {"case": {"risk_weight": 1}}, 0, (40, 25)),
    # Without magnets: January's drives are lost, February's redesigned for 50, unless engineering has no time.
    Change(
        "case.max_parallel_redesigns",
        {
            "months": 2,
            "offers": [],
            "redesigns": [{"redesign": "Lean", "product": "Drive", "months": 1, "cost": 50}],
            "redesign_changes": [{"redesign": "Lean", "item": "Magnet"}],
        },
        0,
        (1050, 2000),
    ),
]

PRODUCTS = [
    # Ten of the one product are lost, at 100 or, once the names are exchanged, at 9.
    Change(
        "products.product",
        {"months": 1, **TWO_PRODUCTS, "demand": {"Drive": [10], "Pump": [0]}, "offers": []},
        {0: "Pump", 1: "Drive"},
        (1000, 90),
    ),
    Change(
        "products.end_use",
        {
            "months": 1,
            "scenarios": futures("Halt"),
            "events": [event("Halt", "availability", 0, first=0, end_use="defence")],
            "products": [{"product": "Drive", "shortage_cost": 100, "end_use": "medical"}],
        },
        "defence",
        (20, 1000),
    ),
    Change(
        "products.shortage_cost",
        {"months": 1, "products": [{"product": "Drive", "shortage_cost": 100}], "offers": []},
        9,
        (1000, 90),
    ),
    # The magnets are a month at sea: ten drives are lost, or late for a month at 3.
    Change(
        "products.backorder_cost",
        {
            "months": 2,
            "products": [{"product": "Drive", "shortage_cost": 100}],
            "demand": {"Drive": [10, 0]},
            "offers": [offer("East", transit_months=1)],
        },
        3,
        (1000, 50),
    ),
    Change(
        "products.excluded_origins",
        {"months": 1, "products": [{"product": "Drive", "shortage_cost": 100}]},
        "China",
        (20, 1000),
    ),
    Change(
        "demand.product",
        {
            "months": 1,
            **TWO_PRODUCTS,
            "demand": [
                {"product": "Drive", "month": 0, "quantity": 10},
                {"product": "Pump", "month": 0, "quantity": 0},
            ],
            "offers": [],
        },
        {0: "Pump", 1: "Drive"},
        (1000, 90),
    ),
    Change(
        "demand.month",
        {
            "months": 2,
            "demand": [{"product": "Drive", "month": month, "quantity": 10 - 10 * month} for month in (0, 1)],
            "offers": [offer("East", transit_months=1)],
        },
        {0: 1, 1: 0},
        (1000, 20),
    ),
    Change(
        "demand.quantity",
        {"months": 1, "demand": [{"product": "Drive", "month": 0, "quantity": 10}]},
        20,
        (20, 40),
    ),
]

ITEMS = [
    # One magnet in each drive, or in each pump, of which 20 are wanted.
    Change(
        "bill_of_materials.parent",
        {
            "months": 1,
            **TWO_PRODUCTS,
            "bill_of_materials": [line("Drive", "Magnet"), line("Drive", "Coil"), line("Pump", "Coil")],
            **TWO_ITEMS,
            "demand": {"Drive": [10], "Pump": [20]},
            "offers": [offer("East"), offer("East", "Coil", price=0)],
        },
        "Pump",
        (20, 40),
    ),
    Change(
        "bill_of_materials.component",
        {
            "months": 1,
            **TWO_ITEMS,
            "bill_of_materials": [line("Drive", "Magnet")],
            "offers": [offer("East"), offer("East", "Coil", price=3)],
        },
        "Coil",
        (20, 30),
    ),
    Change("bill_of_materials.quantity", {"months": 1, "bill_of_materials": [line("Drive", "Magnet")]}, 3, (20, 60)),
    Change(
        "bill_of_materials.scrap_rate", {"months": 1, "bill_of_materials": [line("Drive", "Magnet")]}, 0.5, (20, 40)
    ),
    # Ten magnets left are worth a fifth of 5 each, or of 1 once the names are exchanged.
    Change("items.item", CREDITED | TWO_ITEMS, {0: "Coil", 1: "Magnet"}, (-10, -2)),
    # Material may go everywhere: nobody excludes its origin.
    Change(
        "items.kind",
        {
            "months": 1,
            "products": [{"product": "Drive", "shortage_cost": 100, "excluded_origins": "China"}],
            "items": [{"item": "Magnet", "standard_cost": 5}],
        },
        "material",
        (1000, 20),
    ),
    # A bought assembly has an origin like a magnet.
    Change(
        "items.kind",
        {
            "months": 1,
            "products": [{"product": "Drive", "shortage_cost": 100, "excluded_origins": "China"}],
            "items": [{"item": "Magnet", "standard_cost": 5, "kind": "material"}],
        },
        "assembly",
        (20, 1000),
    ),
    Change("items.grade", DYSPROSIUM, "Other", (1000, 20)),
    # 4 kg may leave: 8 pieces of 500 g, or all ten of 200 g.
    Change(
        "items.mass_g",
        {
            "months": 1,
            "items": [{"item": "Magnet", "standard_cost": 5, "mass_g": 500}],
            "capacity": [{"supplier": "East", "from_month": 0, "per_month": 4}],
        },
        200,
        (216, 20),
    ),
    Change("items.standard_cost", CREDITED | {"items": [{"item": "Magnet", "standard_cost": 5}]}, 1, (-10, -2)),
    # Nothing leaves in February: ten leave in January, or only the 4 the store holds.
    Change(
        "items.max_stock",
        {
            "months": 2,
            "demand": {"Drive": [0, 10]},
            "items": [{"item": "Magnet", "standard_cost": 5}],
            "scenarios": futures("Halt"),
            "events": [event("Halt", "availability", 0, first=1)],
        },
        4,
        (20, 608),
    ),
    Change("composition.of", DYSPROSIUM, "Other", (1000, 20)),
    Change("composition.element", DYSPROSIUM, "Sm", (1000, 20)),
    Change("composition.weight_percent", DYSPROSIUM, 0, (1000, 20)),
]

NEEDS = [*SETTINGS, *PRODUCTS, *ITEMS]
