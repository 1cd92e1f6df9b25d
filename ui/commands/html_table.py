"""Decides how cells stand in HTML, the form in which Excel, LibreOffice and browsers hand tables to one another."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser

from planner.months import Month
from planner.tables.column import Value
from ui.dialogs.patience import Through, straight

_FIRST_DAY = date(1899, 12, 30)  # day 0 of Excel's calendar, as it counts from March 1900 on
_WIDEST = 1000  # columns a cell may claim to span
_HEAD = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8">'
    "<style>td{white-space:nowrap}</style></head><body><table>"
)


@dataclass(frozen=True, slots=True)
class HtmlCell:
    """A cell of a table: what is read in it, and its number where the other program says it exactly."""

    text: str
    number: float | None = None


def table_of(cells: Sequence[Sequence[tuple[str, Value]]], through: Through = straight) -> str:
    """Rows of (text as shown, value) as a table that Excel reads exactly, whatever its country: numbers and months with
    their value and a format, names as text so that leading zeros stay."""
    rows = "".join(f"<tr>{''.join(_cell(text, value) for text, value in row)}</tr>" for row in through(cells))
    return f"{_HEAD}{rows}</table></body></html>"


def _cell(text: str, value: Value) -> str:
    words = html.escape(text)
    if isinstance(value, Month):
        serial = (value.first_day() - _FIRST_DAY).days
        return f'<td style="mso-number-format:\'mmm yyyy\'" x:num="{serial}">{words}</td>'
    if isinstance(value, int | float):
        return f'<td x:num="{value!r}" sdval="{value!r}">{words}</td>'
    return f"<td style=\"mso-number-format:'\\@'\">{words}</td>" if text else "<td></td>"


def rows_of(text: str) -> list[list[HtmlCell]]:
    """The rows of the first table in HTML; none where it has no table."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.rows


class _Reader(HTMLParser):
    """Gathers the cells of the first table; a cell that spans columns is followed by empty ones."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[HtmlCell]] = []
        self._words: list[str] | None = None
        self._attributes: dict[str, str] = {}
        self._over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._over:
            return
        if tag == "tr":
            self._end_cell()
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self._end_cell()
            self._words, self._attributes = [], {name: value or "" for name, value in attrs}
        elif tag == "br" and self._words is not None:
            self._words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._end_cell()
        self._over |= tag == "table" and bool(self.rows)

    def handle_data(self, data: str) -> None:
        if self._words is not None:
            self._words.append(" ".join(data.split()) if data.strip() else " ")

    def _end_cell(self) -> None:
        if self._words is None:
            return
        text = "".join(self._words).strip()
        self.rows[-1].append(HtmlCell(text, _number(self._attributes)))
        with suppress(ValueError):
            spanned = min(_WIDEST, int(self._attributes.get("colspan", "1")))
            self.rows[-1] += [HtmlCell("")] * (spanned - 1)
        self._words = None


def _number(attributes: dict[str, str]) -> float | None:
    """The number a cell holds as Excel (x:num), LibreOffice (sdval) or a web page (data-sheets-value) says."""
    for name in ("x:num", "sdval"):
        with suppress(ValueError):
            return float(attributes[name]) if name in attributes else float("")
    with suppress(ValueError, KeyError, TypeError):
        return float(json.loads(attributes["data-sheets-value"])["3"])
    return None
