"""Decides that a comparison tells what was changed and what follows from it, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from planner.insight.compare import compare
from planner.insight.compare_inputs import How, InputChange, compare_inputs
from planner.insight.compare_plans import compare_plans
from planner.months import Month
from planner.plan.actions import Deed
from planner.plan.plan import Plan
from planner.steps import plan
from planner.tables.case import Case
from planner.tables.edits import DeleteRows, InsertRows, SetCells, apply
from tests.planner.insight.asked import EXACT
from tests.planner.insight.embargo import embargo
from tests.planner.insight.stories import company
from tests.planner.insight.test_baselines import halt


def changed(*edits: Any, told: Case | None = None) -> tuple[InputChange, ...]:
    old = told or company()
    new = old.copy()
    for edit in edits:
        apply(new, edit)
    return compare_inputs(old, new)


def planned(told: Case) -> Plan:
    found = plan(told, EXACT).plan
    assert found is not None
    return found


def test_a_case_does_not_differ_from_itself() -> None:
    assert compare_inputs(halt(), halt()) == ()


def test_a_changed_figure_is_told_with_its_row_its_column_and_both_values() -> None:
    (one,) = changed(SetCells("offers", ((0, "price", 5.5),)))
    assert (one.table, one.row, one.column, one.old, one.new) == ("offers", "Ganzhou, Strong", "price", 4.0, 5.5)
    assert one.kind is How.CHANGED
    assert "Price" in one.column_title and one.table_title == "Offers"


def test_a_setting_has_no_row_and_a_demand_has_its_month() -> None:
    setting, demand = changed(
        SetCells("case", ((0, "risk_weight", 0.5),)), SetCells("demand", ((1, "quantity", 12.0),))
    )
    assert (setting.row, setting.column, setting.old, setting.new) == ("", "risk_weight", 0, 0.5)
    assert (demand.row, demand.old, demand.new) == ("Drive, Feb 2027", 10, 12)


def test_rows_that_one_case_alone_has_are_added_or_removed() -> None:
    gone = changed(DeleteRows("offers", (1,)))
    assert [(one.kind, one.row) for one in gone] == [(How.REMOVED, "Ganzhou, Plain")]
    more = changed(InsertRows("stock", ((0, ("Strong", 5.0, "China", None, None, None)),)))
    assert [(one.kind, one.row) for one in more] == [(How.ADDED, "Strong, China")]


def test_another_order_another_spelling_and_a_default_written_out_are_no_difference() -> None:
    old = company()
    kept = {name: old.rows(name) for name in ("case", "products", "demand", "items")}
    offers = list(old.rows("offers"))
    plain, shuffled = Case(kept | {"offers": offers}), Case(kept | {"offers": offers[::-1]})
    assert compare_inputs(plain, shuffled) == ()
    assert changed(SetCells("bill_of_materials", ((0, "component", "STRONG"), (0, "scrap_rate", 0.0)))) == ()


def test_rows_named_alike_are_paired_in_their_order() -> None:
    told = halt(stock=[{"item": "Magnet", "quantity": 4}, {"item": "Magnet", "quantity": 6}])
    (one,) = changed(SetCells("stock", ((1, "quantity", 7.0),)), told=told)
    assert (one.row, one.old, one.new) == ("Magnet", 6.0, 7.0)


def test_a_likelier_stop_brings_the_order_forward() -> None:
    """At one in twenty ten are bought each month; at one in two twenty at once, and none in the second month."""
    found = compare_plans(planned(embargo(0.05)), planned(embargo(0.5)))
    ganzhou = next(one for one in found.orders if one.supplier == "Ganzhou")
    assert (ganzhou.first_old, ganzhou.first_new) == pytest.approx((10, 20))
    assert (ganzhou.old, ganzhou.new) == pytest.approx((10 + 0.95 * 10, 20))
    narva = next(one for one in found.orders if one.supplier == "Narva")
    assert (narva.old, narva.new) == pytest.approx((0.5, 0))
    assert (narva.cost_old, narva.cost_new) == pytest.approx((0.05 * 400, 0))
    (stock,) = found.stocks
    assert (stock.item, stock.month.words(), stock.old, stock.new) == ("Magnet", "Jan 2027", 0, pytest.approx(10))


def test_the_terms_add_up_to_the_expected_costs() -> None:
    found = compare_plans(planned(embargo(0.05)), planned(embargo(0.5)))
    assert sum(one.old for one in found.costs) == pytest.approx(found.expected_old) == pytest.approx(215)
    assert sum(one.new for one in found.costs) == pytest.approx(found.expected_new) == pytest.approx(220)
    carrying = next(one for one in found.costs if one.term == "carrying")
    assert (carrying.old, carrying.new) == pytest.approx((0, 20))


def test_each_scenario_has_its_odds_and_costs_in_both() -> None:
    found = compare_plans(planned(embargo(0.05)), planned(embargo(0.5)))
    told = {one.scenario: (one.probability_old, one.probability_new, one.old, one.new) for one in found.scenarios}
    assert told["open"] == pytest.approx((0.95, 0.5, 200, 220))
    assert told["stopped"] == pytest.approx((0.05, 0.5, 500, 220))
    certain = compare_plans(planned(halt()), planned(halt(scenarios=(), events=())))
    assert {one.scenario: one.new is None for one in certain.scenarios}["stopped"]


def test_a_start_that_comes_sooner_or_never_is_told() -> None:
    dear = halt(qualifications=[{"qualification": "Narva approval", "months": 2, "cost": 500}])
    (one,) = compare_plans(planned(halt()), planned(dear)).starts
    assert (one.deed, one.name, one.new) == (Deed.QUALIFY, "Narva approval", None)
    assert one.old is not None
    assert (one.old.month.words(), one.old.probability) == ("Mar 2027", 0.5)
    cheap = halt(qualifications=[{"qualification": "Narva approval", "months": 3, "cost": 1}])
    (sooner,) = compare_plans(planned(halt()), planned(cheap)).starts
    assert sooner.new is not None and sooner.new.month < Month.parse("2027-03")


def test_last_months_plan_is_compared_in_the_months_both_cover() -> None:
    """The plan of January beside one of February: the first month they share is February."""
    january = planned(halt())
    later = halt(case={"carrying_cost_rate": 2.4, "start_month": "2027-02"})
    found = compare_plans(january, planned(later))
    assert found.first is not None and found.last is not None
    assert (found.first.words(), found.last.words(), found.same_months) == ("Feb 2027", "Jun 2027", False)
    apart = replace(january, nodes=tuple(replace(line, month=line.month + 60) for line in january.nodes))
    alone = compare_plans(january, apart)
    assert (alone.first, alone.orders, alone.stocks) == (None, (), ())


def test_without_a_plan_only_the_inputs_are_compared() -> None:
    found = compare(halt(), halt(stock=()))
    assert found.plans is None
    assert [one.kind for one in found.inputs] == [How.REMOVED]
    both = compare(halt(), halt(), planned(halt()), planned(halt()))
    assert both.inputs == () and both.plans is not None
    assert (both.plans.orders, both.plans.starts, both.plans.stocks) == ((), (), ())
