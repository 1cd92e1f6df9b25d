"""Claims about strong words: what a finding calls impossible is infeasible, and what none calls so can be planned."""

from __future__ import annotations

from typing import Any

import pytest

from planner.checks.run import check
from planner.planning import plan
from planner.solve.outcome import Status
from tests.planner.checks.story import item, offer, sound

HELD = [{"item": "Magnet", "quantity": 31, "origin": "Japan"}]
LEFT = {"supplier": "East", "item": "Magnet", "quantity": 50, "ready_month": -1, "arrival_month": 3}

IMPOSSIBLE: dict[str, dict[str, Any]] = {
    "limits_clash": {
        "limits": [
            {"limit": "min_cover", "value": 2, "from_month": 2},
            {"limit": "max_cover", "value": 1.5, "from_month": 2},
        ]
    },
    "cover_above_store": {
        "items": [item("Magnet", max_stock=19)],
        "limits": [{"limit": "min_cover", "value": 2, "from_month": 2}],
    },
    "cover_out_of_reach": {"limits": [{"limit": "min_cover", "value": 1}]},
    "fill_out_of_reach": {"limits": [{"limit": "min_fill", "value": 0.9}]},
    "stock_above_limit": {"limits": [{"limit": "max_cover", "value": 2}], "stock": HELD},
    "store_overflows": {"items": [item("Magnet", max_stock=31)], "stock": HELD, "open_orders": [LEFT]},
}

POSSIBLE: dict[str, dict[str, Any]] = {
    "limits_clash": {
        "limits": [
            {"limit": "min_cover", "value": 1.5, "from_month": 2},
            {"limit": "max_cover", "value": 1.5, "from_month": 2},
        ]
    },
    "cover_above_store": {
        "items": [item("Magnet", max_stock=20)],
        "limits": [{"limit": "min_cover", "value": 2, "from_month": 2}],
    },
    "cover_out_of_reach": {"limits": [{"limit": "min_cover", "value": 1, "from_month": 1}]},
    "fill_out_of_reach": {"limits": [{"limit": "min_fill", "value": 0.83}]},
    "stock_above_limit": {"limits": [{"limit": "max_cover", "value": 2.1}], "stock": HELD},
    "store_overflows": {"items": [item("Magnet", max_stock=41)], "stock": HELD, "open_orders": [LEFT]},
}


@pytest.mark.parametrize("rule", IMPOSSIBLE)
def test_what_a_finding_calls_impossible_is_infeasible(rule) -> None:
    case = sound(**IMPOSSIBLE[rule])
    assert rule in [finding.rule for finding in check(case)]
    assert plan(case).status is Status.INFEASIBLE


@pytest.mark.parametrize("rule", POSSIBLE)
def test_what_no_finding_calls_impossible_is_planned(rule) -> None:
    case = sound(**POSSIBLE[rule])
    assert rule not in [finding.rule for finding in check(case)]
    assert plan(case).status is Status.PROVEN


def test_a_source_that_cannot_help_is_never_ordered_from() -> None:
    case = sound(offers=[offer("East", price=1, production_months=5), offer("West", price=12)])
    assert "offer_too_late" in [finding.rule for finding in check(case)]
    planned = plan(case).plan
    assert planned is not None
    assert {order.supplier for order in planned.orders} == {"West"}
