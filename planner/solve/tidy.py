"""Decides which orders of a point are none: those placed that bring nothing are taken back, with their fees."""

from __future__ import annotations

from planner.model.build import Model
from planner.solve.arrays import Floats

NOTHING = 1e-7
"""An order of up to this is the solver's noise: it has no row in the plan, so it may cost no fee either."""


def without_idle_orders(model: Model, values: Floats) -> Floats:
    """The point with its idle orders not placed; all rules keep holding, and it costs no more.

    A search that ends early may leave an order placed of nothing, and pay its fee.
    """
    v = model.variables
    tidy = values.copy()
    for key, place in v.place.items():
        if values[v.order[key].position] <= NOTHING:
            tidy[place.position] = 0.0
    return tidy
