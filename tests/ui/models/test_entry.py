"""Decides whether typed text is read as it was meant, and refused where it is not clear."""

import pytest
from PySide6.QtCore import QLocale

from planner.months import Month
from planner.store.erp.months import Order
from planner.tables.column import Value
from planner.tables.inputs import table
from ui.models.display import Display
from ui.models.entry import Complaint, read, typed

ENGLISH, GERMAN, FRENCH = QLocale("en_US"), QLocale("de_DE"), QLocale("fr_FR")
PRICE = table("offers").field("price")
DUTY = table("offers").field("duty_rate")
LEAD = table("offers").field("production_months")
SHARE = table("composition").field("weight_percent")
START = table("case").field("start_month")
KIND = table("items").field("kind")
COUNTRIES = table("events").field("country")
NAME = table("items").field("item")


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [
        ("1234.5", ENGLISH, 1234.5),
        ("1,234.5", ENGLISH, 1234.5),
        ("1.234,5", GERMAN, 1234.5),
        ("0,5", GERMAN, 0.5),
        ("1 234,5", FRENCH, 1234.5),
        ("-3", ENGLISH, -3.0),
        (" 7 ", ENGLISH, 7.0),
        ("1e3", ENGLISH, 1000.0),
    ],
)
def test_a_number_is_read_by_the_locale(text: str, locale: QLocale, value: float) -> None:
    assert read(PRICE, text, locale) == value


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("0,5", ENGLISH),
        ("0.5", GERMAN),
        ("1,23", ENGLISH),
        ("12 EUR", ENGLISH),
        ("nan", ENGLISH),
        ("inf", ENGLISH),
        ("1/2", ENGLISH),
        ("50 %", ENGLISH),
    ],
)
def test_a_number_that_is_not_one_here_is_refused_and_never_guessed(text: str, locale: QLocale) -> None:
    refused = read(PRICE, text, locale)
    assert isinstance(refused, Complaint)
    assert text in refused.words


def test_the_refusal_shows_how_numbers_are_written_here() -> None:
    assert "1.234,5" in getattr(read(PRICE, "0.5", GERMAN), "words", "")


@pytest.mark.parametrize(
    ("text", "value"), [("25 %", 0.25), ("2.5%", 0.025), ("7 %", 0.07), ("0.25", 0.25), ("0.00001 %", 1e-7)]
)
def test_a_share_may_be_typed_in_percent(text: str, value: float) -> None:
    assert read(DUTY, text, ENGLISH) == value


def test_a_percentage_keeps_its_number() -> None:
    assert read(SHARE, "3.1 %", ENGLISH) == 3.1


def test_a_whole_number_stays_whole() -> None:
    assert read(LEAD, "2.0", ENGLISH) == 2
    assert isinstance(read(LEAD, "2", ENGLISH), int)
    assert isinstance(read(LEAD, "2.5", ENGLISH), Complaint)


@pytest.mark.parametrize(
    "text",
    [
        "2027-03",
        "2027-03-15",
        "Mar 2027",
        "march 2027",
        "Mar. 2027",
        "3/2027",
        "03.2027",
        "2027-3",
        "3/15/2027",
        "15.03.2027",
        "04.03.2027",
        "Mar-27",
        "15 March 2027",
        "März 2027",
        "20270315",
    ],
)
def test_a_month_may_be_typed_in_several_ways(text: str) -> None:
    assert read(START, text, ENGLISH) == Month.of(2027, 3)


@pytest.mark.parametrize("text", ["13/2027", "3/4/2027", "15.13.2027", "27-03", "March", "2027", "0/2027", "Marx 2027"])
def test_a_month_that_could_be_another_is_refused(text: str) -> None:
    assert isinstance(read(START, text, ENGLISH), Complaint)


def test_a_date_that_could_be_two_months_says_so() -> None:
    assert "could be two months" in getattr(read(START, "3/4/2027", ENGLISH), "words", "")
    assert read(START, "3/4/2027", ENGLISH, Order.DAY_FIRST) == Month.of(2027, 4)
    assert read(START, "3/3/2027", ENGLISH) == Month.of(2027, 3)


def test_a_choice_is_taken_without_regard_to_case_and_others_are_named() -> None:
    assert read(KIND, "MATERIAL", ENGLISH) == "material"
    assert "magnet, material, assembly" in getattr(read(KIND, "oxide", ENGLISH), "words", "")


@pytest.mark.parametrize(
    ("text", "value"), [("China", ("China",)), ("China; Vietnam ;", ("China", "Vietnam")), (" ; ", None)]
)
def test_a_list_is_cut_at_semicolons(text: str, value: Value) -> None:
    assert read(COUNTRIES, text, ENGLISH) == value


@pytest.mark.parametrize("column", [PRICE, LEAD, START, KIND, COUNTRIES, NAME])
def test_nothing_is_a_blank(column: object) -> None:
    assert read(column, "  ", ENGLISH) is None  # type: ignore[arg-type]  # a column


def test_a_name_keeps_its_leading_zeros() -> None:
    assert read(NAME, " 00417 ", ENGLISH) == "00417"


def test_a_percentage_typed_without_its_sign_is_asked_for_and_a_fraction_taken(english: Display) -> None:
    odds, duty = table("scenarios").field("probability"), table("offers").field("duty_rate")
    refused = typed(odds, "40", english.locale)
    assert isinstance(refused, Complaint)
    assert refused.words == "40 alone would be 4,000\u00a0%. Write 40\u00a0% or 0.4."
    assert isinstance(typed(duty, "25", english.locale), Complaint)
    assert [typed(odds, text, english.locale) for text in ("40 %", "0.4", "1", "")] == [0.4, 0.4, 1.0, None]
    assert typed(duty, "1.5", english.locale) == 1.5
