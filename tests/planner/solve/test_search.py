"""The search over starts gives the same best plan as the solver's own branch and cut, and its cuts take none away."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.events import never, silent
from planner.facts.gather import gather
from planner.model.build import Model, build
from planner.plan.extract import extract
from planner.scenarios.grow import grow
from planner.solve import engine
from planner.solve.arrays import arrays_of
from planner.solve.cuts import Cuts
from planner.solve.decisions import decisions_of
from planner.solve.engine import solve
from planner.solve.options import Options
from planner.solve.outcome import Status
from planner.solve.proof import Proof
from planner.solve.record import Record
from planner.solve.session import How, Session, Watch
from planner.solve.singly import Singly
from planner.solve.task import Task
from tests.budget import examples
from tests.builders import case
from tests.generate.tiny import tiny_case
from tests.planner.solve.searched import solved

QUIET = Watch(never)


def modelled(seed: int) -> Model:
    facts = gather(tiny_case(seed))
    return build(facts, grow(facts))


@settings(max_examples=examples(200), derandomize=True, deadline=None)
@given(st.integers(0, 100_000))
def test_the_search_over_starts_is_exact(seed: int) -> None:
    model = modelled(seed)
    plain = solved(model)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "SMALL_ENOUGH", -1)
        searched = solved(model)
    assert searched.status is plain.status
    if plain.objective is not None and searched.objective is not None:
        assert searched.objective == pytest.approx(plain.objective, rel=2e-6, abs=1e-6)


@settings(max_examples=examples(200), derandomize=True, deadline=None)
@given(st.integers(0, 100_000))
def test_no_cut_takes_the_best_plan_away(seed: int) -> None:
    model = modelled(seed)
    arrays = arrays_of(model.program)
    best = Session(arrays).solve(QUIET, seconds=60)
    cuts = Cuts(model)
    relaxed = Session(arrays)
    relaxed.relax(True)
    ending = relaxed.solve(QUIET, seconds=60)
    for _ in range(6):
        if ending.how is not How.OPTIMAL or ending.values is None or best.objective is None:
            break
        broken = cuts.broken(ending.values)
        relaxed.rows([cut.terms for cut in broken], [cut.right for cut in broken])
        ending = relaxed.solve(QUIET, seconds=60)
        assert ending.objective is not None
        assert ending.objective <= best.objective + 1e-6 * max(1.0, abs(best.objective))


def lot_sizing() -> Model:
    """Fees against carrying: 1380 is best (Snyder and Shen, example 3.9); the relaxation says less."""
    facts = gather(
        case(
            case={"months": 4, "carrying_cost_rate": 1.2},
            products=[{"product": "Drive", "shortage_cost": 10000}],
            demand={"Drive": [90, 120, 80, 70]},
            bill_of_materials=[{"parent": "Drive", "component": "Magnet", "quantity": 1}],
            items=[{"item": "Magnet", "standard_cost": 20}],
            suppliers=[{"supplier": "Maker", "country": "Japan"}],
            offers=[
                {
                    "supplier": "Maker",
                    "item": "Magnet",
                    "price": 0,
                    "production_months": 0,
                    "transit_months": 0,
                    "order_cost": 500,
                }
            ],
        )
    )
    return build(facts, grow(facts))


def test_cuts_close_the_gap_of_a_lot_sizing_problem() -> None:
    model = lot_sizing()
    cuts = Cuts(model)
    session = Session(arrays_of(model.program))
    session.relax(True)
    ending = session.solve(QUIET, seconds=10)
    assert ending.objective is not None
    assert ending.objective < 1000.0
    while ending.values is not None and (broken := cuts.broken(ending.values)):
        session.rows([cut.terms for cut in broken], [cut.right for cut in broken])
        ending = session.solve(QUIET, seconds=10)
    assert ending.objective == pytest.approx(1380.0, rel=1e-3)


def test_the_same_case_options_and_seed_give_the_same_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "SMALL_ENOUGH", -1)
    model = modelled(17)
    first, second = solved(model), solved(model)
    assert first.values is not None and second.values is not None
    assert np.array_equal(first.values, second.values)
    assert extract(model, first.values, "") == extract(model, second.values, "")


def test_a_stop_before_any_plan_is_cancelled() -> None:
    model = lot_sizing()
    found = solve(
        model,
        Options(),
        listen=silent,
        stopping=lambda: True,
        on_better=lambda values, objective: None,
        deadline=time.monotonic() + 60,
    )
    assert found.status in (Status.CANCELLED, Status.PROVEN, Status.STOPPED_WITH_PLAN)
    assert (found.values is None) == (found.status is Status.CANCELLED)


def approval_or_lots() -> Model:
    """40 magnets are needed. The approved maker sells lots of 100 at 1 each; another any number, once approved for 10.
    Best are the approval and 40 of the other's: 50, and 10,000 for castings."""
    offer = {"price": 1, "production_months": 0, "transit_months": 0}
    facts = gather(
        case(
            case={"months": 1, "closing_stock_value": 0},
            products=[{"product": "Drive", "shortage_cost": 1000}],
            demand={"Drive": [40]},
            bill_of_materials=[{"parent": "Drive", "component": c, "quantity": 1} for c in ("Magnet", "Casting")],
            items=[{"item": c, "standard_cost": 1} for c in ("Magnet", "Casting")],
            suppliers=[{"supplier": s, "country": "Japan"} for s in ("Old", "New")],
            offers=[
                {"offer": "lots", "supplier": "Old", "item": "Magnet", "order_multiple": 100, **offer},
                {"offer": "any", "supplier": "New", "item": "Magnet", "qualification": "New magnet", **offer},
                {"offer": "castings", "supplier": "Old", "item": "Casting", **offer, "price": 250},
            ],
            qualifications=[{"qualification": "New magnet", "months": 0, "cost": 10}],
        )
    )
    return build(facts, grow(facts))


def test_a_leaf_held_by_what_it_costs_to_leave_it_is_told_no_higher_than_that(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan of 10,100 is known, and 10,044.5 is proof enough. The approval is worth 10 in the relaxation of 10,040,
    more than is searched; without it 10,100 is the best, but not of all."""
    monkeypatch.setattr(Singly, "go", _nothing)
    model = approval_or_lots()
    arrays = arrays_of(model.program)
    (approval,) = (start.position for start in decisions_of(model).starts)
    without = Session(arrays)
    without.bounds(np.array([approval], dtype=np.int32), np.zeros(1), np.zeros(1))
    known = without.solve(Watch(never), seconds=60)
    assert known.objective == pytest.approx(10_100.0)
    record = Record(silent, lambda values, objective: None)
    record.values, record.objective = known.values, known.objective
    task = Task(model, arrays, decisions_of(model), record, 0.0055, 0, lambda: 60.0)
    proof = Proof(task, watch=Watch(never), second=Watch(never))
    while proof.how is How.LIMIT and not record.reached(0.0055):
        proof.turn(1.0)
        proof.meet(helped=False)
    assert record.bound is not None
    assert record.bound <= 10_050.0 + 1e-6


def _nothing(items: Singly) -> How:
    """Items planned alone that lift nothing."""
    items.finished = True
    return How.LIMIT
