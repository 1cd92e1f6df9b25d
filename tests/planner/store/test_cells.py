"""What stands in a cell becomes a value of ours or a problem in words; nothing is guessed."""

from __future__ import annotations

import dataclasses
import math
from datetime import date, datetime, time, timedelta

import pytest

from planner.months import Month
from planner.store.cells import CellValue, ErrorValue, NeverCalculated, Problem, Shown, converter
from planner.tables.column import Column, Kind, Value
from planner.units import Unit

PRICE = Column("price", "Price", Kind.NUMBER, "")
COUNT = Column("count", "Count", Kind.WHOLE, "")
SHARE = Column("share", "Share", Kind.NUMBER, "", unit=Unit.PERCENT)
ITEM = Column("item", "Item", Kind.NAME, "")
NOTE = Column("note", "Note", Kind.TEXT, "")
MONTH = Column("month", "Month", Kind.MONTH, "")
KIND = Column("kind", "Kind", Kind.CHOICE, "", choices=("magnet", "max_share", "SmCo 2:17"))
COUNTRIES = Column("country", "Country", Kind.NAMES, "")
ALL = (PRICE, COUNT, SHARE, ITEM, NOTE, MONTH, KIND, COUNTRIES)


def problem(column: Column, value: CellValue) -> Problem:
    result = converter(column)(value)
    assert isinstance(result, Problem), result
    return result


@pytest.mark.parametrize("column", ALL, ids=lambda one: one.id)
@pytest.mark.parametrize("blank", [None, "", "   ", "\n\u00a0"])
def test_a_cell_without_anything_to_see_is_blank(column: Column, blank: str | None) -> None:
    assert converter(column)(blank) is None


@pytest.mark.parametrize("column", ALL, ids=lambda one: one.id)
def test_an_error_value_is_named(column: Column) -> None:
    found = problem(column, ErrorValue("#DIV/0!"))
    assert found.rule == "error_value"
    assert found.message.startswith(f"{column.title} is the error #DIV/0!.")


@pytest.mark.parametrize(
    ("unit", "text", "cure"),
    [
        (Unit.FRACTION, "4,5 %", "Enter 0.045, or 4.5 % as a number that Excel shows in percent."),
        (Unit.FRACTION_PER_YEAR, "8%", "Enter 0.08, or 8 % as a number that Excel shows in percent."),
        (Unit.PERCENT, "31.2 %", "Enter 31.2."),
        (Unit.MONEY, "4 %", "Enter a number, with a point for decimals and nothing between the thousands."),
    ],
)
def test_a_percentage_written_as_text_is_told_as_the_number_to_enter(unit: Unit, text: str, cure: str) -> None:
    column = Column("rate", "Rate", Kind.NUMBER, "", unit=unit)
    assert problem(column, text).message == f"Rate is the text '{text}', which is no plain number. {cure}"


@pytest.mark.parametrize("column", ALL, ids=lambda one: one.id)
def test_a_formula_never_calculated_says_how_to_mend_it(column: Column) -> None:
    found = problem(column, NeverCalculated())
    assert found.rule == "formula_without_value"
    assert "Open the workbook in Excel, save it" in found.message


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (3, 3.0),
        (2.5, 2.5),
        (-1e-9, -1e-9),
        (Shown(123, digits=5), 123.0),
        (Shown(0.25, percent=True), 0.25),
        ("12.5", 12.5),
        (" 7 ", 7.0),
        ("-0.125", -0.125),
        (".5", 0.5),
        ("1e-9", 1e-9),
        ("1234", 1234.0),
        ("1234.567", 1234.567),
        ("0.123", 0.123),
    ],
)
def test_a_number_is_taken(cell: CellValue, value: float) -> None:
    result = converter(PRICE)(cell)
    assert result == value
    assert type(result) is float


@pytest.mark.parametrize(
    "cell",
    [
        "1,234.5",
        "12,5",
        "1.234",
        "-12.345",
        "1 000",
        "1'000",
        "25%",
        "€5",
        "abc",
        "inf",
        "nan",
        "1e999",
        "1_000",
        "0x10",
    ],
)
def test_a_text_that_may_mean_two_numbers_or_none_is_not_guessed(cell: str) -> None:
    found = problem(PRICE, cell)
    assert found.rule == "not_a_number"
    assert f"'{cell}'" in found.message


@pytest.mark.parametrize(
    "cell", [True, False, math.inf, -math.inf, math.nan, datetime(2027, 5, 1), time(12), timedelta(1)]
)
def test_what_is_no_finite_number_is_refused(cell: CellValue) -> None:
    assert problem(PRICE, cell).rule == "not_a_number"
    assert problem(COUNT, cell).rule == "not_a_number"


def test_a_truth_value_is_called_one() -> None:
    assert "the truth value TRUE" in problem(PRICE, True).message


def test_a_date_in_a_column_of_numbers_is_called_one() -> None:
    assert "the date 2027-05-01" in problem(PRICE, datetime(2027, 5, 1)).message


@pytest.mark.parametrize(("cell", "value"), [(2, 2), (2.0, 2), ("2", 2), (Shown(7, digits=3), 7), (-3.0, -3)])
def test_a_whole_number_is_taken(cell: CellValue, value: int) -> None:
    result = converter(COUNT)(cell)
    assert result == value
    assert type(result) is int


def test_a_fraction_where_a_whole_number_is_wanted_is_a_finding() -> None:
    assert problem(COUNT, 2.5).rule == "not_whole"


@pytest.mark.parametrize(("cell", "value"), [(0.03, 3.0), (0.07, 7.0), (0.295, 29.5), (1.0, 100.0)])
def test_a_percent_cell_in_a_column_of_percent_is_what_it_shows(cell: float, value: float) -> None:
    assert converter(SHARE)(Shown(cell, percent=True)) == value
    assert converter(SHARE)(cell) == cell


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        (" MAG-01 ", "MAG-01"),
        ("007", "007"),
        ("=1+1", "=1+1"),
        (4711, "4711"),
        (4711.0, "4711"),
        (Shown(123, digits=5), "00123"),
        (Shown(-5, digits=3), "-005"),
        (Shown(1234567, digits=5), "1234567"),
        (0, "0"),
        (999999999999999, "999999999999999"),
    ],
)
def test_a_name_is_text_or_the_digits_the_cell_shows(cell: CellValue, name: str) -> None:
    assert converter(ITEM)(cell) == name


def test_a_name_with_decimals_is_not_guessed() -> None:
    assert problem(ITEM, 12.5).message == ("Item is the number 12.5. Format the cell as text and enter the name again.")


def test_a_number_too_long_for_excel_is_no_name() -> None:
    assert "more than 15 digits" in problem(ITEM, 4.50001234567890e17).message


def test_a_name_excel_made_a_date_of_is_a_finding_with_the_cure() -> None:
    found = problem(ITEM, datetime(2027, 3, 2))
    assert found.rule == "not_a_name"
    assert "Excel may have made a date of a name" in found.message


@pytest.mark.parametrize("cell", [True, math.inf, math.nan])
def test_truth_values_and_no_numbers_are_no_names(cell: CellValue) -> None:
    assert problem(ITEM, cell).rule == "not_a_name"


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (" keeps its spaces ", " keeps its spaces "),
        ("two\nlines", "two\nlines"),
        (5, "5"),
        (2.5, "2.5"),
        (Shown(12, digits=4), "0012"),
        (Shown(0.25, percent=True), "0.25"),
        (True, "TRUE"),
        (False, "FALSE"),
        (datetime(2026, 5, 1), "2026-05-01"),
        (datetime(2026, 5, 1, 12, 30), "2026-05-01 12:30:00"),
        (date(2026, 5, 1), "2026-05-01"),
        (time(12, 30), "12:30:00"),
    ],
)
def test_a_text_is_what_the_cell_shows(cell: CellValue, words: str) -> None:
    assert converter(NOTE)(cell) == words


@pytest.mark.parametrize(
    "cell", [datetime(2026, 12, 24, 18), date(2026, 12, 1), "2026-12", " 2026-12 ", "2026-12-31", "2026-12-01 00:00:00"]
)
def test_a_month_is_a_date_in_it_or_iso_text(cell: CellValue) -> None:
    assert converter(MONTH)(cell) == Month.of(2026, 12)


@pytest.mark.parametrize(
    "cell",
    ["12/2026", "01.02.2027", "Dec 2026", "2026-13", "2026-02-30", 46357, 202612, 1.5, True, time(1), timedelta(9)],
)
def test_anything_else_is_no_month(cell: CellValue) -> None:
    found = problem(MONTH, cell)
    assert found.rule == "not_a_month"
    assert "2026-12" in found.message


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("magnet", "magnet"),
        (" MAGNET ", "magnet"),
        ("Max share", "max_share"),
        ("smco2:17", "SmCo 2:17"),
        ("iron", "iron"),
    ],
)
def test_a_choice_is_known_in_any_spelling_and_else_left_for_the_checks(cell: str, value: str) -> None:
    assert converter(KIND)(cell) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("China", ("China",)),
        ("China; Japan ;Estonia", ("China", "Japan", "Estonia")),
        (";China;;", ("China",)),
        (" ; ", None),
        (42, ("42",)),
        (Shown(7, digits=3), ("007",)),
    ],
)
def test_a_list_is_separated_with_semicolons(cell: CellValue, value: Value) -> None:
    assert converter(COUNTRIES)(cell) == value


def test_a_long_text_is_quoted_shortly_and_on_one_line() -> None:
    message = problem(PRICE, "ab\n" * 5000).message
    assert len(message) < 200
    assert "\n" not in message


def test_a_problem_is_a_plain_value() -> None:
    assert dataclasses.astuple(problem(COUNT, 2.5)) == ("not_whole", "Count is 2.5. Enter a whole number.")
