"""A file from outside is read in a child: whatever it brings the child to, this process goes on with a sentence."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.errors import UserError
from planner.events import Event, Phase, Stopped
from planner.store import reading
from planner.store.erp import look
from planner.store.project import Damaged, Project, save
from planner.store.reading import read_case, read_project, read_source
from planner.store.workbook_in import read_workbook
from tests.planner.store import reading_targets
from tests.planner.store.books import STORY, book
from tests.planner.store.projects import motors, story


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return book(tmp_path / "case.xlsx", STORY)


def test_a_case_comes_back_from_the_child_as_it_is_read_here(path: Path) -> None:
    heard: list[Event] = []
    imported = read_case(path, heard.append)
    assert imported.case is not None
    assert imported.case == read_workbook(path).case
    assert imported.addresses.of("demand", 1, "quantity") == ("Demand", "C2")
    assert Phase("Reading Demand") in heard


def test_findings_come_back_with_their_places(tmp_path: Path) -> None:
    path = book(tmp_path / "case.xlsx", {**STORY, "Items": [["item", "standard_cost"], ["Magnet", "?"]]})
    imported = read_case(path)
    assert [one.place for one in imported.findings] == ["Items!B2"]
    assert imported.unread == {("items", 0, "standard_cost")}


def test_a_refusal_comes_back_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "case.csv").write_text("product;quantity")
    with pytest.raises(UserError, match="is a text file") as caught:
        read_case(tmp_path / "case.csv")
    assert "Save" in caught.value.cure or "save" in caught.value.cure


@pytest.mark.parametrize("target", [reading_targets.hangs, reading_targets.obeys])
def test_a_workbook_that_takes_too_long_is_given_up(
    path: Path, monkeypatch: pytest.MonkeyPatch, target: Callable[..., object]
) -> None:
    monkeypatch.setattr(reading, "read_workbook", target)
    monkeypatch.setattr(reading, "MOST_SECONDS", 0.5)
    started = time.monotonic()
    with pytest.raises(UserError, match=r"'case\.xlsx' took longer than 0\.5 seconds to read"):
        read_case(path)
    assert time.monotonic() - started < 30


def test_a_workbook_that_takes_too_much_memory_is_given_up(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "read_workbook", reading_targets.swells)
    monkeypatch.setattr(reading, "MOST_MEMORY", 300_000_000)
    with pytest.raises(UserError, match=r"'case\.xlsx' needs more memory"):
        read_case(path)


def test_a_workbook_that_crashes_its_reader_is_a_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "read_workbook", reading_targets.crashes)
    with pytest.raises(UserError, match=r"Reading 'case\.xlsx' broke off"):
        read_case(path)


def test_stop_is_stop_and_no_fault_of_the_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "read_workbook", reading_targets.obeys)
    with pytest.raises(Stopped):
        read_case(path, stopping=lambda: True)


def test_a_project_is_a_case_without_cells(tmp_path: Path) -> None:
    save(tmp_path / "case.remanence", story())
    heard: list[Event] = []
    imported = read_case(tmp_path / "case.remanence", heard.append)
    assert imported.case == story().case
    assert imported.findings == ()
    assert imported.addresses.of("demand", 1, "quantity") == ("", "")
    assert Phase("Opening the project") in heard
    assert read_project(tmp_path / "case.remanence") == story()


def test_a_project_is_one_whatever_its_name_says(tmp_path: Path) -> None:
    save(tmp_path / "case.xlsx", story())
    assert read_case(tmp_path / "case.xlsx").case == story().case


def test_a_damaged_project_comes_back_with_its_backup(tmp_path: Path) -> None:
    path = tmp_path / "case.remanence"
    save(path, Project(motors()))
    save(path, story())
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(Damaged, match="is damaged") as caught:
        read_project(path)
    assert caught.value.backup == tmp_path / "case.remanence.bak"


def test_an_export_is_looked_at_in_the_child(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes("Parent;Child;Qty\nMotör;MAG;8\n".encode("cp1250"))
    heard: list[Event] = []
    source = read_source(path, heard.append, encoding="cp1250")
    assert source == look(path, encoding="cp1250")
    assert source.text(1, 1) == "Motör"
    assert Phase("Looking at the export") in heard
    with pytest.raises(UserError, match="There is no file"):
        read_source(tmp_path / "none.csv")
