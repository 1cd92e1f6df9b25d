"""Decides what a change to selected cells comes to: an edit of the table, made from the cells as they are shown."""

from __future__ import annotations

from collections.abc import Sequence

from planner.tables.column import Value
from planner.tables.edits import DeleteRows, Edit, InsertRows
from ui.dialogs.patience import Through, straight
from ui.models.cells import Cell, CellsModel
from ui.models.months import MonthsModel
from ui.models.rows import RowsModel


def cleared(model: CellsModel, cells: Sequence[Cell], through: Through = straight) -> Edit | None:
    """Blank the cells."""
    return filled(model, cells, None, through)


def filled(model: CellsModel, cells: Sequence[Cell], value: Value, through: Through = straight) -> Edit | None:
    """Give every cell the same value."""
    return model.edit_of((row, section, value) for row, section in through(cells))


def filled_down(model: CellsModel, cells: Sequence[Cell], through: Through = straight) -> Edit | None:
    """Give the cells of each section the value of its topmost one; a single row takes those of the row above."""
    top: dict[int, int] = {}
    for row, section in cells:
        top[section] = min(row, top.get(section, row))
    single = all(row == top[section] for row, section in cells)
    source = {section: max(0, row - 1) if single else row for section, row in top.items()}
    return model.edit_of((row, section, _value(model, source[section], section)) for row, section in through(cells))


def filled_right(model: CellsModel, cells: Sequence[Cell], through: Through = straight) -> Edit | None:
    """Give the cells of each row the value of its leftmost one, where the column is of the same kind; a single column
    takes those of the column before."""
    first: dict[int, int] = {}
    for row, section in cells:
        first[row] = min(section, first.get(row, section))
    single = all(section == first[row] for row, section in cells)
    source = {row: max(0, section - 1) if single else section for row, section in first.items()}
    return model.edit_of(
        (row, section, _value(model, row, source[row]))
        for row, section in through(cells)
        if model.column_at(model.index(row, section)).kind is model.column_at(model.index(row, source[row])).kind
    )


def _value(model: CellsModel, row: int, section: int) -> Value:
    return model.value_at(model.index(row, section))


def without_rows(model: CellsModel, rows: Sequence[int]) -> Edit | None:
    """Delete the rows shown; settings stay."""
    if not isinstance(model, RowsModel | MonthsModel):
        return None
    records = [record for row in rows if (record := model.record(row)) is not None]
    gone = model.rows_of(records) if isinstance(model, MonthsModel) else sorted(records)
    return DeleteRows(model.table.id, tuple(gone)) if gone else None


def with_rows(model: RowsModel, at: int, count: int) -> Edit:
    """Insert empty rows above the record ``at``."""
    blank = model.new_row()
    return InsertRows(model.table.id, tuple((at + place, blank) for place in range(count)))


def with_copies(model: RowsModel | MonthsModel, rows: Sequence[int]) -> Edit | None:
    """Insert a copy of each row shown, behind the last of them in the table; of a row of months under another name."""
    records = sorted(record for row in rows if (record := model.record(row)) is not None)
    if not records:
        return None
    if isinstance(model, MonthsModel):
        return InsertRows(model.table.id, tuple(model.copies_of(records)))
    copies = [model.row_at(record) for record in records]
    return InsertRows(model.table.id, tuple(enumerate(copies, start=records[-1] + 1)))
