"""Decides what a case looks like that can be walked state by state: one product of one magnet, few whole units."""

from __future__ import annotations

from typing import Any

from planner.tables.case import Case
from tests.builders import case
from tests.generate.dice import Dice, SeededDice, pick, some

Rows = list[dict[str, Any]]
SUPPLIERS = ("East", "North")


def discrete_case(seed: int) -> Case:
    """The case of a seed: three months and one source or two of each; at most three futures, expected cost only."""
    dice = SeededDice(seed)
    sources = dice.whole(1, 2)
    months = 2 if sources == 2 else dice.whole(2, 3)
    offers = [_offer(dice, supplier) for supplier in SUPPLIERS[:sources]]
    names = [one["offer"] for one in offers]
    redesigns: Rows = []
    if dice.chance(20):
        lasts, cost = dice.whole(0, 1), dice.whole(5, 25)
        redesigns.append({"redesign": "Free", "product": "Drive", "months": lasts, "cost": cost, "unit_cost": 2})
    scenarios = pick(dice, ((), (0.5, 0.5), (0.25, 0.75), (0.25, 0.25, 0.5)))
    return case(
        case={
            "months": months,
            "discount_rate": pick(dice, (0, 0.5)),
            "carrying_cost_rate": pick(dice, (0, 1.2)),
            "closing_stock_value": pick(dice, (0, 0.5, 1)),
        },
        products=[
            {
                "product": "Drive",
                "shortage_cost": pick(dice, (20, 12, 40)),
                "backorder_cost": pick(dice, (None, 0, 1, 5)),
            }
        ],
        demand={"Drive": [dice.whole(0, 4 - months) for _ in range(months)]},
        bill_of_materials=[{"parent": "Drive", "component": "Magnet", "quantity": 1}],
        items=[{"item": "Magnet", "standard_cost": pick(dice, (10, 5)), "max_stock": pick(dice, (None, None, 2))}],
        stock=[{"item": "Magnet", "quantity": 1, "origin": "Japan"}] if dice.chance(30) else [],
        open_orders=[
            {"supplier": one["supplier"], "item": "Magnet", "quantity": 1, "ready_month": dice.whole(-1, months)}
            for one in some(dice, offers, 20)
        ],
        suppliers=[{"supplier": one["supplier"], "country": one["supplier"]} for one in offers],
        offers=offers,
        capacity=[
            {
                "supplier": one["supplier"],
                "item": "Magnet",
                "from_month": dice.whole(0, 1),
                "per_month": dice.whole(1, 3),
            }
            for one in some(dice, offers, 50)
        ],
        qualifications=[
            {"qualification": f"{name} approval", "months": dice.whole(0, 1), "cost": dice.whole(0, 8)}
            for name, offer in zip(names, offers, strict=True)
            if offer["qualification"]
        ],
        redesigns=redesigns,
        redesign_changes=[{"redesign": one["redesign"], "item": "Magnet"} for one in redesigns],
        scenarios=[
            {"scenario": f"Future {number}", "probability": probability} for number, probability in enumerate(scenarios)
        ],
        events=[
            _event(dice, offers, months, number) for number in range(len(scenarios)) for _ in range(dice.whole(0, 2))
        ],
    )


def _offer(dice: Dice, supplier: str) -> dict[str, Any]:
    return {
        "offer": supplier,
        "supplier": supplier,
        "item": "Magnet",
        "price": dice.whole(3, 9),
        "freight": pick(dice, (None, 1)),
        "duty_rate": pick(dice, (None, 0.2)),
        "production_months": pick(dice, (0, 0, 1)),
        "transit_months": pick(dice, (0, 0, 1)),
        "min_order": pick(dice, (None, None, 2, 3)),
        "order_multiple": pick(dice, (1, 1, 2)),
        "order_cost": pick(dice, (None, None, 4, 9)),
        "qualification": f"{supplier} approval" if dice.chance(25) else None,
    }


def _event(dice: Dice, offers: Rows, months: int, number: int) -> dict[str, Any]:
    first = dice.whole(0, months - 1)
    effect, value = pick(
        dice,
        (
            ("availability", 0),
            ("availability", 0),
            ("price", 2),
            ("duty", 0.5),
            ("delay", 1),
            ("demand", 0),
        ),
    )
    return {
        "scenario": f"Future {number}",
        "from_month": first,
        "to_month": first + dice.whole(0, 2),
        "known_from": first - 1 if dice.chance(30) else None,
        "effect": effect,
        "value": value,
        "supplier": pick(dice, offers)["supplier"] if effect != "demand" and dice.chance(60) else None,
    }
