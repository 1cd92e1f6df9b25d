"""What knowing, planning and a week more of survival are worth is told as it was found, and otherwise where not."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from planner.insight.solving import IMPOSSIBLE, Estimate
from planner.insight.survival import Survival
from planner.insight.value import Alone, Value
from planner.report.figure_reason import without_action, without_action_data, without_finding
from planner.report.figure_value import planning_value, planning_value_data, value_finding
from planner.report.theme import DARK, LIGHT
from planner.report.worth_told import survival_method, survival_sentences, value_method, value_sentences
from planner.solve.outcome import Status
from tests.planner.report.charted import whole_story
from tests.planner.report.test_because import costs

UNKNOWN = Estimate(None, -math.inf, math.inf)


def exactly(amount: float) -> Estimate:
    return Estimate(amount, amount, amount)


FARMER = Value(
    here_and_now=exactly(108_390.0),
    knowing=exactly(115_406.0 - 14_032.0),
    average_first=exactly(109_540.0),
    evpi=exactly(7_016.0),
    vss=exactly(1_150.0),
    alone=(Alone("Good", 0.5, exactly(100_000.0)), Alone("Bad", 0.5, exactly(102_748.0))),
)


def test_a_forecast_is_worth_at_most_what_knowing_saves() -> None:
    knowing, planning = value_sentences(FARMER, "USD")
    assert "a perfect forecast would be worth USD 7.02 k (6.5 %), and no forecast is worth more." in knowing
    assert "to plan for all of them saves USD 1.15 k (1.1 %)." in planning
    assert "5 plans" in value_method(FARMER)


def test_where_knowing_changes_nothing_it_is_worth_nothing() -> None:
    told = replace(FARMER, evpi=exactly(0.0), vss=exactly(0.0))
    knowing, planning = value_sentences(told, "USD")
    assert "would be worth nothing" in knowing
    assert "saves nothing over planning for their average" in planning


def test_what_is_known_within_gaps_is_told_as_a_range() -> None:
    told = replace(FARMER, evpi=Estimate(7_016.0, -10.0, 9_000.0))
    assert "between USD 0 and USD 9.00 k" in value_sentences(told, "USD")[0]


def test_what_cannot_be_gone_on_from_and_what_was_not_found_are_told_apart() -> None:
    told = replace(FARMER, average_first=IMPOSSIBLE, vss=IMPOSSIBLE)
    assert "without breaking limits" in value_sentences(told, "USD")[1]
    told = replace(FARMER, average_first=UNKNOWN, vss=UNKNOWN, evpi=UNKNOWN)
    assert all("not found in the time given" in one for one in value_sentences(told, "USD"))


def weeks(number: float, more: float | None, a_week: float | None, held: float = 1.0) -> Survival:
    cost = None if more is None else 1_000.0 + more
    return Survival(number, Status.PROVEN, None, cost, more, a_week, held)


def test_each_step_of_survival_has_its_price_and_says_where_supply_does_not_allow_it() -> None:
    told = [weeks(0, 0, None), weeks(2, 10, 5), weeks(4, 50, 20, 0.8), weeks(8, None, None)]
    first, second, third = survival_sentences(told, "USD")
    assert first == "To last 2 weeks when everything stops costs USD 10.0 more than the plan (1 %), USD 5.00 a week."
    assert "USD 20.0 for each week beyond 2. Supply allows it 80 % of the time." in second
    assert third == "What it costs to last 8 weeks was not found in the time given."
    assert "4 plans" in survival_method(told)


def test_survival_that_costs_nothing_is_told_so() -> None:
    assert "costs nothing more than the plan does" in survival_sentences([weeks(0, 0, None), weeks(2, 0, 0)], "USD")[0]
    assert "was not found" in survival_sentences([weeks(0, None, None)], "USD")[0]


@pytest.mark.parametrize(
    ("told", "title"),
    [
        (FARMER, "Planning for all scenarios saves EUR 1.15 k; a perfect forecast would save EUR 7.02 k more"),
        (replace(FARMER, vss=exactly(0.0)), "Planning for the average begins as well; a perfect forecast would save"),
        (replace(FARMER, vss=IMPOSSIBLE, average_first=IMPOSSIBLE), "A perfect forecast would save EUR 7.02 k"),
        (replace(FARMER, evpi=UNKNOWN), "What knowing the future is worth was not found"),
    ],
)
def test_the_picture_of_the_value_is_titled_with_what_was_found(told: Value, title: str) -> None:
    case, _ = whole_story()
    assert value_finding(case, told).startswith(title)
    for theme in (LIGHT, DARK):
        assert planning_value(case, told, theme).axes


def test_behind_the_picture_stand_the_costs_of_each_way_to_plan() -> None:
    case, _ = whole_story()
    frame = planning_value_data(case, replace(FARMER, average_first=IMPOSSIBLE))
    assert frame["cost"][1] == 108_390.0
    assert math.isnan(frame["cost"][2])
    assert list(frame["way"])[3:] == ["Good, certain", "Bad, certain"]


def test_an_action_is_drawn_for_the_futures_in_which_it_pays() -> None:
    case, plan = whole_story()
    told = costs(70, by_scenario=(-20.0, 280.0))
    assert without_finding(case, plan, told) == "It pays in 1 of 2 scenarios (20 % likely), most in “Stop”: EUR 280"
    frame = without_action_data(case, plan, told)
    assert list(frame["scenario"]) == ["Stop", "Calm"]
    assert list(frame["more_without"]) == [280.0, -20.0]
    assert without_action(case, plan, told, LIGHT).axes


@pytest.mark.parametrize(
    ("apart", "title"),
    [
        ((10.0, 280.0), "It pays in every scenario"),
        ((-1.0, 0.0), "It pays in no scenario by itself"),
        ((), "Where it pays was not found"),
    ],
)
def test_the_title_says_otherwise_where_it_is_otherwise(apart: tuple[float, ...], title: str) -> None:
    case, plan = whole_story()
    told = costs(70, by_scenario=apart)
    assert without_finding(case, plan, told) == title
    assert without_action(case, plan, told, DARK).axes
