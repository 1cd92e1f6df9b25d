"""Decides whether a plan can be questioned, by click and by key, and is answered in the planner's words."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from planner.errors import UserError
from planner.events import Listener, Stopped
from planner.insight.why import seconds_for, turning_for, why, why_this
from planner.plan.actions import actions
from planner.plan.answer import Answer
from planner.planning import plan
from planner.report.reasons import sections, speaking, whole
from planner.report.recommend import Topic, sentences
from planner.solve.options import Options
from planner.tables.case import Case
from planner.tables.edits import SetCells
from tests.planner.insight.test_baselines import halt
from tests.planner.insight.test_why import ahead
from tests.ui.answers import Answers
from tests.ui.tasks.test_task import endless
from tests.ui.test_accessible import controls, nameless
from ui.document import Planned
from ui.main_window import MainWindow
from ui.pages.why import WhyPage
from ui.widgets import plan_questions
from ui.widgets.question_list import QuestionList

WAIT = 90_000


def solved() -> tuple[Case, Answer]:
    """An order now, and an approval that waits for the stop."""
    told = halt(stock=())
    return told, plan(told, Options(gap=0))


@pytest.fixture
def page(window: MainWindow) -> WhyPage:
    window.show_page("why")
    made = window.pages.page("why")
    assert isinstance(made, WhyPage)
    return made


@pytest.fixture
def asked(window: MainWindow, page: WhyPage) -> tuple[Case, Answer]:
    """A plan that may be asked about."""
    case, answer = solved()
    window.document.open(case.copy(), title="Story", plans=[Planned(answer, case)])
    window.checker.close()
    window.show_page("why")
    return case, answer


def words(page: WhyPage) -> str:
    QApplication.processEvents()
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible()).replace("\u00a0", " ")


def button(page: WhyPage, said: str) -> QPushButton:
    (found,) = [one for one in page.findChildren(QPushButton) if one.isVisible() and one.text() == said]
    return found


def press(qtbot: QtBot, page: WhyPage, said: str) -> None:
    qtbot.mouseClick(button(page, said), Qt.MouseButton.LeftButton)


def answered(qtbot: QtBot, page: WhyPage) -> None:
    qtbot.waitUntil(lambda: not page.asking.running, timeout=WAIT)


def listed(page: WhyPage) -> QuestionList:
    found = page.findChild(QuestionList)
    assert found is not None
    return found


def test_without_a_plan_a_button_gets_one(window: MainWindow, page: WhyPage) -> None:
    window.document.open(halt(), title="Story")
    assert "No plan yet" in words(page)
    assert button(page, "Plan").isEnabled()


def test_what_the_plan_does_is_listed_and_the_first_is_chosen(page: WhyPage, asked: tuple[Case, Answer]) -> None:
    titles = [listed(page).item(row).text() for row in range(listed(page).count())]
    assert titles[:4] == [
        "Do now",
        "Order from Ganzhou",
        "Do later",
        "Start the qualification “Narva approval”",
    ]
    assert titles[4:7] == ["Keep in store", "Build the stock of Magnet", "The plan as a whole"]
    assert "Not asked yet." in words(page)
    assert "Order from Ganzhou (China)" in words(page)


def test_an_action_is_answered_in_the_planners_words(page: WhyPage, asked: tuple[Case, Answer], qtbot: QtBot) -> None:
    case, answer = asked
    assert answer.plan is not None
    press(qtbot, page, "Ask why")
    assert not button(page, "Ask about all").isEnabled()
    answered(qtbot, page)
    order = actions(answer.plan)[0]
    reason = why_this(case, answer.plan, Options(), order.deed, order.name)
    assert reason is not None
    read = words(page)
    for part in sections(speaking(case, answer.plan), reason, alone=True):
        assert part.title in read
        assert part.how in read
        assert all(said in read for said in part.sentences)
    assert "Found by solving again." in read
    assert button(page, "Ask why again").isEnabled()


def test_the_list_is_walked_by_key_and_enter_asks(page: WhyPage, asked: tuple[Case, Answer], qtbot: QtBot) -> None:
    assert QApplication.focusWidget() is listed(page)
    qtbot.keyClick(listed(page), Qt.Key.Key_Down)  # over the heading
    assert "Start the qualification “Narva approval” in" in words(page)
    qtbot.keyClick(listed(page), Qt.Key.Key_Return)
    answered(qtbot, page)
    assert "What would change our mind?" in words(page)
    assert "Without it the plan would cost" in words(page)


def test_an_answer_stays_while_others_are_looked_at(page: WhyPage, asked: tuple[Case, Answer], qtbot: QtBot) -> None:
    press(qtbot, page, "Ask why")
    answered(qtbot, page)
    told = words(page)
    qtbot.keyClick(listed(page), Qt.Key.Key_Down)
    assert "Without this order" not in words(page)
    qtbot.keyClick(listed(page), Qt.Key.Key_Up)
    assert words(page) == told
    spoken = [
        listed(page).item(row).data(Qt.ItemDataRole.AccessibleTextRole) or "" for row in range(listed(page).count())
    ]
    assert sum(one.endswith(", answered") for one in spoken) == 1


def test_an_answer_comes_to_its_own_action_though_another_is_looked_at(
    page: WhyPage, asked: tuple[Case, Answer], qtbot: QtBot
) -> None:
    press(qtbot, page, "Ask why")
    qtbot.keyClick(listed(page), Qt.Key.Key_Down)
    answered(qtbot, page)
    assert "Without" not in words(page)
    qtbot.keyClick(listed(page), Qt.Key.Key_Up)
    assert "Without this order" in words(page)


def test_all_is_asked_in_one_go(page: WhyPage, asked: tuple[Case, Answer], qtbot: QtBot) -> None:
    case, answer = asked
    assert answer.plan is not None
    press(qtbot, page, "Ask about all")
    answered(qtbot, page)
    assert "Without this order" in words(page)
    qtbot.keyClick(listed(page), Qt.Key.Key_Down)
    assert "This was not asked yet, because it is not to be done now." in words(page)
    qtbot.keyClick(listed(page), Qt.Key.Key_Down)
    assert "Build the stock of Magnet" in words(page)
    assert "Without more of it in store than today, and what is on its way, the plan would cost" in words(page)
    qtbot.keyClick(listed(page), Qt.Key.Key_Down)
    read = words(page)
    for part in whole(speaking(case, answer.plan), why(case, answer.plan, Options())):
        assert all(said in read for said in part.sentences)


def test_a_plan_that_took_long_gives_its_questions_more_time() -> None:
    case, answer = solved()
    assert answer.plan is not None
    slow, quick = (plan_questions.PlanQuestions(case, answer.plan, seconds) for seconds in (400.0, 10.0))
    for key in ("action 0", "stock 0", plan_questions.WHOLE):
        assert seconds_for(400.0) in slow.target(key, Options(), again=False)[1]
        assert seconds_for(10.0) in quick.target(key, Options(), again=False)[1]
    assert seconds_for(400.0) > seconds_for(10.0)
    turning = [one.target("action 0", Options(), again=False)[1][-1] for one in (slow, quick)]
    assert turning == [turning_for(400.0), turning_for(10.0)]  # for all that would change our mind
    assert quick.target("action 0", Options(), again=True)[1][-1] is None
    assert ("Magnet",) in slow.all_target(Options())[1]


@pytest.mark.parametrize(
    ("below", "said"),
    [(3, "first move"), (4, "a perfect forecast would"), (5, "To last 2 weeks when everything stops")],
)
def test_the_plan_as_a_whole_is_asked_too(
    page: WhyPage, asked: tuple[Case, Answer], qtbot: QtBot, below: int, said: str
) -> None:
    for _ in range(below):
        qtbot.keyClick(listed(page), Qt.Key.Key_Down)
    press(qtbot, page, "Ask")
    answered(qtbot, page)
    assert said in words(page)


def test_a_stock_that_is_built_is_asked_about_like_an_action(window: MainWindow, page: WhyPage, qtbot: QtBot) -> None:
    case = ahead()
    window.document.open(case.copy(), title="Story", plans=[Planned(plan(case, Options(gap=0)), case)])
    window.checker.close()
    window.show_page("why")
    qtbot.keyClick(listed(page), Qt.Key.Key_Down)
    assert "Build the stock of Magnet" in words(page)
    qtbot.keyClick(listed(page), Qt.Key.Key_Return)
    answered(qtbot, page)
    assert "Without more of it in store than today, and what is on its way, the plan would cost USD 130" in words(page)
    assert "Found by solving again." in words(page)


def test_answers_about_an_older_plan_are_not_shown_for_a_newer_one(
    window: MainWindow, page: WhyPage, asked: tuple[Case, Answer], qtbot: QtBot
) -> None:
    case, answer = asked
    press(qtbot, page, "Ask why")
    answered(qtbot, page)
    window.document.set_planned(Planned(dataclasses.replace(answer), case, window.document.state))
    assert "Not asked yet." in words(page)
    press(qtbot, page, "Ask why")
    window.document.set_planned(Planned(dataclasses.replace(answer), case, window.document.state))
    assert not page.asking.running
    assert "Not asked yet." in words(page)


def test_a_plan_that_comes_while_another_page_is_shown_is_read_when_the_page_is_looked_at(
    window: MainWindow, page: WhyPage, asked: tuple[Case, Answer], qtbot: QtBot
) -> None:
    case, answer = asked
    press(qtbot, page, "Ask why")
    window.show_page("checks")
    window.document.set_planned(Planned(dataclasses.replace(answer), case, window.document.state))
    assert not page.asking.running
    window.show_page("why")
    assert "Not asked yet." in words(page)


def test_when_the_data_changed_the_page_says_what_the_answers_are_about(
    window: MainWindow, page: WhyPage, asked: tuple[Case, Answer], qtbot: QtBot
) -> None:
    window.document.edit(SetCells("items", ((0, "standard_cost", 11.0),)), "change")
    assert "answers are about the plan and the data as they were" in words(page)
    press(qtbot, page, "Ask why")
    answered(qtbot, page)
    assert "Without this order" in words(page)


def test_stop_ends_the_question(
    page: WhyPage, asked: tuple[Case, Answer], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan_questions.answers, "reason", waiting)
    press(qtbot, page, "Ask why")
    qtbot.waitUntil(lambda: "Order from Ganzhou …" in words(page), timeout=WAIT)
    press(qtbot, page, "Stop")
    answered(qtbot, page)
    assert "Stopped. The question has no answer." in words(page)
    assert "Not asked yet." in words(page)
    assert button(page, "Ask why").isEnabled()


def test_a_refusal_is_told_as_a_sentence(
    page: WhyPage, asked: tuple[Case, Answer], qtbot: QtBot, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan_questions.answers, "reason", refusing)
    press(qtbot, page, "Ask why")
    answered(qtbot, page)
    assert "The plan is older than the data. Plan again, then ask why." in words(page)
    assert answers.told("fault") == []


def waiting(*args: object, listen: Listener, stopping: Callable[[], bool]) -> None:
    del args
    endless(listen=listen, stopping=stopping)
    raise Stopped


def refusing(*args: object, listen: Listener, stopping: Callable[[], bool]) -> None:
    del args, listen, stopping
    raise UserError("The plan is older than the data.", "Plan again, then ask why.")


def test_a_sentence_of_the_advice_finds_its_action(page: WhyPage, asked: tuple[Case, Answer]) -> None:
    case, answer = asked
    assert answer.plan is not None
    advice = {one.topic: one.words for one in sentences(case, answer.plan)}
    for topic in (Topic.LATER, Topic.ORDER, Topic.MONEY):
        page.choose(advice[topic])
        shown = Topic.ORDER if topic is Topic.MONEY else topic  # money is nothing to do: nothing is chosen anew
        assert advice[shown] in words(page)


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 800), (853, 533)])
def test_nothing_is_cut_in_any_window(
    window: MainWindow, page: WhyPage, asked: tuple[Case, Answer], qtbot: QtBot, size: tuple[int, int]
) -> None:
    press(qtbot, page, "Ask why")
    answered(qtbot, page)
    window.resize(*size)
    qtbot.wait(200)
    scrolls = [one for one in page.findChildren(QScrollArea) if one.isVisible() and one.widget() is not None]
    assert all(one.horizontalScrollBar().maximum() == 0 for one in scrolls)
    assert [one.text() for one in page.findChildren(QLabel) if one.isVisible() and _is_cut(one)] == []


def _is_cut(label: QLabel) -> bool:
    needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
    return label.height() < needed


def test_everything_that_can_be_used_has_a_name_and_can_be_reached_by_key(
    page: WhyPage, asked: tuple[Case, Answer], qtbot: QtBot
) -> None:
    press(qtbot, page, "Ask why")
    answered(qtbot, page)
    assert nameless(page) == []
    used = [one for one in controls(page) if isinstance(one, QAbstractButton)]
    assert [one.text() for one in used if one.focusPolicy() is Qt.FocusPolicy.NoFocus] == []
    labels = [one for one in page.findChildren(QLabel) if one.text()]
    assert [one.text() for one in labels if one.textFormat() is Qt.TextFormat.AutoText] == []
