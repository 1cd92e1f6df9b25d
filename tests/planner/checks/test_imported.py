"""Claims about what is said of a case that was read from a workbook."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from planner.checks.imported import check_imported
from planner.store.workbook_in import read_workbook
from planner.store.workbook_out import write_case
from tests.planner.checks.story import sound


def _saved(tmp_path: Path, sheet: str, cell: str, value: object) -> Path:
    """A sound case with one cell of its workbook changed."""
    path = tmp_path / "case.xlsx"
    write_case(sound(), path)
    book = load_workbook(path)
    book[sheet][cell] = value
    book.save(path)
    return path


def test_a_sheet_that_could_not_be_read_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    """Without the header row no offer is read, yet nobody is told that the magnets cannot be bought."""
    path = tmp_path / "case.xlsx"
    write_case(sound(), path)
    book = load_workbook(path)
    book["Offers"].delete_rows(1)
    book.save(path)
    found = check_imported(read_workbook(path))
    assert {one.sheet for one in found if one.is_error} == {"Offers"}
    assert [one for one in found if one.table in ("items", "suppliers", "capacity")] == []


def test_a_cell_that_could_not_be_read_is_told_with_its_cell_alone(tmp_path: Path) -> None:
    found = check_imported(read_workbook(_saved(tmp_path, "Items", "G2", "ten")))
    assert [(one.place, one.rule) for one in found] == [("Items!G2", "not_a_number")]


def test_a_product_that_stands_twice_is_told_once_not_for_every_month(tmp_path: Path) -> None:
    path = tmp_path / "case.xlsx"
    write_case(sound(), path)
    book = load_workbook(path)
    book["Demand"].append(["Drive", *[1] * (book["Demand"].max_column - 1)])
    book.save(path)
    assert [(one.place, one.rule) for one in check_imported(read_workbook(path))] == [("Demand!A3", "repeated_key")]


def test_a_sound_workbook_is_asked_whether_it_makes_sense(tmp_path: Path) -> None:
    imported = read_workbook(_saved(tmp_path, "Bill of materials", "B2", "Drive"))
    assert imported.case is not None
    assert [one.place for one in check_imported(imported) if one.is_error] == ["Bill of materials!B2"]
