"""Decides whether findings reach the user's own workbook, as notes at the cells they name."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from planner.store.workbook_out import write_case
from planner.tables.edits import SetCells
from tests.ui.answers import Answers
from tests.ui.tasks.test_files import WAIT, small
from ui.main_window import MainWindow


def notes(path: Path) -> dict[str, str]:
    """The notes of a workbook, by sheet and cell."""
    book = load_workbook(path)
    return {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment is not None and "Enter" in cell.comment.text
    }


def test_a_workbook_that_is_refused_is_saved_with_its_findings_marked(
    window: MainWindow, qtbot: QtBot, answers: Answers, tmp_path: Path
) -> None:
    wrong, copy = tmp_path / "wrong.xlsx", tmp_path / "marked.xlsx"
    write_case(small(months=None), wrong)
    before = wrong.read_bytes()
    answers.give(import_refused=True, file_to_write=copy)
    window.open_file(wrong)
    qtbot.waitUntil(lambda: copy.exists() and not window.files.busy, timeout=WAIT)
    assert any(place == "Case!B4" for place in notes(copy))
    assert wrong.read_bytes() == before


def test_the_case_as_it_is_can_be_saved_with_its_findings_marked(
    window: MainWindow, qtbot: QtBot, answers: Answers, tmp_path: Path
) -> None:
    copy = tmp_path / "case marked.xlsx"
    window.document.open(small(), title="Small")
    window.document.edit(SetCells("offers", ((0, "price", None),)), "blank the price")
    answers.give(file_to_write=copy)
    window.commands["marked"].trigger()
    qtbot.waitUntil(lambda: copy.exists() and not window.files.busy, timeout=WAIT)
    found = notes(copy)
    assert any(place.startswith("Offers!") and "Price" in words for place, words in found.items())
    assert [one.name for one in tmp_path.glob("*.xlsx")] == ["case marked.xlsx"]


def test_a_marked_copy_that_is_not_wanted_after_all_is_not_written(
    window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    window.document.open(small(), title="Small")
    answers.give(file_to_write=None)
    window.commands["marked"].trigger()
    assert not window.files.busy
    assert list(tmp_path.glob("*.xlsx")) == []
