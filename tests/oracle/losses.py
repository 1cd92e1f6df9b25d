"""Decides how much demand a case must lose when something stops for good and nothing new is started, by the oracle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from planner.months import Month
from planner.tables.case import Case
from planner.tables.inputs import INPUTS, table
from tests.builders import rows_of
from tests.oracle.extensive import solve

NOWHERE = 10  # years after the end


def units_lost(case: Case, until: Mapping[str, float], stop: Mapping[str, str] | None, *, licences: bool) -> float:
    """Units never delivered, at least.

    Args:
        case: what is there and who supplies; its costs, limits, scenarios, minimum orders and starts are left out.
        until: by product, months for which its demand is wanted; of the last one the part.
        stop: filters of the availability event that stops something, empty for everything; None for nothing.
        licences: whether granted licences count.
    """
    answer = solve(_stripped(case, until, stop, licences))
    assert answer.objective is not None, answer.status
    return answer.objective


def _stripped(case: Case, until: Mapping[str, float], stop: Mapping[str, str] | None, licences: bool) -> Case:
    start, months = case.settings.start_month, case.settings.months
    never = start + (months + 12 * NOWHERE)
    free = {"price": 0.0, "freight": 0.0, "duty_rate": 0.0, "order_cost": 0.0, "currency": None}
    changes: dict[str, dict[str, Any]] = {
        "case": {"discount_rate": 0.0, "carrying_cost_rate": 0.0, "closing_stock_value": 0.0, "risk_weight": 0.0},
        "products": {"shortage_cost": 1.0, "backorder_cost": None},
        "items": {"max_stock": None, "standard_cost": 0.0},
        "offers": {**free, "min_order": None, "order_multiple": None},
        "qualifications": {"earliest_month": never},
        "redesigns": {"earliest_month": never, "cost": 0.0, "unit_cost": 0.0},
        "contracts": {"price": 0.0, "take_or_pay": 0.0, "fee": 0.0},
    }
    rows = {one.id: [_changed(one.id, row, changes.get(one.id, {})) for row in case.rows(one.id)] for one in INPUTS}
    for name in ("limits", "scenarios", "events"):
        rows[name] = []
    rows["contracts"] = [row for row in rows["contracts"] if row["signed_month"] is not None]
    if not licences:
        rows["licences"] = []
    ends = {product.casefold(): months for product, months in until.items()}
    for row in rows["demand"]:
        month = row["month"] - start
        row["quantity"] *= min(1.0, max(0.0, ends[row["product"].casefold()] - month))
    if stop is not None:
        rows["scenarios"] = [{"scenario": "stop", "probability": 1.0}]
        event = {"scenario": "stop", "from_month": start, "to_month": never, "effect": "availability", "value": 0.0}
        rows["events"] = [{**event, **{kind: (name,) for kind, name in stop.items()}}]
    return Case({name: _raw(name, listed, start) for name, listed in rows.items()})


def _changed(name: str, row: Iterable[Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    return {one.id: value for one, value in zip(table(name).columns, row, strict=True)} | dict(changes)


def _raw(name: str, listed: Iterable[Mapping[str, Any]], start: Month) -> list[Any]:
    return rows_of(name, listed, start)
