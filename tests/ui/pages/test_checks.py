"""Decides whether problems can be worked off one after the other: found, gone to, mended."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from planner.tables.edits import SetCells
from planner.tables.finding import Finding, Severity
from tests.ui.tasks.test_files import small
from ui.main_window import MainWindow
from ui.widgets.finding_list import FindingList

CURE = SetCells("offers", ((0, "item", "Magnet"),))
WRONG = Finding("unknown", Severity.ERROR, "'Magnt' is no item. Did you mean 'Magnet'?", "offers", 0, "item", cure=CURE)
ODD = Finding("odd", Severity.WARNING, "Nobody uses it.", "items", 0, "item")


@pytest.fixture
def checks(window: MainWindow) -> MainWindow:
    told = small()
    window.document.open(told, title="Small")
    window.document.edit(SetCells("offers", ((0, "item", "Magnt"),)), "mistype")
    window.checker.close()
    window.show_page("checks")
    window.document.set_findings([ODD, WRONG])
    return window


def listed(window: MainWindow) -> FindingList:
    found = window.checks.findChild(FindingList)
    assert found is not None
    return found


def button(window: MainWindow, words: str) -> QPushButton:
    (found,) = [one for one in window.checks.findChildren(QPushButton) if one.text() == words]
    return found


def test_the_first_error_is_read_in_full(checks: MainWindow) -> None:
    assert listed(checks).current() is WRONG


def test_a_double_click_goes_to_the_cell(checks: MainWindow, qtbot: QtBot) -> None:
    found = listed(checks)
    place = found.visualRect(found.currentIndex()).center()
    qtbot.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(found.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert checks.pages.currentWidget() is checks.data
    current = checks.data.grid.currentIndex()
    assert checks.data.grid.cells_model().table.id == "offers"
    assert checks.data.grid.cells_model().heading(current.column()).title == "Item"


def test_a_finding_with_a_cure_is_mended_in_one_step(checks: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(checks, "Mend it"), Qt.MouseButton.LeftButton)
    assert checks.document.case.rows("offers")[0][2] == "Magnet"
    checks.document.undo_stack.undo()
    assert checks.document.case.rows("offers")[0][2] == "Magnt"


def test_a_finding_without_a_cure_offers_none(checks: MainWindow) -> None:
    checks.document.set_findings([ODD])
    assert not button(checks, "Mend it").isVisible()
    assert button(checks, "Go to the cell").isEnabled()


def test_filters_narrow_the_list(checks: MainWindow, qtbot: QtBot) -> None:
    (severity,) = checks.checks.findChildren(QComboBox)
    severity.setCurrentIndex(2)
    assert listed(checks).current() is ODD
    severity.setCurrentIndex(0)
    (line,) = checks.checks.findChildren(QLineEdit)
    qtbot.keyClicks(line, "magnt")
    assert listed(checks).current() is WRONG
    assert listed(checks).findings_model().rowCount() == 1


def test_f8_goes_from_finding_to_finding(checks: MainWindow, qtbot: QtBot) -> None:
    seen = []
    for _ in range(3):
        checks.commands["next_finding"].trigger()
        seen.append(checks.data.grid.cells_model().table.id)
    assert seen == ["items", "offers", "items"]


def test_a_clean_case_says_so_and_offers_to_plan_it(
    checks: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[bool] = []
    monkeypatch.setattr(checks.planner, "start", lambda: begun.append(True))
    checks.document.set_findings([])
    assert not listed(checks).isVisible()
    qtbot.mouseClick(button(checks, "Plan"), Qt.MouseButton.LeftButton)
    assert begun == [True]


def test_the_sidebar_counts_errors_before_warnings(checks: MainWindow) -> None:
    names = [one.accessibleName() for one in checks.findChildren(type(checks.sidebar._fold))]
    assert "Checks, 1 error, 1 warning" in names
