"""Decides what may be done to a plan to see whether the audit notices: one small falsification at a time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from planner.plan.plan import Plan
from planner.tables.results import COST_TERMS

BALANCED = {
    "orders": ("quantity",),
    "waiting": ("quantity",),
    "shipments": ("quantity",),
    "stock": ("quantity",),
    "production": ("quantity",),
    "use": ("quantity",),
    "shortages": ("lost", "backordered"),
}
"""Quantities that a balance holds together."""
OTHER = {
    "orders": ("cost",),
    "reserved": ("quantity",),
    "stock": ("months_of_cover",),
    "limits_broken": ("amount", "cost"),
    "scenario_costs": ("cost", "probability"),
    "nodes": ("probability",),
    "costs": COST_TERMS,
}
LINKS = {
    "decisions": ("kind", "name"),
    "orders": ("offer", "item", "supplier"),
    "reserved": ("contract",),
    "shipments": ("pool", "offer"),
    "stock": ("pool", "item"),
    "production": ("product", "design"),
    "use": ("pool", "item", "design"),
    "limits_broken": ("limit", "scenario_or_node"),
    "nodes": ("parent", "scenarios"),
}
DATES = {"orders": ("arrives",), "shipments": ("arrival_month",), "nodes": ("month",)}
FIGURES = ("objective", "expected_cost", "cvar", "worst_cost")
NODED = (*BALANCED, "decisions", "reserved")


@dataclass(frozen=True)
class Falsified:
    """A plan with one thing wrong; ``balance`` when goods or customers are not conserved."""

    kind: str
    balance: bool
    plan: Plan


def falsified(plan: Plan, dice: random.Random) -> Iterator[Falsified]:
    """Every kind of falsification that the plan's tables give occasion for, once each, at random rows and by random
    amounts of a hundredth or more."""
    for balance, quantities in ((True, BALANCED), (False, OTHER)):
        for table, fields in quantities.items():
            for field in fields:
                yield from _amount(plan, dice, table, field, balance)
    for table in (*BALANCED, "decisions", "reserved", "limits_broken", "nodes", "costs", "scenario_costs"):
        yield from _dropped_or_doubled(plan, dice, table)
    for table in NODED:
        yield from _moved(plan, dice, table)
    for table, fields in LINKS.items():
        for field in fields:
            yield from _relinked(plan, dice, table, field)
    for table, fields in DATES.items():
        for field in fields:
            yield from _redated(plan, dice, table, field)
    for field in FIGURES:
        wrong = getattr(plan, field) + _shift(dice, getattr(plan, field))
        yield Falsified(f"{field} changed", False, replace(plan, **{field: wrong}))


def _shift(dice: random.Random, value: float) -> float:
    """An amount to be wrong by: a hundredth of the value at least, and of 1."""
    size = max(abs(value), 1.0) * 10 ** dice.uniform(-2, 0.5)
    return dice.choice((size, -size))


def _with(plan: Plan, table: str, rows: list[Any]) -> Plan:
    return replace(plan, **{table: tuple(rows)})


def _row(plan: Plan, dice: random.Random, table: str) -> tuple[list[Any], int]:
    rows = list(getattr(plan, table))
    return rows, dice.randrange(len(rows)) if rows else -1


def _amount(plan: Plan, dice: random.Random, table: str, field: str, balance: bool) -> Iterator[Falsified]:
    rows, at = _row(plan, dice, table)
    if at < 0 or getattr(rows[at], field) is None:
        return
    value = getattr(rows[at], field)
    wrong = value + _shift(dice, value)
    rows[at] = replace(rows[at], **{field: abs(wrong) if balance else wrong})
    yield Falsified(f"{table}.{field} changed", balance, _with(plan, table, rows))


def _dropped_or_doubled(plan: Plan, dice: random.Random, table: str) -> Iterator[Falsified]:
    rows, at = _row(plan, dice, table)
    if at < 0:
        return
    kept = [row for place, row in enumerate(rows) if place != at]
    yield Falsified(f"a row of {table} dropped", table in BALANCED, _with(plan, table, kept))
    yield Falsified(f"a row of {table} twice", table in BALANCED, _with(plan, table, [*rows, rows[at]]))


def _moved(plan: Plan, dice: random.Random, table: str) -> Iterator[Falsified]:
    rows, at = _row(plan, dice, table)
    if at < 0 or len(plan.nodes) < 2:
        return
    there = dice.choice([node for node in plan.nodes if node.node != rows[at].node])
    moved = replace(rows[at], node=there.node, month=there.month)
    others = rows[:at] + rows[at + 1 :]
    yield Falsified(f"a row of {table} moved", table in BALANCED, _with(plan, table, [*others, moved]))
    yield Falsified(f"a row of {table} repeated elsewhere", table in BALANCED, _with(plan, table, [*rows, moved]))


def _relinked(plan: Plan, dice: random.Random, table: str, field: str) -> Iterator[Falsified]:
    """A name replaced by another that stands in the same column of the plan, or by a stranger."""
    rows, at = _row(plan, dice, table)
    if at < 0:
        return
    known = {getattr(row, field) for row in rows} - {getattr(rows[at], field), None}
    stranger: Any = ("nobody",) if field == "scenarios" else -7 if field == "parent" else "nobody"
    for name in (stranger, *dice.sample(sorted(known), min(1, len(known)))):
        wrong = [*rows[:at], replace(rows[at], **{field: name}), *rows[at + 1 :]]
        yield Falsified(f"{table}.{field} of another", table in BALANCED, _with(plan, table, wrong))


def _redated(plan: Plan, dice: random.Random, table: str, field: str) -> Iterator[Falsified]:
    rows, at = _row(plan, dice, table)
    if at < 0:
        return
    later = getattr(rows[at], field) + dice.choice((-1, 1))
    rows[at] = replace(rows[at], **{field: later})
    yield Falsified(f"{table}.{field} shifted", False, _with(plan, table, rows))
