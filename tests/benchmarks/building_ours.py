"""Decides how the rows of five families are written by the planner itself, up to the solver's arrays."""

from __future__ import annotations

import pytest

from planner.model import variables
from planner.model.leaving import define_leaving
from planner.model.ordering import define_orders
from planner.model.production import define_build
from planner.model.program import Program
from planner.model.sets import Sets
from planner.model.stock import define_stock
from planner.model.waiting import define_waiting
from planner.solve.arrays import Arrays, arrays_of


def built(sets: Sets, bounds: dict[tuple[int, int], float]) -> Arrays:
    """The arrays of waiting, leaving, stock, build and orders, through PuLP. The U of each order is given to all."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(variables, "order_bounds", lambda sets: bounds)
        program = Program()
        v = variables.make(program, sets)
    define_orders(program, sets, v)
    define_waiting(program, sets, v)
    define_leaving(program, sets, v)
    define_stock(program, sets, v)
    define_build(program, sets, v)
    program.minimise([], 0.0)
    return arrays_of(program)
