"""Decides whether a reader of a plan gets from a sentence of advice to why, what if not, and what would change it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planner.solve.options import Options
from planner.store.workbook_out import write_case
from tests.planner.insight.test_baselines import halt
from tests.ui.answers import Answers
from tests.ui.conftest import OFFSCREEN
from ui.main_window import MainWindow
from ui.pages.playbook import PlaybookPage
from ui.pages.why import WhyPage
from ui.widgets.question_list import QuestionList

WAIT = 90_000

pytestmark = pytest.mark.qt_log_ignore(OFFSCREEN)


def press(page: QWidget, qtbot: QtBot, words: str) -> None:
    """Click the one button in sight that says so."""
    seen = [one for one in page.findChildren(QPushButton) if one.isVisible() and one.isEnabled()]
    (found,) = [one for one in seen if words in (one.text(), one.accessibleName())]
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def words(page: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible()).replace("\u00a0", " ")


@pytest.fixture
def planned(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """A workbook, opened and planned: an order now, and an approval for when the licences stop."""
    path = tmp_path / "halt.xlsx"
    write_case(halt(stock=()), path)
    window.open_file(path)
    qtbot.waitUntil(lambda: not window.document.is_empty, timeout=WAIT)
    window.planner.options = Options(gap=0.0)
    qtbot.waitUntil(window.commands["plan"].isEnabled, timeout=WAIT)
    qtbot.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: window.document.planned is not None, timeout=WAIT)
    window.show_page("plan")
    return window


def test_from_a_sentence_of_advice_to_why_and_to_what_would_change_it(planned: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "Do later" in words(planned.plan), timeout=WAIT)
    (advice,) = [one for one in planned.plan.findChildren(QLabel) if "Narva approval" in one.text() and one.isVisible()]
    advice.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(advice, Qt.Key.Key_Tab)  # to the word "Why?" after the sentence
    qtbot.keyClick(advice, Qt.Key.Key_Return)
    why = planned.pages.currentWidget()
    assert isinstance(why, WhyPage)
    assert "Start the qualification “Narva approval” in" in words(why)

    press(why, qtbot, "Ask why")
    qtbot.waitUntil(lambda: not why.asking.running, timeout=WAIT)
    read = words(why)
    assert "What if we did not?" in read
    assert "Without it the plan would cost" in read
    assert "What binds it?" in read
    assert "What would change our mind?" in read
    assert "If it took longer" in read

    listed = why.findChild(QuestionList)
    assert listed is not None
    qtbot.keyClick(listed, Qt.Key.Key_Up)
    assert "Order from Ganzhou" in words(why)
    qtbot.keyClick(listed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not why.asking.running, timeout=WAIT)
    assert "Without this order" in words(why)


def test_the_same_plan_reads_as_a_playbook_with_the_price_of_a_delay(
    planned: MainWindow, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    planned.show_page("playbook")
    page = planned.pages.currentWidget()
    assert isinstance(page, PlaybookPage)
    qtbot.waitUntil(lambda: "Nothing may leave China." in words(page), timeout=WAIT)
    press(page, qtbot, "What does a month's delay cost?")
    qtbot.waitUntil(lambda: not page.asking.running, timeout=WAIT)
    qtbot.waitUntil(lambda: "act a month late" in words(page), timeout=WAIT)
    answers.give(page_to_write=tmp_path / "playbook.pdf")
    press(page, qtbot, "Save as PDF")
    qtbot.waitUntil((tmp_path / "playbook.pdf").exists, timeout=WAIT)
