"""Decides the root of the search: the linear relaxation, and the cuts that lift its bound."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from planner.solve.arrays import Arrays, Floats, extended
from planner.solve.cuts import Cut, Cuts
from planner.solve.session import How, Session, Watch

MOST_ROUNDS = 12
"""Rounds of cuts at most."""

LEAST_LIFT = 2e-5
"""A round that lifts the bound by less, as a share of it, is the last."""


@dataclass(slots=True)
class Root:
    """The relaxation of a model with its cuts.

    Attributes:
        how: OPTIMAL, or why there is none.
        session: loaded with the relaxation and its cuts, at their optimum.
        arrays: the model with the cuts that bind.
        values, bound: the optimum of the relaxation.
    """

    how: How
    session: Session
    arrays: Arrays
    values: Floats | None
    bound: float | None


def relax(
    arrays: Arrays, cuts: Cuts, *, seed: int, watch: Watch, seconds: Callable[[], float], told: Callable[[float], None]
) -> Root:
    """Solve the relaxation, and again with the cuts it breaks, as long as they lift the bound.

    Args:
        arrays: the model.
        cuts: finds the cuts a point breaks.
        seed: for the solver.
        watch: asked whether to stop.
        seconds: how much time is left.
        told: told each proven bound.
    """
    session = Session(arrays, seed=seed)
    session.relax(True)
    ending = session.solve(watch, seconds=seconds())
    if ending.how is not How.OPTIMAL or ending.values is None or ending.objective is None:
        return Root(ending.how, session, arrays, None, None)
    told(ending.objective)
    session.option("presolve", "off")  # from here on the last basis is worth more
    kept: list[Cut] = []
    for _ in range(MOST_ROUNDS):
        broken = cuts.broken(ending.values)
        if not broken:
            break
        session.rows([cut.terms for cut in broken], [cut.right for cut in broken])
        again = session.solve(watch, seconds=seconds())
        if again.how is not How.OPTIMAL or again.values is None or again.objective is None:
            break
        kept += broken
        told(again.objective)
        lift = (again.objective - ending.objective) / max(1.0, abs(again.objective))
        ending = again
        if lift < LEAST_LIFT:
            break
    binding = _binding(kept, np.asarray(ending.values))
    strong = extended(arrays, [cut.terms for cut in binding], [cut.right for cut in binding])
    return Root(How.OPTIMAL, session, strong, ending.values, ending.objective)


def _binding(cuts: list[Cut], values: Floats) -> list[Cut]:
    """The cuts that hold with equality, near enough, at a point."""
    found = []
    for cut in cuts:
        left = sum(factor * values[position] for position, factor in cut.terms.items())
        scale = max(1.0, *(abs(factor) for factor in cut.terms.values()))
        if left > cut.right - 1e-6 * scale:
            found.append(cut)
    return found
