"""Decides how a case changes: edits as values, each with an inverse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from planner.tables.case import Case
from planner.tables.column import RawRow, Value
from planner.tables.inputs import table


@dataclass(frozen=True, slots=True)
class SetCells:
    """Give cells new values.

    Attributes:
        table: id of the table.
        cells: (row index, column id, value) for each cell; a cell named twice takes the last value.
    """

    table: str
    cells: tuple[tuple[int, str, Value], ...]


@dataclass(frozen=True, slots=True)
class InsertRows:
    """Put rows in.

    Attributes:
        table: id of the table.
        rows: (index the row has afterwards, the row), by rising index.
    """

    table: str
    rows: tuple[tuple[int, RawRow], ...]


@dataclass(frozen=True, slots=True)
class DeleteRows:
    """Take rows out.

    Attributes:
        table: id of the table.
        rows: indices before the edit, any order, no index twice.
    """

    table: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReplaceTables:
    """Give whole tables new rows, as an import does.

    Attributes:
        tables: (table id, all its rows) for each table replaced.
    """

    tables: tuple[tuple[str, tuple[RawRow, ...]], ...]


@dataclass(frozen=True, slots=True)
class Several:
    """Edits applied in order as one step."""

    edits: tuple[Edit, ...]


Edit = SetCells | InsertRows | DeleteRows | ReplaceTables | Several


def apply(case: Case, edit: Edit) -> Edit:
    """Change the case and return the edit that undoes it.

    Raises:
        KeyError: a table or column that does not exist.
        IndexError: a row that does not exist; the case is unchanged.
        ValueError: a row with the wrong number of values; the case is unchanged.
    """
    match edit:
        case SetCells():
            return _set_cells(case, edit)
        case InsertRows():
            return _insert_rows(case, edit)
        case DeleteRows():
            return _delete_rows(case, edit)
        case ReplaceTables():
            return _replace_tables(case, edit)
        case Several():
            return _several(case, edit)


def touched(edit: Edit) -> tuple[str, ...]:
    """The ids of the tables an edit changes, each once, in order."""
    match edit:
        case ReplaceTables():
            ids = [table_id for table_id, _ in edit.tables]
        case Several():
            ids = [table_id for one in edit.edits for table_id in touched(one)]
        case _:
            ids = [edit.table]
    return tuple(dict.fromkeys(ids))


def first_place(edit: Edit) -> tuple[str, int | None, str]:
    """Where to look for what an edit brought: in its first table the first row put in, else the first cell changed.

    Returns:
        The id of the table ("" where nothing changes), the row as it is counted afterwards (None where the whole table
        is new or rows only go) and the id of the column ("" for a whole row).
    """
    table_id = next(iter(touched(edit)), "")
    own = [
        one for one in _single(edit) if isinstance(one, SetCells | InsertRows | DeleteRows) and one.table == table_id
    ]
    inserted = next((one.rows[0][0] for one in own if isinstance(one, InsertRows) and one.rows), None)
    if inserted is not None:
        return table_id, inserted, ""
    gone = [row for one in own if isinstance(one, DeleteRows) for row in one.rows]
    for one in own:
        if isinstance(one, SetCells) and one.cells:
            row, column_id, _ = min(one.cells, key=lambda cell: cell[0])
            return table_id, row - sum(other < row for other in gone), column_id
    return table_id, None, ""


def _single(edit: Edit) -> Iterator[Edit]:
    """The edits an edit consists of, in order."""
    if isinstance(edit, Several):
        for one in edit.edits:
            yield from _single(one)
    else:
        yield edit


def _set_cells(case: Case, edit: SetCells) -> Edit:
    places = {column.id: place for place, column in enumerate(table(edit.table).columns)}
    rows = list(case.rows(edit.table))
    last = len(rows)
    before: list[tuple[int, str, Value]] = []
    for index, column_id, value in edit.cells:
        if not 0 <= index < last:
            raise IndexError(f"{edit.table} has no row {index}")
        place, row = places[column_id], rows[index]
        before.append((index, column_id, row[place]))
        new = list(row)  # a quarter faster than a tuple put together, which 100,000 cells undone at once are felt by
        new[place] = value
        rows[index] = tuple(new)
    case._replace(edit.table, rows)
    before.reverse()  # a cell named twice gets its first value back
    return SetCells(edit.table, tuple(before))


def _insert_rows(case: Case, edit: InsertRows) -> Edit:
    width = len(table(edit.table).columns)
    old = case.rows(edit.table)
    places = [index for index, _ in edit.rows]
    new = [row for _, row in edit.rows]
    if set(map(len, new)) - {width}:  # several times as fast as one by one, and 100,000 rows come at once
        raise ValueError(f"a row of {edit.table} has {width} values")
    rows: list[RawRow] = []
    taken = 0
    for first, last in _runs(places):  # by rising index, so that each old row is passed once
        between = places[first] - len(rows)
        if between < 0 or taken + between > len(old):
            raise IndexError(f"{edit.table} has no place {places[first]}")
        rows += old[taken : taken + between]
        taken += between
        rows += new[first:last]
    rows += old[taken:]
    case._replace(edit.table, rows)
    return DeleteRows(edit.table, tuple(places))


def _runs(places: list[int]) -> Iterator[tuple[int, int]]:
    """Where places that follow one another begin and end: an import puts thousands of rows in at once."""
    first = 0
    for after, (place, following) in enumerate(pairwise(places), start=1):
        if following != place + 1:
            yield first, after
            first = after
    if places:
        yield first, len(places)


def _delete_rows(case: Case, edit: DeleteRows) -> Edit:
    rows = list(case.rows(edit.table))
    gone = sorted(edit.rows)
    if gone and (gone[0] < 0 or gone[-1] >= len(rows)):
        raise IndexError(f"{edit.table} has no row {gone[-1]}")
    kept = tuple((index, rows[index]) for index in gone)
    out = set(gone)
    case._replace(edit.table, [row for index, row in enumerate(rows) if index not in out])
    return InsertRows(edit.table, kept)


def _replace_tables(case: Case, edit: ReplaceTables) -> Edit:
    for table_id, rows in edit.tables:
        width = len(table(table_id).columns)
        if any(len(row) != width for row in rows):
            raise ValueError(f"a row of {table_id} has {width} values")
    before = tuple((table_id, tuple(case.rows(table_id))) for table_id, _ in edit.tables)
    for table_id, rows in edit.tables:
        case._replace(table_id, list(rows))
    return ReplaceTables(before)


def _several(case: Case, edit: Several) -> Edit:
    done: list[Edit] = []
    try:
        for one in edit.edits:
            done.append(apply(case, one))  # noqa: PERF401 - the list must hold what is done when one fails
    except (KeyError, IndexError, ValueError):
        for inverse in reversed(done):
            apply(case, inverse)
        raise
    return Several(tuple(reversed(done)))
