"""Decides what the sheet Assumptions tells: settings, scenarios, events and limits the plan rests on, with sources."""

from __future__ import annotations

from typing import Any

from planner.facts.limits import limit_in_words
from planner.report.book_page import MONTH, SHARE, WHOLE, Page
from planner.report.happenings import ALL_NAMED, said
from planner.report.odds import odds_format
from planner.tables import choices, needs
from planner.tables.case import Case
from planner.tables.column import Column, Kind, Value
from planner.tables.table import table_of
from planner.units import Unit

TITLE = "Assumptions"

_WIDTHS = (30.0, 12.0, 12.0, 14.0, 60.0, 60.0)
_WIDE = {1: 3, 4: 5}
_LIMITS = {
    "max_share": "Largest share",
    "min_share": "Least share",
    "min_cover": "Least cover",
    "max_cover": "Most cover",
    "max_stock_value": "Most stock value",
    "budget": "Budget",
    "min_fill": "Least delivered",
}
_RATES = (Unit.FRACTION, Unit.FRACTION_PER_YEAR)


def add_assumptions(book: Any, case: Case) -> None:
    """Add the sheet."""
    page = Page(book, TITLE, _WIDTHS)
    page.heading(
        "What the plan rests on", "Every figure here is one you can change in the case; the plan holds for these alone."
    )
    page.freeze(page.row)
    _settings(page, case)
    _scenarios(page, case)
    _events(page, case)
    _limits(page, case)
    page.print_on_paper(case.settings.name or TITLE)


def _settings(page: Page, case: Case) -> None:
    page.across("Settings", "section")
    page.add(["Setting", "Value", None, None, "Meaning", None], "head", spans=_WIDE)
    for column in table_of(needs.Settings).columns:
        value: Value = getattr(case.settings, column.id)
        shown = column.blank if value is None else value
        page.add([column.title, shown, None, None, column.meaning, None], "sentence", ["", _format(column)], _WIDE)
    page.blank()


def _format(column: Column) -> str:
    if column.kind is Kind.MONTH:
        return MONTH
    return SHARE if column.unit in _RATES else WHOLE


def _scenarios(page: Page, case: Case) -> None:
    page.across("Scenarios", "section")
    rows = case.read(choices.Scenario)
    if not rows:
        page.across("One certain future without events.", "text")
    else:
        page.add(["Scenario", "Likely", "What happens", None, None, None], "head", spans={2: 5})
    likely = odds_format(row.probability for row in rows)
    for row in rows:
        page.add([row.scenario, row.probability, row.description, *[None] * 3], "sentence", ["", likely], {2: 5})
    page.blank()


def _events(page: Page, case: Case) -> None:
    rows = case.read(choices.Event)
    if not rows:
        return
    page.break_before_next()
    page.across("Events", "section")
    page.add(["Scenario", "From", "To", "Known from", "What changes", "Source"], "head")
    for row in rows:
        words = said(row, ALL_NAMED)
        cells: list[Value] = [
            row.scenario,
            row.from_month,
            row.to_month,
            row.known_from,
            words[0].upper() + words[1:],
            row.source,
        ]
        page.add(cells, "sentence", ["", MONTH, MONTH, MONTH])
    page.blank()


def _limits(page: Page, case: Case) -> None:
    rows = case.read(choices.Limit)
    if not rows:
        return
    page.across("Limits", "section")
    page.add(["Limit", "In words", None, None, None, "May it be broken?"], "head", spans={1: 4})
    currency = case.settings.currency
    for row in rows:
        words = limit_in_words(row, currency)
        broken = "No." if row.penalty is None else f"Yes, at {row.penalty:,.10g} {currency} per unit broken."
        name = _LIMITS.get(row.limit, row.limit)
        page.add([name, words[0].upper() + words[1:], None, None, None, broken], "sentence", spans={1: 4})
    page.blank()
