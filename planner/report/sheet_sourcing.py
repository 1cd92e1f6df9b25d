"""Decides what the sheet Sourcing mix shows: what arrives from whom each month, on average and in each scenario."""

from __future__ import annotations

from typing import Any

from planner.plan.plan import Plan
from planner.report import book_charts
from planner.report.arrivals import Mix, arriving, finding
from planner.report.book_charts import Data
from planner.report.book_page import MONTH, WHOLE, Field, Page
from planner.report.words import counted, share
from planner.tables.case import Case

TITLE = "Sourcing mix"

_MOST_SCENARIOS = 20
_CHART_COLUMNS = 9
_CHART_WIDTH = 10.0
_CHART_ROWS = 24
_CENTIMETRES = (18.0, 12.0)


def add_sourcing(book: Any, case: Case, plan: Plan) -> None:
    """Add the sheet: a table and a chart for the average, then for each scenario, likeliest first."""
    futures = sorted(plan.scenario_costs, key=lambda line: -line.probability)
    left_out = len(futures) - _MOST_SCENARIOS
    futures = futures[:_MOST_SCENARIOS]
    mixes = [arriving(case, plan, None)] if len(futures) > 1 else []
    mixes += [arriving(case, plan, line.scenario) for line in futures]
    suppliers = max(len(mix.sources) for mix in mixes)
    table = 2 + suppliers
    widths = (11.0, *(15.0,) * (suppliers + 1), 3.0, *(_CHART_WIDTH,) * _CHART_COLUMNS)
    page = Page(book, TITLE, widths)
    unit = mixes[0].unit
    measure = "in kg of magnets" if unit == "kg" else f"in {unit} at standard cost"
    page.heading(
        "What arrives from whom", f"Goods arriving each month, {measure}; goods under way at the start count too."
    )
    page.freeze(page.row, 1)
    odds = {line.scenario: line.probability for line in futures}
    for place, mix in enumerate(mixes):
        if place:
            page.break_before_next()
        likely = (
            "Average of all scenarios"
            if mix.scenario is None
            else f"{mix.scenario}, {share(odds[mix.scenario])} likely"
        )
        _block(page, mix, likely, finding(case, plan, mix), table)
    if left_out > 0:
        page.across(f"Not shown: the {counted(left_out, 'scenario')} that are least likely.", "note")
    page.print_on_paper(case.settings.name or TITLE)


def _block(page: Page, mix: Mix, heading: str, title: str, columns: int) -> None:
    """A table by month and supplier with a total, and its chart beside it."""
    start = page.across(heading, "section")
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
        book_charts.put(page.sheet, chart, columns + 2, start + 1, *_CENTIMETRES)
    while page.row < start + _CHART_ROWS + 2:
        page.blank()
    page.blank()
