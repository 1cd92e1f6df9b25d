"""Decides whether plans can be compared: with other ways to carry on, for weights of the tail, and with each other."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from planner.plan.answer import Answer, with_plan
from planner.plan.keep import keep
from planner.planning import plan
from planner.solve.options import Options
from planner.store.project import Project, save
from planner.store.workbook_out import write_case
from planner.tables.case import Case
from planner.tables.edits import SetCells
from tests.planner.report.charted import whole_story
from tests.planner.report.stories import order
from tests.ui.answers import Answers
from tests.ui.tasks.test_files import small
from ui.document import Planned
from ui.main_window import MainWindow
from ui.pages.compare import ComparePage
from ui.widgets.grid import Grid

WAIT = 60_000
W = TypeVar("W", bound=QWidget)


def story(first: float = 40.0, expected: float = 1200.0) -> tuple[Case, Answer]:
    """The embargo, with so many magnets ordered of Ganzhou at once, and its cost."""
    told, found = whole_story()
    orders = (order(0, 0, "Ganzhou", first, 4 * first, 1), *found.orders[1:])
    return told, with_plan(dataclasses.replace(found, orders=orders, expected_cost=expected), (), 1290.0, 0.05)


@pytest.fixture
def page(window: MainWindow) -> ComparePage:
    shown = window.pages.page("compare")
    assert isinstance(shown, ComparePage)
    return shown


def opened(window: MainWindow, case: Case, *answers: Answer) -> None:
    """A case with plans, the newest last."""
    kept = tuple(Planned(one, case, name=f"Plan {place}") for place, one in enumerate(answers, 1))
    window.document.open(case.copy(), title="Story", plans=kept)
    window.checker.close()
    window.show_page("compare")


def shown(page: QWidget, kind: type[W]) -> list[W]:
    return [one for one in page.findChildren(kind) if one.isVisible()]


def words(page: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(one.text() for one in shown(page, QLabel))


def press(qtbot: QtBot, page: QWidget, text: str) -> None:
    (button,) = [one for one in shown(page, QPushButton) if one.text() == text]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def turn(page: QWidget, title: str) -> None:
    """Choose a way to compare by its tab."""
    (tabs,) = [one for one in shown(page, QTabBar) if one.accessibleName() == "Ways to compare"]
    tabs.setCurrentIndex([tabs.tabText(place) for place in range(tabs.count())].index(title))


def wait_for(qtbot: QtBot, page: QWidget, text: str) -> None:
    qtbot.waitUntil(lambda: text in words(page), timeout=WAIT)


def cell(grid: Grid, row: int, title: str) -> str:
    model = grid.cells_model()
    titles = [one.title for one in model.table.columns]
    return str(model.index(row, titles.index(title)).data())


def test_without_a_plan_the_page_says_what_it_is_for(window: MainWindow, page: ComparePage) -> None:
    window.document.open(small(), title="Small")
    window.checker.close()
    window.show_page("compare")
    assert "No plan yet" in words(page)
    assert "last month's plan" in words(page)
    assert [one.text() for one in shown(page, QPushButton)] == ["Plan"]


def test_last_months_plan_stands_against_this_months_unasked(
    window: MainWindow, page: ComparePage, qtbot: QtBot
) -> None:
    told, first = story()
    opened(window, told, first, story(60.0, 1100.0)[1])
    turn(page, "Two plans")
    wait_for(qtbot, page, "The new plan costs EUR 100 less than the old one on average")
    assert "order 20 more of Magnet from Ganzhou" in words(page)
    assert "What was entered is the same." in words(page)
    old, new = [one for one in shown(page, QComboBox) if one.accessibleName() in ("Old plan", "New plan")]
    assert old.currentText().startswith("Plan 1 of")
    assert new.currentText().startswith("Plan 2 of")
    assert page.grid is not None
    assert page.grid.cells_model().table.title == "Cost by scenario"


def test_the_older_plan_is_what_was_before_in_whatever_order_they_are_kept(
    window: MainWindow, page: ComparePage
) -> None:
    told, first = story()
    _, second = story(90.0, 1300.0)
    now = datetime.now(UTC)
    kept = (Planned(second, told, made=now), Planned(first, told, made=now - timedelta(days=30)))
    window.document.open(told.copy(), title="Story", plans=kept)
    window.checker.close()
    window.show_page("compare")
    (tabs,) = [one for one in shown(page, QTabBar) if one.accessibleName() == "Ways to compare"]
    tabs.setCurrentIndex(2)
    lists = [one for one in shown(page, QComboBox) if one.accessibleName() in ("Old plan", "New plan")]
    assert ["1,200" in one.currentText() or "1.20 k" in one.currentText() for one in lists] == [True, False]


def test_a_plan_compared_with_itself_differs_in_nothing(window: MainWindow, page: ComparePage, qtbot: QtBot) -> None:
    told, first = story()
    opened(window, told, first, story(60.0, 1100.0)[1])
    turn(page, "Two plans")
    wait_for(qtbot, page, "EUR 100 less")
    (old,) = [one for one in shown(page, QComboBox) if one.accessibleName() == "Old plan"]
    old.setFocus()
    qtbot.keyClick(old, Qt.Key.Key_Home)  # the newest is the first of the list
    wait_for(qtbot, page, "Nothing differs: the same was entered, and both plans do the same at the same cost.")


def test_with_one_plan_the_page_says_how_to_get_another(window: MainWindow, page: ComparePage, qtbot: QtBot) -> None:
    opened(window, *story())
    turn(page, "Two plans")
    wait_for(qtbot, page, "Nothing differs")
    assert "Only one plan is kept with this case." in words(page)


def test_data_changed_since_the_only_plan_are_compared_with_it(
    window: MainWindow, page: ComparePage, qtbot: QtBot
) -> None:
    opened(window, *story())
    window.document.edit(SetCells("items", ((0, "standard_cost", 6.0),)), "change")
    assert "the plan for the data as they were" in words(page)
    turn(page, "Two plans")
    wait_for(qtbot, page, "What was entered: 1 difference, in “Items”.")


def test_a_plan_of_another_project_is_compared(
    window: MainWindow, page: ComparePage, qtbot: QtBot, tmp_path: Path
) -> None:
    told, first = story()
    last_month = tmp_path / "October 東京.remanence"
    save(last_month, Project(told, (keep(story(100.0, 1500.0)[1], told, "Plan"),)))
    opened(window, told, first)
    turn(page, "Two plans")
    wait_for(qtbot, page, "Nothing differs")
    assert isinstance(window.ask, Answers)
    window.ask.give(file_to_open=last_month)
    press(qtbot, page, "Another file…")
    wait_for(qtbot, page, "The new plan costs EUR 300 less than the old one on average")
    assert "order 60 fewer of Magnet from Ganzhou" in words(page)


def test_a_workbook_is_compared_by_what_was_entered_and_one_with_errors_is_not(
    window: MainWindow, page: ComparePage, qtbot: QtBot, tmp_path: Path
) -> None:
    right, wrong = tmp_path / "right.xlsx", tmp_path / "wrong.xlsx"
    write_case(small(start_month="2027-02"), right)
    write_case(small(months=None), wrong)
    answer = plan(small(), Options())
    opened(window, small(), answer)
    turn(page, "Two plans")
    wait_for(qtbot, page, "Nothing differs")
    assert isinstance(window.ask, Answers)
    window.ask.give(file_to_open=right)
    press(qtbot, page, "Another file…")
    wait_for(qtbot, page, "What was entered: ")
    assert "only what was entered can be compared" in words(page)
    window.ask.give(file_to_open=wrong)
    press(qtbot, page, "Another file…")
    wait_for(qtbot, page, "wrong.xlsx has")
    assert "was not compared" in words(page)


def test_other_ways_are_planned_when_asked_and_asked_anew_for_another_plan(
    window: MainWindow, page: ComparePage, qtbot: QtBot
) -> None:
    answer = plan(small(), Options())
    opened(window, small(), answer)
    press(qtbot, page, "Compare")
    wait_for(qtbot, page, "The recommended plan costs as much as carrying on, on average.")
    assert page.grid is not None
    assert page.grid.cells_model().rowCount() == 4
    assert cell(page.grid, 0, "Way to carry on") == "Carry on"
    assert {cell(page.grid, row, "Largest regret") for row in range(4)} == {"0"}
    window.document.set_planned(Planned(answer, small(), window.document.state))
    assert "What would it cost to carry on otherwise?" in words(page)


def test_weights_are_planned_when_asked(window: MainWindow, page: ComparePage, qtbot: QtBot) -> None:
    opened(window, small(), plan(small(), Options()))
    turn(page, "Cost against risk")
    press(qtbot, page, "Compare")
    wait_for(qtbot, page, "No plan is safer than the one that is cheapest on average.")
    assert page.grid is not None
    assert [cell(page.grid, row, "Weight of the tail") for row in (0, 4)] == ["0", "100"]


def test_a_stopped_question_leaves_the_page_usable(window: MainWindow, page: ComparePage, qtbot: QtBot) -> None:
    opened(window, small(), plan(small(), Options()))
    press(qtbot, page, "Compare")
    press(qtbot, page, "Stop")
    wait_for(qtbot, page, "Stopped.")
    press(qtbot, page, "Compare")
    wait_for(qtbot, page, "The recommended plan costs as much as carrying on")


def test_another_case_puts_out_what_was_compared(window: MainWindow, page: ComparePage, qtbot: QtBot) -> None:
    opened(window, small(), plan(small(), Options()))
    press(qtbot, page, "Compare")
    window.document.open(Case(), title="")
    assert "No case yet" in words(page)
    assert not any(one.running for one in page.askings)
