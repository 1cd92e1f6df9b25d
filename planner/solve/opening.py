"""Decides which starts to begin with: those of the relaxation, rounded where that is cheapest."""

from __future__ import annotations

import numpy as np

from planner.solve.arrays import Floats
from planner.solve.rounding import Rounding

THRESHOLDS = (0.5, 0.2, 0.08, 0.03)
"""What counts as begun when the relaxation is rounded."""


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
    return best
