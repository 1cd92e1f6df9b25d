"""Decides what an edit did to the rows of each table, in the words grids need to follow it."""

from __future__ import annotations

from dataclasses import dataclass

from planner.tables.edits import DeleteRows, Edit, InsertRows, ReplaceTables, SetCells, Several


@dataclass(frozen=True, slots=True)
class RowsChange:
    """What happened to the rows of one table; at most one of these unless ``whole``.

    Attributes:
        changed: indices of rows whose cells changed.
        inserted: indices new rows have now, rising.
        deleted: indices gone rows had before, rising.
        whole: anything may have changed.
    """

    changed: tuple[int, ...] = ()
    inserted: tuple[int, ...] = ()
    deleted: tuple[int, ...] = ()
    whole: bool = False


WHOLE = RowsChange(whole=True)


def changes(edit: Edit) -> dict[str, RowsChange]:
    """What an edit does, by table id; a table touched by several edits counts as changed in the whole."""
    match edit:
        case SetCells():
            return {edit.table: RowsChange(changed=tuple(dict.fromkeys([row for row, _, _ in edit.cells])))}
        case InsertRows():
            return {edit.table: RowsChange(inserted=tuple([index for index, _ in edit.rows]))}
        case DeleteRows():
            return {edit.table: RowsChange(deleted=tuple(sorted(edit.rows)))}
        case ReplaceTables():
            return {table_id: WHOLE for table_id, _ in edit.tables}
        case Several():
            found: dict[str, RowsChange] = {}
            for one in edit.edits:
                for table_id, change in changes(one).items():
                    found[table_id] = WHOLE if table_id in found else change
            return found
