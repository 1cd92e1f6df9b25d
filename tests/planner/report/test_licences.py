"""Licences, the cap at past use, what to apply for and by when are those one can count on one's fingers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from planner.months import Month
from planner.plan.plan import Plan
from planner.report.applications import working_days_before
from planner.report.licences import Licences, licence_lines, licences
from planner.tables import results
from planner.tables.case import Case
from tests.planner.insight.stories import company, rows
from tests.planner.report.charted import shipment
from tests.planner.report.stories import START, answer_to, order


def strong_order(node: int, month: int, quantity: float) -> results.OrderLine:
    """Strong ordered from Ganzhou."""
    return replace(order(node, month, "Ganzhou", quantity, 4 * quantity, 2), offer="Ganzhou | Strong", item="Strong")


def strong_shipment(node: int, month: int, quantity: float) -> results.ShipmentLine:
    """Strong leaving Ganzhou."""
    return replace(shipment(node, month, "Ganzhou", quantity, month + 1), offer="Ganzhou | Strong", item="Strong")


def licence(name: str = "L-1", **more: Any) -> dict[str, Any]:
    told = {"licence": name, "supplier": "Ganzhou", "item": "Strong", "quantity": 100, "from_month": 0, "to_month": 1}
    return told | more


def told(plan: Plan | None = None, **tables: Any) -> Licences:
    return licences(company(**tables), plan)


def planned(case: Case, **tables: Any) -> Plan:
    """A plan of the company: calm in nodes 2 and 4, stopped in 3 and 5."""
    return answer_to(case, **tables)


def test_a_licence_tells_its_state_by_its_months() -> None:
    found = told(
        licences=[
            licence("old", from_month=-6, to_month=-1),
            licence("soon", to_month=1),
            licence("long", to_month=9),
            licence("later", from_month=2, to_month=9),
            licence("asked", to_month=9, status="applied"),
        ]
    )
    assert {one.licence: one.state for one in found.licences} == {
        "old": "expired",
        "soon": "runs out in Feb 2027",
        "long": "valid",
        "later": "not yet valid",
        "asked": "applied for",
    }
    assert [one.licence for one in found.licences][:2] == ["old", "soon"]  # the soonest end first


def test_without_a_plan_the_use_of_a_licence_is_not_known() -> None:
    (one,) = told(licences=[licence()]).licences
    assert (one.used, one.most_used, one.left) == (None, None, None)
    assert one.words == "L-1: 100 Strong from Ganzhou, Jan 2027 to Feb 2027, runs out in Feb 2027."


def test_goods_leave_under_the_licence_that_ends_soonest_and_only_in_its_months() -> None:
    case = company(licences=[licence("first"), licence("second", to_month=3)])
    # 60 leave in January, 60 in February, and 30 in April if it stays calm (80 %).
    plan = planned(case, shipments=[strong_shipment(0, 0, 60), strong_shipment(1, 1, 60), strong_shipment(4, 3, 30)])
    first, second = licences(case, plan).licences
    assert (first.used, first.most_used, first.left) == (100, 100, 0)
    assert second.used == pytest.approx(20 + 0.8 * 30)
    assert second.most_used == pytest.approx(50)
    assert second.words.endswith("the plan uses 44 % of it on average.")


def test_an_applied_licence_is_used_by_nobody() -> None:
    case = company(licences=[licence(status="applied")])
    (one,) = licences(case, planned(case, shipments=[strong_shipment(0, 0, 60)])).licences
    assert one.used is None


def test_the_cap_loses_a_twelfth_of_the_past_each_month_and_what_the_plan_orders() -> None:
    offers = rows("offers")
    offers[0] |= {"max_12_months": 240, "ordered_before": 120}
    case = company(offers=offers)
    (cap,) = licences(case).caps
    assert [one.before for one in cap.months] == pytest.approx([110, 100, 90, 80])
    assert [one.left for one in cap.months] == pytest.approx([130, 140, 150, 160])
    # 50 are ordered in January, and 110 in March if it stays calm.
    plan = planned(case, orders=[strong_order(0, 0, 50), strong_order(2, 2, 110)])
    (cap,) = licences(case, plan).caps
    assert [one.ordered for one in cap.months] == pytest.approx([50, 50, 138, 138])
    assert [one.least for one in cap.months] == pytest.approx([80, 90, 0, 0])
    assert cap.months[2].left == pytest.approx(150 - 138)
    assert cap.words == (
        "Strong from Ganzhou: 240 in any 12 months, 80 left in Jan 2027; used up in Mar 2027 in some scenarios."
    )


def test_without_a_cap_none_is_told() -> None:
    assert told().caps == ()
    assert "  The case names none." in licence_lines(told())


def test_45_working_days_are_nine_weeks() -> None:
    assert working_days_before(date(2027, 4, 5), 45) == date(2027, 2, 1)  # both Mondays
    assert working_days_before(date(2027, 3, 1), 1) == date(2027, 2, 26)  # a Friday
    assert working_days_before(date(2027, 3, 1), 0) == date(2027, 3, 1)


def test_an_order_of_the_plan_is_applied_for_in_time_to_leave() -> None:
    offers = rows("offers")
    offers[0] |= {"production_months": 3}
    case = company(offers=offers)
    (one,) = licences(case, planned(case, orders=[strong_order(0, 0, 50)])).applications
    assert (one.supplier, one.item, one.quantity, one.leaves) == ("Ganzhou", "Strong", 50, START + 3)
    assert (one.by, one.late, one.rule) == (date(2027, 1, 28), False, "ndfeb_dy_tb")
    assert one.words == "Apply by 28 Jan 2027 for 50 Strong from Ganzhou, to leave in Apr 2027."


def test_what_leaves_too_soon_is_late_and_what_hangs_on_a_branch_says_so() -> None:
    case = company()
    found = licences(case, planned(case, orders=[strong_order(0, 0, 50), strong_order(3, 2, 20)])).applications
    assert [(one.quantity, one.late, one.condition) for one in found] == [
        (50, True, ""),
        (20, False, "if “Stop” comes (20 %)"),
    ]
    assert found[0].words.startswith("Apply at once (by ")
    assert found[1].words.endswith("if “Stop” comes (20 %).")


def test_licences_granted_or_applied_for_are_taken_off() -> None:
    case = company(licences=[licence(quantity=30, to_month=9), licence("L-2", quantity=5, status="applied")])
    found = licences(case, planned(case, orders=[strong_order(0, 0, 50)])).applications
    assert [one.quantity for one in found if one.why == "order"] == [15]  # it leaves in February, both are valid


def test_open_orders_that_have_not_left_need_a_licence_too() -> None:
    waiting = {"order_number": "1", "supplier": "Ganzhou", "item": "Strong", "quantity": 40, "ready_month": 3}
    left = {**waiting, "order_number": "2", "arrival_month": 1}
    (one,) = told(open_orders=[waiting, left]).applications
    assert (one.quantity, one.why) == (40, "open order")
    assert one.words == (
        "Make sure that 40 Strong from Ganzhou, ordered and due to leave in Apr 2027, is applied for by 28 Jan 2027."
    )


def test_what_needs_no_licence_is_not_applied_for() -> None:
    case = company(composition=[{"of": "Strong", "element": "Nd", "weight_percent": 30}])
    assert licences(case, planned(case, orders=[strong_order(0, 0, 50)])).applications == ()
    abroad = replace(order(0, 0, "Narva", 10, 60, 1), offer="Narva | Strong", item="Strong")
    assert licences(company(), planned(company(), orders=[abroad])).applications == ()


def test_a_licence_that_ends_within_the_plan_is_to_be_renewed() -> None:
    (one,) = told(licences=[licence(to_month=2)]).applications
    assert (one.why, one.leaves, one.quantity) == ("renewal", Month.of(2027, 4), 100)
    assert "to renew the licence for 100 Strong from Ganzhou, which ends before Apr 2027" in one.words


def test_the_dossier_rests_on_rules_of_the_library_and_marks_what_does_not() -> None:
    found = told()
    assert all(one.source and one.reason for one in found.must_tell)
    assert all("have the supplier and a lawyer confirm" in one.reason for one in found.need_not_tell)
    assert (found.working_days, found.slow_days) == (45, 60)
    assert any("bill of materials" in one.words for one in found.need_not_tell)
    lines = licence_lines(found)
    assert lines.index("What a dossier must tell") < lines.index("What it need not tell")


def test_a_cap_that_is_used_up_at_once_is_told_so_in_few_words() -> None:
    offers = rows("offers")
    offers[0] |= {"max_12_months": 60, "ordered_before": 0}
    case = company(offers=offers)
    (cap,) = licences(case, planned(case, orders=[strong_order(0, 0, 60)])).caps
    assert cap.words == "Strong from Ganzhou: 60 in any 12 months, used up in Jan 2027."
