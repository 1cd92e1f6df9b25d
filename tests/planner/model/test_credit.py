"""A unit left at the end is worth a share of its standard cost, and never more than it can be bought for."""

from __future__ import annotations

from typing import Any

import pytest

from planner.facts.gather import gather
from planner.model.credit import closing_credits
from planner.scenarios.grow import grow
from tests.planner.model.stories import company, event, futures, offer


def credits_of(share: float = 1.0, **more: Any) -> list[float]:
    """By item: Magnet, with a standard cost of 5, then Oxide, with one of 1."""
    items = [{"item": "Magnet", "standard_cost": 5}, {"item": "Oxide", "kind": "material", "standard_cost": 1}]
    facts = gather(company(**{"case": {"closing_stock_value": share}, "items": items} | more))
    return closing_credits(facts, grow(facts))


def test_it_is_a_share_of_standard_cost_where_that_is_less_than_any_price() -> None:
    assert credits_of(0.3) == pytest.approx([1.5, 0.3])


def test_what_nobody_offers_is_worth_its_share_of_standard_cost() -> None:
    assert credits_of(offers=[]) == [5, 1]


def test_the_cheapest_offer_counts_even_when_it_is_not_open() -> None:
    assert credits_of(offers=[offer("East", price=4), offer("North", price=3, to_month="2026-01")])[0] == 3


def test_the_lowest_price_in_any_future_counts() -> None:
    cheap = {"scenarios": futures("Calm", "Cheap"), "events": [event("Cheap", "price", 0.5, first=2)]}
    assert credits_of(**cheap)[0] == 1


def test_prices_in_another_currency_count_converted() -> None:
    euro = {"offers": [offer("East", currency="EUR")], "currencies": [{"currency": "EUR", "rate": 1.5}]}
    assert credits_of(**euro)[0] == 3


def test_a_contract_price_counts_as_a_price_and_no_event_touches_it() -> None:
    running = {"offer": "East | Magnet", "sign_by": 0, "from_month": 0, "to_month": 0, "per_month": 1}
    assert credits_of(contracts=[{"contract": "C", "price": 1.5} | running])[0] == 1.5
    assert credits_of(contracts=[{"contract": "C", "price": 4} | running])[0] == 2
    cheap = {"scenarios": futures("Cheap"), "events": [event("Cheap", "price", 0.9, first=0)]}
    assert credits_of(contracts=[{"contract": "C"} | running], **cheap)[0] == pytest.approx(1.8)


def test_freight_and_duty_make_nothing_worth_more() -> None:
    assert credits_of(offers=[offer("East", freight=9, duty_rate=1)])[0] == 2


def test_goods_made_from_our_material_are_worth_the_work_and_the_material() -> None:
    """2 for the work and 2 oxide at 0.5, its price: 3, not 5."""
    toll = [{"offer": "East | Magnet", "material": "Oxide", "quantity_per_unit": 2}]
    assert credits_of(tolling=toll, offers=[offer("East"), offer("North", "Oxide", price=0.5)]) == [3, 0.5]
