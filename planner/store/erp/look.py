"""Decides how a file from another system is looked at: what kind of file it is, what stands in it, what it may be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from planner.errors import UserError
from planner.events import Stopped, never
from planner.store.erp.book_file import sheets_of
from planner.store.erp.encodings import decoded, encoding_of
from planner.store.erp.layouts import Layout, Lexicon, lexicon
from planner.store.erp.recognise import guesses
from planner.store.erp.source import Source
from planner.store.erp.text_file import rows_of
from planner.store.file_in import first_bytes, read_bytes
from planner.store.sheet_xml import Row

MOST_BYTES = 200_000_000
"""Largest text file let in."""

_SAVE = (
    "Export it again as a text with tabs or semicolons, or open it in Excel and save it as 'Excel Workbook (.xlsx)'."
)
_TAGS = (b"<html", b"<!doctype", b"<?xml", b"<table", b"<workbook")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def look(
    path: Path,
    known: Lexicon | None = None,
    *,
    sheet: str = "",
    encoding: str = "",
    separator: str = "",
    stopping: Callable[[], bool] = never,
) -> Source:
    """Look at an export: a text file with any separator in any usual encoding, or a workbook.

    Args:
        path: the file; what it is is told by its content, for systems give texts the ending .xls.
        known: what is known of exports, if it is at hand already.
        sheet: of a workbook, where the user has chosen one; else the one that is recognised best.
        encoding: of a text file, where the user has chosen one.
        separator: of a text file, where the user has chosen one.
        stopping: asked now and then.

    Returns:
        Its rows and what they may be, surest first.

    Raises:
        UserError: it is no file of rows and columns, locked, damaged, empty or too large.
        Stopped: stopping said yes.
    """
    listed = (known or lexicon()).layouts
    if first_bytes(path, 2) == b"PK":
        return _book(path, sheet, listed, stopping)
    if first_bytes(path, len(_OLE)) == _OLE:
        raise UserError(f"'{path.name}' has the old Excel format (.xls), which is not read.", _SAVE)
    data = read_bytes(path, MOST_BYTES, "a list", "Export less of it: one plant, open orders only.")
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:20].lower().startswith(_TAGS):
        raise UserError(f"'{path.name}' is a web page or XML under another name, which is not read.", _SAVE)
    told = encoding_of(data)
    try:
        text = decoded(data, encoding or told.name)
    except LookupError as error:
        raise UserError(f"There is no encoding '{encoding}'.", "Choose one of those offered.") from error
    if "\x00" in text:
        raise UserError(f"'{path.name}' is no text.", _SAVE)
    if stopping():
        raise Stopped("The export was not read to its end.")
    table = rows_of(text, path.name, separator)
    if not table.rows:
        raise UserError(f"'{path.name}' has no cells.", "Choose the file that was exported.")
    source = Source(path.name, path.name, (), encoding or told.name, table.separator, table.rows, doubts=told.doubts)
    return replace(source, guesses=guesses(source.rows, listed))


def _book(path: Path, sheet: str, known: Sequence[Layout], stopping: Callable[[], bool]) -> Source:
    found = sheets_of(path, stopping)
    if sheet and sheet not in found:
        raise UserError(f"'{path.name}' has no sheet '{sheet}' with cells.", "Choose one of its sheets.")
    looked = [_sheet(path, title, rows, tuple(found), known) for title, rows in found.items() if sheet in ("", title)]
    return max(looked, key=lambda one: one.confidence)


def _sheet(path: Path, title: str, rows: tuple[Row, ...], titles: tuple[str, ...], known: Sequence[Layout]) -> Source:
    return Source(path.name, title, titles, "", "", rows, guesses(rows, known))
