"""Decides how Excel's own charts look: the colours and hatches of the figures, titles that say the finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from planner.report.book_page import without_control
from planner.report.style import mixed
from planner.report.theme import LIGHT, hatch_of
from planner.store.sheet_xml import column_letters

Pattern = Literal["wdUpDiag", "wdDnDiag", "pct20", "openDmnd", "narHorz", "smGrid", "sphere", "dkHorz"]

_PATTERNS: dict[str, Pattern] = {
    "//": "wdUpDiag",
    "\\\\": "wdDnDiag",
    "..": "pct20",
    "xx": "openDmnd",
    "--": "narHorz",
    "++": "smGrid",
    "oo": "sphere",
}
"""The hatches of the figures, in Excel's words."""

_TITLE, _WORDS = 1200, 1000  # hundredths of a point
_MOST_LABELS = 12


@dataclass(frozen=True, slots=True)
class Data:
    """Where the numbers of a chart stand: the header's row, the first and last row, the column of the months or names,
    and the columns of the series, counted from 1."""

    header: int
    first: int
    last: int
    names: int
    series: tuple[int, ...]


def stacked(sheet: Any, data: Data, countries: Sequence[str], title: str, unit: str) -> Any:
    """Stacked columns by month; one series per supplier, filled like its country."""
    from openpyxl.chart import BarChart  # slow to load; the window starts without it

    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "col", "stacked", 100, 30
    _fill(chart, sheet, data)
    seen: dict[str, int] = {}
    for series, country in zip(chart.series, countries, strict=True):
        place = seen.get(hatch_of(country), 0)
        seen[hatch_of(country)] = place + 1
        _paint(
            series, mixed(LIGHT.country_colour(country), "#FFFFFF", min(0.65, 0.35 * place)), hatch_of(country), place
        )
    _finish(chart, data, title, unit, months=True)
    return chart


def lines(sheet: Any, data: Data, title: str, unit: str) -> Any:
    """Lines by month, the first one strong."""
    from openpyxl.chart import LineChart  # slow to load; the window starts without it

    chart = LineChart()
    _fill(chart, sheet, data)
    for place, series in enumerate(chart.series):
        series.smooth = False
        series.graphicalProperties.line.solidFill = _plain(LIGHT.accent if place == 0 else LIGHT.muted)
        series.graphicalProperties.line.width = 28575 if place == 0 else 15875  # EMU: 2.25 and 1.25 points
        if place:
            series.graphicalProperties.line.dashStyle = ("dash", "sysDot")[(place - 1) % 2]
    _finish(chart, data, title, unit, months=True)
    return chart


def bars(sheet: Any, data: Data, title: str, unit: str) -> Any:
    """One bar per row, the first row on top."""
    from openpyxl.chart import BarChart  # slow to load; the window starts without it

    chart = BarChart()
    chart.type, chart.gapWidth = "bar", 60
    _fill(chart, sheet, data)
    chart.series[0].graphicalProperties.solidFill = _plain(LIGHT.accent)
    _finish(chart, data, title, unit, months=False)
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.crosses = "max"
    chart.legend = None
    return chart


def put(sheet: Any, chart: Any, column: int, row: int, width: float, height: float) -> None:
    """Stand a chart on a sheet, its upper left corner in a cell; width and height in centimetres."""
    chart.width, chart.height = width, height
    sheet.add_chart(chart, f"{column_letters(column)}{row}")


def _fill(chart: Any, sheet: Any, data: Data) -> None:
    from openpyxl.chart import Reference, Series  # slow to load; the window starts without it
    from openpyxl.chart.data_source import StrRef
    from openpyxl.chart.series import SeriesLabel

    name = f"'{sheet.title}'"
    for column in data.series:
        series = Series(Reference(sheet, min_col=column, min_row=data.first, max_row=data.last))
        header = f"{name}!${column_letters(column)}${data.header}"
        series.tx = SeriesLabel(strRef=StrRef(header))
        chart.series.append(series)
    chart.set_categories(Reference(sheet, min_col=data.names, min_row=data.first, max_row=data.last))


def _finish(chart: Any, data: Data, title: str, unit: str, *, months: bool) -> None:
    chart.title = _words(title, _TITLE, bold=True)
    chart.title.overlay = False
    chart.y_axis.title = _words(unit, _WORDS)
    chart.y_axis.title.overlay = False
    chart.y_axis.number_format = "#,##0"
    chart.y_axis.scaling.min = 0
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.majorGridlines.spPr = _line(LIGHT.line)
    chart.x_axis.graphicalProperties = _line(LIGHT.muted)
    if months:
        chart.x_axis.number_format = "mmm yy"
        chart.x_axis.tickLblSkip = max(1, -(-(data.last - data.first + 1) // _MOST_LABELS))
    if chart.legend is not None:
        chart.legend.position = "b"


def _words(words: str, size: int, *, bold: bool = False) -> Any:
    from openpyxl.chart.text import RichText, Text  # slow to load; the window starts without it
    from openpyxl.chart.title import Title
    from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun

    look = CharacterProperties(sz=size, b=bold, solidFill=_plain(LIGHT.text))
    run = RegularTextRun(rPr=look, t=without_control(words))
    return Title(tx=Text(rich=RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=look), r=[run])])))


def _paint(series: Any, colour: str, hatch: str, place: int) -> None:
    """Fill like the figures do: the first country plain, the others with a pattern, so that print without colour tells
    them apart."""
    from openpyxl.chart.shapes import GraphicalProperties  # slow to load; the window starts without it
    from openpyxl.drawing.colors import ColorChoice
    from openpyxl.drawing.fill import PatternFillProperties

    pattern = _PATTERNS.get(hatch) or ("dkHorz" if place else None)
    fill: Any = GraphicalProperties(solidFill=_plain(colour))
    if pattern is not None:
        back, fore = ColorChoice(), ColorChoice()
        back.srgbClr, fore.srgbClr = _plain(colour), _plain(mixed(colour, "#FFFFFF", 0.55))
        fill = GraphicalProperties(pattFill=PatternFillProperties(prst=pattern, fgClr=fore, bgClr=back))
    fill.line.solidFill = "FFFFFF"
    fill.line.width = 6350  # EMU: half a point
    series.spPr = fill


def _line(colour: str) -> Any:
    from openpyxl.chart.shapes import GraphicalProperties  # slow to load; the window starts without it

    made = GraphicalProperties()
    made.line.solidFill = _plain(colour)
    return made


def _plain(colour: str) -> str:
    return colour.removeprefix("#")
