"""Decides what is true in a month when several events act together, and whether two months are alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from planner.facts.facts import Facts
from planner.scenarios.impact import FACTORS, Effect, Impact, Numbers

Plain = tuple[Any, ...]
"""Plain Python floats; whole numbers for delay, booleans for closed."""

DECIMALS = 12
"""Rates and factors are compared to this many decimals (units of demand to three less): 0.1 + 0.2 and 0.3 are alike."""

Row = tuple[int, ...]
"""What is true in a month: for each effect, in the order of ``Effect``, the number of its numbers. Equal rows, equal
numbers."""


class Ledger:
    """Works out the numbers of every set of events that acts together, and keeps each distinct one once."""

    def __init__(self, facts: Facts) -> None:
        self._demand = np.array([product.demand for product in facts.products], dtype=float).reshape(-1, facts.months)
        width = {Effect.AVAILABILITY: len(facts.lanes), Effect.DEMAND: len(facts.products)}
        kind: dict[Effect, type] = {Effect.DELAY: np.int64, Effect.CLOSED: np.bool_}
        self._neutral: dict[Effect, Numbers] = {
            effect: np.full(width.get(effect, len(facts.pairs)), effect in FACTORS, dtype=kind.get(effect, np.float64))
            for effect in Effect
        }
        self._number_of: dict[Effect, dict[bytes, int]] = {effect: {} for effect in Effect}
        self._kept: dict[Effect, list[Plain]] = {effect: [] for effect in Effect}
        self._together: dict[tuple[Effect, int, tuple[int, ...]], int] = {}

    def row(self, month: int, acting: Sequence[Impact]) -> Row:
        """What is true in ``month`` under impacts that act together, in whatever order they come."""
        return tuple(self._entry(effect, month, [one for one in acting if one.effect is effect]) for effect in Effect)

    def numbers(self, effect: Effect, row: Row) -> Plain:
        """The numbers of a row: by lane for availability, by product for demand (units), by pair for the others."""
        return self._kept[effect][row[tuple(Effect).index(effect)]]

    def _entry(self, effect: Effect, month: int, acting: Sequence[Impact]) -> int:
        in_month = month if effect is Effect.DEMAND else 0  # planned demand differs from month to month
        key = (effect, in_month, tuple(sorted(one.number for one in acting)))
        known = self._together.get(key)
        if known is None:
            numbers = _together(effect, [self._neutral[effect], *(one.numbers for one in acting)])
            if effect is not Effect.CLOSED:
                numbers = _rounded(numbers, DECIMALS)
            if effect is Effect.DEMAND:
                planned = self._demand[:, month]
                numbers = np.where(numbers == 1.0, planned, _rounded(planned * numbers, DECIMALS - 3))
            known = self._together[key] = self._keep(effect, numbers)
        return known

    def _keep(self, effect: Effect, numbers: Numbers) -> int:
        kept = self._kept[effect]
        number = self._number_of[effect].setdefault(numbers.tobytes(), len(kept))
        if number == len(kept):
            kept.append(tuple(numbers.tolist()))
        return number


def _together(effect: Effect, listed: Iterable[Numbers]) -> Numbers:
    """Factors multiplied, rates and months added, closures joined. Sorted first, number by number, so that the order of
    the events makes no difference in the last bit; neutral numbers among them change nothing."""
    stack = np.sort(np.stack(list(listed)), axis=0)
    if effect is Effect.CLOSED:
        closed: Numbers = np.any(stack, axis=0)
        return closed
    result: Numbers = stack[0]
    for numbers in stack[1:]:
        result = result * numbers if effect in FACTORS else result + numbers
    return result


def _rounded(numbers: Numbers, decimals: int) -> Numbers:
    """Rounded where that says anything: beyond a million the last decimals are noise anyway. Never a negative zero."""
    small = np.abs(numbers) < 1e6
    rounded: Numbers = np.where(small, np.round(np.where(small, numbers, 0), decimals) + 0, numbers)
    return rounded
