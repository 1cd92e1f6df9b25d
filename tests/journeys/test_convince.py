"""Decides whether a plan can be defended: beside carrying on in every scenario, and handed on as brief and workbook."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planner.tables.case import Case
from tests.builders import case
from tests.ui.answers import Answers
from tests.ui.conftest import OFFSCREEN
from tests.ui.reading import words
from ui.main_window import MainWindow
from ui.pages.compare import ComparePage
from ui.pages.report import ReportPage

pytestmark = pytest.mark.qt_log_ignore(OFFSCREEN)
WAIT = 120_000


def embargo() -> Case:
    """Ten drives a month need a magnet each, at 4 from China; one month lies in store. As likely as not nothing leaves
    China in March and April: whoever keeps to one month of cover goes ten drives short in April, at 100 each."""
    return case(
        case={"name": "Embargo", "months": 4, "currency": "EUR"},
        products=[{"product": "Drive", "shortage_cost": 100}],
        demand={"Drive": [10, 10, 10, 10]},
        bill_of_materials=[{"parent": "Drive", "component": "Magnet", "quantity": 1}],
        items=[{"item": "Magnet", "standard_cost": 5}],
        stock=[{"item": "Magnet", "quantity": 10}],
        suppliers=[{"supplier": "Ganzhou", "country": "China"}],
        offers=[{"supplier": "Ganzhou", "item": "Magnet", "price": 4, "production_months": 0, "transit_months": 0}],
        scenarios=[{"scenario": "Calm", "probability": 0.5}, {"scenario": "Stop", "probability": 0.5}],
        events=[
            {
                "scenario": "Stop",
                "from_month": "2027-03",
                "to_month": "2027-04",
                "effect": "availability",
                "value": 0,
                "country": "China",
            }
        ],
    )


def press(qtbot: QtBot, page: QWidget, name: str) -> None:
    """Click the one button in sight of that name."""
    buttons = [one for one in page.findChildren(QPushButton) if one.isVisible()]
    (button,) = [one for one in buttons if name in (one.text(), one.accessibleName())]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def go_to(window: MainWindow, qtbot: QtBot, page: str) -> QWidget:
    """Choose a page in the sidebar."""
    qtbot.mouseClick(window.sidebar._buttons[page], Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    return window.pages.page(page)


def test_a_plan_is_held_against_carrying_on_and_handed_on(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.document.open(embargo(), title="Embargo")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: window.planner.running, timeout=WAIT)
    qtbot.waitUntil(lambda: not window.planner.running, timeout=WAIT)
    planned = window.document.planned
    assert planned is not None
    assert planned.answer.plan is not None
    assert planned.answer.expected_cost == pytest.approx(120.0)  # thirty magnets at 4, bought before March

    compare = go_to(window, qtbot, "compare")
    assert isinstance(compare, ComparePage)
    press(qtbot, compare, "Compare")
    qtbot.waitUntil(lambda: "carrying on, on average" in words(compare), timeout=WAIT)
    read = words(compare)
    # Carrying on: 160 if it stays calm, for a month of cover is kept to the end; else 80 for twenty magnets and 1000
    # for ten drives: 620 on average. Who diversifies need not keep cover: 600.
    assert "The recommended plan costs EUR 500 less than carrying on, on average; in the worst scenario of each" in read
    assert "EUR 960 less." in read
    assert "The recommended plan costs as much as stocking up, on average" in read
    assert "Whatever comes, none of these ways is cheaper than the recommended plan" in read

    report = go_to(window, qtbot, "report")
    assert isinstance(report, ReportPage)
    assert isinstance(window.ask, Answers)
    (ways,) = [one for one in report.findChildren(QCheckBox) if one.text() == "The other ways to carry on"]
    qtbot.mouseClick(ways, Qt.MouseButton.LeftButton, pos=QPoint(8, ways.height() // 2))
    assert ways.isChecked()
    brief, book = tmp_path / "Brief.pdf", tmp_path / "Plan.xlsx"
    window.ask.give(page_to_write=brief)
    press(qtbot, report, "Save as PDF: Brief")
    qtbot.waitUntil(lambda: "The brief was saved as Brief.pdf" in words(report), timeout=WAIT)
    assert report.known.ways is not None
    assert [one.expected_cost for one in report.known.ways] == pytest.approx([620.0, 120.0, 600.0, 120.0])
    content = brief.read_bytes()
    assert content.startswith(b"%PDF-")
    assert 2 <= len(re.findall(rb"/Type /Page\b", content)) <= 6
    window.ask.give(file_to_write=book)
    press(qtbot, report, "Save as workbook: Plan workbook")
    qtbot.waitUntil(lambda: "The plan workbook was saved as Plan.xlsx" in words(report), timeout=WAIT)
    sheets = load_workbook(book).sheetnames
    assert sheets[0] == "Recommendation"
    assert {"Playbook", "Orders to place", "Cost by scenario", "Assumptions"} <= set(sheets)
    assert window.ask.told("again") == []
