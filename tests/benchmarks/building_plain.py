"""Decides what the least work is: the rows of five families, filled into arrays by plain loops over the same sets."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np

from planner.model.begun import Begun
from planner.model.sets import Sets
from planner.solve.arrays import Arrays

Places = dict[Any, int]
Terms = list[tuple[int, float]]


class Plain:
    """Columns as positions, rows as entries of three lists."""

    def __init__(self, sets: Sets, bounds: dict[tuple[int, int], float]) -> None:
        self.sets = sets
        self.bounds = bounds
        self.low: list[float] = []
        self.high: list[float] = []
        self.whole: list[bool] = []
        self.index: list[int] = []
        self.value: list[float] = []
        self.starts: list[int] = [0]
        self.least: list[float] = []
        self.most: list[float] = []

    def columns(self, keys: Any, high: float = np.inf, whole: bool = False) -> Places:
        first = len(self.low)
        places = {key: first + at for at, key in enumerate(keys)}
        self.low += [0.0] * len(places)
        self.high += [high] * len(places)
        self.whole += [whole] * len(places)
        return places

    def row(self, terms: Terms, least: float, most: float) -> None:
        for place, factor in terms:
            self.index.append(place)
            self.value.append(factor)
        self.starts.append(len(self.index))
        self.least.append(least)
        self.most.append(most)

    def arrays(self) -> Arrays:
        return Arrays(
            np.zeros(len(self.low)),
            0.0,
            np.array(self.low),
            np.array(self.high),
            np.array(self.whole),
            np.array(self.least),
            np.array(self.most),
            np.array(self.starts, dtype=np.int32),
            np.array(self.index, dtype=np.int32),
            np.array(self.value),
            (),
        )

    def make(self) -> None:
        """Every column of the model but those that single families keep to themselves."""
        sets = self.sets
        started = (sets.qualifications, sets.redesigns, sets.contracts)
        self.qualified, self.redesigned, self.signed = (
            self.columns([(i, n) for i, begun in enumerate(each) for n in begun.starts], 1.0, True) for each in started
        )
        self.order = self.columns(sets.orders)
        self.place = self.columns([key for key in sets.orders if key in sets.placed], 1.0, True)
        self.lots = self.columns([key for key in sets.orders if key in sets.lots], np.inf, True)
        self.wait = self.columns(sets.waits)
        self.ship = self.columns(sets.ships)
        self.stock = self.columns(sets.stocks)
        self.build = self.columns(sets.builds)
        self.use = self.columns(sets.uses)
        self.lost = self.columns(sets.lost)
        self.late = self.columns(sets.late)
        self.reserved = self.columns(sets.reserves)
        self.unpaid = self.columns([(c, n) for c, n in sets.runs if sets.facts.contracts[c].take_or_pay > 0])
        self.licensed = self.columns(sets.licensed)

    def orders(self) -> None:
        for key, place in self.place.items():
            least = self.sets.facts.offers[key[0]].min_order
            if least > 0:
                self.row([(self.order[key], 1.0), (place, -least)], 0.0, np.inf)
            self.row([(self.order[key], 1.0), (place, -self.bounds[key])], -np.inf, 0.0)
        for key, lots in self.lots.items():
            multiple = self.sets.facts.offers[key[0]].multiple
            self.row([(self.order[key], 1.0), (lots, -(multiple or 1.0))], 0.0, 0.0)

    def waiting(self) -> None:
        sets, facts = self.sets, self.sets.facts
        opened: dict[tuple[int, int], float] = defaultdict(float)
        for one in facts.waiting:
            opened[one.offer, one.ready] += one.quantity
        for o, n in sets.waits:
            offer, t = facts.offers[o], sets.month[n]
            terms = [(self.wait[o, n], 1.0)]
            before = self.wait.get((o, sets.parent[n]))
            if before is not None:
                terms.append((before, -1.0))
            if t >= offer.production:
                made = self.order.get((o, sets.paths[n][t - offer.production]))
                if made is not None:
                    terms.append((made, -1.0))
            for part in offer.parts:
                left = self.ship.get((part, n))
                if left is not None:
                    terms.append((left, 1.0))
            right = opened.get((o, t), 0.0)
            self.row(terms, right, right)

    def stocks(self) -> None:
        sets, facts = self.sets, self.sets.facts
        coming: dict[tuple[int, int], float] = defaultdict(float)
        for one in facts.coming:
            coming[one.pool, one.arrives] += one.quantity
        taken: dict[tuple[int, int], Terms] = defaultdict(list)
        for d, n in sets.builds:
            for item, units in facts.designs[d].use:
                g = sets.single.get((d, item, n))
                if g is not None:
                    taken[g, n].append((self.build[d, n], units))
        for d, g, n in sets.uses:
            taken[g, n].append((self.use[d, g, n], 1.0))
        for o, n in sets.orders:
            for item, units in facts.offers[o].tolling:
                taken[facts.items[item].pools[0], n].append((self.order[o, n], units))
        for g, n in sets.stocks:
            terms = [(self.stock[g, n], 1.0)]
            right = coming.get((g, sets.month[n]), 0.0)
            before = self.stock.get((g, sets.parent[n]))
            if sets.parent[n] < 0:
                right += facts.pools[g].opening
            elif before is not None:
                terms.append((before, -1.0))
            terms += [(self.ship[ship], -1.0) for ship in sets.arrivals.get((g, n), ())]
            terms += taken.get((g, n), ())
            self.row(terms, right, right)

    def builds(self) -> None:
        sets, facts, demand = self.sets, self.sets.facts, self.sets.tree.outlook.demand
        for p, n in sets.lost:
            terms = [(self.build[d, n], 1.0) for d in facts.products[p].designs if (d, n) in self.build]
            terms.append((self.lost[p, n], 1.0))
            late = self.late.get((p, n))
            if late is not None:
                terms.append((late, 1.0))
            before = self.late.get((p, sets.parent[n]))
            if before is not None:
                terms.append((before, -1.0))
            self.row(terms, demand[n][p], demand[n][p])

    def leaving(self) -> None:
        sets, facts = self.sets, self.sets.facts
        self.ships: dict[tuple[int, int], list[int]] = defaultdict(list)
        for part, n in sets.ships:
            self.ships[facts.parts[part].lane, n].append(self.ship[part, n])
        self.leaves: dict[tuple[int, int], list[int]] = defaultdict(list)
        for k, lane, n in sets.licensed:
            self.leaves[lane, n].append(self.licensed[k, lane, n])
        for at, columns in self.leaves.items():
            self.row([*((one, 1.0) for one in self.ships[at]), *((one, -1.0) for one in columns)], 0.0, np.inf)
        for n in range(len(sets.month)):
            for s in range(len(facts.suppliers)):
                self._supplier(s, n)
        self._licences()

    def _supplier(self, s: int, n: int) -> None:
        facts, t = self.sets.facts, self.sets.month[n]
        supplier, available = facts.suppliers[s], self.sets.tree.outlook.availability[n]
        ships, licensed = self.ships, self.leaves
        total: Terms = []
        total_licensed: Terms = []
        units = {k: self._reserved(k, n) for k in supplier.pairs}
        kg = {k: facts.items[facts.pairs[k].item].kg or 0.0 for k in supplier.pairs}
        in_kg = [(place, size * kg[k]) for k in supplier.pairs for place, size in units[k][0]]
        certain_kg = sum(units[k][1] * kg[k] for k in supplier.pairs)
        for k in supplier.pairs:
            pair = facts.pairs[k]
            lanes = [lane for lane in pair.lanes if (lane, n) in ships]
            if pair.capacity is not None:
                self._item(k, n, lanes, 1.0, pair.capacity[t] + units[k][1], units[k][0])
            elif supplier.capacity_kg is not None:
                self._item(k, n, lanes, kg[k], supplier.capacity_kg[t] + certain_kg, in_kg)
            else:
                for lane in lanes:
                    if available[lane] <= 0:
                        free = [(one, -1.0) for one in licensed.get((lane, n), ())]
                        self.row([*((one, 1.0) for one in ships[lane, n]), *free], -np.inf, 0.0)
            if supplier.capacity_kg is not None:
                for lane in lanes:
                    total += [(one, kg[k]) for one in ships[lane, n]]
                    total_licensed += [(one, -kg[k]) for one in licensed.get((lane, n), ())]
        if supplier.capacity_kg is not None and total:
            best = max(available[lane] for k in supplier.pairs for lane in facts.pairs[k].lanes)
            self._bound(total, total_licensed, supplier.capacity_kg[t] + certain_kg, in_kg, best)

    def _item(self, k: int, n: int, lanes: list[int], weight: float, capacity: float, reserved: Terms) -> None:
        available = self.sets.tree.outlook.availability[n]
        whole: Terms = []
        whole_licensed: Terms = []
        for lane in lanes:
            flow = [(one, weight) for one in self.ships[lane, n]]
            free = [(one, -weight) for one in self.leaves.get((lane, n), ())]
            self._bound(flow, free, capacity, reserved, available[lane])
            whole += flow
            whole_licensed += free
        if len(lanes) > 1:
            largest = max(available[lane] for lane in self.sets.facts.pairs[k].lanes)
            self._bound(whole, whole_licensed, capacity, reserved, largest)

    def _bound(self, flow: Terms, free: Terms, capacity: float, reserved: Terms, a: float) -> None:
        opened = [(place, -size * a) for place, size in reserved] if a > 0 else []
        self.row([*flow, *free, *opened], -np.inf, capacity * a)
        if free:
            self.row([*flow, *((place, -size) for place, size in reserved)], -np.inf, capacity)

    def _reserved(self, k: int, n: int) -> tuple[Terms, float]:
        sets, facts = self.sets, self.sets.facts
        terms: Terms = []
        certain = 0.0
        for o in facts.pairs[k].offers:
            for c in facts.offers[o].contracts:
                begun: Begun = sets.contracts[c]
                if begun.certain(n, sets.paths):
                    certain += facts.contracts[c].per_month
                elif (at := begun.deciding(n, sets.paths)) >= 0:
                    terms.append((self.signed[c, at], facts.contracts[c].per_month))
        return terms, certain

    def _licences(self) -> None:
        sets = self.sets
        at: dict[tuple[int, int], list[int]] = defaultdict(list)
        for k, lane, n in sets.licensed:
            at[k, n].append(self.licensed[k, lane, n])
        written: set[tuple[int, tuple[int, ...]]] = set()
        for k, licence in enumerate(sets.facts.licences):
            for leaf in sets.tree.leaves:
                nodes = tuple(n for n in sets.paths[leaf] if (k, n) in at)
                if nodes and (k, nodes) not in written:
                    written.add((k, nodes))
                    self.row([(one, 1.0) for n in nodes for one in at[k, n]], -np.inf, licence.quantity)


def filled(sets: Sets, bounds: dict[tuple[int, int], float]) -> Arrays:
    """The arrays of waiting, leaving, stock, build and orders."""
    plain = Plain(sets, bounds)
    plain.make()
    plain.orders()
    plain.waiting()
    plain.leaving()
    plain.stocks()
    plain.builds()
    return plain.arrays()
