"""Decides that contribution hangs on what is still to come, by the item that is short first, and who earns most."""

from __future__ import annotations

import pytest

from planner.insight.at_risk import AtRisk, Hazard
from planner.insight.exposure import exposure
from planner.reference.library import Library, load
from planner.tables.case import Case
from tests.planner.insight.stories import company, rows


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


def told(story: Case, library: Library) -> dict[tuple[Hazard, str], AtRisk]:
    return {(one.hazard, one.name): one for one in exposure(story, library=library).at_risk}


def test_contribution_is_shortage_cost_times_demand(library: Library) -> None:
    found = told(company(), library)[Hazard.SUPPLIER, "Ganzhou"]
    assert found.contribution == 40 * 100 + 80 * 30
    assert found.share == 1
    assert [(one.product, one.contribution) for one in found.products] == [("Drive", 4000), ("Pump", 2400)]


def test_goods_on_hand_and_on_their_way_hang_on_nobody(library: Library) -> None:
    story = company(
        stock=[{"item": "Strong", "quantity": 20}],
        open_orders=[{"supplier": "Ganzhou", "item": "Strong", "quantity": 20, "ready_month": 0, "arrival_month": 0}],
    )
    (drive,) = (one for one in told(story, library)[Hazard.COUNTRY, "China"].products if one.product == "Drive")
    assert (drive.item, drive.part, drive.contribution) == ("Strong", 0.5, 2000)


def test_the_item_with_the_largest_part_decides(library: Library) -> None:
    bill = rows("bill_of_materials", {"parent": "Drive", "component": "Plain", "quantity": 1})
    story = company(bill_of_materials=bill, stock=[{"item": "Strong", "quantity": 60}])
    (drive,) = (one for one in told(story, library)[Hazard.SUPPLIER, "Ganzhou"].products if one.product == "Drive")
    assert (drive.item, drive.part) == ("Plain", 1)


def test_a_feed_country_counts_with_its_share(library: Library) -> None:
    offers = [rows("offers")[2] | {"qualification": None}, rows("offers")[1]]
    found = told(company(offers=offers), library)
    assert found[Hazard.FEED, "Australia"].contribution == pytest.approx(0.6 * 4000)
    assert found[Hazard.COUNTRY, "Estonia"].contribution == 4000


def test_an_element_holds_all_products_with_it(library: Library) -> None:
    found = told(company(), library)
    assert found[Hazard.ELEMENT, "Dy"].contribution == 4000
    assert found[Hazard.ELEMENT, "Nd"].contribution == 6400


def test_a_licence_rule_holds_only_what_comes_from_where_it_binds(library: Library) -> None:
    assert told(company(), library)[Hazard.LICENCE, "ndfeb_dy_tb"].contribution == 4000
    offers = [rows("offers")[2] | {"qualification": None}, rows("offers")[1]]
    assert (Hazard.LICENCE, "ndfeb_dy_tb") not in told(company(offers=offers), library)


def test_a_rule_that_may_be_suspended_holds_nothing_yet(library: Library) -> None:
    suppliers = rows("suppliers", Narva={"feed_country": "China", "feed_share": 1})
    offers = [rows("offers")[2] | {"qualification": None}, rows("offers")[1]]
    found = told(company(offers=offers, suppliers=suppliers), library)
    assert (Hazard.LICENCE, "foreign_content") not in found


def test_a_gram_goes_first_where_it_earns_most(library: Library) -> None:
    bill = rows("bill_of_materials", {"parent": "Pump", "component": "Strong", "quantity": 1})
    story = company(bill_of_materials=bill)
    found = [one for one in exposure(story, library=library).priorities if one.element == "Dy"]
    # Drive: 100 for 2 g; Pump: 30 for 1 g.
    assert [(one.product, one.per_gram) for one in found] == [("Drive", 50), ("Pump", 30)]
