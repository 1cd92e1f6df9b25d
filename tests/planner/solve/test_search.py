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
from planner.solve.engine import solve
from planner.solve.options import Options
from planner.solve.outcome import Status
from planner.solve.session import How, Session, Watch
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
