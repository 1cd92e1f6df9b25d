"""A marked copy shows every finding at its cell, keeps what the user made, and leaves the original as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from planner.errors import UserError
from planner.store import marked
from planner.store.imported import Imported
from planner.store.marked import write_marked_copy
from planner.store.workbook_in import read_workbook
from planner.tables.finding import Finding, Severity
from tests.planner.store.books import STORY, book


def error(cell: str, message: str = "Standard cost is '?'. Enter a number.", sheet: str = "Items") -> Finding:
    return Finding("not_a_number", Severity.ERROR, message, sheet=sheet, cell=cell)


def warning(cell: str, message: str = "Check it.", sheet: str = "Items") -> Finding:
    return Finding("check", Severity.WARNING, message, sheet=sheet, cell=cell)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return book(tmp_path / "case.xlsx", {**STORY, "Items": [["item", "standard_cost"], ["Magnet", "?"]]})


def copied(path: Path, *findings: Finding) -> Any:
    target = path.with_name("marked.xlsx")
    write_marked_copy(path, findings, target)
    return load_workbook(target)


def listed(made: Any) -> list[tuple[Any, ...]]:
    return [tuple(cell.value for cell in row) for row in made["Findings"].iter_rows(min_row=4)]


def test_every_finding_is_a_note_and_a_colour_at_its_cell_and_a_line_of_the_list(path: Path) -> None:
    before = path.read_bytes()
    imported: Imported = read_workbook(path)
    made = copied(path, *imported.findings)
    cell = made["Items"]["B2"]
    assert "?" in cell.comment.text
    assert cell.fill.fgColor.rgb == "FFF4B6B6"
    assert made.sheetnames[0] == "Findings"
    assert listed(made) == [("error", "Items", "B2", imported.findings[0].message, "not_a_number")]
    assert made["Findings"]["C4"].hyperlink.location == "'Items'!B2"
    assert path.read_bytes() == before


def test_a_warning_has_another_colour_and_an_error_at_the_same_cell_wins(path: Path) -> None:
    made = copied(path, warning("A2"), warning("B2", "One."), error("B2", "Two."))
    assert made["Items"]["A2"].fill.fgColor.rgb == "FFFCE4A8"
    assert made["Items"]["B2"].fill.fgColor.rgb == "FFF4B6B6"
    assert made["Items"]["B2"].comment.text == "One.\nTwo."


def test_the_same_sentence_stands_once_in_a_note(path: Path) -> None:
    assert copied(path, error("B2", "One."), error("B2", "One."))["Items"]["B2"].comment.text == "One."


def test_formulas_formats_and_notes_of_the_original_stay(tmp_path: Path) -> None:
    made = Workbook()
    sheet: Any = made.worksheets[0]
    sheet.title = "It's mine"
    sheet["A1"], sheet["B1"] = 2, "=A1*2"
    sheet["A1"].number_format = "0.00 %"
    sheet["A1"].font = Font(bold=True)
    sheet["A1"].comment = Comment("Mine.", "me")
    sheet["A2"].value = "=1+1"
    sheet["A2"].data_type = "s"
    sheet.merge_cells("C1:D2")
    sheet.column_dimensions["A"].width = 33
    made.save(tmp_path / "case.xlsx")
    again = copied(tmp_path / "case.xlsx", *(error(cell, "See.", "It's mine") for cell in ("A1", "B1", "A2", "D2")))
    sheet = again["It's mine"]
    assert sheet["B1"].value == "=A1*2"
    assert sheet["A1"].number_format == "0.00 %"
    assert sheet["A1"].font.bold
    assert sheet["A1"].comment.text == "Mine.\n\nSee."
    assert sheet["A2"].data_type == "s"
    assert sheet["C1"].comment.text == "See."
    assert sheet.column_dimensions["A"].width == 33
    assert again["Findings"]["C4"].hyperlink.location == "'It''s mine'!A1"
    assert again["Findings"]["C7"].hyperlink.location == "'It''s mine'!C1"


def test_a_finding_without_a_cell_is_listed(path: Path) -> None:
    missing = Finding("missing_sheet", Severity.ERROR, "There is no sheet 'Demand'.")
    made = copied(path, missing, error("ZZZ9"), error("A1", sheet="Nowhere"), error("nonsense"))
    assert listed(made)[0][3] == missing.message
    assert len(listed(made)) == 4


def test_findings_never_become_formulas_and_odd_letters_do_no_harm(path: Path) -> None:
    made = copied(path, error("B2", "=1+1 \x07 \ud800 ist keine Zahl. 磁石"))
    assert made["Findings"]["D4"].data_type == "s"
    assert "磁石" in made["Items"]["B2"].comment.text
    assert made["Items"]["B2"].comment.text.startswith("=1+1")


def test_beyond_so_many_cells_findings_are_listed_only(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marked, "MOST_MARKS", 2)
    made = copied(path, *(error(f"B{number}") for number in range(2, 6)))
    assert [made["Items"][f"B{number}"].comment is not None for number in range(2, 6)] == [True, True, False, False]
    assert len(listed(made)) == 4


def test_the_list_of_an_earlier_copy_gives_way_and_is_no_stranger_to_the_import(path: Path) -> None:
    copied(path, error("B2"))
    first = path.with_name("marked.xlsx")
    write_marked_copy(first, [error("A2")], path.with_name("again.xlsx"))
    made = load_workbook(path.with_name("again.xlsx"))
    assert made.sheetnames.count("Findings") == 1
    assert [line[2] for line in listed(made)] == ["A2"]
    assert [one.rule for one in read_workbook(path.with_name("again.xlsx")).findings] == ["not_a_number"]


def test_a_sheet_of_the_users_own_named_findings_stays(tmp_path: Path) -> None:
    own = book(tmp_path / "case.xlsx", {**STORY, "Findings": [["my own"]]})
    made = copied(own, error("B2"))
    assert made["Findings"]["A1"].value == "my own"
    assert len(made.sheetnames) == len(STORY) + 2


def test_the_original_is_never_written_over(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(UserError, match="is the original"):
        write_marked_copy(path, [error("B2")], path)
    assert path.read_bytes() == before


def test_the_copy_has_the_ending_of_the_original(path: Path) -> None:
    with pytest.raises(UserError, match=r"does not end in \.xlsx"):
        write_marked_copy(path, [], path.with_suffix(".xlsm"))


@pytest.mark.parametrize("content", [b"", b"a;b", b"PK\x03\x04"])
def test_what_is_no_workbook_gets_no_copy(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "case.xlsx").write_bytes(content)
    with pytest.raises(UserError, match=r"case\.xlsx"):
        write_marked_copy(tmp_path / "case.xlsx", [], tmp_path / "marked.xlsx")
    assert not (tmp_path / "marked.xlsx").exists()
