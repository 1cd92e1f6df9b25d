"""Decides whether a plan can be watched and stopped, kept, and made again a month later with what has changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planner.solve.options import Options
from planner.solve.outcome import Status
from planner.store.project import load
from tests.ui.answers import Answers
from tests.ui.conftest import OFFSCREEN
from tests.ui.tasks.test_files import small
from ui.dialogs.ask import Unsaved
from ui.main_window import MainWindow
from ui.widgets.editors import TextEditor

pytestmark = pytest.mark.qt_log_ignore(OFFSCREEN)
WAIT = 120_000
STOCK_QUANTITY = 1


def press(
    qtbot: QtBot, widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    qtbot.keyClick(widget, key, held)


def words(window: MainWindow) -> str:
    QApplication.processEvents()
    while not window.plan.is_whole:
        QApplication.processEvents()
    return "\n".join(one.text() for one in window.plan.findChildren(QLabel) if one.isVisible())


def type_into(window: MainWindow, qtbot: QtBot, table: str, row: int, section: int, text: str) -> None:
    """Type into a cell as a person does: the first letter opens the editor, Enter ends it."""
    window.show_page("data")
    window.data.show_table(table)
    grid = window.data.grid
    grid.setFocus()
    qtbot.waitUntil(grid.hasFocus)
    grid.show_cell(row, section)
    qtbot.keyClicks(grid, text[0])
    (editor,) = [one for one in grid.findChildren(TextEditor) if one.isVisible()]
    qtbot.keyClicks(editor, text[1:])
    press(qtbot, editor, Qt.Key.Key_Return)
    QApplication.processEvents()  # the editor is left once the key was dealt with


def begin(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(qtbot, window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: window.planner.running, timeout=5000)


def plan(window: MainWindow, qtbot: QtBot) -> None:
    """Press F5 and wait for the answer."""
    begin(window, qtbot)
    qtbot.waitUntil(lambda: not window.planner.running, timeout=WAIT)


def test_next_month_stock_is_updated_and_planned_again_with_the_old_plan_kept(
    new_window: Callable[[], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    project = tmp_path / "Motoren für 東京.remanence"
    first = new_window()
    asked = first.ask
    assert isinstance(asked, Answers)
    first.document.open(small(), title="Small")
    plan(first, qtbot)
    assert "Order from Narva" in words(first).replace("\n", " ") or "Order" in words(first)
    asked.give(case_to_write=project)
    press(qtbot, first, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: first.document.is_saved and not first.files.busy, timeout=WAIT)
    before = first.document.planned
    assert before is not None
    first.close()

    second = new_window()
    with qtbot.waitSignal(second.files.opened, timeout=WAIT):
        second.open_file(second.files.recent.paths[0])
    assert second.document.planned is not None
    assert second.document.planned.answer.objective == before.answer.objective
    assert "older than your data" not in words(second)

    type_into(second, qtbot, "stock", 0, 0, "Magnet")
    type_into(second, qtbot, "stock", 0, STOCK_QUANTITY, "30")
    second.show_page("plan")
    assert "older than your data" in words(second)
    again = [one for one in second.plan.findChildren(QPushButton) if one.text() == "Plan again" and one.isVisible()]
    qtbot.mouseClick(again[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not second.planner.running, timeout=WAIT)
    assert "older than your data" not in words(second)
    after = second.document.planned.answer
    assert after.objective is not None
    assert before.answer.objective is not None
    assert after.objective < before.answer.objective  # thirty magnets need not be bought

    asked = second.ask
    assert isinstance(asked, Answers)
    asked.give(unsaved=Unsaved.SAVE)
    second.close()
    qtbot.waitUntil(lambda: not second.isVisible(), timeout=WAIT)
    kept = load(project)
    assert [one.status for one in kept.plans] == ["proven", "proven"]
    assert kept.plans[0].case == small()
    assert kept.plans[1].case == kept.case
    assert kept.case.rows("stock")[0][:2] == ("Magnet", 30.0)


def test_a_plan_is_watched_and_stopped_with_the_best_so_far(window: MainWindow, qtbot: QtBot) -> None:
    window.planner.options = Options(time_limit=150.0, gap=0.0)
    with qtbot.waitSignal(window.files.opened, timeout=WAIT):
        window.commands["sample"].trigger()
    better: list[float] = []
    window.planner.heard.connect(lambda event: better.append(best) if (best := getattr(event, "best", None)) else None)
    begin(window, qtbot)
    qtbot.waitUntil(lambda: window.plan.findChild(QProgressBar) is not None, timeout=WAIT)
    qtbot.waitUntil(lambda: bool(better) or not window.planner.running, timeout=WAIT)
    shown = words(window)
    assert "%" in shown or not window.planner.running  # the gap
    press(qtbot, window, Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: not window.planner.running, timeout=WAIT)
    planned = window.document.planned
    assert planned is not None
    assert planned.answer.status in (Status.STOPPED_WITH_PLAN, Status.PROVEN)
    read = words(window)
    assert read.index("Do now") < read.index("Orders") if "Orders" in read else "Do now" in read
