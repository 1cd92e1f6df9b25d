"""Decides whether a plan is made for the case as it was, can be stopped at any moment, and is not put out."""

from __future__ import annotations

import time
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from planner import planning
from planner.plan.answer import Answer, without_plan
from planner.reference.sample import sample_case
from planner.solve.outcome import Status
from planner.tables.edits import SetCells
from tests.planner.report.stories import embargo
from tests.ui.pages.test_plan import answered
from tests.ui.tasks.test_files import small
from ui.document import Planned
from ui.main_window import MainWindow

WAIT = 60_000


def finish(window: MainWindow, qtbot: QtBot) -> Answer:
    qtbot.waitUntil(lambda: not window.planner.running, timeout=WAIT)
    assert window.document.planned is not None
    return window.document.planned.answer


def test_a_small_case_is_planned_and_proven(window: MainWindow, qtbot: QtBot) -> None:
    window.document.open(small(), title="Small")
    window.commands["plan"].trigger()
    assert window.planner.running
    assert window.pages.currentWidget() is window.plan
    answer = finish(window, qtbot)
    assert answer.status is Status.PROVEN
    assert answer.fingerprint == window.document.case.fingerprint()
    assert window.commands["export"].isEnabled()


def test_a_change_during_planning_leaves_a_plan_older_than_the_data(window: MainWindow, qtbot: QtBot) -> None:
    window.document.open(small(), title="Small")
    window.commands["plan"].trigger()
    window.document.edit(SetCells("items", ((0, "standard_cost", 6.0),)), "change")
    answer = finish(window, qtbot)
    assert answer.fingerprint != window.document.case.fingerprint()
    assert window.document.plan_is_older
    window.document.undo_stack.undo()
    assert not window.document.plan_is_older


def test_a_run_begins_with_the_answer_there_is(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[object] = []
    plain = planning.start

    def start(*args: Any, **more: Any) -> planning.PlanRun:
        given.append(more["before"])
        return plain(*args, **more)

    monkeypatch.setattr(planning, "start", start)
    window.document.open(small(), title="Small")
    window.commands["plan"].trigger()
    first = finish(window, qtbot)
    window.commands["plan"].trigger()
    finish(window, qtbot)
    assert given == [None, first]


def test_a_case_with_errors_is_refused_with_a_way_to_them(window: MainWindow, qtbot: QtBot) -> None:
    window.document.open(small(), title="Small")
    window.document.edit(SetCells("offers", ((0, "item", "Nothing"),)), "mistype")
    window.commands["plan"].trigger()
    assert finish(window, qtbot).status is Status.REFUSED


def test_stop_works_within_five_seconds(window: MainWindow, qtbot: QtBot) -> None:
    window.document.open(sample_case(), title="Sample")
    window.commands["plan"].trigger()
    qtbot.wait(3000)
    asked = time.monotonic()
    window.commands["stop"].trigger()
    qtbot.waitUntil(lambda: not window.planner.running, timeout=WAIT)
    assert time.monotonic() - asked < 8  # five and the audit, on a machine that does other things too


def test_a_run_that_was_stopped_keeps_the_plan_there_was(window: MainWindow, qtbot: QtBot) -> None:
    window.document.open(embargo(), title="Embargo")
    before = Planned(answered(), window.document.case.copy(), window.document.state)
    window.document.set_planned(before)
    window.planner._take(Planned(without_plan(Status.CANCELLED), window.document.case, window.document.state))
    assert window.document.planned is before


@pytest.mark.parametrize("command", ["sample", "new"])
def test_opening_another_case_ends_the_run(window: MainWindow, qtbot: QtBot, command: str) -> None:
    window.document.open(small(), title="Small")
    window.commands["plan"].trigger()
    with qtbot.waitSignal(window.files.opened, timeout=WAIT):
        window.commands[command].trigger()
    assert not window.planner.running
    assert window.document.planned is None
