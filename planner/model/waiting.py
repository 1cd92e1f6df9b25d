"""Rule 1 decides what stands ready at a supplier: what was ready before, plus what is made, less what leaves."""

from __future__ import annotations

from collections import defaultdict

from planner.model.program import Program, Sense, Term
from planner.model.sets import Sets
from planner.model.variables import Variables


def define_waiting(program: Program, sets: Sets, v: Variables) -> None:
    """wait[o,n] = wait[o,parent] + order[o, back(n, production)] + open orders ready in t(n) - sum of ship[o,g,n].

    Units of the offer's item; one row per offer and node where goods can stand ready.
    """
    facts = sets.facts
    opened: dict[tuple[int, int], float] = defaultdict(float)
    for waiting in facts.waiting:
        opened[waiting.offer, waiting.ready] += waiting.quantity
    for o, n in sets.waits:
        offer, t = facts.offers[o], sets.month[n]
        terms: list[Term] = [(v.wait[o, n], 1.0)]
        before = v.wait.get((o, sets.parent[n]))
        if before is not None:
            terms.append((before, -1.0))
        made = v.order.get((o, sets.paths[n][t - offer.production])) if t >= offer.production else None
        if made is not None:
            terms.append((made, -1.0))
        terms += [(v.ship[part, n], 1.0) for part in offer.parts if (part, n) in v.ship]
        program.row(f"waiting_{o}_{n}", terms, Sense.EQUAL, opened[o, t])
