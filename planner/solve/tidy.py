"""Decides what of a point is waste: fees of orders that bring nothing, and more broken or unpaid than really is."""

from __future__ import annotations

from collections.abc import Iterator

from planner.model.build import Model
from planner.model.program import Column, Sense
from planner.solve.arrays import Floats

NOTHING = 1e-7
"""An order of up to this is the solver's noise: it has no row in the plan, so it may cost no fee either."""


def without_waste(model: Model, values: Floats) -> Floats:
    """The point with its idle orders not placed, and with every soft limit broken and every contract underused by no
    more than it is; the plan in it keeps all rules, and costs no more.

    A search that ends early may leave an order placed of nothing and pay its fee; and what pays for a rule not kept may
    be larger than needed, above all where a penalty is small or nothing.
    """
    tidy = _without_idle_orders(model, values)
    for column, needed in _needed(model, tidy):
        tidy[column.position] = needed
    return tidy


def _without_idle_orders(model: Model, values: Floats) -> Floats:
    v = model.variables
    tidy = values.copy()
    for key, place in v.place.items():
        if values[v.order[key].position] <= NOTHING:
            tidy[place.position] = 0.0
    return tidy


def _needed(model: Model, values: Floats) -> Iterator[tuple[Column, float]]:
    """The columns that let a row be missed by more than it is, and by how much it is."""
    v = model.variables
    paying = [(column, f"limit_{index}_{inner}_{n}") for (index, inner, n), column in v.slack.items()]
    paying += [(column, f"unpaid_{c}_{n}") for (c, n), column in v.unpaid.items()]
    for column, code in paying:
        paid = float(values[column.position])
        if paid <= 0:
            continue
        row = model.program.coded(code)
        left = sum(factor * float(values[each.position]) for each, factor in row.expr.items() if each is not column)
        beyond = left + row.constant if row.sense == Sense.AT_MOST.value else -left - row.constant
        needed = max(0.0, beyond)
        if needed < paid:
            yield column, needed
