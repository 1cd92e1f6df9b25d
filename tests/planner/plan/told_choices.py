"""Decides a plan worked out by hand in which everything is started at once and one of two futures halts a supplier."""

from __future__ import annotations

from typing import Any

from planner.tables.case import Case
from tests.builders import case
from tests.planner.plan.at_once import at_once
from tests.planner.plan.stories import Story, story


def choices() -> Story:
    """Everything is started now; one future is calm, in the other East's magnets stop in month 1.

    Month 0: 11 to qualify West, 7 to sign, 13 for the redesign. Calm: 3 magnets at 4, 2 lean ones at 3 with freight 1
    and 1 more for each lean drive, one drive late at the end (2 + 50), 3 * 6 for units not taken. Storm: one licensed
    magnet at 4, 2 of West at the contract's 6 and 3 at 8, each working 2 kg of our oxide, 1 * 6 for a unit not taken.
    """
    return story(
        _to_choose_from(),
        **_done(),
        costs={
            0: {"qualification": 11, "contract_fees": 7, "redesign": 13},
            1: {
                "purchase": 18,
                "freight": 2,
                "redesign_units": 2,
                "backorder": 2,
                "shortage": 50,
                "take_or_pay": 18,
            },
            2: {"purchase": 40, "take_or_pay": 6},
        },
        scenario_costs={"calm": 123, "storm": 77},
        figures=(111.5, 123, 123, 114.95),
    )


def _to_choose_from() -> Case:
    """A second source to qualify and sign with, a lean redesign, oxide to be worked, and a month-1 halt of East."""
    return case(
        case={"months": 2, "risk_weight": 0.3, "max_parallel_redesigns": 1},
        products=[{"product": "Drive", "shortage_cost": 50, "backorder_cost": 2}],
        demand={"Drive": [4, 6]},
        bill_of_materials=[{"parent": "Drive", "component": "Magnet", "quantity": 1}],
        items=[
            {"item": "Magnet", "standard_cost": 5},
            {"item": "Lean", "standard_cost": 5},
            {"item": "Oxide", "kind": "material", "standard_cost": 1},
        ],
        stock=[{"item": "Magnet", "quantity": 4}, {"item": "Oxide", "quantity": 20}],
        suppliers=[{"supplier": "East", "country": "China"}, {"supplier": "West", "country": "France"}],
        offers=[
            at_once("East", "Magnet", 4),
            at_once("West", "Magnet", 8, qualification="West approval"),
            at_once("East", "Lean", 3, freight=1),
        ],
        tolling=[{"offer": "West | Magnet", "material": "Oxide", "quantity_per_unit": 2}],
        qualifications=[{"qualification": "West approval", "months": 1, "cost": 11}],
        contracts=[
            {
                "contract": "Offtake",
                "offer": "West | Magnet",
                "sign_by": 0,
                "from_month": 1,
                "to_month": 1,
                "per_month": 4,
                "price": 6,
                "take_or_pay": 0.75,
                "fee": 7,
            }
        ],
        licences=[
            {"licence": "L", "supplier": "East", "item": "Magnet", "quantity": 1, "from_month": 1, "to_month": 1}
        ],
        redesigns=[{"redesign": "Lean drive", "product": "Drive", "months": 1, "cost": 13, "unit_cost": 1}],
        redesign_changes=[{"redesign": "Lean drive", "item": "Magnet", "replacement": "Lean"}],
        scenarios=[{"scenario": "calm", "probability": 0.75}, {"scenario": "storm", "probability": 0.25}],
        events=[
            {
                "scenario": "storm",
                "from_month": 1,
                "to_month": 1,
                "effect": "availability",
                "value": 0,
                "supplier": "East",
                "item": "Magnet",
            }
        ],
    )


def _done() -> dict[str, list[tuple[Any, ...]]]:
    """What is started, ordered, shipped, held and built: month 0 at node 0, calm at 1, storm at 2."""
    return {
        "decisions": [(0, "qualify", "West approval"), (0, "redesign", "Lean drive"), (0, "contract", "Offtake")],
        "orders": [
            (1, "East | Magnet", "East", "Magnet", 3.0, 12.0, 1),
            (1, "East | Lean", "East", "Lean", 2.0, 6.0, 1),
            (2, "East | Magnet", "East", "Magnet", 1.0, 4.0, 1),
            (2, "West | Magnet", "West", "Magnet", 5.0, 36.0, 1),
        ],
        "reserved": [(2, "Offtake", 2.0)],
        "shipments": [
            (1, "East | Magnet", "Magnet", "Drive", 3.0, 1),
            (1, "East | Lean", "Lean", "Drive", 2.0, 1),
            (2, "East | Magnet", "Magnet", "Drive", 1.0, 1),
            (2, "West | Magnet", "Magnet", "Drive", 5.0, 1),
        ],
        "stock": [(0, "Oxide", "", 20.0, None), (1, "Oxide", "", 20.0, None), (2, "Oxide", "", 10.0, None)],
        "production": [
            (0, "Drive", "base", 4.0),
            (1, "Drive", "base", 3.0),
            (1, "Drive", "Lean drive", 2.0),
            (2, "Drive", "base", 6.0),
        ],
        "use": [
            (0, "Drive", "base", "Magnet", "Drive", 4.0),
            (1, "Drive", "base", "Magnet", "Drive", 3.0),
            (1, "Drive", "Lean drive", "Lean", "Drive", 2.0),
            (2, "Drive", "base", "Magnet", "Drive", 6.0),
        ],
        "shortages": [(1, "Drive", 0.0, 1.0)],
    }
