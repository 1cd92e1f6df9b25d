"""Decides whether limits and stores can be kept from the start, with what is there and on its way."""

from __future__ import annotations

import math
from collections.abc import Iterator

from planner.checks import words
from planner.checks.joined import Joined
from planner.checks.rule import Rule, Spot, warning
from planner.facts.cover import need_ahead
from planner.facts.facts import LimitFacts

SHORT = 1 - 1e-9
"""Less than this share of what is asked for is short of it: sums are not exact."""


def cover_above_store(joined: Joined) -> Iterator[Spot]:
    """The least cover of an item fits into its store."""
    for limit in _hard(joined, "min_cover"):
        full = []
        for number in limit.items:
            item = joined.facts.items[number]
            most = max((_cover(joined, limit, number, t) for t in range(limit.first, limit.last + 1)), default=0.0)
            if item.max_stock is not None and item.max_stock < most * SHORT:
                full.append(f"{item.name} (holds {words.number(item.max_stock)}, cover takes {words.rounded(most)})")
        if full:
            yield _of_limit(
                limit,
                f"asks for more than the store can hold of {words.listed(full, most=3)}. Lower the cover, give it a "
                "penalty, or raise the store limit.",
                "value",
            )


def cover_out_of_reach(joined: Joined) -> Iterator[Spot]:
    """The least cover does not hold before anything ordered can arrive, unless what is in store suffices."""
    for limit in _hard(joined, "min_cover"):
        short = [one for number in limit.items if (one := _short_of_cover(joined, limit, number))]
        if short:
            yield _of_limit(
                limit,
                f"cannot be kept from the start: {words.listed(short, most=3)}, before anything ordered now can "
                "arrive. Let it begin later, lower it, or give it a penalty.",
                "from_month",
            )


def fill_out_of_reach(joined: Joined) -> Iterator[Spot]:
    """The least fill can be reached although nothing ordered arrives at once."""
    facts = joined.facts
    for limit in _hard(joined, "min_fill"):
        months = range(limit.first, limit.last + 1)
        wanted = math.fsum(facts.products[p].demand[t] for p in limit.products for t in months)
        lost = {p: one for p in limit.products if (one := _lost_at_first(joined, p, limit)) > 0}
        if wanted and wanted - math.fsum(lost.values()) < limit.value * wanted * SHORT:
            most = 1 - math.fsum(lost.values()) / wanted
            short = words.names(facts.products[p].name for p in lost)
            yield _of_limit(
                limit,
                f"cannot be kept: at most {words.rounded(round(most, 4))} can be delivered, for before anything "
                f"ordered now can arrive too little is in store for {short}. Let it "
                "begin later, lower it, or give it a penalty.",
                "value",
            )


def stock_above_limit(joined: Joined) -> Iterator[Spot]:
    """What is in store, and surely comes, can be used up in time for the limits on stock."""
    facts = joined.facts
    for limit in _hard(joined, "max_cover", "max_stock_value"):
        for month in range(limit.first, limit.last + 1):
            if limit.kind == "max_cover":
                over = [
                    words.quoted(facts.items[i].name)
                    for i in limit.items
                    if joined.least_stock(i, month) * SHORT > _cover(joined, limit, i, month)
                ]
                said = f"too much of {words.listed(over, most=3)}"
            else:
                value = math.fsum(joined.least_stock(i, month) * facts.items[i].standard_cost for i in limit.items)
                over = [words.rounded(value)] * (value * SHORT > limit.value)
                said = f"stock worth at least {''.join(over)}"
            if over:
                yield _of_limit(
                    limit,
                    f"cannot be kept: at the end of {joined.month(month).words()} there is {said}, even if nothing is "
                    "ordered. Let it begin later, raise it, or give it a penalty.",
                    "from_month",
                )
                break


def store_overflows(joined: Joined) -> Iterator[Spot]:
    """What is in store, and has left its supplier, fits into the store."""
    facts = joined.facts
    for number, item in enumerate(facts.items):
        if item.max_stock is None:
            continue
        for month in range(facts.months):
            least = joined.least_stock(number, month)
            if least * SHORT > item.max_stock:
                yield Spot(
                    f"With the open orders on their way at least {words.rounded(least)} of {words.quoted(item.name)} "
                    f"lie in store at the end of {joined.month(month).words()}, but it holds only "
                    f"{words.number(item.max_stock)}: no plan is possible. Raise the store limit, or correct the open "
                    "orders.",
                    "items",
                    number,
                    "max_stock",
                )
                break


def _of_limit(limit: LimitFacts, said: str, field: str) -> Spot:
    return Spot(f"The limit in row {limit.row + 1} of Limits ({limit.words}) {said}", "limits", limit.row, field)


def _hard(joined: Joined, *kinds: str) -> Iterator[LimitFacts]:
    """The limits of these kinds that may not be broken."""
    for limit in joined.facts.limits:
        if limit.kind in kinds and limit.penalty is None:
            yield limit


def _cover(joined: Joined, limit: LimitFacts, item: int, month: int) -> float:
    """Units that are as many months of cover as a limit says, at the end of a month."""
    return need_ahead(joined.facts.items[item].need, month, limit.value)


def _arrives(joined: Joined, item: int) -> int:
    """The first month in which newly ordered goods of an item can arrive; T if not within the horizon."""
    offers = (o for pair in joined.facts.items[item].pairs for o in joined.facts.pairs[pair].offers)
    arrivals = [month for o in offers if (month := joined.first_arrival[o]) is not None]
    return min(arrivals, default=joined.facts.months)


def _there_by(joined: Joined, item: int, month: int) -> float:
    """Units in store at the start and on order that can be there by a month."""
    return joined.opening[item] + math.fsum(units for due, units in joined.coming[item] if due <= month)


def _short_of_cover(joined: Joined, limit: LimitFacts, number: int) -> str:
    """Where an item cannot have the cover asked for even if none of it is used, in words; empty if nowhere."""
    for month in range(limit.first, min(limit.last + 1, _arrives(joined, number))):
        asked = _cover(joined, limit, number, month)
        most = _there_by(joined, number, month)
        if most < asked * SHORT:
            return (
                f"in {joined.month(month).words()} {words.rounded(asked)} of "
                f"{words.quoted(joined.facts.items[number].name)} are asked for and at most {words.rounded(most)} can "
                "be there"
            )
    return ""


def _lost_at_first(joined: Joined, number: int, limit: LimitFacts) -> float:
    """Units of a product that are lost within a limit's months whatever is done: wanted before anything ordered arrives
    and before a redesign is ready, beyond what the store is enough for. 0 where customers wait."""
    facts = joined.facts
    product = facts.products[number]
    if product.backorder_cost is not None:
        return 0.0
    redesigns = [one for one in facts.redesigns if one.product == number]
    ready = min(
        ((one.earliest if one.started is None else one.started) + one.months for one in redesigns), default=facts.months
    )
    lost = 0.0
    for item, units in facts.designs[product.designs[0]].use:
        until = min(_arrives(joined, item), max(0, ready), limit.last + 1)
        wanted = math.fsum(product.demand[limit.first : until])
        if until > limit.first:
            lost = max(lost, wanted - _there_by(joined, item, until - 1) / units)
    return lost


RULES: tuple[Rule[Joined], ...] = (
    warning(cover_above_store),
    warning(cover_out_of_reach),
    warning(fill_out_of_reach),
    warning(stock_above_limit),
    warning(store_overflows),
)
