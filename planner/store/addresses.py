"""Decides where in the workbook a value of the case came from: table, row and field to sheet and cell."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from planner.tables.finding import Finding


@dataclass(frozen=True, slots=True)
class RowsPlace:
    """Where a table of rows lies: one sheet row for each row.

    Attributes:
        sheet: title of the sheet.
        header: number of its header row.
        columns: letters of the column by field; fields without a column are missing.
        rows: number of the sheet row by row index.
    """

    sheet: str
    header: int
    columns: Mapping[str, str]
    rows: tuple[int, ...] = ()

    def cell(self, row: int | None, field: str | None) -> str:
        """The cell of a field in a row; the header without a row, the first column without a field."""
        letters = self.columns.get(field or "") or next(iter(self.columns.values()), "A")
        if row is None:
            return f"{letters}{self.header}" if field in self.columns else ""
        return f"{letters}{self.rows[row]}" if 0 <= row < len(self.rows) else ""


@dataclass(frozen=True, slots=True)
class MonthsPlace:
    """Where a table with a column for each month lies: many rows of the case in one sheet row.

    Attributes:
        sheet: title of the sheet.
        header: number of its header row.
        names: letters of the column of the name.
        rows: number of the sheet row by row index.
        months: letters of the month's column by row index.
    """

    sheet: str
    header: int
    names: str
    rows: tuple[int, ...]
    months: tuple[str, ...]

    def cell(self, row: int | None, field: str | None) -> str:
        """The cell of a quantity, the header of its month, or the cell of its name."""
        if row is None or not 0 <= row < len(self.rows):
            return ""
        if field == "month":
            return f"{self.months[row]}{self.header}"
        return f"{self.months[row] if field == 'quantity' else self.names}{self.rows[row]}"


@dataclass(frozen=True, slots=True)
class SettingsPlace:
    """Where the settings lie: a cell for each.

    Attributes:
        sheet: title of the sheet.
        cells: the cell of the value by field; settings the sheet does not name are missing.
    """

    sheet: str
    cells: Mapping[str, str]

    def cell(self, _: int | None, field: str | None) -> str:
        """The cell of a setting; empty when the sheet does not name it."""
        return self.cells.get(field or "", "")


Place = RowsPlace | MonthsPlace | SettingsPlace


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where every table read from a workbook lies, by table id; a table without a sheet has none."""

    tables: Mapping[str, Place] = dataclasses.field(default_factory=dict)

    def of(self, table: str, row: int | None, field: str | None) -> tuple[str, str]:
        """Sheet and cell such as ``("Offers", "B17")``; empty texts where there is none."""
        place = self.tables.get(table)
        return (place.sheet, place.cell(row, field)) if place else ("", "")

    def place(self, finding: Finding) -> Finding:
        """The finding with its sheet and cell filled in, unless it has a sheet already."""
        if finding.sheet or not finding.table:
            return finding
        sheet, cell = self.of(finding.table, finding.row, finding.field)
        return dataclasses.replace(finding, sheet=sheet, cell=cell) if sheet else finding
