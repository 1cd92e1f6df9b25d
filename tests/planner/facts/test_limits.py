"""Decides whether a limit looks at what its filters name and reads as people would say it."""

from typing import Any

import pytest

from planner.facts.facts import Facts
from planner.facts.limits import limit_in_words
from planner.tables.choices import Limit
from planner.tables.table import table_of
from tests.builders import rows_of
from tests.planner.facts.stories import offer, small


def facts(**limit: Any) -> Facts:
    """Offers 0 East Magnet, 1 West Magnet, 2 East Ring, 3 West Spare; Drive takes Magnet, Pump Ring, Rail nothing."""
    return small(
        items=[{"item": name, "standard_cost": 1} for name in ("Magnet", "Ring", "Spare")],
        bill_of_materials=[
            {"parent": "Drive", "component": "Magnet", "quantity": 1},
            {"parent": "Pump", "component": "Ring", "quantity": 1},
        ],
        redesigns=[{"redesign": "Lean", "product": "Pump", "months": 1, "cost": 1}],
        redesign_changes=[{"redesign": "Lean", "item": "Ring", "replacement": "Magnet"}],
        suppliers=[
            {"supplier": "East", "country": "China"},
            {"supplier": "West", "country": "France", "feed_country": "China", "feed_share": 1},
        ],
        offers=[offer("East", "Magnet"), offer("West", "Magnet"), offer("East", "Ring"), offer("West", "Spare")],
        limits=[{"limit": "max_share", "value": 0.6} | limit],
    )


def test_a_share_without_filters_is_of_everything() -> None:
    limit = facts().limits[0]
    assert limit.offers == limit.of_offers == (0, 1, 2, 3)
    assert (limit.row, limit.kind, limit.value, limit.first, limit.last, limit.penalty) == (
        0,
        "max_share",
        0.6,
        0,
        3,
        None,
    )


def test_country_and_supplier_choose_the_part_not_the_whole() -> None:
    limit = facts(country="CHINA").limits[0]
    assert (limit.offers, limit.of_offers) == ((0, 2), (0, 1, 2, 3))
    limit = facts(supplier="west").limits[0]
    assert (limit.offers, limit.of_offers) == ((1, 3), (0, 1, 2, 3))
    assert facts(country="China", supplier="West").limits[0].offers == ()


def test_item_chooses_both_part_and_whole() -> None:
    limit = facts(country="China", item="magnet;ring").limits[0]
    assert (limit.offers, limit.of_offers) == ((0, 2), (0, 1, 2))
    assert limit.items == (0, 1)


def test_an_offer_is_for_the_products_whose_base_design_takes_its_item() -> None:
    assert facts(product="Pump").limits[0].of_offers == (2,)
    assert facts(product="drive;pump", item="Ring;Spare").limits[0].of_offers == (2,)
    assert facts(product="Rail").limits[0].of_offers == ()


def test_items_and_products_match_their_filters() -> None:
    assert facts(limit="min_cover", item="RING").limits[0].items == (1,)
    assert facts(limit="min_cover").limits[0].items == (0, 1, 2)
    assert facts(limit="min_fill", product="RAIL; drive").limits[0].products == (0, 2)
    assert facts(limit="min_fill").limits[0].products == (0, 1, 2)


def test_months_are_clipped_to_the_horizon() -> None:
    limit = facts(from_month=-4, to_month=2).limits[0]
    assert (limit.first, limit.last) == (0, 2)
    late = facts(from_month=9).limits[0]
    assert late.first > late.last


def test_a_penalty_makes_it_soft_even_when_it_is_zero() -> None:
    assert facts(penalty=0).limits[0].penalty == 0


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            {"limit": "max_share", "value": 0.6, "country": "China", "item": "MAG-01"},
            "at most 60 % from China of MAG-01",
        ),
        ({"limit": "min_share", "value": 0.125, "supplier": "West"}, "at least 12.5 % from West of everything bought"),
        (
            {"limit": "max_share", "value": 0.5, "supplier": "East;West", "country": "China", "product": "Drive"},
            "at most 50 % from East or West in China of everything for Drive",
        ),
        (
            {"limit": "max_share", "value": 1, "item": "A;B;C", "product": "Drive;Pump"},
            "at most 100 % from anyone of A, B and C for Drive and Pump",
        ),
        ({"limit": "min_cover", "value": 2.5, "item": "MAG-01"}, "at least 2.5 months of cover of MAG-01"),
        ({"limit": "max_cover", "value": 1}, "at most 1 month of cover of every item"),
        (
            {"limit": "max_stock_value", "value": 250000},
            "at most 250,000 USD of stock of all items together",
        ),
        (
            {"limit": "max_stock_value", "value": 99.5, "item": "A;B"},
            "at most 99.50 USD of stock of A and B together",
        ),
        ({"limit": "max_stock_value", "value": 10, "item": "A"}, "at most 10 USD of stock of A"),
        (
            {"limit": "budget", "value": 1e6, "from_month": 0, "to_month": 2},
            "at most 1,000,000 USD committed in a month from Jan 2027 to Mar 2027",
        ),
        (
            {"limit": "budget", "value": 5, "from_month": 1, "to_month": 1},
            "at most 5 USD committed in Feb 2027",
        ),
        ({"limit": "min_fill", "value": 0.95, "product": "Drive"}, "at least 95 % of Drive delivered"),
        (
            {"limit": "min_fill", "value": 0.999, "from_month": 2},
            "at least 99.9 % of all products delivered from Mar 2027",
        ),
        ({"limit": "min_fill", "value": 1, "to_month": 2}, "at least 100 % of all products delivered until Mar 2027"),
    ],
)
def test_a_limit_reads_as_people_say_it(row: dict[str, Any], words: str) -> None:
    (raw,) = rows_of("limits", [row])
    assert limit_in_words(table_of(Limit).typed(raw), "USD") == words
