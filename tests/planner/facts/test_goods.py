"""Decides whether open orders join the right goods in the right month."""

from typing import Any

from planner.facts.facts import ComingOrder, WaitingOrder
from tests.planner.facts.stories import HALT, halt, offer, product, small


def order(**more: Any) -> dict[str, Any]:
    return {"supplier": "East", "item": "Magnet", "quantity": 4, "ready_month": 1} | more


def test_an_order_that_has_not_left_waits_from_its_ready_month() -> None:
    facts = small(open_orders=[order(ready_month=2), order(ready_month=-3), order(ready_month=50)])
    assert facts.waiting == (WaitingOrder(0, 4, 2), WaitingOrder(0, 4, 0), WaitingOrder(0, 4, 50))
    assert facts.coming == ()


def test_an_order_that_has_left_comes_in_its_arrival_month() -> None:
    facts = small(open_orders=[order(arrival_month=3), order(arrival_month=-1), order(arrival_month=9)])
    assert facts.coming == (ComingOrder(0, 4, 3), ComingOrder(0, 4, 0), ComingOrder(0, 4, 9))
    assert facts.waiting == ()


def test_an_order_belongs_to_the_suppliers_first_offer_of_the_item_unless_it_names_one() -> None:
    facts = small(
        items=[{"item": "Other", "standard_cost": 1}, {"item": "Magnet", "standard_cost": 3}],
        offers=[offer(item="Other"), offer(offer="dear"), offer(offer="cheap")],
        open_orders=[order(supplier="EAST", item="magnet"), order(offer="CHEAP")],
    )
    assert [one.offer for one in facts.waiting] == [1, 2]


def test_goods_that_have_left_are_judged_by_origin_and_end_uses() -> None:
    rows = [product("Drive", "automotive", "China"), product("Pump", "industrial"), product("Rail", "industrial")]
    facts = small(products=rows, offers=[offer(end_uses="automotive;industrial")], open_orders=[order(arrival_month=1)])
    assert facts.pools[facts.coming[0].pool].name == "Pump;Rail"


def test_goods_that_have_left_are_not_split_by_lanes() -> None:
    facts = small(open_orders=[order(arrival_month=1)], scenarios=HALT, events=[halt("industrial")])
    assert facts.pools[facts.coming[0].pool].name == "Drive;Pump;Rail"
    assert [pool.name for pool in facts.pools] == ["Drive;Pump;Rail", "Drive;Rail", "Pump"]


def test_coming_goods_open_no_stock() -> None:
    facts = small(open_orders=[order(arrival_month=0)])
    assert facts.pools[0].opening == 0


def test_what_is_built_has_no_stock_orders_or_offers_that_count() -> None:
    facts = small(
        items=[{"item": "Rotor", "standard_cost": 30}, {"item": "Magnet", "standard_cost": 3}],
        bill_of_materials=[
            {"parent": "Drive", "component": "Rotor", "quantity": 1},
            {"parent": "ROTOR", "component": "Magnet", "quantity": 8},
        ],
        stock=[{"item": "Rotor", "quantity": 5}],
        offers=[offer(item="Rotor"), offer()],
        open_orders=[order(item="Rotor"), order(item="rotor", arrival_month=1)],
    )
    assert (facts.waiting, facts.coming) == ((), ())
    assert [(pool.name, pool.opening) for pool in facts.pools] == [("", 0), ("Drive", 0)]
    assert facts.offers[0].first > facts.offers[0].last
    assert (facts.offers[1].first, facts.offers[1].last) == (0, 3)
    assert facts.designs[0].use == ((1, 8),)
