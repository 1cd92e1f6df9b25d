"""Decides what shows each column of stock, orders, suppliers, offers and what binds them at work."""

from __future__ import annotations

from typing import Any

from tests.planner.model.changes import Change
from tests.planner.model.changes_needs import TWO_ITEMS
from tests.planner.model.stories import event, futures, offer

EXCLUDING: dict[str, Any] = {
    "months": 1,
    "products": [{"product": "Drive", "shortage_cost": 100, "excluded_origins": "China"}],
}
EURO: dict[str, Any] = {
    "months": 1,
    "offers": [offer("East", currency="EUR")],
    "currencies": [{"currency": "EUR", "rate": 1.25}, {"currency": "JPY", "rate": 2}],
}
NEVER = "2026-12"
BOTH_CLOSED = [offer("East", to_month=NEVER), offer("North", to_month=NEVER)]
ORDERED = {"supplier": "East", "item": "Magnet", "quantity": 10, "ready_month": 0}
OPEN: dict[str, Any] = {
    "months": 2,
    "demand": {"Drive": [10, 0]},
    "offers": BOTH_CLOSED,
    "open_orders": [ORDERED],
}
JANUARY: dict[str, Any] = {"months": 2, "demand": {"Drive": [10, 0]}}

STOCK = [
    Change("stock.item", {"months": 1, **TWO_ITEMS, "stock": [{"item": "Magnet", "quantity": 10}]}, "Coil", (0, 20)),
    Change("stock.quantity", {"months": 1, "stock": [{"item": "Magnet", "quantity": 10}]}, 4, (0, 12)),
    Change(
        "stock.origin",
        EXCLUDING | {"stock": [{"item": "Magnet", "quantity": 10, "origin": "Norway"}], "offers": []},
        "China",
        (0, 1000),
    ),
    Change(
        "stock.feed_origin",
        EXCLUDING | {"stock": [{"item": "Magnet", "quantity": 10, "origin": "Norway"}], "offers": []},
        "China",
        (0, 1000),
    ),
    # Ten magnets are ordered; nothing may leave East.
    Change(
        "open_orders.supplier",
        OPEN | {"scenarios": futures("Halt"), "events": [event("Halt", "availability", 0, 0, 1, supplier="East")]},
        "North",
        (1000, 0),
    ),
    Change(
        "open_orders.item",
        OPEN | TWO_ITEMS | {"offers": [*BOTH_CLOSED, offer("East", "Coil", to_month=NEVER)]},
        "Coil",
        (0, 1000),
    ),
    Change("open_orders.quantity", OPEN, 4, (0, 600)),
    Change("open_orders.ready_month", OPEN, 1, (0, 1000)),
    Change("open_orders.arrival_month", OPEN | {"open_orders": [ORDERED | {"ready_month": NEVER}]}, 1, (0, 1000)),
    Change(
        "open_orders.offer",
        OPEN
        | {"offers": [offer("East", to_month=NEVER), offer("East", offer="Slow", transit_months=1, to_month=NEVER)]},
        "Slow",
        (0, 1000),
    ),
]

OFFERS = [
    # Exchanged names: East lies in Norway then, and Norway is not excluded.
    Change(
        "suppliers.supplier",
        EXCLUDING
        | {"suppliers": [{"supplier": "East", "country": "China"}, {"supplier": "North", "country": "Norway"}]},
        {0: "North", 1: "East"},
        (1000, 20),
    ),
    Change(
        "suppliers.country", EXCLUDING | {"suppliers": [{"supplier": "East", "country": "China"}]}, "Norway", (1000, 20)
    ),
    Change(
        "suppliers.feed_country",
        EXCLUDING
        | {"suppliers": [{"supplier": "East", "country": "Norway", "feed_country": "Australia", "feed_share": 1}]},
        "China",
        (20, 1000),
    ),
    # Half of what East makes of Chinese earth cannot be made: 5 of ten leave.
    Change(
        "suppliers.feed_share",
        {
            "months": 1,
            "suppliers": [{"supplier": "East", "country": "Norway", "feed_country": "China", "feed_share": 0}],
            "capacity": [{"supplier": "East", "item": "Magnet", "from_month": 0, "per_month": 10}],
            "scenarios": futures("Halt"),
            "events": [event("Halt", "availability", 0, first=0, country="China")],
        },
        0.5,
        (20, 510),
    ),
    # Ten reserved at 1 of A; once the names are exchanged A is closed: 10 paid for nothing, and 20 to B.
    Change(
        "offers.offer",
        {
            "months": 1,
            "offers": [offer("East", offer="A"), offer("North", offer="B", to_month=NEVER)],
            "contracts": [
                {
                    "contract": "C",
                    "offer": "A",
                    "sign_by": 0,
                    "from_month": 0,
                    "to_month": 0,
                    "per_month": 10,
                    "price": 1,
                    "take_or_pay": 1,
                    "signed_month": NEVER,
                }
            ],
        },
        {0: "B", 1: "A"},
        (10, 30),
    ),
    Change("offers.supplier", EXCLUDING | {"offers": [offer("East")]}, "North", (1000, 20)),
    Change("offers.item", {"months": 1, **TWO_ITEMS, "offers": [offer("East")]}, "Coil", (20, 1000)),
    Change("offers.price", {"months": 1, "offers": [offer("East")]}, 3, (20, 30)),
    Change("offers.currency", EURO | {"offers": [offer("East")]}, "EUR", (20, 25)),
    Change("offers.freight", {"months": 1, "offers": [offer("East")]}, 0.5, (20, 25)),
    Change("offers.duty_rate", {"months": 1, "offers": [offer("East")]}, 0.1, (20, 22)),
    Change("offers.production_months", JANUARY | {"offers": [offer("East")]}, 1, (20, 1000)),
    Change("offers.transit_months", JANUARY | {"offers": [offer("East")]}, 1, (20, 1000)),
    Change("offers.min_order", {"months": 1, "offers": [offer("East")]}, 25, (20, 50)),
    Change("offers.order_multiple", {"months": 1, "offers": [offer("East")]}, 8, (20, 32)),
    Change("offers.order_cost", {"months": 1, "offers": [offer("East")]}, 7, (20, 27)),
    Change("offers.max_12_months", {"months": 1, "offers": [offer("East")]}, 4, (20, 608)),
    # 11 of the 12 ordered in the year before still count.
    Change("offers.ordered_before", {"months": 1, "offers": [offer("East", max_12_months=12)]}, 12, (20, 902)),
    Change(
        "offers.qualification",
        {
            "months": 1,
            "offers": [offer("East")],
            "qualifications": [{"qualification": "Approval", "months": 0, "cost": 60}],
        },
        "Approval",
        (20, 80),
    ),
    Change("offers.from_month", JANUARY | {"offers": [offer("East")]}, 1, (20, 1000)),
    Change("offers.to_month", {"months": 1, "offers": [offer("East")]}, NEVER, (20, 1000)),
    Change(
        "offers.end_uses",
        {
            "months": 1,
            "products": [{"product": "Drive", "shortage_cost": 100, "end_use": "medical"}],
            "offers": [offer("East")],
        },
        "defence",
        (20, 1000),
    ),
    Change("currencies.currency", EURO, {0: "JPY", 1: "EUR"}, (25, 40)),
    Change("currencies.rate", EURO, 2, (25, 40)),
]

CAPPED: dict[str, Any] = {
    "months": 1,
    "items": [{"item": "Magnet", "standard_cost": 5, "mass_g": 500}],
    "capacity": [{"supplier": "East", "item": "Magnet", "from_month": 0, "per_month": 4}],
}
APPROVAL: dict[str, Any] = JANUARY | {
    "offers": [offer("East", qualification="Approval")],
    "qualifications": [{"qualification": "Approval", "months": 0, "cost": 60}],
}
TERMS = {"contract": "C", "offer": "East | Magnet", "sign_by": 0, "from_month": 0, "to_month": 1, "per_month": 10}
RESERVED: dict[str, Any] = JANUARY | {"offers": [offer("East")], "contracts": [TERMS | {"price": 1}]}
IN_FEBRUARY: dict[str, Any] = {
    "months": 2,
    "demand": {"Drive": [0, 10]},
    "offers": [offer("East", from_month=1)],
    "contracts": [TERMS | {"price": 1}],
}
LICENSED: dict[str, Any] = JANUARY | {
    "scenarios": futures("Halt"),
    "events": [event("Halt", "availability", 0, 0, 1)],
    "licences": [
        {
            "licence": "L-1",
            "supplier": "East",
            "item": "Magnet",
            "quantity": 10,
            "from_month": NEVER,
            "to_month": 1,
            "status": "granted",
        }
    ],
}
TOLLED: dict[str, Any] = {
    "months": 1,
    "items": [
        {"item": "Magnet", "standard_cost": 5},
        {"item": "Oxide", "kind": "material", "standard_cost": 1},
        {"item": "Alloy", "kind": "material", "standard_cost": 1},
    ],
    "offers": [
        offer("East", offer="A"),
        offer("North", offer="B", price=3),
        offer("East", "Oxide", price=1),
        offer("East", "Alloy", price=1.5),
    ],
    "tolling": [{"offer": "A", "material": "Oxide", "quantity_per_unit": 0.5}],
}

BINDING = [
    Change("capacity.supplier", CAPPED, "North", (608, 20)),
    # 4 pieces, or 4 kg: 8 pieces of 500 g.
    Change("capacity.item", CAPPED, None, (608, 216)),
    Change("capacity.from_month", JANUARY | CAPPED | {"months": 2}, 1, (608, 1000)),
    Change("capacity.per_month", CAPPED, 8, (608, 216)),
    Change(
        "qualifications.qualification",
        APPROVAL
        | {
            "qualifications": [
                {"qualification": "Approval", "months": 0, "cost": 60},
                {"qualification": "Other", "months": 0, "cost": 5},
            ]
        },
        {0: "Other", 1: "Approval"},
        (80, 25),
    ),
    Change("qualifications.months", APPROVAL, 1, (80, 1000)),
    Change("qualifications.cost", APPROVAL, 5, (80, 25)),
    Change("qualifications.earliest_month", APPROVAL, 1, (80, 1000)),
    Change("qualifications.started_month", APPROVAL, NEVER, (80, 20)),
    # Ten reserved at 1 from East; or from North, where nothing leaves: then East's cost 2.
    Change(
        "contracts.offer",
        RESERVED
        | {
            "offers": [offer("East"), offer("North", price=3)],
            "scenarios": futures("Halt"),
            "events": [event("Halt", "availability", 0, 0, 1, supplier="North")],
        },
        "North | Magnet",
        (10, 20),
    ),
    Change(
        "contracts.sign_by",
        IN_FEBRUARY
        | {
            "contracts": [TERMS | {"price": 1, "sign_by": 1}],
            "scenarios": futures("Shut"),
            "events": [event("Shut", "closed", 1, first=0)],
        },
        0,
        (10, 20),
    ),
    Change("contracts.from_month", RESERVED, 1, (10, 20)),
    Change("contracts.to_month", IN_FEBRUARY, 0, (10, 20)),
    Change("contracts.per_month", RESERVED, 4, (10, 16)),
    Change("contracts.price", RESERVED, 1.5, (10, 15)),
    # Ten reserved at 1 in January and in February, when none is wanted: 10 paid for nothing.
    Change("contracts.take_or_pay", RESERVED, 1, (10, 20)),
    Change("contracts.fee", RESERVED, 3, (10, 13)),
    # Nobody would sign for 3 where others cost 2, but what is signed binds: 30 in each month.
    Change(
        "contracts.signed_month",
        RESERVED | {"contracts": [TERMS | {"price": 3, "take_or_pay": 1}]},
        NEVER,
        (20, 60),
    ),
    Change(
        "licences.supplier", LICENSED | {"offers": [offer("East"), offer("North", to_month=NEVER)]}, "North", (20, 1000)
    ),
    Change(
        "licences.item", LICENSED | TWO_ITEMS | {"offers": [offer("East"), offer("East", "Coil")]}, "Coil", (20, 1000)
    ),
    Change("licences.quantity", LICENSED, 4, (20, 608)),
    Change("licences.from_month", LICENSED, 1, (20, 1000)),
    Change("licences.to_month", LICENSED, NEVER, (20, 1000)),
    Change("licences.status", LICENSED, "applied", (20, 1000)),
    # A's magnet takes half a unit of oxide at 1, or of alloy at 1.5, or none.
    Change("tolling.offer", TOLLED, "B", (25, 20)),
    Change("tolling.material", TOLLED, "Alloy", (25, 27.5)),
    Change("tolling.quantity_per_unit", TOLLED, 0.8, (25, 28)),
]

SUPPLY = [*STOCK, *OFFERS, *BINDING]
