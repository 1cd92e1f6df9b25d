"""Decides whether the window shows before anything slow is loaded, and remembers how it was left."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.architecture.tree import ROOT
from ui.furnishing import Furnishing
from ui.main_window import MainWindow
from ui.style import Look

SLOW = ("pandas", "matplotlib", "pulp", "highspy", "openpyxl")
STORY = f"""
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from ui.furnishing import Furnishing
from ui.main_window import MainWindow
from ui.style import Look
application = QApplication([])
window = MainWindow(Look(application, "light"), QSettings(sys.argv[1], QSettings.Format.IniFormat))
window.show()
application.processEvents()
print(sorted(set(sys.modules) & set({SLOW!r})))
window.put_away()
"""


def test_nothing_slow_is_loaded_before_the_window_shows(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STORY, str(tmp_path / "settings.ini")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_a_folded_sidebar_and_the_theme_are_remembered(
    new_window: Callable[[], MainWindow], look: Look, qtbot: QtBot
) -> None:
    first = new_window()
    first.commands["fold"].trigger()
    first.commands["dark"].trigger()
    assert look.theme.name == "dark"
    first.close()
    second = new_window()
    assert second.sidebar.folded
    look.choose("light")


def test_the_theme_changes_while_the_window_is_open(window: MainWindow, look: Look) -> None:
    before = window.grab().toImage().pixelColor(640, 700).name()
    window.commands["dark"].trigger()
    after = window.grab().toImage().pixelColor(640, 700).name()
    assert (before, after) == ("#f5f7f7", "#14191a")
    window.commands["light"].trigger()


def test_pages_are_reached_from_the_sidebar_by_key(window: MainWindow, qtbot: QtBot) -> None:
    window.sidebar._buttons["checks"].setFocus()
    qtbot.keyClick(window.sidebar._buttons["checks"], Qt.Key.Key_Return)
    assert window.pages.currentWidget() is window.checks


def test_nothing_but_the_first_page_is_loaded_before_the_window_shows(tmp_path: Path) -> None:
    late = (
        *("numpy", "planner.checks.run", "planner.planning", "planner.store.erp", "planner.store.workbook_in"),
        *("planner.tables.case", "planner.store.project", "ui.document", "ui.works", "ui.pages.data", "ui.pages.plan"),
    )
    done = subprocess.run(
        [sys.executable, "-c", STORY.replace(repr(SLOW), repr(late)), str(tmp_path / "settings.ini")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_what_the_user_may_turn_to_next_is_loaded_in_a_thread_and_nothing_slow_with_it(tmp_path: Path) -> None:
    """Loaded at first use, the wizard and the pages would hold up the window."""
    next_uses = (
        "ui.dialogs.import_wizard",
        "ui.pages.exposure",
        "ui.pages.playbook",
        "ui.pages.why",
        "ui.pages.report",
    )
    told = STORY.replace("print(", "from ui.tasks.warming import warm\nwarm().join()\nprint(")
    told = told.replace(repr(SLOW), repr(SLOW + next_uses))
    done = subprocess.run(
        [sys.executable, "-c", told, str(tmp_path / "settings.ini")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == str(sorted(next_uses)), done.stderr


def test_once_seen_the_window_is_furnished_piece_by_piece(window: MainWindow, qtbot: QtBot) -> None:
    told: list[str] = []
    furnishing = Furnishing(window, lambda: told.append(window.document.name))
    window.repaint()
    qtbot.waitUntil(lambda: not furnishing.busy, timeout=20_000)
    assert told == ["Untitled case"]
    assert "ui.dialogs.import_wizard" in sys.modules
    assert all(window.pages.is_made(page) for page in ("data", "checks", "plan"))


def test_a_key_is_heard_before_anything_works_behind_the_window(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.pages.currentWidget() is window.data


def test_the_table_last_seen_is_shown_again(new_window: Callable[[], MainWindow]) -> None:
    first = new_window()
    first.data.show_table("offers")
    first.close()
    assert new_window().data.grid.cells_model().table.id == "offers"


def test_widths_of_columns_are_remembered_for_each_table(new_window: Callable[[], MainWindow], qtbot: QtBot) -> None:
    first = new_window()
    first.show_page("data")
    first.data.show_table("offers")
    head = first.data.grid.horizontalHeader()
    edge = head.sectionViewportPosition(3) + head.sectionSize(3) - 1
    before = head.sectionSize(3)
    middle = head.height() // 2
    qtbot.mousePress(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(edge, middle))
    qtbot.mouseMove(head.viewport(), QPoint(edge + 60, middle))
    qtbot.mouseRelease(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(edge + 60, middle))
    assert head.sectionSize(3) > before
    width = head.sectionSize(3)
    first.close()
    second = new_window()
    assert second.data.grid.columnWidth(3) == width
    assert second.data.grid.columnWidth(4) == first.data.grid.columnWidth(4)


def test_widths_that_make_no_sense_are_left_out(new_window: Callable[[], MainWindow]) -> None:
    first = new_window()
    first._settings.setValue("widths", '{"offers": {"Price": "wide", "Item": 9999999}, "items": 3}')
    assert first.data.widths() == {"offers": {}}
