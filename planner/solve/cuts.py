"""Decides which valid inequalities the linear relaxation breaks, so that a fraction of a start no longer pays.

All families say the same of goods on their way through a pool: what has arrived by a node was either used by then or
is still there. What can be used is known from demand, so arrivals that need a yes-or-no decision are bounded by that
demand times the decision plus the stock left (Barany, Van Roy and Wolsey 1984, for lot sizing; here along a tree).
Where units may be late, what was late before can be used besides; what is built in a redesigned product is bounded in
the same way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import hypot

import numpy as np

from planner.model.bounds import largest_use
from planner.model.build import Model
from planner.model.program import Column
from planner.model.variables import counts
from planner.solve.arrays import Floats

TOLERANCE = 1e-4
"""Least violation, as a share of the demand in the window, worth a cut."""

Terms = dict[int, float]
Owed = list[tuple[Column, float]]
Key = tuple[int, ...]
"""What a cut is about: (0, qualification, pool, node, months in which its blocks begin), (2, design, node, the same
months), or (1, offer, node, nodes of the orders chosen)."""

BY_QUALIFICATION, BY_ORDER, BY_DESIGN = 0, 1, 2

NO_MORE = 1e-9
"""A start that has gone on by less has not gone on."""


@dataclass(frozen=True, slots=True)
class Cut:
    """sum of factor * column <= right, with the positions of the columns; ``key`` says what it is about."""

    terms: Terms
    right: float
    key: Key

    def depth(self, values: Floats) -> float:
        """How far beyond the cut a point lies."""
        beyond = sum(factor * float(values[at]) for at, factor in self.terms.items()) - self.right
        return beyond / hypot(*self.terms.values())


_Arrived = tuple[int, Column, Column, float]
"""An order that has arrived by a node: where it was placed, its two columns, what can be used of it from then on."""


@dataclass(frozen=True, slots=True)
class _Gated:
    """What must wait for a start.

    Attributes:
        flow: by node, the columns that are 0 where it does not count.
        need: by node, how much of it that month's demand can use.
        gate: by node, the column that says whether it counts; None where it cannot.
        owed: by node, what can be used of it later, as it was wanted by then and is late.
        left: by node, what may be left of it.
        opened: how much of it needs no start.
    """

    flow: Mapping[int, Sequence[Column]]
    need: Sequence[float]
    gate: Sequence[Column | None]
    owed: Sequence[Owed]
    left: Mapping[int, Column]
    opened: float


class Cuts:
    """The families of cuts of one model; ``broken`` finds those a point breaks."""

    def __init__(self, model: Model) -> None:
        self.sets = model.sets
        self.v = model.variables
        self.facts = model.sets.facts
        tolled = {item for offer in self.facts.offers for item, _ in offer.tolling}
        self.need = {g: self._need(g) for g, pool in enumerate(self.facts.pools) if pool.item not in tolled}
        self.total = {g: [sum(need[m] for m in path) for path in self.sets.paths] for g, need in self.need.items()}
        self.owed = {g: self._owed(g) for g in self.need}
        self.gated: dict[Key, _Gated] = {
            (BY_QUALIFICATION, q, g): self._under(q, g, flow) for (q, g), flow in self._arriving().items()
        }
        for d in range(len(self.facts.designs)):
            redesigned = self._redesigned(d)
            if redesigned is not None:
                self.gated[BY_DESIGN, d] = redesigned
        self.coming = self._on_the_way()
        self.places: dict[int, dict[int, Column]] = defaultdict(dict)
        for (o, n), place in self.v.place.items():
            self.places[o][n] = place

    def broken(self, values: Floats) -> list[Cut]:
        """The cuts of all families that a point of the relaxation breaks."""
        return [*self._by_start(values), *self._by_order(values)]

    def about(self, key: Key) -> Cut | None:
        """The cut about what is named, with the figures of this model; None where it has no such thing."""
        kind, one, *rest = key
        if kind == BY_ORDER:
            n, *nodes = rest
            pools = self._pools(one) if one in self.places else []
            if not pools or n >= len(self.sets.month) or not all(g in self.total for g in pools):
                return None
            arrived = [order for order in self._arrived(one, n, pools) if order[0] in nodes]
            return self._order_cut(one, n, arrived, pools)
        size = 3 if kind == BY_QUALIFICATION else 2
        gated, (n, *blocks) = self.gated.get(key[:size]), key[size:]
        return None if gated is None or n >= len(self.sets.month) else self._window(gated, key[:size], n, blocks)

    def _need(self, g: int) -> list[float]:
        """By node the most of a pool that is used for the demand of its month."""
        demand, pool = self.sets.tree.outlook.demand, self.facts.pools[g]
        units = {p: largest_use(self.facts, p, pool.item) for p in pool.products}
        return [sum(units[p] * wanted[p] for p in units) for wanted in demand]

    def _owed(self, g: int) -> list[Owed]:
        """By node what is late after it, with how much of a pool its units use."""
        pool, late = self.facts.pools[g], self.v.late
        units = {p: largest_use(self.facts, p, pool.item) for p in pool.products}
        return [[(late[p, n], units[p]) for p in units if (p, n) in late] for n in range(len(self.sets.month))]

    def _redesigned(self, d: int) -> _Gated | None:
        """What is built in a design that a redesign still has to bring; None where nothing can be late, since then the
        model itself says as much."""
        redesign, p = self.facts.designs[d].redesign, self.facts.designs[d].product
        late = self.v.late
        if redesign is None or self.facts.redesigns[redesign].started is not None:
            return None
        nodes = range(len(self.sets.month))
        owed: list[Owed] = [[(late[p, n], 1.0)] if (p, n) in late else [] for n in nodes]
        flow = {n: [self.v.build[d, n]] for n in nodes if (d, n) in self.v.build}
        if not any(owed) or not flow:
            return None
        ready = [counts(redesign, self.sets.redesigns[redesign], self.v.redesigned, n, self.sets)[0] for n in nodes]
        gate = [terms[0][0] if terms else None for terms in ready]
        return _Gated(flow, [wanted[p] for wanted in self.sets.tree.outlook.demand], gate, owed, {}, 0.0)

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

    def _under(self, q: int, g: int, flow: Mapping[int, Sequence[Column]]) -> _Gated:
        """What arrives in a pool under a qualification. Open orders came before it: they need none."""
        offers = [o for o in self.facts.qualifications[q].offers if g in self._pools(o)]
        lead = min(self.facts.offers[o].production + self.facts.offers[o].transit for o in offers)
        opened = sum(one.quantity for one in self.facts.waiting if one.offer in offers)
        nodes = range(len(self.sets.month))
        left = {n: self.v.stock[g, n] for n in nodes if (g, n) in self.v.stock}
        return _Gated(flow, self.need[g], [self._gate(q, n, lead) for n in nodes], self.owed[g], left, opened)

    def _pools(self, o: int) -> list[int]:
        return sorted({self.facts.parts[part].pool for part in self.facts.offers[o].parts})

    def _gate(self, q: int, n: int, lead: int) -> Column | None:
        """The start that lets what arrives at a node have been ordered; None where none can have been made by then."""
        t = self.sets.month[n]
        if t < lead:
            return None
        ready, _ = counts(q, self.sets.qualifications[q], self.v.qualified, self.sets.paths[n][t - lead], self.sets)
        return ready[0][0] if ready else None

    def _by_start(self, values: Floats) -> list[Cut]:
        """Sum over a window of what needs a start <= what the window can use of it + what is left of it.

        The window falls into blocks of months. Each can use what its own months need, where the start counts in its
        last month, and what is late before it: were the start to count from some month in it on, what is used from
        then on was wanted in the block, or late before it, or is wanted in a later block.
        """
        return [cut for about, gated in self.gated.items() for cut in self._windows(values, about, gated)]

    def _windows(self, values: Floats, about: Key, gated: _Gated) -> list[Cut]:
        """For each node the window ending there that is broken most; only those no later node breaks more."""
        sets = self.sets
        best: list[float] = []
        blocks: list[tuple[int, ...]] = []
        broken: dict[int, float] = {}
        shares = [0.0 if gate is None else float(values[gate.position]) for gate in gated.gate]
        for n, t in enumerate(sets.month):
            parent = sets.parent[n]
            here = sum(values[column.position] for column in gated.flow.get(n, ())) - gated.need[n] * shares[n]
            late = 0.0 if parent < 0 else sum(units * values[one.position] for one, units in gated.owed[parent])
            goes_on = parent >= 0 and late > 0.0 and shares[n] <= shares[parent] + NO_MORE
            before = -np.inf if parent < 0 else best[parent] + (late if goes_on else 0.0)
            carries = before > 0
            best.append(here - late + (before if carries else 0.0))
            blocks.append((*(blocks[parent] if carries else ()), *(() if carries and goes_on else (t,))))
            left = gated.left.get(n)
            excess = best[n] - gated.opened - (0.0 if left is None else values[left.position])
            if excess > TOLERANCE * max(1.0, gated.need[n]):
                broken[n] = excess
        return [
            self._window(gated, about, n, blocks[n])
            for n, excess in broken.items()
            if not any(broken.get(child, 0.0) >= excess for later in sets.below[n][1:] for child in later)
        ]

    def _window(self, gated: _Gated, about: Key, n: int, blocks: Sequence[int]) -> Cut:
        """The cut about a window that ends at a node, from the months in which its blocks begin."""
        terms: Terms = defaultdict(float)
        path = self.sets.paths[n]
        for first, end in zip(blocks, [*blocks[1:], len(path)], strict=True):
            for m in path[first:end]:
                for column in gated.flow.get(m, ()):
                    terms[column.position] += 1.0
            gate = gated.gate[path[end - 1]]
            if gate is not None:
                terms[gate.position] -= sum(gated.need[m] for m in path[first:end])
            for column, units in gated.owed[path[first - 1]] if first else ():
                terms[column.position] -= units
        left = gated.left.get(n)
        if left is not None:
            terms[left.position] -= 1.0
        return Cut(dict(terms), gated.opened, (*about, n, *blocks))

    def _by_order(self, values: Floats) -> list[Cut]:
        """Sum over chosen orders <= sum of (need from each arrival to a node * place + what is late before the arrival)
        + all that is left there."""
        cuts: list[Cut] = []
        for o in self.places:
            pools = self._pools(o)
            if all(g in self.total for g in pools):
                cuts += self._orders_of(values, o, pools)
        return cuts

    def _orders_of(self, values: Floats, o: int, pools: Sequence[int]) -> list[Cut]:
        cuts = []
        most = TOLERANCE * max(1.0, sum(self.total[g][-1] for g in pools) / len(self.sets.month))
        for n in range(len(self.sets.month)):
            chosen: list[_Arrived] = []
            excess = 0.0
            for one in self._arrived(o, n, pools):
                m, order, place, window = one
                over = values[order.position] - window * values[place.position]
                over -= sum(units * values[late.position] for late, units in self._owed_before(o, n, m, pools))
                if over > 0:
                    chosen.append(one)
                    excess += over
            if chosen and excess - sum(values[column.position] for column in self._left(o, n, pools)) > most:
                cuts.append(self._order_cut(o, n, chosen, pools))
        return cuts

    def _arrived(self, o: int, n: int, pools: Sequence[int]) -> Iterator[_Arrived]:
        """The orders of an offer that have arrived by a node."""
        sets, places = self.sets, self.places[o]
        lead = self._lead(o)
        path = sets.paths[n]
        used = [sum(self.total[g][m] for g in pools) for m in path]
        for m in path[: max(0, sets.month[n] - lead + 1)]:
            if m in places:
                arrives = sets.month[m] + lead
                window = used[-1] - (used[arrives - 1] if arrives > 0 else 0.0)
                yield m, self.v.order[o, m], places[m], min(window, self.v.bounds[o, m])

    def _owed_before(self, o: int, n: int, m: int, pools: Sequence[int]) -> Iterator[tuple[Column, float]]:
        """What is late before an order placed at a node arrives, on the path to another."""
        arrives = self.sets.month[m] + self._lead(o)
        if arrives > 0:
            for g in pools:
                yield from self.owed[g][self.sets.paths[n][arrives - 1]]

    def _lead(self, o: int) -> int:
        return self.facts.offers[o].production + self.facts.offers[o].transit

    def _order_cut(self, o: int, n: int, chosen: Sequence[_Arrived], pools: Sequence[int]) -> Cut:
        terms: Terms = defaultdict(float)
        for m, order, place, window in chosen:
            terms[order.position] += 1.0
            terms[place.position] -= window
            for late, units in self._owed_before(o, n, m, pools):
                terms[late.position] -= units
        for column in self._left(o, n, pools):
            terms[column.position] -= 1.0
        return Cut(dict(terms), 0.0, (BY_ORDER, o, n, *(m for m, *_ in chosen)))

    def _left(self, o: int, n: int, pools: Sequence[int]) -> list[Column]:
        """All that is left of the offer's goods at a node: ready, on the way, in its pools."""
        left = [self.v.stock[g, n] for g in pools if (g, n) in self.v.stock]
        left += self.coming[o][n]
        if (o, n) in self.v.wait:
            left.append(self.v.wait[o, n])
        return left
