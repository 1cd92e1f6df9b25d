"""Decides what tests of the window start from: a window with nobody to ask, in a known locale, closed at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import planner.checks.run  # noqa: F401 - as the program has it once its window stands
from tests.ui.answers import Answers
from ui.main_window import MainWindow
from ui.models.display import Display
from ui.style import Look
from ui.tasks.garbage import Garbage

OFFSCREEN = "This plugin does not support"
"""Opening words of what Qt says, without a screen, of things only a screen can do."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN))


@pytest.fixture(autouse=True, scope="module")
def garbage(qapp: QApplication) -> Iterator[Garbage]:
    """As the program has it: threads that draw collect nothing."""
    made = Garbage(qapp)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def english() -> Display:
    return Display(QLocale("en_US"))


@pytest.fixture
def german() -> Display:
    return Display(QLocale("de_DE"))


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    made = Look(qapp, "light")
    yield made
    made.deleteLater()


@pytest.fixture
def new_window(qtbot: QtBot, look: Look, tmp_path: Path) -> Iterator[Callable[[], MainWindow]]:
    """Opens windows as another start of the program would; they share what is remembered."""
    opened: list[MainWindow] = []

    def make() -> MainWindow:
        settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
        window = MainWindow(look, settings, lambda parent: Answers(look, parent), tmp_path / "recovery")
        opened.append(window)
        window.resize(1280, 800)
        window.show()
        window.activateWindow()
        qtbot.waitExposed(window)
        return window

    yield make
    for window in opened:
        window.put_away()
        window.close()
        window.deleteLater()


@pytest.fixture
def window(new_window: Callable[[], MainWindow]) -> MainWindow:
    return new_window()


@pytest.fixture
def answers(window: MainWindow) -> Answers:
    assert isinstance(window.ask, Answers)
    return window.ask
