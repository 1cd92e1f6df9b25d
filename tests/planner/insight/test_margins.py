"""Decides that what one more of something is worth agrees with planning again with one more of it."""

from __future__ import annotations

from typing import Any

import pytest

from planner.events import Stopped, never
from planner.insight.about import everything
from planner.insight.asking import Asking
from planner.insight.margins import Margin, Of, Source, a_month_faster, a_point_more, binding, margins
from planner.plan.actions import Deed, actions
from planner.solve.chosen import Freedom
from planner.steps import plan
from planner.tables.case import Case
from tests.builders import case
from tests.planner.insight.asked import EXACT, asking
from tests.planner.insight.test_baselines import halt


def steady(**more: Any) -> Case:
    """Ten drives a month for four months, a hundred grams of magnet each; it costs 10, keeping it 2 a month, and a
    drive not delivered 100."""
    tables: dict[str, Any] = {
        "case": {"carrying_cost_rate": 2.4},
        "products": [{"product": "Drive", "shortage_cost": 100}],
        "demand": {"Drive": [10] * 4},
        "bill_of_materials": [{"parent": "Drive", "component": "Magnet", "quantity": 1}],
        "items": [{"item": "Magnet", "standard_cost": 10, "mass_g": 100}],
        "suppliers": [{"supplier": "Ganzhou", "country": "China"}],
        "offers": [offer()],
    }
    return case(**tables | more)


def offer(**more: Any) -> dict[str, Any]:
    row = {"supplier": "Ganzhou", "item": "Magnet", "price": 10, "production_months": 0, "transit_months": 0}
    return row | more


def capacity(per_month: float, item: str | None = "Magnet") -> list[dict[str, Any]]:
    return [{"supplier": "Ganzhou", "item": item, "from_month": 0, "per_month": per_month}]


def slowed(value: float, first: int = 1, last: int = 2) -> dict[str, Any]:
    """Only a share may leave in some months, for certain."""
    event = {"scenario": "slow", "effect": "availability", "value": value, "country": "China"}
    return {
        "scenarios": [{"scenario": "slow", "probability": 1}],
        "events": [event | {"from_month": first, "to_month": last}],
    }


def cost(told: Case) -> float:
    found = plan(told, EXACT).plan
    assert found is not None
    return found.objective


def the(kind: Of, told: Case) -> Margin:
    (one,) = [each for each in margins(asking(told)) if each.of is kind]
    return one


def test_a_unit_of_capacity_a_month_saves_a_shortage_every_month(freedom: Freedom) -> None:
    del freedom
    one = the(Of.CAPACITY, steady(capacity=capacity(8)))
    assert one.saves.value == pytest.approx(4 * (100 - 10))
    assert one.saves.value == pytest.approx(cost(steady(capacity=capacity(8))) - cost(steady(capacity=capacity(9))))
    assert (one.supplier, one.item, one.source) == ("Ganzhou", "Magnet", Source.DUALS)
    assert one.binds_from is not None and one.binds_to is not None
    assert (one.binds_from.words(), one.binds_to.words()) == ("Jan 2027", "Apr 2027")
    assert one.a_hundredth == pytest.approx(0.08 * 360)


def test_where_all_starts_are_held_what_binds_is_read_off_what_all_else_is_compared_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The same as with orders as placed, as no order has a least quantity; its source says that they were free."""
    monkeypatch.setattr("planner.solve.whatif.SMALL_ENOUGH", -1)
    monkeypatch.setattr("planner.solve.whatif.STARTS_FREE", -1)
    ask = asking(steady(capacity=capacity(8)))
    (one,) = margins(ask, everything(ask.facts))
    assert one.saves.value == pytest.approx(4 * (100 - 10))
    assert one.source is Source.LOOSE_DUALS
    assert ask.own().known
    late = Asking(ask.case, ask.plan, EXACT, stopping=never, seconds=0.0)
    assert margins(late, everything(late.facts)) == ()
    assert not late.own().known


def test_capacity_that_suffices_is_worth_nothing() -> None:
    assert margins(asking(steady(capacity=capacity(11)))) == ()


def test_a_kilogram_of_capacity_a_month_is_ten_magnets() -> None:
    one = the(Of.SUPPLIER_CAPACITY, steady(capacity=capacity(0.8, None)))
    assert one.saves.value == pytest.approx(10 * 4 * (100 - 10))
    assert (one.supplier, one.item) == ("Ganzhou", None)
    less, more = cost(steady(capacity=capacity(0.8, None))), cost(steady(capacity=capacity(0.9, None)))
    assert one.saves.value == pytest.approx((less - more) / 0.1)


def test_a_point_of_licence_share_saves_the_carrying_of_what_is_bought_ahead(freedom: Freedom) -> None:
    """Half of 16 may leave in the second and third month, so two are kept for one month and two for two."""
    told = steady(capacity=capacity(16), **slowed(0.5))
    one = the(Of.LICENCE_SHARE, told)
    again = a_point_more(asking(told), 0)
    assert one.saves.value == pytest.approx(0.16 * 2 + 0.16 * 4)
    assert again.saves.value == pytest.approx(one.saves.value)
    assert (one.source, again.source) == (Source.DUALS, Source.SOLVED_AGAIN)
    assert again.freedom is freedom
    assert again.saves.value == pytest.approx(cost(told) - cost(steady(capacity=capacity(16), **slowed(0.51))))


def test_where_nothing_may_leave_only_solving_again_knows_what_a_point_is_worth() -> None:
    """Six can be bought ahead of the twenty that two stopped months need; a point brings 0.16 a month."""
    told = steady(capacity=capacity(16), **slowed(0.0))
    assert [one for one in margins(asking(told)) if one.of is Of.LICENCE_SHARE] == []
    assert a_point_more(asking(told), 0).saves.value == pytest.approx(2 * 0.16 * (100 - 10), rel=0.01)


def test_a_point_is_worth_nothing_where_all_may_leave() -> None:
    assert a_point_more(asking(steady(capacity=capacity(8))), 0).saves.value == pytest.approx(0)


def test_one_more_in_twelve_months_saves_one_shortage() -> None:
    one = the(Of.YEAR, steady(offers=[offer(max_12_months=30)]))
    assert one.saves.value == pytest.approx(90)
    assert one.a_hundredth == pytest.approx(0.3 * 90)


def test_room_for_one_more_saves_a_shortage_and_costs_its_carrying() -> None:
    items = [{"item": "Magnet", "standard_cost": 10, "mass_g": 100, "max_stock": 5}]
    one = the(Of.STORE, steady(items=items, **slowed(0.0, 3, 3)))
    assert one.saves.value == pytest.approx(90 - 2)
    assert (one.item, one.supplier) == ("Magnet", None)


def test_one_more_to_spend_each_month_buys_a_tenth_of_a_magnet() -> None:
    one = the(Of.LIMIT, steady(limits=[{"limit": "budget", "value": 80}]))
    assert one.saves.value == pytest.approx(4 * 0.1 * 90)
    assert one.name == "at most 80 USD committed in a month"


def test_one_more_under_a_licence_in_hand_gets_through_a_halt() -> None:
    licence = {"licence": "L1", "supplier": "Ganzhou", "item": "Magnet", "quantity": 5, "from_month": 3, "to_month": 3}
    items = [{"item": "Magnet", "standard_cost": 10, "mass_g": 100, "max_stock": 0}]
    told = steady(items=items, licences=[licence], **slowed(0.0, 3, 3))
    one = the(Of.LICENCE, told)
    assert one.saves.value == pytest.approx(90)
    assert one.name == "L1"


def test_a_month_faster_production_saves_the_month_that_nothing_could_be_built(freedom: Freedom) -> None:
    told = asking(steady(offers=[offer(production_months=2)]))
    one = a_month_faster(told, actions(told.plan)[0])
    assert one is not None
    assert one.saves.value == pytest.approx(10 * (100 - 10))
    assert (one.supplier, one.name, one.source, one.freedom) == ("Ganzhou", None, Source.SOLVED_AGAIN, freedom)


def test_a_month_faster_approval_saves_a_month_of_bridging_stock(freedom: Freedom) -> None:
    """Ten fewer magnets to carry: 520 when nothing happens, 680 when the licences stop, instead of 560 and 700."""
    del freedom
    told = asking(halt())
    one = a_month_faster(told, actions(told.plan)[0])
    assert one is not None
    assert one.saves.value == pytest.approx(630 - (520 + 680) / 2)
    assert one.name == "Narva approval"


def test_where_there_is_no_month_to_save_none_is_offered() -> None:
    told = asking(steady())
    assert a_month_faster(told, actions(told.plan)[0]) is None


def test_an_action_has_to_do_with_the_bounds_of_its_items_alone() -> None:
    two = steady(
        products=[{"product": "Drive", "shortage_cost": 100}, {"product": "Pump", "shortage_cost": 50}],
        demand={"Drive": [10] * 4, "Pump": [10] * 4},
        bill_of_materials=[
            {"parent": "Drive", "component": "Magnet", "quantity": 1},
            {"parent": "Pump", "component": "Ring", "quantity": 1},
        ],
        items=[{"item": "Magnet", "standard_cost": 10}, {"item": "Ring", "standard_cost": 10}],
        suppliers=[{"supplier": "Ganzhou", "country": "China"}, {"supplier": "Narva", "country": "Estonia"}],
        offers=[offer(), offer(supplier="Narva", item="Ring")],
        capacity=[
            {"supplier": "Ganzhou", "item": "Magnet", "from_month": 0, "per_month": 8},
            {"supplier": "Narva", "item": "Ring", "from_month": 0, "per_month": 1},
        ],
    )
    ask = asking(two)
    found = margins(ask)
    assert [one.item for one in found] == ["Magnet", "Ring"]
    order = next(one for one in actions(ask.plan) if one.deed is Deed.ORDER and one.name == "Narva")
    assert [one.item for one in binding(ask.facts, order, found)] == ["Ring"]


def test_it_stops_when_asked() -> None:
    told = asking(steady(capacity=capacity(8)))
    with pytest.raises(Stopped):
        margins(Asking(told.case, told.plan, EXACT, stopping=lambda: True, seconds=60.0))
    assert Asking(told.case, told.plan, EXACT, stopping=never, seconds=60.0).own().duals() is not None
