"""Decides whether keys do what people expect of them where Qt does nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.planner.report.stories import embargo
from tests.ui.pages.test_plan import answered, show
from tests.ui.tasks.test_files import small
from ui.main_window import MainWindow


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_the_button_that_has_the_keyboard(window: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    window.document.open(small(), title="Small")
    window.checker.close()
    window.show_page("plan")
    (change,) = [one for one in window.plan.findChildren(QPushButton) if one.text() == "Change a number first"]
    change.setFocus()
    qtbot.keyClick(change, key)
    assert window.pages.currentWidget() is window.data


def test_enter_with_another_key_held_presses_nothing(window: MainWindow, qtbot: QtBot) -> None:
    window.document.open(small(), title="Small")
    window.checker.close()
    window.show_page("plan")
    (change,) = [one for one in window.plan.findChildren(QPushButton) if one.text() == "Change a number first"]
    change.setFocus()
    qtbot.keyClick(change, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.pages.currentWidget() is window.plan


def test_home_and_end_go_to_the_ends_of_a_page(window: MainWindow, qtbot: QtBot) -> None:
    window.document.open(embargo(), title="Embargo")
    window.checker.close()
    window.show_page("plan")
    show(window, answered())
    bar = window.plan.scroll_bar
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    window.plan.keys.setFocus()
    qtbot.keyClick(window.plan.keys, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    qtbot.keyClick(window.plan.keys, Qt.Key.Key_Home)
    assert bar.value() == 0
