"""Decides which starts to begin with: the relaxation's, rounded where that is cheapest, less what does not pay."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from planner.solve.arrays import Floats
from planner.solve.rounding import Rounding

THRESHOLDS = (0.5, 0.2, 0.08, 0.03)
"""What counts as begun when the relaxation is rounded."""

DOUBTFUL = 0.5
"""A start the relaxation begins by more than this at some node is not tried away."""


def opening(relaxed: Floats, rounding: Rounding) -> Floats:
    """The rounded starts around which a plan with relaxed orders is cheapest.

    Args:
        relaxed: the starts in the relaxation, one value for each of ``decisions.starts``.
        rounding: compares them.
    """
    best, lowest = np.zeros(len(relaxed)), np.inf
    for threshold in THRESHOLDS:
        starts = (relaxed >= threshold).astype(float)
        if np.array_equal(starts, best) and lowest < np.inf:
            continue
        cost = rounding.cost(starts)
        if cost < lowest:
            best, lowest = starts, cost
    return _without_idle(best, relaxed, rounding)


def _without_idle(starts: Floats, relaxed: Floats, rounding: Rounding) -> Floats:
    """The starts less those without which the plan is cheaper, tried where the relaxation begins by half or less."""
    lowest = rounding.cost(starts)
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    for index, start in enumerate(rounding.decisions.starts):
        if starts[index] > 0:
            groups[start.group].append(index)
    for indices in groups.values():
        if relaxed[indices].max() > DOUBTFUL:
            continue
        without = starts.copy()
        without[indices] = 0.0
        cost = rounding.cost(without, near=True)
        if cost < lowest:
            starts, lowest = without, cost
    return starts
