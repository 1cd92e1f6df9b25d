"""Claims about offers."""

from __future__ import annotations

from planner.checks.run import check
from tests.planner.checks.story import item, line, of, offer, only, place, sound

WEST = offer("West", price=12)


def test_caps_differ_among_the_offers_of_one_supplier_and_item() -> None:
    case = sound(
        offers=[
            offer(max_12_months=100, ordered_before=5),
            offer(offer="East large", min_order=50, max_12_months=90, ordered_before=6),
            WEST,
        ]
    )
    found = of(case, "caps_differ")
    assert [place(finding) for finding in found] == [("offers", 1, "max_12_months"), ("offers", 1, "ordered_before")]
    assert all(finding.is_error for finding in found)
    assert "is 90 for 'East large' but 100 for 'East | Magnet'" in found[0].message


def test_caps_differ_not_where_one_offer_names_them_for_all() -> None:
    case = sound(
        offers=[offer(max_12_months=100, ordered_before=5), offer(offer="East large", price=9, min_order=5), WEST]
    )
    assert check(case) == ()
    assert (
        check(
            sound(offers=[offer(max_12_months=100, ordered_before=0), offer("West", max_12_months=9, ordered_before=0)])
        )
        == ()
    )


def test_never_orderable_is_a_least_order_above_the_cap() -> None:
    finding = only(sound(offers=[offer(min_order=60, max_12_months=50, ordered_before=0), WEST]), "never_orderable")
    assert place(finding) == ("offers", 0, "min_order")
    rounded_up = offer(min_order=41, order_multiple=40, max_12_months=50, ordered_before=0)
    assert "is 80, more than the 50" in only(sound(offers=[rounded_up, WEST]), "never_orderable").message
    assert not of(sound(offers=[offer(min_order=50, max_12_months=50, ordered_before=0), WEST]), "never_orderable")


def test_ordered_before_missing_is_not_silently_zero() -> None:
    finding = only(sound(offers=[offer(max_12_months=50), WEST]), "ordered_before_missing")
    assert place(finding) == ("offers", 0, "ordered_before")
    assert not of(sound(offers=[offer(max_12_months=50, ordered_before=0), WEST]), "ordered_before_missing")


def test_ordered_before_without_cap_has_no_effect() -> None:
    finding = only(sound(offers=[offer(ordered_before=50), WEST]), "ordered_before_without_cap")
    assert place(finding) == ("offers", 0, "ordered_before")
    capped = [offer(max_12_months=100), offer(offer="Other", price=9, ordered_before=50), WEST]
    assert check(sound(offers=capped)) == ()


def test_cap_used_up_before_the_start() -> None:
    finding = only(sound(offers=[offer(max_12_months=50, ordered_before=51), WEST]), "cap_used_up")
    assert place(finding) == ("offers", 0, "ordered_before")
    assert not of(sound(offers=[offer(max_12_months=50, ordered_before=50), WEST]), "cap_used_up")


def test_price_zero_is_no_price_unless_our_material_is_worked() -> None:
    assert place(only(sound(offers=[offer(price=0), WEST]), "price_zero")) == ("offers", 0, "price")
    tolled = sound(
        items=[item("Magnet"), item("Oxide", kind="material")],
        bill_of_materials=[line("Drive", "Magnet")],
        offers=[offer(price=0), WEST, offer("West", "Oxide")],
        tolling=[{"offer": "East | Magnet", "material": "Oxide", "quantity_per_unit": 0.1}],
    )
    assert not of(tolled, "price_zero")


def test_price_far_from_standard_cost_is_per_hundred_or_in_another_currency() -> None:
    finding = only(sound(offers=[offer(price=1000), WEST]), "price_far_from_standard_cost")
    assert place(finding) == ("offers", 0, "price")
    assert "is 1,000 USD for a unit, but the standard cost of 'Magnet' is 10" in finding.message
    yen = [offer(price=1500, currency="JPY"), WEST]
    assert not of(sound(offers=yen, currencies=[{"currency": "JPY", "rate": 0.0067}]), "price_far_from_standard_cost")
    inverted = only(sound(offers=yen, currencies=[{"currency": "JPY", "rate": 150}]), "price_far_from_standard_cost")
    assert "225,000 USD" in inverted.message


def test_same_offer_twice_under_two_names() -> None:
    finding = only(sound(offers=[offer(offer="A"), WEST, offer(offer="B")]), "same_offer_twice")
    assert place(finding) == ("offers", 2, "offer")
    assert "'A' and 'B' are the same offer" in finding.message
    assert not of(sound(offers=[offer(offer="A"), WEST, offer(offer="B", min_order=5, price=9)]), "same_offer_twice")
