"""Decides how a leaf is finished: by the solver's own branch and cut, over its orders and what is not decided in it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from planner.solve.arrays import Arrays, Floats, part_of
from planner.solve.branch import Branch
from planner.solve.branching import StartSearch
from planner.solve.session import How, Session


def finished(
    leaf: Branch, search: StartSearch, arrays: Arrays, *, best: Floats | None, seed: int, seconds: Callable[[], float]
) -> tuple[How, tuple[Floats, float] | None]:
    """Lift the bound of a leaf until it is enough or no more can be proven of it.

    Starts that are whole in its relaxation without having been decided may be otherwise in its best plan; they are held
    only where the relaxation says that any other way costs too much.

    Args:
        leaf: taken from the search; put back unless nothing is left to search in it.
        search: over starts.
        arrays: the model with its cuts.
        best: the best plan so far, one value a column.
        seed: for the solver.
        seconds: how much time is left.

    Returns:
        How it ended, LIMIT where the search may go on; and a plan with what it costs, if one was found.
    """
    held, begun, otherwise = search.held(leaf)
    whole = np.zeros(len(arrays.cost))
    whole[held] = begun
    free = np.ones(len(whole), dtype=bool)
    free[held] = False
    part, columns = part_of(arrays, free, whole)
    session = Session(part, seed=seed, threads=1)
    session.option("mip_heuristic_effort", 0.0)  # plans are found elsewhere
    enough = None if search.enough == np.inf else search.enough
    if best is not None and np.array_equal(np.round(best[held]), whole[held]):
        session.offer(best[columns])
    ending = session.solve(search.branches.watch, seconds=seconds(), gap=0.0, enough=enough)
    found = None
    if ending.values is not None and ending.objective is not None:
        whole[columns] = ending.values
        found = whole, ending.objective
    proven = np.inf if ending.how is How.INFEASIBLE else -np.inf if ending.bound is None else ending.bound
    leaf.bound = max(leaf.bound, min(proven, otherwise))
    if ending.how in (How.OPTIMAL, How.INFEASIBLE):  # nothing is left to search in it
        search.left_out = min(search.left_out, leaf.bound)
    else:
        search.leaves.append(leaf)
    search.lifted(leaf)
    enough_proven = ending.how is How.STOPPED and not search.branches.watch.stopping()
    goes_on = ending.how in (How.OPTIMAL, How.INFEASIBLE, How.LIMIT) or enough_proven
    return (How.LIMIT if goes_on else ending.how), found
