"""Decides what the sheet Sourcing mix shows: what arrives from whom each month, on average and in each scenario."""

from __future__ import annotations

import math
from typing import Any

from planner.plan.plan import Plan
from planner.report import book_charts
from planner.report.arrivals import Mix, arriving, finding
from planner.report.book_charts import Data
from planner.report.book_page import MONTH, POINTS, WHOLE, Field, Page, breadth, breadth_for
from planner.report.words import counted, share
from planner.tables.case import Case

TITLE = "Sourcing mix"

_MOST_SCENARIOS = 20
_NAME, _AMOUNT = 11.0, 15.0
_NARROW, _BROAD = 570.0, 840.0  # points: a narrower chart has no room for its words, broader letters are too small
_UPRIGHT = 170.0  # characters: wider tables print landscape, whose letters are larger
_LOW, _HIGH = 226.0, 480.0  # points: a chart is no lower (8 cm) and no higher than this
_SLENDER = 0.65  # and no higher than this share of its width
_HEADING = 60.0  # points
_LINE = 15.0


def add_sourcing(book: Any, case: Case, plan: Plan) -> None:
    """Add the sheet: a table and a chart for the average, then for each scenario, likeliest first."""
    futures = sorted(plan.scenario_costs, key=lambda line: -line.probability)
    left_out = len(futures) - _MOST_SCENARIOS
    futures = futures[:_MOST_SCENARIOS]
    mixes = [arriving(case, plan, None)] if len(futures) > 1 else []
    mixes += [arriving(case, plan, line.scenario) for line in futures]
    amounts = 1 + max(len(mix.sources) for mix in mixes)
    page = Page(book, TITLE, _widths(amounts, _HEADING + _table_height(mixes[0]) + _LOW))
    unit = mixes[0].unit
    measure = "in kg of magnets" if unit == "kg" else f"in {unit} at standard cost"
    page.heading(
        "What arrives from whom", f"Goods arriving each month, {measure}; goods under way at the start count too."
    )
    page.freeze(page.row, 1)
    odds = {line.scenario: line.probability for line in futures}
    top = 0.0  # the height at which the paper begins
    for place, mix in enumerate(mixes):
        likely = (
            "Average of all scenarios"
            if mix.scenario is None
            else f"{mix.scenario}, {share(odds[mix.scenario])} likely"
        )
        chart = _chart_height(page, mix, page.height if not place else 0.0)
        if place and page.height - top + _table_height(mix) + chart > page.room(upright=_UPRIGHT):
            page.break_before_next()
            top = page.height
        _block(page, mix, likely, finding(case, plan, mix), chart)
    if left_out > 0:
        page.across(f"Not shown: the {counted(left_out, 'scenario')} that are least likely.", "note")
    page.print_on_paper(case.settings.name or TITLE, upright=_UPRIGHT)


def _widths(amounts: int, height: float) -> tuple[float, ...]:
    """Of the columns: where they are few, with one more, so that a chart has room for its words and so much height fits
    on one sheet of paper, if its letters can still be read."""
    widths = (_NAME, *(_AMOUNT,) * amounts)
    missing = min(_BROAD, max(_NARROW, breadth_for(height))) - breadth((*widths, 0.0))
    return (*widths, missing / (breadth((1.0,)) - breadth((0.0,)))) if missing > 0 else widths


def _table_height(mix: Mix) -> float:
    """Of a block without its chart, in points: heading, header of up to four lines, months, total, and a blank row."""
    return _LINE * (1.2 + 4 + len(mix.months) + 2)


def _chart_height(page: Page, mix: Mix, above: float) -> float:
    """What a table leaves of the paper, within what a chart needs and bears."""
    left = page.room(upright=_UPRIGHT) - above - _table_height(mix)
    if left < _LOW:  # the table is longer than the paper: it goes on overleaf
        left = _HIGH
    return min(left, _HIGH, max(_LOW, _SLENDER * breadth(page.widths))) if mix.sources else 0.0


def _block(page: Page, mix: Mix, heading: str, title: str, height: float) -> None:
    """A chart, and under it its table by month and supplier with a total.

    Args:
        page: the sheet.
        mix: what arrives.
        heading: of the block.
        title: of the chart.
        height: of the chart, in points.
    """
    page.across(heading, "section")
    above = page.row + 1
    for _ in range(math.ceil(height / _LINE)):
        page.blank()
    total = len(mix.sources) + 1
    fields = [Field("Month", MONTH), *(Field(f"{one.supplier}, {one.country}", WHOLE) for one in mix.sources)]
    fields.append(Field("Together", WHOLE))
    rows = page.table(
        fields,
        [
            (month, *(one.amounts[place] for one in mix.sources), mix.month_total(place))
            for place, month in enumerate(mix.months)
        ],
    )
    page.add(
        ["Together", *(one.total for one in mix.sources), sum(one.total for one in mix.sources)],
        ["total name", *["total"] * total],
        ["", *[WHOLE] * total],
    )
    if mix.sources:
        data = Data(rows.header, rows.first, rows.last, 1, tuple(range(2, 2 + len(mix.sources))))
        unit = "kg" if mix.unit == "kg" else mix.unit
        chart = book_charts.stacked(page.sheet, data, [one.country for one in mix.sources], title, unit)
        size = (0.98 * breadth(page.widths) / POINTS, (height - _LINE / 2) / POINTS)
        book_charts.put(page.sheet, chart, 1, above, *size)
    page.blank()
