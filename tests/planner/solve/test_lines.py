"""The two lines of work and what they stand on: run together, parts of a problem, starts rounded, guessed and known."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.events import never, silent
from planner.facts.gather import gather
from planner.model.build import Model, build
from planner.plan.chosen import chosen_of
from planner.plan.extract import extract
from planner.scenarios.grow import grow
from planner.solve import branching, early, engine, improving, neighbourhood, proof, relaxation
from planner.solve.arrays import arrays_of, part_of
from planner.solve.chosen import Chosen
from planner.solve.decisions import decisions_of
from planner.solve.early import starts_for_a_few
from planner.solve.engine import Found, solve
from planner.solve.opening import Opening
from planner.solve.options import Options
from planner.solve.session import How, Session, Watch
from planner.solve.together import together
from tests.budget import examples
from tests.builders import case
from tests.generate.tiny import tiny_case

QUIET = Watch(never)


def modelled(seed: int) -> Model:
    facts = gather(tiny_case(seed))
    return build(facts, grow(facts))


def solved(model: Model, known: Chosen | None = None) -> Found:
    return solve(
        model,
        Options(gap=0.0),
        listen=silent,
        stopping=never,
        on_better=lambda values, objective: None,
        deadline=time.monotonic() + 60,
        known=known,
    )


def test_both_lines_run_at_the_same_time() -> None:
    meeting = threading.Barrier(2, timeout=20)
    together(lambda: meeting.wait() and None, lambda: meeting.wait() and None)


def test_a_fault_of_one_line_is_passed_on_when_the_other_has_ended() -> None:
    done: list[int] = []

    def fails() -> None:
        raise ValueError("lost")

    def works() -> None:
        time.sleep(0.05)
        done.append(1)

    with pytest.raises(ValueError, match="lost"):
        together(fails, works)
    assert done == [1]


@settings(max_examples=examples(100), derandomize=True, deadline=None)
@given(st.integers(0, 100_000), st.integers(0, 1_000))
def test_a_part_around_the_best_point_has_the_same_best(seed: int, choice: int) -> None:
    arrays = arrays_of(modelled(seed).program)
    best = Session(arrays).solve(QUIET, seconds=60)
    if best.values is None or best.objective is None:
        return
    free = np.random.default_rng(choice).random(len(best.values)) < 0.5
    part, columns = part_of(arrays, free, best.values)
    again = Session(part).solve(QUIET, seconds=60)
    if not free.any():
        assert len(columns) == 0
        return
    assert again.how is How.OPTIMAL
    assert again.objective == pytest.approx(best.objective, rel=2e-6, abs=1e-5)


def one_at_a_time() -> Model:
    """Two redesigns that pay, and room for one of them at a time; the horizon is too short for both."""
    facts = gather(
        case(
            case={"months": 4, "max_parallel_redesigns": 1},
            products=[{"product": name, "shortage_cost": 100} for name in ("Drive", "Pump")],
            demand={"Drive": [10] * 4, "Pump": [10] * 4},
            bill_of_materials=[
                {"parent": "Drive", "component": "Magnet", "quantity": 1},
                {"parent": "Pump", "component": "Magnet", "quantity": 1},
            ],
            items=[{"item": "Magnet", "standard_cost": 1}],
            redesigns=[
                {"redesign": "Drive without", "product": "Drive", "months": 2, "cost": 10},
                {"redesign": "Pump without", "product": "Pump", "months": 2, "cost": 10},
            ],
            redesign_changes=[
                {"redesign": "Drive without", "item": "Magnet"},
                {"redesign": "Pump without", "item": "Magnet"},
            ],
        )
    )
    return build(facts, grow(facts))


def test_starts_are_rounded_up_as_far_as_they_fit_together() -> None:
    model = one_at_a_time()
    decisions = decisions_of(model)
    opening = Opening(arrays_of(model.program), decisions)
    relaxed = np.array([0.6 if start.group == ("redesigned", 1) else 0.4 for start in decisions.starts])
    (first, *_) = opening.rounded(relaxed)
    begun = {start.group for start, at in zip(decisions.starts, first, strict=True) if at}
    assert begun == {("redesigned", 1)}, "both were rounded up, or the one that is wanted less"


def test_what_is_best_for_a_few_scenarios_is_started_by_those_they_stand_for() -> None:
    """A redesign that saves 2000 and costs 10 is started at once: on every path from the first month on."""
    model = one_at_a_time()
    decisions = decisions_of(model)
    starts = starts_for_a_few(model, decisions, seed=0, watch=QUIET, seconds=lambda: 60.0)
    assert starts is not None
    begun = {(start.group, start.month) for start, at in zip(decisions.starts, starts, strict=True) if at}
    assert {month for _, month in begun} >= {0}
    assert len({group for group, month in begun if month == 0}) == 1


@settings(max_examples=examples(100), derandomize=True, deadline=None)
@given(st.integers(0, 100_000))
def test_what_a_few_scenarios_begin_stays_begun_for_those_that_follow_them(seed: int) -> None:
    model = modelled(seed)
    decisions = decisions_of(model)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(early, "FEW", 1)
        starts = starts_for_a_few(model, decisions, seed=0, watch=QUIET, seconds=lambda: 60.0)
    if starts is None:
        return
    begun = {start.position: at for start, at in zip(decisions.starts, starts, strict=True)}
    assert all(begun[start.position] >= begun.get(start.before, 0.0) for start in decisions.starts)


@settings(max_examples=examples(100), derandomize=True, deadline=None)
@given(st.integers(0, 100_000))
def test_the_way_of_large_models_is_exact(seed: int) -> None:
    model = modelled(seed)
    plain = solved(model)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "SMALL_ENOUGH", -1)
        for room in (branching, improving, neighbourhood, proof, relaxation):
            patch.setattr(room, "LARGE", -1)
        searched = solved(model)
    assert searched.status is plain.status
    if plain.objective is not None:
        assert searched.objective == pytest.approx(plain.objective, rel=2e-6, abs=1e-6)


@settings(max_examples=examples(100), derandomize=True, deadline=None)
@given(st.integers(0, 100_000), st.integers(0, 100_000))
def test_a_plan_to_begin_with_changes_the_way_and_not_the_answer(seed: int, other: int) -> None:
    """Neither a plan of the same case nor the yes and no of any other leads astray."""
    model = modelled(seed)
    plain = solved(model)
    if plain.values is None or plain.objective is None:
        return
    plan = extract(model, plain.values.tolist(), "")
    dice = np.random.default_rng(other)
    placed = frozenset(key for key in model.variables.place if dice.random() < 0.5)
    for known in (chosen_of(model.sets.facts, plan), Chosen(frozenset(), placed)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(engine, "SMALL_ENOUGH", -1)
            again = solved(model, known)
        assert again.objective == pytest.approx(plain.objective, rel=2e-6, abs=1e-6)
