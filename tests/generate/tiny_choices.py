"""Decides what a tiny random case may change and what may befall it: redesigns, scenarios, events, limits."""

from __future__ import annotations

from typing import Any

from tests.generate.dice import Dice, pick, some

Rows = list[dict[str, Any]]
USES = ("automotive", "defence", "industrial")
PROBABILITIES: tuple[tuple[float, ...], ...] = (
    (),
    (1.0,),
    (0.5, 0.5),
    (0.25, 0.75),
    (0.75, 0.25),
    (0.25, 0.25, 0.5),
    (0.1, 0.2, 0.3, 0.4),
    (0.5, 0.0, 0.5),
)


def changes_and_futures(dice: Dice, tables: dict[str, Any], months: int, long: bool) -> dict[str, Any]:
    """Redesigns, scenarios with their events, and limits."""
    found = _redesigns(dice, tables)
    if dice.chance(35):
        begun = any(one["started_month"] is not None for one in found["redesigns"])
        tables["case"]["max_parallel_redesigns"] = 1 if begun else pick(dice, (1, 1, 0, 2))
    found |= _scenarios(dice, tables, months, long)
    found["limits"] = [_limit(dice, tables, months) for _ in range(pick(dice, (0, 0, 0, 1, 1, 2)))]
    return found


def _redesigns(dice: Dice, tables: dict[str, Any]) -> dict[str, Any]:
    redesigns: Rows = []
    changes: Rows = []
    started = 0
    percent = pick(dice, (0, 20, 90))
    items = [one["item"] for one in tables["items"] if one["item"] != "Oxide"]
    for product in some(dice, [one["product"] for one in tables["products"]], percent):
        for number in range(1, dice.whole(1, 2) + 1):
            name = f"{product} lean {number}"
            begun = dice.chance(15) and not started
            started += begun
            redesigns.append(
                {
                    "redesign": name,
                    "product": product,
                    "months": dice.whole(0, 2),
                    "cost": dice.whole(0, 80),
                    "unit_cost": pick(dice, (None, 2, -6)),
                    "earliest_month": 1 if dice.chance(15) else None,
                    "started_month": -dice.whole(1, 2) if begun else None,
                }
            )
            used = {line["component"] for line in tables["bill_of_materials"] if line["parent"] == product} & set(items)
            gone = some(dice, sorted(used), 70) or sorted(used)[:1] or items[:1]
            changes += [
                {
                    "redesign": name,
                    "item": item,
                    "replacement": pick(dice, (None, pick(dice, items))) if len(items) > 1 else None,
                    "ratio": pick(dice, (None, 0.5, 2)),
                }
                for item in gone
            ]
    for change in changes:
        if change["replacement"] == change["item"]:
            change["replacement"] = None
    return {"redesigns": redesigns, "redesign_changes": changes}


def _scenarios(dice: Dice, tables: dict[str, Any], months: int, long: bool) -> dict[str, Any]:
    """Scenarios that begin alike: most events lie late, and some are common to several scenarios."""
    probabilities = pick(dice, PROBABILITIES[:3] if long else PROBABILITIES)
    scenarios: Rows = [
        {
            "scenario": f"Future {number}",
            "probability": probability,
            "description": pick(dice, (None, "what may happen")),
        }
        for number, probability in enumerate(probabilities, 1)
    ]
    events: Rows = []
    for _ in range(dice.whole(0, 5) if scenarios else 0):
        event = _event(dice, tables, months)
        sharing = some(dice, scenarios, 45) or scenarios[-1:]
        events += [{**event, "scenario": one["scenario"]} for one in sharing]
    if len(scenarios) > 1 and dice.chance(60):
        halted = some(dice, scenarios[1:], 50) or scenarios[1:2]
        events += [{**_halt(dice, tables, months), "scenario": one["scenario"]} for one in halted]
    return {"scenarios": scenarios, "events": events}


def _halt(dice: Dice, tables: dict[str, Any], months: int) -> dict[str, Any]:
    """A supplier stops after the first month, announced or not: what the other features are there to survive."""
    first = dice.whole(1, months - 1)
    return {
        "from_month": first,
        "to_month": months,
        "known_from": first - dice.whole(1, 2) if dice.chance(50) else None,
        "effect": "availability",
        "value": 0,
        "supplier": pick(dice, tables["suppliers"])["supplier"],
    }


def _event(dice: Dice, tables: dict[str, Any], months: int) -> dict[str, Any]:
    first = max(dice.whole(0, months - 1), dice.whole(-1, months - 1))
    last = first + dice.whole(0, 3)
    effect, value = pick(
        dice,
        (
            ("availability", 0),
            ("availability", pick(dice, (0, 0.5, 0.25))),
            ("availability", pick(dice, (0, 0.5))),
            ("demand", pick(dice, (0, 0.5, 1.5, 2))),
            ("price", pick(dice, (0.5, 1.5, 2))),
            ("duty", pick(dice, (0.1, 0.5, 1))),
            ("delay", dice.whole(1, 2)),
            ("closed", 1),
            ("closed", 1) if tables["qualifications"] else ("availability", 0),
        ),
    )
    event: dict[str, Any] = {
        "from_month": first,
        "to_month": last,
        "known_from": dice.whole(first - 2, last) if dice.chance(30) else None,
        "effect": effect,
        "value": value,
        "source": pick(dice, (None, "assumption")),
    }
    if effect == "demand":
        event["product"] = _one_of(dice, tables["products"], "product", 35)
        event["end_use"] = pick(dice, USES) if dice.chance(25) else None
        return event
    event["supplier"] = _one_of(dice, tables["suppliers"], "supplier", 30)
    event["country"] = pick(dice, ("China", "China", "Japan;France")) if dice.chance(45) else None
    event["item"] = _one_of(dice, tables["items"], "item", 20)
    event["element"] = pick(dice, ("Dy", "Nd", "Sm;Nd")) if dice.chance(20) else None
    if effect == "availability" and dice.chance(35):
        event["end_use"] = pick(dice, (*USES, "defence;industrial"))
    return event


def _one_of(dice: Dice, rows: Rows, column: str, percent: int) -> str | None:
    return str(pick(dice, rows)[column]) if dice.chance(percent) else None


def _limit(dice: Dice, tables: dict[str, Any], months: int) -> dict[str, Any]:
    kind, value, penalty = pick(
        dice,
        (
            ("max_share", pick(dice, (0.5, 0, 0.25, 0.8)), pick(dice, (None, 0.5, 3))),
            ("min_share", pick(dice, (0.25, 0.5, 0.75)), pick(dice, (None, 0.5, 3))),
            ("min_cover", pick(dice, (0.5, 1, 1.5, 3)), pick(dice, (None, 1, 5, 20))),
            ("max_cover", pick(dice, (0.5, 1, 2, 0)), pick(dice, (None, 1, 5))),
            ("max_stock_value", dice.whole(0, 150), pick(dice, (0.2, None, 1))),
            ("budget", dice.whole(20, 250), pick(dice, (0.5, None, 2))),
            ("min_fill", pick(dice, (0.5, 0.8, 0.9, 1)), pick(dice, (None, 10, 100))),
        ),
    )
    first = dice.whole(0, months - 1) if dice.chance(30) else None
    limit: dict[str, Any] = {
        "limit": kind,
        "value": value,
        "penalty": penalty,
        "from_month": first,
        "to_month": (first or 0) + dice.whole(0, months) if dice.chance(30) else None,
    }
    if kind in ("max_share", "min_share"):
        limit["supplier"] = _one_of(dice, tables["suppliers"], "supplier", 60)
        limit["country"] = pick(dice, ("China", "Japan")) if dice.chance(50) else None
    if kind not in ("budget", "min_fill"):
        limit["item"] = _one_of(dice, tables["items"], "item", 40)
    if kind in ("max_share", "min_share", "min_fill"):
        limit["product"] = _one_of(dice, tables["products"], "product", 40)
    return limit
