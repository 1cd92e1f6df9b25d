"""Decides which valid inequalities the linear relaxation breaks, so that a fraction of a start no longer pays.

Both families say the same of goods on their way through a pool: what has arrived by a node was either used by then or
is still there. What can be used is known from demand, so arrivals that need a yes-or-no decision are bounded by that
demand times the decision plus the stock left (Barany, Van Roy and Wolsey 1984, for lot sizing; here along a tree).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.model.bounds import largest_use
from planner.model.build import Model
from planner.model.program import Column
from planner.model.variables import counts
from planner.solve.arrays import Floats

TOLERANCE = 1e-4
"""Least violation, as a share of the demand in the window, worth a cut."""

Terms = dict[int, float]
Arrivals = dict[int, list[Column]]


Key = tuple[int, ...]
"""What a cut is about: (0, qualification, pool, node, first month), or (1, offer, node, nodes of the orders chosen)."""

BY_QUALIFICATION, BY_ORDER = 0, 1


@dataclass(frozen=True, slots=True)
class Cut:
    """sum of factor * column <= right, with the positions of the columns; ``key`` says what it is about."""

    terms: Terms
    right: float
    key: Key


_Arrived = tuple[int, Column, Column, float]
"""An order that has arrived by a node: where it was placed, its two columns, what can be used of it from then on."""


class Cuts:
    """The families of cuts of one model; ``broken`` finds those a point breaks."""

    def __init__(self, model: Model) -> None:
        self.sets = model.sets
        self.v = model.variables
        self.facts = model.sets.facts
        tolled = {item for offer in self.facts.offers for item, _ in offer.tolling}
        self.need, self.total = self._needs(tolled)
        self.arriving = self._arriving()
        self.coming = self._on_the_way()
        self.places: dict[int, dict[int, Column]] = defaultdict(dict)
        for (o, n), place in self.v.place.items():
            self.places[o][n] = place

    def broken(self, values: Floats) -> list[Cut]:
        """The cuts of both families that a point of the relaxation breaks."""
        return [*self._by_qualification(values), *self._by_order(values)]

    def about(self, key: Key) -> Cut | None:
        """The cut about what is named, with the figures of this model; None where it has no such thing."""
        kind, one, *rest = key
        if kind == BY_QUALIFICATION:
            g, n, start = rest
            arrivals = self.arriving.get((one, g))
            if arrivals is None or n >= len(self.sets.month):
                return None
            lead, opened = self._under(one, g)
            gates = {m: self._gate(one, m, lead) for m in self.sets.paths[n][start:]}
            return Cut(self._window(g, n, start, arrivals, gates), opened, key)
        n, *nodes = rest
        pools = self._pools(one) if one in self.places else []
        if not pools or n >= len(self.sets.month) or not all(self.total.get(g) for g in pools):
            return None
        arrived = [order for order in self._arrived(one, n, self._total(pools)) if order[0] in nodes]
        return self._order_cut(one, n, arrived, self._left(one, n, pools))

    def _needs(self, tolled: set[int]) -> tuple[dict[int, list[float]], dict[int, list[float]]]:
        """By pool that is used in products alone: the most used at each node, and summed along its path.

        Where units may be late, a node may use all that was wanted before: its own need is then the sum.
        """
        need: dict[int, list[float]] = {}
        total: dict[int, list[float]] = {}
        demand, paths = self.sets.tree.outlook.demand, self.sets.paths
        for g, pool in enumerate(self.facts.pools):
            if pool.item in tolled:
                continue
            prompt = [p for p in pool.products if self.facts.products[p].backorder_cost is None]
            late = [p for p in pool.products if p not in prompt]
            units = {p: largest_use(self.facts, p, pool.item) for p in pool.products}
            here = [sum(units[p] * demand[n][p] for p in prompt) for n in range(len(paths))]
            owed = [sum(units[p] * demand[m][p] for p in late for m in path) for path in paths]
            need[g] = [a + b for a, b in zip(here, owed, strict=True)]
            total[g] = [sum(here[m] for m in path) for path in paths]
            if late:
                total[g] = []  # what is late may be built at any later time: windows do not help
        return need, total

    def _arriving(self) -> dict[tuple[int, int], dict[int, list[Column]]]:
        """By qualification to come and pool: at each node the shipments that arrive under it."""
        found: dict[tuple[int, int], dict[int, list[Column]]] = defaultdict(dict)
        for (g, n), ships in self.sets.arrivals.items():
            if g not in self.need:
                continue
            for part, m in ships:
                q = self.facts.offers[self.facts.parts[part].offer].qualification
                if q is not None and self.facts.qualifications[q].started is None:
                    found[q, g].setdefault(n, []).append(self.v.ship[part, m])
        return found

    def _on_the_way(self) -> dict[int, dict[int, list[Column]]]:
        """By offer and node: its shipments that have left on the way to the node and not arrived by it."""
        found: dict[int, dict[int, list[Column]]] = defaultdict(lambda: defaultdict(list))
        placed = {o for o, _ in self.v.place}
        for part, m in self.sets.ships:
            offer = self.facts.parts[part].offer
            if offer in placed:
                until = self.sets.arrival[part, m] - self.sets.month[m]
                for later in self.sets.below[m][:until]:
                    for n in later:
                        found[offer][n].append(self.v.ship[part, m])
        return found

    def _by_qualification(self, values: Floats) -> list[Cut]:
        """Sum over a window of arrivals under q <= sum over it of need * (1 when q allows them) + stock left.

        Open orders came before q: they are added on the right.
        """
        cuts: list[Cut] = []
        for (q, g), arrivals in self.arriving.items():
            cuts += self._windows(values, (q, g), arrivals, *self._under(q, g))
        return cuts

    def _under(self, q: int, g: int) -> tuple[int, float]:
        """The shortest lead time of a qualification's offers into a pool, and what was ordered of them before."""
        offers = [o for o in self.facts.qualifications[q].offers if g in self._pools(o)]
        lead = min(self.facts.offers[o].production + self.facts.offers[o].transit for o in offers)
        return lead, sum(one.quantity for one in self.facts.waiting if one.offer in offers)

    def _pools(self, o: int) -> list[int]:
        return sorted({self.facts.parts[part].pool for part in self.facts.offers[o].parts})

    def _gate(self, q: int, n: int, lead: int) -> Column | None:
        """The start that lets what arrives at a node have been ordered; None where none can have been made by then."""
        t = self.sets.month[n]
        if t < lead:
            return None
        ready, _ = counts(q, self.sets.qualifications[q], self.v.qualified, self.sets.paths[n][t - lead], self.sets)
        return ready[0][0] if ready else None

    def _windows(self, values: Floats, key: tuple[int, int], arrivals: Arrivals, lead: int, opened: float) -> list[Cut]:
        """For each node the window ending there that is broken most; only those no later node breaks more."""
        q, g = key
        sets, need = self.sets, self.need[g]
        best: list[float] = []
        start: list[int] = []
        gates: dict[int, Column | None] = {}
        broken: dict[int, float] = {}
        for n, t in enumerate(sets.month):
            gate = gates[n] = self._gate(q, n, lead)
            ready_share = 0.0 if gate is None else values[gate.position]
            here = sum(values[ship.position] for ship in arrivals.get(n, ())) - need[n] * ready_share
            parent = sets.parent[n]
            carries = parent >= 0 and best[parent] > 0
            best.append(here + (best[parent] if carries else 0.0))
            start.append(start[parent] if carries else t)
            stock = self.v.stock.get((g, n))
            excess = best[n] - opened - (values[stock.position] if stock is not None else 0.0)
            if excess > TOLERANCE * max(1.0, need[n]):
                broken[n] = excess
        return [
            Cut(self._window(g, n, start[n], arrivals, gates), opened, (BY_QUALIFICATION, q, g, n, start[n]))
            for n, excess in broken.items()
            if not any(broken.get(child, 0.0) >= excess for later in sets.below[n][1:] for child in later)
        ]

    def _window(self, g: int, n: int, start: int, arrivals: Arrivals, gates: dict[int, Column | None]) -> Terms:
        terms: Terms = defaultdict(float)
        for m in self.sets.paths[n][start:]:
            for ship in arrivals.get(m, ()):
                terms[ship.position] += 1.0
            gate = gates[m]
            if gate is not None:
                terms[gate.position] -= self.need[g][m]
        stock = self.v.stock.get((g, n))
        if stock is not None:
            terms[stock.position] -= 1.0
        return dict(terms)

    def _by_order(self, values: Floats) -> list[Cut]:
        """Sum over chosen orders <= sum of need from each arrival to a node * place + all that is left there."""
        cuts: list[Cut] = []
        for o in self.places:
            pools = self._pools(o)
            if all(self.total.get(g) for g in pools):
                cuts += self._orders_of(values, o, pools)
        return cuts

    def _orders_of(self, values: Floats, o: int, pools: list[int]) -> list[Cut]:
        cuts = []
        total = self._total(pools)
        most = TOLERANCE * max(1.0, total[-1] / len(total))
        for n in range(len(self.sets.month)):
            chosen: list[_Arrived] = []
            excess = 0.0
            for one in self._arrived(o, n, total):
                _, order, place, window = one
                over = values[order.position] - window * values[place.position]
                if over > 0:
                    chosen.append(one)
                    excess += over
            if not chosen:
                continue
            left = self._left(o, n, pools)
            if excess - sum(values[column.position] for column in left) > most:
                cuts.append(self._order_cut(o, n, chosen, left))
        return cuts

    def _total(self, pools: Sequence[int]) -> list[float]:
        """By node the most that can be used of some pools up to it."""
        return [sum(self.total[g][n] for g in pools) for n in range(len(self.sets.month))]

    def _arrived(self, o: int, n: int, total: Sequence[float]) -> Iterator[_Arrived]:
        """The orders of an offer that have arrived by a node."""
        sets, offer, places = self.sets, self.facts.offers[o], self.places[o]
        lead = offer.production + offer.transit
        path = sets.paths[n]
        for m in path[: max(0, sets.month[n] - lead + 1)]:
            if m in places:
                arrives = sets.month[m] + lead
                window = total[n] - (total[path[arrives - 1]] if arrives > 0 else 0.0)
                yield m, self.v.order[o, m], places[m], min(window, self.v.bounds[o, m])

    def _order_cut(self, o: int, n: int, chosen: Sequence[_Arrived], left: Sequence[Column]) -> Cut:
        terms: Terms = defaultdict(float)
        for _, order, place, window in chosen:
            terms[order.position] += 1.0
            terms[place.position] -= window
        for column in left:
            terms[column.position] -= 1.0
        return Cut(dict(terms), 0.0, (BY_ORDER, o, n, *(m for m, *_ in chosen)))

    def _left(self, o: int, n: int, pools: list[int]) -> list[Column]:
        """All that is left of the offer's goods at a node: ready, on the way, in its pools."""
        left = [self.v.stock[g, n] for g in pools if (g, n) in self.v.stock]
        left += self.coming[o][n]
        if (o, n) in self.v.wait:
            left.append(self.v.wait[o, n])
        return left
