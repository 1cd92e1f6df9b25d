"""Decides whether suppliers, pairs and offers are joined, converted and clipped as the case says."""

import pytest

from planner.errors import PlannerBug
from tests.planner.facts.stories import offer, small

TWO_ITEMS = [
    {"item": "Magnet", "standard_cost": 3, "mass_g": 50},
    {"item": "Ring", "standard_cost": 4},
]


def test_a_pair_is_a_supplier_and_an_item_numbered_by_its_first_offer() -> None:
    facts = small(
        items=TWO_ITEMS,
        suppliers=[{"supplier": "West", "country": "France"}, {"supplier": "East", "country": "China"}],
        offers=[
            offer("East", "Ring", offer="a"),
            offer("West", "Magnet", offer="b"),
            offer("EAST", "ring", offer="c"),
            offer("East", "Magnet", offer="d"),
        ],
    )
    assert [(pair.supplier, pair.item, pair.offers) for pair in facts.pairs] == [
        (1, 1, (0, 2)),
        (0, 0, (1,)),
        (1, 0, (3,)),
    ]
    assert [one.pair for one in facts.offers] == [0, 1, 0, 2]
    assert [one.pairs for one in facts.suppliers] == [(1,), (0, 2)]
    assert [one.pairs for one in facts.items] == [(1, 2), (0,)]


def test_money_of_an_offer_is_converted_to_case_currency() -> None:
    facts = small(
        currencies=[{"currency": "EUR", "rate": 1.25}],
        offers=[offer(currency="eur", price=8, freight=2, order_cost=100, duty_rate=0.05)],
    )
    one = facts.offers[0]
    assert (one.price, one.freight, one.order_cost, one.duty_rate) == (10, 2.5, 125, 0.05)


def test_the_case_currency_needs_no_rate() -> None:
    facts = small(case={"currency": "EUR"}, offers=[offer(currency="eur", price=8)])
    assert facts.offers[0].price == 8


def test_blank_terms_of_an_offer_bind_nothing() -> None:
    one = small(offers=[offer()]).offers[0]
    assert (one.name, one.min_order, one.multiple, one.order_cost) == ("East | Magnet", 0, None, 0)
    assert (one.qualification, one.first, one.last, one.contracts, one.tolling) == (None, 0, 3, (), ())
    assert (one.production, one.transit) == (1, 1)


def test_the_months_of_an_offer_are_clipped_and_empty_outside_the_horizon() -> None:
    facts = small(
        offers=[
            offer(offer="a", from_month=-5, to_month=2),
            offer(offer="b", from_month=3, to_month=30),
            offer(offer="c", from_month=4),
            offer(offer="d", to_month=-1),
        ]
    )
    assert [(one.first, one.last) for one in facts.offers[:2]] == [(0, 2), (3, 3)]
    assert all(one.first > one.last for one in facts.offers[2:])


def test_capacity_of_an_item_counts_its_units_and_of_a_supplier_kilograms() -> None:
    facts = small(
        items=TWO_ITEMS,
        offers=[offer(), offer(item="Ring")],
        capacity=[
            {"supplier": "East", "item": "magnet", "from_month": 2, "per_month": 70},
            {"supplier": "EAST", "item": "Magnet", "from_month": 1, "per_month": 50},
            {"supplier": "East", "from_month": -3, "per_month": 9},
        ],
    )
    assert facts.pairs[0].capacity == (0, 50, 70, 70)
    assert facts.pairs[1].capacity is None
    assert facts.suppliers[0].capacity_kg == (9, 9, 9, 9)


def test_without_rows_capacity_has_no_bound() -> None:
    facts = small()
    assert facts.pairs[0].capacity is None
    assert facts.suppliers[0].capacity_kg is None


def test_capacity_for_what_nobody_offers_is_left_alone() -> None:
    facts = small(items=TWO_ITEMS, capacity=[{"supplier": "East", "item": "Ring", "from_month": 0, "per_month": 5}])
    assert len(facts.pairs) == 1


def test_cap_and_past_hold_for_the_pair() -> None:
    facts = small(
        offers=[
            offer(offer="a"),
            offer(offer="b", max_12_months=600, ordered_before=120),
            offer(offer="c", max_12_months=600, ordered_before=120),
        ]
    )
    assert (facts.pairs[0].max_12_months, facts.pairs[0].ordered_before) == (600, 120)
    differing = small(offers=[offer(offer="a", max_12_months=600), offer(offer="b", max_12_months=500)])
    assert differing.pairs[0].max_12_months == 500
    assert (small().pairs[0].max_12_months, small().pairs[0].ordered_before) == (None, 0)


def test_only_granted_licences_for_offered_pairs_count() -> None:
    row = {"supplier": "east", "item": "MAGNET", "quantity": 10, "from_month": -2, "to_month": 8}
    facts = small(
        items=TWO_ITEMS,
        licences=[
            row | {"licence": "asked", "status": "applied"},
            row | {"licence": "first"},
            row | {"licence": "idle", "item": "Ring"},
            row | {"licence": "second", "status": "granted", "quantity": 5},
        ],
    )
    assert [(one.name, one.pair, one.quantity, one.first, one.last) for one in facts.licences] == [
        ("first", 0, 10, -2, 8),
        ("second", 0, 5, -2, 8),
    ]
    assert facts.pairs[0].licences == (0, 1)


def test_a_contract_pays_its_own_price_or_the_offers_in_case_currency() -> None:
    row = {"offer": "EAST | magnet", "sign_by": 1, "from_month": 2, "to_month": 9, "per_month": 5}
    facts = small(
        currencies=[{"currency": "EUR", "rate": 1.25}],
        offers=[offer(currency="EUR", price=8)],
        contracts=[
            row | {"contract": "dear"},
            row | {"contract": "free", "price": 0, "take_or_pay": 0.5, "fee": 7, "signed_month": -1, "sign_by": -1},
        ],
    )
    dear, free = facts.contracts
    assert (dear.price, dear.offer, dear.sign_by, dear.first, dear.last) == (10, 0, 1, 2, 9)
    assert (dear.take_or_pay, dear.fee, dear.signed, dear.per_month) == (0, 0, False, 5)
    assert (free.price, free.take_or_pay, free.fee, free.signed, free.sign_by) == (0, 0.5, 7, True, -1)
    assert facts.offers[0].contracts == (0, 1)


def test_a_qualification_knows_its_offers_and_when_it_may_start() -> None:
    facts = small(
        offers=[
            offer(offer="a", qualification="approval"),
            offer(offer="b"),
            offer(offer="c", qualification="APPROVAL"),
        ],
        qualifications=[
            {"qualification": "Approval", "months": 6, "cost": 100, "earliest_month": 2},
            {"qualification": "Running", "months": 6, "cost": 100, "earliest_month": -2, "started_month": -4},
            {"qualification": "Late", "months": 6, "cost": 100, "earliest_month": 40},
        ],
    )
    approval, running, late = facts.qualifications
    assert (approval.earliest, approval.started, approval.offers) == (2, None, (0, 2))
    assert (running.earliest, running.started, running.offers) == (0, -4, ())
    assert late.earliest == 40
    assert [one.qualification for one in facts.offers] == [0, None, 0]


def test_countries_are_shown_as_first_written() -> None:
    facts = small(
        suppliers=[
            {"supplier": "East", "country": "China"},
            {"supplier": "North", "country": "CHINA", "feed_country": "china", "feed_share": 1},
        ]
    )
    assert [(one.country, one.feed_country, one.feed_share) for one in facts.suppliers] == [
        ("China", None, 0),
        ("China", "China", 1),
    ]


def test_an_offer_of_an_item_that_does_not_exist_is_a_fault_once_the_checks_have_passed() -> None:
    with pytest.raises(PlannerBug, match="no item 'Nothing'"):
        small(offers=[offer(item="Nothing")])
