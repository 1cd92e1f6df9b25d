"""Decides what it means for the model to leave out an action of a plan, or to do it a month earlier or later."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from planner.insight.about import FAMILIES, index_of
from planner.plan.actions import Action, Deed
from planner.solve.chosen import Scope

if TYPE_CHECKING:
    from planner.solve.whatif import Bounds, WhatIf


def as_planned(whatif: WhatIf, action: Action) -> Bounds:
    """The action as it is: a start where the plan has it; orders are as they please."""
    if action.deed is Deed.ORDER:
        return {}
    return begun_at(whatif, action, set(action.nodes)) or {}


def held_or_planned(whatif: WhatIf, action: Action, scope: Scope) -> Bounds:
    """The same for a question about this: where all starts are held, this one need not be."""
    return {} if whatif.linear(scope) else as_planned(whatif, action)


def left_out(whatif: WhatIf, action: Action) -> Bounds:
    """Without the action: the start never, the order not in this month."""
    if action.deed is Deed.ORDER:
        return dict.fromkeys(_orders(whatif, action), (0.0, 0.0))
    facts = whatif.model.sets.facts
    return dict.fromkeys(whatif.begun(FAMILIES[action.deed], index_of(facts, action)).values(), (0.0, 0.0))


def not_then(whatif: WhatIf, action: Action) -> Bounds:
    """A start at none of the nodes where the plan has it, but perhaps afterwards; of orders the same as left out."""
    if action.deed is Deed.ORDER:
        return left_out(whatif, action)
    columns = whatif.begun(FAMILIES[action.deed], index_of(whatif.model.sets.facts, action))
    return {position: (0.0, float(n not in action.nodes)) for n, position in columns.items()}


def later(whatif: WhatIf, action: Action) -> Bounds | None:
    """A month later: starts in every way the month after may go, the same order a month on. None where it cannot be."""
    sets = whatif.model.sets
    children = sets.tree.children()
    after = {child for node in action.nodes for child in children[node]}
    if not after or any(not children[node] for node in action.nodes):
        return None
    return _ordered(whatif, action, after) if action.deed is Deed.ORDER else begun_at(whatif, action, after)


def earlier(whatif: WhatIf, action: Action) -> Bounds | None:
    """A month earlier, in every way from which the plan would do it; None in the first month, or where it cannot be."""
    parents = {whatif.model.sets.parent[node] for node in action.nodes}
    if action.deed is Deed.ORDER or min(parents) < 0:
        return None
    return begun_at(whatif, action, parents)


def begun_at(whatif: WhatIf, action: Action, nodes: set[int]) -> Bounds | None:
    """Begun from these nodes on and nowhere else; None where it may not begin there."""
    sets = whatif.model.sets
    columns = whatif.begun(FAMILIES[action.deed], index_of(sets.facts, action))
    if not nodes <= set(columns):
        return None
    begun = {n: float(not nodes.isdisjoint(sets.paths[n])) for n in columns}
    return {position: (begun[n], begun[n]) for n, position in columns.items()}


def _orders(whatif: WhatIf, action: Action) -> list[int]:
    """The order columns of the supplier at the action's nodes, with their yes and no."""
    v, facts = whatif.model.variables, whatif.model.sets.facts
    mine = {o for o, offer in enumerate(facts.offers) if facts.suppliers[offer.supplier].name == action.name}
    return [
        column.position
        for family in (v.order, v.place, v.lots)
        for (o, n), column in family.items()
        if o in mine and n in action.nodes
    ]


def _ordered(whatif: WhatIf, action: Action, after: set[int]) -> Bounds | None:
    """Nothing now, and at least the same in each way the next month may go."""
    v, facts = whatif.model.variables, whatif.model.sets.facts
    offers = {offer.name: o for o, offer in enumerate(facts.offers)}
    bounds = dict(left_out(whatif, action))
    for line in action.orders:
        for n in after:
            column = v.order.get((offers[line.offer], n))
            if column is None:
                return None
            bounds[column.position] = (line.quantity, math.inf)
    return bounds
