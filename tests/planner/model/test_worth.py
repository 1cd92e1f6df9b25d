"""Which orders can be worth placing, and until when: what is left out never belongs to a best plan."""

from __future__ import annotations

from typing import Any

import pytest

from planner.facts.facts import Facts
from planner.facts.gather import gather
from planner.model.worth import Padding, matters, rids_of_material
from planner.scenarios.grow import grow
from planner.scenarios.tree import Tree
from tests.planner.model.stories import company, event, futures, offer

OXIDE: dict[str, Any] = {
    "items": [{"item": "Magnet", "standard_cost": 5}, {"item": "Oxide", "kind": "material", "standard_cost": 1}],
    "offers": [offer("East"), offer("North", "Oxide", transit_months=1)],
    "tolling": [{"offer": "East | Magnet", "material": "Oxide", "quantity_per_unit": 2}],
}
MAGNET, MATERIAL = 0, 1
UNUSED: dict[str, Any] = {"offers": [offer("East", "Coil")]}


def told(months: int = 3, **more: Any) -> tuple[Facts, Tree]:
    tables = {"items": [{"item": "Magnet", "standard_cost": 5}, {"item": "Coil", "standard_cost": 5}]} | more
    facts = gather(company(months, **tables))
    return facts, grow(facts)


def test_goods_that_a_product_uses_matter_as_long_as_they_can_arrive() -> None:
    assert matters(*told(), 0) == (True, 2)
    assert matters(*told(offers=[offer("East", production_months=1, transit_months=1)]), 0) == (True, 0)


def test_goods_that_nobody_uses_do_not_matter() -> None:
    assert matters(*told(**UNUSED), 0)[0] is False


def test_goods_that_only_a_redesign_uses_matter() -> None:
    row = {"redesign": "Other", "product": "Drive", "months": 0, "cost": 1}
    change = {"redesign": "Other", "item": "Magnet", "replacement": "Coil"}
    assert matters(*told(**UNUSED, redesigns=[row], redesign_changes=[change]), 0)[0] is True


def test_goods_for_an_end_use_nobody_has_do_not_matter() -> None:
    assert matters(*told(offers=[offer("East", end_uses="defence")]), 0)[0] is False


def test_shares_and_contracts_count_orders_to_the_last_month_whoever_uses_them() -> None:
    far = offer("East", "Coil", transit_months=9)
    for kind in ("max_share", "min_share"):
        assert matters(*told(offers=[far], limits=[{"limit": kind, "value": 0.5}]), 0) == (True, 2)
        of_magnets = [{"limit": kind, "value": 0.5, "item": "Magnet"}]
        assert matters(*told(offers=[far], limits=of_magnets), 0)[0] is False
    running = {"contract": "C", "offer": "East | Coil", "sign_by": 0, "from_month": 0, "to_month": 0, "per_month": 1}
    assert matters(*told(offers=[far], contracts=[running]), 0) == (True, 2)


def test_cover_counts_stock_whoever_uses_it_as_long_as_it_can_arrive() -> None:
    cover = {"limits": [{"limit": "min_cover", "value": 1, "item": "Coil"}]}
    assert matters(*told(offers=[offer("East", "Coil", transit_months=1)], **cover), 0) == (True, 1)


def test_material_matters_to_the_orders_that_take_it() -> None:
    assert matters(*told(**OXIDE), MATERIAL) == (True, 1)


@pytest.mark.parametrize(
    "more",
    [
        {"items": [OXIDE["items"][0], OXIDE["items"][1] | {"max_stock": 9}]},
        {"limits": [{"limit": "max_cover", "value": 1, "item": "Oxide"}]},
        {"limits": [{"limit": "max_stock_value", "value": 1, "penalty": 1}]},
    ],
    ids=["store", "cover", "value"],
)
def test_where_stock_of_material_is_limited_an_order_may_only_serve_to_be_rid_of_it(more: dict[str, Any]) -> None:
    facts, tree = told(**OXIDE | more)
    assert rids_of_material(facts, tree, MAGNET)
    assert matters(facts, tree, MAGNET) == (True, 2)


def test_limits_of_other_stock_are_no_reason_to_be_rid_of_material() -> None:
    facts, tree = told(**OXIDE, limits=[{"limit": "max_cover", "value": 1, "item": "Magnet"}])
    assert not rids_of_material(facts, tree, MAGNET)


def test_carrying_material_to_the_end_may_cost_more_than_an_order_that_takes_it() -> None:
    """Two oxide at 1, in store for three months: at 400 % a year they cost 2 to carry, which is the price; 390 % less.

    In the months after January there is less to save.
    """
    assert rids_of_material(*told(**OXIDE, case={"carrying_cost_rate": 4}), MAGNET)
    assert not rids_of_material(*told(**OXIDE, case={"carrying_cost_rate": 3.9}), MAGNET)
    opens_late = OXIDE | {"offers": [offer("East", from_month=1), OXIDE["offers"][1]]}
    assert not rids_of_material(*told(**opens_late, case={"carrying_cost_rate": 4}), MAGNET)
    assert rids_of_material(*told(**opens_late, case={"carrying_cost_rate": 6}), MAGNET)


def test_what_an_order_brings_and_takes_in_credit_counts_when_material_is_to_go() -> None:
    """Credited in full, a magnet brings 2 + 2 less the 2 of its oxide: the order costs nothing, any carrying is saved.

    A price that doubles makes the credit no larger: then the order costs 2.
    """
    credited = {"carrying_cost_rate": 0.01, "closing_stock_value": 1}
    oxide = OXIDE | {"offers": [offer("East"), offer("North", "Oxide", transit_months=1)]}
    assert rids_of_material(*told(**oxide, case=credited), MAGNET)
    dear = {"scenarios": futures("Dear"), "events": [event("Dear", "price", 2, 0, 1)]}
    only_then = oxide | {"offers": [offer("East", to_month=1), oxide["offers"][1]]}
    assert not rids_of_material(*told(**only_then, **dear, case=credited), MAGNET)


def test_an_order_that_takes_no_material_rids_of_none() -> None:
    assert not rids_of_material(*told(case={"carrying_cost_rate": 9}), 0)


def padding(limit: dict[str, Any], **more: Any) -> list[bool]:
    """Whether an unused unit of East's and one of North's pay for what they do for a share; in a month at 2 each."""
    facts, tree = told(1, **{"offers": [offer("East"), offer("North")], "limits": [limit]} | more)
    padded = Padding(facts, tree)
    return [padded.pays(o, 0) for o in range(2)]


def test_a_hard_share_may_need_unused_goods_of_those_that_help_it() -> None:
    assert padding({"limit": "max_share", "value": 0.5, "supplier": "East"}) == [False, True]
    assert padding({"limit": "min_share", "value": 0.5, "supplier": "East"}) == [True, False]


def test_a_soft_share_pays_for_unused_goods_where_its_penalty_on_their_weight_exceeds_their_price() -> None:
    """At least 80 % from East: an unused 2 gives back 20 % of 2 times the penalty; 5 just pays."""
    soft = {"limit": "min_share", "value": 0.8, "supplier": "East"}
    assert padding(soft | {"penalty": 5}) == [True, False]
    assert padding(soft | {"penalty": 4.9}) == [False, False]
    least = {"limit": "max_share", "value": 0.8, "supplier": "East"}
    assert padding(least | {"penalty": 1.25}) == [False, True]
    assert padding(least | {"penalty": 1.2}) == [False, False]


def test_the_closing_credit_makes_unused_goods_cheaper() -> None:
    """Worth 1 at the end, an unused unit costs 1: half the penalty will do."""
    soft = {"limit": "min_share", "value": 0.8, "supplier": "East", "penalty": 2.5}
    assert padding(soft) == [False, False]
    assert padding(soft, case={"closing_stock_value": 0.2}) == [True, False]


def test_several_shares_may_pay_for_unused_goods_together() -> None:
    half = {"limit": "min_share", "value": 0.8, "supplier": "East", "penalty": 2.5}
    assert padding(half, limits=[half, half]) == [True, False]


def test_other_limits_pay_for_no_unused_goods() -> None:
    assert padding({"limit": "min_cover", "value": 9}) == [False, False]
