"""Decides from where planned need is served: stock, orders, approved offers by price, each as far as it goes."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest

from planner.facts.gather import gather
from planner.insight.provenance import Kind, provenance
from planner.tables.case import Case
from tests.planner.insight.stories import TABLES, company, rows

APPROVED = [*rows("offers")[:2], rows("offers")[2] | {"qualification": None}]


def served(told: Case, item: str = "Strong") -> dict[tuple[str, str, str | None], float]:
    """Units by product, kind and supplier."""
    facts = gather(told)
    found: dict[tuple[str, str, str | None], float] = defaultdict(float)
    for one in provenance(told, facts):
        if facts.items[one.item].name == item:
            supplier = None if one.supplier is None else facts.suppliers[one.supplier].name
            found[facts.products[one.product].name, one.kind.name, supplier] += one.units
    return dict(found)


def test_stock_goes_first_then_orders_then_the_approved_offer() -> None:
    told = company(
        stock=[{"item": "Strong", "quantity": 30, "origin": "China"}],
        open_orders=[
            {"supplier": "Ganzhou", "item": "Strong", "quantity": 8, "ready_month": 0, "arrival_month": 1},
            {"supplier": "Ganzhou", "item": "Strong", "quantity": 5, "ready_month": 1},
        ],
    )
    assert served(told) == {
        ("Drive", "STOCK", None): 30,
        ("Drive", "LEFT", "Ganzhou"): 8,
        ("Drive", "ORDERED", "Ganzhou"): 5,
        ("Drive", "OFFER", "Ganzhou"): 37,
    }


def test_stock_counts_only_as_far_as_it_is_needed() -> None:
    assert served(company(stock=[{"item": "Strong", "quantity": 500}])) == {("Drive", "STOCK", None): 80}


def test_an_order_that_arrives_after_the_horizon_serves_nobody() -> None:
    order = {"supplier": "Ganzhou", "item": "Strong", "quantity": 8, "ready_month": 3}
    assert served(company(open_orders=[order])) == {("Drive", "OFFER", "Ganzhou"): 80}


def test_what_is_not_approved_serves_nobody() -> None:
    assert served(company(offers=rows("offers")[2:])) == {("Drive", "NOTHING", None): 80}


def test_a_qualification_under_way_counts_as_approved() -> None:
    approval = rows("qualifications", **{"Narva approval": {"started_month": -1}})
    told = company(offers=rows("offers")[2:], qualifications=approval)
    assert served(told) == {("Drive", "OFFER", "Narva"): 80}


def test_the_cheapest_landed_source_is_asked_first_and_the_next_for_the_rest() -> None:
    capacity = [{"supplier": "Ganzhou", "item": "Strong", "from_month": 0, "per_month": 12}]
    told = company(offers=APPROVED, capacity=capacity)
    # Orders of month 0 can leave from month 1 on: three months at 12.
    assert served(told) == {("Drive", "OFFER", "Ganzhou"): 36, ("Drive", "OFFER", "Narva"): 44}
    dear = [APPROVED[0] | {"duty_rate": 0.6}, *APPROVED[1:]]
    assert served(company(offers=dear)) == {("Drive", "OFFER", "Narva"): 80}


def test_a_cap_for_12_months_is_spread_over_the_horizon() -> None:
    capped = [APPROVED[0] | {"max_12_months": 120}, *APPROVED[1:]]
    assert served(company(offers=capped)) == {("Drive", "OFFER", "Ganzhou"): 40, ("Drive", "OFFER", "Narva"): 40}


def test_who_shares_a_bound_in_kg_gets_the_same_share_of_it() -> None:
    # Ganzhou may let 0.8 kg leave over the horizon; asked are 80 * 50 g + 80 * 10 g = 4.8 kg.
    told = company(capacity=[{"supplier": "Ganzhou", "from_month": 0, "per_month": 0.2}])
    assert served(told)["Drive", "OFFER", "Ganzhou"] == pytest.approx(80 / 6)
    assert served(told, "Plain")["Pump", "OFFER", "Ganzhou"] == pytest.approx(80 / 6)
    assert served(told)["Drive", "NOTHING", None] == pytest.approx(80 - 80 / 6)


def test_two_products_share_short_stock_by_their_need() -> None:
    bill = rows("bill_of_materials", {"parent": "Pump", "component": "Strong", "quantity": 1})
    told = company(bill_of_materials=bill, stock=[{"item": "Strong", "quantity": 40}])
    assert served(told)["Drive", "STOCK", None] == served(told)["Pump", "STOCK", None] == 20


def test_goods_a_product_may_not_contain_leave_the_others_to_it() -> None:
    bill = rows("bill_of_materials", {"parent": "Pump", "component": "Strong", "quantity": 4})
    stock = [
        {"item": "Strong", "quantity": 60, "origin": "Japan"},
        {"item": "Strong", "quantity": 100, "origin": "China"},
    ]
    told = company(products=rows("products", Drive={"excluded_origins": "China"}), bill_of_materials=bill, stock=stock)
    found = served(told)
    assert (found["Drive", "STOCK", None], found["Pump", "STOCK", None]) == (60, 100)
    assert ("Drive", "OFFER", "Ganzhou") not in found
    assert found["Drive", "NOTHING", None] == 20


def test_every_need_is_accounted_for_to_the_last_unit() -> None:
    told = company(stock=[{"item": "Plain", "quantity": 3.3}], capacity=_thin())
    facts = gather(told)
    total: dict[int, float] = defaultdict(float)
    for one in provenance(told, facts):
        total[one.item] += one.units
    assert total == pytest.approx({0: 80, 1: 80})
    assert any(one.kind is Kind.NOTHING for one in provenance(told, facts))


def _thin() -> list[dict[str, Any]]:
    return [{"supplier": "Ganzhou", "item": item["item"], "from_month": 0, "per_month": 1} for item in TABLES["items"]]
