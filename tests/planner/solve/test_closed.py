"""Branches closed again at the prices that closed them: no false bound, and no work for what has not changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.checks.run import check
from planner.events import never
from planner.model.build import Model
from planner.solve import engine
from planner.solve.arrays import arrays_of, held
from planner.solve.branching import StartSearch
from planner.solve.closed import Kept
from planner.solve.items import Items
from planner.solve.outcome import Status
from planner.solve.prices import Priced, priced
from planner.solve.session import Watch
from planner.solve.singly import Patience, Singly
from planner.solve.trail import shape_of
from planner.solve.whole import Whole
from planner.tables.case import Case
from planner.tables.edits import InsertRows, SetCells, apply
from planner.tables.inputs import table
from tests.budget import examples
from tests.generate.tiny import tiny_case
from tests.planner.solve.proving import cheapest, modelled, relaxed
from tests.planner.solve.searched import solved
from tests.planner.solve.test_items import two_magnets, two_motors
from tests.planner.solve.test_proof import proving
from tests.planner.solve.test_trail import after, dearer, hold_to_one_another
from tests.planner.solve.test_trail import modelled as modelled_case

FIGURES = (
    ("offers", "price"),
    ("offers", "min_order"),
    ("demand", "quantity"),
    ("bill_of_materials", "quantity"),
    ("products", "shortage_cost"),
    ("items", "standard_cost"),
    ("items", "mass_g"),
    ("stock", "quantity"),
    ("redesigns", "cost"),
    ("qualifications", "cost"),
)


def at_some_prices(model: Model, seed: int) -> tuple[Whole, Priced, dict[int, float]] | None:
    """A branch of a model at prices that are not those of its relaxation, though not far from them."""
    root = relaxed(model)
    if root.values is None:
        return None
    whole, dice = Whole(model, root), np.random.default_rng(seed)
    duals = whole.priced.duals * dice.uniform(0.5, 1.5, len(whole.priced.duals))
    starts = np.flatnonzero(whole.arrays.integer & (whole.arrays.lower == 0.0) & (whole.arrays.upper == 1.0))
    fixed = {int(at): float(dice.random() < 0.5) for at in starts if dice.random() < 0.2}
    return whole, priced(held(whole.arrays, fixed), duals), fixed


@settings(max_examples=examples(200), derandomize=True, deadline=None)
@given(st.integers(0, 100_000))
def test_at_its_own_prices_a_relaxation_is_proven(seed: int) -> None:
    root = relaxed(modelled(seed))
    if root.bound is None:
        return
    found = Whole(modelled(seed), root).priced
    assert not found.loose
    assert found.bound == pytest.approx(root.bound, rel=1e-6, abs=1e-4)


@settings(max_examples=examples(200), derandomize=True, deadline=None)
@given(st.integers(0, 100_000), st.integers(0, 1_000))
def test_no_prices_prove_more_than_the_best_plan_of_a_branch_costs(seed: int, choice: int) -> None:
    model = modelled(seed)
    found = at_some_prices(model, choice)
    if found is None:
        return
    whole, at, fixed = found
    best = cheapest(model, fixed)
    if at.loose or best is None:
        return
    items = Items(model, whole.arrays)
    parts = Singly(
        at,
        items,
        items.decided,
        hoped={},
        gains={},
        lifts={},
        patience=Patience.UTMOST,
        seed=0,
        watch=Watch(never),
        seconds=lambda: 60.0,
    )
    while not parts.finished:
        parts.go()
    parts.end()
    assert at.bound <= parts.bound <= best + 1e-6 * max(1.0, abs(best))


def test_prices_prove_nothing_of_what_costs_less_the_more_there_is_of_it() -> None:
    model = two_magnets()
    arrays = arrays_of(model.program)
    duals = np.where(np.isfinite(arrays.row_lower), 1e6, 0.0)
    endless = np.where(arrays.integer, 1.0, np.inf)
    unbounded = type(arrays)(*(endless if name == "upper" else getattr(arrays, name) for name in arrays.__slots__))
    assert priced(unbounded, duals).loose
    assert not priced(unbounded, 0.0 * duals).loose


def with_figure(of: Case, where: str, row: int, column: str, factor: float) -> Case:
    """The case with another figure; as it is where there is none."""
    rows = of.rows(where)
    figure = rows[row % len(rows)][table(where).position(column)] if rows else None
    if isinstance(figure, int | float):
        changed = round(factor * figure) if column in ("quantity", "min_order") else factor * figure
        apply(of, SetCells(where, ((row % len(rows), column, changed),)))
    return of


@pytest.mark.parametrize(
    ("where", "column", "changed"),
    [
        ("offers", "price", {0}),
        ("offers", "min_order", {0}),
        ("demand", "quantity", {0}),
        ("items", "standard_cost", {0}),
        ("case", "carrying_cost_rate", {0, 1}),
    ],
)
def test_only_what_a_changed_figure_is_about_counts_as_changed(where: str, column: str, changed: set[int]) -> None:
    """What one motor needs or its magnet costs says nothing of the other's."""

    def figures(of: Case) -> tuple[bytes, ...]:
        model = modelled_case(of)
        return Items(model, arrays_of(model.program)).figures

    before = figures(two_motors())
    assert figures(two_motors()) == before
    now = figures(with_figure(two_motors(), where, 0, column, 2.0))
    assert {at for at, both in enumerate(zip(before, now, strict=True)) if len(set(both)) == 2} == changed


def one_motor() -> Case:
    """A motor with two magnets."""
    of = two_motors()
    parent = table("bill_of_materials").position("parent")
    second = next(at for at, row in enumerate(of.rows("bill_of_materials")) if row[parent] == "Pump")
    apply(of, SetCells("bill_of_materials", ((second, "parent", "Drive"),)))
    return of


def test_more_of_one_magnet_for_a_motor_changes_what_its_other_magnet_costs_alone() -> None:
    """What the rows of the first say of the motors built, which are in the model of the second too, is in its costs."""

    def figures(of: Case) -> tuple[bytes, ...]:
        model = modelled_case(of)
        return Items(model, arrays_of(model.program)).figures

    before, now = figures(one_motor()), figures(with_figure(one_motor(), "bill_of_materials", 0, "quantity", 2.0))
    assert all(one != other for one, other in zip(before, now, strict=True))


@pytest.fixture
def searching(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Cases however small are searched by our own engine; the items it looks at, one after the other."""
    monkeypatch.setattr(engine, "SMALL_ENOUGH", -1)
    looks: list[int] = []
    look = Singly._look

    def noted(self: Singly, item: int, *more: Any) -> Any:
        looks.append(item)
        return look(self, item, *more)

    monkeypatch.setattr(Singly, "_look", noted)
    return looks


def test_only_the_item_of_which_a_figure_has_changed_is_planned_anew(searching: list[int]) -> None:
    """46 for either magnet. Where the first costs a fifth more, 40 of it are 48 and storing them is still 6."""
    model = two_magnets()
    first = solved(model, gap=0.001)
    assert first.objective == pytest.approx(92.0)
    assert set(searching) == {0, 1}
    searching.clear()
    second = after(modelled_case(with_figure(two_motors(), "offers", 0, "price", 1.2)), model, first, gap=0.001)
    assert second.status is Status.PROVEN
    assert second.objective == pytest.approx(100.0)
    assert set(searching) == {0}
    assert second.trail is not None
    searching.clear()
    third = solved(model, gap=0.001, known=None, trail=second.trail)
    assert third.objective == pytest.approx(92.0)


def test_nothing_is_planned_anew_where_nothing_has_changed(searching: list[int]) -> None:
    model = two_magnets()
    first = solved(model, gap=0.001)
    searching.clear()
    assert after(two_magnets(), model, first, gap=0.001).status is Status.PROVEN
    assert searching == []


def test_what_is_no_longer_enough_is_searched_as_if_nothing_were_known(searching: list[int]) -> None:
    """Of a trail that says too little of the items, the bound is proven all the same."""
    model = two_magnets()
    first = solved(model, gap=0.001)
    assert first.trail is not None
    known = {fixed: replace(one, lifts={}) for fixed, one in first.trail.closed.items()}
    assert known
    searching.clear()
    again = after(two_magnets(), model, replace(first, trail=replace(first.trail, closed=known)), gap=0.001)
    assert again.status is Status.PROVEN
    assert set(searching) == {0, 1}


@settings(max_examples=examples(300), derandomize=True, deadline=None)
@given(st.integers(0, 100_000), st.sampled_from(FIGURES), st.integers(0, 20), st.floats(0.3, 3.0))
def test_whatever_figure_changes_a_plan_found_again_is_as_good_as_one_found_anew(
    seed: int, which: tuple[str, str], row: int, factor: float
) -> None:
    first = modelled_case(tiny_case(seed))
    changed = with_figure(tiny_case(seed), which[0], row, which[1], factor)
    if any(one.is_error for one in check(changed)):
        return
    second = modelled_case(changed)
    plain = solved(second)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "SMALL_ENOUGH", -1)
        again = after(second, first, solved(first))
    hold_to_one_another(plain, again)
    if again.bound is not None and plain.objective is not None:
        assert again.bound <= plain.objective + 2e-6 * max(1.0, abs(plain.objective))


@settings(max_examples=examples(500), derandomize=True, deadline=None)
@given(st.integers(0, 100_000), st.sampled_from(FIGURES), st.integers(0, 20), st.floats(0.3, 3.0))
def test_an_item_whose_figures_are_the_same_has_the_same_model_at_any_prices(
    seed: int, which: tuple[str, str], row: int, factor: float
) -> None:
    changed = with_figure(tiny_case(seed), which[0], row, which[1], factor)
    if any(one.is_error for one in check(changed)):
        return
    models = modelled(seed), modelled_case(changed)
    arrays = [arrays_of(model.program) for model in models]
    if shape_of(arrays[0]) != shape_of(arrays[1]):
        return
    duals = np.random.default_rng(seed).normal(0.0, 10.0, len(arrays[0].row_lower))
    before, now = (Items(model, each) for model, each in zip(models, arrays, strict=True))
    for item, (one, other) in enumerate(zip(before.figures, now.figures, strict=False)):
        if one == other:
            first, second = before.share(item, priced(arrays[0], duals)), now.share(item, priced(arrays[1], duals))
            assert first.least == second.least
            for name in ("cost", "lower", "upper", "integer", "row_lower", "row_upper", "index", "value"):
                assert np.array_equal(getattr(first.part, name), getattr(second.part, name)), name


@pytest.mark.usefixtures("searching")
def test_an_item_that_nothing_is_made_of_may_come_and_go() -> None:
    """It brings no column: the model has the same shape, with an item more."""
    of = two_motors()
    row = list(of.rows("items")[0])
    row[table("items").position("item")] = "Spare"
    apply(of, InsertRows("items", ((2, tuple(row)),)))
    model, longer = two_magnets(), modelled_case(of)
    assert shape_of(arrays_of(model.program)) == shape_of(arrays_of(longer.program))
    assert len(model.sets.facts.items) < len(longer.sets.facts.items)
    second = solved(longer, gap=0.001, trail=solved(model, gap=0.001).trail)
    assert second.status is Status.PROVEN
    assert second.objective == pytest.approx(92.0)


@pytest.mark.usefixtures("searching")
def test_who_stops_is_heard_before_the_next_branch() -> None:
    model = two_magnets()
    trail = solved(model, gap=0.001).trail
    assert trail is not None
    proof, record = proving(model, trail)
    record.better(np.zeros(len(model.program.columns)), 92.0)
    proof.turn(0.0)
    proof.meet(helped=False)
    search = proof._started()
    search.ceiling = 92.0
    assert proof._again is not None
    search.branches.watch = Watch(lambda: True)
    assert not proof._again.begin(search)
    proof.end()


def test_branches_of_tiny_cases_are_closed_at_the_prices_of_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the test above would claim nothing of them."""
    monkeypatch.setattr(engine, "SMALL_ENOUGH", -1)
    skipped: list[float] = []
    skip = StartSearch.skip

    def noted(self: StartSearch, bound: float) -> None:
        skipped.append(bound)
        skip(self, bound)

    monkeypatch.setattr(StartSearch, "skip", noted)
    for seed in range(40):
        first, second = modelled_case(tiny_case(seed)), modelled_case(dearer(tiny_case(seed), 1.05))
        after(second, first, solved(first))
    assert len(skipped) >= 5


def test_no_more_is_kept_than_there_is_room_for() -> None:
    kept = Kept(room=1000)
    for at in range(5):
        kept.keep({at: 1.0}, np.zeros(50), {}, b"")
    assert len(kept.closed) == 2


def test_what_items_proved_of_a_branch_is_not_forgotten() -> None:
    kept = Kept()
    kept.keep({3: 1.0}, np.ones(2), {0: 5.0}, b"")
    kept.keep({3: 1.0}, np.ones(2), {}, b"")
    (one,) = kept.closed.values()
    assert one.lifts == {0: 5.0}
