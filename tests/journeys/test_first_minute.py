"""Decides whether a stranger gets from the first screen to a recommendation: open the sample, press Plan, read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from planner.solve.options import Options
from planner.store.reading import read_case
from tests.ui.answers import Answers
from tests.ui.conftest import OFFSCREEN
from ui.main_window import MainWindow
from ui.style import Look
from ui.widgets.chart import Chart

SECONDS = 30.0
"""How long the sample is planned: enough for a plan on a machine that does other things too."""


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    look = Look(qapp, "light")
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    made = MainWindow(look, settings, lambda parent: Answers(look, parent))
    made.planner.options = Options(time_limit=SECONDS)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.put_away()
    made.close()
    made.deleteLater()


def press(window: MainWindow, qtbot: QtBot, words: str) -> None:
    """Click the one button in sight that says so."""
    seen = [one for one in window.findChildren(QPushButton) if one.isVisible() and one.isEnabled()]
    found = [one for one in seen if words in (one.text(), one.accessibleName())]
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def words(window: MainWindow) -> str:
    QApplication.processEvents()
    while not window.plan.is_whole:
        QApplication.processEvents()
    return "\n".join(one.text() for one in window.plan.findChildren(QLabel) if one.isVisible())


@pytest.mark.qt_log_ignore(OFFSCREEN)
def test_from_the_first_screen_to_a_recommendation(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    press(window, qtbot, "Open the sample")
    qtbot.waitUntil(lambda: not window.document.is_empty, timeout=60_000)
    assert window.pages.currentWidget() is window.plan
    press(window, qtbot, "Plan")
    qtbot.waitUntil(lambda: window.planner.running, timeout=5_000)
    qtbot.waitUntil(lambda: not window.planner.running, timeout=int(1000 * SECONDS) + 90_000)

    read = words(window)
    assert "Do now" in read
    assert "Order from" in read
    assert "Expected cost" in read
    chart = window.plan.findChild(Chart)
    assert chart is not None
    qtbot.waitUntil(lambda: chart.is_drawn, timeout=60_000)

    answers = window.ask
    assert isinstance(answers, Answers)
    answers.give(file_to_write=tmp_path / "plan.xlsx")
    press(window, qtbot, "Export plan")
    qtbot.waitUntil(lambda: not window.files.busy and (tmp_path / "plan.xlsx").exists(), timeout=90_000)
    assert answers.told("tell") == []


@pytest.mark.qt_log_ignore(OFFSCREEN)
def test_the_sample_saved_as_a_workbook_is_the_same_case(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    press(window, qtbot, "Open the sample")
    qtbot.waitUntil(lambda: not window.document.is_empty, timeout=60_000)
    answers = window.ask
    assert isinstance(answers, Answers)
    answers.give(case_to_write=tmp_path / "sample.xlsx")
    window.commands["save"].trigger()
    qtbot.waitUntil(lambda: not window.files.busy, timeout=60_000)
    case = read_case(tmp_path / "sample.xlsx").case
    assert case is not None
    assert case.fingerprint() == window.document.case.fingerprint()
