"""Rule 7 decides what a contract gives and costs: reserved units at its price, and payment for what is not taken."""

from __future__ import annotations

from collections import defaultdict

from planner.model.program import Program, Sense, Term
from planner.model.sets import Sets
from planner.model.variables import Variables, counts


def define_contracts(program: Program, sets: Sets, v: Variables) -> None:
    """reserved[c,n] <= per_month * running[c,n]; sum over an offer's contracts of reserved <= its order.

    unpaid[c,n] >= take_or_pay * per_month * running[c,n] - reserved[c,n]: the units paid for though not taken.
    Units; running is 1 from max(from_month, month of signing) to to_month.
    """
    facts = sets.facts
    by_offer: dict[tuple[int, int], list[Term]] = defaultdict(list)
    for c, n in sets.runs:
        contract = facts.contracts[c]
        running, always = counts(c, sets.contracts[c], v.signed, n, sets)
        reserved = v.reserved.get((c, n))
        if reserved is not None:
            by_offer[contract.offer, n].append((reserved, 1.0))
            per_month = contract.per_month
            terms = [(reserved, 1.0), *((column, -per_month) for column, _ in running)]
            program.row(f"reserved_{c}_{n}", terms, Sense.AT_MOST, per_month * always)
        if (c, n) in v.unpaid:
            due = contract.take_or_pay * contract.per_month
            terms = [(v.unpaid[c, n], 1.0), *((column, -due) for column, _ in running)]
            if reserved is not None:
                terms.append((reserved, 1.0))
            program.row(f"unpaid_{c}_{n}", terms, Sense.AT_LEAST, due * always)
    for (o, n), taken in by_offer.items():
        program.row(f"taken_{o}_{n}", [*taken, (v.order[o, n], -1.0)], Sense.AT_MOST, 0.0)
