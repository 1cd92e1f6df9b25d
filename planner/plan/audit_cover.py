"""Decides how many months the stock of an item lasts."""

from __future__ import annotations

import math

from planner.facts.facts import ItemFacts
from planner.plan.audit_ledger import Ledger
from planner.plan.audit_objections import BOUND, Objections, bound_slack, figure
from planner.plan.plan import Plan


def cover(item: ItemFacts, month: int, stock: float) -> tuple[float, float]:
    """The fewest and the most months after ``month`` whose planned need is ``stock`` units.

    They differ only where the stock ends with a month that months without need follow. Beyond the horizon the last
    month repeats; stock that outlives all need lasts for ever (infinite).
    """
    slack = bound_slack(stock)
    return _lasting(item, month, stock - slack, strict=False), _lasting(item, month, stock + slack, strict=True)


def _lasting(item: ItemFacts, month: int, stock: float, *, strict: bool) -> float:
    """Months until the need reaches the stock; ``strict``: exceeds it."""
    ahead = item.need[month + 1 :]
    months = 0.0
    for need in ahead:
        if need > stock or (need == stock and not strict):
            return months + (max(0.0, stock) / need if need > 0 else 0.0)
        stock -= need
        months += 1
    tail = item.need[-1]
    return months + max(0.0, stock) / tail if tail > 0 else math.inf if strict or stock > 0 else months


def check(ledger: Ledger, plan: Plan, objections: Objections) -> None:
    """months_of_cover of every stock row: of the item in all pools; blank where it lasts for ever."""
    items = {one.name: number for number, one in enumerate(ledger.facts.items)}
    for row in plan.stock:
        number = items.get(row.item)
        if number is None or not 0 <= row.node < len(ledger.tree.nodes):
            continue  # told when the row was entered
        stock = ledger.item_stock(row.node, number)
        fewest, most = cover(ledger.facts.items[number], ledger.month(row.node), stock)
        found = math.inf if row.months_of_cover is None else row.months_of_cover
        if not fewest * (1 - BOUND) - BOUND <= found <= most * (1 + BOUND) + BOUND or (
            row.months_of_cover is not None and not math.isfinite(found)
        ):
            words = f"months of cover of '{row.item}'"
            told = "blank" if row.months_of_cover is None else figure(found)
            objections.say(objections.at(row.node), words, _span(fewest, most), told)


def _span(fewest: float, most: float) -> str:
    if math.isinf(fewest):
        return "blank"
    return f"{(fewest + most) / 2:.6g}" if most - fewest < 1e-3 else f"{figure(fewest)} to {figure(most)}"
