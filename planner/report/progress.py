"""Decides how far a solve has come: the share of the way from its first gap to the gap asked for."""

from __future__ import annotations

import math

from planner.plan.answer import LEAST_GAP


def closeness(first: float, now: float, asked: float) -> float:
    """0 at the first gap, 1 at the gap asked for, and between them by its logarithm: each halving counts the same.

    Args:
        first: the first gap known, a fraction.
        now: the gap now.
        asked: the gap at which the plan counts as proven; 0 means 1e-6.
    """
    goal = max(asked, LEAST_GAP)
    if now <= goal:
        return 1.0
    if first <= now:
        return 0.0
    return math.log(first / now) / math.log(first / goal)
