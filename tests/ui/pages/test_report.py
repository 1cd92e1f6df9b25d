"""Decides whether a plan can be handed on: looked at, written, asked about where it cannot be, and found again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from planner.plan.answer import Answer
from planner.planning import plan
from planner.report.rules import change_of
from planner.solve.options import Options
from planner.tables.edits import SetCells
from tests.ui.answers import Answers
from tests.ui.reading import words
from tests.ui.tasks.test_files import small
from ui.dialogs.ask import Again
from ui.document import Planned
from ui.main_window import MainWindow
from ui.pages.report import ReportPage
from ui.rules import take_rule
from ui.widgets.page_pictures import PagePictures

WAIT = 120_000


@pytest.fixture(scope="module")
def answer() -> Answer:
    return plan(small(), Options())


@pytest.fixture
def page(window: MainWindow, answer: Answer) -> Iterator[ReportPage]:
    """The page with a small plan; nobody has looked at it yet."""
    window.document.open(small(), title="Small", plans=(Planned(answer, small()),))
    window.checker.close()
    shown = window.pages.page("report")
    assert isinstance(shown, ReportPage)
    yield shown


def pages(page: ReportPage) -> int:
    (pictures,) = page.findChildren(PagePictures)
    return pictures.count


def drawn(qtbot: QtBot, page: ReportPage) -> None:
    """Wait until the brief's pages are there and nothing is under way."""
    qtbot.waitUntil(lambda: pages(page) > 0 and not page.drawing.running, timeout=WAIT)


def press(qtbot: QtBot, page: ReportPage, name: str) -> None:
    buttons = [one for one in page.findChildren(QPushButton) if one.isVisible()]
    (button,) = [one for one in buttons if name in (one.accessibleName(), one.text())]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def asked(window: MainWindow) -> Answers:
    assert isinstance(window.ask, Answers)
    return window.ask


def test_without_a_plan_the_page_says_what_it_is_for(window: MainWindow) -> None:
    window.document.open(small(), title="Small")
    window.checker.close()
    window.show_page("report")
    page = window.pages.page("report")
    assert isinstance(page, ReportPage)
    assert "No plan yet" in words(page)
    assert "A plan can be handed on" in words(page)


def test_the_briefs_pages_are_seen_before_they_are_written(window: MainWindow, page: ReportPage, qtbot: QtBot) -> None:
    window.show_page("report")
    drawn(qtbot, page)
    assert 2 <= pages(page) <= 6


def test_nothing_is_worked_out_for_a_page_nobody_looks_at(page: ReportPage, qtbot: QtBot) -> None:
    qtbot.wait(100)
    assert not page.drawing.running


def test_the_brief_is_written_as_pdf_and_its_folder_opened(
    window: MainWindow, page: ReportPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    brief = tmp_path / "Brief für 東京.pdf"
    window.show_page("report")
    asked(window).give(page_to_write=brief)
    press(qtbot, page, "Save as PDF: Brief")
    qtbot.waitUntil(lambda: "The brief was saved as Brief für 東京.pdf" in words(page), timeout=WAIT)
    content = brief.read_bytes()
    assert content.startswith(b"%PDF-")
    count = len(re.findall(rb"/Type /Page\b", content))
    assert 2 <= count <= 6
    assert f"{count} pages." in words(page)
    press(qtbot, page, "Open folder")
    assert [Path(one.toLocalFile()) for one in opened] == [tmp_path]


def test_the_workbook_is_written_and_opens(window: MainWindow, page: ReportPage, qtbot: QtBot, tmp_path: Path) -> None:
    book = tmp_path / "plan.xlsx"
    window.show_page("report")
    asked(window).give(file_to_write=book)
    press(qtbot, page, "Save as workbook: Plan workbook")
    qtbot.waitUntil(lambda: "The plan workbook was saved as plan.xlsx" in words(page), timeout=WAIT)
    assert load_workbook(book, read_only=True).sheetnames[0] == "Recommendation"


def test_the_playbook_is_written_on_one_page(
    window: MainWindow, page: ReportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    playbook = tmp_path / "playbook.pdf"
    window.show_page("report")
    asked(window).give(page_to_write=playbook)
    press(qtbot, page, "Save as PDF: Playbook")
    qtbot.waitUntil(lambda: "The playbook was saved as playbook.pdf" in words(page), timeout=WAIT)
    assert len(re.findall(rb"/Type /Page\b", playbook.read_bytes())) == 1


def test_every_chart_is_written_into_a_folder(
    window: MainWindow, page: ReportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    window.show_page("report")
    (form,) = page.findChildren(QComboBox)
    form.setCurrentText("Numbers for Excel")
    asked(window).give(folder_to_write=tmp_path)
    press(qtbot, page, "Save all: Charts")
    qtbot.waitUntil(lambda: "were saved in the folder Small charts" in words(page), timeout=WAIT)
    files = sorted(one.name for one in (tmp_path / "Small charts").iterdir())
    assert files[0] == "01 Sourcing, all scenarios.xlsx"
    assert f"{len(files)} files" in words(page)
    sheet = load_workbook(tmp_path / "Small charts" / "05 Cost by scenario.xlsx")["Data"]
    assert [cell.value for cell in sheet[1]][:3] == ["scenario", "probability", "cost"]


def test_a_workbook_that_is_open_in_excel_is_asked_about(
    window: MainWindow, page: ReportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    taken, copy = tmp_path / "plan.xlsx", tmp_path / "plan 2.xlsx"
    taken.write_bytes(b"as it was")
    (tmp_path / "~$plan.xlsx").write_bytes(b"")
    window.show_page("report")
    asked(window).give(file_to_write=taken, again=Again.CANCEL)
    press(qtbot, page, "Save as workbook: Plan workbook")
    assert asked(window).told("again") == [("Not saved", "plan.xlsx is open in Excel. Close it there, or save a copy.")]
    assert not page.writing.running
    asked(window).give(file_to_write=taken, again=Again.COPY)
    asked(window).give(file_to_write=copy)
    press(qtbot, page, "Save as workbook: Plan workbook")
    qtbot.waitUntil(lambda: "The plan workbook was saved as plan 2.xlsx" in words(page), timeout=WAIT)
    assert taken.read_bytes() == b"as it was"


def test_a_file_that_cannot_be_written_is_asked_about_and_tried_again(
    window: MainWindow, page: ReportPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "not yet"
    answers = asked(window)

    def made(title: str, message: str) -> Again:
        answers.heard.append(("again", (title, message)))
        folder.mkdir()
        return Again.RETRY

    monkeypatch.setattr(answers, "again", made)
    window.show_page("report")
    answers.give(file_to_write=folder / "plan.xlsx")
    press(qtbot, page, "Save as workbook: Plan workbook")
    qtbot.waitUntil(lambda: "The plan workbook was saved as plan.xlsx" in words(page), timeout=WAIT)
    ((title, message),) = answers.told("again")
    assert title == "Not saved"
    assert "does not exist" in message


def test_stopped_the_page_stays_usable(window: MainWindow, page: ReportPage, qtbot: QtBot, tmp_path: Path) -> None:
    window.show_page("report")
    press(qtbot, page, "Stop")
    qtbot.waitUntil(lambda: "Stopped." in words(page), timeout=WAIT)
    assert not any(one.isChecked() for one in page.findChildren(QCheckBox))
    asked(window).give(page_to_write=tmp_path / "brief.pdf")
    press(qtbot, page, "Save as PDF: Brief")
    qtbot.waitUntil(lambda: "The brief was saved" in words(page), timeout=WAIT)
    drawn(qtbot, page)


def test_with_the_other_ways_the_brief_has_more_to_tell(window: MainWindow, page: ReportPage, qtbot: QtBot) -> None:
    window.show_page("report")
    (ways,) = [one for one in page.findChildren(QCheckBox) if one.text() == "The other ways to carry on"]
    drawn(qtbot, page)
    ways.click()
    assert page.drawing.running
    drawn(qtbot, page)
    assert page.known.ways is not None
    assert len(page.known.ways) == 4


def test_a_plan_older_than_the_data_is_said_to_be(window: MainWindow, page: ReportPage) -> None:
    window.show_page("report")
    assert "as they were" not in words(page)
    window.document.edit(SetCells("items", ((0, "standard_cost", 6.0),)), "change")
    assert "the plan for the data as they were" in words(page)


def test_a_licence_rule_said_otherwise_has_the_pages_drawn_anew(
    window: MainWindow, page: ReportPage, qtbot: QtBot
) -> None:
    window.show_page("report")
    drawn(qtbot, page)
    qtbot.waitUntil(lambda: not page.drawing.running, timeout=WAIT)
    window.show_page("plan")
    window.show_page("report")
    assert not page.drawing.running
    window.show_page("plan")
    take_rule(window.document, change_of("smco", "not in force", "", "the ministry"))
    window.show_page("report")
    assert page.drawing.running
    drawn(qtbot, page)
