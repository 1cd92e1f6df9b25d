"""The cuts make a fraction of a start pay as little as it does in earnest, and no plan breaks one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.events import never
from planner.facts.gather import gather
from planner.model.build import Model, build
from planner.scenarios.grow import grow
from planner.solve import relaxation as relaxation_room
from planner.solve.arrays import arrays_of
from planner.solve.cuts import Cut, Cuts
from planner.solve.relaxation import Relaxation
from planner.solve.session import Session, Watch
from tests.budget import examples
from tests.builders import case
from tests.generate.tiny import tiny_case

QUIET = Watch(never)
DEMAND = [10.0] * 12
AT_ONCE = {"supplier": "Maker", "item": "Magnet", "price": 0, "production_months": 0, "transit_months": 0}


def late_drives(**more: object) -> Model:
    """Ten drives a month for a year, which may be late; a magnet in store costs 4 a month."""
    facts = gather(
        case(
            case={"months": len(DEMAND), "carrying_cost_rate": 4.8},
            products=[{"product": "Drive", "shortage_cost": 100, "backorder_cost": 4}],
            demand={"Drive": DEMAND},
            bill_of_materials=[{"parent": "Drive", "component": "Magnet", "quantity": 1}],
            items=[{"item": "Magnet", "standard_cost": 10}],
            **more,
        )
    )
    return build(facts, grow(facts))


def exact(model: Model) -> float:
    ending = Session(arrays_of(model.program)).solve(QUIET, seconds=60)
    assert ending.objective is not None
    return ending.objective


def relaxation_of(model: Model) -> Relaxation:
    arrays = arrays_of(model.program)
    return Relaxation(arrays, Cuts(model), seed=0, watch=QUIET, seconds=lambda: 60.0, told=lambda bound: None)


def tightened(relaxation: Relaxation) -> float:
    relaxation.solve()
    while not relaxation.finished:
        relaxation.tighten()
    assert relaxation.bound is not None
    return relaxation.bound


def test_a_redesign_begun_in_part_brings_that_part_of_a_month_though_units_may_be_late() -> None:
    """Without the magnet from the start on: 2,400, once. A tenth begun would let a tenth of all demand so far, the
    whole of that month's from the tenth month on, be built."""
    model = late_drives(
        redesigns=[{"redesign": "Without", "product": "Drive", "months": 0, "cost": 2400}],
        redesign_changes=[{"redesign": "Without", "item": "Magnet"}],
    )
    assert exact(model) == pytest.approx(2400.0)
    relaxation = relaxation_of(model)
    relaxation.solve()
    assert relaxation.bound is not None
    assert relaxation.bound < 0.4 * 2400.0
    assert tightened(relaxation_of(model)) > 0.9 * 2400.0


def test_an_approval_begun_in_part_brings_that_part_of_a_month_though_units_may_be_late() -> None:
    model = late_drives(
        suppliers=[{"supplier": "Maker", "country": "Japan"}],
        qualifications=[{"qualification": "Approval", "months": 0, "cost": 2400}],
        offers=[{**AT_ONCE, "qualification": "Approval"}],
    )
    assert exact(model) == pytest.approx(2400.0)
    assert tightened(relaxation_of(model)) > 0.9 * 2400.0


def test_orders_with_a_fee_are_cut_though_units_may_be_late() -> None:
    """A fee of 30 an order; late, or in store, by a month 40 (10 units at 4): each month has its order."""
    model = late_drives(
        suppliers=[{"supplier": "Maker", "country": "Japan"}],
        offers=[{**AT_ONCE, "order_cost": 30}],
    )
    assert exact(model) == pytest.approx(360.0)
    relaxation = relaxation_of(model)
    relaxation.solve()
    assert relaxation.bound is not None
    assert relaxation.bound < 0.6 * 360.0
    assert tightened(relaxation_of(model)) > 0.9 * 360.0


def test_cuts_that_bind_no_more_are_forgotten_and_the_bound_stays() -> None:
    model = build(facts := gather(tiny_case(11)), grow(facts))
    relaxation = relaxation_of(model)
    bound = tightened(relaxation)
    again = Session(relaxation.tightened())
    again.relax(True)
    ending = again.solve(QUIET, seconds=60)
    assert ending.objective == pytest.approx(bound, rel=1e-9)
    assert relaxation.session.solve(QUIET, seconds=60).objective == pytest.approx(bound, rel=1e-9)


def test_how_deep_a_cut_goes_is_the_distance_of_the_point() -> None:
    """3 x + 4 y <= 5 is 4 away from (3, 4): 25 less 5, over a length of 5."""
    assert Cut({0: 3.0, 1: 4.0}, 5.0, ()).depth(np.array([3.0, 4.0])) == pytest.approx(4.0)


def test_of_a_large_models_cuts_the_deepest_tenth_is_added_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    model = late_drives(
        suppliers=[{"supplier": "Maker", "country": "Japan"}],
        offers=[{**AT_ONCE, "order_cost": 30}],
    )
    monkeypatch.setattr(relaxation_room, "LARGE", 0)
    relaxation = relaxation_of(model)
    relaxation.solve()
    assert relaxation.values is not None
    values = relaxation.values
    broken = sorted(relaxation.cuts.broken(values), key=lambda cut: -cut.depth(values))
    added: list[Cut] = []
    monkeypatch.setattr(relaxation, "add", added.extend)
    relaxation.tighten()
    assert len(broken) > 10
    assert [cut.key for cut in added] == [cut.key for cut in broken[: len(added)]]
    assert len(added) == -(-len(broken) // 10)


@settings(max_examples=examples(300), derandomize=True, deadline=None)
@given(st.integers(0, 100_000))
def test_a_plan_keeps_every_cut_that_any_point_breaks(seed: int) -> None:
    model = build(facts := gather(tiny_case(seed)), grow(facts))
    arrays = arrays_of(model.program)
    best = Session(arrays).solve(QUIET, seconds=60)
    if best.values is None:
        return
    dice = np.random.default_rng(seed)
    cuts = Cuts(model)
    for scale in (0.1, 1.0, 50.0):
        for mixed in (0.0, 0.5, 0.9):
            point = mixed * best.values + (1.0 - mixed) * dice.exponential(scale, len(best.values))
            point *= dice.uniform(0.0, 1.0, len(point)) < 0.5
            for cut in cuts.broken(point):
                left = sum(factor * best.values[position] for position, factor in cut.terms.items())
                size = max(1.0, *(abs(factor * best.values[position]) for position, factor in cut.terms.items()))
                assert left <= cut.right + 1e-5 * size, cut.key
