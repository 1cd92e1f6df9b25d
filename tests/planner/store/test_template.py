"""The template explains itself and reads in as a small case that holds together."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.checks.run import check
from planner.store.template import START, example_case
from planner.store.workbook_in import read_workbook
from planner.store.workbook_out import write_template
from planner.tables.column import Kind
from planner.tables.inputs import INPUTS
from planner.tables.table import Layout


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("template") / "template.xlsx"
    write_template(made)
    return made


def test_the_template_as_it_comes_is_a_case_without_findings(path: Path) -> None:
    imported = read_workbook(path)
    assert imported.findings == ()
    assert imported.case is not None
    assert check(imported.case) == ()


def test_every_table_has_an_example_with_its_declared_values(path: Path) -> None:
    draft = read_workbook(path).draft
    for one in INPUTS:
        first = draft.rows(one.id)[0]
        given = [(column.id, value) for column, value in zip(one.columns, first, strict=True) if column.id != "name"]
        assert given == [(column.id, column.example) for column in one.columns if column.id != "name"], one.id


def test_a_first_sheet_says_how_to_fill_it_in_and_to_take_the_example_out(path: Path) -> None:
    sheet = load_workbook(path)[START]
    words = "\n".join(str(cell.value) for row in sheet for cell in row if cell.value)
    assert load_workbook(path).sheetnames[0] == START
    assert "Overwrite or delete all of them" in words
    assert all(one.meaning in words for one in INPUTS)


def test_every_header_has_its_unit_and_a_note_that_begins_with_its_meaning(path: Path) -> None:
    book = load_workbook(path)
    for one in INPUTS:
        if one.layout is Layout.ROWS:
            cells = book[one.title][1]
            assert [cell.value for cell in cells] == [column.header for column in one.columns]
            for cell, column in zip(cells, one.columns, strict=True):
                assert cell.comment is not None
                assert cell.comment.text.startswith(column.meaning)
                assert ("Required." in cell.comment.text) is column.required


def test_bounds_are_kept_by_excel_too(path: Path) -> None:
    rules = load_workbook(path)["Bill of materials"].data_validations.dataValidation
    scrap = next(rule for rule in rules if "D2" in str(rule.sqref))
    assert (scrap.type, scrap.operator, scrap.formula1) == ("decimal", "greaterThanOrEqual", "0")
    assert scrap.error == "Scrap rate is at least 0 and less than 1."


def test_what_is_typed_below_the_example_in_a_column_of_names_stays_text(path: Path) -> None:
    sheet = load_workbook(path)["Items"]
    assert sheet.column_dimensions["A"].number_format == "@"


def test_headers_stay_in_sight_and_can_be_filtered(path: Path) -> None:
    sheet = load_workbook(path)["Offers"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref is not None
    assert sheet.auto_filter.ref.startswith("A1:")


def test_every_sheet_prints_as_wide_as_a_page_with_its_headers(path: Path) -> None:
    book = load_workbook(path)
    for sheet in book:
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0), sheet.title
        assert sheet.print_title_rows == (None if sheet.title == START else "$1:$1"), sheet.title


def test_examples_are_of_the_kind_their_column_takes() -> None:
    case = example_case()
    for one in INPUTS:
        for row in case.rows(one.id):
            for column, value in zip(one.columns, row, strict=True):
                assert value is None or column.kind is not Kind.NUMBER or isinstance(value, float), (one.id, column.id)
