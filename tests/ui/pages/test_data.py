"""Decides whether every table can be entered, and what is wrong in it is seen where it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from planner.tables.edits import SetCells
from planner.tables.finding import Finding, Severity
from planner.tables.inputs import INPUTS, table
from tests.builders import case
from tests.ui.answers import Answers
from tests.ui.tasks.test_files import small
from ui.main_window import MainWindow
from ui.pages.data import DataPage
from ui.style import Look
from ui.widgets.find_bar import FindBar
from ui.widgets.table_list import TableList


@pytest.fixture
def data(window: MainWindow) -> MainWindow:
    window.document.open(small(), title="Small")
    window.show_page("data")
    return window


def test_every_table_of_the_case_has_its_grid(data: MainWindow) -> None:
    tables = data.data.findChild(TableList)
    assert tables is not None
    for one in INPUTS:
        data.data.show_table(one.id)
        assert data.data.grid.accessibleName() == one.title
        assert data.data.grid.cells_model().editable


def test_the_list_counts_rows_and_marks_findings(data: MainWindow) -> None:
    data.document.set_findings([Finding("x", Severity.ERROR, "X", "offers", 0, "price")])
    tables = data.data.findChild(TableList)
    assert tables is not None
    spoken = [tables.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(tables.count())]
    assert "Offers, 1 row, 1 error" in spoken
    assert "Demand, 1 row" in spoken


def test_a_finding_is_shown_in_its_cell_even_behind_a_filter(data: MainWindow) -> None:
    data.data.show_table("items")
    data.data.grid.cells_model().set_filters({0: "nothing like it"})
    data.checks.place_wanted.emit(Finding("x", Severity.ERROR, "X", "items", 0, "standard_cost"))
    current = data.data.grid.currentIndex()
    assert (current.row(), data.data.grid.cells_model().heading(current.column()).title) == (0, "Standard cost")


def test_a_finding_of_a_setting_or_a_month_is_shown_too(data: MainWindow) -> None:
    data.data.show_finding(Finding("x", Severity.ERROR, "X", "case", 0, "months"))
    assert data.data.grid.currentIndex().row() == 2
    data.data.show_finding(Finding("x", Severity.ERROR, "X", "demand", 1, "quantity"))
    assert (data.data.grid.currentIndex().row(), data.data.grid.currentIndex().column()) == (0, 2)


def test_a_changed_horizon_changes_the_months_of_the_demand(data: MainWindow) -> None:
    data.data.show_table("demand")
    assert data.data.grid.cells_model().columnCount() == 4
    data.document.edit(SetCells("case", ((0, "months", 5),)), "months")
    assert data.data.grid.cells_model().columnCount() == 6


def test_a_changed_currency_changes_the_heads(data: MainWindow) -> None:
    data.data.show_table("offers")
    data.document.edit(SetCells("case", ((0, "currency", "EUR"),)), "currency")
    assert data.data.grid.cells_model().heading(3).unit == "EUR/unit"


def test_a_filter_says_how_much_it_hides_and_can_be_lifted(data: MainWindow, qtbot: QtBot) -> None:
    data.document.open(case(items=[{"item": name, "standard_cost": 1} for name in "ABC"]), title="Items")
    data.data.show_table("items")
    grid = data.data.grid
    grid.cells_model().set_filters({0: "b"})
    grid.arranged.emit()
    (show_all,) = [one for one in data.data.findChildren(QPushButton) if one.text() == "Show all rows"]
    assert show_all.isVisible()
    qtbot.mouseClick(show_all, Qt.MouseButton.LeftButton)
    assert grid.cells_model().rowCount() == 4
    assert not show_all.isVisible()


def find_lines(window: MainWindow) -> tuple[FindBar, QLineEdit, QLineEdit]:
    window.commands["find"].trigger()
    bar = window.data.findChild(FindBar)
    assert bar is not None
    text, other = bar.findChildren(QLineEdit)
    return bar, text, other


def test_find_goes_from_cell_to_cell_and_round_the_end(data: MainWindow, qtbot: QtBot) -> None:
    data.document.open(case(items=[{"item": name, "standard_cost": 1} for name in ("A1", "B", "A2")]), title="Items")
    data.data.show_table("items")
    data.data.grid.show_cell(0, 0)
    bar, text, _ = find_lines(data)
    qtbot.keyClicks(text, "a")
    rows = []
    for _ in range(3):
        qtbot.keyClick(text, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not bar.findChildren(QLineEdit)[0].isHidden())
        rows.append(data.data.grid.currentIndex().row())
    assert rows == [2, 0, 2]


def test_replace_changes_every_cell_in_one_step(data: MainWindow, qtbot: QtBot) -> None:
    data.document.open(case(items=[{"item": name, "standard_cost": 1} for name in ("MAG-1", "x", "mag-2")]), title="I")
    data.data.show_table("items")
    before = data.document.case.fingerprint()
    bar, text, other = find_lines(data)
    qtbot.keyClicks(text, "mag")
    qtbot.keyClicks(other, "PM")
    (button,) = [one for one in bar.findChildren(QPushButton) if one.text() == "Replace all"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [row[0] for row in data.document.case.rows("items")] == ["PM-1", "x", "PM-2"])
    data.document.undo_stack.undo()
    assert data.document.case.fingerprint() == before


@pytest.mark.parametrize("looked_for", ["nowhere", "Magnet"])
def test_the_bar_is_closed_after_what_was_found_or_not(data: MainWindow, qtbot: QtBot, looked_for: str) -> None:
    """In a small table a search is over at once; to stop it again must not reach for what is gone."""
    data.data.show_table("items")
    bar, text, _ = find_lines(data)
    qtbot.keyClicks(text, looked_for)
    qtbot.keyClick(text, Qt.Key.Key_Return)
    qtbot.wait(20)
    qtbot.keyClick(text, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    find_lines(data)
    qtbot.keyClick(text, Qt.Key.Key_Return)
    assert bar.isVisible()


@pytest.mark.parametrize("typed", ["9000", "9,000"])
def test_a_number_is_found_and_replaced_however_it_is_typed(data: MainWindow, qtbot: QtBot, typed: str) -> None:
    """A cell shows 9,000; people look for 9000."""
    data.document.open(case(items=[{"item": "MAG-1", "standard_cost": 9000}, {"item": "x", "standard_cost": 90}]))
    data.data.show_table("items")
    bar, text, other = find_lines(data)
    qtbot.keyClicks(text, typed)
    qtbot.keyClicks(other, "8500")
    (button,) = [one for one in bar.findChildren(QPushButton) if one.text() == "Replace all"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    place = table("items").position("standard_cost")
    qtbot.waitUntil(lambda: [row[place] for row in data.document.case.rows("items")] == [8500.0, 90.0])


def test_a_step_is_named_after_the_month_that_was_changed(data: MainWindow) -> None:
    data.data.show_table("demand")
    grid = data.data.grid
    grid.show_cell(0, 1)
    data.data.entered.emit(grid.currentIndex(), 7.0, False)
    assert data.document.undo_stack.undoText() == "change Jan 2027"


def test_a_replacement_that_would_leave_nonsense_changes_nothing(
    data: MainWindow, qtbot: QtBot, answers: Answers
) -> None:
    data.data.show_table("offers")
    bar, text, other = find_lines(data)
    qtbot.keyClicks(text, "6")
    qtbot.keyClicks(other, "six")
    (button,) = [one for one in bar.findChildren(QPushButton) if one.text() == "Replace all"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(answers.told("refused")))
    assert not data.document.undo_stack.canUndo()


@pytest.mark.parametrize("width", [853, 1280, 1920])
def test_what_a_setting_means_is_read_in_full_in_any_window(window: MainWindow, qtbot: QtBot, width: int) -> None:
    window.resize(width, 800)
    window.show_page("data")
    window.data.show_table("case")
    qtbot.wait(50)
    grid = window.data.grid
    model = grid.cells_model()
    metrics, last = grid.fontMetrics(), model.columnCount() - 1
    for row in range(model.rowCount()):
        cell = grid.visualRect(model.index(row, last)).adjusted(8, 0, -8, 0)
        words = str(model.index(row, last).data())
        needed = metrics.boundingRect(cell.adjusted(0, 0, 0, 1000), Qt.TextFlag.TextWordWrap, words)
        assert needed.height() <= cell.height(), words


def test_rows_of_settings_follow_a_window_made_wider_and_narrower_again(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("data")
    window.data.show_table("case")
    found = []
    for width in (1000, 1920, 1000):
        window.resize(width, 800)
        qtbot.wait(50)
        found.append([window.data.grid.rowHeight(row) for row in range(10)])
    narrow, wide, again = found
    assert narrow == again and max(narrow) > max(wide) == min(wide)


def test_a_page_made_after_the_case_was_opened_counts_its_rows(window: MainWindow, qapp: QApplication) -> None:
    window.document.open(small(), title="Small")
    late = DataPage(window.document, Look(qapp, "light"), (), (), window)
    tables = late.findChild(TableList)
    assert tables is not None
    spoken = [tables.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(tables.count())]
    assert "Offers, 1 row" in spoken
