"""Decides that orders of nothing and waste in soft limits and contracts are taken back, and the rest is left alone."""

from __future__ import annotations

import numpy as np
import pytest

from planner.events import never
from planner.facts.gather import gather
from planner.model.build import build
from planner.scenarios.grow import grow
from planner.solve.arrays import arrays_of
from planner.solve.session import Session, Watch
from planner.solve.tidy import without_waste
from tests.budget import examples
from tests.builders import case
from tests.generate.tiny import tiny_case

SOFT = 9_300_000
"""The first seed, far from those of other tests."""


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
    tidy = without_waste(model, idle)
    assert arrays.cost @ idle + arrays.offset == pytest.approx(260)
    assert arrays.cost @ tidy + arrays.offset == pytest.approx(230)
    assert tidy[place[0]] == pytest.approx(1.0)
    assert np.array_equal(without_waste(model, tidy), tidy)


def test_a_soft_limit_is_broken_and_a_contract_unpaid_for_by_no_more_than_it_is() -> None:
    raised: dict[str, int] = {"slack": 0, "unpaid": 0}
    for seed in range(SOFT, SOFT + examples(300)):
        facts = gather(tiny_case(seed))
        model = build(facts, grow(facts))
        paying = {"slack": model.variables.slack.values(), "unpaid": model.variables.unpaid.values()}
        columns = [column.position for family in paying.values() for column in family]
        best = Session(arrays_of(model.program)).solve(Watch(never), seconds=60.0)
        if best.values is None:
            continue
        exact = without_waste(model, best.values)
        wasted = exact.copy()
        wasted[columns] += 7.0
        assert without_waste(model, wasted) == pytest.approx(exact, abs=1e-6), seed
        for name, family in paying.items():
            raised[name] += len(family)
    assert min(raised.values()) > 0
