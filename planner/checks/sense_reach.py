"""Decides whether events, limits and redesigns reach something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from planner.checks import words
from planner.checks.joined import Joined
from planner.checks.rule import Rule, Spot, warning
from planner.checks.sense_events import FILTERS, NEUTRAL
from planner.tables.choices import Event, RedesignChange

FREE_NAMES = ("country", "element", "end_use")
"""Filters whose names refer to no row of their own."""

COVERS = ("min_cover", "max_cover")


def redesign_item_unused(joined: Joined) -> Iterator[Spot]:
    """What a redesign no longer uses is in its product's base design."""
    facts = joined.facts
    redesigns = {one.name.casefold(): one for one in facts.redesigns}
    for row, change in enumerate(joined.sight.rows(RedesignChange)):
        product = facts.products[redesigns[change.redesign.casefold()].product]
        base = facts.designs[product.designs[0]]
        if joined.item_numbers[change.item.casefold()] not in dict(base.use):
            known = words.Names(facts.items[item].name for item, _ in base.use)
            yield Spot(
                f"{words.quoted(change.redesign)} takes {words.quoted(change.item)} out of "
                f"{words.quoted(product.name)}, which does not contain it, so this row changes nothing."
                f"{known.did_you_mean(change.item)} Correct the item, or the bill of materials.",
                "redesign_changes",
                row,
                "item",
            )


def event_reaches_nobody(joined: Joined) -> Iterator[Spot]:
    """An event meets an offer, or a product, that all its filters match."""
    for row, event, impact in joined.impacts:
        if impact is None and event.value != NEUTRAL.get(event.effect) and not _idle_filter(joined, event):
            whom = "product" if event.effect == "demand" else "offer"
            yield Spot(
                f"The event in row {row + 1} of Events matches no {whom}, so it has no effect: all its filters must "
                "match together. Correct them, or leave some blank.",
                "events",
                row,
                "effect",
            )


def closed_without_effect(joined: Joined) -> Iterator[Spot]:
    """Where an event closes suppliers to new business, something new could have begun with them."""
    facts = joined.facts
    for row, event, impact in joined.impacts:
        if event.effect != "closed" or impact is None:
            continue
        offers = [
            facts.offers[o] for pair, hit in zip(facts.pairs, impact.numbers, strict=True) if hit for o in pair.offers
        ]
        approvals = {o.qualification for o in offers if o.qualification is not None}
        open_ones = any(facts.qualifications[q].started is None for q in approvals)
        if not open_ones and all(facts.contracts[c].signed for offer in offers for c in offer.contracts):
            yield Spot(
                f"The event in row {row + 1} of Events closes suppliers with whom no qualification can start and no "
                "contract be signed, so it has no effect. To stop goods from leaving, use "
                "availability 0.",
                "events",
                row,
                "effect",
            )


def share_of_nothing(joined: Joined) -> Iterator[Spot]:
    """Where only a share may leave, it is known of what: the supplier has a capacity."""
    facts = joined.facts
    unbounded = [
        facts.pairs[lane.pair].capacity is None and facts.suppliers[facts.pairs[lane.pair].supplier].capacity_kg is None
        for lane in facts.lanes
    ]
    for row, event, impact in joined.impacts:
        if event.effect != "availability" or impact is None:
            continue
        hit = [
            facts.lanes[number].pair
            for number, share in enumerate(impact.numbers)
            if 0 < share < 1 and unbounded[number]
        ]
        if hit:
            pairs = [facts.pairs[pair] for pair in dict.fromkeys(hit)]
            called = [f"{facts.items[one.item].name} from {facts.suppliers[one.supplier].name}" for one in pairs]
            yield Spot(
                f"The event in row {row + 1} of Events lets only a share leave of {words.names(called, most=3)}, but "
                "no capacity is given there: a share of something unknown bounds nothing. Add a Capacity row for it.",
                "events",
                row,
                "value",
            )


def limit_matches_nothing(joined: Joined) -> Iterator[Spot]:
    """A limit meets an offer or an item that is needed."""
    for limit in joined.facts.limits:
        share = limit.kind in ("max_share", "min_share")
        idle = limit.kind in COVERS and not any(any(joined.facts.items[i].need) for i in limit.items)
        if (share and not limit.offers) or idle:
            what = "no offer matches all its filters" if share else "no item it is about is needed"
            yield Spot(
                f"The limit in row {limit.row + 1} of Limits ({limit.words}) limits nothing: {what}. Correct its "
                "filters.",
                "limits",
                limit.row,
                "limit",
            )


def share_of_everything(joined: Joined) -> Iterator[Spot]:
    """What a share is taken of is more than the share itself: somebody else offers it too."""
    for limit in joined.facts.limits:
        if limit.kind == "max_share" and limit.value < 1 and limit.offers and limit.offers == limit.of_offers:
            yield Spot(
                f"The limit in row {limit.row + 1} of Limits ({limit.words}) allows less than all of offers beside "
                "which there are no others: their share is always 1, and "
                f"{'nothing can be bought' if limit.penalty is None else 'it is always broken'}. Name the suppliers or "
                "countries whose share is limited, or add other offers.",
                "limits",
                limit.row,
                "value",
            )


def _idle_filter(joined: Joined, event: Event) -> bool:
    """Whether one of the filters by free names matches nothing even alone, which other rules say."""
    for field in FREE_NAMES:
        alone: dict[str, Any] = {other: () for other in FILTERS if other != field}
        if getattr(event, field) and joined.impact(replace(event, **alone)) is None:
            return True
    return False


RULES: tuple[Rule[Joined], ...] = (
    warning(redesign_item_unused),
    warning(event_reaches_nobody),
    warning(closed_without_effect),
    warning(share_of_nothing),
    warning(limit_matches_nothing),
    warning(share_of_everything),
)
