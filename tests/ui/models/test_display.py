"""Decides whether values read on the screen as the locale and the column say."""

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QTextDocument

from planner.months import Month
from planner.tables import results
from planner.tables.inputs import table
from planner.tables.table import table_of
from ui.models.display import Display
from ui.models.entry import read
from ui.tips import tip

PRICE = table("offers").field("price")


@pytest.mark.parametrize("value", [0.1, 1234567.25, 1e-7, 3.0, -0.5, 123456789.123])
@pytest.mark.parametrize("locale", ["en_US", "de_DE", "fr_FR", "ja_JP", "en_IN", "de_CH"])
def test_what_is_shown_can_be_typed_back(value: float, locale: str) -> None:
    display = Display(QLocale(locale))
    assert read(PRICE, display.text(PRICE, value), display.locale) == value


def test_thousands_are_separated_by_the_locale(english: Display, german: Display) -> None:
    assert english.text(PRICE, 1234567.25) == "1,234,567.25"
    assert german.text(PRICE, 1234567.25) == "1.234.567,25"


def test_months_are_words_and_lists_are_joined(english: Display) -> None:
    assert english.text(table("case").field("start_month"), Month.of(2027, 1)) == "Jan 2027"
    assert english.text(table("events").field("country"), ("China", "Vietnam")) == "China; Vietnam"


def test_a_blank_says_what_it_means(english: Display) -> None:
    assert english.blank(table("offers").field("max_12_months")) == "no cap"
    assert english.blank(table("case").field("discount_rate")) == "8 %"
    assert english.blank(PRICE) == ""


def test_money_is_in_the_currency_of_the_case(english: Display) -> None:
    assert english.unit(PRICE) == "money/unit"
    english.currency = "EUR"
    assert english.unit(PRICE) == "EUR/unit"


def test_results_are_rounded_but_exact_in_the_tooltip() -> None:
    rounded = Display(QLocale("en_US"), rounded=True)
    quantity = table_of(results.OrderLine).field("quantity")
    assert rounded.text(quantity, 53877.551020408224) == "53,878"
    assert rounded.exact(quantity, 53877.5510204) == "53,877.5510204 units"
    assert rounded.text(quantity, -0.2) == "0"


@pytest.mark.parametrize("value", [0.38, 0.07, 1.0, 0.1 + 0.2, 1 / 3, 1e-7, 0.29, 0.5700000000000001])
@pytest.mark.parametrize("locale", ["en_US", "de_DE", "fr_FR"])
def test_a_share_is_shown_as_a_percentage_that_can_be_typed_back(value: float, locale: str) -> None:
    odds = table("scenarios").field("probability")
    display = Display(QLocale(locale))
    assert read(odds, display.text(odds, value), display.locale) == value


def test_shares_are_percentages_with_their_sign_and_no_unit_besides(english: Display) -> None:
    odds = table("scenarios").field("probability")
    assert (english.text(odds, 0.38), english.plain(odds, 0.38), english.unit(odds)) == ("38 %", "0.38", "")
    rate = table("case").field("discount_rate")
    assert english.exact(rate, 0.08) == "8 % per year"


def test_figures_of_a_column_have_the_decimals_one_of_them_needs(english: Display) -> None:
    places = english.places_among(PRICE, (4.935, 0.9165, 3.0, None))
    assert [english.cell(PRICE, one, places) for one in (4.935, 0.9165, 3.0)] == ["4.9350", "0.9165", "3.0000"]
    odds = table("scenarios").field("probability")
    places = english.places_among(odds, (0.38, 0.125, 0.05))
    assert [english.cell(odds, one, places) for one in (0.38, 0.125, 0.05)] == ["38.0 %", "12.5 %", "5.0 %"]


def test_a_figure_with_many_decimals_is_in_full_and_leaves_the_others_as_they_are(english: Display) -> None:
    places = english.places_among(PRICE, (0.047, 1 / 3))
    assert [english.cell(PRICE, one, places) for one in (0.047, 1 / 3)] == ["0.047", "0.3333333333333333"]


def test_a_tooltip_shows_markup_as_it_is() -> None:
    document = QTextDocument()
    document.setHtml(tip("a <b> & 'x'\nsecond"))
    assert document.toPlainText() == "a <b> & 'x'\nsecond"
    assert tip("") == ""
