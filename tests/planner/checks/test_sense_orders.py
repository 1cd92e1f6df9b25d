"""Claims about open orders."""

from __future__ import annotations

from typing import Any

from planner.checks.run import check
from planner.tables.case import Case
from tests.planner.checks.story import item, line, of, offer, only, place, sound, supplier


def ordered(order: dict[str, Any], **tables: Any) -> Case:
    usual = {"supplier": "East", "item": "Magnet", "quantity": 4, "ready_month": 0}
    return sound(open_orders=[{**usual, **order}], **tables)


def test_an_open_order_of_the_usual_kind_is_sound() -> None:
    assert check(ordered({})) == ()
    assert check(ordered({"ready_month": -1, "arrival_month": 2})) == ()


def test_open_order_without_offer_asks_for_the_offer() -> None:
    suppliers = [supplier("East", "China"), supplier("West"), supplier("North")]
    offers = [offer(), offer("West"), offer("North", "Screw")]
    items = [item("Magnet"), item("Screw")]
    bill = [line("Drive", "Magnet"), line("Drive", "Screw")]
    more = {"suppliers": suppliers, "offers": offers, "items": items, "bill_of_materials": bill}
    finding = only(ordered({"supplier": "North", "order_number": "45-1"}, **more), "open_order_without_offer")
    assert finding.is_error
    assert place(finding) == ("open_orders", 0, "item")
    assert finding.message.startswith("Open order '45-1' is for 'Magnet' from 'North', who has no offer of it.")
    assert not of(ordered({"supplier": "NORTH", "item": "screw"}, **more), "open_order_without_offer")


def test_open_order_offer_differs_from_supplier_or_item() -> None:
    finding = only(ordered({"offer": "West | Magnet"}), "open_order_offer_differs")
    assert finding.is_error
    assert place(finding) == ("open_orders", 0, "offer")
    assert not of(ordered({"offer": "east | magnet"}), "open_order_offer_differs")


def test_arrival_before_ready_cannot_be() -> None:
    finding = only(ordered({"ready_month": -1, "arrival_month": -2}), "arrival_before_ready")
    assert finding.is_error
    assert place(finding) == ("open_orders", 0, "arrival_month")
    assert not of(ordered({"ready_month": 0, "arrival_month": 0}), "arrival_before_ready")


def test_arrival_before_it_left_frees_goods_from_events() -> None:
    finding = only(ordered({"ready_month": 1, "arrival_month": 2}), "arrival_before_it_left")
    assert place(finding) == ("open_orders", 0, "arrival_month")
    assert not of(ordered({"ready_month": -1, "arrival_month": 2}), "arrival_before_it_left")


def test_open_order_too_late_serves_no_demand() -> None:
    assert place(only(ordered({"ready_month": 6}), "open_order_too_late")) == ("open_orders", 0, "ready_month")
    late = only(ordered({"ready_month": -1, "arrival_month": 6}), "open_order_too_late")
    assert place(late) == ("open_orders", 0, "arrival_month")
    assert not of(ordered({"ready_month": 5}), "open_order_too_late")


def test_open_order_stale_has_probably_arrived() -> None:
    finding = only(ordered({"ready_month": -13}), "open_order_stale")
    assert "has been due for 13 months, and the plan counts on its 4 units" in finding.message
    assert not of(ordered({"ready_month": -12}), "open_order_stale")
