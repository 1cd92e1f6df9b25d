"""Decides what a large case starts before its relaxation is known: what is best where a few scenarios stand for all."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from planner.model.build import Model, build
from planner.model.variables import Variables
from planner.scenarios.fewer import fewer
from planner.solve.arrays import Floats, arrays_of
from planner.solve.cuts import Cuts
from planner.solve.decisions import Decisions, decisions_of
from planner.solve.opening import Opening
from planner.solve.relaxation import Relaxation
from planner.solve.rounding import Rounding
from planner.solve.session import Watch

FEW = 3
"""How many scenarios stand for all."""

ROUNDS = 2
"""Rounds of cuts for them."""


def starts_for_a_few(
    model: Model, decisions: Decisions, *, seed: int, watch: Watch, seconds: Callable[[], float]
) -> Floats | None:
    """The starts that are best where a few scenarios stand for all, the others following those that stand for them.

    Returns:
        One 0 or 1 for each of ``decisions.starts``; None where the few have no plan, or time is up.
    """
    sets = model.sets
    few = fewer(sets.facts, sets.tree, FEW)
    smaller = build(few.facts, few.tree)
    arrays, own = arrays_of(smaller.program), decisions_of(smaller)
    root = Relaxation(arrays, Cuts(smaller), seed=seed, watch=watch, seconds=seconds, told=_unheard)
    root.solve()
    for _ in range(ROUNDS):
        root.tighten()
    if root.values is None:
        return None
    rounding = Rounding(arrays, own, seed=seed, watch=watch, seconds=seconds)
    best, lowest = None, np.inf
    for starts in Opening(arrays, own).rounded(root.values[own.start_positions]):
        cost = rounding.cost(starts, near=True)
        if cost < lowest:
            best, lowest = starts, cost
        elif best is not None:
            break  # those that begin less cost more still
    return None if best is None else _followed(smaller, own, best, model, decisions, few.stand_in)


def _followed(
    smaller: Model, own: Decisions, starts: Floats, model: Model, decisions: Decisions, stand_in: tuple[int, ...]
) -> Floats:
    """Begin at each node of the whole what has begun at the node that stands for it, or on the way to either."""
    at, parent = _nodes(smaller.variables), smaller.sets.parent
    begun = {(start.group, at[start.position]): value for start, value in zip(own.starts, starts, strict=True)}
    of_column = _nodes(model.variables)
    found: dict[int, float] = {}
    for start in decisions.starts:
        node = stand_in[of_column[start.position]]
        while node >= 0 and (start.group, node) not in begun:
            node = parent[node]
        found[start.position] = max(begun.get((start.group, node), 0.0), found.get(start.before, 0.0))
    return np.array([found[start.position] for start in decisions.starts])


def _nodes(v: Variables) -> dict[int, int]:
    """The node of each start's column, by position."""
    return {column.position: n for family in (v.qualified, v.redesigned, v.signed) for (_, n), column in family.items()}


def _unheard(bound: float) -> None:
    """What a few scenarios cost is no bound of the case."""
    del bound
