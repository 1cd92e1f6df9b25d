"""Decides how a value stands in a cell we write: text stays text, numbers keep their last digit, months are dates."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from planner.errors import UserError
from planner.months import Month
from planner.store.sheet_xml import MOST_ROWS, column_letters
from planner.store.texts import LONGEST, encoded, shortened
from planner.tables.column import Column, Kind, Value
from planner.units import Unit

if TYPE_CHECKING:
    from openpyxl.cell import Cell

MONTHS = "yyyy-mm"
"""Number format of a month."""

_AS_TEXT = "@"
_LIVE = re.compile(r"[=+\-@\t\r]|\s*[\d.,#]|true$|false$", re.IGNORECASE)  # what Excel, edited, makes something else of
_EARLIEST = 1901  # Excel's dates begin in 1900, with a day that never was
_MONEY = {Unit.MONEY, Unit.MONEY_PER_UNIT, Unit.MONEY_PER_UNIT_MONTH, Unit.MONEY_PER_ORDER}
_AMOUNT = {Unit.ITEM, Unit.PRODUCT, Unit.ITEM_PER_MONTH, Unit.PRODUCT_PER_MONTH, Unit.MONTHS, Unit.LIMIT}
_NARROW, _WIDE = 11, 44
_A4 = 9  # as Excel counts papers


def cell_of(sheet: Any, value: Value, number_format: str = "") -> Cell:
    """A cell with a value as it stands in files.

    A text can never become a formula or another value, not even when somebody edits the cell.

    Args:
        sheet: the worksheet it is for.
        value: one of ours; lists are joined with ``;``.
        number_format: of a number; texts and months have their own.

    Raises:
        UserError: a text is longer than a cell can hold.
    """
    from openpyxl.cell import WriteOnlyCell  # slow to load; the window starts without it

    cell: Cell = WriteOnlyCell(sheet)
    if isinstance(value, tuple):
        value = ";".join(value)
    if isinstance(value, Month):
        value = _month(cell, value)
    if isinstance(value, str):
        _put_text(cell, value, sheet.title)
    elif isinstance(value, int | float):
        _put_number(cell, value)
        cell.number_format = number_format or "General"
    elif number_format:
        cell.number_format = number_format
    return cell


def input_format(column: Column) -> str:
    """The number format of an input column: what is typed into a column of names stays text, zeros and all."""
    if column.kind is Kind.MONTH:
        return MONTHS
    return "General" if column.numeric else _AS_TEXT


def result_format(column: Column) -> str:
    """The number format of a column of results."""
    if column.kind is Kind.MONTH:
        return MONTHS
    if column.kind is Kind.WHOLE:
        return "0"
    if column.unit in _MONEY:
        return "#,##0.00"
    if column.unit in _AMOUNT:
        return "#,##0.00"
    return "0.00%" if column.unit is Unit.FRACTION else "General"


def width_of(column: Column, header: str) -> float:
    """How wide a column is, in characters."""
    words = max(map(len, header.split()), default=0)
    least = 26 if column.kind in (Kind.NAME, Kind.NAMES, Kind.TEXT) else _NARROW
    return float(min(_WIDE, max(least, words + 3)))


def bold(cell: Cell, size: int = 11, colour: str | None = None) -> Cell:
    """The cell, in bold; ``size`` in points, ``colour`` as RRGGBB."""
    from openpyxl.styles import Font  # slow to load; the window starts without it

    cell.font = Font(name="Calibri", size=size, bold=True, color=colour)
    return cell


def lay_out(
    sheet: Any, widths: Sequence[float], frozen: str, formats: Sequence[str] = (), header_height: float | None = None
) -> None:
    """Lay a sheet out, before its first row is written.

    Args:
        sheet: the worksheet.
        widths: of the columns, in characters.
        frozen: the first cell that scrolls.
        formats: number formats of the columns, for what is typed in later.
        header_height: of the first row, in points.
    """
    sheet.row_dimensions[1].height = header_height
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[column_letters(number)].width = width
    for number, shown in enumerate(formats, start=1):
        sheet.column_dimensions[column_letters(number)].number_format = shown
    sheet.freeze_panes = frozen


def print_on_pages(sheet: Any, *, upright: bool = False, repeated: str = "1:1") -> None:
    """Let a sheet be printed as wide as a page, the rows ``repeated`` on top of each."""
    sheet.page_setup.orientation = "portrait" if upright else "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0  # as many pages as it takes
    if repeated:
        sheet.print_title_rows = repeated


def filter_below(sheet: Any, columns: int, rows: int) -> None:
    """A filter on each column of a table whose header is the first row."""
    sheet.auto_filter.ref = f"A1:{column_letters(max(1, columns))}{max(1, rows + 1)}"


def insist_on_room(title: str, rows: int) -> None:
    """See that a table fits a sheet.

    Raises:
        UserError: it has more rows than a sheet.
    """
    if rows >= MOST_ROWS:
        raise UserError(
            f"{title} has {rows:,} rows; a sheet of Excel has {MOST_ROWS:,}.", "Save it as a project instead."
        )


def _month(cell: Cell, month: Month) -> str | None:
    """Put a month as a date; where Excel has no dates its text is given back."""
    if month.year < _EARLIEST:
        return str(month)
    cell.value = month.first_day()
    cell.number_format = MONTHS
    return None


def _put_text(cell: Cell, text: str, title: str) -> None:
    safe = encoded(text)
    if len(safe) > LONGEST:
        raise UserError(
            f"A text on the sheet {title} has {len(text):,} characters, more than a cell of Excel holds: "
            f"'{shortened(text)}'.",
            f"Shorten it to {LONGEST:,} characters.",
        )
    cell.value = safe
    cell.data_type = "s"  # after the value: openpyxl would make a formula or an error of some
    cell.number_format = _AS_TEXT
    if _LIVE.match(text):
        cell.quotePrefix = True


def _put_number(cell: Cell, number: float) -> None:
    """openpyxl writes 16 digits; where a number needs its 17th, its text is written as a number."""
    if not math.isfinite(number):
        _put_text(cell, str(number), "")
        return
    cell.value = number
    if float(f"{number:.16g}") != number:
        cell.value = repr(number)
        cell.data_type = "n"
