"""Decides what it costs to notice a month late which way things have gone, branch by branch, by solving again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from planner.events import Listener, Share, never, silent
from planner.insight.about import everything
from planner.insight.asking import Asking
from planner.plan.plan import Plan
from planner.solve.options import Options
from planner.tables.case import Case

if TYPE_CHECKING:
    from planner.model.program import Column
    from planner.solve.whatif import WhatIf

SECONDS = 30.0
"""For each branch, unless told otherwise."""

_WORDS = "branches priced"


@dataclass(frozen=True, slots=True)
class Lateness:
    """What a month's delay costs in a branch.

    Attributes:
        node: of the plan where the branch begins.
        cost: discounted, in case currency, on average of the scenarios of the branch, given that it comes; None where
            time ran out. At least 0.
        possible: False where the month before cannot be lived through so: limits break, or what is ordered cannot be.
    """

    node: int
    cost: float | None
    possible: bool = True


def lateness(
    case: Case,
    plan: Plan,
    options: Options,
    *,
    seconds: float = SECONDS,
    listen: Listener = silent,
    stopping: Callable[[], bool] = never,
) -> tuple[Lateness, ...]:
    """What it costs to act a month late, for every way at every parting of the tree but the likeliest.

    In the month in which such a way begins nothing is noticed: what the plan does in the likeliest way is ordered,
    and nothing is started. From the next month on the best is done. What came before, and the other branches, stay as
    in the plan; the cost is the difference to the best that can be done in time with the same held.

    Args:
        case: without error findings.
        plan: an audited plan of this very case.
        options: seed; the risk weight is the plan's own.
        seconds: for each branch.
        listen: told how many branches are done.
        stopping: asked often.

    Raises:
        Stopped: the user asked for it.
        UserError: the plan answers another case.
    """
    asking = Asking(case, plan, options, stopping=stopping, seconds=seconds)
    ways = _unlikely(plan)
    found = []
    for done, (node, usual) in enumerate(ways):
        listen(Share(done, len(ways), _WORDS))
        found.append(_late(asking, node, usual))
    listen(Share(len(ways), len(ways), _WORDS))
    return tuple(found)


def _unlikely(plan: Plan) -> list[tuple[int, int]]:
    """Every way but the likeliest of its parting, with the likeliest, by node."""
    children: dict[int | None, list[tuple[float, int]]] = defaultdict(list)
    for line in plan.nodes:
        children[line.parent].append((line.probability, line.node))
    found = []
    for ways in children.values():
        usual = max(ways, key=lambda one: one[0])[1]
        found += [(node, usual) for _, node in ways if node != usual]
    return sorted(found)


def _late(asking: Asking, node: int, usual: int) -> Lateness:
    asking.begin()
    whatif = asking.own()
    base = whatif.base()
    asking.heard()
    if base.values is None:
        return Lateness(node, None)
    held = _outside(whatif, node, base.values)
    unnoticed = {**held, **_unnoticed(asking, whatif, node, usual)}
    told = asking.compare(whatif, unnoticed, held, everything(asking.facts), by_scenario=True)
    if not told.possible:
        return Lateness(node, None, possible=False)
    if not told.by_scenario:
        return Lateness(node, None)
    here = next(line for line in asking.plan.nodes if line.node == node)
    odds = [one.probability if one.scenario in here.scenarios else 0.0 for one in asking.plan.scenario_costs]
    cost = sum(part * more for part, more in zip(odds, told.by_scenario, strict=True)) / sum(odds)
    return Lateness(node, max(0.0, cost))


def _outside(whatif: WhatIf, node: int, values: object) -> dict[int, tuple[float, float]]:
    """Everything ordered and started outside a branch, held as it is in the plan."""
    at = np.asarray(values, dtype=float)
    paths = whatif.model.sets.paths
    held = {}
    for column, n in _decided(whatif):
        if node not in paths[n]:
            place = column.position
            value = float(np.clip(at[place], whatif.arrays.lower[place], whatif.arrays.upper[place]))
            value = float(round(value)) if whatif.arrays.integer[place] else value
            held[place] = (value, value)
    return held


def _unnoticed(asking: Asking, whatif: WhatIf, node: int, usual: int) -> dict[int, tuple[float, float]]:
    """In the first month of a branch nothing is started, and what the usual way orders is ordered."""
    v = whatif.model.variables
    bounds: dict[int, tuple[float, float]] = {}
    for family, index, n in asking.chosen.begun:
        if n == node:
            position = whatif.begun(family, index)[n]
            bounds[position] = (0.0, 0.0)
    names = {one.name: o for o, one in enumerate(asking.facts.offers)}
    ordered: dict[int, float] = defaultdict(float)
    for line in asking.plan.orders:
        if line.node == usual:
            ordered[names[line.offer]] += line.quantity
    for (o, n), column in v.order.items():
        if n == node:
            most = whatif.arrays.upper[column.position]
            quantity = min(ordered.get(o, 0.0), float(most))
            bounds[column.position] = (quantity, quantity)
            if (o, n) in v.place:
                bounds[v.place[o, n].position] = (float(quantity > 0), float(quantity > 0))
    return bounds


def _decided(whatif: WhatIf) -> list[tuple[Column, int]]:
    """Columns of what is ordered and started, with their nodes."""
    v = whatif.model.variables
    families = (v.order, v.place, v.lots, v.qualified, v.redesigned, v.signed)
    return [(column, n) for columns in families for (_, n), column in columns.items()]
