"""Decides how a plan is made of a relaxed one: starts as given, orders placed or not, lots filled, the rest exact."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import highspy
import numpy as np

from planner.solve.arrays import Arrays, Floats, Ints
from planner.solve.decisions import Decisions
from planner.solve.session import Ending, How, Session, Watch

SLOPES = 2
"""Rounds of slope scaling: each spreads what an order costs once over the quantity ordered in the round before (Kim and
Pardalos 1999)."""

PATIENCE = 0.3
"""How much of a least order must be missing before it is placed, where nothing stands still for it."""

DEAR = 2e-5
"""What a product's shortages may cost more for that, as a share of the whole."""

SMALL = 1e-6

NEAR = 30_000
"""Simplex steps from the last basis before it is given up; now and then one leads into a maze."""

NO_LIMIT = 2**31 - 1


class Rounding:
    """Makes feasible points with the starts given; keeps one session for all of them."""

    def __init__(
        self, arrays: Arrays, decisions: Decisions, *, seed: int, watch: Watch, seconds: Callable[[], float]
    ) -> None:
        self.arrays = arrays
        self.decisions = decisions
        self.watch = watch
        self.seconds = seconds
        self.session = Session(arrays, seed=seed, threads=1)
        self.session.relax(True)
        self._warm = False
        self._lowest = np.inf
        self._basis: highspy.HighsBasis | None = None
        self.starts = decisions.start_positions

    def plans(self, starts: Floats, *, thorough: bool = True) -> Iterator[tuple[Floats, float] | None]:
        """Feasible points with these starts, the cheapest of which the cost was asked, each with its objective as soon
        as it is found; None where a while of work has found none. What slopes lead to comes first.

        Args:
            starts: one 0 or 1 for each of ``decisions.starts``.
            thorough: try every patience, and slopes; else make do with the first point.
        """
        self._begin(starts, near=True)
        for values in reversed(list(self._relaxed())) if thorough else self._relaxed():
            patience = np.full(len(self.decisions.place), PATIENCE)
            point = self._placed(values, patience)
            yield point
            if point is not None and self._hurried(patience, values, point):
                yield self._placed(values, patience)
            if point is not None and not thorough:
                return
            self._free_orders()

    def _hurried(self, patience: Floats, relaxed: Floats, point: tuple[Floats, float]) -> bool:
        """Take the patience from orders of the products that are short of them; True when there are any."""
        values, objective = point
        found = False
        for short, feeds in zip(self.decisions.short, self.decisions.feeds, strict=True):
            more = float(self.arrays.cost[short] @ (values[short] - relaxed[short]))
            if more > DEAR * max(1.0, abs(objective)) and len(feeds):
                patience[feeds] = 0.0
                found = True
        return found

    def given(self, values: Floats) -> tuple[Floats, float] | None:
        """The feasible point with the whole values of another point, all else solved around them; None without one."""
        d = self.decisions
        starts, placed, lots = values[self.starts], values[d.place], values[d.lots]
        self._begin(starts)
        self._orders(placed, placed)
        self._lots(lots, lots)
        ending = self._solved()
        self._free_orders()
        if ending.how is not How.OPTIMAL or ending.values is None or ending.objective is None:
            return None
        return _whole(_whole(ending.values, d.place, placed), d.lots, lots), ending.objective

    def cost(self, starts: Floats, *, near: bool = False) -> float:
        """What a plan with these starts costs when orders are relaxed; without end where there is none.

        Args:
            starts: one 0 or 1 for each of ``decisions.starts``.
            near: they differ little from the cheapest so far, whose basis is worth starting from.
        """
        self._begin(starts, near)
        ending = self._solved()
        cost = ending.objective if ending.how is How.OPTIMAL and ending.objective is not None else np.inf
        if cost < self._lowest:
            self._lowest, self._basis = cost, self.session.basis()
        return cost

    def _solved(self) -> Ending:
        """The session solved from its last basis, or afresh where that leads nowhere."""
        self.session.option("simplex_iteration_limit", NEAR if self._warm else NO_LIMIT)
        ending = self.session.solve(self.watch, seconds=self.seconds())
        if ending.how is How.LIMIT:
            self.session.forget()
            self.session.option("simplex_iteration_limit", NO_LIMIT)
            ending = self.session.solve(self.watch, seconds=self.seconds())
        self._warm = True
        return ending

    def _begin(self, starts: Floats, near: bool = False) -> None:
        if len(self.starts):
            self.session.bounds(self.starts, starts, starts)
        self._free_orders()
        if near and self._basis is not None:
            self.session.return_to(self._basis)
        else:
            self.session.forget()
            self._warm = False

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

    def _relaxed(self) -> Iterator[Floats]:
        """Relaxed plans, each with what an order costs once spread over the quantity of the one before."""
        d = self.decisions
        fee = self.arrays.cost[d.place]
        once = fee
        for _ in range(SLOPES if len(d.place) else 1):
            if len(d.place):
                self.session.costs(d.place, once)
            ending = self._solved()
            if ending.how is not How.OPTIMAL or ending.values is None:
                break
            if len(d.place):
                self.session.costs(d.place, fee)
            yield ending.values
            if len(d.place):
                once = self._spread(ending.values[d.order_of_place])
        if len(d.place):
            self.session.costs(d.place, fee)

    def _spread(self, ordered: Floats) -> Floats:
        """The cost of each place column that charges an order's own once-cost on the quantity just ordered.

        The once-cost is the fee, and for an order below the least one what holding the excess costs while it is used.
        """
        d = self.decisions
        quantity = np.where(ordered > SMALL, ordered, np.maximum(d.least, SMALL))
        excess = np.maximum(d.least - quantity, 0.0)
        months = np.minimum(excess / np.maximum(quantity, SMALL), 12.0)
        once = self.arrays.cost[d.place] + d.probability * d.holding * excess * months / 2.0
        return np.where(d.most > 0, once * d.most / np.maximum(quantity, d.least), once)

    def _lumps(self, ordered: Floats, patience: Floats) -> Floats:
        """Which orders to place: each is at least as large as pays, and serves what follows until it is used up.

        Walking each path from the start, an order of the relaxed plan is placed when what was ordered ahead does not
        cover it; then it brings the larger of the least order and the economic lot of its offer. Where twelve
        months are capped it brings no more than the least, and waits when there is no room even for that. It also waits
        until what is missing is the share ``patience`` of its least order: a source of which the relaxed plan wants
        little is then left out, where others can do without it.
        """
        d = self.decisions
        ordered = np.maximum(ordered, 0.0)
        rate = np.zeros(int(d.source.max()) + 1)
        np.add.at(rate, d.source, ordered * d.probability)
        fee = self.arrays.cost[d.place] / np.maximum(d.probability, 1e-12)
        months = np.zeros_like(rate)
        np.add.at(months, d.source, d.probability)
        monthly = rate[d.source] / np.maximum(months[d.source], 1e-12)
        lot = np.sqrt(2.0 * fee * monthly / np.maximum(d.holding, 1e-9))
        lot = np.where(np.isinf(d.cap), np.minimum(np.maximum(lot, d.least), d.most), d.least)
        placed = np.zeros(len(ordered))
        ahead = np.zeros(len(ordered))
        for at, quantity in enumerate(ordered):
            before = d.before[at]
            left = (ahead[before] if before >= 0 else 0.0) - quantity
            held = sum(placed[other] * d.least[other] for other in d.year[at])
            if (
                quantity > SMALL
                and left < -max(1e-3 * quantity, patience[at] * d.least[at])
                and held + d.least[at] <= d.cap[at]
            ):
                placed[at] = 1.0
                left += max(quantity, lot[at])
            ahead[at] = left
        return placed

    def _placed(self, values: Floats, patience: Floats) -> tuple[Floats, float] | None:
        """Orders placed as lumps, lots filled up, everything else solved around them."""
        d = self.decisions
        placed = self._lumps(values[d.order_of_place], patience) if len(d.place) else np.zeros(0)
        self._orders(placed, placed)
        ending = self._solved()
        if ending.how is How.INFEASIBLE:  # some least orders break a cap: keep those that fit
            self._orders(np.zeros(len(placed)), placed)
            ending = self._solved()
            if ending.values is not None:
                fits = ending.values[d.order_of_place] >= np.maximum(d.least - SMALL, SMALL)
                placed = placed * fits
                self._orders(placed, placed)
                ending = self._solved()
        if ending.how is not How.OPTIMAL or ending.values is None or ending.objective is None:
            return None
        if not len(d.lots):
            return _whole(ending.values, d.place, placed), ending.objective
        for way in (np.ceil, np.round, np.floor):
            lots = way(ending.values[d.lots] - (SMALL if way is np.ceil else -SMALL))
            lots = np.maximum(lots, 0.0)
            self._lots(lots, lots)
            filled = self._solved()
            if filled.how is How.OPTIMAL and filled.values is not None and filled.objective is not None:
                return _whole(_whole(filled.values, d.place, placed), d.lots, lots), filled.objective
        return None


def _whole(values: Floats, positions: Ints, exact: Floats) -> Floats:
    """The point with the named columns at their exact values."""
    made = values.copy()
    made[positions] = exact
    return made
