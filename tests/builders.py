"""Decides how a test tells a case in few words: rows as dicts, months and lists as text, settings out of the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from planner.months import Month
from planner.tables.case import Case
from planner.tables.column import Column, Kind, RawRow, Value
from planner.tables.inputs import table

START = "2027-01"
QUIET = {
    "start_month": START,
    "discount_rate": 0,
    "carrying_cost_rate": 0,
    "closing_stock_value": 0,
    "risk_weight": 0,
}
"""Settings under which a story's costs can be added up by hand."""


def case(**tables: Any) -> Case:
    """A case from its tables.

    Args:
        tables: by table id a list of dicts by column id; what is not named is blank. ``case`` is one dict, laid over
            ``QUIET``; its ``months`` default to the longest demand given, else 3. Months are texts such as "2027-01"
            or whole numbers counted from the start; lists are texts such as "A;B" or sequences. ``demand`` may be
            {product: [units in month 0, 1, ...]}.

    Raises:
        KeyError: a table or column that does not exist.
    """
    demand = tables.get("demand", ())
    longest = max(map(len, demand.values()), default=3) if isinstance(demand, Mapping) else 3
    settings = {**QUIET, "months": longest, **tables.get("case", {})}
    start = _month(settings["start_month"], None)
    if isinstance(demand, Mapping):
        tables["demand"] = [
            {"product": product, "month": month, "quantity": quantity}
            for product, quantities in demand.items()
            for month, quantity in enumerate(quantities)
        ]
    tables["case"] = [settings]
    return Case({table_id: rows_of(table_id, listed, start) for table_id, listed in tables.items()})


def rows_of(table_id: str, listed: Iterable[Mapping[str, Any]], start: Month | None = None) -> list[RawRow]:
    """Raw rows of a table from dicts by column id, in the words ``case`` takes."""
    declaration = table(table_id)
    return [
        declaration.raw(
            **{column_id: _value(declaration.field(column_id), value, start) for column_id, value in row.items()}
        )
        for row in listed
    ]


def _value(column: Column, value: Any, start: Month | None) -> Value:
    inside: Value = value
    if value is None or (isinstance(value, str | Sequence) and not value):
        return None
    match column.kind:
        case Kind.MONTH:
            return _month(value, start)
        case Kind.NAMES:
            parts = value.split(";") if isinstance(value, str) else value
            return tuple(part.strip() for part in parts)
        case Kind.NUMBER:
            return float(value)
        case _:
            return inside


def _month(value: Any, start: Month | None) -> Month:
    if isinstance(value, Month):
        return value
    if isinstance(value, int):
        return (start or Month.parse(START)) + value
    return Month.parse(value)
