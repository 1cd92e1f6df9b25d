"""Decides what the sheet Exposure shows: rare earths by product, licences, single sources, money at risk."""

from __future__ import annotations

from typing import Any

from planner.insight.at_risk import Hazard
from planner.insight.contents import RARE_EARTHS
from planner.insight.exposure import Exposure
from planner.insight.licensing import RuleState
from planner.report.book_page import SHARE, WHOLE, Field, Page
from planner.report.exposed_words import exposure_sentences
from planner.report.figure_elements import elements_finding, yearly
from planner.report.rules import rule_words
from planner.report.words import day, listed
from planner.tables.case import Case

TITLE = "Exposure"

_NAME, _NUMBER, _LEAST = 34.0, 13.0, 6
_KG = '#,##0.0;-#,##0.0;"–"'


def add_exposure(book: Any, case: Case, told: Exposure) -> None:
    """Add the sheet."""
    elements = [one for one in RARE_EARTHS if any(need.element == one for need in told.needs)]
    page = Page(book, TITLE, (_NAME, *(_NUMBER,) * max(_LEAST, len(elements) + 1), 40.0))
    page.heading(
        elements_finding(case, told),
        "Before any plan: what products hold, on whom they hang, and what money hangs on that. Planned demand, base "
        "designs.",
    )
    page.freeze(page.row, 1)
    for words in exposure_sentences(told):
        page.across(f"•  {words}", "text")
    page.blank()
    _kilograms(page, case, told, elements)
    _at_risk(page, case, told)
    _single(page, told)
    _licences(page, told)
    page.print_on_paper(case.settings.name or TITLE)


def _kilograms(page: Page, case: Case, told: Exposure, elements: list[str]) -> None:
    page.across("Rare earths, kg a year", "section")
    amounts = yearly(case, told)
    if not amounts:
        page.across("No rare earth is known in any product.", "text")
        _not_counted(page, told)
        return
    products = sorted(amounts, key=lambda name: -sum(amounts[name].values()))
    fields = [Field("Product"), *(Field(one, _KG) for one in elements), Field("Together", _KG)]
    rows = [
        (name, *(amounts[name].get(one, 0.0) for one in elements), sum(amounts[name].values())) for name in products
    ]
    page.table(fields, rows)
    sums = [sum(held.get(one, 0.0) for held in amounts.values()) for one in elements]
    count = len(elements) + 1
    page.add(["Together", *sums, sum(sums)], ["total name", *["total"] * count], ["", *[_KG] * count])
    _not_counted(page, told)


def _not_counted(page: Page, told: Exposure) -> None:
    for one in told.not_counted:
        page.across(f"Not counted: {one.item}, whose {one.lack.value} is not known.", "note")
    page.blank()


def _at_risk(page: Page, case: Case, told: Exposure) -> None:
    page.across(f"Contribution at risk over the months planned, {case.settings.currency}", "section")
    ranked = sorted(told.at_risk, key=lambda one: -one.contribution)
    wide = len(page.widths) - 1
    heads = ["If this fails", "Which", None, "At risk", "Of all", "Products that hang on it"]
    _spread(page, heads, ["head", "head", "head", "number head", "number head", "head"], wide)
    for one in ranked:
        name = rule_words(one.name) if one.hazard is Hazard.LICENCE else one.name
        cells = [one.hazard.value.capitalize(), name, None, one.contribution, one.share, None]
        cells[5] = listed([part.product for part in one.products])
        _spread(
            page, cells, ["words", "words", "words", "number", "number", "sentence"], wide, ["", "", "", WHOLE, SHARE]
        )
    page.blank()


def _spread(page: Page, cells: list[Any], styles: list[str], wide: int, formats: list[str] | None = None) -> None:
    """A row whose second cell takes two columns and whose last takes all that are left."""
    filled = [*cells, *[None] * (wide + 1 - len(cells))]
    named = [*styles, *[styles[-1]] * (wide + 1 - len(styles))]
    page.add(filled, named, formats or [], {1: 2, len(cells) - 1: wide})


def _single(page: Page, told: Exposure) -> None:
    if not told.single_sources:
        return
    page.across("Single sources", "section")
    wide = len(page.widths) - 1
    spans = {1: 2, 3: 5, 6: wide}
    heads: list[Any] = ["Item", "Only source", None, "Products", None, None, "Qualification that would open another"]
    page.add([*heads, *[None] * (wide - 6)], "head", spans=spans)
    for one in told.single_sources:
        only = one.supplier or one.country or "none"
        cells = [one.item, only, None, listed(one.products), None, None, listed(one.waiting) or "–"]
        page.add([*cells, *[None] * (wide - 6)], "sentence", spans=spans)
    page.blank()


def _licences(page: Page, told: Exposure) -> None:
    if not told.licences:
        return
    page.across("Export licences", "section")
    wide = len(page.widths) - 1
    spans = {1: 3, 4: 5, 6: wide}
    heads: list[Any] = ["Item", "Rule", None, None, "State", None, "Suppliers it holds; source"]
    page.add([*heads, *[None] * (wide - 6)], "head", spans=spans)
    for one in told.licences:
        since = "" if one.since is None else f" since {day(one.since)}"
        state = f"in force{since}" if one.state is RuleState.IN_FORCE else "not known: ask"
        whom = f"{listed(one.bound) or 'nobody who offers it'}; {one.source} ({one.confidence} confidence)"
        cells = [one.item, f"{rule_words(one.rule)}: {one.authority}", None, None, state, None, whom]
        page.add([*cells, *[None] * (wide - 6)], "sentence", spans=spans)
    page.blank()
