"""Decides how a plan is made of a relaxed one: starts as given, orders placed or not, lots filled, the rest exact."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from planner.solve.arrays import Arrays, Floats, Ints
from planner.solve.decisions import Decisions
from planner.solve.session import Ending, How, Session, Watch

SLOPES = 3
"""Rounds of slope scaling: each spreads an order's fee over the quantity ordered in the round before (Kim and Pardalos
1999)."""

WORTH_PLACING = (0.5, 1.0, 0.0)
"""Orders of at least this share of the least order are placed and raised to it, the others dropped; tried in turn."""

SMALL = 1e-6


class Rounding:
    """Makes feasible points with the starts given; keeps one session for all of them."""

    def __init__(
        self, arrays: Arrays, decisions: Decisions, *, seed: int, watch: Watch, seconds: Callable[[], float]
    ) -> None:
        self.arrays = arrays
        self.decisions = decisions
        self.watch = watch
        self.seconds = seconds
        self.session = Session(arrays, seed=seed)
        self.session.relax(True)
        self.starts = decisions.start_positions

    def plan(self, starts: Floats) -> tuple[Floats, float] | None:
        """A feasible point with these starts (one 0 or 1 for each of ``decisions.starts``) and its objective."""
        if len(self.starts):
            self.session.bounds(self.starts, starts, starts)
        self._free_orders()
        ending = self._sloped()
        if ending is None or ending.values is None:
            return None
        for share in WORTH_PLACING:
            point = self._placed(ending.values, share)
            if point is not None:
                return point
        return None

    def _free_orders(self) -> None:
        d = self.decisions
        self._orders(np.zeros(len(d.place)), np.ones(len(d.place)))
        self._lots(np.zeros(len(d.lots)), np.full(len(d.lots), np.inf))

    def _orders(self, lower: Floats, upper: Floats) -> None:
        if len(self.decisions.place):
            self.session.bounds(self.decisions.place, lower, upper)

    def _lots(self, lower: Floats, upper: Floats) -> None:
        if len(self.decisions.lots):
            self.session.bounds(self.decisions.lots, lower, upper)

    def _sloped(self) -> Ending | None:
        """The relaxed plan in which each order's fee is spread over what is likely to be ordered at once."""
        d = self.decisions
        fee = self.arrays.cost[d.place]
        usual = np.maximum(d.least, SMALL)
        ending: Ending | None = None
        for turn in range(SLOPES if len(d.place) else 1):
            if len(d.place):
                slope = np.where(usual > SMALL, fee * d.most / np.maximum(usual, SMALL), fee)
                self.session.costs(d.place, np.maximum(slope, fee))
            now = self.session.solve(self.watch, seconds=self.seconds())
            if now.how is not How.OPTIMAL or now.values is None:
                return ending
            ending = now
            ordered = now.values[d.order_of_place] if len(d.place) else np.zeros(0)
            if turn == 0 and not np.any(fee > 0):
                break
            usual = np.where(ordered > SMALL, np.maximum(ordered, d.least), usual)
        if len(d.place):
            self.session.costs(d.place, fee)
        return ending

    def _placed(self, values: Floats, share: float) -> tuple[Floats, float] | None:
        """Orders placed where they are worth it, lots filled up, everything else solved around them."""
        d = self.decisions
        ordered = values[d.order_of_place] if len(d.place) else np.zeros(0)
        placed = ((ordered > SMALL) & (ordered >= share * d.least)).astype(float)
        self._orders(placed, placed)
        ending = self.session.solve(self.watch, seconds=self.seconds())
        if ending.how is not How.OPTIMAL or ending.values is None or ending.objective is None:
            return None
        if not len(d.lots):
            return _whole(ending.values, d.place, placed), ending.objective
        for way in (np.ceil, np.round, np.floor):
            lots = way(ending.values[d.lots] - (SMALL if way is np.ceil else -SMALL))
            lots = np.maximum(lots, 0.0)
            self._lots(lots, lots)
            filled = self.session.solve(self.watch, seconds=self.seconds())
            if filled.how is How.OPTIMAL and filled.values is not None and filled.objective is not None:
                return _whole(_whole(filled.values, d.place, placed), d.lots, lots), filled.objective
        return None


def _whole(values: Floats, positions: Ints, exact: Floats) -> Floats:
    """The point with the named columns at their exact values."""
    made = values.copy()
    made[positions] = exact
    return made
