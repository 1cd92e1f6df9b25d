"""Decides how the sheets for people look: type, colours, number formats, widths, heights, and how they print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from planner.report.theme import LIGHT
from planner.report.type_metrics import FIRST_EAST_ASIAN
from planner.store.sheet_out import cell_of
from planner.store.sheet_xml import column_letters
from planner.tables.column import Value

WHOLE, PRICE, COVER, MONTH = '#,##0;-#,##0;"–"', "#,##0.00##", "0.0", "mmm yyyy"
SHARE, EXACT_SHARE = '[=0]"–";[<0.0995]0.0%;0%', "0.0%"
"""Number formats: amounts and money, prices of one unit, months of cover, months, shares."""

POINTS = 72 / 2.54
"""In a centimetre."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff]")
_FAMILY = "Calibri"
_LINE = 15.0  # points: the height of a line of body text
_BOLD = 1.06  # bold letters are so much wider
_SCREEN = 1.06  # on a screen letters stand on whole pixels, and take a little more room than in print
_INDENT = 1.5  # digits
_BREAKS = re.compile(r"[^ -]*[ -]?")
_LETTERS = {
    letter: width
    for width, letters in (
        (0.5, " ',.:;Iijl’‘·"),
        (0.6, "!()-J[]`f{}"),
        (0.7, "rt"),
        (0.8, '"/L\\csz“”'),
        (0.9, "?FSZagkvxy|ä"),
        (1.0, "#$*+0123456789<=>EKPTXY^_bdehnopqu~–×€öüéß"),
        (1.2, "DGH"),
        (1.3, "&NOQU"),
        (1.4, "%w…"),
        (1.6, "m"),
        (1.8, "M@W—"),
    )
    for letter in letters
}
"""Widths of the letters of the type, in digits; others count 1.1."""
_A4 = 9
_FOOTER = 80  # letters of the case's name; Excel takes 255 in all, some of them twice
_PORTRAIT_WIDTH = 100  # wider sheets print landscape
_SIDE, _TOP, _BOTTOM = 0.5, 0.6, 0.7  # inches: the margins
_INCH = 72.0  # points
_SHEET = (210 / 25.4 * _INCH, 297 / 25.4 * _INCH)  # points: A4
_SURELY = 0.95  # of a sheet of paper is used; programs differ by a little in how high they draw a row


@dataclass(frozen=True, slots=True)
class Look:
    """A named style: size and weight of type, colours as ``#RRGGBB``, and whether long text is broken into lines."""

    size: float = 11
    bold: bool = False
    colour: str = LIGHT.text
    ground: str | None = None
    line_below: str | None = None
    wrap: bool = False
    align: str | None = None
    indent: int = 0


LOOKS = {
    "title": Look(size=16, bold=True, wrap=True),
    "subtitle": Look(colour=LIGHT.muted, wrap=True),
    "section": Look(size=13, bold=True, colour=LIGHT.accent, line_below=LIGHT.accent),
    "text": Look(wrap=True),
    "note": Look(size=9, colour=LIGHT.muted, wrap=True),
    "head": Look(bold=True, ground=LIGHT.raised, line_below=LIGHT.muted, wrap=True, align="left", indent=1),
    "number head": Look(bold=True, ground=LIGHT.raised, line_below=LIGHT.muted, wrap=True, align="right"),
    "number": Look(align="right"),
    "words": Look(align="left", indent=1),
    "sentence": Look(wrap=True, align="left", indent=1),
    "total": Look(bold=True, ground=LIGHT.raised, align="right"),
    "total name": Look(bold=True, ground=LIGHT.raised, align="left", indent=1),
    "figure name": Look(colour=LIGHT.muted, ground=LIGHT.raised, align="left", indent=1),
    "figure": Look(size=18, bold=True, colour=LIGHT.accent, ground=LIGHT.raised, align="left", indent=1),
    "figure note": Look(size=9, colour=LIGHT.muted, ground=LIGHT.raised, wrap=True, align="left", indent=1),
    "low": Look(colour=LIGHT.amber, ground=LIGHT.amber_soft, align="right"),
    "empty": Look(bold=True, colour=LIGHT.red, ground=LIGHT.red_soft, align="right"),
}
"""The styles of the friendly sheets; a workbook knows them under names that begin with ``Remanence``."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a table: its header, and how its cells look: words unless a number format says they are numbers."""

    header: str
    format: str = ""
    wrap: bool = False

    @property
    def is_number(self) -> bool:
        return self.format not in ("", MONTH)

    @property
    def style(self) -> str:
        return "number" if self.is_number else "sentence" if self.wrap else "words"


@dataclass(frozen=True, slots=True)
class Rows:
    """Where a table stands: the row of its header, and its first and last row; the last before the first if empty."""

    header: int
    first: int
    last: int


def add_styles(book: Any) -> None:
    """Give a workbook the named styles."""
    from openpyxl.styles import (  # slow to load; the window starts without it
        Alignment,
        Border,
        Font,
        NamedStyle,
        PatternFill,
        Side,
    )

    for name, look in LOOKS.items():
        style = NamedStyle(name=f"Remanence {name}")
        style.font = Font(name=_FAMILY, size=look.size, bold=look.bold, color=_argb(look.colour))
        style.alignment = Alignment(vertical="top", wrap_text=look.wrap, horizontal=look.align, indent=look.indent)
        if look.ground is not None:
            style.fill = PatternFill("solid", fgColor=_argb(look.ground))
        if look.line_below is not None:
            style.border = Border(bottom=Side("thin", color=_argb(look.line_below)))
        book.add_named_style(style)


class Page:
    """A friendly sheet, written row by row from the top.

    Attributes:
        row: the last row written.
        height: of all rows written, in points.
    """

    def __init__(self, book: Any, title: str, widths: Sequence[float]) -> None:
        """Add a sheet to the workbook.

        Args:
            book: the workbook, with its styles.
            title: of the sheet.
            widths: of its columns, in characters.
        """
        self.sheet = book.create_sheet(title)
        self.widths = tuple(widths)
        self.row = 0
        self.height = 0.0
        self.sheet.sheet_view.showGridLines = False
        self.sheet.sheet_properties.tabColor = _argb(LIGHT.accent)
        for number, width in enumerate(widths, start=1):
            self.sheet.column_dimensions[column_letters(number)].width = width

    def add(
        self,
        values: Sequence[Value],
        styles: str | Sequence[str] = "words",
        formats: Sequence[str] = (),
        spans: Mapping[int, int] = MappingProxyType({}),
    ) -> int:
        """Write a row and tell its number. Text can never become a formula; a row is as high as its text needs.

        Args:
            values: from the first column on.
            styles: one for all, or one for each.
            formats: number formats of the first columns.
            spans: first and last column, counted from 0, of cells that are joined.
        """
        named = [styles] * len(values) if isinstance(styles, str) else styles
        self.row += 1
        cells = []
        height = 0.0
        for place, (value, style) in enumerate(zip(values, named, strict=True)):
            cells.append(self._cell(value, style, formats[place] if place < len(formats) else ""))
            if isinstance(value, str):
                width = sum(self.widths[place : spans.get(place, place) + 1])
                height = max(height, _height(value, width, LOOKS[style]))
        self.sheet.append(cells or [None])
        for first, last in spans.items():
            self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=first + 1, end_column=last + 1)
        self.height += max(height, _LINE)
        if height > _LINE:
            self.sheet.row_dimensions[self.row].height = height
        return self.row

    def across(self, words: str, style: str) -> int:
        """Write a text over all columns and tell its row."""
        last = len(self.widths) - 1
        return self.add([words, *[None] * last], style, spans={0: last} if last else {})

    def blank(self) -> None:
        self.add([])

    def heading(self, title: str, subtitle: str) -> None:
        """The first rows of a sheet: what it says, and how it is measured."""
        self.across(title, "title")
        self.across(subtitle, "subtitle")
        self.blank()

    def table(self, fields: Sequence[Field], rows: Sequence[Sequence[Value]]) -> Rows:
        """Write a table with its header. Headers of numbers stand right, as the numbers do."""
        heads = ["number head" if one.is_number else "head" for one in fields]
        header = self.add([one.header for one in fields], heads)
        for row in rows:
            self.add(row, [one.style for one in fields], [one.format for one in fields])
        return Rows(header, header + 1, self.row)

    def freeze(self, below: int, columns: int = 0) -> None:
        """Keep the rows down to ``below`` and the first columns in sight, and print them on every page."""
        self.sheet.freeze_panes = f"{column_letters(columns + 1)}{below + 1}"

    def repeat(self, rows: Rows) -> None:
        """Filter a table, keep its header in sight, and print it on every page."""
        self.freeze(rows.header)
        self.sheet.auto_filter.ref = f"A{rows.header}:{column_letters(len(self.widths))}{max(rows.header, rows.last)}"
        self.sheet.print_title_rows = f"{rows.header}:{rows.header}"

    def print_on_paper(
        self, name: str, areas: Sequence[str] = (), *, on_one: bool = False, upright: float = _PORTRAIT_WIDTH
    ) -> None:
        """Set what is printed, as wide as the paper, with a footer.

        Args:
            name: of the case, for the footer.
            areas: printed each on paper of its own; none given: all that is written.
            on_one: all of it on one sheet of paper, however small.
            upright: wider sheets, in characters, print landscape.
        """
        setup = self.sheet.page_setup
        setup.paperSize = _A4
        setup.orientation = "portrait" if sum(self.widths) <= upright else "landscape"
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True
        setup.fitToWidth, setup.fitToHeight = 1, int(on_one)
        margins = self.sheet.page_margins
        margins.left = margins.right = _SIDE
        margins.top, margins.bottom = _TOP, _BOTTOM
        self.sheet.print_area = ",".join(areas or (f"A1:{column_letters(len(self.widths))}{max(1, self.row)}",))
        self.sheet.oddFooter.left.text = without_control(name)[:_FOOTER].replace("&", "&&")
        self.sheet.oddFooter.right.text = f"{self.sheet.title}, page &P"

    def room(self, *, upright: float = _PORTRAIT_WIDTH) -> float:
        """How high all rows on one sheet of paper may be together, in points as they stand on the screen: print is as
        wide as the paper, so what is wide is made smaller."""
        short, long = _SHEET
        wide, high = (short, long) if sum(self.widths) <= upright else (long, short)
        scale = min(1.0, (wide - 2 * _SIDE * _INCH) / breadth(self.widths))
        return _SURELY * (high - (_TOP + _BOTTOM) * _INCH) / scale

    def break_before_next(self) -> None:
        """Begin a new sheet of paper after the last row."""
        from openpyxl.worksheet.pagebreak import Break  # slow to load; the window starts without it

        self.sheet.row_breaks.append(Break(id=self.row))

    def _cell(self, value: Value, style: str, number_format: str) -> Any:
        cell: Any = cell_of(self.sheet, value, number_format)
        guarded, shown = cell.quotePrefix, cell.number_format
        cell.style = f"Remanence {style}"
        if guarded:  # a text Excel would take for a formula or a number once it is edited
            cell.quotePrefix, cell.number_format = True, shown
        elif number_format and not isinstance(value, str):
            cell.number_format = number_format
        return cell


def breadth(widths: Sequence[float]) -> float:
    """Of columns so many characters wide, in points as they stand on the screen."""
    return 0.75 * sum(7.0 * width + 5.0 for width in widths)  # pixels: of a digit, and beside a text


def breadth_for(height: float) -> float:
    """How broad a sheet is of which so much fits on one upright sheet of paper; both in points as on the screen."""
    wide, high = _SHEET
    return (wide - 2 * _SIDE * _INCH) * height / (_SURELY * (high - (_TOP + _BOTTOM) * _INCH))


def fitting(words: Iterable[str], least: float, most: float) -> float:
    """The width of a column in which each of these stands in one line, in characters, from ``least`` to ``most``."""
    return min(most, max(least, max((_wide(one) for one in words), default=0.0) * _SCREEN + _INDENT + 0.5))


def without_control(words: str) -> str:
    """Words without the letters a workbook cannot hold outside its cells."""
    return _CONTROL.sub(" ", words)


def _height(words: str, width: float, look: Look) -> float:
    """The height in points of a text in a column of a width."""
    scale = look.size / 11
    count = 1
    if look.wrap:
        room = (width - _INDENT * look.indent) / scale / (_BOLD if look.bold else 1.0) / _SCREEN
        count = sum(_lines(line, max(4.0, room)) for line in words.split("\n"))
    return _LINE * scale * count + (3 if look.size > 11 else 0)


def _lines(words: str, room: float) -> int:
    """How many lines a text is broken into at its spaces and hyphens, or within a word that is too long."""
    count, used = 1, 0.0
    for word in _BREAKS.findall(words):
        long = _wide(word)
        if used and used + _wide(word.rstrip()) > room:
            count, used = count + 1, 0.0
        count += int(long // room) if long > room else 0
        used = (used + long) % room if long > room else used + long
    return count


def _wide(words: str) -> float:
    """The width of words, in digits."""
    return sum(_LETTERS.get(letter, 2.0 if letter >= FIRST_EAST_ASIAN else 1.1) for letter in words)


def _argb(colour: str) -> str:
    return f"FF{colour.removeprefix('#')}"
