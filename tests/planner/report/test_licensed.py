"""What the page of licences tells is what one can count on one's fingers, with a plan and without one."""

from __future__ import annotations

from typing import Any

import pytest

from planner.events import never, silent
from planner.plan.plan import Plan
from planner.report.answer_table import AnswerTable
from planner.report.licensed import Licensed, licensed
from planner.tables.case import Case
from tests.planner.insight.stories import company, rows
from tests.planner.report.test_licences import licence, planned, strong_order, strong_shipment


def asked(case: Case, plan: Plan | None = None) -> Licensed:
    found = licensed(case, plan, listen=silent, stopping=never)
    assert found is not None
    return found


def told(**tables: Any) -> Licensed:
    return asked(company(**tables))


def table(found: Licensed, name: str) -> AnswerTable:
    return next(one for one in found.tables if one.table.title == name)


def column(found: AnswerTable, name: str) -> list[Any]:
    place = next(at for at, one in enumerate(found.table.columns) if one.title == name)
    return [row[place] for row in found.rows]


def words(found: Licensed) -> str:
    return "\n".join(line for _, line in found.next.lines)


def open_order(item: str, quantity: float, month: int) -> dict[str, Any]:
    return {"supplier": "Ganzhou", "item": item, "quantity": quantity, "ready_month": month}


def test_licences_in_hand_and_pending_are_counted_apart() -> None:
    found = told(licences=[licence("one"), licence("two", to_month=3), licence("three", status="applied")])
    granted, pending, _, _ = found.figures
    assert (granted.words, granted.note) == ("2 licences", "one (runs out in Feb 2027) and two (valid)")
    assert (pending.words, pending.note) == ("1 licence", "three, 100 Strong")


def test_of_many_licences_two_are_named_and_the_rest_counted() -> None:
    found = told(licences=[licence(name, to_month=9) for name in ("A", "B", "C", "D")])
    assert found.figures[0].note == "A (valid), B (valid) and 2 more"


def test_without_licences_and_caps_that_is_said() -> None:
    found = told()
    assert [one.words for one in found.figures] == ["0 licences", "0 licences", "nothing", "none"]
    assert found.next.lines == (("", "Nothing that has to leave lacks a licence."),)
    assert found.caps.lines == (("", "The case names no cap."),)


def test_open_orders_of_one_month_are_told_in_one_sentence_and_what_is_late_first() -> None:
    second = {"item": "Second", "mass_g": 50, "standard_cost": 4}
    found = told(
        items=rows("items", second),
        composition=rows("composition", {"of": "Second", "element": "Dy", "weight_percent": 2},
                         {"of": "Second", "element": "Nd", "weight_percent": 25}),
        offers=rows("offers", {"supplier": "Ganzhou", "item": "Second", "price": 4, "production_months": 1,
                               "transit_months": 1}),
        open_orders=[open_order("Strong", 40, 0), open_order("Second", 50, 0), open_order("Strong", 30, 3)],
    )  # fmt: skip
    first, later = words(found).splitlines()
    assert first == (
        "Make sure that 50 Second and 40 Strong from Ganzhou, ordered and due to leave in Jan 2027, are applied for: "
        "30 Oct 2026 is the last day in time."
    )
    assert later.startswith("Make sure that 30 Strong from Ganzhou, ordered and due to leave in Apr 2027, is applied")
    assert found.figures[2].words == "at once"
    assert found.figures[2].note == "2 of 3 applications should be under way"


def test_what_is_in_time_is_told_with_its_day() -> None:
    found = told(open_orders=[open_order("Strong", 30, 3)])
    assert found.figures[2].words == "by 28 Jan 2027"  # 45 working days before the first of April
    assert column(table(found, "Applications"), "In time") == ["in time"]


def test_more_than_a_few_sentences_are_left_to_the_table() -> None:
    demand = {"Drive": [10] * 12, "Pump": [20] * 12}
    found = told(
        open_orders=[open_order("Strong", 10, month) for month in range(7)], case={"months": 12}, demand=demand
    )
    assert len(table(found, "Applications").rows) == 7
    assert len(found.next.lines) == 7
    assert found.next.lines[-1] == ("", "1 application more in the table.")


def test_what_is_left_of_a_cap_is_told_and_when_it_is_tightest() -> None:
    capped = rows("offers", **{"Ganzhou": {}})
    capped[0] = capped[0] | {"max_12_months": 240, "ordered_before": 120}
    found = told(offers=capped)
    # Eleven twelfths of 120 still count in January.
    assert found.figures[3].words == "54 %"
    assert found.figures[3].note == "left of Strong from Ganzhou in Jan 2027"
    assert column(table(found, "Caps at past use"), "Left now") == [pytest.approx(130)]
    assert column(table(found, "Caps by month"), "Left") == pytest.approx([130, 140, 150, 160])


def test_with_a_plan_the_use_of_a_licence_is_told_and_what_it_orders() -> None:
    case = company(licences=[licence(to_month=3)])
    plan = planned(case, orders=[strong_order(0, 0, 300)], shipments=[strong_shipment(0, 0, 60)])
    found = asked(case, plan)
    assert column(table(found, "Licences"), "The plan uses") == [60]
    assert column(table(found, "Licences"), "Left") == [40]
    assert "order" in column(table(found, "Applications"), "Because of")
    assert column(table(asked(case), "Licences"), "The plan uses") == [None]


def test_the_dossier_says_what_must_be_told_and_what_need_not() -> None:
    found = told()
    assert [lead for lead, _ in found.must_tell.lines][:2] == [
        "Maker and item: grade, and the elements it holds with evidence",
        "Quantity and price, equal to those of the order",
    ]
    assert "The whole bill of materials" in [lead for lead, _ in found.need_not_tell.lines]
    assert found.need_not_tell.note.startswith("Not asked for by any rule of the library")
    assert not any("lawyer" in line for _, line in found.need_not_tell.lines)
    assert all(source for source in column(table(found, "Dossier"), "Source")[: len(found.must_tell.lines)])


def test_a_case_with_errors_is_told_nothing() -> None:
    assert licensed(company(demand={"Nothing": [1, 1, 1, 1]}), None, listen=silent, stopping=never) is None
