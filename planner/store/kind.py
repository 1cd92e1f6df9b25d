"""Decides what kind of file is at hand before it is read: a case, a project, or an export of another system."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from planner.store.archive import admit
from planner.store.file_in import first_bytes
from planner.store.headers import folded_header
from planner.store.package import open_package
from planner.store.project_file import is_project
from planner.tables.inputs import INPUTS

_ENOUGH = 3  # sheets with the names of tables that make a workbook a case, even one that lacks its settings
_SHEETS = {folded_header(text) for one in INPUTS for text in (one.title, one.id)}
_SETTINGS = {folded_header(INPUTS[0].title), folded_header(INPUTS[0].id)}


class FileKind(Enum):
    """What a file is."""

    CASE = "a workbook of this program"
    PROJECT = "a project of this program"
    EXPORT = "a list of another system"


def kind_of(path: Path) -> FileKind:
    """What a file is, by its content; a plan workbook counts as a case, whose readers refuse it with the reason.

    Raises:
        UserError: it is not there or locked, or a workbook that is damaged or harmful.
    """
    if is_project(path):
        return FileKind.PROJECT
    if first_bytes(path, 2) != b"PK":
        return FileKind.EXPORT
    package = open_package(admit(path), path.name)
    with package.archive:
        titles = {folded_header(one.title) for one in package.sheets}
        ours = package.is_plan or titles & _SETTINGS or len(titles & _SHEETS) >= _ENOUGH
    return FileKind.CASE if ours else FileKind.EXPORT
