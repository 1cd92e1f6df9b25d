"""Decides how a plan's tables stand in a workbook: a sheet for each, its columns named by their ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from planner.errors import PlannerBug
from planner.store.package import MARK
from planner.store.sheet_out import (
    bold,
    cell_of,
    filter_below,
    insist_on_room,
    lay_out,
    print_on_pages,
    result_format,
    width_of,
)
from planner.store.sheet_xml import column_letters
from planner.tables import results
from planner.tables.column import Value
from planner.tables.results import RESULTS, SummaryLine
from planner.tables.table import Table, table_of

if TYPE_CHECKING:
    from openpyxl import Workbook

Summary = Mapping[str, str | float | None]
"""The lines of the first sheet: key and value, None where a figure does not exist."""


PRINTED = 100
"""Rows of a table that are printed unless asked for more: a whole plan is hundreds of pages that nobody reads."""


class PlanTables(Protocol):
    """What a plan workbook needs of a plan: the rows of each results table, under its id."""

    @property
    def nodes(self) -> Sequence[results.NodeLine]: ...
    @property
    def decisions(self) -> Sequence[results.DecisionLine]: ...
    @property
    def orders(self) -> Sequence[results.OrderLine]: ...
    @property
    def waiting(self) -> Sequence[results.WaitingLine]: ...
    @property
    def reserved(self) -> Sequence[results.ReservedLine]: ...
    @property
    def shipments(self) -> Sequence[results.ShipmentLine]: ...
    @property
    def stock(self) -> Sequence[results.StockLine]: ...
    @property
    def production(self) -> Sequence[results.ProductionLine]: ...
    @property
    def use(self) -> Sequence[results.UseLine]: ...
    @property
    def shortages(self) -> Sequence[results.ShortageLine]: ...
    @property
    def limits_broken(self) -> Sequence[results.BrokenLimitLine]: ...
    @property
    def scenario_costs(self) -> Sequence[results.ScenarioCostLine]: ...
    @property
    def costs(self) -> Sequence[results.CostLine]: ...


def write_plan_tables(book: Workbook, plan: PlanTables | None, summary: Summary) -> None:
    """Add a sheet for every results table behind the sheets a workbook has, and mark it as a plan.

    Args:
        book: the workbook; friendly sheets may stand in it already.
        plan: the plan; None where there is none: the sheets have headers only.
        summary: the lines of the sheet Summary, in order.

    Raises:
        PlannerBug: the workbook has a sheet of that title already.
        UserError: a table has more rows than a sheet.
    """
    for table in RESULTS:
        if table is table_of(SummaryLine):
            lines: Iterable[tuple[Any, ...]] = summary.items()
        else:
            rows = getattr(plan, table.id) if plan is not None else ()
            lines = (tuple(getattr(row, one.id) for one in table.columns) for row in rows)
        _add_sheet(book, table, list(lines))
    mark_as_plan(book)


def mark_as_plan(book: Any) -> None:
    """Mark a workbook as a plan of ours: opened as a case it is refused."""
    from openpyxl.packaging.custom import StringProperty  # slow to load; the window starts without it

    if MARK not in book.custom_doc_props.names:
        book.custom_doc_props.append(StringProperty(name=MARK, value="1"))


def _add_sheet(book: Workbook, table: Table[Any], lines: list[tuple[Value, ...]]) -> None:
    insist_on_room(table.title, len(lines))
    if table.title in book.sheetnames:
        raise PlannerBug(f"the workbook has a sheet '{table.title}' already")
    sheet: Any = book.create_sheet(table.title)
    lay_out(sheet, [width_of(one, one.id) for one in table.columns], "A2")
    sheet.append([bold(cell_of(sheet, one.id)) for one in table.columns])
    formats = [result_format(one) for one in table.columns]
    for line in lines:
        sheet.append([cell_of(sheet, value, shown) for value, shown in zip(line, formats, strict=True)])
    filter_below(sheet, len(table.columns), len(lines))
    print_on_pages(sheet)
    if len(lines) > PRINTED:
        sheet.print_area = f"A1:{column_letters(len(table.columns))}{PRINTED + 1}"
        sheet.oddFooter.left.text = f"The first {PRINTED} of {len(lines):,} rows. Clear the print area to print all."
        sheet.oddFooter.right.text = f"{table.title}, page &P"
