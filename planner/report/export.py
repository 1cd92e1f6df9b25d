"""Decides how charts and the numbers behind them become files: pictures, or tables nobody's cell can turn into code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.errors import UserError
from planner.months import Month
from planner.store.book_file import save_book
from planner.store.safe import replace_file
from planner.store.sheet_out import bold, cell_of, lay_out

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_PICTURES = (".png", ".svg", ".pdf")
_TABLES = (".csv", ".xlsx")
_DPI = 200
_LIVE = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a text that begins so for a formula."""


def framed(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> pd.DataFrame:
    """A frame with these columns; months are timestamps of their first day, None is missing."""
    import pandas as pd  # slow to load; the window starts without it

    plain = [[pd.Timestamp(cell.first_day()) if isinstance(cell, Month) else cell for cell in row] for row in rows]
    return pd.DataFrame(plain, columns=list(columns))


def save(figure: Figure, path: Path) -> None:
    """Write a figure as the kind of file its ending says: PNG, SVG or PDF.

    Raises:
        UserError: another ending, or the file cannot be written; the old file stays.
    """
    _insist_on(path, _PICTURES, "A chart")
    dated = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}  # the same chart is the same file
    metadata: dict[str, Any] = {"Title": _title(figure), **dated.get(path.suffix.lower(), {})}
    kind = path.suffix.lower().removeprefix(".")
    replace_file(path, lambda target: figure.savefig(target, format=kind, dpi=_DPI, metadata=metadata))


def save_data(frame: pd.DataFrame, path: Path) -> None:
    """Write the numbers behind a chart, as CSV or an Excel workbook.

    Months are dates of their first day. Missing values are blank. No text can become a formula.

    Raises:
        UserError: another ending, or the file cannot be written; the old file stays.
    """
    _insist_on(path, _TABLES, "The numbers behind a chart")
    if path.suffix.lower() == ".csv":
        replace_file(path, lambda target: _write_csv(frame, target))
        return
    replace_file(path, lambda target: _write_workbook(frame, target))


def _write_csv(frame: pd.DataFrame, path: Path) -> None:
    # The mark at the beginning, utf-8-sig, tells Excel that the file is UTF-8.
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        frame.map(_harmless).to_csv(file, index=False, date_format="%Y-%m-%d")


def _write_workbook(frame: pd.DataFrame, path: Path) -> None:
    from openpyxl import Workbook  # slow to load; the window starts without it

    book = Workbook(write_only=True)
    book.properties.creator = "Remanence"
    sheet: Any = book.create_sheet("Data")
    columns = [str(name) for name in frame.columns]
    lay_out(sheet, [max(14.0, len(name) + 3) for name in columns], "A2")
    sheet.append([bold(cell_of(sheet, name)) for name in columns])
    for row in frame.itertuples(index=False):
        sheet.append([cell_of(sheet, _plain(value)) for value in row])
    save_book(book, path)


def _plain(value: Any) -> str | float | Month | None:
    """A cell of a frame as one of our values."""
    import pandas as pd  # slow to load; the window starts without it

    if isinstance(value, pd.Timestamp):
        return Month.of(value.year, value.month)
    if isinstance(value, str):
        return value
    return None if pd.isna(value) else float(value)


def _harmless(value: Any) -> Any:
    """A text that would be a formula, with an apostrophe before it; anything else as it is."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_LIVE) else value


def _title(figure: Figure) -> str:
    return figure.texts[0].get_text().replace("\n", " ") if figure.texts else ""


def _insist_on(path: Path, endings: Sequence[str], what: str) -> None:
    if path.suffix.lower() not in endings:
        known = ", ".join(endings[:-1]) + f" or {endings[-1]}"
        raise UserError(f"{what} cannot be written as '{path.name}'.", f"Choose a name that ends in {known}.")
