"""Decides whether findings are at hand soon after an edit, and in full once the user pauses."""

from __future__ import annotations

import time

from pytestqt.qtbot import QtBot

from planner.tables.edits import DeleteRows, SetCells
from tests.ui.tasks.test_files import small
from ui.main_window import MainWindow
from ui.tasks.checking import Checker

WAIT = 20_000


def test_an_edit_is_checked_at_once_and_in_full_after_a_pause(window: MainWindow, qtbot: QtBot) -> None:
    window.document.open(small(), title="Small")
    qtbot.waitUntil(lambda: window.checker.up_to_date, timeout=WAIT)
    assert window.document.findings == ()
    began = time.monotonic()
    window.document.edit(SetCells("offers", ((0, "item", "Magnt"),)), "change")
    qtbot.waitUntil(lambda: bool(window.document.findings), timeout=WAIT)
    assert time.monotonic() - began < 5
    assert any("Magnet" in one.message for one in window.document.findings)
    qtbot.waitUntil(lambda: window.checker.up_to_date, timeout=WAIT)


def test_findings_vanish_when_the_edit_is_undone(window: MainWindow, qtbot: QtBot) -> None:
    window.document.open(small(), title="Small")
    window.document.edit(DeleteRows("items", (0,)), "delete")
    qtbot.waitUntil(lambda: any(one.is_error for one in window.document.findings), timeout=WAIT)
    window.document.undo_stack.undo()
    qtbot.waitUntil(lambda: not any(one.is_error for one in window.document.findings), timeout=WAIT)


def test_a_large_case_is_checked_in_a_child_alone(window: MainWindow, qtbot: QtBot) -> None:
    told = small()
    window.document.open(told, title="Small")
    many = tuple((place, "product", "Drive") for place in range(3))
    window.document.edit(SetCells("demand", many), "same again")
    checker = Checker(window.document, window)
    checker.most_rows = 2
    window.document.edit(SetCells("offers", ((0, "item", "Magnt"),)), "change")
    qtbot.waitUntil(lambda: checker.up_to_date, timeout=WAIT)
    assert window.document.findings
    checker.close()
