"""Decides how the rows of five families are written in Pyomo: a rule for each, over the same sets."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
import pyomo.environ as pyo
from pyomo.core.expr import LinearExpression
from pyomo.repn.plugins.standard_form import LinearStandardFormCompiler

from planner.model.sets import Sets
from planner.solve.arrays import Arrays
from planner.solve.session import Session

Terms = list[tuple[float, Any]]


def _sum(terms: Terms) -> Any:
    """Pyomo's quickest way to say a sum: coefficients and variables in two lists."""
    return LinearExpression(
        constant=0, linear_coefs=[factor for factor, _ in terms], linear_vars=[variable for _, variable in terms]
    )


class Written:
    """The model in Pyomo."""

    def __init__(self, sets: Sets, bounds: dict[tuple[int, int], float]) -> None:
        self.sets = sets
        self.bounds = bounds
        self.m = pyo.ConcreteModel()

    def make(self) -> None:
        m, sets = self.m, self.sets
        starts = {
            "qualified": sets.qualifications,
            "redesigned": sets.redesigns,
            "signed": sets.contracts,
        }
        for name, each in starts.items():
            keys = [(i, n) for i, begun in enumerate(each) for n in begun.starts]
            setattr(m, name, pyo.Var(keys, domain=pyo.Binary))
        m.order = pyo.Var(sets.orders, domain=pyo.NonNegativeReals)
        m.place = pyo.Var([key for key in sets.orders if key in sets.placed], domain=pyo.Binary)
        m.lots = pyo.Var([key for key in sets.orders if key in sets.lots], domain=pyo.NonNegativeIntegers)
        m.wait = pyo.Var(sets.waits, domain=pyo.NonNegativeReals)
        m.ship = pyo.Var(sets.ships, domain=pyo.NonNegativeReals)
        m.stock = pyo.Var(sets.stocks, domain=pyo.NonNegativeReals)
        m.build = pyo.Var(sets.builds, domain=pyo.NonNegativeReals)
        m.use = pyo.Var(sets.uses, domain=pyo.NonNegativeReals)
        m.lost = pyo.Var(sets.lost, domain=pyo.NonNegativeReals)
        m.late = pyo.Var(sets.late, domain=pyo.NonNegativeReals)
        m.reserved = pyo.Var(sets.reserves, domain=pyo.NonNegativeReals)
        m.licensed = pyo.Var(sets.licensed, domain=pyo.NonNegativeReals)

    def orders(self) -> None:
        m, offers = self.m, self.sets.facts.offers
        least = [key for key in m.place if offers[key[0]].min_order > 0]
        m.least = pyo.Constraint(
            least, rule=lambda m, o, n: _sum([(1.0, m.order[o, n]), (-offers[o].min_order, m.place[o, n])]) >= 0
        )
        m.placed = pyo.Constraint(
            list(m.place), rule=lambda m, o, n: _sum([(1.0, m.order[o, n]), (-self.bounds[o, n], m.place[o, n])]) <= 0
        )
        m.in_lots = pyo.Constraint(
            list(m.lots), rule=lambda m, o, n: _sum([(1.0, m.order[o, n]), (-offers[o].multiple, m.lots[o, n])]) == 0
        )

    def waiting(self) -> None:
        sets, facts = self.sets, self.sets.facts
        opened: dict[tuple[int, int], float] = defaultdict(float)
        for one in facts.waiting:
            opened[one.offer, one.ready] += one.quantity

        def rule(m: Any, o: int, n: int) -> Any:
            offer, t = facts.offers[o], sets.month[n]
            terms: Terms = [(1.0, m.wait[o, n])]
            if (o, sets.parent[n]) in m.wait:
                terms.append((-1.0, m.wait[o, sets.parent[n]]))
            if t >= offer.production and (o, sets.paths[n][t - offer.production]) in m.order:
                terms.append((-1.0, m.order[o, sets.paths[n][t - offer.production]]))
            terms += [(1.0, m.ship[part, n]) for part in offer.parts if (part, n) in m.ship]
            return _sum(terms) == opened.get((o, t), 0.0)

        self.m.waiting = pyo.Constraint(sets.waits, rule=rule)

    def stocks(self) -> None:
        sets, facts, m = self.sets, self.sets.facts, self.m
        coming: dict[tuple[int, int], float] = defaultdict(float)
        for one in facts.coming:
            coming[one.pool, one.arrives] += one.quantity
        taken: dict[tuple[int, int], Terms] = defaultdict(list)
        for d, n in sets.builds:
            for item, units in facts.designs[d].use:
                g = sets.single.get((d, item, n))
                if g is not None:
                    taken[g, n].append((units, m.build[d, n]))
        for d, g, n in sets.uses:
            taken[g, n].append((1.0, m.use[d, g, n]))
        for o, n in sets.orders:
            for item, units in facts.offers[o].tolling:
                taken[facts.items[item].pools[0], n].append((units, m.order[o, n]))

        def rule(m: Any, g: int, n: int) -> Any:
            terms: Terms = [(1.0, m.stock[g, n])]
            right = coming.get((g, sets.month[n]), 0.0)
            if sets.parent[n] < 0:
                right += facts.pools[g].opening
            elif (g, sets.parent[n]) in m.stock:
                terms.append((-1.0, m.stock[g, sets.parent[n]]))
            terms += [(-1.0, m.ship[ship]) for ship in sets.arrivals.get((g, n), ())]
            terms += taken.get((g, n), [])
            return _sum(terms) == right

        m.stocks = pyo.Constraint(sets.stocks, rule=rule)

    def builds(self) -> None:
        sets, facts, demand = self.sets, self.sets.facts, self.sets.tree.outlook.demand

        def rule(m: Any, p: int, n: int) -> Any:
            terms: Terms = [(1.0, m.build[d, n]) for d in facts.products[p].designs if (d, n) in m.build]
            terms.append((1.0, m.lost[p, n]))
            if (p, n) in m.late:
                terms.append((1.0, m.late[p, n]))
            if (p, sets.parent[n]) in m.late:
                terms.append((-1.0, m.late[p, sets.parent[n]]))
            return _sum(terms) == demand[n][p]

        self.m.builds = pyo.Constraint(sets.lost, rule=rule)

    def leaving(self) -> None:
        """The bounds of item, lane and supplier, each row as it comes: which there are depends on all of the others."""
        sets, facts, m = self.sets, self.sets.facts, self.m
        m.leaving = pyo.ConstraintList()
        ships: dict[tuple[int, int], list[Any]] = defaultdict(list)
        for part, n in sets.ships:
            ships[facts.parts[part].lane, n].append(m.ship[part, n])
        licensed: dict[tuple[int, int], list[Any]] = defaultdict(list)
        for k, lane, n in sets.licensed:
            licensed[lane, n].append(m.licensed[k, lane, n])
        for at, columns in licensed.items():
            m.leaving.add(_sum([*((1.0, one) for one in columns), *((-1.0, one) for one in ships[at])]) <= 0)
        for n in range(len(sets.month)):
            for s in range(len(facts.suppliers)):
                self._supplier(s, n, ships, licensed)
        at_node: dict[tuple[int, int], list[Any]] = defaultdict(list)
        for k, lane, n in sets.licensed:
            at_node[k, n].append(m.licensed[k, lane, n])
        for k, licence in enumerate(facts.licences):
            paths = dict.fromkeys(tuple(n for n in sets.paths[w] if (k, n) in at_node) for w in sets.tree.leaves)
            for nodes in paths:
                if nodes:
                    m.leaving.add(_sum([(1.0, one) for n in nodes for one in at_node[k, n]]) <= licence.quantity)

    def _supplier(
        self, s: int, n: int, ships: dict[tuple[int, int], list[Any]], licensed: dict[tuple[int, int], list[Any]]
    ) -> None:
        sets, facts, t = self.sets, self.sets.facts, self.sets.month[n]
        supplier, available = facts.suppliers[s], sets.tree.outlook.availability[n]
        reserves = {k: self._reserved(k, n) for k in supplier.pairs}
        masses = {k: facts.items[facts.pairs[k].item].kg or 0.0 for k in supplier.pairs}
        in_kg = [(size * masses[k], column) for k in supplier.pairs for size, column in reserves[k][0]]
        certain_kg = sum(reserves[k][1] * masses[k] for k in supplier.pairs)
        total: Terms = []
        total_licensed: Terms = []
        for k in supplier.pairs:
            pair = facts.pairs[k]
            lanes = [lane for lane in pair.lanes if ships.get((lane, n))]
            weight, capacity, reserved = 1.0, None, reserves[k][0]
            if pair.capacity is not None:
                capacity = pair.capacity[t] + reserves[k][1]
            elif supplier.capacity_kg is not None:
                weight, capacity, reserved = masses[k], supplier.capacity_kg[t] + certain_kg, in_kg
            whole: Terms = []
            whole_licensed: Terms = []
            for lane in lanes:
                flow = [(weight, one) for one in ships[lane, n]]
                free = [(-weight, one) for one in licensed.get((lane, n), ())]
                if capacity is not None:
                    self._bound(flow, free, capacity, reserved, available[lane])
                elif available[lane] <= 0:
                    self.m.leaving.add(_sum([*flow, *free]) <= 0)
                whole += flow
                whole_licensed += free
                if supplier.capacity_kg is not None:
                    total += [(masses[k], one) for one in ships[lane, n]]
                    total_licensed += [(-masses[k], one) for one in licensed.get((lane, n), ())]
            if capacity is not None and len(lanes) > 1:
                self._bound(whole, whole_licensed, capacity, reserved, max(available[lane] for lane in pair.lanes))
        if supplier.capacity_kg is not None and total:
            best = max(available[lane] for k in supplier.pairs for lane in facts.pairs[k].lanes)
            self._bound(total, total_licensed, supplier.capacity_kg[t] + certain_kg, in_kg, best)

    def _bound(self, flow: Terms, free: Terms, capacity: float, reserved: Terms, a: float) -> None:
        opened = [(-size * a, column) for size, column in reserved] if a > 0 else []
        self.m.leaving.add(_sum([*flow, *free, *opened]) <= capacity * a)
        if free:
            self.m.leaving.add(_sum([*flow, *((-size, column) for size, column in reserved)]) <= capacity)

    def _reserved(self, k: int, n: int) -> tuple[Terms, float]:
        sets, facts = self.sets, self.sets.facts
        terms: Terms = []
        certain = 0.0
        for o in facts.pairs[k].offers:
            for c in facts.offers[o].contracts:
                begun = sets.contracts[c]
                if begun.certain(n, sets.paths):
                    certain += facts.contracts[c].per_month
                elif (at := begun.deciding(n, sets.paths)) >= 0:
                    terms.append((facts.contracts[c].per_month, self.m.signed[c, at]))
        return terms, certain


def compiled(sets: Sets, bounds: dict[tuple[int, int], float]) -> tuple[int, int, int]:
    """The model written, compiled to arrays by Pyomo itself and given to HiGHS in one call; its size."""
    written = Written(sets, bounds)
    written.make()
    written.orders()
    written.waiting()
    written.leaving()
    written.stocks()
    written.builds()
    written.m.nothing = pyo.Objective(expr=0.0)
    form = LinearStandardFormCompiler().write(written.m, mixed_form=True)
    matrix = form.A.tocsr()
    sense = np.array([row.bound_type for row in form.rows])  # -1 at least, 0 equal, 1 at most
    Session(
        Arrays(
            np.zeros(len(form.columns)),
            0.0,
            np.array([column.lb for column in form.columns], dtype=float),
            np.array([np.inf if column.ub is None else column.ub for column in form.columns]),
            np.array([column.is_integer() for column in form.columns]),
            np.where(sense == 1, -np.inf, form.rhs),
            np.where(sense == -1, np.inf, form.rhs),
            matrix.indptr.astype(np.int32),
            matrix.indices.astype(np.int32),
            matrix.data,
            (),
        )
    )
    return len(form.columns), matrix.shape[0], matrix.nnz
