"""What is said where something holds is not said where it does not: actions now and later, rules known and unknown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.insight.compare import compare
from planner.insight.exposure import exposure
from planner.insight.licensing import RuleState
from planner.insight.recovery import Recovery
from planner.insight.rule_changes import RuleChange, library_with, written
from planner.insight.runway import runways
from planner.months import Month
from planner.plan.actions import Action, Deed
from planner.report import figure_difference
from planner.report.because import Words
from planner.report.compared import ways_told
from planner.report.figure_runway import way_back
from planner.report.terminal_exposure import exposure_lines
from planner.report.terminal_runway import runway_lines
from planner.report.theme import LIGHT
from tests.planner.insight.stories import company
from tests.planner.report.charted import whole_story
from tests.planner.report.test_licensed import column, open_order, table, told
from tests.planner.report.told import ways

JANUARY = Month.parse("2027-01")
SAID = Words("USD", 1000.0, ("open", "stopped"))


def test_an_action_of_a_later_month_is_the_playbooks_and_one_of_the_first_is_done_now() -> None:
    start = Action(Deed.QUALIFY, "Narva approval", JANUARY, (0,), now=True)
    assert SAID.action(start).endswith("“Narva approval” now")
    later = replace(start, month=JANUARY + 2, nodes=(3,), now=False)
    assert SAID.action(later).endswith("“Narva approval” in Mar 2027, as the playbook says")
    assert SAID.action(Action(Deed.ORDER, "Ganzhou", JANUARY, (0,), now=True, value=1200.0)) == (
        "Order from Ganzhou for USD 1.20 k now"
    )


def test_ways_planned_for_the_mean_alone_are_not_said_to_care_for_the_worst() -> None:
    case, _ = whole_story()
    careful = ways_told(case, ways())[-1]
    assert careful == (
        "Every way was planned anew with the same care for the worst 10 % of the odds (weight 30 %) and judged on the "
        "same scenarios."
    )
    mean = tuple(one if one.plan is None else replace(one, plan=replace(one.plan, risk_weight=0.0)) for one in ways())
    assert ways_told(case, mean)[-1] == (
        "Every way was planned anew for the lowest expected cost and judged on the same scenarios."
    )


@pytest.mark.parametrize(
    ("way", "said"),
    [
        (Recovery(None, None, (), (), "Strong", 0.0), "none"),
        (Recovery(2, None, (), (), "Strong", 1.0), "the same sources"),
        (Recovery(2, None, (), ("Narva",), "Strong", 1.0), "Narva"),
        (
            Recovery(5, "Ferrite", ("Narva approval",), ("Narva", "Ganzhou"), None, 1.0),
            "redesign “Ferrite”; qualification “Narva approval”; Narva and Ganzhou",
        ),
    ],
)
def test_the_way_back_is_told_by_what_it_takes(way: Recovery, said: str) -> None:
    line = runways(company(stock=[{"item": "Strong", "quantity": 50}])).runways[0].lines[0]
    assert way_back(replace(line, recovery=way)) == said


def test_plans_that_cost_the_same_in_other_ways_say_what_differs_most() -> None:
    case, plan = whole_story()
    first = plan.costs[0]
    other = replace(
        plan, costs=(replace(first, purchase=first.purchase + 60, freight=first.freight - 60), *plan.costs[1:])
    )
    title = figure_difference.terms_apart(compare(case, case, plan, other), LIGHT).texts[0].get_text()
    assert title.startswith("Both plans cost the same") and title.endswith("differs most")


def test_a_rule_whose_state_is_unknown_is_told_to_be_asked_about_on_a_terminal() -> None:
    case = company()
    known = " ".join(exposure_lines(exposure(case), case))
    assert "2025-04-04  in force" in known and "state unknown: ask" not in known.split("Chinese content")[0]
    asked = library_with(written([RuleChange("ndfeb_dy_tb", RuleState.ASK, None, "")]))
    assert "state unknown: ask" in " ".join(exposure_lines(exposure(case, library=asked), case))


def test_of_a_kind_of_stop_there_is_none_of_a_terminal_says_so() -> None:
    case = company()
    found = runways(case)
    assert not any("Nothing of this kind" in line for line in runway_lines(found, case))
    assert "Nothing of this kind is in use." in [
        line.strip() for line in runway_lines(replace(found, runways=()), case)
    ]


def test_an_application_is_late_or_in_time() -> None:
    both = told(open_orders=[open_order("Strong", 40, 0), open_order("Strong", 30, 3)])
    assert column(table(both, "Applications"), "In time") == ["late: apply at once", "in time"]
