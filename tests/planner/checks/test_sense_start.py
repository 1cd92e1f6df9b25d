"""Claims about whether limits and stores can be kept from the start."""

from __future__ import annotations

from typing import Any

from planner.checks.run import check
from tests.planner.checks.story import calm_and_halt, event, item, of, offer, only, place, product, sound

SLOW = [offer(production_months=1), offer("West", production_months=2)]


def held(quantity: float) -> list[dict[str, Any]]:
    return [{"item": "Magnet", "quantity": quantity, "origin": "Japan"}]


def test_cover_above_store_cannot_be_kept() -> None:
    cover = {"limit": "min_cover", "value": 2, "from_month": 2}
    finding = only(sound(items=[item("Magnet", max_stock=19)], limits=[cover]), "cover_above_store")
    assert place(finding) == ("limits", 0, "value")
    assert "Magnet (holds 19, cover takes 20)" in finding.message
    assert not of(sound(items=[item("Magnet", max_stock=20)], limits=[cover]), "cover_above_store")
    assert not of(sound(items=[item("Magnet", max_stock=19)], limits=[{**cover, "penalty": 1}]), "cover_above_store")


def test_cover_out_of_reach_before_anything_can_arrive() -> None:
    cover = {"limit": "min_cover", "value": 1}
    finding = only(sound(limits=[cover]), "cover_out_of_reach")
    assert place(finding) == ("limits", 0, "from_month")
    assert "in Jan 2027 10 of 'Magnet' are asked for and at most 0 can be there" in finding.message
    assert not of(sound(limits=[{**cover, "from_month": 1}]), "cover_out_of_reach")
    assert not of(sound(limits=[{**cover, "penalty": 5}]), "cover_out_of_reach")
    stock = [{"item": "Magnet", "quantity": 6, "origin": "Japan"}]
    left = {"supplier": "East", "item": "Magnet", "quantity": 4, "ready_month": -1, "arrival_month": 0}
    assert of(sound(limits=[cover], stock=stock), "cover_out_of_reach")
    assert not of(sound(limits=[cover], stock=stock, open_orders=[left]), "cover_out_of_reach")


def test_fill_out_of_reach_before_anything_can_arrive() -> None:
    fill = {"limit": "min_fill", "value": 0.9}
    finding = only(sound(limits=[fill], offers=SLOW, stock=held(5)), "fill_out_of_reach")
    assert place(finding) == ("limits", 0, "value")
    assert "at most 0.75 can be delivered" in finding.message  # 15 of the first 20 are lost, of 60 in all
    assert "'Drive'" in finding.message
    assert not of(sound(limits=[{**fill, "value": 0.75}], offers=SLOW, stock=held(5)), "fill_out_of_reach")
    assert not of(sound(limits=[fill], offers=SLOW, stock=held(14)), "fill_out_of_reach")
    assert not of(sound(limits=[{**fill, "from_month": 2}], offers=SLOW), "fill_out_of_reach")
    assert not of(sound(limits=[{**fill, "penalty": 1}], offers=SLOW), "fill_out_of_reach")


def test_fill_out_of_reach_not_where_customers_wait_or_a_redesign_is_ready() -> None:
    fill = {"limits": [{"limit": "min_fill", "value": 0.9}], "offers": SLOW}
    assert not of(sound(**fill, products=[product(backorder_cost=3)]), "fill_out_of_reach")
    redesign = {"redesign": "R", "product": "Drive", "months": 2, "cost": 1, "started_month": -2}
    change = {"redesign": "R", "item": "Magnet"}
    assert not of(sound(**fill, redesigns=[redesign], redesign_changes=[change]), "fill_out_of_reach")


def test_stock_above_limit_cannot_be_used_up_in_time() -> None:
    cover = {"limit": "max_cover", "value": 2}
    finding = only(sound(limits=[cover], stock=held(31)), "stock_above_limit")
    assert place(finding) == ("limits", 0, "from_month")
    assert "at the end of Jan 2027 there is too much of 'Magnet'" in finding.message
    assert not of(sound(limits=[cover], stock=held(30)), "stock_above_limit")
    assert not of(sound(limits=[{**cover, "from_month": 1}], stock=held(31)), "stock_above_limit")
    assert not of(sound(limits=[{**cover, "penalty": 1}], stock=held(31)), "stock_above_limit")
    worth = {"limit": "max_stock_value", "value": 100}
    assert "stock worth at least 110" in only(sound(limits=[worth], stock=held(21)), "stock_above_limit").message
    assert not of(sound(limits=[worth], stock=held(20)), "stock_above_limit")


def test_stock_above_limit_reckons_with_the_highest_demand() -> None:
    boom = event("demand", 2, product="Drive", from_month=0)
    case = calm_and_halt(boom, limits=[{"limit": "max_cover", "value": 2}], stock=held(31))
    assert not of(case, "stock_above_limit")


def test_store_overflows_with_what_is_on_its_way() -> None:
    store = {"items": [item("Magnet", max_stock=20)], "stock": held(20)}
    left = {"supplier": "East", "item": "Magnet", "quantity": 41, "ready_month": -1, "arrival_month": 3}
    finding = only(sound(**store, open_orders=[left]), "store_overflows")
    assert place(finding) == ("items", 0, "max_stock")
    assert "at least 21 of 'Magnet' lie in store at the end of Apr 2027, but it holds only 20" in finding.message
    assert not of(sound(**store, open_orders=[{**left, "quantity": 40}]), "store_overflows")
    not_left = {**left, "arrival_month": None}
    assert not of(sound(**store, open_orders=[not_left]), "store_overflows")  # it can wait at the supplier


def test_limits_that_can_be_kept_are_sound() -> None:
    case = sound(
        stock=held(30),
        limits=[
            {"limit": "min_cover", "value": 1, "from_month": 1},
            {"limit": "max_cover", "value": 2.5},
            {"limit": "min_fill", "value": 1},
            {"limit": "max_stock_value", "value": 200},
        ],
    )
    assert check(case) == ()
