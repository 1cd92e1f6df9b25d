"""Decides what a workbook holds: its sheets, shared strings, number formats and day 0, before any sheet is read."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from planner.errors import PlannerBug, UserError
from planner.store.archive import damaged
from planner.store.formats import Format, read_formats
from planner.store.sheet_xml import EPOCH_1900, EPOCH_1904, SheetPass
from planner.store.xml_pass import read_strings

if TYPE_CHECKING:
    from openpyxl.reader.excel import ExcelReader

MARK = "RemanencePlan"
"""The custom property that marks a workbook as a plan."""

_STRICT = b"http://purl.oclc.org/ooxml/"
_PROPERTIES = "docProps/custom.xml"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet: its title, where it lies in the archive, and whether it is hidden."""

    title: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Package:
    """An opened workbook.

    Attributes:
        archive: the zip archive, held in memory.
        sheets: the sheets with cells, in order; chart sheets are left out.
        strings: the shared strings.
        formats: by style number as it stands in the file, None where a number is just a number.
        epoch: day 0 of its dates.
        is_plan: it is marked as a plan of ours.
    """

    archive: zipfile.ZipFile
    sheets: tuple[SheetPart, ...]
    strings: Sequence[str]
    formats: Mapping[str, Format | None]
    epoch: datetime
    is_plan: bool

    def start(self) -> SheetPass:
        """A pass over one of its sheets."""
        return SheetPass(self.strings, self.formats, self.epoch)


def open_package(data: bytes, name: str) -> Package:
    """Open a workbook from its bytes, as ``archive.admit`` gives them.

    openpyxl reads the list of sheets; links to other files are not followed.

    Raises:
        UserError: it cannot be read.
    """
    insist_on_defused()
    from openpyxl.reader.excel import ExcelReader  # slow to load; the window starts without it

    try:
        with warnings.catch_warnings(action="ignore"):  # openpyxl warns of what it leaves out, which we do not need
            reader = ExcelReader(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            return _opened(reader, name)
    except (MemoryError, UserError):
        raise
    except Exception as error:  # a broken file makes openpyxl raise almost anything
        raise damaged(name) from error


def insist_on_defused() -> None:
    """See that no entity and no outside file is read with a workbook.

    Raises:
        PlannerBug: openpyxl would read them.
    """
    import openpyxl  # slow to load; the window starts without it

    if not openpyxl.DEFUSEDXML:
        raise PlannerBug("openpyxl runs without defusedxml: workbooks could name entities and outside files")


def _opened(reader: ExcelReader, name: str) -> Package:
    archive: zipfile.ZipFile = reader.archive
    reader.read_manifest()
    reader.read_workbook()
    relations: Any = reader.parser.rels
    parts = {one.Type.rpartition("/")[2]: one.target for one in relations.values() if not _is_outside(one)}
    if _STRICT in archive.read(reader.parser.workbook_part_name):
        raise UserError(
            f"'{name}' is saved as Strict Open XML, which is not read.",
            "Open it in Excel, choose Save As and 'Excel Workbook (.xlsx)', and open that file here.",
        )
    return Package(
        archive=archive,
        sheets=_sheets(reader, name),
        strings=read_strings(archive, parts["sharedStrings"]) if "sharedStrings" in parts else (),
        formats=read_formats(archive, parts["styles"]) if "styles" in parts else {"0": None},
        epoch=EPOCH_1900 if reader.wb.epoch == EPOCH_1900 else EPOCH_1904,
        is_plan=_PROPERTIES in archive.namelist() and MARK.encode() in archive.read(_PROPERTIES),
    )


def _sheets(reader: ExcelReader, name: str) -> tuple[SheetPart, ...]:
    parts = set(reader.archive.namelist())
    found = []
    for sheet, relation in reader.parser.find_sheets():
        if relation.Type.rpartition("/")[2] != "worksheet":
            continue
        if _is_outside(relation) or relation.target not in parts:
            raise damaged(name)
        found.append(SheetPart(sheet.name, relation.target, sheet.state != "visible"))
    return tuple(found)


def _is_outside(relation: Any) -> bool:
    return bool(relation.TargetMode == "External")
