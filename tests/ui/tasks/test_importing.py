"""Decides whether several files come in one after the other, and what is no list is sent where it belongs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from planner.store.erp import session
from planner.store.workbook_out import write_case
from planner.tables.edits import InsertRows
from tests.journeys import sap
from tests.ui.answers import Answers
from tests.ui.tasks.test_files import WAIT, small
from ui.dialogs.import_wizard import ImportWizard
from ui.main_window import MainWindow
from ui.tasks.import_memory import ImportMemory


def wizard_of(window: MainWindow, qtbot: QtBot, name: str) -> ImportWizard:
    qtbot.waitUntil(
        lambda: window.imports.wizard is not None and name in window.imports.wizard.windowTitle(), timeout=WAIT
    )
    wizard = window.imports.wizard
    assert wizard is not None
    return wizard


def test_a_file_is_skipped_and_the_next_one_comes(
    window: MainWindow, qtbot: QtBot, answers: Answers, tmp_path: Path
) -> None:
    answers.give(files_to_import=[sap.mb52(tmp_path), sap.cs12(tmp_path)])
    window.commands["import"].trigger()
    wizard = wizard_of(window, qtbot, "CS12")
    assert "file 1 of 2" in wizard.windowTitle()
    skip = next(one for one in wizard.findChildren(QPushButton) if one.text() == "&Skip this file")
    qtbot.mouseClick(skip, Qt.MouseButton.LeftButton)
    wizard = wizard_of(window, qtbot, "MB52")
    assert "file 2 of 2" in wizard.windowTitle()
    wizard.reject()
    assert window.imports.wizard is None


def test_cancel_gives_up_the_files_that_wait_too(
    window: MainWindow, qtbot: QtBot, answers: Answers, tmp_path: Path
) -> None:
    answers.give(files_to_import=[sap.mb52(tmp_path), sap.cs12(tmp_path)])
    window.commands["import"].trigger()
    wizard_of(window, qtbot, "CS12").reject()
    assert window.imports.wizard is None
    assert not window.document.undo_stack.canUndo()


def test_what_cannot_be_read_is_told_once_and_the_rest_comes(
    window: MainWindow, qtbot: QtBot, answers: Answers, tmp_path: Path
) -> None:
    case = tmp_path / "case.xlsx"
    write_case(small(), case)
    old = tmp_path / "old.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    answers.give(files_to_import=[case, old, sap.mb52(tmp_path)])
    window.commands["import"].trigger()
    wizard = wizard_of(window, qtbot, "MB52")
    assert "file" not in wizard.windowTitle()
    ((title, message),) = answers.told("tell")
    assert title == "Not imported"
    assert "old Excel format" in message
    assert "'case.xlsx' is a case of this program" in message
    wizard.reject()


def test_a_list_that_is_opened_as_a_case_comes_in_as_a_list(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    for path in (sap.mb52(tmp_path), sap.cs12(tmp_path), sap.me2m(tmp_path)):
        window.open_file(path)
        wizard_of(window, qtbot, path.stem).reject()
    assert window.document.is_empty


def test_nothing_is_read_in_the_process_of_the_window(
    window: MainWindow, qtbot: QtBot, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The children have their own copy of everything; the one of the window would fail."""

    def never(*_: object, **__: object) -> None:
        raise AssertionError("read in the window")

    monkeypatch.setattr(session, "look", never)
    answers.give(files_to_import=[sap.mb52(tmp_path)])
    window.commands["import"].trigger()
    wizard = wizard_of(window, qtbot, "MB52")
    qtbot.waitUntil(lambda: wizard.sight is not None, timeout=WAIT)
    wizard.reject()


def test_after_an_import_the_first_new_row_is_the_current_one(window: MainWindow) -> None:
    made = small()
    window.document.open(made, title="Small")
    before = len(made.rows("items"))
    row = made.rows("items")[0]
    window.imports.taken.emit("items", None, "")
    assert window.data.grid.currentIndex().row() == 0
    window.document.edit(InsertRows("items", ((before, row), (before + 1, row))), "import x")
    window.imports.taken.emit("items", before, "")
    grid = window.data.grid
    assert (grid.accessibleName(), grid.currentIndex().row(), grid.currentIndex().column()) == ("Items", before, 0)


def test_only_the_newest_kinds_of_exports_are_remembered(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    memory = ImportMemory(settings)
    for number in range(105):
        memory.keep(f"sign{number}", {"version": 1, "layout": "stock_list"})
    assert len(memory.all()) == 100
    assert "sign104" in memory.all()
    settings.setValue("imports/broken", "{")
    assert "broken" not in memory.all()
    memory.forget("sign104")
    assert "sign104" not in memory.all()
