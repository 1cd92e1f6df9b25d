"""Decides into which lanes a pair's shipments fall: one for each end use that events tell apart, one for the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planner.facts.facts import ItemFacts, LaneFacts, PairFacts, SupplierFacts
from planner.facts.horizon import Horizon
from planner.facts.names import Numbering
from planner.facts.reach import Reach
from planner.tables.choices import Event

MATERIAL = "material"


def split_lanes(
    pairs: Sequence[PairFacts],
    suppliers: Sequence[SupplierFacts],
    items: Sequence[ItemFacts],
    events: Iterable[Event],
    horizon: Horizon,
    end_uses: Numbering,
) -> tuple[LaneFacts, ...]:
    """The lanes of all pairs, pair by pair: the end uses named by availability events that match the pair, in the order
    the events name them, then None for all other goods. Materials are never split.

    Args:
        pairs, suppliers, items: whom the events may match.
        events: those that can happen, in the order of the case; one wholly outside the horizon tells nothing apart.
        horizon: the months that count.
        end_uses: spells an end use as it was first written.
    """
    telling = [event for event in events if event.effect == "availability" and event.end_use and _meets(horizon, event)]
    named: list[dict[str, str]] = [{} for _ in pairs]
    for event in telling:
        reach = Reach(event)
        reached = [reach.strength(supplier) > 0 for supplier in suppliers]
        meant = [item.kind != MATERIAL and reach.meets_item(item) for item in items]
        for pair, split in zip(pairs, named, strict=True):
            if reached[pair.supplier] and meant[pair.item]:
                for end_use in event.end_use:
                    split.setdefault(end_use.casefold(), end_uses.spelled(end_use))
    lanes: list[LaneFacts] = []
    for number, split in enumerate(named):
        lanes.extend(LaneFacts(number, end_use) for end_use in split.values())
        lanes.append(LaneFacts(number, None))
    return tuple(lanes)


def _meets(horizon: Horizon, event: Event) -> bool:
    first, last = horizon.window(event.from_month, event.to_month)
    return first <= last
