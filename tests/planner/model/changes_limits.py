"""Decides what shows each kind of limit at work, hard and soft, in its months and for what its filters match."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.planner.model.changes import Change, Tables
from tests.planner.model.changes_needs import TWO_ITEMS, TWO_PRODUCTS
from tests.planner.model.stories import event, futures, line, offer

NEVER = "2026-12"
BEYOND = "2028-01"


@dataclass(frozen=True)
class Limited:
    """A kind of limit in a story where it binds.

    Attributes:
        tables: the story, over the small company.
        row: the limit, hard.
        penalty: for each unit broken, when it is soft.
        hard, soft, free: what the best plan costs under the hard limit, under the soft one, and without.
        loose: a value at which the limit binds nothing.
        others: by filter a value that matches nothing the limit could bind.
    """

    tables: Tables
    row: dict[str, Any]
    penalty: float
    hard: float
    soft: float
    free: float
    loose: float
    others: dict[str, str]

    def changes(self) -> list[Change]:
        given = self.tables | {"limits": [self.row]}
        changed: dict[str, Any] = {"value": self.loose, "from_month": BEYOND, "to_month": NEVER, **self.others}
        return [
            Change("limits.penalty", given, self.penalty, (self.hard, self.soft)),
            *(Change(f"limits.{column}", given, value, (self.hard, self.free)) for column, value in changed.items()),
        ]


BOUGHT: dict[str, Any] = {
    "months": 1,
    **TWO_ITEMS,
    **TWO_PRODUCTS,
    "bill_of_materials": [line("Drive", "Magnet"), line("Pump", "Coil")],
    "demand": {"Drive": [10], "Pump": [0]},
    "suppliers": [
        {"supplier": "East", "country": "China"},
        {"supplier": "North", "country": "Norway"},
        {"supplier": "South", "country": "Chile"},
    ],
    "offers": [offer("East"), offer("North", price=3), offer("South", "Coil")],
}
KEPT: dict[str, Any] = {
    "months": 2,
    **TWO_ITEMS,
    "demand": {"Drive": [0, 10]},
    "scenarios": futures("Halt"),
    "events": [event("Halt", "availability", 0, first=1)],
}
"""Nothing leaves in February: ten magnets must be in store over January."""

UNLOVED: dict[str, Any] = {
    "months": 1,
    **TWO_PRODUCTS,
    "products": [{"product": name, "shortage_cost": 1} for name in ("Drive", "Pump")],
    "demand": {"Drive": [10], "Pump": [0]},
}
"""A drive lost costs 1, its magnet 2: none is built unless it must be."""

STORIES: dict[str, Limited] = {
    # Of 20 to East half may go: 6 at 2 from East, 4 at 3 from North. Soft: 10 beyond the half, at a tenth.
    "max_share": Limited(
        BOUGHT,
        {"limit": "max_share", "value": 0.5, "supplier": "East"},
        0.1,
        24,
        21,
        20,
        1.0,
        {"supplier": "South", "item": "Coil", "product": "Pump"},
    ),
    "min_share": Limited(
        BOUGHT,
        {"limit": "min_share", "value": 0.5, "country": "Norway"},
        0.1,
        24,
        21,
        20,
        0.0,
        {"item": "Coil", "product": "Pump"},
    ),
    # Ten more magnets lie in store at the end; or none, at a tenth for each.
    "min_cover": Limited(
        {"months": 1, **TWO_ITEMS},
        {"limit": "min_cover", "value": 1},
        0.1,
        40,
        21,
        20,
        0.0,
        {"item": "Coil"},
    ),
    # Without a store ten drives are lost; ten magnets in it cost 1 each, or a tenth of their value of 50.
    "max_cover": Limited(KEPT, {"limit": "max_cover", "value": 0}, 1, 1000, 30, 20, 1, {"item": "Coil"}),
    "max_stock_value": Limited(KEPT, {"limit": "max_stock_value", "value": 0}, 0.1, 1000, 25, 20, 50, {"item": "Coil"}),
    # Five drives for 10; or ten for 20, at a tenth of what is beyond.
    "budget": Limited({"months": 1}, {"limit": "budget", "value": 10}, 0.1, 510, 21, 20, 20, {}),
    # All are delivered, or none at 1 and half for each.
    "min_fill": Limited(UNLOVED, {"limit": "min_fill", "value": 1}, 0.5, 20, 15, 10, 0, {"product": "Pump"}),
}
"""By kind of limit, for each filter that means something to it."""

LIMITED = [
    *(change for story in STORIES.values() for change in story.changes()),
    # Shares match suppliers by name or by country.
    Change(
        "limits.country",
        BOUGHT | {"limits": [{"limit": "max_share", "value": 0.5, "country": "China"}]},
        "Chile",
        (24, 20),
    ),
    Change(
        "limits.supplier",
        BOUGHT | {"limits": [{"limit": "min_share", "value": 0.5, "supplier": "North"}]},
        "East",
        (24, 20),
    ),
    # Half of the money must go to Norway, or to Chile: ten coils nobody needs beside East's ten magnets.
    Change(
        "limits.country",
        BOUGHT | {"limits": [{"limit": "min_share", "value": 0.5, "country": "Norway"}]},
        "Chile",
        (24, 40),
    ),
    # The kind itself; and a value between: 16 buy eight.
    Change("limits.limit", {"months": 1, "limits": [{"limit": "budget", "value": 10}]}, "max_stock_value", (510, 20)),
    Change("limits.value", {"months": 1, "limits": [{"limit": "budget", "value": 10}]}, 16, (510, 16 + 200)),
]
