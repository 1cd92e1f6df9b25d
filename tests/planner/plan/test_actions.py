"""Decides that the actions of a plan are its first orders, supplier by supplier, and each of its starts once."""

from __future__ import annotations

from planner.plan.actions import Deed, actions, orders_now, starts
from planner.plan.plan import Plan
from planner.solve.options import Options
from planner.steps import plan
from planner.tables.case import Case
from tests.planner.insight.test_baselines import halt


def planned(case: Case) -> Plan:
    found = plan(case, Options(gap=0.0)).plan
    assert found is not None
    return found


def test_orders_of_the_first_month_are_one_action_a_supplier() -> None:
    """With nothing in stock the first ten magnets must be bought at once."""
    (one,) = orders_now(planned(halt(stock=())))
    assert (one.deed, one.name, one.nodes, one.now) == (Deed.ORDER, "Ganzhou", (0,), True)
    assert [(line.item, line.quantity) for line in one.orders] == [("Magnet", 10)]
    assert one.value == 100


def test_a_plan_that_orders_nothing_now_has_no_such_action() -> None:
    assert orders_now(planned(halt())) == ()


def test_a_start_of_a_later_month_is_an_action_that_waits() -> None:
    """The recommended plan approves Narva when the licences stop, in the third month."""
    found = planned(halt())
    (one,) = starts(found)
    assert (one.deed, one.name, one.now) == (Deed.QUALIFY, "Narva approval", False)
    assert one.month.words() == "Mar 2027"
    assert actions(found) == (one,)


def test_what_starts_now_comes_before_what_starts_later() -> None:
    lean = halt(
        redesigns=[{"redesign": "Lean", "product": "Drive", "months": 1, "cost": 1}],
        redesign_changes=[{"redesign": "Lean", "item": "Magnet"}],
    )
    assert [(one.deed, one.now) for one in actions(planned(lean))] == [(Deed.REDESIGN, True)]
