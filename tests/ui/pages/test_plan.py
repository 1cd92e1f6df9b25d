"""Decides whether planning can be watched and stopped, and whether each of the eight outcomes is told plainly."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QScrollArea, QTabBar, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from planner.events import Phase, Progress
from planner.plan.answer import Answer, with_plan, without_plan
from planner.solve.outcome import Status
from planner.tables.edits import SetCells
from planner.tables.finding import Finding, Severity
from tests.planner.report.stories import answer_to, built, decision, embargo, order, short, stock
from tests.ui.answers import Answers
from ui.document import Planned
from ui.main_window import MainWindow
from ui.widgets.chart import Chart
from ui.widgets.outcome import TITLES, Outcome
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.tile import Tiles

WAIT = 30_000


def answered() -> Answer:
    plan = answer_to(
        embargo(),
        orders=[order(0, 0, "Ganzhou", 12_000, 48_000, 1)],
        decisions=[decision(0, 0, "qualify", "Narva approval")],
        stock=[stock(0, 0, 100), stock(1, 1, 80)],
        production=[built(0, 0, 10), built(1, 1, 10)],
        shortages=[short(3, 2, 5)],
    )
    return dataclasses.replace(with_plan(plan, (), 1295.0, 0.005), seconds=3.2)


@pytest.fixture
def plan(window: MainWindow) -> MainWindow:
    window.document.open(embargo(), title="Embargo")
    window.checker.close()
    window.show_page("plan")
    return window


def show(window: MainWindow, answer: Answer) -> None:
    window.document.set_planned(Planned(answer, window.document.case.copy(), window.document.state))
    while not window.plan.is_whole:
        QApplication.processEvents()


def words(window: MainWindow) -> str:
    """All that is to be read on the page, once it is laid out."""
    QApplication.processEvents()
    return "\n".join(one.text() for one in window.plan.findChildren(QLabel) if one.isVisible())


def test_without_a_plan_the_page_says_what_one_is_for(plan: MainWindow) -> None:
    assert "No plan yet" in words(plan)


def test_errors_come_before_a_plan(plan: MainWindow, qtbot: QtBot) -> None:
    plan.document.set_findings([Finding("x", Severity.ERROR, "X", "items", 0, "item")])
    assert "The data has errors" in words(plan)
    (button,) = [one for one in plan.plan.findChildren(QPushButton) if one.isVisible()]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert plan.pages.currentWidget() is plan.checks


def test_a_number_is_changed_before_the_first_plan(plan: MainWindow, qtbot: QtBot) -> None:
    """The sample, one number, a plan: the way a stranger goes."""
    (button,) = [one for one in plan.plan.findChildren(QPushButton) if one.text() == "Change a number first"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert plan.pages.currentWidget() is plan.data
    grid = plan.data.grid
    assert (grid.cells_model().table.id, grid.currentIndex().data()) == ("demand", "10")
    qtbot.keyClick(grid, "2")
    editor = QApplication.focusWidget()
    assert editor is not None
    qtbot.keyClicks(editor, "5")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: plan.document.case.rows("demand")[0][2] == 25.0)


def test_while_a_plan_is_sought_the_keyboard_is_at_stop_and_then_at_the_plan(plan: MainWindow, qtbot: QtBot) -> None:
    """What had it is gone, and the next in the row would be Import, which Space then presses."""
    (button,) = [one for one in plan.plan.findChildren(QPushButton) if one.isVisible() and one.text() == "Plan"]
    button.setFocus()
    plan.plan.begin(0.005)
    plan.show_page("plan")
    at = plan.focusWidget()
    assert isinstance(at, QPushButton)
    assert at.text() == "Stop"
    plan.plan.end()
    at = plan.focusWidget()
    assert isinstance(at, QPushButton)
    assert at.text() == "Plan"
    show(plan, answered())
    assert isinstance(plan.focusWidget(), QScrollArea)


def test_a_plan_reads_from_figures_to_advice(plan: MainWindow) -> None:
    show(plan, answered())
    read = words(plan)
    assert "This is the recommended plan" in read
    assert "EUR 1.20 k" in read
    assert "<b>Order from Ganzhou (China)</b>" in read
    assert "Narva approval" in read
    assert "Customers go short in 1 of 2 scenarios" in read


def test_the_shortest_runway_stands_above_once_a_child_has_found_it(plan: MainWindow, qtbot: QtBot) -> None:
    show(plan, answered())
    assert "Shortest runway" in words(plan)
    # Forty magnets are in store, twenty needed a month.
    qtbot.waitUntil(lambda: "8.7 weeks" in words(plan), timeout=WAIT)
    assert "Drive, if " in words(plan)


def test_names_that_look_like_markup_are_shown_as_they_are(plan: MainWindow) -> None:
    strange = decision(3, 2, "redesign", "<img src='x'>")
    answer = with_plan(answer_to(embargo(), decisions=[strange]), (), 1295.0, 0.005)
    show(plan, answer)
    assert "&lt;img" in words(plan)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.STOPPED_WITHOUT_PLAN, "No plan was found in the time given"),
        (Status.INFEASIBLE, "No plan can keep all the limits"),
        (Status.UNBOUNDED, "The model has no cheapest plan"),
        (Status.CANCELLED, "Planning was stopped"),
        (Status.FAILED, "Planning failed"),
        (Status.REFUSED, "The data has errors, so it was not planned"),
    ],
)
def test_every_end_without_a_plan_is_told(plan: MainWindow, status: Status, said: str) -> None:
    show(plan, without_plan(status, clashes=("at most 60 % from China",)))
    assert said in words(plan)
    if status is Status.INFEASIBLE:
        assert "These clash: at most 60 % from China. Change one of them" in words(plan)
    assert not plan.commands["export"].isEnabled()


def test_a_plan_that_is_not_proven_says_how_far_it_may_be_off(plan: MainWindow) -> None:
    show(plan, dataclasses.replace(answered(), status=Status.STOPPED_WITH_PLAN, gap=0.0123))
    assert "within 1.2 % of the best possible" in words(plan)
    assert "recommended" not in words(plan)


def test_every_status_has_a_title() -> None:
    assert set(TITLES) == set(Status)


def test_without_a_plan_after_the_time_given_the_way_on_is_told(plan: MainWindow) -> None:
    show(plan, dataclasses.replace(without_plan(Status.STOPPED_WITHOUT_PLAN), seconds=61.0))
    assert "It took 61 seconds. Plan again to look longer, or make the case smaller" in words(plan)


def test_where_there_is_no_plan_none_is_called_older_than_the_data(plan: MainWindow) -> None:
    show(plan, without_plan(Status.CANCELLED))
    plan.document.edit(SetCells("items", ((0, "standard_cost", 6.0),)), "change")
    assert "The data has changed since." in words(plan)
    assert "older" not in words(plan)
    assert [
        one.text() for one in plan.statusBar().findChildren(QLabel) if "older" in one.text() and one.isVisible()
    ] == []


def test_a_plan_older_than_the_data_says_so_until_the_change_is_undone(plan: MainWindow) -> None:
    show(plan, answered())
    assert "older than your data" not in words(plan)
    plan.document.edit(SetCells("items", ((0, "standard_cost", 6.0),)), "change")
    assert "older than your data" in words(plan)
    plan.document.undo_stack.undo()
    assert "older than your data" not in words(plan)


def test_progress_is_told_in_words_and_moves_with_the_gap(plan: MainWindow, qtbot: QtBot) -> None:
    plan.plan.begin(0.005)
    plan.plan.hear(Phase("Looking for the best plan"))
    plan.plan.hear(Progress(3.0, 4.8e6, 4.3e6, 0.1))
    read = words(plan)
    assert "Looking for the best plan" in read
    assert "EUR 4.80 M" in read
    assert "10 %" in read
    with qtbot.waitSignal(plan.plan.stop_wanted):
        (stop,) = [one for one in plan.plan.findChildren(QPushButton) if one.text() == "Stop"]
        qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    plan.plan.end()


def test_progress_ends_where_the_cards_below_it_end(plan: MainWindow, qtbot: QtBot) -> None:
    show(plan, answered())
    plan.plan.begin(0.005)
    panel, tiles = plan.plan.findChild(ProgressPanel), plan.plan.findChild(Tiles)
    assert panel is not None and tiles is not None
    qtbot.waitUntil(lambda: plan.plan.scroll_bar.maximum() > 0)

    def right(part: QWidget) -> int:
        return part.mapTo(plan, part.rect().topRight()).x()

    qtbot.waitUntil(lambda: right(panel) == right(tiles))
    plan.plan.end()


def test_tables_of_the_plan_stand_behind_tabs(plan: MainWindow) -> None:
    show(plan, answered())
    (tabs,) = [one for one in plan.plan.findChildren(QTabBar) if one.accessibleName() == "Tables of the plan"]
    grid = plan.plan.grid
    assert grid is not None
    heads = [grid.cells_model().headerData(section, Qt.Orientation.Horizontal) for section in range(3)]
    assert heads == ["Month", "Supplier", "Item"]
    assert grid.cells_model().index(0, 1).data() == "Ganzhou"
    assert not grid.cells_model().editable
    tabs.setCurrentIndex(2)
    stocks = plan.plan.grid
    assert stocks is not None
    assert stocks.cells_model().records() == 2


def test_charts_are_drawn_for_the_scenario_chosen(plan: MainWindow, qtbot: QtBot) -> None:
    show(plan, answered())
    chart = plan.plan.findChild(Chart)
    assert chart is not None
    qtbot.waitUntil(lambda: chart.is_drawn, timeout=WAIT)
    (tabs,) = [one for one in plan.plan.findChildren(QTabBar) if one.accessibleName() == "Charts"]
    (scenario,) = [one for one in plan.plan.findChildren(QComboBox) if one.accessibleName() == "Scenario of the chart"]
    for tab in range(tabs.count()):
        tabs.setCurrentIndex(tab)
        qtbot.waitUntil(lambda: chart.is_drawn, timeout=WAIT)
    tabs.setCurrentIndex(0)
    scenario.setCurrentIndex(2)
    scenario.activated.emit(2)
    qtbot.waitUntil(lambda: chart.is_drawn, timeout=WAIT)
    assert "Stop" in chart.accessibleName()


def test_the_outcome_speaks_to_a_screen_reader(plan: MainWindow) -> None:
    show(plan, answered())
    outcome = plan.plan.findChild(Outcome)
    assert outcome is not None
    assert outcome.accessibleName().startswith("This is the recommended plan.")


@pytest.mark.parametrize("name", ["chart.png", "chart.svg", "chart.pdf", "numbers.csv"])
def test_a_chart_or_its_numbers_are_saved(
    plan: MainWindow, qtbot: QtBot, answers: Answers, tmp_path: Path, name: str
) -> None:
    show(plan, answered())
    answers.give(chart_to_write=tmp_path / name)
    (save,) = [one for one in plan.plan.findChildren(QToolButton) if "Save the chart" in one.accessibleName()]
    qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil((tmp_path / name).exists, timeout=WAIT)


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 800), (853, 533)])
def test_nothing_is_cut_in_any_window(plan: MainWindow, qtbot: QtBot, size: tuple[int, int]) -> None:
    """The last size is the first one on a screen of scale 1.5."""
    show(plan, answered())
    plan.resize(*size)
    qtbot.wait(100)
    (scroll,) = [one for one in plan.plan.findChildren(QScrollArea) if one.widget() is not None]
    assert scroll.horizontalScrollBar().maximum() == 0
    cut = [one.text() for one in plan.plan.findChildren(QLabel) if one.isVisible() and _is_cut(one)]
    assert cut == []


def _is_cut(label: QLabel) -> bool:
    needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
    return label.height() < needed
