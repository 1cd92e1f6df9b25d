"""Decides whether files are opened, imported, saved and exported without ever losing what is open."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from planner.store.workbook_out import write_case
from planner.tables.case import Case
from planner.tables.edits import SetCells
from tests.builders import case
from tests.ui.answers import Answers
from ui.dialogs.ask import Again, Unsaved
from ui.main_window import MainWindow

WAIT = 30_000
CHANGE = SetCells("products", ((0, "shortage_cost", 7.0),))


def small(**settings: object) -> Case:
    return case(
        case={"name": "Small", **settings},
        products=[{"product": "Drive", "shortage_cost": 100}],
        demand={"Drive": [10, 10, 10]},
        bill_of_materials=[{"parent": "Drive", "component": "Magnet", "quantity": 2}],
        items=[{"item": "Magnet", "standard_cost": 5}],
        suppliers=[{"supplier": "Narva", "country": "Estonia"}],
        offers=[{"supplier": "Narva", "item": "Magnet", "price": 6, "production_months": 0, "transit_months": 1}],
    )


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "Größe 磁石.xlsx"
    write_case(small(), path)
    return path


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "wrong.xlsx"
    write_case(small(months=None), path)
    return path


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.files.busy, timeout=WAIT)


def test_a_workbook_is_opened_under_its_name(window: MainWindow, qtbot: QtBot, workbook: Path) -> None:
    with qtbot.waitSignal(window.files.opened, timeout=WAIT):
        window.open_file(workbook)
    assert window.document.case.rows("products")[0][0] == "Drive"
    assert window.document.path == workbook
    assert window.document.is_saved
    assert "Small" in window.windowTitle()


def test_the_sample_is_opened_and_has_no_errors(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.files.opened, timeout=WAIT):
        window.commands["sample"].trigger()
    assert len(window.document.case.rows("offers")) > 10
    qtbot.waitUntil(lambda: window.checker.up_to_date, timeout=WAIT)
    assert not any(one.is_error for one in window.document.findings)


def test_a_workbook_with_errors_changes_nothing_and_lists_all_of_them(
    window: MainWindow, qtbot: QtBot, answers: Answers, workbook: Path, wrong: Path
) -> None:
    with qtbot.waitSignal(window.files.opened, timeout=WAIT):
        window.open_file(workbook)
    before = window.document.case.fingerprint()
    answers.give(files_to_import=[wrong])
    window.commands["import"].trigger()
    settle(window, qtbot)
    ((name, findings),) = answers.told("import_refused")
    assert name == "wrong.xlsx"
    assert [one.place for one in findings if one.is_error] == ["Case!B4"]
    assert window.document.case.fingerprint() == before


def test_an_import_is_shown_first_and_undone_in_one_step(
    window: MainWindow, qtbot: QtBot, answers: Answers, workbook: Path
) -> None:
    window.document.open(case(products=[{"product": "Old", "shortage_cost": 1}]), title="Old")
    before = window.document.case.fingerprint()
    answers.give(files_to_import=[workbook], import_wanted=True)
    window.commands["import"].trigger()
    settle(window, qtbot)
    ((_, rows, _),) = answers.told("import_wanted")
    assert ("Products", 1, 1) in rows
    assert ("Offers", 0, 1) in rows
    assert window.document.case.rows("products")[0][0] == "Drive"
    window.document.undo_stack.undo()
    assert window.document.case.fingerprint() == before


def test_an_import_that_is_not_wanted_changes_nothing(
    window: MainWindow, qtbot: QtBot, answers: Answers, workbook: Path
) -> None:
    window.document.open(case(products=[{"product": "Old", "shortage_cost": 1}]), title="Old")
    answers.give(files_to_import=[workbook], import_wanted=False)
    window.commands["import"].trigger()
    settle(window, qtbot)
    assert window.document.case.rows("products")[0][0] == "Old"
    assert not window.document.undo_stack.canUndo()


def test_a_file_dropped_on_an_empty_window_is_opened(window: MainWindow, qtbot: QtBot, workbook: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(workbook))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPoint(400, 300).toPointF(), Qt.DropAction.CopyAction, mime, buttons, keys)
    with qtbot.waitSignal(window.files.opened, timeout=WAIT):
        window.dropEvent(drop)
    assert window.document.path == workbook


def test_what_is_no_workbook_is_refused_with_a_sentence(
    window: MainWindow, qtbot: QtBot, answers: Answers, tmp_path: Path
) -> None:
    path = tmp_path / "old.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old Excel")
    window.open_file(path)
    settle(window, qtbot)
    ((_, words),) = answers.told("tell")
    assert "old.xls" in words
    assert window.document.is_empty


def test_saving_asks_where_once_and_what_was_saved_opens_as_the_same_case(
    window: MainWindow, qtbot: QtBot, answers: Answers, tmp_path: Path
) -> None:
    window.document.open(small(), title="Small")
    window.document.edit(CHANGE, "change")
    assert not window.document.is_saved
    assert "*" in window.windowTitle()
    path = tmp_path / "saved.xlsx"
    answers.give(case_to_write=path)
    window.commands["save"].trigger()
    settle(window, qtbot)
    assert window.document.is_saved
    window.document.edit(SetCells("products", ((0, "shortage_cost", 8.0),)), "change")
    window.commands["save"].trigger()
    settle(window, qtbot)
    assert len(answers.told("case_to_write")) == 1
    saved = window.document.case.fingerprint()
    with qtbot.waitSignal(window.files.opened, timeout=WAIT):
        window.open_file(path)
    assert window.document.case.fingerprint() == saved


def test_a_workbook_that_was_opened_is_not_replaced_unasked(
    window: MainWindow, qtbot: QtBot, answers: Answers, workbook: Path
) -> None:
    with qtbot.waitSignal(window.files.opened, timeout=WAIT):
        window.open_file(workbook)
    window.document.edit(CHANGE, "change")
    answers.give(case_to_write=None)
    window.commands["save"].trigger()
    ((_, suggestion),) = answers.told("case_to_write")
    assert suggestion == workbook.with_suffix(".remanence")
    assert not window.document.is_saved


def test_a_file_that_cannot_be_written_can_be_tried_again_or_saved_elsewhere(
    window: MainWindow, qtbot: QtBot, answers: Answers, tmp_path: Path
) -> None:
    window.document.open(small(), title="Small")
    window.document.edit(CHANGE, "change")
    nowhere, somewhere = tmp_path / "no folder" / "x.xlsx", tmp_path / "copy.xlsx"
    answers.give(case_to_write=nowhere, again=Again.RETRY)
    answers.give(case_to_write=somewhere, again=Again.COPY)
    window.commands["save"].trigger()
    qtbot.waitUntil(lambda: window.document.is_saved, timeout=WAIT)
    assert len(answers.told("again")) == 2
    assert somewhere.exists()


def test_another_case_is_opened_only_after_asking_about_changes(
    window: MainWindow, qtbot: QtBot, answers: Answers, workbook: Path
) -> None:
    window.document.open(small(name="Mine"), title="Mine")
    window.document.edit(CHANGE, "change")
    answers.give(unsaved=Unsaved.CANCEL)
    window.open_file(workbook)
    assert window.document.name == "Mine"
    answers.give(unsaved=Unsaved.DISCARD)
    with qtbot.waitSignal(window.files.opened, timeout=WAIT):
        window.open_file(workbook)
    assert window.document.name == "Small"


def test_closing_asks_about_changes_and_saves_before_it_goes(
    window: MainWindow, qtbot: QtBot, answers: Answers, tmp_path: Path
) -> None:
    window.document.open(small(), title="Small")
    window.document.edit(CHANGE, "change")
    answers.give(unsaved=Unsaved.CANCEL)
    window.close()
    assert window.isVisible()
    answers.give(unsaved=Unsaved.SAVE, case_to_write=tmp_path / "last.xlsx")
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT)
    assert (tmp_path / "last.xlsx").exists()


def test_closing_without_changes_asks_nothing(window: MainWindow, answers: Answers) -> None:
    window.document.open(small(), title="Small")
    window.close()
    assert not window.isVisible()
    assert answers.heard == []


def test_a_template_is_written(window: MainWindow, qtbot: QtBot, answers: Answers, tmp_path: Path) -> None:
    answers.give(file_to_write=tmp_path / "template.xlsx")
    window.commands["template"].trigger()
    settle(window, qtbot)
    assert (tmp_path / "template.xlsx").exists()
    assert "template.xlsx" in window.statusBar().currentMessage()


def test_one_thing_at_a_time_so_that_no_save_is_given_up(
    window: MainWindow, qtbot: QtBot, answers: Answers, tmp_path: Path, workbook: Path
) -> None:
    window.document.open(small(), title="Small")
    window.document.edit(CHANGE, "change")
    answers.give(case_to_write=tmp_path / "kept.xlsx")
    window.commands["save"].trigger()
    window.files.import_into(workbook)
    assert "wait until it is done" in window.statusBar().currentMessage()
    settle(window, qtbot)
    assert (tmp_path / "kept.xlsx").exists()
    assert window.document.is_saved
