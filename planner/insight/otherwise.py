"""Decides what doing otherwise costs where all other starts are held: never, or a month later, whichever costs less.

A start that may come at any later time would be no search there but begun in parts: cheaper than it can be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.insight.asking import Asking, Difference
from planner.insight.moves import later, left_out
from planner.insight.solving import Estimate
from planner.plan.actions import Action
from planner.solve.chosen import Scope

if TYPE_CHECKING:
    from planner.solve.whatif import Bounds, WhatIf

_HAIR = 1e-6
"""Share of the plan's cost by which a way that costs more than another is looked at beyond it."""


def otherwise(
    asking: Asking, whatif: WhatIf, action: Action, planned: Bounds, scope: Scope, *, enough: float | None = None
) -> Difference:
    """What it costs more not to start what is started.

    Args:
        asking: about which plan.
        whatif: in which model.
        action: the start.
        planned: how the plan has it.
        scope: what is set free.
        enough: a difference so high that it need not be known any better.

    Returns:
        Where the time is over its value is None, and ``low`` what it is at least, ``high`` at most.

    Raises:
        Stopped: the user asked for it.
    """
    wait = later(whatif, action)
    put_off = None if wait is None else asking.compare(whatif, wait, planned, scope, enough=enough)
    limits = [] if enough is None else [enough]
    if put_off is not None and put_off.more.value is not None:
        limits.append(put_off.more.value + _HAIR * max(1.0, abs(asking.plan.objective)))
    never = asking.compare(whatif, left_out(whatif, action), planned, scope, enough=min(limits, default=None))
    if put_off is None:
        return never
    by_cost = sorted((put_off, never), key=lambda one: one.more.low if one.more.value is None else one.more.value)
    lesser, other = by_cost
    if lesser.more.value is not None and lesser.more.value <= other.more.low:
        return lesser
    # The other way may cost less than the one that is known.
    low, high = min(put_off.more.low, never.more.low), min(put_off.more.high, never.more.high)
    return Difference(Estimate(None, low, high), never.freedom)
