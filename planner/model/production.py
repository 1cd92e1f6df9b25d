"""Rules 4 and 5 decide what is built and delivered, in which design, from which stock, and what is short."""

from __future__ import annotations

from collections import defaultdict

from planner.model.program import Program, Sense, Term
from planner.model.sets import Sets
from planner.model.variables import Variables, counts


def define_build(program: Program, sets: Sets, v: Variables) -> None:
    """Sum over designs of build[p,v,n] + lost[p,n] + late[p,n] = D[p,n] + late[p,parent]. Units of the product."""
    facts = sets.facts
    for p, n in sets.lost:
        terms: list[Term] = [(v.build[d, n], 1.0) for d in facts.products[p].designs if (d, n) in v.build]
        terms.append((v.lost[p, n], 1.0))
        if (p, n) in v.late:
            terms.append((v.late[p, n], 1.0))
        if (p, sets.parent[n]) in v.late:
            terms.append((v.late[p, sets.parent[n]], -1.0))
        program.row(f"build_{p}_{n}", terms, Sense.EQUAL, sets.tree.outlook.demand[n][p])


def define_use(program: Program, sets: Sets, v: Variables) -> None:
    """Sum over pools of use[p,v,g,n] = u[v,i] * build[p,v,n], where an item can come from several pools. Units."""
    facts = sets.facts
    pools: dict[tuple[int, int, int], list[Term]] = defaultdict(list)
    for d, g, n in sets.uses:
        pools[d, facts.pools[g].item, n].append((v.use[d, g, n], 1.0))
    units = {(d, item): need for d, design in enumerate(facts.designs) for item, need in design.use}
    for (d, item, n), terms in pools.items():
        program.row(f"use_{d}_{item}_{n}", [*terms, (v.build[d, n], -units[d, item])], Sense.EQUAL, 0.0)


def define_design(program: Program, sets: Sets, v: Variables) -> None:
    """build[p,v_r,n] <= (D[p,n] + late bound) * (1 when r was started months(r) or more before t(n))."""
    facts = sets.facts
    for d, n in sets.builds:
        redesign = facts.designs[d].redesign
        if redesign is None:
            continue
        ready, always = counts(redesign, sets.redesigns[redesign], v.redesigned, n, sets)
        if always:
            continue
        most = _most_wanted(sets, facts.designs[d].product, n)
        terms = [(v.build[d, n], 1.0), *((column, -most * factor) for column, factor in ready)]
        program.row(f"design_{d}_{n}", terms, Sense.AT_MOST, 0.0)


def _most_wanted(sets: Sets, p: int, n: int) -> float:
    """Demand at n and, where units may be late, all demand before it."""
    demand = sets.tree.outlook.demand
    if sets.facts.products[p].backorder_cost is None:
        return demand[n][p]
    return sum(demand[m][p] for m in sets.paths[n])
