"""Decides what the first sheet of a plan workbook says: the figures, what to do now, what later, what follows."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from planner.plan.answer import Answer
from planner.plan.plan import Plan
from planner.report import figures
from planner.report.book_page import Page
from planner.report.headline import figures as headline
from planner.report.recommend import Topic, sentences
from planner.report.theme import LIGHT
from planner.report.words import counted
from planner.tables.case import Case

TITLE = "Recommendation"

_TILES = 4
_WIDTHS = (12.0,) * (2 * _TILES)
_PICTURE_DPI = 150
_PICTURE_WIDTH = 700  # pixels on the sheet: its columns together
_PAPER = 700.0  # points of rows that certainly fit on a sheet of A4 in its width
_SMALLER = 1.5  # beyond so many times as much, on one sheet it would be too small to read
_ADVICE = (
    ("Do now", (Topic.ORDER, Topic.START), "Nothing needs to be ordered, started or signed now."),
    ("Later", (Topic.LATER,), "Nothing further is started or signed in any scenario."),
    ("What it leads to", (Topic.MONEY, Topic.STOCK, Topic.SHORTAGE), ""),
)


def add_recommendation(book: Any, case: Case, answer: Answer) -> None:
    """Add the sheet; without a plan it says why there is none."""
    page = Page(book, TITLE, _WIDTHS)
    settings = case.settings
    months = f"{settings.start_month.words()} to {(settings.start_month + (settings.months - 1)).words()}"
    page.heading(settings.name or "Sourcing plan", f"Plan for {months}. Money is in {settings.currency}.")
    on_one = False
    if answer.plan is None:
        _say_why_not(page, answer)
    else:
        _tiles(page, case, answer.plan)
        page.across(answer.message, "text")
        page.blank()
        _advise(page, case, answer.plan)
        on_one = _picture(page, case, answer.plan)
    page.print_on_paper(settings.name or TITLE, on_one=on_one)


def _tiles(page: Page, case: Case, plan: Plan) -> None:
    """The headline figures side by side, each over two columns."""
    told = headline(case, plan)
    for style, words in (
        ("figure name", [one.name for one in told]),
        ("figure", [one.words for one in told]),
        ("figure note", [one.note for one in told]),
    ):
        joined = {2 * tile: 2 * tile + 1 for tile in range(len(words))}
        page.add([cell for word in words for cell in (word, None)], style, spans=joined)
    page.blank()


def _advise(page: Page, case: Case, plan: Plan) -> None:
    told = sentences(case, plan)
    for heading, topics, otherwise in _ADVICE:
        words = [one.words for one in told if one.topic in topics]
        if words or otherwise:
            _list(page, heading, words or [otherwise])


def _say_why_not(page: Page, answer: Answer) -> None:
    page.across(answer.message, "text")
    page.blank()
    if answer.clashes:
        _list(page, "Limits that clash", answer.clashes)
    errors = [f"{one.place}: {one.message}" if one.place else one.message for one in answer.findings if one.is_error]
    if errors:
        _list(page, f"{counted(len(errors), 'error').capitalize()} to mend", errors)


def _list(page: Page, heading: str, words: Iterable[str]) -> None:
    page.across(heading, "section")
    for sentence in words:
        page.across(f"•  {sentence}", "text")
    page.blank()


def _picture(page: Page, case: Case, plan: Plan) -> bool:
    """The sourcing mix in the scenario that costs most, as a picture: it stays when the sheet is sent alone. Never cut
    where paper ends: all on one sheet of paper where that makes it little smaller, which is told, else on the next."""
    from openpyxl.drawing.image import Image  # slow to load; the window starts without it

    worst = max(plan.scenario_costs, key=lambda line: line.cost)
    figure = figures.sourcing_mix(case, plan, worst.scenario, LIGHT)
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png", dpi=_PICTURE_DPI)
    picture = Image(drawn)
    picture.height = round(picture.height * _PICTURE_WIDTH / picture.width)
    picture.width = _PICTURE_WIDTH
    rows = picture.height // 20 + 1
    whole = page.height + rows * 15
    if whole > _SMALLER * _PAPER:
        page.break_before_next()
    page.sheet.add_image(picture, f"A{page.row + 1}")
    for _ in range(rows):
        page.blank()
    return _PAPER < whole <= _SMALLER * _PAPER
