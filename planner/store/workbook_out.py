"""Decides how a case is written as an Excel workbook, and what the template to fill in looks like."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from planner.store.book_file import save_book
from planner.store.demand_in import horizon_of
from planner.store.demand_out import Wide, spread
from planner.store.guidance import guide, note_on
from planner.store.safe import Keep, replace_file
from planner.store.sheet_out import (
    MONTHS,
    bold,
    cell_of,
    filter_below,
    input_format,
    insist_on_room,
    lay_out,
    print_on_pages,
    width_of,
)
from planner.store.sheet_xml import column_letters
from planner.store.template import START, example_case, start_lines
from planner.tables.case import Case
from planner.tables.column import Column, RawRow
from planner.tables.inputs import INPUTS
from planner.tables.table import Layout, Table

_SPARE = 500  # rows below the last whose cells are guided too, for more to be typed in
_MONTH_WIDTH = 10.0
_HEADER_HEIGHT = 48.0  # points: three lines
_TITLE_HEIGHT, _HEADING_HEIGHT = 34.0, 28.0  # points
_ACCENT = "0F6E73"  # the colour of the window and of plan workbooks


def write_case(case: Case, path: Path, keep: Keep | None = None) -> None:
    """Write a case as a workbook: a sheet for each table, empty ones too. Reading it gives the same case.

    Rows in which nothing is entered are left out. ``keep`` is given a file that is there already, see ``replace_file``.

    Raises:
        UserError: the file cannot be written, or a table or a text is too large for Excel; the old file stays.
    """
    replace_file(path, lambda target: _write(case, target, explained=False), keep)


def write_template(path: Path, keep: Keep | None = None) -> None:
    """Write the workbook to fill in: an example in every table, notes, drop-downs, and a sheet that explains it.

    Raises:
        UserError: the file cannot be written; the old file stays.
    """
    replace_file(path, lambda target: _write(example_case(), target, explained=True), keep)


def _write(case: Case, path: Path, *, explained: bool) -> None:
    from openpyxl import Workbook  # slow to load; the window starts without it

    book = Workbook(write_only=True)
    book.properties.creator = "Remanence"
    try:
        if explained:
            _write_start(book)
        for table in INPUTS:
            sheet = book.create_sheet(table.title)
            print_on_pages(sheet)
            _write_table(sheet, table, case)
        save_book(book, path)
    finally:
        for sheet in book.worksheets:
            with suppress(Exception):  # saved already, or the error on its way says more
                sheet.close()


def _write_table(sheet: Any, table: Table[Any], case: Case) -> None:
    rows = [row for row in case.rows(table.id) if any(value is not None for value in row)]
    insist_on_room(table.title, len(rows))
    wide = spread(rows, horizon_of(case.rows("case"))) if table.layout is Layout.MONTHS else None
    if table.layout is Layout.SETTINGS:
        _write_settings(sheet, table, case.rows(table.id)[0])
    elif wide is not None:
        _write_wide(sheet, table, wide)
    else:
        _write_rows(sheet, table, rows)


def _write_rows(sheet: Any, table: Table[Any], rows: Sequence[RawRow]) -> None:
    formats = [input_format(one) for one in table.columns]
    lay_out(sheet, [width_of(one, one.header) for one in table.columns], "B2", formats, _HEADER_HEIGHT)
    sheet.append([_header(sheet, one) for one in table.columns])
    for row in rows:
        sheet.append(_filled(sheet, row, formats))
    last = len(rows) + _SPARE
    for number, column in enumerate(table.columns, start=1):
        guide(sheet, column, f"{column_letters(number)}2:{column_letters(number)}{last}")
    filter_below(sheet, len(table.columns), len(rows))


def _write_wide(sheet: Any, table: Table[Any], wide: Wide) -> None:
    product, quantity = table.field("product"), table.field("quantity")
    lay_out(sheet, [width_of(product, product.header), *[_MONTH_WIDTH] * len(wide.months)], "B2", ["@"])
    sheet.append([_header(sheet, product), *(bold(cell_of(sheet, month, MONTHS)) for month in wide.months)])
    for name, quantities in wide.lines:
        sheet.append(_filled(sheet, (name, *quantities), ["@"] + ["General"] * len(quantities)))
    last = len(wide.lines) + _SPARE
    guide(sheet, product, f"A2:A{last}")
    if wide.months:
        guide(sheet, quantity, f"B2:{column_letters(len(wide.months) + 1)}{last}")
    filter_below(sheet, len(wide.months) + 1, len(wide.lines))


def _filled(sheet: Any, row: RawRow, formats: Sequence[str]) -> list[Any]:
    """The cells of a row; a blank one is no cell at all, and takes the format of its column when it is filled."""
    return [None if value is None else cell_of(sheet, value, shown) for value, shown in zip(row, formats, strict=True)]


def _write_settings(sheet: Any, table: Table[Any], row: RawRow) -> None:
    lay_out(sheet, [34.0, 24.0], "B2")
    sheet.append([bold(cell_of(sheet, "Setting")), bold(cell_of(sheet, "Value"))])
    for number, (column, value) in enumerate(zip(table.columns, row, strict=True), start=2):
        setting = cell_of(sheet, column.header)
        setting.comment = note_on(column)
        sheet.append([setting, cell_of(sheet, value, input_format(column))])
        guide(sheet, column, f"B{number}")


def _write_start(book: Any) -> None:
    from openpyxl.styles import Alignment  # slow to load; the window starts without it

    sheet: Any = book.create_sheet(START)
    lay_out(sheet, [24.0, 96.0], "A1")
    print_on_pages(sheet, upright=True, repeated="")
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = _ACCENT
    for number, (heading, words) in enumerate(start_lines(), start=1):
        cells = [cell_of(sheet, text) for text in words]
        if heading:
            bold(cells[0], 18 if number == 1 else 13, _ACCENT)
            sheet.row_dimensions[number].height = _TITLE_HEIGHT if number == 1 else _HEADING_HEIGHT
        elif words[0]:
            bold(cells[0])
        for cell in cells:
            cell.alignment = Alignment(wrap_text=not heading, vertical="bottom" if heading else "top")
        sheet.append(cells)


def _header(sheet: Any, column: Column) -> Any:
    from openpyxl.styles import Alignment, PatternFill  # slow to load; the window starts without it

    cell: Any = bold(cell_of(sheet, column.header))
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if column.required:
        cell.fill = PatternFill("solid", fgColor="DCE6F1")
    cell.comment = note_on(column)
    return cell
