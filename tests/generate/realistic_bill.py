"""Decides what goes into the products of a realistic case, and how many of each item that takes."""

from __future__ import annotations

import random
from typing import Any

Rows = list[dict[str, Any]]


def bill_of_materials(dice: random.Random, items: Rows, products: int) -> Rows:
    """Every magnet goes into some product; a third of the products hold theirs in a rotor."""
    rows: Rows = []
    shares = [list(range(number, len(items), products)) for number in range(products)]
    for number, share in enumerate(shares):
        extra = [dice.randrange(len(items)) for _ in range(dice.choice((0, 1, 1)))]
        name = product_name(number)
        if number % 3 == 0:
            rows.append({"parent": name, "component": f"Rotor {number + 1}", "quantity": 1})
        for place in dict.fromkeys([*share, *extra]):
            rows.append(
                {
                    "parent": f"Rotor {number + 1}" if number % 3 == 0 else name,
                    "component": items[place]["item"],
                    "quantity": dice.choice((2, 4, 4, 6, 8, 12)),
                    "scrap_rate": dice.choice((None, 0.01, 0.02, 0.03)),
                }
            )
    return rows


def product_name(number: int) -> str:
    return f"{('Motor', 'Servo', 'Pump', 'Sensor')[number % 4]} {number + 1:03d}"


def explode(bill: Rows, parent: str) -> dict[str, float]:
    """Units of every item in one parent."""
    total: dict[str, float] = {}
    for line in bill:
        if line["parent"] == parent:
            units = line["quantity"] / (1 - (line.get("scrap_rate") or 0))
            inside = explode(bill, line["component"]) or {line["component"]: 1.0}
            for item, each in inside.items():
                total[item] = total.get(item, 0.0) + units * each
    return total


def monthly_need(tables: dict[str, Any]) -> dict[str, float]:
    """Mean units of every item a month."""
    need = {one["item"]: 0.0 for one in tables["items"]}
    for product, wanted in tables["demand"].items():
        for item, units in explode(tables["bill_of_materials"], product).items():
            need[item] += units * sum(wanted) / len(wanted)
    return need
