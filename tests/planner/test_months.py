"""Decides whether months count, compare and read as on a calendar."""

import pickle
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.months import Month
from tests.budget import examples

MONTHS = st.builds(Month.of, st.integers(1, 9999), st.integers(1, 12))


def test_january_follows_december() -> None:
    assert Month.of(2026, 12) + 1 == Month.of(2027, 1)
    assert Month.of(2027, 1) - Month.of(2026, 11) == 2
    assert Month.of(2026, 12) < Month.of(2027, 1)


def test_a_month_reads_for_people_and_for_files() -> None:
    month = Month.of(2027, 3)
    assert (month.words(), str(month), month.first_day()) == ("Mar 2027", "2027-03", date(2027, 3, 1))
    assert (month.year, month.number) == (2027, 3)


@pytest.mark.parametrize("text", ["2026-12", " 2026-12 ", "2026-12-31", "2026-12-01T00:00:00", "2026-12-05 00:00"])
def test_a_month_is_read_from_its_text_or_a_date_in_it(text: str) -> None:
    assert Month.parse(text) == Month.of(2026, 12)


@pytest.mark.parametrize(
    "text", ["", "2026", "12-2026", "2026-13", "2026-00", "2026-02-30", "2026-12-01T10:00", "Dec 2026"]
)
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Month.parse(text)


@pytest.mark.parametrize(("year", "month"), [(0, 1), (10_000, 1), (2027, 0), (2027, 13)])
def test_there_is_no_such_month(year: int, month: int) -> None:
    with pytest.raises(ValueError, match=r"must be in|out of range"):
        Month.of(year, month)


@settings(max_examples=examples(200))
@given(MONTHS)
def test_a_month_survives_text_and_date(month: Month) -> None:
    assert Month.parse(str(month)) == month
    assert Month.parse(month.first_day().isoformat()) == month
    assert Month.containing(month.first_day()) == month
    assert Month.of(month.year, month.number) == month


@settings(max_examples=examples(200))
@given(MONTHS, st.integers(-500, 500))
def test_adding_and_subtracting_undo_each_other(month: Month, months: int) -> None:
    assert (month + months) - month == months
    assert (month + months) + -months == month
    assert (month < month + months) == (months > 0)


def test_a_month_travels_to_a_child_process_and_back() -> None:
    month = Month.of(2027, 1)
    assert pickle.loads(pickle.dumps(month)) == month
    assert len(pickle.dumps(month)) < 80
