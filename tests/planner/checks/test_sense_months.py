"""Claims about months, durations and rates in whatever table they stand."""

from __future__ import annotations

import pytest

from tests.planner.checks import story
from tests.planner.checks.story import calm_and_halt, event, of, offer, only, place, sound

SPANNED = ("offers", "contracts", "licences", "events", "limits")


@pytest.mark.parametrize("table", SPANNED)
def test_from_after_to_is_refused_in_every_table_with_spans(table) -> None:
    case = story.spoiled(story.rich(), table, 0, "from_month", story.month(4))
    case = story.spoiled(case, table, 0, "to_month", story.month(3))
    finding = only(case, "from_after_to")
    assert finding.is_error
    assert place(finding) == (table, 0, "to_month")
    assert "is May 2027, after its to month Apr 2027" in finding.message


def test_from_after_to_allows_one_month_and_open_ends() -> None:
    assert not of(sound(offers=[offer(from_month=2, to_month=2), offer("West", from_month=3)]), "from_after_to")


@pytest.mark.parametrize("table", SPANNED)
def test_outside_horizon_has_no_effect_in_every_table_with_spans(table) -> None:
    case = story.spoiled(story.rich(), table, 0, "from_month", story.month(6))
    case = story.spoiled(case, table, 0, "to_month", story.month(9))
    after = only(case, "outside_horizon")
    assert place(after) == (table, 0, "from_month")
    assert "begins in Jul 2027, after the months of the plan, Jan 2027 to Jun 2027" in after.message
    case = story.spoiled(case, table, 0, "from_month", story.month(-9))
    case = story.spoiled(case, table, 0, "to_month", story.month(-1))
    assert place(only(case, "outside_horizon")) == (table, 0, "to_month")


def test_outside_horizon_lets_a_span_reach_beyond_both_ends() -> None:
    assert not of(calm_and_halt(event(from_month=-5, to_month=0), event(from_month=5, to_month=99)), "outside_horizon")


@pytest.mark.parametrize(
    ("table", "field"),
    [("qualifications", "started_month"), ("redesigns", "started_month"), ("contracts", "signed_month")],
)
def test_begun_after_start_is_for_the_plan_to_decide(table, field) -> None:
    finding = only(story.spoiled(story.rich(), table, 0, field, story.month(0)), "begun_after_start")
    assert finding.is_error
    assert place(finding) == (table, 0, field)
    assert not of(story.spoiled(story.rich(), table, 0, field, story.month(-1)), "begun_after_start")


def test_many_months_may_be_days_or_weeks() -> None:
    finding = only(sound(offers=[offer(production_months=45), offer("West")]), "many_months")
    assert place(finding) == ("offers", 0, "production_months")
    assert not of(sound(offers=[offer(production_months=36), offer("West")]), "many_months")
    assert not of(sound(case={"months": 40}, demand={"Drive": [1] * 40}), "many_months")


def test_looks_like_percent_suspects_rates_and_factors() -> None:
    finding = only(sound(offers=[offer(duty_rate=2.5), offer("West")]), "looks_like_percent")
    assert place(finding) == ("offers", 0, "duty_rate")
    assert "which is 250 %. If 2.5 % is meant, write 0.025." in finding.message
    assert place(only(sound(case={"carrying_cost_rate": 25}), "looks_like_percent")) == (
        "case",
        0,
        "carrying_cost_rate",
    )
    case = calm_and_halt(event("price", 20), event("duty", 12.5), event("price", 2.5), event("demand", 1.5))
    assert [place(one) for one in of(case, "looks_like_percent")] == [("events", 0, "value"), ("events", 1, "value")]


def test_same_row_twice_is_found_in_tables_without_a_key() -> None:
    row = {"item": "Magnet", "quantity": 5, "origin": "Japan"}
    finding = only(sound(stock=[row, {**row, "location": "B"}, row]), "same_row_twice")
    assert place(finding) == ("stock", 2, None)
    assert finding.message.startswith("Rows 1 and 3 of Stock (the header not counted) are equal in every cell")
    assert [one.table for one in of(calm_and_halt(event(), event()), "same_row_twice")] == ["events"]
