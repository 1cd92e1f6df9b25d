"""Decides whether months of cover and the need they compare with say the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.facts.cover import months_of_cover, need_ahead
from tests.budget import examples

NEED = (10.0, 20.0, 30.0, 40.0)


def test_the_need_ahead_begins_in_the_month_after() -> None:
    assert need_ahead(NEED, 0, 1) == 20
    assert need_ahead(NEED, 0, 2) == 50
    assert need_ahead(NEED, 1, 2) == 70


def test_a_part_of_a_month_counts_in_part() -> None:
    assert need_ahead(NEED, 0, 0.5) == 10
    assert need_ahead(NEED, 0, 1.5) == 35


def test_beyond_the_horizon_the_last_month_repeats() -> None:
    assert need_ahead(NEED, 2, 3) == 120
    assert need_ahead(NEED, 3, 2.25) == 90
    assert need_ahead((7.0,), 0, 3) == 21


def test_no_months_ahead_need_nothing() -> None:
    assert need_ahead(NEED, 0, 0) == 0


def test_stock_lasts_until_the_first_unit_missing() -> None:
    assert months_of_cover(20, NEED, 0) == 1
    assert months_of_cover(35, NEED, 0) == 1.5
    assert months_of_cover(0, NEED, 0) == 0


def test_stock_outlasts_the_horizon_at_the_last_months_need() -> None:
    assert months_of_cover(90 + 60, NEED, 0) == 4.5
    assert months_of_cover(100, NEED, 3) == 2.5


def test_months_without_need_are_covered_by_nothing() -> None:
    assert months_of_cover(0, (5.0, 0.0, 0.0, 5.0), 0) == 2
    assert months_of_cover(5, (5.0, 5.0, 0.0, 5.0), 0) == 2


def test_where_nothing_is_needed_any_more_cover_has_no_number() -> None:
    assert months_of_cover(0, (5.0, 0.0), 0) is None
    assert months_of_cover(7, (5.0, 7.0, 0.0), 0) is None
    assert months_of_cover(6, (5.0, 7.0, 0.0), 0) == pytest.approx(6 / 7)


def test_stock_short_by_a_rounding_error_still_covers_the_month() -> None:
    assert months_of_cover(29.999999999, (1.0, 30.0, 0.0, 60.0), 0) == pytest.approx(2)


NEEDS = st.lists(st.floats(0, 1e4).map(lambda x: round(x, 3)), min_size=1, max_size=8)


@settings(max_examples=examples(300))
@given(NEEDS, st.data())
def test_stock_covers_so_many_months_exactly_when_it_meets_their_need(need: list[float], data: st.DataObject) -> None:
    month = data.draw(st.integers(0, len(need) - 1))
    stock = data.draw(st.floats(0, 1e5))
    cover = months_of_cover(stock, need, month)
    if cover is None:
        assert need_ahead(need, month, 1000) <= stock + 1e-6 * max(1, stock)
    else:
        assert need_ahead(need, month, cover) <= stock + 1e-6 * max(1, stock)
        assert need_ahead(need, month, cover + 0.01) > stock - 1e-6 * max(1, stock)
