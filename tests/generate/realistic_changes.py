"""Decides what a realistic company may change, and the rules it sets itself."""

from __future__ import annotations

import random
from typing import Any

Rows = list[dict[str, Any]]


def redesigns(
    dice: random.Random, tables: dict[str, Any], need: dict[str, float], count: int, plain: dict[str, str]
) -> dict[str, Any]:
    """Redesigns of products that hold controlled magnets: another grade, or one magnet fewer."""
    grades = {one["item"]: one.get("grade") for one in tables["items"]}
    parents = {line["component"]: line["parent"] for line in tables["bill_of_materials"]}
    found: dict[str, Any] = {"redesigns": [], "redesign_changes": []}
    taken: set[tuple[str, str]] = set()
    lines = [line for line in tables["bill_of_materials"] if grades.get(line["component"]) in plain]
    dice.shuffle(lines)
    for line in lines:
        product = parents.get(line["parent"], line["parent"])  # a rotor belongs to one product
        if len(found["redesigns"]) == count:
            break
        if (product, line["component"]) in taken:
            continue
        taken.add((product, line["component"]))
        grade = plain[str(grades[line["component"]])]
        others = [item for item, of in grades.items() if of == grade]
        name = f"{product} {'without' if dice.random() < 0.2 else grade + ' for'} {line['component']}"
        yearly = 12 * need[line["component"]]
        found["redesigns"].append(
            {
                "redesign": name,
                "product": product,
                "months": dice.randint(5, 12),
                "cost": float(dice.randrange(40, 260) * 1000),
                "unit_cost": round(dice.uniform(-0.5, 4.0), 2),
                "earliest_month": dice.choice((None, None, 2)) if yearly else None,
            }
        )
        found["redesign_changes"].append(
            {
                "redesign": name,
                "item": line["component"],
                "replacement": None if "without" in name else dice.choice(others),
                "ratio": None if "without" in name else dice.choice((1.0, 1.0, 1.1)),
            }
        )
    return found


def limits(dice: random.Random, tables: dict[str, Any], need: dict[str, float]) -> Rows:
    """Cover of the dearer controlled magnets, the share of China, the value of the store: all of them soft."""
    costs = {one["item"]: one["standard_cost"] for one in tables["items"]}
    magnets = [one["item"] for one in tables["items"] if one["kind"] == "magnet"]
    watched = sorted(magnets, key=lambda item: -costs[item] * need[item])[: max(4, len(magnets) // 4)]
    rows: Rows = [
        {
            "limit": "min_cover",
            "value": dice.choice((1.0, 1.5)),
            "item": item,
            "from_month": 2,
            "penalty": round(0.06 * costs[item], 3),
        }
        for item in watched
    ]
    rows.append({"limit": "max_share", "value": 0.75, "country": "China", "penalty": 0.15})
    held = sum(costs[item] * need[item] for item in magnets)
    rows.append({"limit": "max_stock_value", "value": float(round(5 * held)), "penalty": 0.01})
    return rows
