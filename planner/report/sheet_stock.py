"""Decides what the sheet Stock and cover shows: the value of the stock, and how long each item lasts at its lowest."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from planner.facts.gather import gather
from planner.plan.plan import Plan
from planner.report import book_charts
from planner.report.book_charts import Data
from planner.report.book_page import COVER, MONTH, POINTS, WHOLE, Field, Page, breadth
from planner.report.stocks import Stocks, finding, stocks
from planner.store.sheet_xml import column_letters
from planner.tables.case import Case

TITLE = "Stock and cover"

_NAME, _MONTH_WIDTH = 22.0, 10.5
_PER_PAGE = 12  # months side by side on paper
_LOW, _EMPTY = 1.0, 0.05  # months of cover
_LEAST_COLUMNS = _PER_PAGE
_CENTIMETRES = (22.0, 11.0)  # of the chart, where the paper is so wide


def add_stock(book: Any, case: Case, plan: Plan) -> None:
    """Add the sheet: value of all stock with a chart, cover of each item at its lowest, stock on average."""
    facts = gather(case)
    whole = stocks(case, plan, None, facts)
    held = {line.item.casefold() for line in plan.stock}
    told = [stocks(case, plan, one.name, facts) for one in facts.items if one.name.casefold() in held or any(one.need)]
    months = len(whole.months)
    page = Page(book, TITLE, (_NAME, 13.0, *(_MONTH_WIDTH,) * max(_LEAST_COLUMNS, months)))
    title = finding(whole, None)
    page.heading(title, "At the end of each month. Cover is how many months of planned need the stock lasts.")
    page.freeze(page.row, 1)
    _value(page, whole, title)
    ends = [page.row]
    _cover(page, told, whole)
    ends.append(page.row)
    _units(page, told, whole)
    ends.append(page.row)
    page.sheet.print_title_cols = "A:B"
    page.print_on_paper(case.settings.name or TITLE, _areas(ends, months))


def _areas(ends: Sequence[int], months: int) -> list[str]:
    """What is printed: the value first, then the two wide tables a year at a time; names and opening stand on each."""
    last = column_letters(2 + _PER_PAGE)
    areas = [f"A1:{last}{ends[0]}"]
    for above, end in pairwise(ends):
        for first in range(0, months, _PER_PAGE):
            left = "A" if first == 0 else column_letters(3 + first)
            areas.append(f"{left}{above + 1}:{column_letters(2 + min(months, first + _PER_PAGE))}{end}")
    return areas


def _value(page: Page, whole: Stocks, title: str) -> None:
    """A row per month: average, lowest and highest; with the chart beside."""
    several = len(whole.courses) > 1
    page.across(f"Value of all stock, {whole.unit} at standard cost", "section")
    fields = [Field("Month", MONTH), Field("On average" if several else "Value", WHOLE)]
    fields += [Field("Lowest", WHOLE), Field("Highest", WHOLE)] if several else []
    rows = []
    for place, month in enumerate(whole.months):
        values = [one.stock[place] for one in whole.courses]
        mean = _mean(whole, place)
        rows.append((month, mean, min(values), max(values)) if several else (month, mean))
    table = page.table(fields, rows)
    data = Data(table.header, table.first, table.last, 1, tuple(range(2, len(fields) + 1)))
    chart = book_charts.lines(page.sheet, data, title, whole.unit)
    beside = breadth(page.widths[len(fields) + 1 : 2 + _PER_PAGE])
    width, height = _CENTIMETRES
    book_charts.put(page.sheet, chart, len(fields) + 2, table.header, min(width, 0.97 * beside / POINTS), height)
    while page.row < table.header + 23:
        page.blank()
    page.blank()


def _cover(page: Page, told: list[Stocks], whole: Stocks) -> None:
    """Items by months: the lowest cover over the scenarios, marked where it is under a month or nothing."""
    page.across("Lowest cover, months" if len(whole.courses) > 1 else "Cover, months", "section")
    rows = []
    for one in told:
        covers = [
            min((cover for course in one.courses if (cover := course.cover[place]) is not None), default=None)
            for place, _ in enumerate(one.months)
        ]
        rows.append((one.item, one.opening_cover, *covers))
    _months_table(page, whole, rows, COVER)
    page.across(
        "Of several scenarios the one with the least. Amber: less than one month. Red: nothing left. Blank: nothing in "
        "today's designs needs it.",
        "note",
    )
    page.blank()


def _units(page: Page, told: list[Stocks], whole: Stocks) -> None:
    """Items by months: stock on average, in the item's own unit."""
    page.across("Average stock, units" if len(whole.courses) > 1 else "Stock, units", "section")
    _months_table(
        page,
        whole,
        [(one.item, one.opening, *(_mean(one, place) for place, _ in enumerate(one.months))) for one in told],
        WHOLE,
    )


def _months_table(page: Page, whole: Stocks, rows: list[tuple[Any, ...]], shown: str) -> None:
    """A table whose columns are months, as real dates."""
    formats = ["", "", *[MONTH] * len(whole.months)]
    heads = ["head", *["number head"] * (1 + len(whole.months))]
    page.add(["Item", "At the start", *whole.months], heads, formats)
    for row in rows:
        marks = [_mark(value) if shown == COVER else "number" for value in row[1:]]
        page.add(row, ["words", *marks], ["", *[shown] * (len(row) - 1)])


def _mark(cover: float | None) -> str:
    if cover is None or round(cover, 1) >= _LOW:  # as it is shown
        return "number"
    return "empty" if cover < _EMPTY else "low"


def _mean(told: Stocks, place: int) -> float:
    whole = sum(one.probability for one in told.courses)
    return sum(one.probability * one.stock[place] for one in told.courses) / whole
