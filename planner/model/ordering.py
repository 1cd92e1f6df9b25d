"""Rules 6 and 8 decide what may be ordered: approval, least quantity, multiple, and the cap of twelve months."""

from __future__ import annotations

import math
from collections import defaultdict

from planner.facts.facts import Facts
from planner.model.program import Program, Sense, Term
from planner.model.sets import Sets
from planner.model.variables import Variables, counts

YEAR = 12


def define_qualified(program: Program, sets: Sets, v: Variables) -> None:
    """order[o,n] <= U[o,n] * (1 when q was started months(q) or more before t(n)). Units."""
    for o, n in sets.orders:
        q = sets.facts.offers[o].qualification
        if q is None:
            continue
        ready, always = counts(q, sets.qualifications[q], v.qualified, n, sets)
        if not always:
            terms = [(v.order[o, n], 1.0), *((column, -v.bounds[o, n]) for column, _ in ready)]
            program.row(f"qualified_{o}_{n}", terms, Sense.AT_MOST, 0.0)


def define_orders(program: Program, sets: Sets, v: Variables) -> None:
    """order >= min_order * place, order <= U * place, order = multiple * lots. Units."""
    for (o, n), place in v.place.items():
        order, least = v.order[o, n], sets.facts.offers[o].min_order
        if least > 0:
            program.row(f"least_{o}_{n}", [(order, 1.0), (place, -least)], Sense.AT_LEAST, 0.0)
        program.row(f"placed_{o}_{n}", [(order, 1.0), (place, -v.bounds[o, n])], Sense.AT_MOST, 0.0)
    for (o, n), lots in v.lots.items():
        multiple = sets.facts.offers[o].multiple
        if multiple is not None:
            program.row(f"lots_{o}_{n}", [(v.order[o, n], 1.0), (lots, -multiple)], Sense.EQUAL, 0.0)


def define_twelve_months(program: Program, sets: Sets, v: Variables) -> None:
    """Rolling sum of 12 months of orders over all offers of the pair <= max_12_months.

    In the first eleven months what was ordered before the start still counts: the right side is
    max_12_months - ordered_before * (11 - t) / 12, never below 0. Units; one row per pair and node.
    """
    facts = sets.facts
    ordered: dict[tuple[int, int], list[Term]] = defaultdict(list)
    for o, n in sets.orders:
        ordered[facts.offers[o].pair, n].append((v.order[o, n], 1.0))
    for k, pair in enumerate(facts.pairs):
        if pair.max_12_months is None:
            continue
        for n, t in enumerate(sets.month):
            terms = [term for m in sets.paths[n][max(0, t - YEAR + 1) :] for term in ordered.get((k, m), ())]
            if terms:
                program.row(f"year_{k}_{n}", terms, Sense.AT_MOST, year_left(facts, pair.offers[0], t))


def year_left(facts: Facts, offer: int, t: int) -> float:
    """What the twelve months up to t may hold of orders in the plan, in units; without end where there is no cap."""
    pair = facts.pairs[facts.offers[offer].pair]
    if pair.max_12_months is None:
        return math.inf
    return max(0.0, pair.max_12_months - pair.ordered_before * max(0, YEAR - 1 - t) / YEAR)
