"""How a proof goes on, ends and begins again, step by step."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from planner.events import silent
from planner.model.build import Model
from planner.solve import engine, singly
from planner.solve.arrays import arrays_of
from planner.solve.closing import Closings
from planner.solve.decisions import decisions_of
from planner.solve.items import Items
from planner.solve.proof import Proof
from planner.solve.record import Record
from planner.solve.relaxation import Relaxation
from planner.solve.session import Ending, How, Session, Watch
from planner.solve.singly import Patience
from planner.solve.task import Task
from planner.solve.trail import Trail
from planner.solve.whole import Whole
from tests.planner.solve.proving import QUIET, relaxed
from tests.planner.solve.test_apart import two_futures
from tests.planner.solve.test_items import lifting, two_magnets
from tests.planner.solve.test_trail import solved


def proving(model: Model, known: Trail | None = None, *, gap: float = 0.0) -> tuple[Proof, Record]:
    record = Record(silent, lambda values, objective: None)
    task = Task(model, arrays_of(model.program), decisions_of(model), record, gap, 0, lambda: 60.0)
    return Proof(task, watch=QUIET, second=Watch(QUIET.stopping), known=known), record


def with_trail(model: Model, monkeypatch: pytest.MonkeyPatch) -> Trail:
    monkeypatch.setattr(engine, "SMALL_ENOUGH", -1)
    trail = solved(model).trail
    assert trail is not None
    return trail


def test_a_turn_ends_once_nothing_is_left_to_prove() -> None:
    model = two_magnets()
    best = Session(arrays_of(model.program)).solve(QUIET, seconds=60)
    assert best.values is not None
    assert best.objective is not None
    proof, record = proving(model)
    record.better(best.values, best.objective)
    proof.meet(helped=False)
    proof.turn(1e9)
    assert proof.how is How.LIMIT
    assert record.reached(1e-4)
    proof.end()


def test_a_proof_that_is_resumed_waits_for_the_plan_that_comes_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    model = two_magnets()
    trail = with_trail(model, monkeypatch)
    for by_paths in (False, True):
        proof, _ = proving(model, replace(trail, by_paths=by_paths))
        proof.turn(1e9)
        assert proof._search is None
        proof.end()


@pytest.mark.parametrize("deeper", [False, True])
def test_a_resumed_proof_tries_the_whole_first_unless_the_last_search_went_deeper(
    deeper: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = two_futures()
    trail = replace(with_trail(model, monkeypatch), by_paths=False)
    first = decisions_of(model).starts[0].name
    proof, _ = proving(model, replace(trail, search=(first, None, None) if deeper else (None,)))
    begun: list[int] = []
    begin = Closings.begin

    def noted(self: Closings, *asked: Any) -> bool:
        found = begin(self, *asked)
        if found and self._branch is not None:
            begun.append(len(self._branch.fixed))
        return found

    monkeypatch.setattr(Closings, "begin", noted)
    while not begun and proof.how is How.LIMIT:
        proof.turn(0.0)
        proof.meet(helped=False)
    assert (begun[:1] == [0]) is not deeper
    proof.end()


def test_items_alone_are_enough_where_nothing_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    """What they prove of the whole is not proven once more by the solver's own search."""
    model = two_magnets()
    trail = with_trail(model, monkeypatch)

    def never(*asked: Any) -> How:
        raise AssertionError("a leaf was searched")

    monkeypatch.setattr(Proof, "_finish", never)
    best = Session(arrays_of(model.program)).solve(QUIET, seconds=60)
    assert best.values is not None
    assert best.objective is not None
    proof, record = proving(model, trail, gap=0.001)
    record.better(best.values, best.objective)
    while not record.reached(0.001):
        proof.meet(helped=False)
        proof.turn(1.0)
    proof.end()


def test_a_longer_look_ends_as_soon_as_it_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    model = two_magnets()
    whole = Whole(model, relaxed(model))
    items = Items(model, whole.arrays)
    asked: list[float] = []
    plain = Session.solve

    def noted(self: Session, watch: Watch, **more: Any) -> Ending:
        asked.append(more["enough"])
        return plain(self, watch, **more)

    monkeypatch.setattr(Session, "solve", noted)
    parts = lifting(whole, items)
    parts.enough = whole.bound + 0.5
    parts.go()
    parts.end()
    assert pytest.approx(items.share(items.decided[0], whole.priced).least + 0.5) in asked


def test_what_a_longer_look_did_not_gain_elsewhere_is_not_hoped_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(singly, "EFFORT", 0)
    model = two_magnets()
    whole = Whole(model, relaxed(model))
    items = Items(model, whole.arrays)
    parts = lifting(whole, items, patience=Patience.HOPEFUL)
    parts.lifts = dict.fromkeys(items.decided, 0.1)
    parts.gains = dict.fromkeys(items.decided, 0.0)
    parts.enough = 89.22
    while not parts.finished:
        parts.go()
    assert parts.bound == pytest.approx(89.2)


def test_a_relaxation_without_a_point_is_solved_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Now and then the solver loses its way from a basis and calls a relaxation optimal of which it has no point."""
    model = two_magnets()
    plain, lost = Session.solve, [True]

    def astray(self: Session, watch: Watch, **more: Any) -> Ending:
        ending = plain(self, watch, **more)
        return Ending(How.OPTIMAL, None, None, None) if lost and lost.pop() else ending

    monkeypatch.setattr(Session, "solve", astray)
    root: Relaxation = relaxed(model)
    assert root.solved
    assert root.how is How.OPTIMAL


def test_a_solver_that_never_has_a_point_is_a_failure_not_a_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Session, "solve", lambda self, watch, **more: Ending(How.OPTIMAL, None, None, None))
    assert relaxed(two_magnets()).how is How.FAILED
