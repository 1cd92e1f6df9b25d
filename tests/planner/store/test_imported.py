"""Findings of the checks get their places, and nothing is said twice."""

from __future__ import annotations

from pathlib import Path

from planner.checks.run import check
from planner.store.imported import Imported, place_findings
from planner.tables.case import Case
from planner.tables.finding import Finding, Severity
from tests.planner.store.books import STORY, Rows, story


def finding(table: str, row: int | None, field: str | None, rule: str = "blank_required") -> Finding:
    return Finding(rule, Severity.ERROR, f"{rule} in {table}", table, row, field)


def places(imported: Imported, *findings: Finding) -> list[str]:
    return [one.place for one in place_findings(imported, findings)]


def test_a_finding_of_a_row_and_field_gets_the_cell_it_came_from(tmp_path: Path) -> None:
    rows: Rows = [["Title"], [], ["shortage_cost", "product"], [1, "Drive"], [], [2, "Pump"]]
    imported = story(tmp_path, Products=rows)
    assert places(imported, finding("products", 1, "product")) == ["Products!B6"]
    assert places(imported, finding("products", 1, "shortage_cost")) == ["Products!A6"]


def test_a_finding_of_a_whole_row_gets_its_first_column_and_of_a_column_its_header(tmp_path: Path) -> None:
    imported = story(tmp_path)
    assert places(imported, finding("products", 0, None)) == ["Products!A2"]
    assert places(imported, finding("products", None, "shortage_cost")) == ["Products!B1"]
    assert places(imported, finding("products", None, None)) == ["Products"]


def test_a_finding_of_a_column_the_sheet_has_not_gets_the_row(tmp_path: Path) -> None:
    assert places(story(tmp_path), finding("products", 0, "end_use")) == ["Products!A2"]


def test_a_setting_gets_its_value_cell_or_the_sheet(tmp_path: Path) -> None:
    imported = story(tmp_path)
    assert places(imported, finding("case", 0, "months")) == ["Case!B3"]
    assert places(imported, finding("case", 0, "currency")) == ["Case"]


def test_a_table_without_a_sheet_has_no_place(tmp_path: Path) -> None:
    assert places(story(tmp_path), finding("offers", None, None), finding("", None, None)) == ["", ""]


def test_a_cell_that_could_not_be_read_is_not_called_blank_too(tmp_path: Path) -> None:
    imported = story(tmp_path, Products=[["product", "shortage_cost"], ["Drive", "?"], ["Pump", None]])
    found = place_findings(imported, check(imported.draft))
    assert [(one.rule, one.place) for one in found if one.table == "products" and one.field == "shortage_cost"] == [
        ("not_a_number", "Products!B2"),
        ("blank_required", "Products!B3"),
    ]


def test_a_missing_column_is_not_called_blank_in_every_row(tmp_path: Path) -> None:
    imported = story(tmp_path, Products=[["product"], ["Drive"], ["Pump"]])
    found = place_findings(imported, check(imported.draft))
    assert [one.rule for one in found if one.table == "products"] == ["missing_column"]


def test_a_missing_sheet_is_not_called_empty_too(tmp_path: Path) -> None:
    imported = story(tmp_path, Products=None)
    found = place_findings(imported, check(imported.draft))
    assert [one.rule for one in found if one.table == "products"] == ["missing_sheet"]


def test_the_same_sentence_at_the_same_cell_is_said_once(tmp_path: Path) -> None:
    imported = story(tmp_path, Demand=[["product", "2027-01", "2027-02"], ["Drive", 1, 2]])
    twice = [finding("demand", row, "product", "unknown_name") for row in (0, 1)]
    assert places(imported, *twice) == ["Demand!A2"]


def test_findings_stand_in_the_order_of_tables_and_rows_errors_first(tmp_path: Path) -> None:
    imported = story(tmp_path, Items=[["item", "standard_cost", "hue"], ["Magnet", "?"]], Notes=[["a"]])
    warning = Finding("odd", Severity.WARNING, "odd", "products", 0, "product")
    found = place_findings(imported, [finding("demand", 1, None), warning, finding("products", 0, "shortage_cost")])
    assert [(one.rule, one.table) for one in found] == [
        ("unknown_sheet", ""),
        ("blank_required", "products"),
        ("odd", "products"),
        ("blank_required", "demand"),
        ("unknown_column", "items"),
        ("not_a_number", "items"),
    ]


def test_there_is_a_case_only_without_errors(tmp_path: Path) -> None:
    assert story(tmp_path).case is not None
    assert story(tmp_path, Notes=[["a"]]).case is not None
    assert story(tmp_path, Items=[["item", "standard_cost"], ["Magnet", "?"]]).case is None


def test_what_was_never_read_has_no_places() -> None:
    assert places(Imported(Case()), finding("products", 0, "product")) == [""]
    assert STORY["Case"][0] == ["setting", "value"]
