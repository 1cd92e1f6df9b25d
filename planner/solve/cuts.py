"""Decides which valid inequalities the linear relaxation breaks, so that a fraction of a start no longer pays.

Both families say the same of goods on their way through a pool: what has arrived by a node was either used by then or
is still there. What can be used is known from demand, so arrivals that need a yes-or-no decision are bounded by that
demand times the decision plus the stock left (Barany, Van Roy and Wolsey 1984, for lot sizing; here along a tree).
"""

from __future__ import annotations

from collections import defaultdict
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


@dataclass(frozen=True, slots=True)
class Cut:
    """sum of factor * column <= right, with the positions of the columns."""

    terms: Terms
    right: float


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

    def broken(self, values: Floats) -> list[Cut]:
        """The cuts of both families that a point of the relaxation breaks."""
        return [*self._by_qualification(values), *self._by_order(values)]

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
            offers = [
                o
                for o in self.facts.qualifications[q].offers
                if g in {self.facts.parts[part].pool for part in self.facts.offers[o].parts}
            ]
            lead = min(self.facts.offers[o].production + self.facts.offers[o].transit for o in offers)
            opened = sum(one.quantity for one in self.facts.waiting if one.offer in offers)
            cuts += self._windows(values, (q, g), arrivals, lead, opened)
        return cuts

    def _windows(self, values: Floats, key: tuple[int, int], arrivals: Arrivals, lead: int, opened: float) -> list[Cut]:
        """For each node the window ending there that is broken most; only those no later node breaks more."""
        q, g = key
        sets, need = self.sets, self.need[g]
        best: list[float] = []
        start: list[int] = []
        gates: list[Column | None] = []
        broken: dict[int, float] = {}
        for n, t in enumerate(sets.month):
            gate = None
            if t >= lead:
                ready, _ = counts(q, sets.qualifications[q], self.v.qualified, sets.paths[n][t - lead], sets)
                gate = ready[0][0] if ready else None
            gates.append(gate)
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
            Cut(self._window(g, n, start[n], arrivals, gates), opened)
            for n, excess in broken.items()
            if not any(broken.get(child, 0.0) >= excess for later in sets.below[n][1:] for child in later)
        ]

    def _window(self, g: int, n: int, start: int, arrivals: Arrivals, gates: list[Column | None]) -> Terms:
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
        by_offer: dict[int, dict[int, Column]] = defaultdict(dict)
        for (o, n), place in self.v.place.items():
            by_offer[o][n] = place
        for o, places in by_offer.items():
            pools = sorted({self.facts.parts[part].pool for part in self.facts.offers[o].parts})
            if all(self.total.get(g) for g in pools):
                cuts += self._orders_of(values, o, places, pools)
        return cuts

    def _orders_of(self, values: Floats, o: int, places: dict[int, Column], pools: list[int]) -> list[Cut]:
        sets = self.sets
        lead = self.facts.offers[o].production + self.facts.offers[o].transit
        total = [sum(self.total[g][n] for g in pools) for n in range(len(sets.month))]
        cuts = []
        for n, t in enumerate(sets.month):
            chosen: list[tuple[Column, Column, float]] = []
            excess = 0.0
            for m in sets.paths[n][: max(0, t - lead + 1)]:
                if m not in places:
                    continue
                order, place = self.v.order[o, m], places[m]
                arrives = sets.month[m] + lead
                window = total[n] - (total[sets.paths[n][arrives - 1]] if arrives > 0 else 0.0)
                window = min(window, self.v.bounds[o, m])
                over = values[order.position] - window * values[place.position]
                if over > 0:
                    chosen.append((order, place, window))
                    excess += over
            if not chosen:
                continue
            left = self._left(o, n, pools)
            excess -= sum(values[column.position] for column in left)
            if excess > TOLERANCE * max(1.0, total[-1] / len(total)):
                terms: Terms = defaultdict(float)
                for order, place, window in chosen:
                    terms[order.position] += 1.0
                    terms[place.position] -= window
                for column in left:
                    terms[column.position] -= 1.0
                cuts.append(Cut(dict(terms), 0.0))
        return cuts

    def _left(self, o: int, n: int, pools: list[int]) -> list[Column]:
        """All that is left of the offer's goods at a node: ready, on the way, in its pools."""
        left = [self.v.stock[g, n] for g in pools if (g, n) in self.v.stock]
        left += self.coming[o][n]
        if (o, n) in self.v.wait:
            left.append(self.v.wait[o, n])
        return left
