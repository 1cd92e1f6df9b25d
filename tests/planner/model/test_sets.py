"""Only what can happen and can matter gets a variable: each story says which quantities the plan may choose."""

from __future__ import annotations

from typing import Any

from planner.model.program import Column
from tests.planner.model.reading import Story
from tests.planner.model.stories import company, event, futures, line, offer


def chosen(family: str, months: int = 3, **more: Any) -> list[str]:
    """The quantities of a family, without its name: ``East | Magnet, Jan``."""
    story = Story(company(months, **more))
    columns: dict[Any, Column] = getattr(story.v, family)
    return [name.split("[")[1].rstrip("]") for name in story.names(columns.values())]


def test_orders_are_placed_while_the_offer_is_open_and_goods_can_still_come_in_time() -> None:
    assert chosen("order") == ["East | Magnet, Jan", "East | Magnet, Feb", "East | Magnet, Mar"]
    assert chosen("order", offers=[offer("East", from_month=1)]) == ["East | Magnet, Feb", "East | Magnet, Mar"]
    assert chosen("order", offers=[offer("East", to_month=1)]) == ["East | Magnet, Jan", "East | Magnet, Feb"]
    late = offer("East", production_months=1, transit_months=1)
    assert chosen("order", offers=[late]) == ["East | Magnet, Jan"]
    assert chosen("order", offers=[offer("East", transit_months=3)]) == []


def test_orders_wait_for_approval() -> None:
    approved = {
        "offers": [offer("East", qualification="Approval")],
        "qualifications": [{"qualification": "Approval", "months": 2, "cost": 1}],
    }
    assert chosen("order", **approved) == ["East | Magnet, Mar"]
    assert chosen("qualified", **approved) == ["Approval by Jan"]


def test_nobody_orders_what_nobody_uses_but_what_a_contract_or_a_share_counts() -> None:
    coil: dict[str, Any] = {
        "items": [{"item": "Magnet", "standard_cost": 5}, {"item": "Coil", "standard_cost": 5}],
        "offers": [offer("East", "Coil")],
    }
    assert chosen("order", 1, **coil) == []
    running = {"offer": "East | Coil", "sign_by": 0, "from_month": 0, "to_month": 0, "per_month": 1}
    assert chosen("order", 1, **coil, contracts=[{"contract": "Offtake"} | running]) == ["East | Coil, Jan"]
    for kind, wanted in (("max_share", True), ("min_share", True), ("min_cover", True), ("max_cover", False)):
        limits = [{"limit": kind, "value": 0.5}]
        assert bool(chosen("order", 1, **coil, limits=limits)) is wanted, kind


def test_least_orders_and_fees_ask_whether_an_order_is_placed_and_multiples_how_many_lots() -> None:
    assert chosen("place") == []
    assert chosen("place", 1, offers=[offer("East", min_order=5)]) == ["East | Magnet, Jan"]
    assert chosen("place", 1, offers=[offer("East", order_cost=5)]) == ["East | Magnet, Jan"]
    assert chosen("lots", 1, offers=[offer("East", order_multiple=5)]) == ["East | Magnet, Jan"]
    assert chosen("place", 1, offers=[offer("East", order_multiple=5)]) == []


def test_goods_wait_and_leave_from_when_they_can_be_ready() -> None:
    made = {"offers": [offer("East", production_months=1)]}
    assert chosen("wait", **made) == ["East | Magnet, Feb", "East | Magnet, Mar"]
    assert chosen("ship", **made) == ["East | Magnet, Feb", "East | Magnet, Mar"]
    opened = {"supplier": "East", "item": "Magnet", "quantity": 1}
    before = made | {"open_orders": [opened | {"ready_month": "2026-10"}]}
    assert chosen("wait", 2, **before) == ["East | Magnet, Jan", "East | Magnet, Feb"]
    beyond = made | {"open_orders": [opened | {"ready_month": "2027-06"}]}
    assert chosen("wait", 2, **beyond) == ["East | Magnet, Feb"]


def test_nothing_leaves_in_a_halt_without_a_licence_of_that_month() -> None:
    halt: dict[str, Any] = {"scenarios": futures("Halt"), "events": [event("Halt", "availability", 0, 0, 1)]}
    assert chosen("ship", **halt) == ["East | Magnet, Mar"]
    licence = {"licence": "L-1", "supplier": "East", "item": "Magnet", "quantity": 1, "from_month": 1, "to_month": 2}
    assert chosen("ship", **halt, licences=[licence]) == ["East | Magnet, Feb", "East | Magnet, Mar"]
    assert chosen("licensed", **halt, licences=[licence]) == ["L-1, Feb", "L-1, Mar"]
    applied = licence | {"status": "applied"}
    assert chosen("ship", **halt, licences=[applied]) == ["East | Magnet, Mar"]
    assert chosen("licensed", **halt, licences=[applied]) == []


def test_nothing_leaves_where_capacity_is_none_and_no_contract_can_reserve_any() -> None:
    from_february = [{"supplier": "East", "item": "Magnet", "from_month": 1, "per_month": 9}]
    assert chosen("ship", capacity=from_february) == ["East | Magnet, Feb", "East | Magnet, Mar"]
    reserved = {"contract": "C", "offer": "East | Magnet", "sign_by": 0, "from_month": 0, "to_month": 0, "per_month": 1}
    assert len(chosen("ship", capacity=from_february, contracts=[reserved])) == 3
    in_kg = [{"supplier": "East", "from_month": 1, "per_month": 9}]
    weighed = [{"item": "Magnet", "standard_cost": 5, "mass_g": 100}]
    assert len(chosen("ship", capacity=in_kg, items=weighed)) == 2
    assert len(chosen("ship", capacity=in_kg, items=weighed, contracts=[reserved])) == 3


def test_shipments_arrive_after_transit_and_delay_and_may_leave_too_late() -> None:
    """What leaves in February or March comes after the end: it no longer waits, and is owned on its way."""
    story = Story(
        company(
            offers=[offer("East", transit_months=1)],
            scenarios=futures("Storm"),
            events=[event("Storm", "delay", 1, 0, 1)],
        )
    )
    assert story.sets.arrival == {(0, 0): 2, (0, 1): 3, (0, 2): 3}
    assert dict(story.sets.arrivals) == {(0, 2): [(0, 0)]}


def test_stock_is_counted_from_when_there_can_be_any() -> None:
    far = {"offers": [offer("East", transit_months=1)]}
    assert chosen("stock", **far) == ["Magnet, Feb", "Magnet, Mar"]
    assert chosen("stock", 1, offers=[], stock=[{"item": "Magnet", "quantity": 1}]) == ["Magnet, Jan"]
    coming = {"supplier": "East", "item": "Magnet", "quantity": 1, "ready_month": "2026-12", "arrival_month": 2}
    closed = [offer("East", to_month="2026-12")]
    assert chosen("stock", offers=closed, open_orders=[coming]) == ["Magnet, Mar"]


def test_a_product_is_built_from_when_all_it_needs_can_be_there() -> None:
    both: dict[str, Any] = {
        "bill_of_materials": [line("Drive", "Magnet"), line("Drive", "Coil")],
        "items": [{"item": "Magnet", "standard_cost": 5}, {"item": "Coil", "standard_cost": 5}],
    }
    assert chosen("build", **both, offers=[offer("East"), offer("East", "Coil", transit_months=2)]) == ["Drive, Mar"]
    assert chosen("build", **both) == []


def test_a_redesign_is_built_from_when_it_can_be_ready_and_at_once_when_it_was_before() -> None:
    lean: dict[str, Any] = {"redesign_changes": [{"redesign": "Lean", "item": "Magnet"}]}
    row = {"redesign": "Lean", "product": "Drive", "months": 1, "cost": 1}
    assert chosen("build", **lean, redesigns=[row], offers=[]) == ["Drive as Lean, Feb", "Drive as Lean, Mar"]
    assert chosen("redesigned", **lean, redesigns=[row], offers=[]) == ["Lean by Jan", "Lean by Feb"]
    begun = row | {"started_month": "2026-12"}
    assert len(chosen("build", **lean, redesigns=[begun], offers=[])) == 3
    assert chosen("redesigned", **lean, redesigns=[begun], offers=[]) == []


def test_where_stock_comes_from_is_chosen_only_among_several_pools() -> None:
    shared: dict[str, Any] = {
        "products": [
            {"product": "Drive", "shortage_cost": 9},
            {"product": "Pump", "shortage_cost": 9, "excluded_origins": "China"},
        ],
        "demand": {"Drive": [1], "Pump": [1]},
        "bill_of_materials": [line("Drive", "Magnet"), line("Pump", "Magnet")],
    }
    offers = [offer("East"), offer("North")]
    assert chosen("use", 1, **shared, offers=offers) == [
        "Magnet for Drive;Pump in Drive, Jan",
        "Magnet for Drive in Drive, Jan",
    ]
    assert chosen("use", 1, **shared, offers=offers[:1]) == []
    assert chosen("build", 1, **shared, offers=offers[:1]) == ["Drive, Jan"]


def test_units_are_lost_where_wanted_and_late_where_that_is_allowed_and_as_long_as_owed() -> None:
    assert chosen("lost", demand={"Drive": [10, 0, 10]}) == ["Drive, Jan", "Drive, Mar"]
    assert chosen("late", demand={"Drive": [10, 0, 10]}) == []
    patient = [{"product": "Drive", "shortage_cost": 100, "backorder_cost": 1}]
    assert chosen("late", demand={"Drive": [0, 10, 0]}, products=patient) == ["Drive, Feb", "Drive, Mar"]
    assert chosen("lost", demand={"Drive": [0, 10, 0]}, products=patient) == ["Drive, Feb", "Drive, Mar"]


def test_our_material_must_be_there_when_an_order_takes_it() -> None:
    """Oxide arrives in February at the earliest: no magnet can be ordered in January."""
    oxide: dict[str, Any] = {
        "items": [{"item": "Magnet", "standard_cost": 5}, {"item": "Oxide", "kind": "material", "standard_cost": 1}],
        "offers": [offer("East", min_order=2, order_multiple=2), offer("North", "Oxide", transit_months=1)],
        "tolling": [{"offer": "East | Magnet", "material": "Oxide", "quantity_per_unit": 2}],
    }
    assert chosen("order", **oxide) == [
        "East | Magnet, Feb",
        "East | Magnet, Mar",
        "North | Oxide, Jan",
        "North | Oxide, Feb",
    ]
    assert chosen("place", **oxide) == ["East | Magnet, Feb", "East | Magnet, Mar"]
    assert chosen("lots", **oxide) == ["East | Magnet, Feb", "East | Magnet, Mar"]


def test_a_contract_reserves_while_it_runs_and_asks_for_payment_only_where_it_says_so() -> None:
    running = {"contract": "C", "offer": "East | Magnet", "sign_by": 1, "from_month": 1, "to_month": 7, "per_month": 1}
    assert chosen("signed", contracts=[running]) == ["C by Jan", "C by Feb"]
    assert chosen("reserved", contracts=[running]) == ["C, Feb", "C, Mar"]
    assert chosen("unpaid", contracts=[running]) == []
    binding = running | {"take_or_pay": 0.5, "signed_month": "2026-12"}
    assert chosen("signed", contracts=[binding]) == []
    assert chosen("unpaid", contracts=[binding]) == ["C, Feb", "C, Mar"]
    closed = [offer("East", to_month=1)]
    assert chosen("reserved", contracts=[binding], offers=closed) == ["C, Feb"]
    assert chosen("unpaid", contracts=[binding], offers=closed) == ["C, Feb", "C, Mar"]


def test_every_quantity_is_chosen_node_by_node_after_the_futures_part() -> None:
    dear = {"scenarios": futures("Calm", "Dear"), "events": [event("Dear", "price", 2, first=1)]}
    assert chosen("order", 2, **dear) == [
        "East | Magnet, Jan",
        "East | Magnet, Feb if Calm",
        "East | Magnet, Feb if Dear",
    ]
