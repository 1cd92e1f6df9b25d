"""Decides whether long work in a child is heard, ends in one way, and never holds up the window."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from planner.errors import PlannerBug, UserError
from planner.events import Listener, Phase
from planner.work import Job
from ui.tasks.task import Task


def told(words: str, *, listen: Listener, stopping: Callable[[], bool]) -> str:
    listen(Phase("first"))
    listen(Phase("second"))
    return words


def mistaken(*, listen: Listener, stopping: Callable[[], bool]) -> None:
    raise UserError("The file is open.", "Close it.")


def broken(*, listen: Listener, stopping: Callable[[], bool]) -> None:
    raise ZeroDivisionError


def endless(*, listen: Listener, stopping: Callable[[], bool]) -> None:
    while not stopping():
        time.sleep(0.01)


def begin(target: Callable[..., object], *args: object, parent: QObject) -> Task:
    job = Job(target, *args)
    return Task(job, job.result, "Working", parent)


def test_events_come_before_the_result(qtbot: QtBot) -> None:
    parent = QObject()
    task = begin(told, "done", parent=parent)
    heard: list[object] = []
    task.heard.connect(lambda event: heard.append(event.words))
    with qtbot.waitSignal(task.done, timeout=20_000) as ended:
        pass
    assert heard == ["first", "second"]
    assert ended.args == ["done"]


@pytest.mark.parametrize(("target", "kind"), [(mistaken, UserError), (broken, PlannerBug)])
def test_a_failure_is_handed_over_with_its_kind(
    qtbot: QtBot, target: Callable[..., object], kind: type[Exception]
) -> None:
    parent = QObject()
    with qtbot.waitSignal(begin(target, parent=parent).failed, timeout=20_000) as ended:
        pass
    assert ended.args is not None
    assert isinstance(ended.args[0], kind)


def test_work_that_is_stopped_hands_over_what_it_has(qtbot: QtBot) -> None:
    parent = QObject()
    task = begin(endless, parent=parent)
    QTimer.singleShot(300, task.stop)
    with qtbot.waitSignal(task.done, timeout=20_000):
        pass
    assert not task.running


def test_nothing_is_heard_of_work_that_was_dropped(qtbot: QtBot) -> None:
    parent = QObject()
    task = begin(told, "late", parent=parent)
    heard: list[object] = []
    task.done.connect(heard.append)
    task.heard.connect(heard.append)
    task.drop()
    qtbot.wait(1500)
    assert heard == []


def test_the_window_lives_while_a_child_works(qtbot: QtBot) -> None:
    parent = QObject()
    task = begin(told, "x" * 5_000_000, parent=parent)
    longest, last = 0.0, time.perf_counter()

    def beat() -> None:
        nonlocal longest, last
        now = time.perf_counter()
        longest, last = max(longest, now - last), now

    timer = QTimer(parent)
    timer.timeout.connect(beat)
    timer.start(5)
    with qtbot.waitSignal(task.done, timeout=20_000):
        pass
    assert longest < 0.5  # a tenth of a second on a machine that does nothing else
