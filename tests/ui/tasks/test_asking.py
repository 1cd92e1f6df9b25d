"""Decides whether a page's question is answered, refused, stopped or put out by the next one, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from planner.errors import UserError
from tests.ui.tasks.test_task import endless, mistaken, told
from ui.tasks.asking import Asking
from ui.tasks.task import Task


@pytest.fixture
def parent() -> QObject:
    return QObject()


def asking(parent: QObject, watch: Callable[[Task], None] = lambda task: None) -> Asking:
    return Asking(watch, parent)


def test_the_answer_comes_once_and_the_question_is_shown_meanwhile(qtbot: QtBot, parent: QObject) -> None:
    shown: list[Task] = []
    asks, answers = asking(parent, shown.append), list[str]()
    asks.ask("Looking", answers.append, told, "yes")
    assert [one.words for one in shown] == ["Looking"]
    assert asks.running
    qtbot.waitUntil(lambda: bool(answers), timeout=20_000)
    assert answers == ["yes"]
    assert not asks.running


def test_a_refusal_is_a_sentence_for_the_page(qtbot: QtBot, parent: QObject) -> None:
    asks = asking(parent)
    with qtbot.waitSignal(asks.refused, timeout=20_000) as ended:
        asks.ask("Looking", lambda _: None, mistaken)
    assert ended.args is not None
    assert isinstance(ended.args[0], UserError)
    assert not asks.running


def test_the_next_question_puts_out_the_one_before(qtbot: QtBot, parent: QObject) -> None:
    asks, answers = asking(parent), list[str | None]()
    asks.ask("Waiting", answers.append, endless)
    asks.ask("Looking", answers.append, told, "second")
    qtbot.waitUntil(lambda: bool(answers), timeout=20_000)
    assert answers == ["second"]


def test_a_dropped_question_is_not_heard_of_again(qtbot: QtBot, parent: QObject) -> None:
    asks, answers = asking(parent), list[str]()
    asks.ask("Looking", answers.append, told, "yes")
    asks.drop()
    assert not asks.running
    qtbot.wait(1_000)
    assert answers == []
