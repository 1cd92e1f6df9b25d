"""Decides how a rule of a case is let go, so that a plan for the looser case can break it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from planner.months import Month
from planner.tables.case import Case
from planner.tables.inputs import INPUTS, table

Looser = Callable[[Any], Any]


def _gone(_: Any) -> None:
    return None


def _none(_: Any) -> int:
    return 0


def _much(value: float) -> float:
    return 5 + 3 * value


def _sooner(month: Month) -> Month:
    return month + -4


def _later(month: Month) -> Month:
    return month + 4


CELLS: dict[tuple[str, str], Looser] = {
    ("case", "max_parallel_redesigns"): _gone,
    ("products", "excluded_origins"): _gone,
    ("items", "max_stock"): _gone,
    ("stock", "origin"): _gone,
    ("stock", "quantity"): _much,
    ("open_orders", "quantity"): _much,
    ("open_orders", "ready_month"): _sooner,
    ("open_orders", "arrival_month"): _sooner,
    ("offers", "production_months"): _none,
    ("offers", "transit_months"): _none,
    ("offers", "min_order"): _gone,
    ("offers", "order_multiple"): _gone,
    ("offers", "max_12_months"): _gone,
    ("offers", "ordered_before"): _gone,
    ("offers", "qualification"): _gone,
    ("offers", "from_month"): _gone,
    ("offers", "to_month"): _gone,
    ("offers", "end_uses"): _gone,
    ("capacity", "per_month"): _much,
    ("capacity", "from_month"): _sooner,
    ("qualifications", "months"): _none,
    ("qualifications", "earliest_month"): _gone,
    ("contracts", "sign_by"): _later,
    ("contracts", "from_month"): _sooner,
    ("contracts", "to_month"): _later,
    ("contracts", "per_month"): _much,
    ("licences", "quantity"): _much,
    ("licences", "from_month"): _sooner,
    ("licences", "to_month"): _later,
    ("licences", "status"): lambda _: "granted",
    ("redesigns", "months"): _none,
    ("redesigns", "earliest_month"): _gone,
    ("demand", "quantity"): lambda value: value / 2,
    ("bill_of_materials", "quantity"): lambda value: value / 2,
}
TABLES = ("events", "limits", "tolling")


def relaxed(told: Case) -> Iterator[tuple[str, Case]]:
    """The case with one column loosened in all its rows, or one table left out, wherever that changes it."""
    for (table_id, column), looser in CELLS.items():
        at = table(table_id).position(column)
        rows = [
            (*row[:at], row[at] if row[at] is None else looser(row[at]), *row[at + 1 :]) for row in told.rows(table_id)
        ]
        if rows != list(told.rows(table_id)):
            yield f"{table_id}.{column}", _with(told, table_id, rows)
    for table_id in TABLES:
        if told.rows(table_id):
            yield table_id, _with(told, table_id, [])


def _with(told: Case, table_id: str, rows: list[Any]) -> Case:
    return Case({**{one.id: told.rows(one.id) for one in INPUTS}, table_id: rows})
