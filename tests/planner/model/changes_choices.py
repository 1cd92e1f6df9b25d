"""Decides what shows each column of redesigns, scenarios and events at work."""

from __future__ import annotations

from typing import Any

from tests.planner.model.changes import Change
from tests.planner.model.changes_needs import DYSPROSIUM, TWO_ITEMS, TWO_PRODUCTS
from tests.planner.model.stories import event, futures, line, offer

NEVER = "2026-12"
LEAN = {"redesign": "Lean", "product": "Drive", "months": 0, "cost": 50}
REDESIGNED: dict[str, Any] = {
    "months": 1,
    **TWO_ITEMS,
    "offers": [],
    "redesigns": [LEAN],
    "redesign_changes": [{"redesign": "Lean", "item": "Magnet"}],
}
TWO_REDESIGNS: dict[str, Any] = REDESIGNED | {
    "bill_of_materials": [line("Drive", "Magnet"), line("Drive", "Coil")],
    "stock": [{"item": "Coil", "quantity": 10}],
    "redesigns": [LEAN, LEAN | {"redesign": "Mini", "cost": 80}],
    "redesign_changes": [{"redesign": "Lean", "item": "Magnet"}, {"redesign": "Mini", "item": "Coil"}],
}
HALF_HALTED: dict[str, Any] = {
    "months": 1,
    "scenarios": [{"scenario": "Calm", "probability": 0.75}, {"scenario": "Halt", "probability": 0.25}],
    "events": [event("Halt", "availability", 0, first=0)],
}

REDESIGNS = [
    Change("redesigns.redesign", TWO_REDESIGNS, {0: "Mini", 1: "Lean"}, (50, 80)),
    # Twenty pumps at 9 are lost while drives are redesigned, ten drives at 100 while pumps are.
    Change(
        "redesigns.product",
        REDESIGNED | TWO_PRODUCTS | {"demand": {"Drive": [10], "Pump": [20]}},
        "Pump",
        (50 + 180, 50 + 1000),
    ),
    Change("redesigns.months", REDESIGNED, 1, (50, 1000)),
    Change("redesigns.cost", REDESIGNED, 80, (50, 80)),
    Change("redesigns.unit_cost", REDESIGNED, 4, (50, 90)),
    Change("redesigns.earliest_month", REDESIGNED | {"months": 2, "demand": {"Drive": [10, 0]}}, 1, (50, 1000)),
    Change("redesigns.started_month", REDESIGNED, NEVER, (50, 0)),
    Change("redesign_changes.redesign", TWO_REDESIGNS, {0: "Mini", 1: "Lean"}, (50, 80)),
    Change(
        "redesign_changes.item",
        TWO_REDESIGNS | {"redesigns": [LEAN], "redesign_changes": [{"redesign": "Lean", "item": "Magnet"}]},
        "Coil",
        (50, 1000),
    ),
    Change("redesign_changes.replacement", REDESIGNED, "Coil", (50, 1000)),
    # Ten coils replace ten magnets, or five.
    Change(
        "redesign_changes.ratio",
        REDESIGNED
        | {
            "stock": [{"item": "Coil", "quantity": 10}],
            "redesign_changes": [{"redesign": "Lean", "item": "Magnet", "replacement": "Coil"}],
        },
        2,
        (50, 550),
    ),
]

PRICE_OR_DUTY: dict[str, Any] = {"months": 1, "scenarios": futures("Dear"), "events": [event("Dear", "price", 2, 0)]}
IN_MARCH: dict[str, Any] = {
    "months": 3,
    "case": {"carrying_cost_rate": 1.2},
    "demand": {"Drive": [0, 0, 10]},
    "scenarios": futures("Calm", "Halt"),
    "events": [event("Halt", "availability", 0, first=2)],
}

FUTURES = [
    # Once in four all is lost; or, names or odds exchanged, three times in four.
    Change("scenarios.scenario", HALF_HALTED, {0: "Halt", 1: "Calm"}, (265, 755)),
    Change("scenarios.probability", HALF_HALTED, {0: 0.25, 1: 0.75}, (265, 755)),
    Change("events.scenario", HALF_HALTED, "Calm", (265, 755)),
    Change(
        "events.from_month",
        {
            "months": 2,
            "demand": {"Drive": [10, 0]},
            "scenarios": futures("Halt"),
            "events": [event("Halt", "availability", 0, 0, 1)],
        },
        1,
        (1000, 20),
    ),
    Change(
        "events.to_month",
        {
            "months": 2,
            "demand": {"Drive": [0, 10]},
            "scenarios": futures("Halt"),
            "events": [event("Halt", "availability", 0, 0, 0)],
        },
        1,
        (20, 1000),
    ),
    # Ten are bought in February at 2 and carried at 0.5, whatever comes; or, once announced, only where they must be.
    Change("events.known_from", IN_MARCH, 1, (25, 22.5)),
    # A price twice as high, or twice the price as duty.
    Change("events.effect", PRICE_OR_DUTY, "duty", (40, 60)),
    Change("events.value", PRICE_OR_DUTY, 3, (40, 60)),
]

WANTED: dict[str, Any] = TWO_PRODUCTS | {
    "demand": {"Drive": [10], "Pump": [0]},
    "products": [{"product": name, "shortage_cost": 100, "end_use": "medical"} for name in ("Drive", "Pump")],
}
APPROVED: dict[str, Any] = {
    "offers": [offer("East", qualification="Approval")],
    "qualifications": [{"qualification": "Approval", "months": 0, "cost": 60}],
}
EFFECTS: dict[str, tuple[dict[str, Any], float, tuple[float, float]]] = {
    "availability": (WANTED, 0, (1000, 20)),
    "price": (WANTED, 2, (40, 20)),
    "duty": (WANTED, 1, (40, 20)),
    "delay": (WANTED, 1, (1000, 20)),
    "demand": (WANTED, 2, (40, 20)),
    "closed": (WANTED | APPROVED, 1, (1000, 80)),
}
"""By effect: a story of one month, its value, and the cost with it and without it."""

OF_GOODS = {"supplier": "North", "country": "Norway", "item": "Coil", "element": "Sm"}
FILTERS: dict[str, dict[str, str]] = {
    "availability": OF_GOODS | {"end_use": "defence"},
    "price": OF_GOODS,
    "duty": OF_GOODS,
    "delay": OF_GOODS,
    "closed": OF_GOODS,
    "demand": {"end_use": "defence", "product": "Pump"},
}
"""By effect: the filters that mean something for it, each with a value that matches nothing of the story."""

OTHER_VALUES = {"availability": 1.0, "price": 1.0, "duty": 0.0, "delay": 0.0, "demand": 1.0}
"""By effect: the value that changes nothing; closed has none but 1."""

BEFORE = "2026-12"


def _at_work(effect: str, column: str, other: object, **more: Any) -> Change:
    """An event of the story's one month, and the same with another cell: it does not happen then."""
    tables, value, costs = EFFECTS[effect]
    happens = event("Then", effect, value, first=0) | more
    items = {"items": [*DYSPROSIUM["items"], {"item": "Coil", "standard_cost": 5}]}
    given = DYSPROSIUM | items | tables | {"scenarios": futures("Then"), "events": [happens]}
    return Change(f"events.{column}", given, other, costs)


EVENTS = [
    *(_at_work(effect, column, other) for effect in EFFECTS for column, other in FILTERS[effect].items()),
    *(_at_work(effect, "value", other) for effect, other in OTHER_VALUES.items()),
    *(_at_work(effect, "from_month", 1, to_month=1) for effect in EFFECTS),
    *(_at_work(effect, "to_month", BEFORE, from_month=BEFORE) for effect in EFFECTS),
]

CHOICES = [*REDESIGNS, *FUTURES, *EVENTS]
