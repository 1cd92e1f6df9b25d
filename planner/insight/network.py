"""Decides how what can still come and what is wanted become one linear program: most of the demand that can be met."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planner.insight.outlast import designs_at
from planner.insight.provenance import approved_from
from planner.insight.supply import MONTHS_A_YEAR, Channel, Supply

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Whole = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Bounded:
    """Columns whose upper bound depends on what stops.

    Attributes:
        columns: their positions.
        pair: the pair whose share counts; -1 for a supplier in all.
        supplier: the supplier, for its kg.
        month: of leaving.
        arrives: month of arrival, when all of it arrives in one; -1 otherwise.
        open: whether the bound is that of the share that may leave; else, where licences help, that of the whole.
    """

    columns: Whole
    pair: Whole
    supplier: Whole
    month: Whole
    arrives: Whole
    open: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The program, in the arrays of the solver: minimise cost * x, rows between their bounds, 0 <= x <= upper.

    Attributes:
        cost, upper: by column.
        row_lower, row_upper: by row.
        starts, index, value: the rows' factors, row by row.
        built: by product and month the column of the units built; -1 where none are wanted.
        weight: by product, what an unmet unit counts: one over its largest monthly demand.
        demand: by product and month, units.
        bounded: columns to bound anew for each stop.
        licensed: columns of units leaving under a licence.
        balance: by row, the item whose stock it balances; -1 for other rows.
    """

    cost: Floats
    upper: Floats
    row_lower: Floats
    row_upper: Floats
    starts: Ints
    index: Ints
    value: Floats
    built: Whole
    weight: Floats
    demand: Floats
    bounded: Bounded
    licensed: Whole
    balance: Whole


def network_of(supply: Supply, items: frozenset[int] | None = None) -> Network:
    """The program of a case. The store's limits and the company's own, minimum orders and lots are left out: the
    question is what there is, not what would be bought.

    Args:
        supply: what can still come.
        items: only these, of which nothing comes any more, and what is built with them; None for all.
    """
    return _Writer(supply if items is None else replace(supply, channels=()), items).network()


class _Writer:
    """Writes columns and rows one after the other."""

    def __init__(self, supply: Supply, items: frozenset[int] | None) -> None:
        self.supply = supply
        self.items = items
        self.facts = supply.facts
        self.months = supply.months
        self.upper: list[float] = []
        self.cost: list[float] = []
        self.rows: list[tuple[dict[int, float], float, float, int]] = []
        self.bounds: list[tuple[int, int, int, int, int, bool]] = []
        self.licensed: list[int] = []
        self.ship: dict[tuple[int, int, int], int] = {}  # by channel, pool and month
        self.flows: dict[tuple[int, int, int], int] = {}  # by pair, transit and month
        self.under: dict[tuple[int, int], list[int]] = defaultdict(list)  # licensed columns by pair and month
        self.taken: dict[tuple[int, int], dict[int, float]] = defaultdict(dict)  # what leaves a pool in a month

    def network(self) -> Network:
        for number, channel in enumerate(self.supply.channels):
            self._shipments(number, channel)
        self._orders()
        self._flows()
        self._kilograms()
        built = self._production()
        self._balances()
        demand = np.array([product.demand for product in self.facts.products]).reshape(-1, self.months)
        largest = demand.max(axis=1, initial=0.0)
        weight = np.where(largest > 0, 1.0 / np.where(largest > 0, largest, 1.0), 0.0)
        cost = np.zeros(len(self.upper))
        for p, month in zip(*np.nonzero(built >= 0), strict=True):
            cost[built[p, month]] = -weight[p]
        return self._arrays(cost, built, weight, demand)

    def column(self, upper: float = math.inf) -> int:
        self.upper.append(upper)
        return len(self.upper) - 1

    def row(self, terms: dict[int, float], low: float, high: float, item: int = -1) -> None:
        self.rows.append((terms, low, high, item))

    def _shipments(self, number: int, channel: Channel) -> None:
        """Units that leave, and for open orders what waits: wait[m] = wait[m - 1] + ready[m] - ship[m]."""
        first = next((m for m, units in enumerate(channel.ready) if units > 0), self.months)
        if channel.new_from is not None:
            first = min(first, channel.new_from)
        for month in range(first, self.months - channel.transit):
            for pool in channel.pools:
                self.ship[number, pool, month] = self.column()
        if channel.ordered:
            return
        waits = -1
        for month in range(first, self.months if channel.new_from is None else channel.new_from):
            waits = self._wait(number, month, waits, channel.ready[month], {})

    def _wait(self, number: int, month: int, before: int, ready: float, made: dict[int, float]) -> int:
        waits = self.column()
        terms = {waits: 1.0} | made
        if before >= 0:
            terms[before] = -1.0
        for pool in self.supply.channels[number].pools:
            if (number, pool, month) in self.ship:
                terms[self.ship[number, pool, month]] = 1.0
        self.row(terms, ready, ready)
        return waits

    def _orders(self) -> None:
        """Orders that count one by one: caps of 12 months, and material of ours that leaves when they are placed."""
        placed: dict[int, list[dict[int, float]]] = defaultdict(lambda: [{} for _ in range(self.months)])
        for number, channel in enumerate(self.supply.channels):
            if not channel.ordered:
                continue
            offer = self.facts.offers[channel.offer]
            opens = approved_from(self.facts, offer)
            orders: dict[int, int] = {}
            for month in range(self.months if opens is None else opens, min(offer.last, self.months - 1) + 1):
                orders[month] = self.column()
                placed[channel.pair][month][orders[month]] = 1.0
                for material, units in offer.tolling:
                    self._take(orders[month], units, material, month, self.facts.items[material].pools)
            waits = -1
            for month in range(self.months):
                made = orders.get(month - offer.production)
                waits = self._wait(number, month, waits, channel.ready[month], {} if made is None else {made: -1.0})
        for pair, months in placed.items():
            cap = self.facts.pairs[pair].max_12_months
            if cap is None:
                continue
            for month in range(self.months):
                gone = self.facts.pairs[pair].ordered_before * max(0, MONTHS_A_YEAR - 1 - month) / MONTHS_A_YEAR
                terms = {c: 1.0 for each in months[max(0, month - MONTHS_A_YEAR + 1) : month + 1] for c in each}
                self.row(terms, -math.inf, max(0.0, cap - gone))

    def _flows(self) -> None:
        """What leaves of a pair: by transit where channels differ, in all, and apart from licences."""
        leaving: dict[tuple[int, int], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for (number, _, month), column in self.ship.items():
            channel = self.supply.channels[number]
            leaving[channel.pair, month][channel.transit].append(column)
        self._licences(leaving.keys())
        for (pair, month), by_transit in leaving.items():
            under = self.under[pair, month]
            flows = {}
            for transit, columns in by_transit.items():
                flow = columns[0] if len(columns) == 1 else self._sum(dict.fromkeys(columns, 1.0))
                self.flows[pair, transit, month] = flow
                self._bound(flow, pair, month, month + transit, open_=not under)
                flows[flow] = month + transit
            arrives = next(iter(flows.values())) if len(flows) == 1 else -1
            whole = next(iter(flows)) if len(flows) == 1 else self._sum(dict.fromkeys(flows, 1.0))
            if len(flows) > 1:
                self._bound(whole, pair, month, -1, open_=not under)
            if under:
                apart = self._sum({whole: 1.0} | dict.fromkeys(under, -1.0))
                self._bound(apart, pair, month, arrives, open_=True)

    def _licences(self, leaving: Iterable[tuple[int, int]]) -> None:
        """Units that leave under a granted licence, no more of it in all than it grants."""
        possible = set(leaving)
        for licence in self.facts.licences:
            terms = {}
            for month in range(max(0, licence.first), min(licence.last, self.months - 1) + 1):
                if (licence.pair, month) in possible:
                    column = self.column()
                    self.under[licence.pair, month].append(column)
                    self.licensed.append(column)
                    terms[column] = 1.0
            if terms:
                self.row(terms, -math.inf, licence.quantity)

    def _kilograms(self) -> None:
        """What leaves of a supplier with a bound in kg, likewise."""
        flowing = {pair for pair, _, _ in self.flows}
        for s, supplier in enumerate(self.facts.suppliers):
            pairs = flowing.intersection(supplier.pairs)
            if self.supply.capacity_kg[s] is None or len(pairs) < 2:
                continue
            by_month: dict[int, dict[int, dict[int, float]]] = defaultdict(lambda: defaultdict(dict))
            licensed: dict[int, dict[int, float]] = defaultdict(dict)
            for (pair, transit, month), flow in self.flows.items():
                if pair in pairs:
                    kg = self.facts.items[self.facts.pairs[pair].item].kg or 0.0
                    by_month[month][transit][flow] = kg
                    licensed[month] |= dict.fromkeys(self.under[pair, month], -kg)
            for month, by_transit in by_month.items():
                under = licensed[month]
                flows = {self._sum(terms): month + transit for transit, terms in by_transit.items()}
                for flow, when in flows.items():
                    self.bounds.append((flow, -1, s, month, when, not under))
                arrives = next(iter(flows.values())) if len(flows) == 1 else -1
                whole = next(iter(flows)) if len(flows) == 1 else self._sum(dict.fromkeys(flows, 1.0))
                if len(flows) > 1:
                    self.bounds.append((whole, -1, s, month, -1, not under))
                if under:
                    self.bounds.append((self._sum({whole: 1.0} | under), -1, s, month, arrives, True))

    def _sum(self, terms: dict[int, float]) -> int:
        """A column that is the sum of others."""
        column = self.column()
        self.row({column: -1.0} | terms, 0.0, 0.0)
        return column

    def _bound(self, column: int, pair: int, month: int, arrives: int, *, open_: bool) -> None:
        self.bounds.append((column, pair, self.facts.pairs[pair].supplier, month, arrives, open_))

    def _production(self) -> Whole:
        """Units built of each product, and what they take: from one pool, or from several that add up."""
        built = np.full((len(self.facts.products), self.months), -1, dtype=np.intp)
        for p, product in enumerate(self.facts.products):
            base = self.facts.designs[product.designs[0]]
            for month, wanted in enumerate(product.demand):
                if wanted > 0 and (self.items is None or any(item in self.items for item, _ in base.use)):
                    designs = {self._design(v, p, month): 1.0 for v in designs_at(self.facts, p, month)}
                    built[p, month] = next(iter(designs)) if len(designs) == 1 else self._sum(designs)
        return built

    def _design(self, v: int, p: int, month: int) -> int:
        build = self.column()
        for item, units in self.facts.designs[v].use:
            if self.items is not None and item not in self.items:
                continue
            pools = [g for g in self.facts.items[item].pools if p in self.facts.pools[g].products]
            self._take(build, units, item, month, pools)
        return build

    def _take(self, column: int, units: float, item: int, month: int, pools: Sequence[int]) -> None:
        """Units of an item for each unit of a column, from one of its pools or from several that add up."""
        if len(pools) == 1:
            self.taken[pools[0], month][column] = units
            return
        parts = {self.column(): 1.0 for _ in pools}
        for part, g in zip(parts, pools, strict=True):
            self.taken[g, month][part] = 1.0
        self.row({column: -units} | parts, 0.0, 0.0, item)

    def _balances(self) -> None:
        """stock[m] = stock[m - 1] + on hand or arriving + ship[m - transit] - taken[m], for every pool something is
        taken from."""
        arrivals: dict[tuple[int, int], list[int]] = defaultdict(list)
        for (number, pool, month), column in self.ship.items():
            arrivals[pool, month + self.supply.channels[number].transit].append(column)
        for g in sorted({pool for pool, _ in self.taken}):
            before = -1
            for month in range(self.months):
                stock = self.column()
                terms = {stock: 1.0} | dict.fromkeys(arrivals[g, month], -1.0) | self.taken.get((g, month), {})
                if before >= 0:
                    terms[before] = -1.0
                there = self.supply.arriving[g][month]
                self.row(terms, there, there, self.facts.pools[g].item)
                before = stock

    def _arrays(self, cost: Floats, built: Whole, weight: Floats, demand: Floats) -> Network:
        starts: list[int] = [0]
        index: list[int] = []
        value: list[float] = []
        for terms, _, _, _ in self.rows:
            index += terms.keys()
            value += terms.values()
            starts.append(len(index))
        columns, pair, supplier, month, arrives, open_ = np.array(self.bounds, dtype=np.intp).reshape(-1, 6).T
        return Network(
            cost,
            np.array(self.upper),
            np.array([low for _, low, _, _ in self.rows]),
            np.array([high for _, _, high, _ in self.rows]),
            np.array(starts, dtype=np.int32),
            np.array(index, dtype=np.int32),
            np.array(value, dtype=np.float64),
            built,
            weight,
            demand,
            Bounded(columns, pair, supplier, month, arrives, open_.astype(np.bool_)),
            np.array(self.licensed, dtype=np.intp),
            np.array([item for _, _, _, item in self.rows], dtype=np.intp),
        )
