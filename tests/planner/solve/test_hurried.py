"""When somebody waits for a large model's plan, a point that is exact enough is not solved again; others are."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from planner.events import silent
from planner.facts.gather import gather
from planner.model.build import build
from planner.scenarios.grow import grow
from planner.solve import engine
from planner.solve.arrays import arrays_of, excess
from planner.solve.options import Options
from planner.solve.record import Record
from planner.solve.session import Ending, Session, Watch
from tests.generate.tiny import tiny_case


@pytest.mark.parametrize(("spoilt", "solves"), [(0.0, 0), (0.01, 1)])
def test_a_stopped_large_solve_hands_over_what_it_has(
    monkeypatch: pytest.MonkeyPatch, spoilt: float, solves: int
) -> None:
    facts = gather(tiny_case(3))
    model = replace(build(facts, grow(facts)), second=())
    arrays = arrays_of(model.program)
    best = Session(arrays).solve(Watch(lambda: False), seconds=60)
    assert best.values is not None
    values = best.values + spoilt * (~arrays.integer)
    assert (excess(arrays, np.where(arrays.integer, np.round(values), values)) > engine.EXACT) is bool(spoilt)
    asked: list[int] = []
    plain = Session.solve

    def counted(self: Session, *args: Any, **more: Any) -> Ending:
        asked.append(1)
        return plain(self, *args, **more)

    monkeypatch.setattr(Session, "solve", counted)
    search = engine._Search(
        model, Options(), Record(silent, lambda values, objective: None), lambda: True, time.monotonic() + 60
    )
    found, objective = search._exact(values)
    assert len(asked) == solves
    assert objective == pytest.approx(best.objective, rel=1e-7)
    assert excess(arrays, found) <= 1e-7
