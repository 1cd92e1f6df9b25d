"""Decides what an action of a plan is worth: the cost without it, a month earlier, and a month later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.insight.asking import Asking, Difference
from planner.insight.moves import earlier, held_or_planned, later, left_out
from planner.insight.solving import IMPOSSIBLE
from planner.plan.actions import Action
from planner.solve.chosen import Freedom

if TYPE_CHECKING:
    from planner.solve.whatif import Bounds


@dataclass(frozen=True, slots=True)
class Worth:
    """What happens to the cost of a plan when one of its actions is changed, each found by solving again.

    Attributes:
        action: the action.
        without: never starting it; not ordering from this supplier in the first month; scenario by scenario too.
        earlier: starting it a month earlier; None for what is done in the first month.
        later: starting it a month later on all its branches; ordering the same a month later.
    """

    action: Action
    without: Difference
    earlier: Difference | None
    later: Difference


def worth(asking: Asking, action: Action) -> Worth:
    """What an action is worth.

    Raises:
        Stopped: the user asked for it.
    """
    asking.begin()
    whatif, scope = asking.own(), asking.scope(action)
    as_it_is = held_or_planned(whatif, action, scope)

    def changed(bounds: Bounds | None, *, by_scenario: bool = False) -> Difference:
        if bounds is None:
            return Difference(IMPOSSIBLE, Freedom.ALL)
        return asking.compare(whatif, bounds, as_it_is, scope, by_scenario=by_scenario)

    sooner, put_off = earlier(whatif, action), later(whatif, action)
    moved = None if action.now or sooner is None else changed(sooner)
    held_back = changed(put_off)  # both near the plan: without it is far, and would leave them nothing of the time
    return Worth(action, changed(left_out(whatif, action), by_scenario=True), moved, held_back)
