"""Decides that the chart of what a week of survival costs draws what was found, and says it."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from planner.insight.survival import Survival, survival_cost
from planner.report import figures
from planner.report.figure_survival import steps, survival_finding
from planner.report.theme import DARK, LIGHT
from planner.solve.chosen import Freedom
from planner.solve.options import Options
from tests.planner.insight.test_survival import MONTH, steady
from tests.planner.report.charted import whole_story
from tests.planner.report.told import weeks

CASE, _ = whole_story()


def costing(*each: float, held: float = 1.0) -> tuple[Survival, ...]:
    """Two weeks more at a time, each of them for so much."""
    first = replace(weeks()[0], held=1.0)
    found, more = [first], 0.0
    for place, a_week in enumerate(each, start=1):
        more += 2 * a_week
        found.append(replace(first, weeks=2.0 * place, more=more, a_week=a_week, held=held))
    return tuple(found)


def words_in(told: tuple[Survival, ...]) -> list[str]:
    figure = figures.survival_cost(CASE, told, LIGHT)
    found = [*(text.get_text() for text in figure.texts), *(text.get_text() for text in figure.axes[0].texts)]
    return [one.replace("\u00a0", " ") for one in found]


def test_the_numbers_are_those_found_and_missing_where_there_is_no_plan() -> None:
    frame = figures.survival_cost_data(CASE, weeks())
    assert list(frame.columns) == ["weeks", "cost", "more", "a_week", "held", "currency"]
    assert frame["weeks"].tolist() == [0, 2, 4, 12]
    assert frame["more"].tolist()[:3] == [0, 100, 600]
    assert frame["a_week"].tolist()[1:3] == [50, 250]
    assert frame["held"].tolist()[:3] == [1.0, 0.99, 0.9]
    assert math.isnan(frame["more"].iloc[3]) and math.isnan(frame["a_week"].iloc[0])
    assert set(frame["currency"]) == {"EUR"}


@pytest.mark.parametrize("theme", (LIGHT, DARK))
def test_the_area_of_each_bar_is_what_its_weeks_cost(theme: object) -> None:
    bars = figures.survival_cost(CASE, weeks(), theme).axes[0].patches  # type: ignore[arg-type]  # one of two themes
    assert [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in bars] == [(0, 2), (2, 4)]
    assert [bar.get_width() * bar.get_height() for bar in bars] == pytest.approx([100, 500])


def test_a_month_of_a_steady_case_costs_what_it_does_by_hand() -> None:
    """Ten magnets more bought for 100 and kept for four months at 20."""
    told = steady()
    frame = figures.survival_cost_data(told, survival_cost(told, Options(gap=0.0), (MONTH,)))
    assert frame["a_week"].iloc[1] == pytest.approx((100 + 4 * 20) / MONTH)


def test_each_bar_says_what_a_week_costs_and_all_of_them() -> None:
    said = [" ".join(one.split()) for one in words_in(weeks())]  # a slim bar breaks its words
    assert "EUR 50.0 a week EUR 100 in all" in said
    assert "EUR 250 a week EUR 600 in all" in said
    assert "no plan" in said


def test_weeks_that_cannot_all_be_had_are_noted_and_others_are_not() -> None:
    assert any("4 weeks are in store in 90 % of items" in one for one in words_in(weeks()))
    assert not any("in store in" in one for one in words_in(costing(10, 10)))


def test_what_was_held_is_noted() -> None:
    held = tuple(replace(one, freedom=Freedom.ORDERS) for one in costing(10, 10))
    assert any("contracts are those of the plan" in one for one in words_in(held))
    assert not any("those of the plan" in one for one in words_in(costing(10, 10)))


@pytest.mark.parametrize(
    ("told", "title"),
    [
        (weeks(), "The first 2 weeks of extra survival cost EUR 50.0 each, the last 2 weeks EUR 250 each"),
        (costing(10, 11), "A week of extra survival costs about EUR 10.5, up to 4 weeks"),
        (costing(10), "A week of extra survival costs about EUR 10.0, up to 2 weeks"),
        (costing(0, 30), "The first 2 weeks of extra survival cost next to nothing, the last 2 weeks EUR 30.0 each"),
        (costing(0, 0), "The first 4 weeks of extra survival cost next to nothing"),
        ((), "What a week of extra survival costs was not found"),
        (weeks()[:1], "What a week of extra survival costs was not found"),
    ],
)
def test_the_title_says_what_was_found(told: tuple[Survival, ...], title: str) -> None:
    assert survival_finding(CASE, told) == title


def test_weeks_without_a_plan_in_between_leave_no_hole() -> None:
    """Where no plan was found for two weeks, four cost what they cost from none on."""
    none, two, four, _ = weeks()
    lost = replace(two, cost=None, more=None, a_week=None, held=None)
    found = steps((none, lost, replace(four, a_week=150.0)))
    assert [(one.first, one.last, one.a_week) for one in found] == [(0, 4, 150.0)]


def test_with_nothing_found_it_says_so() -> None:
    assert any("Nothing was planned" in one for one in words_in(()))
