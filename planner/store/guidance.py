"""Decides what a sheet says to who fills it in: notes on headers, drop-downs, bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.store.sheet_xml import column_letters
from planner.tables.column import Column, Kind, Value
from planner.tables.inputs import table
from planner.tables.table import Table

if TYPE_CHECKING:
    from openpyxl.comments import Comment

MOST_LISTED = 5_000
"""Rows of another sheet a drop-down offers."""

_LINE, _LETTERS = 16, 46  # height in points of a line of a note, characters in it


def note_on(column: Column) -> Comment:
    """The note on a header or a setting: what it is, what it takes, what a blank cell means."""
    from openpyxl.comments import Comment  # slow to load; the window starts without it

    words = "\n".join(_sentences(column))
    lines = sum(1 + len(line) // _LETTERS for line in words.split("\n"))
    return Comment(words, "Remanence", height=_LINE * (lines + 1), width=300)


def guide(sheet: Any, column: Column, cells: str) -> None:
    """Add the drop-down or the bounds of a column to some cells of a sheet.

    What the program would refuse, Excel refuses; a name it does not know yet may be typed all the same.

    Args:
        sheet: the worksheet.
        column: what the cells are for.
        cells: their range, such as ``B2:B500``.
    """
    from openpyxl.worksheet.datavalidation import DataValidation  # slow to load; the window starts without it

    rule: Any = DataValidation(allow_blank=True, showErrorMessage=True, errorTitle=column.title)
    if column.choices:
        rule.type = "list"
        rule.formula1 = f'"{",".join(column.choices)}"'
        rule.error = f"Choose one of: {', '.join(column.choices)}."
        rule.showErrorMessage = not column.open_choices
    elif column.links:
        rule.type = "list"
        rule.formula1 = _listed(column.links[0])
        rule.showErrorMessage = False
    elif column.numeric and column.bounds_in_words():
        rule.type = "whole" if column.kind is Kind.WHOLE else "decimal"
        rule.operator, rule.formula1, rule.formula2 = _bounds(column)
        rule.error = f"{column.title} is {column.bounds_in_words()}."
    else:
        return
    rule.add(cells)
    sheet.data_validations.append(rule)


def _sentences(column: Column) -> list[str]:
    said = [column.meaning]
    if column.unit.value:
        said.append(f"Unit: {column.unit.value}.")
    if column.bounds_in_words():
        said.append(f"It is {column.bounds_in_words()}.")
    if column.choices:
        said.append(f"{'Such as' if column.open_choices else 'One of'}: {', '.join(column.choices)}.")
    if column.kind is Kind.NAMES:
        said.append("Several are separated with ; and mean any of them.")
    if column.kind is Kind.MONTH:
        said.append("A date in the month, or text such as 2026-12.")
    if column.required:
        said.append("Required.")
    elif column.blank:
        said.append(f"Blank: {column.blank}.")
    elif column.default not in (None, ()):
        said.append(f"Blank: {_in_words(column.default)}.")
    return said


def _in_words(value: Value) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _listed(link: str) -> str:
    """The names in a column of another sheet, as many as there are."""
    table_id, _, field = link.partition(".")
    other: Table[Any] = table(table_id)
    letters = column_letters(other.position(field) + 1)
    cells = f"'{other.title}'!${letters}$2:${letters}${MOST_LISTED}"
    return f"OFFSET('{other.title}'!${letters}$2,0,0,MAX(1,COUNTA({cells})),1)"


def _bounds(column: Column) -> tuple[str, str, str | None]:
    low, high = column.low, column.high
    if low is not None and high is not None and not column.low_open and not column.high_open:
        return "between", f"{low:g}", f"{high:g}"
    if high is not None and low is None:
        return "lessThan" if column.high_open else "lessThanOrEqual", f"{high:g}", None
    return "greaterThan" if column.low_open else "greaterThanOrEqual", f"{low:g}", None
