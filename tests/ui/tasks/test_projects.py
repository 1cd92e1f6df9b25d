"""Decides whether a project opened in the window is saved, kept from others and found again, with its plans."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from planner.store.lock import Lock, acquire, lock_file
from planner.store.project import Project, load, save
from planner.store.workbook_out import write_case
from planner.tables.edits import SetCells
from tests.planner.report.stories import embargo
from tests.ui.answers import Answers
from tests.ui.pages.test_plan import answered
from tests.ui.tasks.test_files import CHANGE, WAIT, settle, small
from ui.dialogs.ask import Again, Taken, Unsaved
from ui.document import MOST_PLANS, Planned
from ui.main_window import MainWindow
from ui.widgets.recent_list import RecentList
from ui.widgets.recent_menu import RecentMenu


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "Größe 磁石.remanence"
    save(path, Project(embargo(), notes={"mine": "x"}))
    return path


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot, project: Path) -> MainWindow:
    open_in(window, qtbot, project)
    return window


def open_in(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    with qtbot.waitSignal(window.files.opened, timeout=WAIT):
        window.open_file(path)


def save_in(window: MainWindow, qtbot: QtBot) -> None:
    window.commands["save"].trigger()
    settle(window, qtbot)


def planned(window: MainWindow) -> Planned:
    return Planned(answered(), window.document.case.copy(), window.document.state)


def test_a_project_is_saved_where_it_was_opened_with_its_notes(
    opened: MainWindow, qtbot: QtBot, answers: Answers, project: Path
) -> None:
    opened.document.edit(CHANGE, "change")
    assert opened.windowTitle().startswith(f"{opened.document.name} *")
    save_in(opened, qtbot)
    assert opened.document.is_saved
    assert "*" not in opened.windowTitle()
    assert load(project) == Project(opened.document.case, notes={"mine": "x"})
    assert project.with_name(f"{project.name}.bak").exists()
    assert answers.heard == []


def test_a_new_case_is_saved_as_a_project_unless_asked_otherwise(
    window: MainWindow, qtbot: QtBot, answers: Answers, tmp_path: Path
) -> None:
    window.document.open(small(), title="Small")
    window.document.edit(CHANGE, "change")
    answers.give(case_to_write=tmp_path / "new.remanence")
    save_in(window, qtbot)
    ((_, suggestion),) = answers.told("case_to_write")
    assert suggestion.name == "Small.remanence"
    assert load(tmp_path / "new.remanence").case == window.document.case
    assert lock_file(tmp_path / "new.remanence").exists()


def test_a_plan_is_kept_and_shown_again_when_the_project_is_opened(
    opened: MainWindow, qtbot: QtBot, project: Path
) -> None:
    opened.document.set_planned(planned(opened))
    assert not opened.document.is_saved
    save_in(opened, qtbot)
    assert opened.document.is_saved
    before = opened.document.planned
    open_in(opened, qtbot, project)
    after = opened.document.planned
    assert before is not None
    assert after is not None
    assert after.answer.plan is not None
    assert before.answer.plan is not None
    assert after.answer.plan.orders == before.answer.plan.orders
    assert after.answer.message == before.answer.message
    assert after.case == before.case
    assert not opened.document.plan_is_older
    assert opened.commands["export"].isEnabled()


def test_a_plan_of_other_data_is_marked_older_when_the_project_is_opened_again(
    opened: MainWindow, qtbot: QtBot, project: Path
) -> None:
    opened.document.set_planned(planned(opened))
    opened.document.edit(CHANGE, "change")
    save_in(opened, qtbot)
    open_in(opened, qtbot, project)
    assert opened.document.plan_is_older
    before = next(one for one in embargo().rows("products"))
    opened.document.edit(SetCells("products", ((0, "shortage_cost", before[3]),)), "change back by hand")
    assert not opened.document.plan_is_older


def test_the_plan_of_a_reopened_project_does_not_change_with_the_data(
    opened: MainWindow, qtbot: QtBot, project: Path
) -> None:
    opened.document.set_planned(planned(opened))
    save_in(opened, qtbot)
    open_in(opened, qtbot, project)
    kept = opened.document.planned
    assert kept is not None
    opened.document.edit(CHANGE, "change")
    assert kept.case == embargo()


def test_only_the_last_plans_are_kept(opened: MainWindow) -> None:
    for _ in range(MOST_PLANS + 3):
        opened.document.set_planned(planned(opened))
    assert len(opened.document.plans) == MOST_PLANS


def test_the_sample_planned_and_closed_asks_nothing(window: MainWindow, answers: Answers) -> None:
    window.document.open(embargo(), title="Sample")
    window.document.set_planned(planned(window))
    window.close()
    assert answers.heard == []


def test_a_project_that_another_window_has_open_is_opened_to_read(
    new_window: Callable[[], MainWindow], qtbot: QtBot, project: Path, tmp_path: Path
) -> None:
    first, second = new_window(), new_window()
    open_in(first, qtbot, project)
    asked = second.ask
    assert isinstance(asked, Answers)
    asked.give(taken=Taken.READ, case_to_write=tmp_path / "other.remanence")
    open_in(second, qtbot, project)
    ((name, holder),) = asked.told("taken")
    assert name == project.name
    assert "since" in holder
    assert "(read-only)" in second.windowTitle()
    second.document.edit(CHANGE, "change")
    save_in(second, qtbot)
    assert load(project).case == first.document.case
    assert load(tmp_path / "other.remanence").case == second.document.case
    assert "(read-only)" not in second.windowTitle()


def test_of_a_project_that_another_window_has_open_a_copy_can_be_opened(
    new_window: Callable[[], MainWindow], qtbot: QtBot, project: Path
) -> None:
    first, second = new_window(), new_window()
    open_in(first, qtbot, project)
    asked = second.ask
    assert isinstance(asked, Answers)
    asked.give(taken=Taken.COPY)
    open_in(second, qtbot, project)
    assert second.document.path is None
    assert second.document.case == first.document.case
    asked.give(taken=Taken.CANCEL)
    second.open_file(project)
    settle(second, qtbot)
    assert second.document.path is None


def test_closing_a_window_lets_the_next_one_have_the_project(
    new_window: Callable[[], MainWindow], qtbot: QtBot, project: Path
) -> None:
    first = new_window()
    open_in(first, qtbot, project)
    first.close()
    assert not lock_file(project).exists()
    second = new_window()
    open_in(second, qtbot, project)
    assert not second.document.read_only


def test_a_lock_left_by_a_crash_keeps_nobody_out(opened: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "crashed.remanence"
    save(path, Project(small()))
    script = f"from pathlib import Path; from planner.store.lock import acquire; acquire(Path({str(path)!r}))"
    subprocess.run([sys.executable, "-c", script], check=True)
    assert lock_file(path).exists()
    open_in(opened, qtbot, path)
    assert not opened.document.read_only


def test_a_project_taken_over_while_we_slept_is_saved_under_another_name(
    opened: MainWindow, qtbot: QtBot, answers: Answers, project: Path
) -> None:
    assert isinstance(acquire(project, force=True), Lock)
    opened.files.hold.renew()
    assert opened.document.read_only
    answers.give(case_to_write=None)
    opened.commands["save"].trigger()
    assert len(answers.told("case_to_write")) == 1


def test_a_file_changed_by_another_program_is_not_replaced_unasked(
    opened: MainWindow, qtbot: QtBot, answers: Answers, project: Path
) -> None:
    save(project, Project(small()))
    opened.document.edit(CHANGE, "change")
    answers.give(changed_since=Again.CANCEL)
    save_in(opened, qtbot)
    assert load(project).case == small()
    answers.give(changed_since=Again.RETRY)
    save_in(opened, qtbot)
    assert load(project).case == opened.document.case


def test_a_workbook_open_in_excel_is_not_replaced_until_it_is_closed_there(
    window: MainWindow, qtbot: QtBot, answers: Answers, tmp_path: Path
) -> None:
    book, excels = tmp_path / "prices.xlsx", tmp_path / "~$prices.xlsx"
    write_case(embargo(), book)
    before = book.read_bytes()
    excels.write_bytes(b"somebody")
    window.document.open(small(), title="Small")
    window.document.edit(CHANGE, "change")
    answers.give(case_to_write=book, again=Again.CANCEL)
    save_in(window, qtbot)
    ((_, words),) = answers.told("again")
    assert words == "prices.xlsx is open in Excel. Close it there, or save a copy."
    assert book.read_bytes() == before
    excels.unlink()
    answers.give(case_to_write=book)
    save_in(window, qtbot)
    assert book.read_bytes() != before


@pytest.fixture
def little_room() -> Iterator[None]:
    """A disk on which no file can be longer than a few kilobytes, for this process and its children."""
    resource = pytest.importorskip("resource", reason="only Unix can limit the size of files")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_keeps_the_old_file_and_says_so(
    opened: MainWindow, qtbot: QtBot, answers: Answers, project: Path, little_room: None
) -> None:
    before = project.read_bytes()
    opened.document.edit(CHANGE, "change")
    answers.give(again=Again.CANCEL)
    save_in(opened, qtbot)
    ((_, words),) = answers.told("again")
    assert "no room on the disk" in words
    assert project.read_bytes() == before
    assert not opened.document.is_saved


def test_a_damaged_project_offers_its_backup(opened: MainWindow, qtbot: QtBot, answers: Answers, project: Path) -> None:
    opened.document.edit(CHANGE, "change")
    save_in(opened, qtbot)
    opened.files.new()
    content = bytearray(project.read_bytes())
    content[len(content) // 2 :] = bytes(len(content) - len(content) // 2)
    project.write_bytes(content)
    answers.give(sure=True)
    open_in(opened, qtbot, project)
    assert opened.document.case == embargo()
    assert opened.document.path is None


def test_a_project_dropped_on_an_open_case_asks_about_changes_and_is_opened(
    window: MainWindow, qtbot: QtBot, answers: Answers, project: Path
) -> None:
    window.document.open(small(), title="Mine")
    window.document.edit(CHANGE, "change")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(project))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPoint(400, 300).toPointF(), Qt.DropAction.CopyAction, mime, buttons, keys)
    answers.give(unsaved=Unsaved.DISCARD)
    with qtbot.waitSignal(window.files.opened, timeout=WAIT):
        window.dropEvent(drop)
    assert window.document.path == project


def test_a_new_case_gives_the_file_back(opened: MainWindow, project: Path) -> None:
    opened.commands["new"].trigger()
    assert opened.document.is_empty
    assert opened.document.path is None
    assert not lock_file(project).exists()


def test_files_used_last_are_offered_in_the_menu_and_on_the_first_page(
    new_window: Callable[[], MainWindow], qtbot: QtBot, project: Path, tmp_path: Path
) -> None:
    first = new_window()
    open_in(first, qtbot, project)
    gone = tmp_path / "gone.remanence"
    save(gone, Project(small()))
    open_in(first, qtbot, gone)
    first.close()
    gone.unlink()
    second = new_window()
    with qtbot.waitSignal(second.files.recent.changed, timeout=WAIT):
        second.files.recent.look()
    menu = second.findChild(RecentMenu)
    assert menu is not None
    shown = [(action.text(), action.isEnabled()) for action in menu.actions()[:2]]
    assert ["gone.remanence" in shown[0][0], shown[0][1]] == [True, False]
    assert [project.name in shown[1][0], shown[1][1]] == [True, True]
    listed = second.findChild(RecentList)
    assert listed is not None
    assert listed.isVisible()
    with qtbot.waitSignal(second.files.opened, timeout=WAIT):
        menu.actions()[1].trigger()
    assert second.document.path == project
    menu.actions()[-1].trigger()
    assert second.files.recent.paths == ()


def test_what_is_being_typed_is_saved_too(opened: MainWindow, qtbot: QtBot, project: Path) -> None:
    opened.show_page("data")
    opened.data.show_table("products")
    grid = opened.data.grid
    grid.show_cell(0, 3)
    grid.setFocus()
    qtbot.waitUntil(grid.hasFocus)
    qtbot.keyClicks(grid, "7")
    save_in(opened, qtbot)
    assert load(project).case.rows("products")[0][3] == 7.0
