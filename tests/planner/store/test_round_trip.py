"""What is written as a workbook is read back the same, to the last digit and character."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from planner.errors import UserError
from planner.months import Month
from planner.store.demand_in import horizon_of
from planner.store.demand_out import spread
from planner.store.sheet_xml import MOST_ROWS
from planner.store.workbook_in import read_workbook
from planner.store.workbook_out import write_case
from planner.tables.case import Case
from planner.tables.column import Column, Kind, RawRow, Value
from planner.tables.inputs import INPUTS, table
from planner.tables.table import Layout, Table
from tests import builders
from tests.budget import examples

ODD = ["=1+1", "+49 89", "-5", "@name", "007", "1.0", "1e5", "2027-01", "#N/A", "TRUE", "_x0041_", "x005F_", "a\x07b"]
ODD += [
    "磁石",
    "Ö",
    "\U0001f9f2",
    "a\u00a0b",
    "two\nlines",
    "carriage\rreturn",
    "tab\there",
    "'quoted",
    '<&>"',
    "0",
    "½",
]


def stripped(text: str) -> str:
    return text.strip()


NAMES = st.one_of(
    st.sampled_from(ODD), st.text(max_size=12).map(stripped), st.text("0123456789.,- =;x_F", max_size=8).map(stripped)
).filter(bool)
PARTS = NAMES.map(lambda text: text.replace(";", "").strip()).filter(bool)
TEXTS = st.one_of(NAMES, st.text(max_size=30), st.sampled_from([" leading", "trailing ", "\n", "x" * 32_000])).filter(
    stripped
)
NUMBERS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([0.1 + 0.2, 1e-9, 1 / 3, 5e-324, 1.7976931348623157e308, 2**53 + 2.0, 100.0]),
)
WHOLES = st.integers(-(10**15) + 1, 10**15 - 1)
MONTHS = st.one_of(st.builds(Month.of, st.integers(1, 9999), st.integers(1, 12)), st.integers(24300, 24400).map(Month))


def values(column: Column) -> st.SearchStrategy[Any]:
    """What a column may hold inside."""
    taken: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.NAME: NAMES,
        Kind.TEXT: TEXTS,
        Kind.NUMBER: NUMBERS,
        Kind.WHOLE: WHOLES,
        Kind.MONTH: MONTHS,
        Kind.CHOICE: st.sampled_from([*column.choices, "none of them"]),
        Kind.NAMES: st.lists(PARTS, min_size=1, max_size=3).map(tuple),
    }
    return st.one_of(st.none(), taken[column.kind])


def rows_of(one: Table[Any]) -> st.SearchStrategy[list[RawRow]]:
    row = st.tuples(*map(values, one.columns))
    if one.layout is Layout.SETTINGS:
        named = st.tuples(TEXTS, *map(values, one.columns[1:]))  # a blank name would become the file's
        return st.lists(named, min_size=1, max_size=1)
    return st.lists(row.filter(lambda given: any(value is not None for value in given)), max_size=3)


CASES = st.fixed_dictionaries({one.id: rows_of(one) for one in INPUTS}).map(Case)


def through_excel(case: Case, path: Path) -> Case:
    """The case written and read again; nothing is found on the way."""
    write_case(case, path)
    imported = read_workbook(path)
    assert imported.findings == ()
    assert imported.case is not None
    return imported.case


@settings(max_examples=examples(200), derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(CASES)
def test_export_then_import_gives_the_identical_case(case: Case) -> None:
    with tempfile.TemporaryDirectory() as folder:
        again = through_excel(case, Path(folder) / "case.xlsx")
    for one in INPUTS:
        assert list(again.rows(one.id)) == list(case.rows(one.id)), one.id
    assert again == case
    assert again.fingerprint() == case.fingerprint()


QUANTITIES = st.one_of(st.none(), st.sampled_from([0.0, 1.0, 2.5]))
DEMAND_ROWS = st.lists(
    st.tuples(
        st.sampled_from(["Drive", "Pump", None]), st.integers(24323, 24330).map(Month) | st.none(), QUANTITIES
    ).filter(any),
    max_size=14,
)


@settings(max_examples=examples(200), derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(DEMAND_ROWS, st.sampled_from([None, 1, 4, 8]))
@example([(None, Month(24324), None)], 4)
@example([("Drive", Month(24324), 1.0), ("Drive", Month(24324), 2.0)], 1)
@example([("Drive", Month(24324), 1.0), ("Pump", Month(24324), 2.0), ("Drive", Month(24325), 2.0)], None)
def test_demand_in_any_order_and_with_any_gap_comes_back_the_same(rows: list[RawRow], months: int | None) -> None:
    case = Case({"case": [table("case").raw(name="a", start_month=Month(24324), months=months)], "demand": rows})
    with tempfile.TemporaryDirectory() as folder:
        assert list(through_excel(case, Path(folder) / "case.xlsx").rows("demand")) == rows


def test_demand_is_written_with_a_column_for_each_month(tmp_path: Path) -> None:
    case = builders.case(case={"name": "a"}, demand={"Drive": [10, 20, 30], "Pump": [1, 2, 3]})
    write_case(case, tmp_path / "case.xlsx")
    sheet = load_workbook(tmp_path / "case.xlsx")["Demand"]
    assert [cell.value for cell in sheet["A"]] == ["Product", "Drive", "Pump"]
    assert [(f"{cell.value:%Y-%m-%d}", cell.number_format) for cell in sheet[1][1:]] == [
        ("2027-01-01", "yyyy-mm"),
        ("2027-02-01", "yyyy-mm"),
        ("2027-03-01", "yyyy-mm"),
    ]
    assert [cell.value for cell in sheet[3]] == ["Pump", 1, 2, 3]


def test_without_demand_the_months_of_the_horizon_wait_to_be_filled(tmp_path: Path) -> None:
    write_case(builders.case(case={"months": 5}), tmp_path / "case.xlsx")
    assert load_workbook(tmp_path / "case.xlsx")["Demand"].max_column == 6


def test_demand_that_a_column_for_each_month_would_change_has_a_row_for_each() -> None:
    horizon = horizon_of([table("case").raw(start_month=Month(24324), months=2)])
    gap: list[RawRow] = [("Drive", Month(24324), 1.0), ("Drive", Month(24325), 1.0), ("Pump", Month(24324), 1.0)]
    assert spread(gap, horizon) is None
    wide = spread([*gap, ("Pump", Month(24325), None)], horizon)
    assert wide is not None
    assert wide.lines == (("Drive", (1.0, 1.0)), ("Pump", (1.0, None)))


@pytest.mark.parametrize("name", ODD)
def test_no_text_becomes_a_formula_or_anything_else(tmp_path: Path, name: str) -> None:
    case = builders.case(case={"name": name}, products=[{"product": name, "shortage_cost": 1}])
    write_case(case, tmp_path / "case.xlsx")
    sheet = load_workbook(tmp_path / "case.xlsx")["Products"]
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].number_format == "@"
    if name[0] in "=+-@":
        assert sheet["A2"].quotePrefix


def test_rows_in_which_nothing_is_entered_are_left_out(tmp_path: Path) -> None:
    blank: tuple[Value, ...] = (None,) * 6
    case = Case({"case": [table("case").raw(name="a")], "products": [blank, ("Drive", *blank[1:]), blank]})
    assert through_excel(case, tmp_path / "case.xlsx").rows("products") == [("Drive", *blank[1:])]


def test_a_text_longer_than_a_cell_is_refused_and_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "case.xlsx"
    path.write_text("old")
    with pytest.raises(UserError, match="40,000 characters"):
        write_case(builders.case(products=[{"product": "A", "description": "x" * 40_000}]), path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_more_rows_than_a_sheet_has_are_refused(tmp_path: Path) -> None:
    case = Case({"stock": [("A", 1.0, None, None, None, None)] * MOST_ROWS})
    with pytest.raises(UserError, match="Stock has 1,048,576 rows"):
        write_case(case, tmp_path / "case.xlsx")


def test_every_header_carries_its_unit_and_a_note(tmp_path: Path) -> None:
    write_case(builders.case(), tmp_path / "case.xlsx")
    book = load_workbook(tmp_path / "case.xlsx")
    assert book.sheetnames == [one.title for one in INPUTS]
    price = book["Offers"]["D1"]
    assert price.value == "Price (money/unit)"
    assert price.comment is not None
    assert price.comment.text.startswith("Price of one unit, without freight and duty.\nUnit: money/unit.")


def test_choices_and_names_of_other_sheets_have_drop_downs(tmp_path: Path) -> None:
    write_case(builders.case(), tmp_path / "case.xlsx")
    book = load_workbook(tmp_path / "case.xlsx")
    lists = {
        str(rule.sqref).partition("2")[0]: rule.formula1
        for rule in book["Events"].data_validations.dataValidation
        if rule.type == "list"
    }
    assert lists["E"] == '"availability,price,duty,delay,demand,closed"'
    assert "'Scenarios'!$A$2" in lists["A"]
