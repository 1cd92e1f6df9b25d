"""Decides whether unsaved work outlives a crash, and nobody is asked about work that was not lost."""

from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner.store import recovery
from planner.store.lock import lock_file
from planner.store.project import Project, load, save
from planner.tables.edits import SetCells
from tests.architecture.tree import ROOT
from tests.ui.answers import Answers
from tests.ui.tasks.test_files import CHANGE, WAIT, settle, small
from ui.dialogs.ask import Found, Unsaved
from ui.document import Planned
from ui.main_window import MainWindow
from ui.tasks import keeper as keeping


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    return tmp_path / "recovery"


def copies_in(folder: Path) -> list[Path]:
    return sorted(folder.glob("recovery-*")) if folder.exists() else []


@pytest.fixture
def changed(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A window with a case that was changed, and a copy of it."""
    window.files.keeper.after = 10
    window.document.open(small(), title="Small")
    with qtbot.waitSignal(window.files.keeper.kept, timeout=WAIT):
        window.document.edit(CHANGE, "change")
    return window


def crash(folder: Path) -> None:
    """Let the copies be those of a process that is gone."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    for copy in copies_in(folder):
        project = load(copy)
        found = recovery._read(copy)
        assert found is not None
        gone = dataclasses.replace(found.origin, pid=child.pid)
        copy.unlink()
        recovery.write(folder, Project(project.case, project.plans, found.project.notes), gone)


def test_the_copy_comes_within_a_minute_of_the_first_change(window: MainWindow) -> None:
    window.document.open(small(), title="Small")
    assert not window.files.keeper._timer.isActive()
    window.document.edit(CHANGE, "change")
    first = window.files.keeper._timer.remainingTime()
    window.document.edit(SetCells("products", ((0, "shortage_cost", 8.0),)), "change")
    assert 0 < window.files.keeper._timer.remainingTime() <= first <= 1.1 * keeping.AFTER <= 45_000  # timers are coarse


def test_the_copy_holds_the_case_as_it_is_now(changed: MainWindow, copies: Path) -> None:
    (copy,) = copies_in(copies)
    assert load(copy).case == changed.document.case


def test_a_copy_is_begun_before_each_plan(window: MainWindow, qtbot: QtBot, copies: Path) -> None:
    window.document.open(small(), title="Small")
    window.document.edit(CHANGE, "change")
    with qtbot.waitSignal(window.files.keeper.kept, timeout=WAIT):
        window.commands["plan"].trigger()
        assert window.planner.running
    assert load(copies_in(copies)[0]).case == window.document.case
    window.planner.drop()


def test_saving_and_undoing_everything_delete_the_copy(
    changed: MainWindow, qtbot: QtBot, answers: Answers, copies: Path, tmp_path: Path
) -> None:
    changed.document.undo_stack.undo()
    assert copies_in(copies) == []
    with qtbot.waitSignal(changed.files.keeper.kept, timeout=WAIT):
        changed.document.undo_stack.redo()
    answers.give(case_to_write=tmp_path / "saved.remanence")
    changed.commands["save"].trigger()
    settle(changed, qtbot)
    assert copies_in(copies) == []


def test_work_given_up_on_purpose_is_not_offered(changed: MainWindow, answers: Answers, copies: Path) -> None:
    answers.give(unsaved=Unsaved.DISCARD)
    changed.close()
    assert copies_in(copies) == []


def test_the_window_is_not_held_up_while_a_copy_is_written(window: MainWindow, qtbot: QtBot) -> None:
    window.document.open(small(), title="Small")
    began = time.perf_counter()
    window.document.edit(CHANGE, "change")
    window.files.keeper.keep_now()
    assert time.perf_counter() - began < 1.0
    assert window.files.keeper._job is not None
    qtbot.waitUntil(lambda: window.files.keeper._job is None, timeout=WAIT)


def test_after_a_crash_the_work_is_offered_and_opened_unsaved(
    changed: MainWindow, new_window: Callable[[], MainWindow], qtbot: QtBot, copies: Path
) -> None:
    crash(copies)
    (old,) = copies_in(copies)
    changed.files.keeper._written = None  # the window that "crashed" has nothing left to clean up
    second = new_window()
    asked = second.ask
    assert isinstance(asked, Answers)
    asked.give(found=Found.OPEN)
    with qtbot.waitSignals([second.files.opened, second.files.keeper.kept], timeout=WAIT):
        second.files.keeper.look_for_offers()
    ((title, path, written),) = asked.told("found")
    assert (title, path) == ("Small", "")
    assert abs(written - time.time()) < 300
    assert second.document.case == changed.document.case
    assert not second.document.is_saved
    assert not old.exists()
    assert len(copies_in(copies)) == 1


def test_work_that_is_not_wanted_goes_and_work_for_later_stays(
    changed: MainWindow, new_window: Callable[[], MainWindow], qtbot: QtBot, copies: Path
) -> None:
    crash(copies)
    changed.files.keeper._written = None
    second = new_window()
    asked = second.ask
    assert isinstance(asked, Answers)
    for wanted, left in ((Found.LATER, 1), (Found.DELETE, 0)):
        asked.give(found=wanted)
        with qtbot.waitSignal(second.files.keeper.offered, timeout=WAIT):
            second.files.keeper.look_for_offers()
        assert len(copies_in(copies)) == left
    assert second.document.is_empty


def test_nothing_is_looked_for_where_there_is_nothing(window: MainWindow, answers: Answers, qtbot: QtBot) -> None:
    window.files.keeper.look_for_offers()
    qtbot.wait(100)
    assert answers.heard == []


def test_where_no_copy_can_be_kept_the_status_bar_says_so(window: MainWindow, qtbot: QtBot, copies: Path) -> None:
    copies.write_text("a file where the folder should be")
    window.files.keeper.after = 10
    window.document.open(small(), title="Small")
    with qtbot.waitSignal(window.files.keeper.failed, timeout=WAIT):
        window.document.edit(CHANGE, "change")
    assert "No copy of the unsaved work" in window.statusBar().currentMessage()


@pytest.mark.skipif(os.name == "nt", reason="there is no signal that kills at once")
def test_a_window_that_is_killed_loses_nothing(
    new_window: Callable[[], MainWindow], qtbot: QtBot, copies: Path, tmp_path: Path
) -> None:
    project = tmp_path / "motors.remanence"
    save(project, Project(small()))
    before = project.read_bytes()
    words = [sys.executable, "-m", "tests.ui.tasks.crashing", project, copies, tmp_path / "crashed.ini"]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        said = child.stdout.readline()
        child.send_signal(signal.SIGKILL)
    assert said == "kept\n"
    assert lock_file(project).exists()

    second = new_window()
    asked = second.ask
    assert isinstance(asked, Answers)
    asked.give(found=Found.OPEN)
    with qtbot.waitSignal(second.files.opened, timeout=WAIT):
        second.files.keeper.look_for_offers()
    assert second.document.case.rows("products")[0][3] == 4321
    assert second.document.path == project.resolve()
    assert not second.document.read_only
    assert project.read_bytes() == before
    second.commands["save"].trigger()
    settle(second, qtbot)
    assert load(project).case.rows("products")[0][3] == 4321
    assert asked.told("changed_since") == []


def test_plans_are_in_the_copy_too(changed: MainWindow, qtbot: QtBot, copies: Path) -> None:
    from tests.planner.report.stories import embargo
    from tests.ui.pages.test_plan import answered

    changed.document.open(embargo(), title="Embargo", path=copies.parent / "embargo.remanence")
    with qtbot.waitSignal(changed.files.keeper.kept, timeout=WAIT):
        changed.document.set_planned(Planned(answered(), embargo(), changed.document.state))
    assert [plan.status for plan in load(copies_in(copies)[0]).plans] == ["proven"]
