"""Decides what a workbook holds: its sheets, shared strings, number formats and day 0, before any sheet is read."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from planner.errors import PlannerBug, UserError
from planner.store.archive import damaged
from planner.store.sheet_xml import EPOCH_1900, EPOCH_1904, Format, SheetPass, read_strings

if TYPE_CHECKING:
    from openpyxl.reader.excel import ExcelReader

MARK = "RemanencePlan"
"""The custom property that marks a workbook as a plan."""

_STRICT = b"http://purl.oclc.org/ooxml/"
_PROPERTIES = "docProps/custom.xml"
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_BUILTIN_END = 164  # number formats below it are Excel's own


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

    openpyxl reads the list of sheets and the styles; links to other files are not followed.

    Raises:
        UserError: it cannot be read.
    """
    _insist_on_defused()
    from openpyxl.reader.excel import ExcelReader  # slow to load; the window starts without it

    try:
        with warnings.catch_warnings(action="ignore"):  # openpyxl warns of what it leaves out, which we do not need
            reader = ExcelReader(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            return _opened(reader, name)
    except (MemoryError, UserError):
        raise
    except Exception as error:  # a broken file makes openpyxl raise almost anything
        raise damaged(name) from error


def _insist_on_defused() -> None:
    import openpyxl  # slow to load; the window starts without it

    if not openpyxl.DEFUSEDXML:
        raise PlannerBug("openpyxl runs without defusedxml: workbooks could name entities and outside files")


def _opened(reader: ExcelReader, name: str) -> Package:
    from openpyxl.styles.stylesheet import apply_stylesheet  # slow to load; the window starts without it
    from openpyxl.xml.constants import SHARED_STRINGS

    archive: zipfile.ZipFile = reader.archive
    reader.read_manifest()
    reader.read_workbook()
    parts: Any = reader.package
    if _STRICT in archive.read(reader.parser.workbook_part_name):
        raise UserError(
            f"'{name}' is saved as Strict Open XML, which is not read.",
            "Open it in Excel, choose Save As and 'Excel Workbook (.xlsx)', and open that file here.",
        )
    apply_stylesheet(archive, reader.wb)
    part = parts.find(SHARED_STRINGS)
    return Package(
        archive=archive,
        sheets=_sheets(reader, name),
        strings=read_strings(archive, part.PartName.lstrip("/")) if part else (),
        formats=_formats(reader),
        epoch=EPOCH_1900 if reader.wb.epoch == EPOCH_1900 else EPOCH_1904,
        is_plan=_PROPERTIES in archive.namelist() and MARK.encode() in archive.read(_PROPERTIES),
    )


def _sheets(reader: ExcelReader, name: str) -> tuple[SheetPart, ...]:
    parts = set(reader.archive.namelist())
    found = []
    for sheet, relation in reader.parser.find_sheets():
        if relation.Type.rpartition("/")[2] != "worksheet":
            continue
        if relation.TargetMode == "External" or relation.target not in parts:
            raise damaged(name)
        found.append(SheetPart(sheet.name, relation.target, sheet.state != "visible"))
    return tuple(found)


def _formats(reader: ExcelReader) -> dict[str, Format | None]:
    from openpyxl.styles.numbers import BUILTIN_FORMATS  # slow to load; the window starts without it

    book: Any = reader.wb
    made: dict[str, Format | None] = {"0": None}
    for number, style in enumerate(book._cell_styles):
        code = style.numFmtId
        text = BUILTIN_FORMATS.get(code, "General")
        if code >= _BUILTIN_END:
            text = book._number_formats[code - _BUILTIN_END]
        made[str(number)] = number_format(text, number in book._date_formats, number in book._timedelta_formats)
    return made


def number_format(text: str, dates: bool, durations: bool) -> Format | None:
    """What a number format such as ``00000`` or ``0.0%`` makes of a number; None when it leaves it a number.

    Args:
        text: the format's code.
        dates, durations: whether it is one of a date or time, and of hours beyond a day.
    """
    if dates:
        return Format(dates=True, durations=durations)
    shown = _NOT_SHOWN.sub("", text.split(";", maxsplit=1)[0])
    percent = "%" in shown
    digits = 1 if "E" in shown.upper() or "/" in shown else shown.partition(".")[0].count("0")
    return Format(digits=digits, percent=percent) if digits > 1 or percent else None
