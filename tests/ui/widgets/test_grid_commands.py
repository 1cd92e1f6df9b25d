"""Decides whether findings are cured where they are seen, and rows of every kind of grid can be copied and deleted."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from planner.tables.edits import SetCells
from planner.tables.finding import Finding, Severity
from tests.builders import case
from ui.dialogs.details import DetailsBox
from ui.main_window import MainWindow
from ui.tasks import checking
from ui.tasks.task import Task
from ui.widgets.busy_strip import BusyStrip
from ui.widgets.grid import Grid


@pytest.fixture
def full(window: MainWindow) -> MainWindow:
    items = [{"item": "A", "standard_cost": 1}, {"item": "B", "standard_cost": 2}]
    window.document.open(case(items=items, products=[{"product": "P", "shortage_cost": 1}], demand={"P": [1, 2, 3]}))
    window.checker.close()
    window.show_page("data")
    return window


def shown(window: MainWindow, qtbot: QtBot, table: str) -> Grid:
    window.data.show_table(table)
    grid = window.data.grid
    grid.setFocus()
    qtbot.waitUntil(grid.hasFocus)
    return grid


def press(qtbot: QtBot, grid: Grid, keys: str) -> None:
    pressed = QKeySequence(keys)[0]
    qtbot.keyClick(grid, pressed.key(), pressed.keyboardModifiers())


def test_a_certain_cure_is_one_key_away_and_can_be_undone(full: MainWindow, qtbot: QtBot) -> None:
    grid = shown(full, qtbot, "items")
    cure = SetCells("items", ((1, "item", "B2"),))
    full.document.set_findings([Finding("x", Severity.ERROR, "Did you mean 'B2'?", "items", 1, "item", cure=cure)])
    grid.show_cell(1, 0)
    assert "Alt+Enter mends it." in grid.currentIndex().data(Qt.ItemDataRole.ToolTipRole)
    press(qtbot, grid, "Alt+Return")
    assert full.document.case.rows("items")[1][0] == "B2"
    press(qtbot, grid, "Ctrl+Z")
    assert full.document.case.rows("items")[1][0] == "B"


def test_where_no_cure_is_certain_the_status_bar_says_what_is_wrong(full: MainWindow, qtbot: QtBot) -> None:
    grid = shown(full, qtbot, "items")
    full.document.set_findings([Finding("x", Severity.ERROR, "Nobody offers 'B'.", "items", 1, "item")])
    grid.show_cell(1, 0)
    press(qtbot, grid, "Alt+Return")
    assert "Nobody offers" in full.statusBar().currentMessage()
    grid.show_cell(0, 0)
    press(qtbot, grid, "Alt+Return")
    assert "Nothing is wrong" in full.statusBar().currentMessage()


def test_a_right_click_offers_what_can_be_done(full: MainWindow, qtbot: QtBot) -> None:
    grid = shown(full, qtbot, "items")
    offered = [action.text() for action in grid.actions()]
    assert {"Mend cell", "Cut", "Copy", "Paste", "Insert row", "Delete rows"} <= set(offered)
    assert grid.contextMenuPolicy() is Qt.ContextMenuPolicy.ActionsContextMenu


def test_a_product_with_its_months_is_duplicated_under_another_name(full: MainWindow, qtbot: QtBot) -> None:
    grid = shown(full, qtbot, "demand")
    grid.show_cell(0, 1)
    press(qtbot, grid, "Ctrl+Shift+D")
    press(qtbot, grid, "Ctrl+Shift+D")
    named = [row[0] for row in full.document.case.rows("demand")]
    assert named == ["P"] * 3 + ["P (copy)"] * 3 + ["P (copy 1)"] * 3 or named[3:6] == ["P (copy)"] * 3
    press(qtbot, grid, "Ctrl+Z")
    press(qtbot, grid, "Ctrl+Z")
    assert len(full.document.case.rows("demand")) == 3


def test_a_new_product_is_begun_in_the_last_row_of_a_month_grid(full: MainWindow, qtbot: QtBot) -> None:
    grid = shown(full, qtbot, "demand")
    grid.show_cell(0, 1)
    press(qtbot, grid, "Ctrl++")
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (1, 0)


def test_settings_cannot_be_deleted(full: MainWindow, qtbot: QtBot) -> None:
    grid = shown(full, qtbot, "case")
    before = full.document.case.fingerprint()
    grid.show_cell(3, 1)
    press(qtbot, grid, "Ctrl+-")
    press(qtbot, grid, "Ctrl++")
    press(qtbot, grid, "Ctrl+Shift+D")
    assert full.document.case.fingerprint() == before


class _Work:
    """Work that runs until it is told to end."""

    running = True

    def __init__(self) -> None:
        self.asked_to_stop = False

    def poll(self) -> list[object]:
        return []

    def stop(self) -> None:
        self.asked_to_stop = True

    def kill(self) -> None: ...


def test_of_several_works_the_last_is_shown_and_then_the_one_before(full: MainWindow, qtbot: QtBot) -> None:
    strip = BusyStrip(full)
    works = [_Work(), _Work()]
    tasks = [Task(work, lambda: None, name, full) for work, name in zip(works, ("First", "Second"), strict=True)]  # type: ignore[arg-type]  # no events
    for task in tasks:
        strip.watch(task)
    assert strip._words.text() == "Second …"
    strip._stop.click()
    assert [work.asked_to_stop for work in works] == [False, True]
    tasks[1].drop()
    assert strip._words.text() == "First …"
    assert strip._stop.isEnabled()
    tasks[0].drop()
    assert strip.isHidden()


def test_a_long_check_is_shown_while_it_runs(full: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "_SHOWN_AFTER", 1)  # any check takes longer
    with qtbot.waitSignal(full.checker.began, timeout=30_000):
        full.document.edit(SetCells("items", ((0, "standard_cost", 3.0),)), "change")
    assert any(bar.isVisible() for bar in full.statusBar().findChildren(QProgressBar))
    qtbot.waitUntil(lambda: full.checker.up_to_date, timeout=30_000)
    assert not any(bar.isVisible() for bar in full.statusBar().findChildren(QProgressBar))


def test_a_fault_offers_its_details_a_copy_and_the_folder_of_the_log(full: MainWindow, tmp_path: Path) -> None:
    box = DetailsBox("Something went wrong", "A fault.", "Traceback", full, log=tmp_path)
    assert [one.text() for one in box.findChildren(QPushButton)] == ["Details", "Log folder", "Copy", "Close"]
    without = DetailsBox("Not done", "A fault.", "Traceback", full)
    assert "Log folder" not in [one.text() for one in without.findChildren(QPushButton)]
