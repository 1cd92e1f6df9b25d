"""Decides that shares of origin and single sources are those one can see in the tables."""

from __future__ import annotations

from typing import Any

import pytest

from planner.facts.gather import gather
from planner.insight.provenance import provenance
from planner.insight.shares import By, Share, SingleSource, shares, single_sources
from planner.tables.case import Case
from tests.planner.insight.stories import company, rows

APPROVED = [row | {"qualification": None} for row in rows("offers")]


def told(story: Case, by: By, product: int | None = None) -> dict[str | None, Share]:
    facts = gather(story)
    return {one.name: one for one in shares(facts, provenance(story, facts), by, product)}


def half_narva(**more: Any) -> Case:
    """40 of the 80 Strong from each supplier."""
    capacity = [{"supplier": "Ganzhou", "item": "Strong", "from_month": 0, "per_month": 40 / 3}]
    return company(offers=APPROVED, capacity=capacity, **more)


def test_shares_are_by_magnet_mass_and_by_value() -> None:
    found = told(half_narva(), By.MAGNET_COUNTRY)
    assert found["Estonia"].kg == pytest.approx(40 * 0.05)
    assert found["Estonia"].share == pytest.approx(2.0 / (4.0 + 0.8))
    assert found["Estonia"].value_share == pytest.approx(160 / (320 + 80))
    assert sum(one.share for one in found.values()) == pytest.approx(1)


def test_a_feed_share_leaves_the_rest_not_known() -> None:
    found = told(half_narva(), By.FEED_COUNTRY, product=0)
    assert {name: one.share for name, one in found.items()} == pytest.approx(
        {"China": 0.5, "Australia": 0.3, None: 0.2}
    )


def test_what_is_on_hand_has_no_supplier_and_its_own_origin() -> None:
    story = company(stock=[{"item": "Plain", "quantity": 80, "origin": "Japan"}])
    assert told(story, By.SUPPLIER, product=1)[None].share == 1
    assert told(story, By.MAGNET_COUNTRY, product=1)["Japan"].share == 1


def test_what_nothing_covers_is_a_share_of_its_own() -> None:
    (nothing,) = told(company(offers=rows("offers")[1:]), By.SUPPLIER, product=0).values()
    assert (nothing.name, nothing.covered, nothing.share) == (None, False, 1)


def test_one_approved_supplier_is_a_single_source_with_its_way_out() -> None:
    found = {one.item: one for one in single_sources(gather(company()))}
    assert found["Strong"] == SingleSource("Strong", "Ganzhou", "China", ("Drive",), ("Ganzhou",), ("Narva approval",))
    assert found["Plain"].waiting == ()


def test_two_approved_countries_are_no_single_source() -> None:
    assert [one.item for one in single_sources(gather(company(offers=APPROVED)))] == ["Plain"]


def test_two_suppliers_of_one_country_are_a_single_country() -> None:
    suppliers = rows("suppliers", Narva={"country": "China"})
    found = single_sources(gather(company(offers=APPROVED, suppliers=suppliers)))
    assert (found[0].supplier, found[0].country, found[0].suppliers) == (None, "China", ("Ganzhou", "Narva"))


def test_an_item_without_any_approved_source_is_told() -> None:
    found = single_sources(gather(company(offers=rows("offers")[1:])))
    assert (found[0].supplier, found[0].country, found[0].waiting) == (None, None, ("Narva approval",))


def test_a_product_that_may_not_use_a_country_has_a_row_of_its_own() -> None:
    bill = rows("bill_of_materials", {"parent": "Pump", "component": "Strong", "quantity": 1})
    products = rows("products", Drive={"excluded_origins": "China"})
    story = company(offers=APPROVED, products=products, bill_of_materials=bill)
    strong = [one for one in single_sources(gather(story)) if one.item == "Strong"]
    assert [(one.supplier, one.products) for one in strong] == [("Narva", ("Drive",))]


def test_what_nobody_wants_is_no_single_source() -> None:
    assert single_sources(gather(company(demand={"Drive": [0, 0], "Pump": [0, 0]}))) == ()
