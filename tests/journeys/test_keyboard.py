"""Decides whether everything can be done with the keyboard alone: open, change, check, plan, read, hand on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from planner.solve.options import Options
from planner.tables.inputs import table
from tests.ui.answers import Answers
from tests.ui.conftest import OFFSCREEN
from ui.main_window import MainWindow
from ui.widgets.grid import Grid

pytestmark = pytest.mark.qt_log_ignore(OFFSCREEN)
SECONDS = 30.0
"""How long the sample is planned: enough for a plan on a machine that does other things too."""

WAIT = 60_000
MOST = 60  # presses of Tab before a part counts as out of reach
PAGES = ("start", "data", "checks", "exposure", "plan", "playbook", "why", "compare", "licences", "report")


def here() -> QWidget:
    """What the keyboard is at."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def name() -> str:
    return here().accessibleName() or getattr(here(), "text", str)()


def press(qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(here(), key, held)


def command(window: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)


def tab_to(qtbot: QtBot, wanted: str) -> None:
    """Press Tab, or what leaves a grid, until the keyboard is at what is called so."""
    passed = []
    for _ in range(MOST):
        if name() == wanted:
            return
        passed.append(name())
        leaves = Qt.KeyboardModifier.ControlModifier if isinstance(here(), Grid) else Qt.KeyboardModifier.NoModifier
        press(qtbot, Qt.Key.Key_Tab, leaves)
    raise AssertionError(f"'{wanted}' is out of reach; passed: {passed}")


@pytest.fixture
def sample(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window with the sample, opened by the key the first screen offers."""
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)
    assert name() == "Open the sample"
    press(qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not window.document.is_empty and window.checker.up_to_date, timeout=WAIT)
    return window


def test_a_session_without_a_mouse(sample: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window = sample
    window.planner.options = Options(time_limit=SECONDS)
    command(window, qtbot, Qt.Key.Key_2)
    assert window.pages.currentWidget() is window.data
    tab_to(qtbot, "Tables")
    qtbot.keyClicks(here(), "Prod")
    tab_to(qtbot, "Products")
    place = table("products").position("shortage_cost")
    for _ in range(place):
        press(qtbot, Qt.Key.Key_Right)
    at = window.data.grid.currentIndex()
    assert (at.row(), at.column()) == (0, place)
    qtbot.keyClicks(here(), "9")
    qtbot.keyClicks(here(), "50")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.document.case.rows("products")[0][place] == 950, timeout=WAIT)
    command(window, qtbot, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: window.checker.up_to_date, timeout=WAIT)
    assert any(one.text() == "Nothing to mend" and one.isVisible() for one in window.checks.findChildren(QLabel))

    qtbot.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: window.planner.running, timeout=WAIT)
    assert window.pages.currentWidget() is window.plan
    qtbot.waitUntil(lambda: not window.planner.running, timeout=int(1000 * SECONDS) + 90_000)
    qtbot.waitUntil(lambda: window.plan.is_whole, timeout=WAIT)
    command(window, qtbot, Qt.Key.Key_5)
    press(qtbot, Qt.Key.Key_PageDown)
    assert window.plan.scroll_bar.value() > 0
    tab_to(qtbot, "Charts")
    charts = here()
    assert isinstance(charts, QTabBar)
    press(qtbot, Qt.Key.Key_Right)
    assert charts.tabText(charts.currentIndex()) == "Stock and cover"
    tab_to(qtbot, "Item of the chart")
    item = here()
    assert isinstance(item, QComboBox)
    press(qtbot, Qt.Key.Key_Down)
    assert item.currentIndex() == 1
    tab_to(qtbot, "Orders")
    press(qtbot, Qt.Key.Key_Down)
    assert window.plan.grid is here()

    answers = window.ask
    assert isinstance(answers, Answers)
    answers.give(file_to_write=tmp_path / "plan.xlsx")
    command(window, qtbot, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: not window.files.busy and (tmp_path / "plan.xlsx").exists(), timeout=WAIT)
    assert answers.told("tell") == []


def test_every_page_has_a_key_and_none_keeps_the_keyboard(sample: MainWindow, qtbot: QtBot) -> None:
    """From wherever a page puts the keyboard, the sidebar is a few presses of Tab away."""
    keys = (*(Qt.Key(Qt.Key.Key_1.value + place) for place in range(9)), Qt.Key.Key_0)
    for key, page in zip(keys, PAGES, strict=True):
        command(sample, qtbot, key)
        assert sample.pages.currentWidget() is sample.pages.page(page), page
        tab_to(qtbot, "Start")


def test_a_form_beside_its_grid_is_reached_and_left(sample: MainWindow, qtbot: QtBot) -> None:
    command(sample, qtbot, Qt.Key.Key_2)
    tab_to(qtbot, "Tables")
    qtbot.keyClicks(here(), "Prod")
    tab_to(qtbot, "Products")
    press(qtbot, Qt.Key.Key_F4)
    tab_to(qtbot, "Bill of materials as a tree")
    press(qtbot, Qt.Key.Key_Down)
    tab_to(qtbot, "Start")
