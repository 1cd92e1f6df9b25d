"""Decides whether open orders are ones that can arrive: whose, on which offer, and when."""

from __future__ import annotations

from collections.abc import Iterator

from planner.checks import words
from planner.checks.rule import Rule, Spot, error, warning
from planner.checks.sight import Sight
from planner.tables.supply import Offer, OpenOrder

STALE_MONTHS = 12
"""Goods due longer ago than this, and not arrived, have probably arrived or been cancelled."""


def open_order_without_offer(sight: Sight) -> Iterator[Spot]:
    """The supplier of an open order has an offer of the item: it says how long goods travel and for whom they are."""
    for row, order in enumerate(sight.rows(OpenOrder)):
        if order.offer is None and (order.supplier.casefold(), order.item.casefold()) not in sight.by_pair:
            yield Spot(
                f"{_called(order, row)} is for {words.quoted(order.item)} from {words.quoted(order.supplier)}, who has "
                "no offer of it. Add the offer on which it was placed (its last order month may lie before the "
                "start), or correct supplier or item.",
                "open_orders",
                row,
                "item",
            )


def open_order_offer_differs(sight: Sight) -> Iterator[Spot]:
    """The offer an open order names is of its supplier and its item."""
    offers = {offer.offer.casefold(): offer for offer in sight.rows(Offer)}
    for row, order in enumerate(sight.rows(OpenOrder)):
        if order.offer is None:
            continue
        offer = offers[order.offer.casefold()]
        pair = (offer.supplier.casefold(), offer.item.casefold())
        if pair != (order.supplier.casefold(), order.item.casefold()):
            yield Spot(
                f"{_called(order, row)} is for {words.quoted(order.item)} from {words.quoted(order.supplier)}, but "
                f"names the offer {words.quoted(order.offer)}, which is {words.quoted(offer.item)} from "
                f"{words.quoted(offer.supplier)}. Correct the one that is wrong, or leave the offer blank.",
                "open_orders",
                row,
                "offer",
            )


def arrival_before_ready(sight: Sight) -> Iterator[Spot]:
    """Goods do not arrive before they leave."""
    for row, order in enumerate(sight.rows(OpenOrder)):
        if order.arrival_month is not None and order.arrival_month < order.ready_month:
            yield Spot(
                f"{_called(order, row)} arrives in {order.arrival_month.words()} but is ready only in "
                f"{order.ready_month.words()}. Correct the one that is wrong.",
                "open_orders",
                row,
                "arrival_month",
            )


def arrival_before_it_left(sight: Sight) -> Iterator[Spot]:
    """An arrival month is given only for goods that have left."""
    for row, order in enumerate(sight.rows(OpenOrder)):
        if order.arrival_month is not None and sight.span.start < order.ready_month <= order.arrival_month:
            yield Spot(
                f"{_called(order, row)} is ready only in {order.ready_month.words()}, after the start, and yet has an "
                "arrival month: so no event can stop or delay it, and it pays no freight or duty. Leave the arrival "
                "month blank until the goods have left.",
                "open_orders",
                row,
                "arrival_month",
            )


def open_order_too_late(sight: Sight) -> Iterator[Spot]:
    """An open order is ready, or arrives, within the horizon."""
    for row, order in enumerate(sight.rows(OpenOrder)):
        due, field = (order.ready_month, "ready_month")
        if order.arrival_month is not None:
            due, field = (order.arrival_month, "arrival_month")
        if due > sight.last_month:
            yield Spot(
                f"{_called(order, row)} {'is ready' if field == 'ready_month' else 'arrives'} in {due.words()}, after "
                f"the plan ends in {sight.last_month.words()}: it serves no demand in the plan. Correct the month, or "
                "plan more months.",
                "open_orders",
                row,
                field,
            )


def open_order_stale(sight: Sight) -> Iterator[Spot]:
    """An open order is not long overdue."""
    for row, order in enumerate(sight.rows(OpenOrder)):
        overdue = sight.span.start - (order.arrival_month or order.ready_month)
        if overdue > STALE_MONTHS:
            field = "ready_month" if order.arrival_month is None else "arrival_month"
            yield Spot(
                f"{_called(order, row)} has been due for {overdue} months, and the plan counts on its "
                f"{words.number(order.quantity)} units. Take it out if it has arrived or was cancelled.",
                "open_orders",
                row,
                field,
            )


def _called(order: OpenOrder, row: int) -> str:
    return f"Open order {words.quoted(order.order_number)}" if order.order_number else f"Open order in row {row + 1}"


RULES: tuple[Rule[Sight], ...] = (
    error(open_order_without_offer),
    error(open_order_offer_differs),
    error(arrival_before_ready),
    warning(arrival_before_it_left),
    warning(open_order_too_late),
    warning(open_order_stale),
)
