"""Decides how an Excel workbook becomes a case: which sheet is which table, in what order they are read."""

from __future__ import annotations

import zipfile
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.parsers import expat

from planner.errors import UserError
from planner.events import Listener, Phase, Stopped, never, silent
from planner.store.addresses import MonthsPlace, Place, RowsPlace, SettingsPlace
from planner.store.archive import NoCase, admit, damaged
from planner.store.demand_in import horizon_of, read_demand
from planner.store.headers import close_to, folded_header
from planner.store.imported import Gathering, Imported
from planner.store.package import Package, SheetPart, open_package
from planner.store.settings_in import read_settings
from planner.store.sheet_xml import Row, SheetPass, column_letters, column_number
from planner.store.table_in import read_rows
from planner.store.template import FINDINGS, START
from planner.store.texts import rows_in_words
from planner.store.xml_pass import Broken
from planner.tables.inputs import INPUTS
from planner.tables.needs import Settings
from planner.tables.table import Layout, Table, table_of

_PLAN_ONLY = {folded_header(title) for title in ("Nodes", "Scenario costs", "Costs")}
_OURS = {folded_header(START), folded_header(FINDINGS)}
_ASK = 1024  # rows between two questions whether to stop


def read_workbook(path: Path, *, listen: Listener = silent, stopping: Callable[[], bool] = never) -> Imported:
    """Read a case from an Excel workbook, in this process.

    Args:
        path: an .xlsx or .xlsm file; it is closed before anything is made of it.
        listen: hears a phase for each table.
        stopping: asked now and then.

    Returns:
        What was read, with every finding a cell can tell. A blank name becomes the file's.

    Raises:
        UserError: the file is no workbook, damaged, harmful, a plan, or has none of the sheets of a case.
        Stopped: stopping said yes.
    """
    listen(Phase("Opening the workbook"))
    package = open_package(admit(path), path.name)
    with package.archive:
        _refuse_plan(package, path.name)
        gathering = Gathering()
        found = _sort_sheets(package, path.name, gathering)
        for table in INPUTS:
            if table.id in found:
                listen(Phase(f"Reading {table.title}"))
                _read_sheet(package, found[table.id], table, gathering, path.name, stopping)
            elif table.needed:
                message = f"There is no sheet '{table.title}'. Add one, as in the template."
                gathering.error("missing_sheet", message, table=table.id)
                gathering.absent.add((table.id, ""))
    _fill_name(gathering, path.stem)
    return gathering.handed_over()


def _refuse_plan(package: Package, name: str) -> None:
    titles = {folded_header(one.title) for one in package.sheets}
    if package.is_plan or titles >= _PLAN_ONLY:
        raise UserError(f"'{name}' is a plan this program has made, not a case.", "Open the case it was made for.")


def _sort_sheets(package: Package, name: str, gathering: Gathering) -> dict[str, SheetPart]:
    """The sheet of each table, by table id; other sheets become findings."""
    known = {folded_header(text): one for one in INPUTS for text in (one.title, one.id)}
    found: dict[str, SheetPart] = {}
    for sheet in package.sheets:
        table = known.get(folded_header(sheet.title))
        if table is None:
            if folded_header(sheet.title) not in _OURS:
                message = f"The sheet '{sheet.title}' is no table of a case and was left alone."
                message += close_to(sheet.title, [one.title for one in INPUTS])
                gathering.warning("unknown_sheet", message, sheet=sheet.title)
        elif table.id in found:
            message = f"The sheets '{found[table.id].title}' and '{sheet.title}' are the same table. Keep one of them."
            gathering.error("repeated_sheet", message, table=table.id, sheet=sheet.title)
        else:
            found[table.id] = sheet
            if sheet.hidden:
                message = f"The sheet '{sheet.title}' is hidden. It was read. Delete it if it does not count."
                gathering.warning("hidden_sheet", message, table=table.id, sheet=sheet.title)
    if not found:
        titles = ", ".join(f"'{one.title}'" for one in package.sheets[:5]) or "none with cells"
        raise NoCase(
            f"'{name}' has no sheet of a case. Its sheets: {titles}.",
            "Name the sheets as in the template: Case, Products, Demand, Bill of materials, Items and so on.",
        )
    return found


def _read_sheet(
    package: Package,
    sheet: SheetPart,
    table: Table[Any],
    gathering: Gathering,
    name: str,
    stopping: Callable[[], bool],
) -> None:
    sheet_pass = package.start()
    rows = guarded(sheet_pass.rows(package.archive, sheet.part), name, stopping)
    match table.layout:
        case Layout.SETTINGS:
            read_settings(table, sheet.title, rows, gathering)
        case Layout.MONTHS:
            read_demand(table, sheet.title, rows, horizon_of(gathering.rows.get("case", ())), gathering)
        case Layout.ROWS:
            read_rows(table, sheet.title, rows, gathering)
    for _ in rows:  # to the end, where the checksum and the merged cells are
        pass
    _note_hidden(table, sheet.title, sheet_pass, gathering)
    _note_merged(table, sheet.title, sheet_pass, gathering)


def guarded(rows: Iterator[Row], name: str, stopping: Callable[[], bool]) -> Iterator[Row]:
    """The rows, with a broken file turned into a sentence."""
    try:
        for count, row in enumerate(rows):
            if count % _ASK == 0 and stopping():
                raise Stopped("The import was stopped.")
            yield row
    except (
        Broken,
        expat.ExpatError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        LookupError,
        ValueError,
    ) as error:
        raise damaged(name) from error


def _note_hidden(table: Table[Any], sheet: str, sheet_pass: SheetPass, gathering: Gathering) -> None:
    place = gathering.places[table.id]
    read = set() if isinstance(place, SettingsPlace) else set(place.rows)
    rows = sorted(read.intersection(sheet_pass.hidden_rows))
    if rows:
        message = f"Hidden rows were read too: {rows_in_words(rows)}. Delete them if they do not count."
        gathering.warning("hidden_rows", message, table=table.id, sheet=sheet, cell=f"A{rows[0]}")
    for one, letters in sorted(_known_columns(place).items()):
        number = column_number(letters)
        if any(first <= number <= last for first, last in sheet_pass.hidden_columns):
            message = f"The hidden column {letters} was read too. Delete it if it does not count."
            gathering.warning("hidden_column", message, table=table.id, field=one, sheet=sheet, cell=f"{letters}1")


def _note_merged(table: Table[Any], sheet: str, sheet_pass: SheetPass, gathering: Gathering) -> None:
    """Merged cells hold one value, so all but the first of them read as blank, which may mean something else."""
    place = gathering.places[table.id]
    if isinstance(place, SettingsPlace):
        return
    rows, columns = sorted(set(place.rows)), sorted(map(column_number, _known_columns(place).values()))
    for left, top, right, bottom in sheet_pass.merged:
        if _between(rows, top, bottom) * _between(columns, left, right) > 1:
            cell = f"{column_letters(left)}{top}"
            reference = f"{cell}:{column_letters(right)}{bottom}"
            message = f"The cells {reference} are merged, so all but the first are blank. Unmerge and fill them in."
            gathering.error("merged_cells", message, table=table.id, sheet=sheet, cell=cell)


def _between(numbers: list[int], low: int, high: int) -> int:
    return bisect_right(numbers, high) - bisect_left(numbers, low)


def _known_columns(place: Place) -> dict[str, str]:
    """The letters of the columns read, by field, or by themselves where a field has many."""
    match place:
        case RowsPlace():
            return dict(place.columns)
        case MonthsPlace():
            return {"product": place.names, **{letters: letters for letters in place.months}}
        case SettingsPlace():
            return {}


def _fill_name(gathering: Gathering, stem: str) -> None:
    """A case without a name takes the file's."""
    settings = table_of(Settings)
    (row,) = gathering.rows.get(settings.id) or [settings.raw()]
    place = settings.position("name")
    if row[place] is None and (settings.id, 0, "name") not in gathering.unread:
        row = (*row[:place], stem, *row[place + 1 :])
    gathering.rows[settings.id] = [row]
