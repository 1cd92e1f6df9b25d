"""What items planned alone prove together: never more than the best plan costs, and more than the relaxation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.facts.gather import gather
from planner.model.build import Model, build
from planner.scenarios.grow import grow
from planner.solve import singly
from planner.solve.arrays import arrays_of
from planner.solve.branching import Branch, StartSearch
from planner.solve.decisions import decisions_of
from planner.solve.items import Items
from planner.solve.session import How, Session
from planner.solve.singly import Singly
from planner.solve.whole import Whole
from tests.budget import examples
from tests.builders import case
from tests.planner.solve.test_apart import QUIET, modelled, relaxed


def lifting(whole: Whole, items: Items, todo: tuple[int, ...], *, last: bool = True) -> Singly:
    return Singly(whole, items, todo, {}, last=last, seed=0, watch=QUIET, seconds=lambda: 60.0)


def proven(whole: Whole, items: Items) -> tuple[float, How]:
    """What all items prove together, as one line finds it."""
    parts, how = lifting(whole, items, items.decided), How.LIMIT
    while how is How.LIMIT and not parts.finished:
        how = parts.go()
    return parts.bound, how


def searched(model: Model) -> tuple[Whole, StartSearch, Session] | None:
    root = relaxed(model)
    if root.values is None or root.bound is None:
        return None
    whole = Whole(model, root)
    search = StartSearch(
        root.session,
        decisions_of(model).starts,
        bound=root.bound,
        values=root.values,
        gap=0.0,
        watch=QUIET,
        seconds=lambda: 60.0,
        told=lambda bound: None,
    )
    return whole, search, root.session


@settings(max_examples=examples(200), derandomize=True, deadline=None)
@given(st.integers(0, 100_000))
def test_at_its_prices_an_item_costs_alone_what_the_relaxed_plan_costs_in_it(seed: int) -> None:
    """Nothing is lost by taking the relaxation apart: whatever is proven beyond it comes from what must be whole."""
    model = modelled(seed)
    root = relaxed(model)
    if root.values is None:
        return
    whole = Whole(model, root)
    items = Items(model, whole)
    for item in items.decided:
        share = items.share(item, whole)
        alone = Session(share.part)
        alone.relax(True)
        found = alone.solve(QUIET, seconds=60)
        assert found.objective == pytest.approx(share.relaxed, rel=1e-6, abs=1e-4)


@settings(max_examples=examples(200), derandomize=True, deadline=None)
@given(st.integers(0, 100_000))
def test_items_never_prove_more_than_the_best_plan_costs(seed: int) -> None:
    model = modelled(seed)
    best = Session(arrays_of(model.program)).solve(QUIET, seconds=60)
    root = relaxed(model)
    if best.objective is None or root.values is None:
        return
    whole = Whole(model, root)
    bound, how = proven(whole, Items(model, whole))
    assert how is How.LIMIT
    assert bound <= best.objective + 1e-6 * max(1.0, abs(best.objective))


@settings(max_examples=examples(200), derandomize=True, deadline=None)
@given(st.integers(0, 100_000), st.integers(0, 1_000))
def test_in_a_branch_they_never_prove_more_than_its_best_plan_costs(seed: int, choice: int) -> None:
    model = modelled(seed)
    found = searched(model)
    if found is None or not found[1].starts:
        return
    whole, search, session = found
    dice = np.random.default_rng(choice)
    fixed = {one.position: float(dice.random() < 0.5) for one in search.starts if dice.random() < 0.3}
    branch = search.solved(fixed, min(search.open, default=None) or _first(search))
    exact = Session(arrays_of(model.program))
    held = np.array(list(fixed), dtype=np.int32)
    exact.bounds(held, np.array(list(fixed.values())), np.array(list(fixed.values())))
    best = exact.solve(QUIET, seconds=60)
    if branch is None:
        assert best.objective is None
        return
    inside = whole.within(fixed, branch.relaxed, session)
    bound, _ = proven(inside, Items(model, whole))
    if best.objective is not None:
        assert bound <= best.objective + 1e-6 * max(1.0, abs(best.objective))


def _first(search: StartSearch) -> Branch:
    (only,) = search.leaves
    return only


def two_magnets() -> Model:
    """Two motors with a magnet each that nothing ties together. 10 a month are needed for 4 months, and at least 25
    must be ordered at a time, at 1 the piece. To store one for a month costs 0.1. All 40 at once are cheapest: 30, 20
    and 10 are left after the months, 46 for each magnet; two orders are 50 pieces at least."""
    names = ("Drive", "Pump")
    facts = gather(
        case(
            case={"months": 4, "carrying_cost_rate": 1.2},
            products=[{"product": name, "shortage_cost": 100} for name in names],
            demand={name: [10] * 4 for name in names},
            bill_of_materials=[{"parent": name, "component": f"{name} magnet", "quantity": 1} for name in names],
            items=[{"item": f"{name} magnet", "standard_cost": 1} for name in names],
            suppliers=[{"supplier": "Ganzhou", "country": "China"}],
            offers=[
                {
                    "offer": name,
                    "supplier": "Ganzhou",
                    "item": f"{name} magnet",
                    "price": 1,
                    "production_months": 0,
                    "transit_months": 0,
                    "min_order": 25,
                }
                for name in names
            ],
            scenarios=[{"scenario": "Calm", "probability": 1.0}],
        )
    )
    return build(facts, grow(facts))


def test_items_that_nothing_ties_together_prove_what_the_best_plan_costs() -> None:
    model = two_magnets()
    root = relaxed(model)
    whole = Whole(model, root)
    best = Session(arrays_of(model.program)).solve(QUIET, seconds=60)
    assert best.objective == pytest.approx(92.0)
    assert whole.bound < 90.0, "the relaxation has nothing to hide"
    bound, _ = proven(whole, Items(model, whole))
    assert bound == pytest.approx(92.0, rel=1e-4)


def test_two_lines_share_the_items_and_what_they_lift_adds_up() -> None:
    model = two_magnets()
    whole = Whole(model, relaxed(model))
    items = Items(model, whole)
    mine, theirs = lifting(whole, items, items.decided), lifting(whole, items, ())
    assert theirs.finished
    mine.share(theirs)
    assert not theirs.finished
    for parts in (mine, theirs):
        while not parts.finished:
            parts.go()
    assert set(mine.lifts) | set(theirs.lifts) == set(items.decided)
    assert not set(mine.lifts) & set(theirs.lifts)
    mine.others = theirs.lift
    assert mine.bound == pytest.approx(92.0, rel=1e-4)


def test_what_cannot_be_hoped_to_be_enough_is_given_up_but_not_the_last_chance() -> None:
    model = two_magnets()
    whole = Whole(model, relaxed(model))
    items = Items(model, whole)
    hoped = dict.fromkeys(items.decided, 0.001)
    for last, tried in ((False, 1), (True, len(items.decided))):
        parts = Singly(whole, items, items.decided, hoped, last=last, seed=0, watch=QUIET, seconds=lambda: 60.0)
        parts.enough = 1_000.0
        while not parts.finished:
            parts.go()
        assert len(parts.lifts) == tried


def test_items_are_left_as_soon_as_the_bound_is_enough() -> None:
    model = two_magnets()
    whole = Whole(model, relaxed(model))
    items = Items(model, whole)
    parts = lifting(whole, items, items.decided)
    parts.enough = whole.bound + 0.5
    parts.go()
    assert parts.finished
    assert len(parts.lifts) == 1


def test_in_a_branch_without_an_open_start_items_are_looked_at_again_for_longer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A look of no effort finds nothing; what is known to lift the bound is then searched with more."""
    monkeypatch.setattr(singly, "EFFORT", 0)
    model = two_magnets()
    whole = Whole(model, relaxed(model))
    items = Items(model, whole)
    for last, bound in ((False, 89.0 + 0.2), (True, 92.0)):
        parts = lifting(whole, items, items.decided, last=last)
        parts.lifts = dict.fromkeys(items.decided, 0.1)
        parts.enough = 1_000.0
        while not parts.finished:
            parts.go()
        assert parts.bound == pytest.approx(bound, rel=1e-4)
