"""Decides whether everything gathered points to where it should, whatever the case, and soon."""

from __future__ import annotations

import time

from hypothesis import given, settings

from planner.facts.gather import gather
from planner.tables.case import Case
from tests.budget import examples
from tests.builders import case
from tests.planner.at_random import cases


@settings(max_examples=examples(300))
@given(cases)
def test_every_list_of_numbers_agrees_with_what_it_lists(made: Case) -> None:
    facts = gather(made)
    for number, pair in enumerate(facts.pairs):
        assert [n for n, one in enumerate(facts.offers) if one.pair == number] == list(pair.offers)
        assert [n for n, one in enumerate(facts.lanes) if one.pair == number] == list(pair.lanes)
        assert number in facts.items[pair.item].pairs
        assert number in facts.suppliers[pair.supplier].pairs
        assert facts.lanes[pair.lanes[-1]].end_use is None
    for number, offer in enumerate(facts.offers):
        assert [n for n, part in enumerate(facts.parts) if part.offer == number] == list(offer.parts)
        assert (offer.supplier, offer.item) == (facts.pairs[offer.pair].supplier, facts.pairs[offer.pair].item)
        assert offer.parts
    for number, item in enumerate(facts.items):
        assert [n for n, pool in enumerate(facts.pools) if pool.item == number] == list(item.pools)
        assert item.pools
        assert len(item.need) == facts.months
    for part in facts.parts:
        assert facts.pools[part.pool].item == facts.offers[part.offer].item
        assert facts.lanes[part.lane].pair == facts.offers[part.offer].pair


@settings(max_examples=examples(300))
@given(cases)
def test_pools_of_an_item_differ_and_hold_its_users_only(made: Case) -> None:
    facts = gather(made)
    assert len({(pool.item, pool.products) for pool in facts.pools}) == len(facts.pools)
    users = [
        {facts.designs[d].product for d in range(len(facts.designs)) if i in dict(facts.designs[d].use)}
        for i in range(len(facts.items))
    ]
    for pool in facts.pools:
        assert set(pool.products) <= users[pool.item]
        assert list(pool.products) == sorted(pool.products)
        assert pool.name == ";".join(facts.products[product].name for product in pool.products)


@settings(max_examples=examples(300))
@given(cases)
def test_lanes_of_an_offer_share_its_products_without_overlap(made: Case) -> None:
    facts = gather(made)
    for offer in facts.offers:
        served = [product for part in offer.parts for product in facts.pools[facts.parts[part].pool].products]
        assert len(served) == len(set(served))


@settings(max_examples=examples(100))
@given(cases)
def test_no_opening_stock_is_lost(made: Case) -> None:
    facts = gather(made)
    held = sum(float(row[1] or 0) for row in made.rows("stock"))  # type: ignore[arg-type]  # the quantity
    assert sum(pool.opening for pool in facts.pools) == held


@settings(max_examples=examples(50))
@given(cases)
def test_the_same_case_gives_the_same_facts(made: Case) -> None:
    assert gather(made) == gather(made.copy())


def test_an_empty_case_has_empty_facts() -> None:
    facts = gather(case())
    assert (facts.items, facts.offers, facts.pools, facts.products, facts.months) == ((), (), (), (), 3)
    assert len(facts.scenarios) == 1


def test_a_large_case_is_gathered_within_seconds() -> None:
    products, items, suppliers, months = 150, 250, 30, 36
    made = case(
        products=[{"product": f"P{p}", "shortage_cost": 9, "excluded_origins": "China"} for p in range(products)],
        demand={f"P{p}": [10] * months for p in range(products)},
        bill_of_materials=[
            {"parent": f"P{p}", "component": f"M{(7 * p + k) % items}", "quantity": 2}
            for p in range(products)
            for k in range(6)
        ],
        items=[{"item": f"M{i}", "standard_cost": 3, "grade": "N42SH"} for i in range(items)],
        suppliers=[{"supplier": f"S{s}", "country": "China" if s % 2 else "Japan"} for s in range(suppliers)],
        offers=[
            {
                "offer": f"O{o}",
                "supplier": f"S{o % suppliers}",
                "item": f"M{(o // 4) % items}",
                "price": 2,
                "production_months": 1,
                "transit_months": 1,
            }
            for o in range(1000)
        ],
        scenarios=[{"scenario": f"W{w}", "probability": 1 / 40} for w in range(40)],
        events=[
            {
                "scenario": f"W{w}",
                "from_month": w % 30,
                "to_month": w % 30 + k,
                "effect": "availability",
                "value": 0,
                "country": "China",
                "element": "Dy",
                "end_use": "automotive",
            }
            for w in range(40)
            for k in range(4)
        ],
    )
    began = time.perf_counter()
    facts = gather(made)
    assert time.perf_counter() - began < 5  # a quarter of a second on a quiet machine
    assert len(facts.offers) == 1000
