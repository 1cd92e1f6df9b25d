"""Claims about suppliers, capacity and currencies."""

from __future__ import annotations

from tests.planner.checks.story import item, of, offer, only, place, sound, supplier

EAST = supplier("East", "China")


def test_supplier_without_offers_cannot_be_bought_from() -> None:
    finding = only(sound(suppliers=[EAST, supplier("West"), supplier("North")]), "supplier_without_offers")
    assert place(finding) == ("suppliers", 2, "supplier")


def test_feed_without_country_is_reached_by_nothing() -> None:
    finding = only(sound(suppliers=[EAST, supplier("West", feed_share=0.4)]), "feed_without_country")
    assert place(finding) == ("suppliers", 1, "feed_country")


def test_feed_share_missing_is_not_silently_zero() -> None:
    finding = only(sound(suppliers=[EAST, supplier("West", feed_country="China")]), "feed_share_missing")
    assert place(finding) == ("suppliers", 1, "feed_share")
    said = supplier("West", feed_country="China", feed_share=0)
    assert not of(sound(suppliers=[EAST, said]), "feed_share_missing")
    at_home = supplier("West", "France", feed_country="france")
    assert not of(sound(suppliers=[EAST, at_home]), "feed_share_missing")


def test_capacity_without_offer_limits_nothing() -> None:
    items = [item("Magnet"), item("Screw")]
    rows = [
        {"supplier": "East", "item": "Screw", "from_month": 0, "per_month": 5},
        {"supplier": "East", "item": "screw", "from_month": 2, "per_month": 6},
    ]
    finding = only(sound(items=items, capacity=rows), "capacity_without_offer")
    assert place(finding) == ("capacity", 0, "item")


def test_capacity_starts_late_lets_nothing_leave_before() -> None:
    rows = [
        {"supplier": "East", "item": "Magnet", "from_month": 4, "per_month": 50},
        {"supplier": "East", "item": "Magnet", "from_month": 2, "per_month": 50},
        {"supplier": "West", "item": "Magnet", "from_month": -5, "per_month": 50},
    ]
    finding = only(sound(capacity=rows), "capacity_starts_late")
    assert place(finding) == ("capacity", 1, "from_month")
    assert "begins in Mar 2027" in finding.message


def test_home_currency_rate_is_1() -> None:
    finding = only(sound(currencies=[{"currency": "usd", "rate": 1.1}]), "home_currency_rate")
    assert place(finding) == ("currencies", 0, "rate")
    assert not of(
        sound(currencies=[{"currency": "USD", "rate": 1}, {"currency": "EUR", "rate": 1.1}]), "home_currency_rate"
    )


def test_offers_in_the_case_currency_need_no_rate() -> None:
    assert not of(sound(offers=[offer(currency="USD"), offer("West")]), "unknown_currency")
