"""Decides how words, tables and charts are set on A4 pages and become a PDF: vectors, real text, the same each time.

Matplotlib writes the file, and not the window's printing: a brief is then the same from the window, the command line
and a machine without Qt, its charts stay vectors, fonts are embedded, a table row is never cut in two, and the same
brief is the same file to the last byte, which Qt's writer does not promise.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planner.report.book_page import without_control
from planner.report.inset import inset, smaller
from planner.report.style import families
from planner.report.theme import LIGHT
from planner.report.type_metrics import FIRST_EAST_ASIAN, Metrics
from planner.store.safe import replace_file

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDE, HIGH = 595.28, 841.89
"""A4 in points."""

LEFT, RIGHT, TOP, BOTTOM = 48.0, 48.0, 60.0, 52.0
ROOM = WIDE - LEFT - RIGHT
"""Points between the margins."""

TITLE, SECTION, TEXT, SMALL, FIGURE = 18.0, 12.5, 9.0, 8.0, 17.0
"""Sizes of type, in points."""

_LINE = 1.34
_TOGETHER, _TALL = 3, 90.0
"""Rows of a table that stay with its header, and points beyond which one row is enough of them."""

_APART = 24.0
"""Points between what stands left and right in the head of a page."""

_BARE = 0.8
"""A page of which more is left than this part is nearly bare."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its header, its part of the width, and whether its cells stand right as numbers do."""

    header: str
    part: float
    number: bool = False


class Paper:
    """A document, set from the top; what does not fit begins a new page."""

    def __init__(self, title: str, metrics: Metrics | None = None) -> None:
        """An empty document.

        Args:
            title: stands in the head of every page but the first.
            metrics: widths measured so far, where several documents are set.
        """
        self.title = without_control(title)
        self._metrics = metrics or Metrics()
        self.pages: list[Figure] = []
        self.y = 0.0
        self.section = ""
        self._heads: list[str] = []
        self._plain = families()  # asked once: whoever asks looks through all fonts there are
        self.new_page()

    @property
    def left(self) -> float:
        """Points left on the page."""
        return self.y - BOTTOM

    def new_page(self) -> None:
        """Begin a new page."""
        # Matplotlib takes a second to load; the window shows, and data can be entered, without it.
        from matplotlib.figure import Figure

        self.pages.append(Figure(figsize=(WIDE / 72, HIGH / 72), dpi=72, facecolor="#FFFFFF"))
        self._heads.append(self.section)
        self.y = HIGH - TOP

    def need(self, height: float) -> None:
        """Begin a new page unless so much room is left."""
        if self.left < height and self.y < HIGH - TOP:
            self.new_page()

    def space(self, height: float) -> None:
        """Leave room, but none at the top of a page."""
        if self.y < HIGH - TOP:
            self.y -= height

    def heading(self, words: str, *, keep: float = 60.0) -> None:
        """Begin a section; it stays with at least ``keep`` points of what follows."""
        self.section = words
        self.need(SECTION * _LINE + 10 + keep)
        if self.y == HIGH - TOP:
            self._heads[-1] = words
        self.space(8)
        self.words(words, SECTION, bold=True, colour=LIGHT.accent)
        self.rule(LIGHT.accent)
        self.y -= 5

    def words(
        self, text: str, size: float = TEXT, *, bold: bool = False, colour: str = LIGHT.text, indent: float = 0.0
    ) -> None:
        """Set a text over the width; its lines may go on on the next page."""
        for line in self._metrics.lines(without_controls(text), size, ROOM - indent, bold):
            self.need(size * _LINE)
            self.y -= size * _LINE
            self.put(LEFT + indent, self.y + 0.24 * size, line, size, bold=bold, colour=colour)

    def bullets(self, sentences: Sequence[str], size: float = TEXT) -> None:
        """Set sentences, a dot before each; each stays on one page."""
        for sentence in sentences:
            count = len(self._metrics.lines(without_controls(sentence), size, ROOM - 12))
            self.need(count * size * _LINE)
            self.put(LEFT + 1, self.y - size * _LINE + 0.24 * size, "•", size, colour=LIGHT.accent)
            self.words(sentence, size, indent=12)
            self.y -= 2

    def tiles(self, told: Sequence[tuple[str, str, str]]) -> None:
        """Set headline figures side by side: name, figure, note."""
        gap = 8.0
        wide = (ROOM - gap * (len(told) - 1)) / len(told)
        inside = wide - 16
        size = min([FIGURE, *(FIGURE * inside / self._metrics.width(one[1], FIGURE, bold=True) for one in told)])
        names = [self._metrics.lines(one[0], SMALL, inside)[:2] for one in told]
        notes = [self._metrics.lines(one[2], SMALL, inside)[:4] for one in told]
        step = SMALL * 1.2
        above = max(map(len, names)) * step
        high = above + FIGURE + max(map(len, notes)) * step + 24
        self.need(high)
        for place, (_, figure, _) in enumerate(told):
            x, y = LEFT + place * (wide + gap) + 8, self.y - 4
            self.box(x - 8, self.y - high, wide, high, LIGHT.raised)
            for row, line in enumerate(names[place]):
                self.put(x, y - (row + 1) * step, line, SMALL, colour=LIGHT.muted)
            y -= above + 4 + FIGURE
            self.put(x, y, figure, size, bold=True, colour=LIGHT.accent)
            for row, line in enumerate(notes[place]):
                self.put(x, y - 6 - (row + 1) * step, line, SMALL, colour=LIGHT.muted)
        self.y -= high + 8

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[str]], size: float = SMALL) -> None:
        """Set a table; a row is never cut, and a page it goes on on repeats the header."""
        whole = sum(one.part for one in columns)
        widths = [one.part / whole * ROOM for one in columns]
        heads = [
            self._metrics.lines(one.header, size, wide - 8, True) for one, wide in zip(columns, widths, strict=True)
        ]
        set_rows = [
            [
                self._metrics.lines(without_controls(cell), size, wide - 8)
                for cell, wide in zip(row, widths, strict=True)
            ]
            for row in rows
        ]
        first = [_height(lines, size) for lines in set_rows[:_TOGETHER]]
        self.need(_height(heads, size) + min(sum(first), max(_TALL, *first[:1])))
        self._row(columns, widths, heads, size, head=True)
        for lines in set_rows:
            if self.left < _height(lines, size):
                self.new_page()
                self._row(columns, widths, heads, size, head=True)
            self._row(columns, widths, lines, size)
        self.y -= 6

    def height_of(self, columns: Sequence[Column], rows: Sequence[Sequence[str]], size: float) -> float:
        """Points a table takes, its header once."""
        whole = sum(one.part for one in columns)
        found = 0.0
        for row in [[one.header for one in columns], *rows]:
            lines = [
                self._metrics.lines(without_controls(cell), size, one.part / whole * ROOM - 8)
                for cell, one in zip(row, columns, strict=True)
            ]
            found += _height(lines, size)
        return found

    def chart(self, figure: Figure, height: float) -> None:
        """Set a chart over the width, with type that suits the page."""
        self.need(height)
        self.y -= height
        smaller(figure)
        self.pages[-1].add_artist(inset(self.pages[-1], figure, (LEFT - 9, self.y, ROOM + 18, height)))
        self.y -= 6

    def rule(self, colour: str = LIGHT.line) -> None:
        """A hairline over the width."""
        self.box(LEFT, self.y - 2.0, ROOM, 0.7, colour)
        self.y -= 4

    def put(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        *,
        bold: bool = False,
        colour: str = LIGHT.text,
        page: int = -1,
    ) -> None:
        """Set words at a place, their left end on a base line."""
        family = families(words) if any(letter >= FIRST_EAST_ASIAN for letter in words) else self._plain
        weight = "bold" if bold and len(family) == 1 else "normal"
        self.pages[page].text(
            x / WIDE, y / HIGH, words, size=size, color=colour, weight=weight, family=family, parse_math=False
        )

    def box(self, x: float, y: float, wide: float, high: float, colour: str) -> None:
        """Fill a rectangle."""
        # Matplotlib takes a second to load; the window shows, and data can be entered, without it.
        from matplotlib.patches import Rectangle

        page = self.pages[-1]
        shape = Rectangle((x / WIDE, y / HIGH), wide / WIDE, high / HIGH, transform=page.transFigure, linewidth=0)
        shape.set_facecolor(colour)
        page.add_artist(shape)

    def save(self, path: Path, note: str) -> None:
        """Number the pages and write the document.

        Args:
            path: the file to make or replace.
            note: stands at the foot of every page.

        Raises:
            UserError: the file cannot be written; the old one stays.
        """
        self._number_all(note)
        replace_file(path, self._write)

    def pictures(self, note: str, dots: float) -> tuple[bytes, ...]:
        """Number the pages and draw each as a PNG, for a screen.

        Args:
            note: stands at the foot of every page.
            dots: an inch; 72 is a pixel for each point.
        """
        from matplotlib import rc_context  # slow to load, see above

        self._number_all(note)
        drawn = []
        with rc_context({"text.hinting": "none"}):  # else words are wider than was measured
            for page in self.pages:
                file = io.BytesIO()
                page.savefig(file, format="png", dpi=dots)
                drawn.append(file.getvalue())
        return tuple(drawn)

    def _number_all(self, note: str) -> None:
        for number in range(len(self.pages)):
            self._number(number, note)

    def _row(
        self,
        columns: Sequence[Column],
        widths: Sequence[float],
        cells: Sequence[Sequence[str]],
        size: float,
        *,
        head: bool = False,
    ) -> None:
        high = _height(cells, size)
        if head:
            self.box(LEFT, self.y - high, ROOM, high, LIGHT.raised)
        x = LEFT
        for column, wide, lines in zip(columns, widths, cells, strict=True):
            for place, line in enumerate(lines):
                start = x + 4
                if column.number:
                    start = x + wide - 4 - self._metrics.width(line, size, head)
                y = self.y - 2.5 - (place + 1) * size * 1.22 + 0.2 * size
                self.put(start, y, line, size, bold=head)
            x += wide
        self.y -= high
        self.box(LEFT, self.y, ROOM, 0.5, LIGHT.line)

    def _number(self, number: int, note: str) -> None:
        """The head and the foot of a page."""
        if number:
            section = self._heads[number]
            x = LEFT + ROOM - self._metrics.width(section, SMALL)
            name = self._metrics.shortened(self.title, SMALL, x - LEFT - _APART)
            self.put(LEFT, HIGH - 40, name, SMALL, colour=LIGHT.muted, page=number)
            self.put(x, HIGH - 40, section, SMALL, colour=LIGHT.muted, page=number)
        told = f"Page {number + 1} of {len(self.pages)}"
        x = LEFT + ROOM - self._metrics.width(told, SMALL)
        self.put(x, 30, told, SMALL, colour=LIGHT.muted, page=number)
        short = self._metrics.shortened(note, SMALL, ROOM - 80)
        self.put(LEFT, 30, short, SMALL, colour=LIGHT.muted, page=number)

    def _write(self, target: Path) -> None:
        # Matplotlib takes a second to load; the window shows, and data can be entered, without it.
        from matplotlib import rc_context
        from matplotlib.backends.backend_pdf import PdfPages

        # Without a date the same brief is the same file; 42 embeds the letters of the font itself, so that text can be
        # searched and copied.
        metadata = {"Title": self.title, "Creator": "Remanence", "CreationDate": None}
        with (
            rc_context({"pdf.fonttype": 42, "pdf.compression": 9}),
            PdfPages(target, metadata=metadata) as document,
        ):
            for page in self.pages:
                document.savefig(page, dpi=72)


def nearly_bare(paper: Paper) -> bool:
    """Whether the last page holds next to nothing."""
    return paper.left > _BARE * (HIGH - TOP - BOTTOM)


def height_of_bullets(metrics: Metrics, sentences: Sequence[str], size: float = TEXT) -> float:
    """Points that sentences take."""
    lines = [len(metrics.lines(without_controls(one), size, ROOM - 12)) for one in sentences]
    return sum(lines) * size * _LINE + 2 * len(lines)


def without_controls(text: str) -> str:
    """A text without letters that cannot be set; its line breaks stay."""
    return "\n".join(without_control(line) for line in text.split("\n"))


def _height(cells: Sequence[Sequence[str]], size: float) -> float:
    """Points a row takes."""
    return max(map(len, cells)) * size * 1.22 + 6
