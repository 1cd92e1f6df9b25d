"""Decides what becomes of a list that is a table of a case already, and of a forecast with a column for each month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from planner.months import Month
from planner.store.cells import Problem
from planner.store.erp.draft import Making
from planner.store.erp.mapping import Mapping as Mapped
from planner.store.erp.numerals import Mark
from planner.store.erp.recognise import months_in
from planner.store.erp.records import Record, reader
from planner.store.erp.source import Source
from planner.tables.column import Value
from planner.tables.inputs import table


def read_table(records: Sequence[Record], mapping: Mapped, making: Making) -> None:
    """Add the rows of a list whose columns are those of a table.

    Args:
        records: the rows below the header.
        mapping: what the columns are.
        making: takes rows and findings.
    """
    declared = table(mapping.layout.table)
    held = [one.role for one in mapping.uses if one.role]
    making.give(declared.id, *held)
    column = mapping.uses[0].column if mapping.uses else None
    totals = [one.number for one in records if one.is_total]
    making.warn_of_rows("rows_left_out", "Left out as totals: {rows}.", totals)
    for one in records:
        if one.values and not one.is_total:
            making.add(declared.id, one.number, column, **{role: _ours(one.values.get(role)) for role in held})


def read_forecast(
    source: Source, records: Sequence[Record], mapping: Mapped, mark: Mark | None, making: Making
) -> None:
    """Add demand from a list with a product in each row and a month in each column; blank cells are no row.

    Args:
        source: the export.
        records: the rows below the header.
        mapping: what the columns are.
        mark: the decimal mark.
        making: takes rows and findings.
    """
    cells = dict(source.rows)
    months = sorted(months_in(source.rows[mapping.header][1]).items())
    read = reader(table("demand").field("quantity"), mark, None)
    making.give("demand", "product", "month", "quantity")
    left_out = []
    found: dict[tuple[str, Month], tuple[int, float]] = {}
    for one in records:
        product = one.name("product")
        if not product or one.is_total:
            left_out.append(one.number)
            continue
        for column, month in months:
            quantity = read(cells[one.number].get(column))
            if isinstance(quantity, Problem):
                where = {"table": "demand", "field": "quantity"}
                making.error(quantity.rule, quantity.message, number=one.number, column=column, **where)
            elif isinstance(quantity, int | float):
                before = found.get((product, month), (one.number, 0.0))
                found[(product, month)] = (before[0], before[1] + quantity)
    making.warn_of_rows("rows_left_out", "Left out, no product is named or it is a total: {rows}.", left_out)
    repeated = _repeated(records)
    making.warn_of_rows("rows_added_up", "Added up, the same product stands in several rows: {rows}.", repeated)
    for (product, month), (number, quantity) in found.items():
        making.add("demand", number, mapping.column("product"), product=product, month=month, quantity=quantity)


def forecast_texts(source: Source, header: int) -> Mapping[int, str]:
    """The headers that name months, by column, as they are read."""
    if not 0 <= header < len(source.rows):
        return {}
    return {column: str(month) for column, month in months_in(source.rows[header][1]).items()}


def _ours(value: object) -> Value:
    """A value read, as it stands in a case: a day is its month."""
    if isinstance(value, date):
        return Month.containing(value)
    return value  # type: ignore[return-value]  # a reader gives nothing else


def _repeated(records: Sequence[Record]) -> list[int]:
    """The rows of products that have several."""
    by_product: dict[str, list[int]] = {}
    for one in records:
        if one.name("product") and not one.is_total:
            by_product.setdefault(one.name("product").casefold(), []).append(one.number)
    return [number for numbers in by_product.values() if len(numbers) > 1 for number in numbers]
