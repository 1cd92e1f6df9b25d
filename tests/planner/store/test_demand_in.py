"""Demand is read with a column for each month or a row for each; months outside the horizon do not count."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from planner.months import Month
from tests.planner.store.books import Rows, only, rules, story

JAN, FEB, MAR = (Month.of(2027, number) for number in (1, 2, 3))
NO_CASE: Rows = [["setting", "value"]]


def demand(path: Path, rows: Rows) -> object:
    """The demand read with a horizon of January and February 2027."""
    imported = story(path, Demand=rows)
    assert imported.findings == ()
    return imported.draft.rows("demand")


def test_a_column_for_each_month_becomes_a_row_for_each(tmp_path: Path) -> None:
    rows: Rows = [["Product", date(2027, 1, 15), "2027-02"], ["Drive", 10, 20], ["Pump", 0, 1.5]]
    assert demand(tmp_path, rows) == [
        ("Drive", JAN, 10.0),
        ("Drive", FEB, 20.0),
        ("Pump", JAN, 0.0),
        ("Pump", FEB, 1.5),
    ]


def test_a_row_for_each_month_is_taken_too(tmp_path: Path) -> None:
    rows: Rows = [
        ["product", "Month", "Quantity (pcs/month)"],
        ["Drive", "2027-02", 20],
        ["Drive", date(2027, 1, 1), 10],
    ]
    assert demand(tmp_path, rows) == [("Drive", FEB, 20.0), ("Drive", JAN, 10.0)]


def test_a_blank_month_within_the_horizon_is_a_row_without_a_quantity(tmp_path: Path) -> None:
    imported = story(tmp_path, Demand=[["product", "2027-01", "2027-02"], ["Drive", 10], ["Pump"]])
    assert imported.draft.rows("demand") == [
        ("Drive", JAN, 10.0),
        ("Drive", FEB, None),
        ("Pump", JAN, None),
        ("Pump", FEB, None),
    ]
    assert imported.addresses.of("demand", 1, "quantity") == ("Demand", "C2")
    assert imported.addresses.of("demand", 1, "month") == ("Demand", "C1")
    assert imported.addresses.of("demand", 3, "product") == ("Demand", "A3")


def test_months_outside_the_horizon_are_kept_when_filled_and_no_rows_when_blank(tmp_path: Path) -> None:
    rows: Rows = [
        ["product", "2026-12", "2027-01", "2027-02", "2027-03"],
        ["Drive", 5, 10, 20, None],
        ["Pump", None, 1, 2, 3],
    ]
    assert demand(tmp_path, rows) == [
        ("Drive", Month.of(2026, 12), 5.0),
        ("Drive", JAN, 10.0),
        ("Drive", FEB, 20.0),
        ("Pump", JAN, 1.0),
        ("Pump", FEB, 2.0),
        ("Pump", MAR, 3.0),
    ]


def test_what_cannot_be_read_outside_the_horizon_is_ignored(tmp_path: Path) -> None:
    assert demand(tmp_path, [["product", "2027-01", "2027-02", "2027-03"], ["Drive", 10, 20, "n/a"]]) == [
        ("Drive", JAN, 10.0),
        ("Drive", FEB, 20.0),
    ]
    long: Rows = [["product", "month", "quantity"], ["Drive", "2027-01", 10], ["Drive", "2027-09", "?"]]
    assert demand(tmp_path, long) == [("Drive", JAN, 10.0), ("Drive", Month.of(2027, 9), None)]


def test_while_the_horizon_is_not_known_a_blank_is_no_row(tmp_path: Path) -> None:
    imported = story(tmp_path, Case=NO_CASE, Demand=[["product", "2027-01", "2027-02"], ["Drive", 10, None]])
    assert imported.draft.rows("demand") == [("Drive", JAN, 10.0)]


def test_a_quantity_that_cannot_be_read_has_its_cell(tmp_path: Path) -> None:
    imported = story(tmp_path, Demand=[["product", "2027-01", "2027-02"], ["Drive", 10, "1,5"]])
    assert rules(imported) == [("not_a_number", "Demand!C2")]
    assert imported.unread == {("demand", 1, "quantity")}


def test_a_product_that_cannot_be_read_is_said_once(tmp_path: Path) -> None:
    imported = story(tmp_path, Demand=[["product", "2027-01", "2027-02"], [1.5, 10, 20]])
    assert rules(imported) == [("not_a_name", "Demand!A2")]
    assert imported.unread == {("demand", 0, "product"), ("demand", 1, "product")}


def test_a_month_given_twice_is_an_error(tmp_path: Path) -> None:
    found = only(story(tmp_path, Demand=[["product", "2027-01", date(2027, 1, 31), "2027-02"], ["Drive", 1, 2, 3]]))
    assert (found.rule, found.place) == ("repeated_header", "Demand!C1")
    assert "'2027-01' stands in B1 already" in found.message


def test_a_header_that_is_no_month_is_reported_with_how_months_are_written(tmp_path: Path) -> None:
    found = only(story(tmp_path, Demand=[["product", "2027-01", "2027-02", "Mar 27"], ["Drive", 1, 2, 3]]))
    assert (found.rule, found.place) == ("unknown_column", "Demand!D1")
    assert "text such as 2027-01" in found.message


def test_both_forms_at_once_are_an_error(tmp_path: Path) -> None:
    rows: Rows = [["product", "month", "quantity", "2027-01", "2027-02"], ["Drive", "2027-01", 1, 2, 3]]
    assert rules(story(tmp_path, Demand=rows)) == [("two_forms", "Demand!D1")]


def test_a_sheet_without_months_is_an_error_once_it_has_rows(tmp_path: Path) -> None:
    assert story(tmp_path, Demand=[["product"]]).findings == ()
    assert rules(story(tmp_path, Demand=[["product", "total"], ["Drive", 30]])) == [
        ("missing_column", "Demand!A1"),
        ("unknown_column", "Demand!B1"),
    ]


def test_a_sheet_without_products_is_an_error(tmp_path: Path) -> None:
    assert rules(story(tmp_path, Demand=[["2027-01", "2027-02"], [1, 2]])) == [("missing_column", "Demand!A1")]


def test_rows_without_anything_known_are_passed_over(tmp_path: Path) -> None:
    rows: Rows = [["product", "2027-01", "2027-02", "note"], [None, None, None, "sum:"], ["Drive", 1, 2], ["  "]]
    imported = story(tmp_path, Demand=rows)
    assert imported.draft.rows("demand") == [("Drive", JAN, 1.0), ("Drive", FEB, 2.0)]
