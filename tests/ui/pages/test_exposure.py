"""Decides whether exposure is found out when somebody looks, told as the planner tells it, and never while hidden."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTabBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from planner.insight.runway import runways
from planner.tables.case import Case
from planner.tables.edits import SetCells
from planner.tables.finding import Finding, Severity
from tests.planner.insight.stories import company
from tests.ui.answers import Answers
from tests.ui.reading import table, tiles, words
from ui.main_window import MainWindow
from ui.pages.exposure import ExposurePage
from ui.widgets.chart import Chart

WAIT = 60_000


def stocked() -> Case:
    """Stock for three months of drives and two and a half of pumps."""
    return company(stock=[{"item": "Strong", "quantity": 60}, {"item": "Plain", "quantity": 50}])


def page_of(window: MainWindow) -> ExposurePage:
    page = window.pages.page("exposure")
    assert isinstance(page, ExposurePage)
    return page


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> ExposurePage:
    """The page with the company's answer on it."""
    window.document.open(stocked(), title="Company")
    window.checker.close()
    window.show_page("exposure")
    found = page_of(window)
    qtbot.waitUntil(lambda: found.is_current, timeout=WAIT)
    return found


def button(page: ExposurePage, text: str) -> QPushButton:
    QApplication.processEvents()
    (found,) = [one for one in page.findChildren(QPushButton) if one.isVisible() and one.text() == text]
    return found


def tabs(page: ExposurePage, name: str) -> QTabBar:
    (found,) = [one for one in page.findChildren(QTabBar) if one.accessibleName() == name]
    return found


def test_the_headline_says_how_long_under_which_rule_what_is_at_risk_and_on_whom_it_hangs(page: ExposurePage) -> None:
    assert tiles(page) == [
        "Shortest runway: 10.8 weeks. Pump stops on 16 Mar 2027 if Ganzhou stops today",
        "Magnets under licence: 1 of 2. 1 NdFeB with Dy or Tb",
        "At risk if China stops: USD 1.90 k. contribution over 4 months: 30 % of all, 2 products",
        "Single sources: 2 of 2 items. 2 on one supplier",
    ]


def test_the_tables_hold_what_the_planner_says(page: ExposurePage) -> None:
    rows = table(page, "Tables of exposure", "Runways")
    expected = [
        (line.product, "runs on" if line.weeks is None else f"{line.weeks:.1f}")
        for one in runways(stocked()).runways
        for line in one.lines
    ]
    assert [(row[2], row[3]) for row in rows] == expected
    assert ["Drive", "Dy", "2.00", "0.080"] in [
        row[:4] for row in table(page, "Tables of exposure", "Rare earths by year")
    ]
    (needed,) = table(page, "Tables of exposure", "Licences needed")
    assert needed[:4] == ["Strong", "NdFeB with Dy or Tb", "in force", "4 Apr 2025"]


def test_runways_are_drawn_for_what_is_chosen(page: ExposurePage, qtbot: QtBot) -> None:
    chart = page.findChild(Chart)
    assert chart is not None
    (choice,) = [one for one in page.findChildren(QComboBox) if one.accessibleName() == "For"]
    offered = [choice.itemText(place) for place in range(choice.count())]
    assert {"Each magnet and part", "Each supplier", "Each country", "Each rare earth"} <= set(offered)
    qtbot.waitUntil(lambda: chart.is_drawn, timeout=WAIT)
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert chart.accessibleName() == "Chart: Runway, Each magnet and part"
    qtbot.waitUntil(lambda: chart.is_drawn, timeout=WAIT)


@pytest.mark.parametrize("title", ["Rare earths", "From mine to product", "Money at risk"])
def test_every_chart_is_drawn(page: ExposurePage, qtbot: QtBot, title: str) -> None:
    bar, chart = tabs(page, "Charts of exposure"), page.findChild(Chart)
    assert chart is not None
    bar.setCurrentIndex([bar.tabText(place) for place in range(bar.count())].index(title))
    assert chart.accessibleName().startswith(f"Chart: {title}")
    qtbot.waitUntil(lambda: chart.is_drawn, timeout=WAIT)


@pytest.mark.parametrize("name", ["chart.svg", "numbers.xlsx"])
def test_a_chart_or_its_numbers_are_saved(
    page: ExposurePage, answers: Answers, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    answers.give(chart_to_write=tmp_path / name)
    (save,) = [one for one in page.findChildren(QToolButton) if "Save the chart" in one.accessibleName()]
    qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil((tmp_path / name).exists, timeout=WAIT)


def test_cells_are_copied_with_the_menus_command(page: ExposurePage, window: MainWindow, qtbot: QtBot) -> None:
    table(page, "Tables of exposure", "Single sources")
    grid = page.grid
    assert grid is not None
    grid.show_cell(0, 0)
    qtbot.waitUntil(window.commands["copy"].isEnabled, timeout=5_000)
    window.commands["copy"].trigger()
    assert QApplication.clipboard().text() == "Strong"
    assert not grid.cells_model().editable


def test_without_a_case_the_page_leads_to_the_start(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("exposure")
    page = page_of(window)
    assert "No case yet" in words(page)
    assert not page.asking.running
    qtbot.mouseClick(button(page, "Go to Start"), Qt.MouseButton.LeftButton)
    assert not page.isVisible()


def test_a_case_with_errors_is_not_looked_at_and_the_page_leads_to_them(window: MainWindow, qtbot: QtBot) -> None:
    window.document.open(stocked(), title="Company")
    window.checker.close()
    window.document.set_findings([Finding("x", Severity.ERROR, "X", "items", 0, "item")])
    window.show_page("exposure")
    page = page_of(window)
    assert "The data has errors" in words(page)
    assert not page.asking.running
    qtbot.mouseClick(button(page, "Show the errors"), Qt.MouseButton.LeftButton)
    assert window.pages.currentWidget() is window.checks


def test_errors_nobody_has_told_of_yet_are_found_by_the_child(window: MainWindow, qtbot: QtBot) -> None:
    window.document.open(company(demand={"Nothing": [1, 1, 1, 1]}), title="Company")
    window.checker.close()
    window.show_page("exposure")
    page = page_of(window)
    qtbot.waitUntil(lambda: not page.asking.running, timeout=WAIT)
    assert not page.has_answer
    assert "Nothing looked at yet" in words(page)


def test_a_changed_case_is_said_to_be_changed_and_looked_at_again(
    page: ExposurePage, window: MainWindow, qtbot: QtBot
) -> None:
    window.document.edit(SetCells("stock", ((1, "quantity", 20.0),)), "change it")
    assert "The data has changed since." in words(page)
    qtbot.waitUntil(lambda: page.is_current, timeout=WAIT)
    assert tiles(page)[0].startswith("Shortest runway: 4.3 weeks. Pump stops on 1 Feb 2027")
    assert "The data has changed since." not in words(page)


def test_a_change_that_is_taken_back_needs_no_other_look(page: ExposurePage, window: MainWindow) -> None:
    window.document.edit(SetCells("stock", ((1, "quantity", 20.0),)), "change it")
    window.document.undo_stack.undo()
    assert page.is_current
    assert "The data has changed since." not in words(page)


def test_errors_that_come_later_leave_the_old_answer_and_say_so(
    page: ExposurePage, window: MainWindow, qtbot: QtBot
) -> None:
    window.document.edit(SetCells("stock", ((1, "quantity", -3.0),)), "break it")
    window.document.set_findings([Finding("x", Severity.ERROR, "X", "stock", 1, "quantity")])
    assert "It has errors, so what is shown here is of the data before." in words(page)
    qtbot.wait(2_000)
    assert not page.asking.running
    qtbot.mouseClick(button(page, "Show the errors"), Qt.MouseButton.LeftButton)
    assert window.pages.currentWidget() is window.checks


def test_nothing_is_computed_while_the_page_is_hidden(page: ExposurePage, window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("data")
    window.document.edit(SetCells("stock", ((1, "quantity", 20.0),)), "change it")
    qtbot.wait(2_500)  # longer than the page waits after an edit
    assert not page.asking.running
    assert not page.is_current
    window.show_page("exposure")
    assert page.asking.running
    window.show_page("data")
    assert not page.asking.running


def test_another_case_is_never_shown_with_the_figures_of_the_one_before(
    page: ExposurePage, window: MainWindow, qtbot: QtBot
) -> None:
    window.document.open(company(), title="Another")
    assert not page.has_answer
    assert "10.8 weeks" not in words(page)
    qtbot.waitUntil(lambda: page.is_current, timeout=WAIT)


def test_it_can_be_stopped_and_asked_again(window: MainWindow, qtbot: QtBot) -> None:
    window.document.open(stocked(), title="Company")
    window.checker.close()
    window.show_page("exposure")
    page = page_of(window)
    qtbot.mouseClick(button(page, "Stop"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.asking.running, timeout=WAIT)
    if not page.has_answer:  # an answer that was ready by then is still shown
        assert "Stopped" in words(page)
        qtbot.mouseClick(button(page, "Look again"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.is_current, timeout=WAIT)


def test_the_page_leads_to_the_tables_it_rests_on(page: ExposurePage, window: MainWindow, qtbot: QtBot) -> None:
    menu = button(page, "Change what this rests on").menu()
    link = next(one for one in menu.actions() if one.text() == "Composition")
    menu.popup(page.mapToGlobal(page.rect().center()))
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(link).center())
    assert window.pages.currentWidget() is window.data
    assert window.data.grid.cells_model().table.id == "composition"


def test_everything_has_a_name_for_a_screen_reader(page: ExposurePage) -> None:
    seen = [one for one in page.findChildren(QWidget) if one.isVisible()]
    assert all(one.accessibleName() for one in seen if isinstance(one, QComboBox | QLineEdit | QTabBar | Chart))
    assert page.grid is not None
    assert page.grid.accessibleName() == "Runways"


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 800), (853, 533)])
def test_nothing_is_cut_in_any_window(
    page: ExposurePage, window: MainWindow, qtbot: QtBot, size: tuple[int, int]
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
    wide = label.width() if label.wordWrap() else label.sizeHint().width()
    return label.height() < needed or label.width() < wide


def field(page: ExposurePage, name: str) -> QWidget:
    (found,) = [one for one in page.findChildren(QWidget) if one.accessibleName() == name]
    return found


def test_the_user_says_that_a_rule_is_over_and_takes_it_back(
    page: ExposurePage, window: MainWindow, qtbot: QtBot
) -> None:
    state = field(page, "State: NdFeB with Dy or Tb")
    assert isinstance(state, QComboBox)
    assert state.currentText() == "in force"
    state.setFocus()
    qtbot.keyClick(state, Qt.Key.Key_End)
    assert "The data has changed since." in words(page)
    assert not window.document.is_saved
    qtbot.waitUntil(lambda: page.is_current, timeout=WAIT)
    assert tiles(page)[1].startswith("Magnets under licence: 0 of 2")
    assert table(page, "Tables of exposure", "Licences needed") == []
    back = field(page, "As it came: NdFeB with Dy or Tb")
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.is_current, timeout=WAIT)
    assert tiles(page)[1].startswith("Magnets under licence: 1 of 2")


def test_a_day_that_is_none_is_not_taken(page: ExposurePage, answers: Answers, qtbot: QtBot) -> None:
    since = field(page, "Since: SmCo")
    assert isinstance(since, QLineEdit)
    since.selectAll()
    qtbot.keyClicks(since, "soon")
    qtbot.keyClick(since, Qt.Key.Key_Return)
    ((title, message),) = answers.told("tell")
    assert (title, message) == ("Not taken", "“soon” is no day. Write the day as 2025-04-04, or leave it blank.")
    assert since.text() == "2025-04-04"
    assert page.is_current
