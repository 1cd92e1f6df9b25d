"""Decides how findings are shown in the user's own workbook: a copy with every cell marked, and a list of all."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.errors import UserError
from planner.store.archive import admit, damaged
from planner.store.book_file import save_book
from planner.store.package import insist_on_defused
from planner.store.safe import replace_file
from planner.store.sheet_out import bold, cell_of, lay_out
from planner.store.sheet_xml import MOST_COLUMNS, MOST_ROWS, column_number
from planner.store.template import FINDINGS
from planner.store.xml_pass import Broken
from planner.tables.finding import Finding

if TYPE_CHECKING:
    from openpyxl import Workbook

MOST_MARKS = 5_000
"""Cells that get a note; Excel becomes slow with more. Those after them are listed only."""

_ERROR, _WARNING = "FFF4B6B6", "FFFCE4A8"
_LONGEST = 1_500  # characters of a note: what a person reads at a cell
_LONGEST_SENTENCE = 32_000
_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_SPOILT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_WITH_MACROS = ".xlsm"
_WORDS = (
    "A copy of '{name}' for mending: every cell named below is coloured and has a note. The original was not changed. "
    "Charts and pictures may be missing here. Mend the cells in either of the two and import that one again."
)


def write_marked_copy(original: Path, findings: Sequence[Finding], target: Path) -> None:
    """Write a copy of a workbook in which every finding is a note and a colour at its cell, with a list of all.

    Formulas, formats, notes and everything else of the original stay as openpyxl keeps them.

    Args:
        original: the workbook the findings are of; it is not changed.
        findings: what was found, placed; those without a cell are listed only.
        target: the copy, with the same ending.

    Raises:
        UserError: the original cannot be read as a workbook, or the copy cannot be written.
    """
    if target.exists() and original.exists() and target.samefile(original):
        raise UserError(f"'{target.name}' is the original and would be overwritten.", "Choose another name.")
    if target.suffix.casefold() != original.suffix.casefold():
        raise UserError(f"'{target.name}' does not end in {original.suffix}.", "Give it the ending of the original.")
    book = _opened(original)
    try:
        marked = _mark(book, findings)
        _list(book, original.name, findings, marked)
        book.calculation.fullCalcOnLoad = True  # values are not kept beside formulas: Excel makes them anew
        replace_file(target, lambda path: save_book(book, path))
    finally:
        book.close()


def _opened(path: Path) -> Workbook:
    insist_on_defused()
    from openpyxl import load_workbook  # slow to load; the window starts without it

    data = admit(path)
    try:
        with warnings.catch_warnings(action="ignore"):  # openpyxl warns of what it leaves out; the copy says so
            return load_workbook(io.BytesIO(data), keep_vba=path.suffix.casefold() == _WITH_MACROS)
    except (MemoryError, UserError):
        raise
    except Exception as error:  # a broken file makes openpyxl raise almost anything
        raise damaged(path.name) from error


def _mark(book: Workbook, findings: Iterable[Finding]) -> Mapping[tuple[str, str], str]:
    """Colour the cells and give them notes; the cell each place was marked at."""
    from openpyxl.comments import Comment  # slow to load; the window starts without it
    from openpyxl.styles import PatternFill  # slow to load; the window starts without it

    by_place: dict[tuple[str, str], list[Finding]] = {}
    for one in findings:
        if one.sheet and one.cell:
            by_place.setdefault((one.sheet, one.cell), []).append(one)
    marked: dict[tuple[str, str], str] = {}
    for place, those in by_place.items():
        if len(marked) >= MOST_MARKS:
            break
        cell = _cell(book, *place)
        if cell is None:
            continue
        words = "\n".join(dict.fromkeys(one.message for one in those))
        before = f"{cell.comment.text}\n\n" if cell.comment is not None else ""
        text = _SPOILT.sub(" ", before + words)
        note = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        cell.comment = Comment(note, "Remanence", height=40 + 16 * (note.count("\n") + len(note) // 40), width=320)
        worst = any(one.is_error for one in those)
        with suppress(ValueError, TypeError):  # a style of the original that openpyxl cannot lay another over
            cell.fill = PatternFill("solid", fgColor=_ERROR if worst else _WARNING)
        marked[place] = cell.coordinate
    return marked


def _cell(book: Workbook, sheet: str, address: str) -> Any:
    """The cell at an address; the first of a merged range. None where the workbook has no such cell."""
    found = _CELL.fullmatch(address.partition(":")[0])
    if found is None or sheet not in book.sheetnames:
        return None
    with suppress(Broken):
        row, column = int(found[2]), column_number(found[1])
        worksheet: Any = book[sheet]
        if row > MOST_ROWS or column > MOST_COLUMNS or not hasattr(worksheet, "merged_cells"):
            return None
        for merged in worksheet.merged_cells.ranges:
            if merged.min_row <= row <= merged.max_row and merged.min_col <= column <= merged.max_col:
                row, column = merged.min_row, merged.min_col
        return worksheet.cell(row, column)
    return None


def _list(book: Workbook, name: str, findings: Sequence[Finding], marked: Mapping[tuple[str, str], str]) -> None:
    """Put a sheet with all findings in front; that of an earlier copy gives way, one of the user's own stays."""
    from openpyxl.styles import Alignment  # slow to load; the window starts without it

    if FINDINGS in book.sheetnames and str(book[FINDINGS]["A1"].value).startswith(_WORDS[:10]):
        book.remove(book[FINDINGS])
    sheet: Any = book.create_sheet(FINDINGS, 0)
    lay_out(sheet, [10.0, 24.0, 10.0, 110.0, 24.0], "A4")
    sheet.append([cell_of(sheet, _WORDS.format(name=name))])
    sheet.append([])
    sheet.append(
        [bold(cell_of(sheet, title)) for title in ("Severity", "Sheet", "Cell", "What and how to mend", "Rule")]
    )
    for number, one in enumerate(findings, start=4):
        message = _SPOILT.sub(" ", one.message)[:_LONGEST_SENTENCE]
        sheet.append([cell_of(sheet, text) for text in (one.severity.value, one.sheet, one.cell, message, one.rule)])
        sheet.cell(number, 4).alignment = Alignment(wrap_text=True, vertical="top")
        at = marked.get((one.sheet, one.cell))
        if at is not None:
            quoted = one.sheet.replace("'", "''")
            _link(sheet.cell(number, 3), f"'{quoted}'!{at}")
    sheet.auto_filter.ref = f"A3:E{len(findings) + 3}"
    book.active = 0
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet


def _link(cell: Any, place: str) -> None:
    """Make a cell lead to a place in the workbook."""
    from openpyxl.styles import Font  # slow to load; the window starts without it
    from openpyxl.worksheet.hyperlink import Hyperlink  # slow to load; the window starts without it

    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place)
    cell.font = Font(name="Calibri", size=11, underline="single", color="FF0563C1")
