"""What paths planned alone prove together: never more than the best plan costs, and more than the relaxation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.facts.gather import gather
from planner.model.build import Model, build
from planner.scenarios.grow import grow
from planner.solve import apart
from planner.solve.apart import Apart
from planner.solve.decisions import decisions_of
from planner.solve.diving import Dive
from planner.solve.relaxation import Relaxation
from planner.solve.session import How
from planner.solve.whole import Whole
from tests.budget import examples
from tests.builders import case
from tests.planner.solve.proving import QUIET, cheapest, modelled, relaxed, searched


def taken_apart(model: Model, root: Relaxation) -> tuple[list[float], How]:
    """Two lines share the paths; each learns from time to time what the other has proven."""
    told: list[float] = []
    whole, starts = Whole(model, root), decisions_of(model).starts
    both = [
        Apart(whole, leaves, starts, seed=0, watch=QUIET, seconds=lambda: 60.0, told=told.append, trail=None)
        for leaves in (whole.leaves[::2], whole.leaves[1::2])
    ]
    how = How.LIMIT
    while how is How.LIMIT and not all(paths.finished for paths in both):
        for paths, other in (both, both[::-1]):
            other.share(paths)
            if how is How.LIMIT and not paths.finished:
                paths.others = other.lift
                how = paths.go()
    return told, how


@settings(max_examples=examples(200), derandomize=True, deadline=None)
@given(st.integers(0, 100_000))
def test_paths_never_prove_more_than_the_best_plan_costs(seed: int) -> None:
    model = modelled(seed)
    best, root = cheapest(model), relaxed(model)
    if best is None or root.values is None:
        return
    told, how = taken_apart(model, root)
    assert how is How.LIMIT
    assert max(told, default=-np.inf) <= best + 1e-6 * max(1.0, abs(best))


def two_futures() -> Model:
    """One magnet, and a redesign without it that costs 300. In half of the futures the magnet stops for good in the
    third month, and 2 of 10 units a month go short at 20 each: of a redesign begun by a fifth the relaxation has it
    all, but nobody can begin a fifth."""
    facts = gather(
        case(
            case={"months": 8},
            products=[{"product": "Drive", "shortage_cost": 20}],
            demand={"Drive": [10] * 8},
            bill_of_materials=[{"parent": "Drive", "component": "Magnet", "quantity": 1}],
            items=[{"item": "Magnet", "standard_cost": 1}],
            suppliers=[{"supplier": "Ganzhou", "country": "China"}],
            offers=[
                {
                    "offer": "G",
                    "supplier": "Ganzhou",
                    "item": "Magnet",
                    "price": 1,
                    "production_months": 0,
                    "transit_months": 0,
                }
            ],
            capacity=[{"supplier": "Ganzhou", "item": "Magnet", "from_month": 0, "per_month": 10}],
            scenarios=[{"scenario": "Calm", "probability": 0.5}, {"scenario": "Less", "probability": 0.5}],
            events=[
                {
                    "scenario": "Less",
                    "effect": "availability",
                    "supplier": "Ganzhou",
                    "from_month": 2,
                    "to_month": 7,
                    "value": 0.8,
                }
            ],
            redesigns=[{"redesign": "Without", "product": "Drive", "months": 1, "cost": 300}],
            redesign_changes=[{"redesign": "Without", "item": "Magnet"}],
        )
    )
    return build(facts, grow(facts))


@pytest.mark.parametrize("easy", [0, apart.EASY], ids=["starts alone", "orders too"])
def test_paths_prove_more_than_the_relaxation_where_it_begins_by_halves(
    easy: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "EASY", easy)
    model = two_futures()
    root = relaxed(model)
    best = cheapest(model)
    assert root.bound is not None
    assert best is not None
    assert root.bound < best - 1.0, "the relaxation has nothing to hide"
    told, _ = taken_apart(model, root)
    assert told == sorted(told), "a path took back what another had proven"
    assert root.bound + 0.5 * (best - root.bound) < told[-1] <= best + 1e-6


def test_a_line_with_nothing_left_goes_on_with_paths_of_the_other() -> None:
    model = two_futures()
    whole, starts = Whole(model, relaxed(model)), decisions_of(model).starts
    busy, done = (
        Apart(whole, leaves, starts, seed=0, watch=QUIET, seconds=lambda: 60.0, told=lambda bound: None, trail=None)
        for leaves in (whole.leaves, ())
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(apart, "SOLVES", 1)
        patch.setattr(apart, "EASY", 0)
        patch.setattr(apart, "LEAST_LIFT", -1.0)  # none tires
        while busy.promise == np.inf or busy.lift == 0.0:
            busy.go()
        before = busy.lift
        busy.share(done)
        assert busy.lift + done.lift == pytest.approx(before)
        assert done.lift > 0.0
        assert not done.finished
        done.go()
        assert busy.lift + done.lift >= before - 1e-9


def test_paths_that_cannot_even_be_begun_are_done_with(monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the user stops while the last of them is being begun."""
    model = two_futures()
    whole, starts = Whole(model, relaxed(model)), decisions_of(model).starts
    told: list[float] = []
    paths = Apart(whole, whole.leaves, starts, seed=0, watch=QUIET, seconds=lambda: 60.0, told=told.append, trail=None)
    monkeypatch.setattr(Apart, "_begun", lambda self, leaf: None)
    for _ in whole.leaves:
        assert not paths.finished
        paths.go()
    assert paths.finished
    assert (paths.lift, told) == (0, [])


def test_one_future_is_not_taken_apart() -> None:
    model = modelled(0)
    leaves = len(set(model.sets.tree.leaves))
    root = relaxed(model)
    assert len(Whole(model, root).leaves) == (leaves if leaves > 1 else 0)


def test_a_dive_ends_with_whole_starts_and_what_they_cost() -> None:
    model = two_futures()
    root = relaxed(model)
    search = searched(model, root)
    way = Dive(search, min(search.open))
    while not way.over:
        way.step()
    assert way.found is not None
    assert search.undecided(way.found) == []
    assert root.bound is not None
    assert way.found.bound >= root.bound
    assert way.found.bound == pytest.approx(cheapest(model), rel=0.05)


@settings(max_examples=examples(100), derandomize=True, deadline=None)
@given(st.integers(0, 100_000))
def test_every_column_but_those_of_the_tail_belongs_to_a_node(seed: int) -> None:
    model = modelled(seed)
    v = model.variables
    of_the_tail = {column.position for column in (*v.tail.values(), *v.path_cost.values())}
    of_the_tail |= set() if v.threshold is None else {v.threshold.position}
    at_nodes = [column.position for _, column in v.by_node()]
    assert len(at_nodes) == len(set(at_nodes))
    assert set(at_nodes) | of_the_tail == set(range(len(model.program.columns)))
