"""Decides whether a stranger learns before any plan how exposed the sample is: open it, look, change it, look again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from planner.insight.exposure import exposure
from planner.insight.runway import runways
from planner.reference.sample import sample_case
from tests.journeys.test_next_month import type_into
from tests.ui.answers import Answers
from tests.ui.conftest import OFFSCREEN
from ui.main_window import MainWindow
from ui.pages.exposure import ExposurePage
from ui.widgets.chart import Chart
from ui.widgets.tile import Tile

WAIT = 90_000


def press(within: QWidget, qtbot: QtBot, words: str) -> None:
    """Click the one button in sight that says so."""
    seen = [one for one in within.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()]
    found = [one for one in seen if words in (one.text(), one.accessibleName())]
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def turn_to(page: QWidget, qtbot: QtBot, tabs: str, title: str) -> None:
    """Click a tab."""
    (bar,) = [one for one in page.findChildren(QTabBar) if one.accessibleName() == tabs]
    place = [bar.tabText(tab) for tab in range(bar.count())].index(title)
    if bar.rect().contains(bar.tabRect(place)):
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(place).center())
    else:  # the arrows beside the tabs would bring it into sight
        bar.setCurrentIndex(place)


def tiles(page: QWidget) -> dict[str, str]:
    """The headline: what stands on each tile, by its name."""
    told = (one.accessibleName().partition(": ") for one in page.findChildren(Tile))
    return {name: words for name, _, words in told}


def rows(page: ExposurePage) -> list[list[str]]:
    grid = page.grid
    assert grid is not None
    model = grid.cells_model()
    sections = range(model.columnCount())
    return [[str(model.index(row, section).data()) for section in sections] for row in range(model.rowCount())]


def choose(qtbot: QtBot, words: str) -> None:
    """Click an entry of the menu that is open."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    entry = next(one for one in menu.actions() if one.text() == words)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())


def go_to(window: MainWindow, qtbot: QtBot, title: str) -> None:
    """Choose a page of the sidebar by its name."""
    press(window.sidebar, qtbot, title)


@pytest.mark.qt_log_ignore(OFFSCREEN)
def test_before_any_plan_the_sample_says_how_exposed_it_is(
    window: MainWindow, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    press(window, qtbot, "Open the sample")
    qtbot.waitUntil(lambda: not window.document.is_empty, timeout=WAIT)
    go_to(window, qtbot, "Exposure")
    page = window.pages.currentWidget()
    assert isinstance(page, ExposurePage)
    qtbot.waitUntil(lambda: page.is_current, timeout=WAIT)
    assert window.document.planned is None

    case = sample_case()
    told, lasting = exposure(case), runways(case)
    headline = tiles(page)

    # How long do I last? The line that stops first, whatever single thing stops.
    products = {line.product for one in lasting.runways for line in one.lines}
    worst = min(found[1].weeks or 1e9 for each in products if (found := lasting.shortest(each)) is not None)
    assert headline["Shortest runway"].startswith(f"{worst:.1f} weeks. Flight actuator FA-9 stops on 27 Feb 2027")

    # Which magnets need a licence, by which rule?
    assert headline["Magnets under licence"] == "13 of 19. 11 NdFeB with Dy or Tb and 2 SmCo"
    turn_to(page, qtbot, "Tables of exposure", "Licences needed")
    assert {row[0] for row in rows(page)} == {one.item for one in told.licences}
    assert all(row[3] for row in rows(page))  # since when

    # What is at risk, and what hangs on one source?
    assert headline["At risk if China stops"].startswith("USD 174 M")
    assert headline["Single sources"].startswith(f"{len(told.single_sources)} of 19 items")

    # How many kilograms of each rare earth, per product and year?
    turn_to(page, qtbot, "Tables of exposure", "Rare earths by year")
    dysprosium = [row for row in rows(page) if row[0] == "Traction motor TM-210" and row[1] == "Dy"]
    (need,) = [one for one in told.needs if (one.product, one.element) == ("Traction motor TM-210", "Dy")]
    assert dysprosium[0][-1] == f"{need.total_kg:,.1f}"

    # The charts that prove it, one of them to take along.
    chart = page.findChild(Chart)
    assert chart is not None
    for title in ("Rare earths", "From mine to product", "Money at risk", "Runway"):
        turn_to(page, qtbot, "Charts of exposure", title)
        qtbot.waitUntil(lambda: chart.is_drawn, timeout=WAIT)
    answers.give(chart_to_write=tmp_path / "runway.csv")
    press(page, qtbot, "Save the chart or its numbers")
    qtbot.waitUntil((tmp_path / "runway.csv").exists, timeout=WAIT)
    assert "Flight actuator FA-9" in (tmp_path / "runway.csv").read_text("utf-8-sig")


@pytest.mark.qt_log_ignore(OFFSCREEN)
def test_more_stock_lasts_longer_and_the_page_says_so(window: MainWindow, qtbot: QtBot) -> None:
    press(window, qtbot, "Open the sample")
    qtbot.waitUntil(lambda: not window.document.is_empty, timeout=WAIT)
    go_to(window, qtbot, "Exposure")
    page = window.pages.currentWidget()
    assert isinstance(page, ExposurePage)
    qtbot.waitUntil(lambda: page.is_current, timeout=WAIT)

    # The flight actuator stops first, for want of MG-221: put more of it into store.
    QTimer.singleShot(500, lambda: choose(qtbot, "Stock"))  # the menu keeps the click until something is chosen
    press(page, qtbot, "Change what this rests on")
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.data, timeout=10_000)
    grid = window.data.grid
    model = grid.cells_model()
    row = next(at for at in range(model.rowCount()) if model.index(at, 0).data() == "MG-221")
    section = next(at for at in range(model.columnCount()) if model.heading(at).title == "Quantity")
    type_into(window, qtbot, "stock", row, section, "500000")

    go_to(window, qtbot, "Exposure")
    qtbot.waitUntil(lambda: page.is_current, timeout=WAIT)
    assert "Flight actuator FA-9" not in tiles(page)["Shortest runway"]
    assert "The data has changed since." not in "\n".join(
        one.text() for one in page.findChildren(QLabel) if one.isVisible()
    )
