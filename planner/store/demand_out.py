"""Decides how demand is laid on a sheet: a column for each month wherever that says the same, else a row for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.months import Month
from planner.store.demand_in import Horizon, outside
from planner.store.sheet_xml import MOST_COLUMNS
from planner.tables.column import RawRow, Value

_MOST_EMPTY = 120  # months of the longest horizon: headers for a table without rows


@dataclass(frozen=True, slots=True)
class Wide:
    """Demand with a column for each month.

    Attributes:
        months: the months, rising.
        lines: (product, quantities by month, None where there is none).
    """

    months: tuple[Month, ...]
    lines: tuple[tuple[Value, tuple[Value, ...]], ...]


def spread(rows: Sequence[RawRow], horizon: Horizon) -> Wide | None:
    """Demand with a column for each month, if reading it gives the same rows in the same order; else None.

    Args:
        rows: product, month, quantity.
        horizon: first and last month of the plan, None while the settings do not say.
    """
    if not rows:
        return _empty(horizon)
    lines: list[tuple[Value, dict[Month, Value]]] = []
    months: set[Month] = set()
    for product, month, quantity in rows:
        if not isinstance(month, Month):
            return None
        if not lines or lines[-1][0] != product or max(lines[-1][1]) >= month:
            lines.append((product, {}))
        lines[-1][1][month] = quantity
        months.add(month)
    header = tuple(sorted(months))
    if len(header) >= MOST_COLUMNS or len(lines) * len(header) > 2 * len(rows) + MOST_COLUMNS:
        return None
    wide = Wide(header, tuple((product, tuple(map(by_month.get, header))) for product, by_month in lines))
    return wide if _read_back(wide, horizon) == list(rows) else None


def _empty(horizon: Horizon) -> Wide | None:
    if horizon is None or horizon[1] - horizon[0] >= _MOST_EMPTY:
        return None
    return Wide(tuple(horizon[0] + number for number in range(horizon[1] - horizon[0] + 1)), ())


def _read_back(wide: Wide, horizon: Horizon) -> list[RawRow]:
    """The rows an import makes of it."""
    return [
        (product, month, quantity)
        for product, quantities in wide.lines
        if product is not None or any(quantity is not None for quantity in quantities)
        for month, quantity in zip(wide.months, quantities, strict=True)
        if quantity is not None or not (horizon is None or outside(month, horizon))
    ]
