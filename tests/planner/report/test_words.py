"""Decides whether figures read as people write them."""

import pytest

from planner.months import Month
from planner.report.words import about, counted, listed, money, months_between, place, quantity, share, told_apart


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (4_821_337.5, "USD 4.82 M"),
        (48_213_375, "USD 48.2 M"),
        (482_133_750, "USD 482 M"),
        (999_600, "USD 1.00 M"),
        (34_800, "USD 34.8 k"),
        (950, "USD 950"),
        (2.5, "USD 2.50"),
        (0.0034, "USD 0.0034"),
        (0.01, "USD 0.01"),
        (0, "USD 0"),
        (-1_250_000, "USD −1.25 M"),
        (3.2e9, "USD 3.20 bn"),
    ],
)
def test_money_has_three_digits(amount: float, words: str) -> None:
    assert money(amount, "USD") == words


def test_countries_whose_names_want_it_get_an_article_within_a_sentence() -> None:
    assert [place(one) for one in ("United States", "China", "netherlands")] == [
        "the United States",
        "China",
        "the netherlands",
    ]


def test_quantities_are_whole_from_ten_on() -> None:
    assert quantity(12_400.4) == "12,400"
    assert quantity(9.96) == "10"
    assert quantity(2.345) == "2.35"


def test_a_share_never_claims_the_whole_or_nothing_when_it_is_not() -> None:
    assert share(1 - 0.9) == "10 %"
    assert share(0.17) == "17 %"
    assert share(0.004) == "0.4 %"
    assert share(0.0004) == "less than 0.1 %"
    assert share(0.9995) == "more than 99.9 %"
    assert share(0.973) == "97.3 %"
    assert share(1) == "100 %"
    assert share(0) == "0 %"


def test_a_gap_too_small_to_matter_is_nothing() -> None:
    assert about(1e-9) == "nothing"
    assert about(0.0123) == "1.2 %"


def test_lists_and_counts_are_grammar() -> None:
    assert listed(["A"]) == "A"
    assert listed(["A", "B", "C"]) == "A, B and C"
    assert listed(["A", "B"], "or") == "A or B"
    assert [counted(number, "item") for number in (0, 1, 1200)] == ["0 items", "1 item", "1,200 items"]


def test_a_span_of_months_names_the_year_once() -> None:
    april, june, january = Month.of(2027, 4), Month.of(2027, 6), Month.of(2028, 1)
    assert months_between([april]) == "in Apr 2027"
    assert months_between([june, april]) == "from Apr to Jun 2027"
    assert months_between([june, january]) == "from Jun 2027 to Jan 2028"


@pytest.mark.parametrize(
    ("amounts", "step", "told"),
    [
        ([4_815_000, 4_790_000], 5_000, (["4.815", "4.790"], "M")),
        ([42_000_000, 40_000_000], 2_000_000, (["42", "40"], "M")),
        ([950, -20], 5, (["950", "−20"], "")),
        ([1.0, 1.0], 0, (["1.0000", "1.0000"], "")),
        ([123_456_789, 123_456_788], 1, (["123.46", "123.46"], "M")),
        ([], 1, ([], "")),
    ],
)
def test_amounts_are_told_apart_in_one_unit(amounts: list[float], step: float, told: tuple[list[str], str]) -> None:
    assert told_apart(amounts, step) == told
