"""Planning a like case again along the trail of the last proof: as exact, with far less work, no false bound."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.events import never
from planner.facts.gather import gather
from planner.model.build import Model, build
from planner.plan.chosen import chosen_of
from planner.plan.extract import extract
from planner.reference.sample import sample_case
from planner.scenarios.grow import grow
from planner.solve import engine
from planner.solve.arrays import arrays_of
from planner.solve.cuts import Cuts
from planner.solve.decisions import decisions_of
from planner.solve.engine import Found
from planner.solve.outcome import Status
from planner.solve.session import Ending, Session, Watch
from planner.solve.trail import Splits, Steps, read, written
from planner.tables.case import Case
from planner.tables.edits import SetCells, apply
from planner.tables.inputs import table
from tests.budget import examples
from tests.generate.tiny import tiny_case
from tests.planner.solve.searched import solved

QUIET = Watch(never)


def modelled(of: Case) -> Model:
    facts = gather(of)
    return build(facts, grow(facts))


def dearer(of: Case, factor: float) -> Case:
    """The case with another price of its first offer."""
    price = table("offers").position("price")
    apply(of, SetCells("offers", ((0, "price", factor * float(str(of.rows("offers")[0][price]))),)))
    return of


def after(model: Model, of: Model, before: Found, gap: float = 0.0) -> Found:
    """Solved from where the solve of another model ended."""
    if before.values is None:
        return solved(model, gap)
    plan = extract(of, before.values.tolist(), "")
    return solved(model, gap, known=chosen_of(model.sets.facts, plan), trail=before.trail)


def hold_to_one_another(plain: Found, again: Found) -> None:
    assert again.status is plain.status
    if plain.objective is not None and again.objective is not None:
        assert again.objective == pytest.approx(plain.objective, rel=2e-6, abs=1e-6)


@settings(max_examples=examples(200), derandomize=True, deadline=None)
@given(st.integers(0, 100_000), st.floats(0.5, 2.0))
def test_a_plan_found_along_a_trail_is_as_good_as_one_found_without(seed: int, factor: float) -> None:
    first, second = modelled(tiny_case(seed)), modelled(dearer(tiny_case(seed), factor))
    plain = solved(second)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "SMALL_ENOUGH", -1)
        again = after(second, first, solved(first))
    hold_to_one_another(plain, again)


@settings(max_examples=examples(200), derandomize=True, deadline=None)
@given(st.integers(0, 100_000))
def test_no_trail_can_falsify_a_bound(seed: int) -> None:
    model = modelled(tiny_case(seed))
    arrays = arrays_of(model.program)
    best = Session(arrays).solve(QUIET, seconds=60)
    random = Random(seed)
    names = [start.name for start in decisions_of(model).starts]

    def strayed() -> Steps:
        return tuple(random.choice([None, ("qualified", 99, 0), *names]) for _ in range(random.randrange(12)))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "SMALL_ENOUGH", -1)
        first = solved(model)
        if first.trail is not None:
            paths = {leaf: strayed() for leaf in model.sets.tree.leaves}
            trail = replace(first.trail, search=strayed(), paths=paths, by_paths=random.random() < 0.5)
            first = replace(first, trail=trail)
        astray = after(model, model, first)
    if astray.bound is not None and best.objective is not None:
        assert astray.bound <= best.objective + 1e-6 * max(1.0, abs(best.objective))


def test_the_sample_is_planned_again_with_a_third_of_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    work: list[float] = []
    plain = Session.solve

    def counted(self: Session, watch: Watch, **more: Any) -> Ending:
        before = watch.meter.spent
        ending = plain(self, watch, **more)
        work.append(watch.meter.spent - before)
        return ending

    monkeypatch.setattr(Session, "solve", counted)
    model = modelled(sample_case())
    first = solved(model, gap=0.01)
    spent = sum(work)
    work.clear()
    second = after(modelled(dearer(sample_case(), 1.05)), model, first, gap=0.01)
    assert second.status is Status.PROVEN
    assert sum(work) < spent / 3


def least_order(of: Case, least: float) -> Case:
    """The case with another least order of its first offer: a model of another shape where it had none."""
    apply(of, SetCells("offers", ((0, "min_order", least),)))
    return of


@settings(max_examples=examples(100), derandomize=True, deadline=None)
@given(st.integers(0, 100_000), st.floats(5.0, 50.0))
def test_a_trail_of_another_shape_leads_as_far_as_it_fits(seed: int, least: float) -> None:
    first, second = modelled(tiny_case(seed)), modelled(least_order(tiny_case(seed), least))
    plain = solved(second)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "SMALL_ENOUGH", -1)
        again = solved(second, trail=solved(first).trail)
    hold_to_one_another(plain, again)


@settings(max_examples=examples(100), derandomize=True, deadline=None)
@given(st.integers(0, 100_000), st.integers(0, 100_000))
def test_even_the_trail_of_another_case_leads_to_the_best_plan(seed: int, other: int) -> None:
    """Rows were deleted or put in another order: what the trail names is something else now, or nothing."""
    model = modelled(tiny_case(seed))
    plain = solved(model)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "SMALL_ENOUGH", -1)
        again = solved(model, trail=solved(modelled(tiny_case(other))).trail)
    hold_to_one_another(plain, again)


def test_a_trail_may_be_as_long_as_it_likes() -> None:
    names = {column: ("qualified", 0, column) for column in range(5000)}
    splits = Splits(names)
    steps = (*(step for name in names.values() for step in (name, None)), None)
    splits.follow(steps)
    assert (len(splits.ahead), splits.steps) == (5001, steps)


@settings(max_examples=examples(100), derandomize=True, deadline=None)
@given(st.integers(0, 100_000))
def test_a_cut_is_made_again_from_what_it_is_about(seed: int) -> None:
    model = modelled(tiny_case(seed))
    cuts = Cuts(model)
    values = np.random.default_rng(seed).uniform(0.0, 50.0, len(model.program.columns))
    broken = cuts.broken(values)
    assert [cuts.about(cut.key) for cut in broken] == broken


def test_a_basis_is_read_as_it_was_written() -> None:
    arrays = arrays_of(modelled(tiny_case(3)).program)
    session = Session(arrays)
    session.relax(True)
    session.solve(QUIET, seconds=60)
    basis = session.basis()
    again = read(written(basis), len(arrays.cost))
    assert (list(again.col_status), list(again.row_status)) == (list(basis.col_status), list(basis.row_status))
