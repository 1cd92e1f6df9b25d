"""Decides what it is worth to build the stock of an item: the cost of never having more of it than is there already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING

from planner.events import Listener, Phase, never, silent
from planner.insight.about import around
from planner.insight.asking import Asking, Difference, wide
from planner.plan.plan import Plan
from planner.solve.options import Options
from planner.tables.case import Case

if TYPE_CHECKING:
    from planner.solve.whatif import Bounds, WhatIf

SECONDS = 30.0
"""Time for the question, where nothing else is said."""


def without_stock(
    case: Case,
    plan: Plan,
    options: Options,
    item: str,
    *,
    seconds: float = SECONDS,
    listen: Listener = silent,
    stopping: Callable[[], bool] = never,
) -> Difference:
    """What a plan costs more when at no month's end there is more of an item than today's stock and the open orders
    that are on their way have brought by then; by solving again, scenario by scenario too.

    Args:
        case: without error findings.
        plan: an audited plan of this very case.
        options: seed; the risk weight is the plan's own.
        item: its name, as in the case.
        seconds: for the question.
        listen: told what is being done.
        stopping: asked often.

    Raises:
        Stopped: the user asked for it.
        UserError: the plan answers another case.
    """
    asking = Asking(case, plan, options, stopping=stopping, seconds=seconds)
    listen(Phase("Planning without more of it in store"))
    return never_more(asking, item)


def never_more(asking: Asking, item: str) -> Difference:
    """The same, asked of a plan that other things are asked of too.

    Raises:
        Stopped: the user asked for it.
    """
    index = [one.name for one in asking.facts.items].index(item)
    asking.begin()
    whatif = asking.own()
    bounds = _no_more(whatif, index)
    return asking.compare(whatif, bounds, {}, wide(asking, around(asking.facts, {index})), by_scenario=True)


def _no_more(whatif: WhatIf, item: int) -> Bounds:
    """Each of the item's stocks at most what it holds at the start and what is on its way."""
    sets = whatif.model.sets
    facts = sets.facts
    coming: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for one in facts.coming:
        coming[one.pool].append((one.arrives, one.quantity))
    return {
        column.position: (
            0.0,
            facts.pools[g].opening + sum(units for month, units in coming[g] if month <= sets.month[n]),
        )
        for (g, n), column in whatif.model.variables.stock.items()
        if facts.pools[g].item == item
    }
