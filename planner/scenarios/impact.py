"""Decides what an event does to the numbers: which lanes, pairs or products it hits, how much, when, and known when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from planner.facts.facts import Facts
from planner.facts.horizon import Horizon
from planner.facts.reach import Reach, felt
from planner.tables.choices import Event

Numbers = NDArray[Any]
"""Floats; whole numbers for delay, booleans for closed."""


class Effect(Enum):
    """What an event changes; the value is the word of the case."""

    AVAILABILITY = "availability"
    PRICE = "price"
    DUTY = "duty"
    DELAY = "delay"
    DEMAND = "demand"
    CLOSED = "closed"


FACTORS = (Effect.AVAILABILITY, Effect.PRICE, Effect.DEMAND)
"""Effects whose values multiply; duty and delay add, closed is any."""


@dataclass(frozen=True, slots=True, eq=False)
class Impact:
    """An event in numbers.

    Attributes:
        number: tells it from all other impacts of the case.
        effect: what it changes.
        first, last: its months, clipped to the horizon, first <= last.
        known: month from which all of it is known, 0 for one announced before the start; None when it is seen only as
            it happens.
        numbers: its factor, rate, months or closure by lane (availability), product (demand) or pair (the others);
            neutral where it does not reach.
    """

    number: int
    effect: Effect
    first: int
    last: int
    known: int | None
    numbers: Numbers

    def covers(self, month: int) -> bool:
        return self.first <= month <= self.last


class Impacts:
    """Turns events into impacts; an event met before, in whatever scenario, is not worked out again."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._horizon = Horizon(facts.settings.start_month, facts.months)
        bought = {pair for supplier in facts.suppliers for pair in supplier.pairs}
        self._bought = np.array([pair in bought for pair in range(len(facts.pairs))], dtype=float)
        self._supplier_of = np.array([pair.supplier for pair in facts.pairs], dtype=np.intp)
        self._item_of = np.array([pair.item for pair in facts.pairs], dtype=np.intp)
        self._pair_of = np.array([lane.pair for lane in facts.lanes], dtype=np.intp)
        self._known: dict[Event, Impact | None] = {}

    def of(self, events: Sequence[Event]) -> tuple[Impact, ...]:
        """The impacts of events, in their order, without those wholly outside the horizon."""
        found: list[Impact] = []
        for event in events:
            anonymous = replace(event, scenario="", source=None)
            if anonymous not in self._known:
                self._known[anonymous] = self._impact(event)
            impact = self._known[anonymous]
            if impact is not None:
                found.append(impact)
        return tuple(found)

    def _impact(self, event: Event) -> Impact | None:
        effect = Effect(event.effect)
        first, last = self._horizon.window(event.from_month, event.to_month)
        if first > last:
            return None
        known = None if event.known_from is None else self._horizon.earliest(event.known_from)
        return Impact(len(self._known), effect, first, last, known, self._numbers(event, effect))

    def _numbers(self, event: Event, effect: Effect) -> Numbers:
        reach = Reach(event)
        if effect is Effect.DEMAND:
            hit = [reach.meets_product(product) for product in self._facts.products]
            return np.where(np.array(hit, dtype=bool), event.value, 1.0)
        strength = self._strength(reach)
        match effect:
            case Effect.AVAILABILITY:
                meant = np.array([reach.meets_end_use(lane.end_use) for lane in self._facts.lanes], dtype=bool)
                return np.where(meant, _felt(event.value, strength)[self._pair_of], 1.0)
            case Effect.PRICE:
                return _felt(event.value, strength)
            case Effect.DUTY:
                return np.where(strength > 0, event.value, 0.0)
            case Effect.DELAY:
                return np.where(strength > 0, round(event.value), 0)
            case _:
                return strength > 0

    def _strength(self, reach: Reach) -> NDArray[np.float64]:
        """How strongly each pair feels the event, 0 to 1."""
        by_supplier = np.array([reach.strength(supplier) for supplier in self._facts.suppliers], dtype=float)
        by_item = np.array([reach.meets_item(item) for item in self._facts.items], dtype=float)
        strength: NDArray[np.float64] = by_supplier[self._supplier_of] * by_item[self._item_of] * self._bought
        return strength


def _felt(value: float, strength: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.array([felt(value, float(one)) for one in strength], dtype=float)
