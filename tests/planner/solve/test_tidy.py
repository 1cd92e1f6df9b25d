"""Decides that an order of nothing is taken back with its fee, and a real one is left alone."""

from __future__ import annotations

import numpy as np
import pytest

from planner.events import never
from planner.facts.gather import gather
from planner.model.build import build
from planner.scenarios.grow import grow
from planner.solve.arrays import arrays_of
from planner.solve.session import Session, Watch
from planner.solve.tidy import without_idle_orders
from tests.builders import case


def test_an_order_of_nothing_pays_no_fee() -> None:
    """Ten wanted in each of two months; both are ordered in the first, and the second order was placed of nothing."""
    facts = gather(
        case(
            products=[{"product": "Drive", "shortage_cost": 100}],
            demand={"Drive": [10, 10]},
            bill_of_materials=[{"parent": "Drive", "component": "Magnet", "quantity": 1}],
            items=[{"item": "Magnet", "standard_cost": 10}],
            suppliers=[{"supplier": "Ganzhou", "country": "China"}],
            offers=[
                {
                    "supplier": "Ganzhou",
                    "item": "Magnet",
                    "price": 10,
                    "production_months": 0,
                    "transit_months": 0,
                    "order_cost": 30,
                }
            ],
        )
    )
    model = build(facts, grow(facts))
    arrays = arrays_of(model.program)
    best = Session(arrays).solve(Watch(never), seconds=60.0)
    assert best.values is not None and best.objective == pytest.approx(200 + 30)
    place = {n: column.position for (_, n), column in model.variables.place.items()}
    idle = best.values.copy()
    idle[place[1]] = 1.0
    tidy = without_idle_orders(model, idle)
    assert arrays.cost @ idle + arrays.offset == pytest.approx(260)
    assert arrays.cost @ tidy + arrays.offset == pytest.approx(230)
    assert tidy[place[0]] == pytest.approx(1.0)
    assert np.array_equal(without_idle_orders(model, tidy), tidy)
