"""Decides whether licences are told as the planner tells them, with a plan and without, and follow both."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from planner.plan.answer import with_plan
from planner.report.licences import licences
from planner.tables.case import Case
from planner.tables.edits import SetCells
from planner.tables.finding import Finding, Severity
from tests.planner.insight.stories import company
from tests.planner.report.test_licences import licence, planned, strong_order, strong_shipment
from tests.ui.reading import table, tiles, words
from ui.document import Planned
from ui.main_window import MainWindow
from ui.pages.licences import LicencesPage
from ui.widgets.told_card import ToldCard

WAIT = 60_000


def licensed() -> Case:
    """A licence in hand, one asked for, and an open order of April."""
    return company(
        licences=[licence(to_month=3), licence("L-2", status="applied", to_month=9)],
        open_orders=[{"supplier": "Ganzhou", "item": "Strong", "quantity": 230, "ready_month": 3}],
    )


def page_of(window: MainWindow) -> LicencesPage:
    page = window.pages.page("licences")
    assert isinstance(page, LicencesPage)
    return page


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> LicencesPage:
    window.document.open(licensed(), title="Company")
    window.checker.close()
    window.show_page("licences")
    found = page_of(window)
    qtbot.waitUntil(lambda: found.is_current, timeout=WAIT)
    return found


def set_plan(window: MainWindow) -> None:
    """A plan that orders 300 and lets 60 leave under the licence."""
    case = window.document.case.copy()
    plan = planned(case, orders=[strong_order(0, 0, 300)], shipments=[strong_shipment(0, 0, 60)])
    window.document.set_planned(Planned(with_plan(plan, (), 1295.0, 0.005), case, window.document.state))


def test_the_headline_counts_licences_and_says_what_to_apply_for(page: LicencesPage) -> None:
    assert tiles(page) == [
        "Granted: 1 licence. L-1 (valid)",
        "Applied for: 1 licence. L-2, 100 Strong",
        "Apply next: by 28 Jan 2027. Strong",
        "Tightest cap at past use: none. no offer of the case has a cap",
    ]


def test_what_to_apply_for_and_the_dossier_are_told_in_sentences(page: LicencesPage) -> None:
    read = words(page)
    (wanted,) = licences(licensed()).applications
    assert "30 Strong from Ganzhou" in wanted.words  # 230 less what two licences cover
    said = [one.accessibleName() for one in page.findChildren(QLabel) if one.isVisible()]
    assert wanted.words in said
    assert "A licence usually takes 45 working days" in read
    for title in ("What the dossier must tell", "What it need not tell", "What is left of the caps at past use"):
        assert title in read


def test_without_a_plan_its_use_is_not_known_and_that_is_said(page: LicencesPage) -> None:
    assert "Without a plan this is what is known of the case" in words(page)
    assert table(page, "Tables of licences", "Licences")[0][4:8] == ["100", "no plan", "no plan", "no plan"]


def test_a_plan_that_comes_is_told_with_what_it_uses_and_orders(
    page: LicencesPage, window: MainWindow, qtbot: QtBot
) -> None:
    set_plan(window)
    assert not page.is_current
    qtbot.waitUntil(lambda: page.is_current, timeout=WAIT)
    assert "With what the plan uses and orders." in words(page)
    assert table(page, "Tables of licences", "Licences")[0][4:8] == ["100", "60", "60", "40"]
    assert "order" in [row[6] for row in table(page, "Tables of licences", "Applications")]


def test_a_plan_older_than_the_data_is_left_out_and_that_is_said(
    page: LicencesPage, window: MainWindow, qtbot: QtBot
) -> None:
    set_plan(window)
    qtbot.waitUntil(lambda: page.is_current, timeout=WAIT)
    window.document.edit(SetCells("licences", ((0, "quantity", 90.0),)), "change it")
    assert "The data has changed since." in words(page)
    qtbot.waitUntil(lambda: page.is_current, timeout=WAIT)
    assert "The plan is older than the data" in words(page)
    assert table(page, "Tables of licences", "Licences")[0][4:6] == ["90", "no plan"]


def test_errors_lead_to_the_checks(window: MainWindow, qtbot: QtBot) -> None:
    window.document.open(licensed(), title="Company")
    window.checker.close()
    window.document.set_findings([Finding("x", Severity.ERROR, "X", "items", 0, "item")])
    window.show_page("licences")
    page = page_of(window)
    assert "The data has errors" in words(page)
    assert not page.asking.running
    (button,) = [one for one in page.findChildren(QPushButton) if one.isVisible()]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.pages.currentWidget() is window.checks


def test_an_emptied_case_shows_nothing_of_before(page: LicencesPage, window: MainWindow) -> None:
    window.document.open(Case())
    assert "No case yet" in words(page)
    assert "L-1" not in words(page)


def test_nothing_is_computed_while_the_page_is_hidden(page: LicencesPage, window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("data")
    set_plan(window)
    qtbot.wait(2_500)  # longer than the page waits after an edit
    assert not page.asking.running
    assert not page.is_current


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 800), (853, 533)])
def test_nothing_is_cut_in_any_window(
    page: LicencesPage, window: MainWindow, qtbot: QtBot, size: tuple[int, int]
) -> None:
    """The last size is the first one on a screen of scale 1.5."""
    window.resize(*size)
    qtbot.wait(100)
    scroll = next(one for one in page.findChildren(QScrollArea) if one.widget() is page.inside)
    assert scroll.horizontalScrollBar().maximum() == 0
    cut = [one.text() for one in page.inside.findChildren(QLabel) if one.isVisible() and _is_cut(one)]
    assert cut == []


def _is_cut(label: QLabel) -> bool:
    needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
    return label.height() < needed


def test_no_card_is_longer_than_what_it_tells(page: LicencesPage, window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1280, 800)
    for card in page.findChildren(ToldCard):
        qtbot.waitUntil(lambda card=card: card.height() == card.heightForWidth(card.width()))
