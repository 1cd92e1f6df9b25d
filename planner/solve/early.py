"""Decides what a large case starts before its relaxation is known: what is best when the average future is certain."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from planner.model.build import Model, build
from planner.model.variables import Variables
from planner.scenarios.certain import average
from planner.solve.arrays import Floats, arrays_of
from planner.solve.cuts import Cuts
from planner.solve.decisions import Decisions, decisions_of
from planner.solve.opening import Opening
from planner.solve.relaxation import Relaxation
from planner.solve.rounding import Rounding
from planner.solve.session import Watch

ROUNDS = 4
"""Rounds of cuts for the average future."""

Begun = dict[tuple[str, int], int]
"""The month of each start, by family and index."""


def starts_for_the_average(
    model: Model, decisions: Decisions, *, seed: int, watch: Watch, seconds: Callable[[], float]
) -> Floats | None:
    """The starts that are best for the average future, in the same months whatever happens.

    A path has as many nodes as the horizon has months, so its model is a small part of the whole.

    Returns:
        One 0 or 1 for each of ``decisions.starts``; None where the average future has no plan, or time is up.
    """
    facts, tree = average(model.sets.facts, model.sets.tree)
    path = build(facts, tree, 0.0)
    arrays, own = arrays_of(path.program), decisions_of(path)
    root = Relaxation(arrays, Cuts(path), seed=seed, watch=watch, seconds=seconds, told=_unheard)
    root.solve()
    for _ in range(ROUNDS):
        root.tighten()
    if root.values is None:
        return None
    rounding = Rounding(arrays, own, seed=seed, watch=watch, seconds=seconds)
    opening = Opening(arrays, own)
    relaxed = root.values[own.start_positions]
    best, lowest = None, np.inf
    for starts in opening.rounded(relaxed):
        cost = rounding.cost(starts)
        if cost < lowest:
            best, lowest = starts, cost
        elif best is not None:
            break
    if best is None:
        return None
    for without in opening.doubtful(best, relaxed):
        fewer = np.minimum(best, without)
        cost = rounding.cost(fewer, near=True)
        if cost < lowest:
            best, lowest = fewer, cost
    return _everywhere(_months(path, own, best), model, decisions)


def _months(path: Model, decisions: Decisions, starts: Floats) -> Begun:
    at = _nodes(path.variables)
    found: Begun = {}
    for start, begun in zip(decisions.starts, starts, strict=True):
        if begun:
            month = path.sets.month[at[start.position]]
            found[start.group] = min(found.get(start.group, month), month)
    return found


def _everywhere(begun: Begun, model: Model, decisions: Decisions) -> Floats:
    at = _nodes(model.variables)
    never = len(model.sets.month)
    return np.array(
        [float(begun.get(start.group, never) <= model.sets.month[at[start.position]]) for start in decisions.starts]
    )


def _nodes(v: Variables) -> dict[int, int]:
    """The node of each start's column, by position."""
    return {column.position: n for family in (v.qualified, v.redesigned, v.signed) for (_, n), column in family.items()}


def _unheard(bound: float) -> None:
    """What the average future costs is no bound of the case."""
    del bound
