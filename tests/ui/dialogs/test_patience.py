"""While many cells are worked through the window lives on, soon with a box whose Stop leaves everything as it was."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QProgressDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planner.events import Stopped
from planner.tables.inputs import table
from tests.ui.answers import Answers
from ui.dialogs.patience import Patience
from ui.main_window import MainWindow

ROWS = 4000


def slowly(patience: Patience, seconds: float) -> list[int]:
    """Things that take a while together."""
    done = []
    for one in patience.through(range(1000)):
        time.sleep(seconds / 1000)
        done.append(one)
    return done


def press_stop() -> None:
    for box in QApplication.topLevelWidgets():
        if isinstance(box, QProgressDialog) and box.isVisible():
            (stop,) = box.findChildren(QPushButton)
            assert stop.text() == "Stop"
            stop.click()


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_window_has_its_turns_meanwhile(parent: QWidget) -> None:
    beats: list[float] = []
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(time.monotonic()))
    timer.start(5)
    assert slowly(Patience("Pasting", parent), 0.4) == list(range(1000))
    timer.stop()
    assert len(beats) >= 3


def test_what_takes_long_shows_a_box_with_stop(parent: QWidget) -> None:
    QTimer.singleShot(700, press_stop)
    patience = Patience("Pasting", parent)
    with pytest.raises(Stopped):
        slowly(patience, 5.0)
    patience.end()
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, QProgressDialog) and one.isVisible()]


def test_a_paste_that_is_stopped_changes_nothing(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(self: Patience, share: float) -> None:
        raise Stopped

    monkeypatch.setattr("ui.dialogs.patience._TURN", -1.0)
    monkeypatch.setattr(Patience, "_live", stop)
    window.show_page("data")
    window.data.show_table("items")
    window.data.grid.show_cell(0, 0)
    QApplication.clipboard().setText("\n".join(f"M{row}" for row in range(ROWS)))
    before = window.document.case.fingerprint()
    window.commands["paste"].trigger()
    assert window.document.case.fingerprint() == before
    assert window.document.undo_stack.count() == 0
    assert "Stopped" in window.statusBar().currentMessage()


def test_a_paste_of_many_rows_is_one_step(window: MainWindow) -> None:
    assert isinstance(window.ask, Answers)
    window.show_page("data")
    window.data.show_table("items")
    window.data.grid.show_cell(0, 0)
    QApplication.clipboard().setText("\n".join(f"M{row}" for row in range(ROWS)))
    window.commands["paste"].trigger()
    assert len(window.document.case.rows("items")) == ROWS
    assert window.document.case.rows("items")[-1][table("items").position("item")] == f"M{ROWS - 1}"
    window.document.undo_stack.undo()
    assert window.document.undo_stack.index() == 0
    assert window.document.is_empty
