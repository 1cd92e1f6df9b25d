"""Rule 3 decides what is in the store, pool by pool, and rule 9 that the store holds it."""

from __future__ import annotations

from collections import defaultdict

from planner.model.program import Program, Sense, Term
from planner.model.sets import Sets
from planner.model.variables import Variables


def define_stock(program: Program, sets: Sets, v: Variables) -> None:
    """stock[g,n] = stock[g,parent] + arrivals(n) - used(n) - tolled(n).

    arrivals(n) sums the shipments of ancestors-or-self m with t(m) + transit + delay = t(n), and open orders on their
    way; tolled(n) is quantity_per_unit * order[o,n] of the offers that work the material, from whichever of its pools.
    Units; one row per pool and node that can hold any.
    """
    facts = sets.facts
    coming: dict[tuple[int, int], float] = defaultdict(float)
    for one in facts.coming:
        coming[one.pool, one.arrives] += one.quantity
    taken = _taken(sets, v)
    for g, n in sets.stocks:
        t = sets.month[n]
        terms: list[Term] = [(v.stock[g, n], 1.0)]
        right = coming[g, t]
        if sets.parent[n] < 0:
            right += facts.pools[g].opening
        elif (g, sets.parent[n]) in v.stock:
            terms.append((v.stock[g, sets.parent[n]], -1.0))
        terms += [(v.ship[ship], -1.0) for ship in sets.arrivals.get((g, n), ())]
        terms += taken[g, n]
        program.row(f"stock_{g}_{n}", terms, Sense.EQUAL, right)


def _taken(sets: Sets, v: Variables) -> dict[tuple[int, int], list[Term]]:
    """What production and tolling take from each pool at each node."""
    facts = sets.facts
    taken: dict[tuple[int, int], list[Term]] = defaultdict(list)
    for design, n in sets.builds:
        for item, units in facts.designs[design].use:
            g = sets.single.get((design, item, n))
            if g is not None:
                taken[g, n].append((v.build[design, n], units))
    for design, g, n in sets.uses:
        taken[g, n].append((v.use[design, g, n], 1.0))
    for g, n in sets.tolls:
        taken[g, n].append((v.toll[g, n], 1.0))
    for (item, n), terms in _tolled(sets, v).items():
        if (item, n) in sets.worked:
            taken[sets.worked[item, n], n] += terms
    return taken


def _tolled(sets: Sets, v: Variables) -> dict[tuple[int, int], list[Term]]:
    """What tolling takes of each item at each node."""
    tolled: dict[tuple[int, int], list[Term]] = defaultdict(list)
    for o, n in sets.orders:
        for item, units in sets.facts.offers[o].tolling:
            tolled[item, n].append((v.order[o, n], units))
    return tolled


def define_tolled(program: Program, sets: Sets, v: Variables) -> None:
    """Sum over pools of toll[g,n] = quantity_per_unit * order[o,n], where it can come from several pools. Units."""
    pools: dict[tuple[int, int], list[Term]] = defaultdict(list)
    for g, n in sets.tolls:
        pools[sets.facts.pools[g].item, n].append((v.toll[g, n], 1.0))
    tolled = _tolled(sets, v)
    for (item, n), terms in pools.items():
        ordered = [(column, -units) for column, units in tolled[item, n]]
        program.row(f"toll_{item}_{n}", [*terms, *ordered], Sense.EQUAL, 0.0)


def define_store(program: Program, sets: Sets, v: Variables) -> None:
    """Sum over an item's pools of stock <= max_stock, at every node."""
    for i, item in enumerate(sets.facts.items):
        if item.max_stock is None:
            continue
        for n in range(len(sets.month)):
            terms = [(v.stock[g, n], 1.0) for g in item.pools if (g, n) in v.stock]
            if terms:
                program.row(f"store_{i}_{n}", terms, Sense.AT_MOST, item.max_stock)
