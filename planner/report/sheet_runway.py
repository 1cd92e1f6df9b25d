"""Decides what the sheet Runway shows: how long each line lasts when something stops, and how long the way back is."""

from __future__ import annotations

from typing import Any

from planner.insight.runway import Line, Runways
from planner.insight.stops import Stop
from planner.report import book_charts
from planner.report.book_charts import Data
from planner.report.book_page import WHOLE, Field, Page
from planner.report.figure_runway import ORDER, runway_finding, runway_rows, stop_name, way_back
from planner.report.words import day, listed
from planner.tables.case import Case

TITLE = "Runway"

_WEEKS = "0.0"
_CENTIMETRES = (26.0, 12.0)
_CHART_ROWS = 25
_FIELDS = (
    Field("Product"),
    Field("If this stops"),
    Field("Lasts, weeks", _WEEKS),
    Field("Stops on"),
    Field("Back after, weeks", _WEEKS),
    Field("Without supply, weeks", _WEEKS),
    Field("Lost a week", WHOLE),
    Field("Runs out"),
    Field("Way back", wrap=True),
)
_WIDTHS = (30.0, 34.0, 10.0, 14.0, 12.0, 13.0, 13.0, 22.0, 60.0)


def add_runway(book: Any, case: Case, told: Runways) -> None:
    """Add the sheet: each product with its worst stop and a chart, then every stop and line."""
    page = Page(book, TITLE, _WIDTHS)
    page.heading(
        runway_finding(told, None),
        "Weeks from the start that stock, goods on their way and the sources left last, beside the weeks until supply "
        f"is back in full. Money is in {case.settings.currency}. No weeks: to the end of the plan, or no way back. "
        f"{ORDER}",
    )
    page.freeze(page.row, 1)
    page.across("Each product with the single stop that leaves it longest without supply", "section")
    rows = page.table(_FIELDS, [_row(stop, line) for stop, line in runway_rows(told, None)])
    page.blank()
    if rows.last >= rows.first:
        chart = book_charts.bars(page.sheet, Data(rows.header, rows.first, rows.last, 1, (3,)), _TITLE, "weeks")
        book_charts.put(page.sheet, chart, 1, page.row + 1, *_CENTIMETRES)
        for _ in range(_CHART_ROWS):
            page.blank()
        page.break_before_next()
    page.across("Everything that may stop", "section")
    every = [(one.stop, line) for one in told.runways for line in one.lines]
    page.table(_FIELDS, [_row(stop, line) for stop, line in every])
    page.print_on_paper(case.settings.name or TITLE)


_TITLE = "Weeks each product lasts at its worst single stop"


def _row(stop: Stop, line: Line) -> tuple[Any, ...]:
    gap = None
    if line.weeks is not None and line.recovery_weeks is not None:
        gap = max(0.0, line.recovery_weeks - line.weeks)
    return (
        line.product,
        stop_name(stop),
        line.weeks,
        "" if line.stops_on is None else day(line.stops_on),
        line.recovery_weeks,
        gap,
        line.loss_per_week,
        listed(line.items),
        way_back(line),
    )
