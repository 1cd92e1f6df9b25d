"""Decides whether offers are ones that can be ordered at, and at plausible terms."""

from __future__ import annotations

import math
from collections.abc import Iterator

from planner.checks import words
from planner.checks.rule import Rule, Spot, error, warning
from planner.checks.sight import Sight
from planner.tables.needs import Item, Settings
from planner.tables.supply import Currency, Offer, Tolling
from planner.tables.table import folded, table_of

FAR = 20.0
"""A price this many times the standard cost, or this small a part of it, is per hundred or in another currency."""


def caps_differ(sight: Sight) -> Iterator[Spot]:
    """All offers of one supplier and item name the same cap on 12 months and past orders, where they name any."""
    declared = table_of(Offer)
    for field in ("max_12_months", "ordered_before"):
        place = declared.position(field)
        raw = sight.case.rows(declared.id)
        for rows in sight.by_pair.values():
            given = [(row, raw[row][place]) for row in rows if raw[row][place] is not None]
            for row, value in given[1:]:
                if value != given[0][1]:
                    first = sight.rows(Offer)[given[0][0]]
                    yield Spot(
                        f"{declared.field(field).title} is {words.shown(value)} for "
                        f"{words.quoted(sight.rows(Offer)[row].offer)} but {words.shown(given[0][1])} for "
                        f"{words.quoted(first.offer)}. It holds for all offers of {words.quoted(first.item)} from "
                        f"{words.quoted(first.supplier)} together: write the same in each, or in one alone.",
                        "offers",
                        row,
                        field,
                    )


def never_orderable(sight: Sight) -> Iterator[Spot]:
    """The least order is no more than may be ordered in 12 months."""
    for row, offer in enumerate(sight.rows(Offer)):
        cap = offer.max_12_months
        least = offer.min_order or 0.0
        if offer.order_multiple:
            least = max(1, math.ceil(least / offer.order_multiple - 1e-9)) * offer.order_multiple
        if cap is not None and least > cap:
            yield Spot(
                f"The least order of {words.quoted(offer.offer)} is {words.number(least)}, more than the "
                f"{words.number(cap)} that may be ordered in 12 months: nothing can ever be ordered. Correct the least "
                "order, the multiple or the cap.",
                "offers",
                row,
                "min_order" if offer.min_order else "order_multiple",
            )


def ordered_before_missing(sight: Sight) -> Iterator[Spot]:
    """Where a cap on 12 months is given, so is what was ordered in the 12 months before the start."""
    declared = table_of(Offer)
    cap, before = declared.position("max_12_months"), declared.position("ordered_before")
    raw = sight.case.rows(declared.id)
    for rows in sight.by_pair.values():
        capped = [row for row in rows if raw[row][cap] is not None]
        if capped and all(raw[row][before] is None for row in rows):
            offer = sight.rows(Offer)[capped[0]]
            yield Spot(
                f"{words.quoted(offer.offer)} has a cap of {words.number(offer.max_12_months or 0.0)} in 12 months, "
                "but 'Ordered before' is blank, so the whole cap is taken to be free at the start. Enter what was "
                "ordered in the 12 months before, 0 if nothing.",
                "offers",
                capped[0],
                "ordered_before",
            )


def ordered_before_without_cap(sight: Sight) -> Iterator[Spot]:
    """What was ordered before the start is given only where a cap on 12 months is."""
    for rows in sight.by_pair.values():
        offers = [(row, sight.rows(Offer)[row]) for row in rows]
        if any(offer.max_12_months is not None for _, offer in offers):
            continue
        for row, offer in offers:
            if offer.ordered_before > 0:
                yield Spot(
                    f"{words.quoted(offer.offer)} says what was ordered before the start but names no cap on 12 "
                    "months, so it has no effect. Enter the cap, if there is one.",
                    "offers",
                    row,
                    "ordered_before",
                )


def cap_used_up(sight: Sight) -> Iterator[Spot]:
    """What was ordered in the 12 months before the start is no more than the cap allowed."""
    for row, offer in enumerate(sight.rows(Offer)):
        if offer.max_12_months is not None and offer.ordered_before > offer.max_12_months:
            yield Spot(
                f"{words.number(offer.ordered_before)} were ordered at {words.quoted(offer.offer)} in the 12 months "
                f"before the start, more than its cap of {words.number(offer.max_12_months)}: at first nothing can be "
                "ordered. Correct the one that is wrong.",
                "offers",
                row,
                "ordered_before",
            )


def price_zero(sight: Sight) -> Iterator[Spot]:
    """An offer has a price, unless its maker works our material."""
    tolled = words.folded(toll.offer for toll in sight.rows(Tolling))
    for row, offer in enumerate(sight.rows(Offer)):
        if offer.price == 0 and offer.offer.casefold() not in tolled:
            yield Spot(
                f"Price of {words.quoted(offer.offer)} is 0, so the plan takes as much of it as it can. Enter the "
                "price, or take the offer out if there is none yet.",
                "offers",
                row,
                "price",
            )


def price_far_from_standard_cost(sight: Sight) -> Iterator[Spot]:
    """A price in case currency is of the size of the item's standard cost."""
    rates = {line.currency.casefold(): line.rate for line in sight.rows(Currency)}
    home = sight.rows(Settings)[0].currency
    rates[home.casefold()] = 1.0
    costs = {item.item.casefold(): item.standard_cost for item in sight.rows(Item)}
    tolled = words.folded(toll.offer for toll in sight.rows(Tolling))
    for row, offer in enumerate(sight.rows(Offer)):
        cost = costs[offer.item.casefold()]
        price = offer.price * rates[(offer.currency or home).casefold()]
        if not cost or not price or offer.offer.casefold() in tolled or 1 / FAR < price / cost < FAR:
            continue
        yield Spot(
            f"Price of {words.quoted(offer.offer)} is {words.number(float(f'{price:.6g}'))} {home} for a unit, but the "
            f"standard cost of {words.quoted(offer.item)} is {words.number(cost)}. Check whether the price is per unit "
            "(not per 100 or 1,000), its currency and that currency's rate.",
            "offers",
            row,
            "price",
        )


def same_offer_twice(sight: Sight) -> Iterator[Spot]:
    """No two offers differ in nothing but their name."""
    first: dict[tuple[object, ...], int] = {}
    called = table_of(Offer).position("offer")
    for row, raw in enumerate(sight.case.rows("offers")):
        terms = tuple(folded(value) for place, value in enumerate(raw) if place != called)
        before = first.setdefault(terms, row)
        if before != row:
            one, other = (sight.rows(Offer)[each].offer for each in (before, row))
            yield Spot(
                f"{words.quoted(one)} and {words.quoted(other)} are the same offer under two names. Take one out, or "
                "enter in what they differ.",
                "offers",
                row,
                "offer",
            )


RULES: tuple[Rule[Sight], ...] = (
    error(caps_differ),
    warning(never_orderable),
    warning(ordered_before_missing),
    warning(ordered_before_without_cap),
    warning(cap_used_up),
    warning(price_zero),
    warning(price_far_from_standard_cost),
    warning(same_offer_twice),
)
