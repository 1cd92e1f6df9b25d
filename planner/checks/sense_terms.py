"""Decides whether qualifications, contracts, licences and tolling can take effect."""

from __future__ import annotations

from collections.abc import Iterator

from planner.checks import words
from planner.checks.loops import in_words, loops
from planner.checks.rule import Rule, Spot, error, warning
from planner.checks.sight import Sight
from planner.tables.needs import Item, Settings
from planner.tables.supply import Contract, Licence, Offer, Qualification, Tolling


def tolling_loop(sight: Sight) -> Iterator[Spot]:
    """No item needs itself as the material its makers work, directly or through others."""
    offers = {offer.offer.casefold(): offer for offer in sight.rows(Offer)}
    below: dict[str, list[str]] = {}
    rows: dict[tuple[str, str], int] = {}
    for row, toll in enumerate(sight.rows(Tolling)):
        made, worked = offers[toll.offer.casefold()].item.casefold(), toll.material.casefold()
        below.setdefault(made, []).append(worked)
        rows.setdefault((made, worked), row)
    written = {item.item.casefold(): item.item for item in sight.rows(Item)}
    for circle in loops(below):
        yield Spot(
            f"Tolling goes in a circle: {in_words(written[one] for one in circle)}. Nothing can be worked from itself: "
            "take out the row that is wrong.",
            "tolling",
            rows[circle[-1], circle[0]],
            "material",
        )


def tolled_not_material(sight: Sight) -> Iterator[Spot]:
    """What a maker works for us is an item of kind material."""
    items = {item.item.casefold(): item for item in sight.rows(Item)}
    for row, toll in enumerate(sight.rows(Tolling)):
        item = items[toll.material.casefold()]
        if item.kind != "material":
            yield Spot(
                f"{words.quoted(item.item)} is worked at {words.quoted(toll.offer)} but its kind is {item.kind}. Set "
                "its kind to material in Items, or correct the name.",
                "tolling",
                row,
                "material",
            )


def qualification_unused(sight: Sight) -> Iterator[Spot]:
    """A qualification is named by an offer."""
    named = sight.names("offers.qualification")
    for row, one in enumerate(sight.rows(Qualification)):
        if one.qualification not in named:
            yield Spot(
                f"{words.quoted(one.qualification)} is named by no offer, so passing it opens nothing. Name it in the "
                "offers that need it.",
                "qualifications",
                row,
                "qualification",
            )


def qualification_too_late(sight: Sight) -> Iterator[Spot]:
    """A qualification can be passed within the horizon."""
    for row, one in enumerate(sight.rows(Qualification)):
        begins = max(sight.span.start, one.earliest_month or sight.span.start)
        passed = (one.started_month or begins) + one.months
        if passed > sight.last_month:
            yield Spot(
                f"{words.quoted(one.qualification)} is passed in {passed.words()} at the earliest, after the plan ends "
                f"in {sight.last_month.words()}: it cannot help. Plan more months, or correct its duration.",
                "qualifications",
                row,
                "months",
            )


def contract_never_signed(sight: Sight) -> Iterator[Spot]:
    """A contract that is not signed can still be signed."""
    for row, one in enumerate(sight.rows(Contract)):
        if one.signed_month is None and one.sign_by < sight.span.start:
            yield Spot(
                f"{words.quoted(one.contract)} could be signed until {one.sign_by.words()}, before the plan starts. If "
                "it was signed, enter the signed month; if it is still open, correct 'Sign by'.",
                "contracts",
                row,
                "sign_by",
            )


def contract_offer_closed(sight: Sight) -> Iterator[Spot]:
    """Orders can be placed on a contract's offer in some month in which the contract runs."""
    offers = {offer.offer.casefold(): offer for offer in sight.rows(Offer)}
    for row, one in enumerate(sight.rows(Contract)):
        offer = offers[one.offer.casefold()]
        before = offer.to_month is not None and offer.to_month < one.from_month
        after = offer.from_month is not None and offer.from_month > one.to_month
        if before or after:
            yield Spot(
                f"{words.quoted(one.contract)} runs {words.span(one.from_month, one.to_month)}, but its offer "
                f"{words.quoted(offer.offer)} takes no orders in those months, so nothing can be bought under it. "
                "Correct the months of one of them.",
                "contracts",
                row,
                "from_month",
            )


def contract_price_currency(sight: Sight) -> Iterator[Spot]:
    """A contract's price is in case currency, also where its offer is in another."""
    home = sight.rows(Settings)[0].currency
    offers = {offer.offer.casefold(): offer for offer in sight.rows(Offer)}
    for row, one in enumerate(sight.rows(Contract)):
        offer = offers[one.offer.casefold()]
        foreign = offer.currency and offer.currency.casefold() != home.casefold()
        if foreign and one.price is not None and one.price == offer.price:
            yield Spot(
                f"Price of {words.quoted(one.contract)} is {words.number(one.price)}, the same figure as its offer's "
                f"in {offer.currency}. A contract's price is in {home}: convert it, or leave it blank for the offer's "
                "price.",
                "contracts",
                row,
                "price",
            )


def licence_without_offer(sight: Sight) -> Iterator[Spot]:
    """A licence is for an item that its supplier offers."""
    for row, one in enumerate(sight.rows(Licence)):
        if (one.supplier.casefold(), one.item.casefold()) not in sight.by_pair:
            yield Spot(
                f"Licence {words.quoted(one.licence)} is for {words.quoted(one.item)} from "
                f"{words.quoted(one.supplier)}, who has no offer of it, so it has no effect. Correct the names, or add "
                "the offer.",
                "licences",
                row,
                "item",
            )


RULES: tuple[Rule[Sight], ...] = (
    error(tolling_loop),
    warning(tolled_not_material),
    warning(qualification_unused),
    warning(qualification_too_late),
    warning(contract_never_signed),
    warning(contract_offer_closed),
    warning(contract_price_currency),
    warning(licence_without_offer),
)
