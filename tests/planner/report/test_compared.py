"""Comparisons say in sentences and tables what a hand can work out, and nothing differs where nothing does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from planner.insight.compare import Comparison, compare
from planner.insight.policies import Policy
from planner.report import figure_difference
from planner.report.answer_table import AnswerTable
from planner.report.compared import alike, plan_named, plans_told, ways_told, weights_told
from planner.report.compared_tables import plans_tables, ways_tables, weights_tables
from planner.report.theme import LIGHT
from planner.tables import results
from planner.tables.case import Case
from tests.planner.report.charted import changed, whole_story
from tests.planner.report.stories import START, decision, order
from tests.planner.report.told import ways, weights


def two_plans(**entered: Any) -> Comparison:
    """The old plan, and one that orders 60 instead of 40 of Ganzhou at once, never redesigns, and costs 100 less."""
    told, old = whole_story()
    new = replace(
        old,
        expected_cost=1100.0,
        orders=(order(0, 0, "Ganzhou", 60, 240, 1), *old.orders[1:]),
        decisions=(decision(0, 0, "qualify", "Narva approval"),),
        costs=(replace(old.costs[0], purchase=-100.0), *old.costs[1:]),
        scenario_costs=(
            results.ScenarioCostLine(scenario="Calm", probability=0.8, cost=800.0),
            results.ScenarioCostLine(scenario="Stop", probability=0.2, cost=2300.0),
        ),
    )
    return compare(told, changed(told, **entered) if entered else told, old, new)


def by_title(tables: tuple[AnswerTable, ...]) -> dict[str, AnswerTable]:
    return {one.table.title: one for one in tables}


def test_the_recommended_plan_is_told_beside_each_other_way() -> None:
    told, _ = whole_story()
    first, second, third, regret, how = ways_told(told, ways())
    # 0.8 x 1200 + 0.2 x 3000 = 1560 against 0.8 x 1000 + 0.2 x 9000 = 2600, and against 2000 for stocking up.
    assert first == (
        "The recommended plan costs EUR 1.04 k less than carrying on, on average; in the worst scenario (“Stop”), "
        "EUR 6.00 k less."
    )
    assert second.startswith("The recommended plan costs EUR 440 less than stocking up, on average;")
    assert third == "For diversifying only there is no plan: budget cannot be kept."
    assert "the recommended plan is at most EUR 200 dearer than the cheapest of these ways (if “Calm” comes)" in regret
    assert "carrying on may cost EUR 6.00 k more than the cheapest (if “Stop” comes)" in regret
    assert "weight 30 %" in how


def test_where_carrying_on_is_cheaper_that_is_said() -> None:
    told, _ = whole_story()
    dear = tuple(replace(one, expected_cost=3000.0) if one.policy is Policy.RECOMMENDED else one for one in ways())
    assert "costs EUR 400 more than carrying on" in ways_told(told, dear)[0]


def test_ways_that_cost_the_same_whatever_comes_are_not_called_dearer() -> None:
    told, _ = whole_story()
    same = tuple(
        replace(one, worst_regret=0.0, scenarios=tuple(replace(row, regret=0.0) for row in one.scenarios))
        for one in ways()
    )
    regret = ways_told(told, same)[3]
    assert regret == "Whatever comes, each of these ways costs as much as the recommended plan."


def test_without_a_recommended_plan_there_is_nothing_to_compare() -> None:
    told, _ = whole_story()
    others = [one for one in ways() if one.policy is not Policy.RECOMMENDED]
    assert ways_told(told, others) == ("There is no recommended plan to compare with.",)


def test_what_safety_costs_is_told_with_what_a_unit_of_money_buys() -> None:
    told, _ = whole_story()
    words = weights_told(told, weights())
    assert words[0] == "The safest plan costs EUR 200 more on average and EUR 5.00 k less if it goes badly."
    assert "Each EUR more spent on average takes EUR 25 off" in words[1]
    assert "asks for a weight of 30 %; at 50 %" in words[2]
    assert "weight 100 % is no better than another" in words[3]


def test_a_plan_compared_with_itself_differs_in_nothing() -> None:
    told, plan = whole_story()
    same = compare(told, told, plan, plan)
    assert alike(same)
    assert plans_told(same) == ("Nothing differs: the same was entered, and both plans do the same at the same cost.",)
    tables = by_title(plans_tables(same))
    assert not any(tables[name].rows for name in ("Orders", "Starts", "Stock", "What was entered"))
    assert {row[-1] for row in tables["Cost by scenario"].rows} == {0.0}
    assert figure_difference.terms_apart(same, LIGHT).texts[0].get_text() == "Both plans cost the same"


def test_two_plans_differ_in_money_orders_and_starts() -> None:
    told = two_plans()
    words = " ".join(plans_told(told))
    assert not alike(told)
    assert "The new plan costs EUR 100 less than the old one on average (EUR 1.10 k, not EUR 1.20 k)" in words
    assert "if it goes badly, as much." in words
    assert "Most of the difference: purchase EUR −100." in words
    assert "Of 2 scenarios it is cheaper in 1 and dearer in 1; most in “Stop” (EUR +300)." in words
    assert "In Jan 2027: order 20 more of Magnet from Ganzhou." in words
    assert "Starts: redesign “Ferrite” never instead of Mar 2027 (20 % likely)." in words
    assert "What was entered is the same." in words


def a_month_on() -> Comparison:
    """The old plan from January to April, and one of February to April in which everything is as it was but 50 more is
    bought in February, at 21 % a year of discount."""
    told, old = whole_story()
    told = changed(told, case=[{**_settings(told), "discount_rate": 0.21}])
    old = replace(old, costs=(replace(old.costs[0], purchase=700.0), *old.costs[1:]))
    old = replace(old, costs=(*old.costs[:1], replace(old.costs[1], purchase=300.0), *old.costs[2:]))
    nodes = tuple(replace(one, parent=None if one.node == 1 else one.parent) for one in old.nodes[1:])
    costs = (replace(old.costs[1], purchase=350.0), *old.costs[2:])
    new = replace(old, nodes=nodes, costs=costs, expected_cost=350.0, orders=(), stock=(), decisions=())
    later = changed(told, case=[{**_settings(told), "start_month": "2027-02", "months": 3}])
    return compare(told, later, old, new)


def _settings(told: Case) -> dict[str, Any]:
    return dict(zip(("name", "start_month", "months", "currency", "discount_rate"), told.rows("case")[0], strict=False))


def test_plans_of_different_months_are_compared_in_those_both_cover() -> None:
    told = a_month_on()
    # The 300 of February are told as of January: a month on, at 21 % a year, they are 300 * 1.21 ** (1 / 12) = 304.80.
    words = plans_told(told)[0]
    assert words == (
        "From Feb to Apr 2027, the months both cover, the new plan costs EUR 45.2 more than the old one on average "
        "(EUR 350, not EUR 305, discounted to the first of them)."
    )
    shared = by_title(plans_tables(told))["Cost of shared months"].rows
    assert [row[0] for row in shared] == ["Purchase", "Together"]
    assert shared[0][1:] == pytest.approx((304.80, 350.0, 45.20), abs=0.01)
    assert "It is dearer in every scenario; most in “Calm” (EUR +45.2)." in plans_told(told)
    rows = by_title(plans_tables(told))["Cost by scenario"].rows
    assert [row[3:] for row in rows] == [pytest.approx((304.80, 350.0, 45.20), abs=0.01)] * 2
    title = figure_difference.terms_apart(told, LIGHT).texts[0].get_text().replace("\u00a0", " ")
    assert title == "The new plan costs EUR 45.2 more on average; purchase adds EUR 45.2"
    assert any("Feb to Apr 2027" in one.get_text() for one in figure_difference.scenarios_apart(told, LIGHT).texts)


def test_what_was_begun_since_as_planned_is_no_difference() -> None:
    told, old = whole_story()
    begun = changed(
        told, qualifications=[{"qualification": "Narva approval", "months": 2, "cost": 60000, "started_month": START}]
    )
    later = changed(begun, case=[{**_settings(told), "start_month": "2027-02", "months": 3}])
    new = replace(old, decisions=old.decisions[1:])
    plans = compare(told, later, old, new).plans
    assert plans is not None and plans.starts == ()
    never = compare(told, told, old, new).plans
    assert never is not None and [one.name for one in never.starts] == ["Narva approval"]


def test_the_tables_of_two_plans_hold_old_new_and_difference() -> None:
    tables = by_title(plans_tables(two_plans(items=[{"item": "Magnet", "standard_cost": 7, "mass_g": 500}])))
    assert tables["Cost by scenario"].rows == (
        ("Calm", 80.0, 80.0, 1000.0, 800.0, -200.0),
        ("Stop", 20.0, 20.0, 2000.0, 2300.0, 300.0),
    )
    (bought,) = tables["Orders"].rows
    assert bought[:4] == ("Ganzhou", "Magnet", 40.0, 60.0)
    assert bought[-1] == pytest.approx(80.0)
    assert tables["Starts"].rows == (("Redesign", "Ferrite", "Mar 2027 (20 % likely)", "never"),)
    (entry,) = tables["What was entered"].rows
    assert (entry[0], entry[1], entry[3:]) == ("Items", "Magnet", ("5", "7"))


def test_two_cases_without_plans_are_compared_by_what_was_entered() -> None:
    told, _ = whole_story()
    other = changed(told, items=[{"item": "Magnet", "standard_cost": 7, "mass_g": 500}])
    found = compare(told, other)
    assert plans_told(found)[0] == "What was entered: 1 difference, in “Items”."
    assert "only what was entered can be compared" in plans_told(found)[1]
    assert [one.table.title for one in plans_tables(found)] == ["What was entered"]


def test_a_plan_is_named_by_when_it_was_made_and_what_it_costs() -> None:
    made = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
    assert plan_named("Plan", made, 22_475_330.0, "USD") == "Plan of 22 Nov 2026, 14:05 (USD 22.5 M expected)"


def test_money_of_different_currencies_is_not_subtracted() -> None:
    told = replace(two_plans(), currency_old="USD")
    assert plans_told(told)[0] == (
        "The new plan costs EUR 1.10 k on average, the old one USD 1.20 k: different currencies."
    )
    assert {row[-1] for row in by_title(plans_tables(told))["Cost by term"].rows} == {None}


def test_the_chart_of_scenarios_says_where_they_differ_most() -> None:
    told = two_plans()
    figure = figure_difference.scenarios_apart(told, LIGHT)
    assert figure.texts[0].get_text().replace("\u00a0", " ") == (
        "Most in Stop (20 %): the new plan costs EUR 300 more there"
    )
    assert list(figure_difference.scenarios_apart_data(told)["difference"]) == [300.0, -200.0]
    assert list(figure_difference.terms_apart_data(told)["difference"]) == [-100.0]


def test_the_tables_of_ways_and_weights_hold_their_figures() -> None:
    told, _ = whole_story()
    tables = by_title(ways_tables(told, ways()))
    own = next(row for row in tables["Ways to carry on"].rows if row[0] == "Recommended")
    assert own[1] == pytest.approx(1560.0)
    assert own[6] == pytest.approx(200.0)
    none = next(row for row in tables["Ways to carry on"].rows if row[0] == "Diversify only")
    assert none[1:7] == (None,) * 6
    assert tables["Regret by scenario"].rows[1] == ("Stop", 20.0, 6000.0, 1000.0, 0.0)
    (drawn,) = weights_tables(told, weights())
    assert [row[0] for row in drawn.rows] == [0.0, 50.0, 100.0]
    assert drawn.rows[2][-1] == "another plan found is no worse in both"
