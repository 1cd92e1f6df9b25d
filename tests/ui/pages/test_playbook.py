"""Decides whether the playbook page tells what the planner tells, asks what a delay costs, and hands itself on."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from planner.plan.answer import Answer, with_plan
from planner.planning import plan
from planner.report.playbook_cards import cards, text
from planner.solve.options import Options
from planner.tables.case import Case
from planner.tables.edits import SetCells
from tests.planner.insight.test_lateness import gap_in_march
from tests.planner.report.charted import whole_story
from tests.planner.report.many_ways import many_ways
from tests.ui.answers import Answers
from tests.ui.test_accessible import controls, nameless
from ui.document import Planned
from ui.main_window import MainWindow
from ui.pages.playbook import PlaybookPage
from ui.widgets.chart import Chart

WAIT = 60_000


@pytest.fixture
def page(window: MainWindow) -> PlaybookPage:
    window.show_page("playbook")
    made = window.pages.page("playbook")
    assert isinstance(made, PlaybookPage)
    return made


def opened(window: MainWindow, case: Case, answer: Answer) -> None:
    window.document.open(case.copy(), title="Story", plans=[Planned(answer, case)])
    window.checker.close()
    window.show_page("playbook")
    settle()


def settle() -> None:
    for _ in range(40):  # ways are made one after another
        QApplication.processEvents()


def story() -> tuple[Case, Answer]:
    told, found = whole_story()
    return told, with_plan(found, (), 1290.0, 0.005)


def solved() -> tuple[Case, Answer]:
    told = gap_in_march()
    return told, plan(told, Options(gap=0))


def words(page: PlaybookPage) -> str:
    """All that is to be read, in plain letters."""
    settle()
    shown = "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())
    return shown.replace("\u00a0", " ").replace("<b>", "").replace("</b>", "")


def button(page: PlaybookPage, said: str) -> QPushButton:
    (found,) = [one for one in page.findChildren(QPushButton) if one.isVisible() and one.text() == said]
    return found


def press(qtbot: QtBot, page: PlaybookPage, said: str) -> None:
    qtbot.mouseClick(button(page, said), Qt.MouseButton.LeftButton)


def ask(qtbot: QtBot, page: PlaybookPage) -> None:
    press(qtbot, page, "What does a month's delay cost?")
    qtbot.waitUntil(lambda: not page.asking.running, timeout=WAIT)


def test_without_a_case_the_page_says_where_to_begin(window: MainWindow, page: PlaybookPage, qtbot: QtBot) -> None:
    assert "No case yet" in words(page)
    press(qtbot, page, "Start")
    assert window.pages.currentWidget() is window.pages.page("start")


def test_without_a_plan_a_button_gets_one(window: MainWindow, page: PlaybookPage, qtbot: QtBot) -> None:
    window.document.open(gap_in_march(), title="Story")
    assert "No plan yet" in words(page)
    press(qtbot, page, "Plan")
    qtbot.waitUntil(lambda: window.document.planned is not None, timeout=WAIT)
    window.show_page("playbook")
    assert "In every scenario" in words(page)


def test_every_sentence_is_the_planners(window: MainWindow, page: PlaybookPage) -> None:
    case, answer = story()
    assert answer.plan is not None
    opened(window, case, answer)
    read, told = words(page), cards(case, answer.plan)
    for one in told.cards:
        for said in (one.month, one.number, one.chance, one.trigger, one.urgency, *one.actions):
            assert said in read
    assert all(said in read for said in told.always)
    assert told.title in read


def test_what_to_do_now_stands_out_in_every_line(window: MainWindow, page: PlaybookPage) -> None:
    """With a colon what stands before it, without one all of it."""
    told, found = whole_story()
    later = dataclasses.replace(found.decisions[1], node=1, month=found.nodes[1].month)
    opened(
        window, told, with_plan(dataclasses.replace(found, decisions=(found.decisions[0], later)), (), 1290.0, 0.005)
    )
    settle()
    lines = [one.text().replace("\u00a0", " ") for one in page.findChildren(QLabel) if one.text().startswith("<b>")]
    assert any(one.startswith("<b>Start the qualification “Narva approval” now</b>: EUR 60.0 k") for one in lines)
    assert "<b>Start the redesign “Ferrite” in Feb 2027.</b>" in lines


def test_ways_stand_below_one_another_as_deep_as_they_lie(window: MainWindow, page: PlaybookPage) -> None:
    case, found = many_ways(6)
    opened(window, case, with_plan(found, (), 100.0, 0.0))
    settle()
    names = [one.accessibleName() for one in page.findChildren(QFrame) if one.accessibleName().startswith("Feb")]
    assert names[0].startswith("Feb 2027, month 2: Prices rise by 1 % or more.")
    assert names[1].startswith("Feb 2027, month 2: None of this")


def test_what_a_delay_costs_is_asked_of_the_solver_and_says_so(
    window: MainWindow, page: PlaybookPage, qtbot: QtBot
) -> None:
    opened(window, *solved())
    assert "To act a month late" not in words(page)
    ask(qtbot, page)
    read = words(page)
    assert "To act a month late would cost USD 880 on average when this comes." in read
    assert "found by solving again" in read


def test_what_was_asked_of_an_older_plan_is_not_told_of_a_newer_one(
    window: MainWindow, page: PlaybookPage, qtbot: QtBot
) -> None:
    case, answer = solved()
    opened(window, case, answer)
    ask(qtbot, page)
    window.document.set_planned(Planned(dataclasses.replace(answer), case, window.document.state))
    assert "To act a month late" not in words(page)


def test_a_question_under_way_is_dropped_with_its_plan(window: MainWindow, page: PlaybookPage, qtbot: QtBot) -> None:
    case, answer = solved()
    opened(window, case, answer)
    press(qtbot, page, "What does a month's delay cost?")
    assert page.asking.running
    window.document.set_planned(Planned(dataclasses.replace(answer), case, window.document.state))
    assert not page.asking.running
    assert button(page, "What does a month's delay cost?").isEnabled()


def test_stop_ends_the_question_and_says_that_there_is_no_answer(
    window: MainWindow, page: PlaybookPage, qtbot: QtBot
) -> None:
    opened(window, *solved())
    press(qtbot, page, "What does a month's delay cost?")
    press(qtbot, page, "Stop")
    qtbot.waitUntil(lambda: not page.asking.running, timeout=WAIT)
    assert "Stopped. The question has no answer." in words(page) or "To act a month late" in words(page)
    assert button(page, "What does a month's delay cost?").isEnabled()


def test_a_playbook_older_than_the_data_says_so(window: MainWindow, page: PlaybookPage) -> None:
    opened(window, *story())
    assert "older than your data" not in words(page)
    window.document.edit(SetCells("items", ((0, "standard_cost", 6.0),)), "change")
    assert "older than your data" in words(page)
    window.document.undo_stack.undo()
    assert "older than your data" not in words(page)


def test_the_page_is_saved_as_a_pdf_of_one_page(
    window: MainWindow, page: PlaybookPage, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(window, *story())
    answers.give(page_to_write=tmp_path / "playbook.pdf")
    press(qtbot, page, "Save as PDF")
    qtbot.waitUntil((tmp_path / "playbook.pdf").exists, timeout=WAIT)
    assert (tmp_path / "playbook.pdf").read_bytes().startswith(b"%PDF")


def test_a_file_that_cannot_be_written_is_told_in_a_sentence(
    window: MainWindow, page: PlaybookPage, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(window, *story())
    answers.give(page_to_write=tmp_path / "not there" / "playbook.pdf")
    press(qtbot, page, "Save as PDF")
    qtbot.waitUntil(lambda: "does not exist. Choose a folder that exists." in words(page), timeout=WAIT)


def test_it_is_copied_as_the_planners_text(window: MainWindow, page: PlaybookPage, qtbot: QtBot) -> None:
    case, answer = story()
    assert answer.plan is not None
    opened(window, case, answer)
    press(qtbot, page, "Copy")
    assert QApplication.clipboard().text() == text(case, answer.plan)


def test_names_that_look_like_markup_are_shown_as_they_are(window: MainWindow, page: PlaybookPage) -> None:
    told, found = whole_story()
    strange = tuple(
        dataclasses.replace(one, name="<b>Lean</b>: x") for one in found.decisions if one.kind == "redesign"
    )
    opened(window, told, with_plan(dataclasses.replace(found, decisions=strange), (), 1290.0, 0.005))
    settle()
    assert any("&lt;b&gt;Lean" in one.text() for one in page.findChildren(QLabel))


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 800), (853, 533)])
def test_nothing_is_cut_in_any_window(
    window: MainWindow, page: PlaybookPage, qtbot: QtBot, size: tuple[int, int]
) -> None:
    """The last size is the first one on a screen of scale 1.5."""
    opened(window, *story())
    window.resize(*size)
    qtbot.wait(200)
    (scroll,) = [one for one in page.findChildren(QScrollArea) if one.isVisible() and one.widget() is not None]
    assert scroll.horizontalScrollBar().maximum() == 0
    cut = [one.text() for one in page.findChildren(QLabel) if one.isVisible() and _is_cut(one)]
    assert cut == []


def _is_cut(label: QLabel) -> bool:
    needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
    return label.height() < needed


def test_the_tree_is_drawn_high_enough_to_be_read(window: MainWindow, page: PlaybookPage, qtbot: QtBot) -> None:
    case, found = many_ways(12)
    opened(window, case, with_plan(found, (), 100.0, 0.0))
    chart = page.findChild(Chart)
    assert chart is not None
    qtbot.waitUntil(lambda: chart.is_drawn, timeout=WAIT)
    assert chart.height() >= 13 * 70


def test_everything_that_can_be_used_has_a_name_and_can_be_reached_by_key(
    window: MainWindow, page: PlaybookPage
) -> None:
    opened(window, *story())
    assert nameless(page) == []
    used = [one for one in controls(page) if isinstance(one, QAbstractButton)]
    assert [one.text() for one in used if one.focusPolicy() is Qt.FocusPolicy.NoFocus] == []
    labels = [one for one in page.findChildren(QLabel) if one.text()]
    assert [one.text() for one in labels if one.textFormat() is Qt.TextFormat.AutoText] == []
