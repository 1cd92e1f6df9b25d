"""Decides how a sheet of a workbook becomes the rows of an export: as it stands, hidden and merged cells too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from planner.errors import UserError
from planner.store.archive import admit
from planner.store.package import Package, open_package
from planner.store.sheet_xml import Row
from planner.store.workbook_in import guarded


def sheets_of(path: Path, stopping: Callable[[], bool]) -> dict[str, tuple[Row, ...]]:
    """The rows of every sheet that has cells, by title, in order.

    Raises:
        UserError: it cannot be read as a workbook, or has no cells.
        Stopped: stopping said yes.
    """
    package = open_package(admit(path), path.name)
    with package.archive:
        found = {one.title: _rows(package, one.part, path.name, stopping) for one in package.sheets}
    filled = {title: rows for title, rows in found.items() if rows}
    if not filled:
        raise UserError(f"'{path.name}' has no cells.", "Choose the workbook that was exported.")
    return filled


def _rows(package: Package, part: str, name: str, stopping: Callable[[], bool]) -> tuple[Row, ...]:
    rows = guarded(package.start().rows(package.archive, part), name, stopping)
    return tuple((number, kept) for number, cells in rows if (kept := {c: v for c, v in cells.items() if v != ""}))
