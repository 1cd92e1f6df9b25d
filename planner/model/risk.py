"""Decides what is minimised: expected cost, and the mean of the worst paths as far as the risk weight asks."""

from __future__ import annotations

from collections import defaultdict

from planner.model.costs import COSTS, CostTerm, owned_at_start
from planner.model.program import Program, Sense, Term, gathered
from planner.model.sets import Sets
from planner.model.variables import Variables


def define_objective(program: Program, sets: Sets, v: Variables, risk_weight: float) -> list[Term]:
    """Minimise (1 - weight) * E[C] + weight * CVaR[C].

    Returns what is to be minimised second, among equally good plans: E[C] where the tail alone is weighed, else paths
    outside it could waste without cost; and units of soft limits that cost nothing to break. Empty where neither is.

    E[C] is the sum over nodes of p(n) * cost of n. CVaR (Rockafellar and Uryasev 2000) is
    threshold + 1 / (1 - level) * sum over leaves of p * tail, tail[w] >= pathcost[leaf w] - threshold; path cost adds
    up along the tree: pathcost[n] = pathcost[parent] + cost of n.
    """
    terms = [term for cost in COSTS for term in cost(sets, v)]
    start = owned_at_start(sets)
    nodes = sets.tree.nodes
    weight = risk_weight if len(set(sets.tree.leaves)) > 1 else 0.0  # one path is its own tail
    minimised: list[Term] = [(column, (1.0 - weight) * nodes[n].probability * factor) for n, column, factor in terms]
    if weight > 0:
        minimised += _tail(program, sets, v, terms, weight)
    program.minimise(gathered(minimised), start)
    free = [(slack, 1.0) for (limit, _, _), slack in v.slack.items() if not sets.facts.limits[limit].penalty]
    expected = [(column, nodes[n].probability * factor) for n, column, factor in terms] if weight >= 1.0 else []
    return gathered([*expected, *free])


def _tail(program: Program, sets: Sets, v: Variables, costs: list[CostTerm], weight: float) -> list[Term]:
    """The rows of the tail; returns its terms in the objective. What is owned at the start is left out of both."""
    here: dict[int, list[Term]] = defaultdict(list)
    for n, column, factor in costs:
        here[n].append((column, factor))
    v.threshold = program.column("threshold", low=None)
    for n, parent in enumerate(sets.parent):
        v.path_cost[n] = program.column(f"pathcost_{n}", low=None)
        terms: list[Term] = [(v.path_cost[n], 1.0)]
        if parent >= 0:
            terms.append((v.path_cost[parent], -1.0))
        terms += [(column, -factor) for column, factor in gathered(here[n])]
        program.row(f"pathcost_{n}", terms, Sense.EQUAL, 0.0)
    level = sets.facts.settings.cvar_level
    minimised: list[Term] = [(v.threshold, weight)]
    for leaf in dict.fromkeys(sets.tree.leaves):
        v.tail[leaf] = program.column(f"tail_{leaf}")
        program.row(
            f"tail_{leaf}",
            [(v.tail[leaf], 1.0), (v.path_cost[leaf], -1.0), (v.threshold, 1.0)],
            Sense.AT_LEAST,
            0.0,
        )
        minimised.append((v.tail[leaf], weight * sets.tree.nodes[leaf].probability / (1.0 - level)))
    return minimised
