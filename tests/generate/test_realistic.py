"""Decides whether realistic cases are what they say: sound, of the stated size, and worth planning."""

from __future__ import annotations

from collections import Counter

import pytest

from planner.checks.run import check
from planner.facts.gather import gather
from planner.model.build import build
from planner.model.program import Program
from planner.scenarios.grow import grow
from planner.solve.arrays import arrays_of
from planner.tables import choices, needs, supply
from planner.tables.case import Case
from tests.budget import examples
from tests.generate.realistic import OXIDE, SCALES, Size, realistic
from tests.oracle.reading import Reading

SEEDS = range(examples(10))
SIZES: tuple[Size, ...] = ("small", "medium", "large")


def all_sizes() -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("size", "seed"), [(size, seed) for size in SIZES for seed in SEEDS])


@all_sizes()
def test_a_realistic_case_has_no_errors(size: Size, seed: int) -> None:
    assert not [finding.message for finding in check(realistic(size, seed)) if finding.is_error]


@all_sizes()
def test_a_realistic_case_has_the_stated_numbers(size: Size, seed: int) -> None:
    case, scale = realistic(size, seed), SCALES[size]
    assert case.settings.months == scale.months
    assert len(case.read(needs.Product)) == scale.products
    assert sum(one.kind == "magnet" for one in case.read(needs.Item)) == scale.magnets
    assert len(case.read(supply.Supplier)) == scale.suppliers
    assert len(case.read(choices.Scenario)) == scale.scenarios
    assert len(case.read(choices.Redesign)) == scale.redesigns


@all_sizes()
def test_every_magnet_has_two_to_five_sources_and_a_third_of_them_ask_for_a_least_order(size: Size, seed: int) -> None:
    offers = [one for one in realistic(size, seed).read(supply.Offer) if one.item != OXIDE]
    assert set(Counter(one.item for one in offers).values()) <= {2, 3, 4, 5}
    assert 0.15 < sum(one.min_order is not None for one in offers) / len(offers) < 0.5


@all_sizes()
def test_going_without_costs_far_more_than_the_dearest_supply(size: Size, seed: int) -> None:
    reading = Reading(realistic(size, seed))
    for key, product in reading.products.items():
        dearest = sum(
            units * max(offer.price + offer.freight for offer in reading.offers.values() if offer.item == item)
            for item, units in reading.designs[key][None].items()
        )
        assert product.shortage_cost > 1.5 * dearest


@all_sizes()
def test_stock_lasts_about_two_months_and_more_is_on_the_way(size: Size, seed: int) -> None:
    reading = Reading(realistic(size, seed))
    for item in reading.items:
        if item != OXIDE.casefold():
            held = sum(one.quantity for one in reading.stock if one.item.casefold() == item)
            mean = sum(reading.need[item]) / reading.months
            assert held == pytest.approx(2 * mean, rel=0.05, abs=2)
    assert {one.item for one in reading.open_orders} == {one.item for one in reading.stock} - {OXIDE}


@all_sizes()
def test_every_feature_a_large_company_needs_is_there(size: Size, seed: int) -> None:
    case = realistic(size, seed)
    offers = case.read(supply.Offer)
    assert any(one.max_12_months for one in offers)
    assert any(one.order_cost for one in offers)
    assert all(case.read(row) for row in (supply.Contract, supply.Tolling, supply.Licence, supply.Qualification))
    assert {"availability", "price", "duty", "closed"} <= {one.effect for one in case.read(choices.Event)}
    assert all(one.penalty is not None for one in case.read(choices.Limit))


@pytest.mark.parametrize(
    ("size", "columns", "whole"),
    [("small", (28_000, 40_000), (3_200, 5_000)), ("medium", (280_000, 400_000), (25_000, 42_000))],
)
def test_written_down_it_is_as_large_as_the_design_measured(
    size: Size, columns: tuple[int, int], whole: tuple[int, int]
) -> None:
    arrays = arrays_of(_written(realistic(size, 0)))
    assert columns[0] < len(arrays.cost) < columns[1]
    assert whole[0] < int(arrays.integer.sum()) < whole[1]


def _written(case: Case) -> Program:
    facts = gather(case)
    return build(facts, grow(facts)).program


def test_a_seed_always_gives_the_same_case() -> None:
    assert realistic("small", 3).fingerprint() == realistic("small", 3).fingerprint()
    assert realistic("small", 3).fingerprint() != realistic("small", 4).fingerprint()
