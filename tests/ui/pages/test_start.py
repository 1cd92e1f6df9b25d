"""The first page is used by keyboard as by mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.journeys.sap import cs12
from tests.ui.answers import Answers
from ui.main_window import MainWindow


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_choice_is_made_with_enter_too(window: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    (choice,) = [one for one in window.findChildren(QPushButton) if one.accessibleName() == "Begin an empty case"]
    choice.setFocus()
    qtbot.keyClick(choice, key)
    assert window.pages.currentWidget() is window.data


def test_the_first_choice_has_the_keys_when_the_window_opens(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(lambda: window.focusWidget() is not None)
    focused = window.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Open the sample"


def test_whoever_comes_with_lists_of_an_erp_finds_the_way_on_the_first_page(
    window: MainWindow, qtbot: QtBot, answers: Answers, tmp_path: Path
) -> None:
    path = cs12(tmp_path)
    answers.give(files_to_import=[path])
    (choice,) = [one for one in window.findChildren(QPushButton) if one.accessibleName().startswith("Import lists")]
    qtbot.mouseClick(choice, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.imports.wizard is not None, timeout=20_000)
    assert window.imports.wizard is not None
    assert window.imports.wizard.wish.path == path
    window.imports.wizard.reject()


@pytest.mark.parametrize("size", [(1280, 800), (853, 533)])
def test_no_word_of_the_first_page_is_cut(window: MainWindow, qtbot: QtBot, size: tuple[int, int]) -> None:
    window.resize(*size)
    qtbot.wait(50)
    for label in window.pages.currentWidget().findChildren(QLabel):
        if label.isVisible() and label.text():
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            assert label.height() >= needed, label.text()
            assert label.wordWrap() or label.width() >= label.sizeHint().width(), label.text()
