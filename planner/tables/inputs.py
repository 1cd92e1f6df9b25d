"""Decides which tables make up a case, in the order of the work."""

from __future__ import annotations

from typing import Any

from planner.tables import choices, needs, supply
from planner.tables.table import Table, table_of

INPUTS: tuple[Table[Any], ...] = tuple(
    table_of(row)
    for row in (
        needs.Settings,
        needs.Product,
        needs.Demand,
        needs.BillLine,
        needs.Item,
        needs.Grade,
        needs.Composition,
        supply.Stock,
        supply.OpenOrder,
        supply.Supplier,
        supply.Offer,
        supply.Currency,
        supply.Capacity,
        supply.Qualification,
        supply.Contract,
        supply.Licence,
        supply.Tolling,
        choices.Redesign,
        choices.RedesignChange,
        choices.Scenario,
        choices.Event,
        choices.Limit,
    )
)
"""Every table a case has."""


def table(table_id: str) -> Table[Any]:
    """The input table with this id.

    Raises:
        KeyError: there is none.
    """
    return _BY_ID[table_id]


_BY_ID = {one.id: one for one in INPUTS}
