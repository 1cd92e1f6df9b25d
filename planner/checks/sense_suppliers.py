"""Decides whether suppliers, their capacity and the currencies they ask for are described soundly."""

from __future__ import annotations

from collections.abc import Iterator

from planner.checks import words
from planner.checks.rule import Rule, Spot, warning
from planner.checks.sight import Sight
from planner.months import Month
from planner.tables.needs import Settings
from planner.tables.supply import Capacity, Currency, Supplier
from planner.tables.table import table_of


def supplier_without_offers(sight: Sight) -> Iterator[Spot]:
    """A supplier offers something."""
    offering = sight.names("offers.supplier")
    for row, supplier in enumerate(sight.rows(Supplier)):
        if supplier.supplier not in offering:
            yield Spot(
                f"{words.quoted(supplier.supplier)} has no offers, so the plan cannot buy from it. Add what it offers.",
                "suppliers",
                row,
                "supplier",
            )


def feed_without_country(sight: Sight) -> Iterator[Spot]:
    """Where a feed share is given, so is the country the feed comes from."""
    for row, supplier in enumerate(sight.rows(Supplier)):
        if supplier.feed_share > 0 and not supplier.feed_country:
            yield Spot(
                f"{words.quoted(supplier.supplier)} has a feed share of {words.number(supplier.feed_share)} but no "
                "feed country, so no event reaches its rare earth. Enter the country it comes from.",
                "suppliers",
                row,
                "feed_country",
            )


def feed_share_missing(sight: Sight) -> Iterator[Spot]:
    """Where a feed country other than the supplier's own is named, so is the share that comes from it."""
    place = table_of(Supplier).position("feed_share")
    for row, (supplier, raw) in enumerate(
        zip(sight.rows(Supplier), sight.case.rows(table_of(Supplier).id), strict=True)
    ):
        elsewhere = supplier.feed_country and supplier.feed_country.casefold() != supplier.country.casefold()
        if elsewhere and raw[place] is None:
            yield Spot(
                f"{words.quoted(supplier.supplier)} names {words.quoted(supplier.feed_country or '')} as feed country, "
                "but its feed share is blank and taken as 0: events there do not reach it. Enter the share, 0 only if "
                "it is none.",
                "suppliers",
                row,
                "feed_share",
            )


def capacity_without_offer(sight: Sight) -> Iterator[Spot]:
    """Capacity for an item is that of a supplier who offers it."""
    said: set[tuple[str, str]] = set()
    for row, line in enumerate(sight.rows(Capacity)):
        if line.item is None:
            continue
        pair = (line.supplier.casefold(), line.item.casefold())
        if pair not in sight.by_pair and pair not in said:
            said.add(pair)
            yield Spot(
                f"Capacity is given of {words.quoted(line.supplier)} for {words.quoted(line.item)}, which it does not "
                "offer. Correct the names, or add the offer.",
                "capacity",
                row,
                "item",
            )


def capacity_starts_late(sight: Sight) -> Iterator[Spot]:
    """Capacity is given from the start of the plan on: before its first row nothing leaves."""
    first: dict[tuple[str, str | None], tuple[Month, int]] = {}
    for row, line in enumerate(sight.rows(Capacity)):
        place = (line.supplier.casefold(), line.item.casefold() if line.item else None)
        first[place] = min(first.get(place, (line.from_month, row)), (line.from_month, row))
    for month, row in first.values():
        if month > sight.span.start:
            line = sight.rows(Capacity)[row]
            what = f"{words.quoted(line.item)} cannot leave it" if line.item else "nothing can leave it"
            yield Spot(
                f"The capacity of {words.quoted(line.supplier)} begins in {month.words()}: before that month {what}. "
                "Add a row for the start of the plan if something leaves from then on.",
                "capacity",
                row,
                "from_month",
            )


def home_currency_rate(sight: Sight) -> Iterator[Spot]:
    """The case currency is worth 1 of itself."""
    home = sight.rows(Settings)[0].currency
    for row, line in enumerate(sight.rows(Currency)):
        if line.currency.casefold() == home.casefold() and line.rate != 1:
            yield Spot(
                f"{words.quoted(line.currency)} is the case currency, so its rate is 1 and the "
                f"{words.number(line.rate)} here is not used. Rates say what one unit of the other currency is worth "
                f"in {words.quoted(home)}: check them all.",
                "currencies",
                row,
                "rate",
            )


RULES: tuple[Rule[Sight], ...] = (
    warning(supplier_without_offers),
    warning(feed_without_country),
    warning(feed_share_missing),
    warning(capacity_without_offer),
    warning(capacity_starts_late),
    warning(home_currency_rate),
)
