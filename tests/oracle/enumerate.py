"""Decides the best plan by trying every combination of starts, signatures, orders placed and lots: no branch and cut.

For each combination a linear program is left, in which whatever is not started is shut and whatever is started is free:
no bound of ours on orders takes part.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

from planner.tables.case import Case
from tests.oracle.extensive import Extensive
from tests.oracle.program import Key

Combination = dict[Key, float]


class TooMany(Exception):
    """There are more combinations than the caller wants to try."""


def best_by_enumeration(case: Case, most: int) -> float | None:
    """The objective of the best plan, None where no combination is feasible.

    Raises:
        TooMany: more than ``most`` combinations.
    """
    extensive = Extensive(case)
    objectives = [
        solved.objective
        for chosen in _combinations(extensive, most)
        if (solved := extensive.program.solve_with(chosen)).objective is not None
    ]
    return min(objectives, default=None)


def _combinations(extensive: Extensive, most: int) -> Iterator[Combination]:
    """Every choice of the whole numbers, the same in scenarios that cannot be told apart."""
    together = extensive.world.futures.together
    wholes = [key for key in extensive.program.wholes() if isinstance(key, tuple)]
    first = {key: (*key[:-2], together[key[-1]][key[-2]], key[-1]) for key in wholes}
    free = list(dict.fromkeys(first.values()))
    ranges = [range(_highest(extensive, key) + 1) for key in free]
    if math.prod(map(len, ranges)) > most:
        raise TooMany
    for choice in itertools.product(*ranges):
        chosen = dict(zip(free, map(float, choice), strict=True))
        yield {key: chosen[first[key]] for key in wholes}


def _highest(extensive: Extensive, key: tuple[object, ...]) -> int:
    if key[0] != "lots":
        return 1
    offer = extensive.world.reading.offers[str(key[1])]
    return math.ceil(extensive.world.most[offer.key] / (offer.multiple or 1.0))
