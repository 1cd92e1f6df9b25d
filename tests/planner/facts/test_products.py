"""Decides whether products, designs and what they need follow from the case."""

import pytest

from planner.facts.facts import NO_REDESIGN
from tests.planner.facts.stories import product, small

TWO_ITEMS = [{"item": "Magnet", "standard_cost": 3}, {"item": "Ring", "standard_cost": 4}]


def test_demand_is_laid_out_by_month_and_months_outside_the_horizon_are_left_alone() -> None:
    rows = [
        {"product": name, "month": month, "quantity": quantity}
        for name in ("drive", "Pump", "Rail")
        for month, quantity in ((-1, 99), (0, 1), (2, 3), (1, 2), (3, 4), (4, 99))
    ]
    facts = small(case={"months": 4}, demand=rows)
    assert facts.products[0].demand == (1, 2, 3, 4)


def test_need_is_planned_demand_times_base_use() -> None:
    facts = small(
        items=TWO_ITEMS,
        bill_of_materials=[
            {"parent": "Drive", "component": "Magnet", "quantity": 9, "scrap_rate": 0.1},
            {"parent": "Rail", "component": "Magnet", "quantity": 2},
        ],
        redesigns=[{"redesign": "Lean", "product": "Drive", "months": 1, "cost": 1}],
        redesign_changes=[{"redesign": "Lean", "item": "Magnet", "replacement": "Ring"}],
    )
    assert facts.items[0].need == pytest.approx((102, 104, 106, 108))
    assert facts.items[1].need == (0, 0, 0, 0)


def test_designs_begin_with_the_base_and_follow_the_order_of_the_case() -> None:
    row = {"months": 1, "cost": 1}
    facts = small(
        items=TWO_ITEMS,
        redesigns=[
            row | {"redesign": "Pump lean", "product": "PUMP", "unit_cost": -2},
            row | {"redesign": "Drive lean", "product": "Drive"},
            row | {"redesign": "Pump none", "product": "Pump"},
        ],
        redesign_changes=[
            {"redesign": "PUMP LEAN", "item": "magnet", "replacement": "ring", "ratio": 0.5},
            {"redesign": "Drive lean", "item": "Magnet", "replacement": "Ring"},
            {"redesign": "Pump none", "item": "Magnet"},
        ],
    )
    assert [(one.product, one.redesign, one.name, one.unit_cost, one.use) for one in facts.designs] == [
        (0, None, NO_REDESIGN, 0, ((0, 1),)),
        (0, 1, "Drive lean", 0, ((1, 1),)),
        (1, None, NO_REDESIGN, 0, ((0, 1),)),
        (1, 0, "Pump lean", -2, ((1, 0.5),)),
        (1, 2, "Pump none", 0, ()),
        (2, None, NO_REDESIGN, 0, ((0, 1),)),
    ]
    assert [one.designs for one in facts.products] == [(0, 1), (2, 3, 4), (5,)]
    assert [(one.product, one.design) for one in facts.redesigns] == [(1, 3), (0, 1), (1, 4)]


def test_a_redesigned_component_leaves_the_products_that_contain_it_alone() -> None:
    facts = small(
        items=TWO_ITEMS,
        bill_of_materials=[
            {"parent": "Drive", "component": "Magnet", "quantity": 2},
            {"parent": "Pump", "component": "Drive", "quantity": 3},
        ],
        redesigns=[{"redesign": "Lean", "product": "Drive", "months": 1, "cost": 1}],
        redesign_changes=[{"redesign": "Lean", "item": "Magnet", "replacement": "Ring"}],
    )
    assert [one.use for one in facts.designs if one.product == 1] == [((0, 6),)]


def test_a_redesign_may_be_running_already_or_have_to_wait() -> None:
    row = {"product": "Drive", "months": 5, "cost": 70}
    facts = small(
        redesigns=[
            row | {"redesign": "running", "started_month": -3},
            row | {"redesign": "later", "earliest_month": 2},
            row | {"redesign": "never", "earliest_month": 90},
        ]
    )
    assert [(one.earliest, one.started, one.months, one.cost) for one in facts.redesigns] == [
        (0, -3, 5, 70),
        (2, None, 5, 70),
        (90, None, 5, 70),
    ]


def test_a_blank_backorder_cost_is_not_a_free_one() -> None:
    rows = [product("Drive"), product("Pump") | {"backorder_cost": 0}, product("Rail") | {"backorder_cost": 4}]
    assert [one.backorder_cost for one in small(products=rows).products] == [None, 0, 4]


def test_end_uses_and_origins_are_shown_as_first_written() -> None:
    rows = [product("Drive", "Automotive", "China"), product("Pump", "AUTOMOTIVE", "CHINA;Japan"), product("Rail")]
    facts = small(products=rows, suppliers=[{"supplier": "East", "country": "japan"}])
    assert [one.end_use for one in facts.products] == ["Automotive", "Automotive", None]
    assert [one.excluded_origins for one in facts.products] == [("China",), ("China", "Japan"), ()]
    assert facts.suppliers[0].country == "Japan"
