"""Decides how much of an offer one order could ever usefully hold: a bound that is safe, not tight."""

from __future__ import annotations

import math

from tests.oracle.futures import Futures
from tests.oracle.reading import OfferRead, Reading, fold, folded_set

SPARE = 2.0


def enough(reading: Reading, futures: Futures) -> dict[str, float]:
    """Units by offer. Wanted can be: all demand in the hungriest design, cover, what is tolled from it, what contracts
    make cheap, what uses up material there is too much of, what minimum orders and multiples bring too much, and what
    lifts or dilutes a share of order value."""
    wanted = {item: _wanted(reading, futures, item) for item in reading.items}
    prices = {
        key: [
            offer.price * futures.price_factor(w, offer.pair, t)
            for w in range(len(reading.scenarios))
            for t in range(reading.months)
        ]
        + [reading.contract_price(contract) for contract in offer.contracts]
        for key, offer in reading.offers.items()
    }
    spent = sum(max(prices[key]) * wanted[offer.item] for key, offer in reading.offers.items())
    turn = 1.0
    for limit in reading.limits:
        if limit.limit in ("max_share", "min_share") and 0 < limit.value < 1:
            turn *= 1 + max(limit.value / (1 - limit.value), (1 - limit.value) / limit.value)
    found = {}
    for key, offer in reading.offers.items():
        cheapest = min((price for price in prices[key] if price > 0), default=math.inf)
        found[key] = SPARE * (wanted[offer.item] + (turn - 1) * spent / cheapest) + 1
    return found


def _wanted(reading: Reading, futures: Futures, item: str, above: tuple[str, ...] = ()) -> float:
    if item in above:
        raise ValueError(f"{item} is tolled from itself")
    amount = 0.0
    for product, designs in reading.designs.items():
        most = max(use.get(item, 0.0) for use in designs.values())
        amount += most * sum(
            max(futures.demand(w, product, t) for w in range(len(reading.scenarios))) for t in range(reading.months)
        )
    for limit in reading.limits:
        if limit.limit == "min_cover" and (not limit.item or item in folded_set(limit.item)):
            amount += math.ceil(limit.value) * max(reading.need[item])
    for offer in reading.offers.values():
        if offer.item == item:
            amount += _too_much(reading, offer)
            amount += sum(_to_spare(reading, material) / units for material, units in offer.tolling.items())
        if item in offer.tolling:
            amount += offer.tolling[item] * _wanted(reading, futures, offer.item, (*above, item))
    return amount


def _too_much(reading: Reading, offer: OfferRead) -> float:
    """What an offer's terms can bring beyond what is wanted, over all months."""
    monthly = offer.min_order + (offer.multiple or 0.0)
    return reading.months * (monthly + sum(reading.contracts[key].per_month for key in offer.contracts))


def _to_spare(reading: Reading, material: str) -> float:
    """Material there may be too much of, which orders that use it up can get rid of."""
    held = sum(row.quantity for row in reading.stock if fold(row.item) == material)
    held += sum(row.quantity for row in reading.open_orders if fold(row.item) == material)
    return held + sum(_too_much(reading, offer) for offer in reading.offers.values() if offer.item == material)
