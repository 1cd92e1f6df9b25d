"""Small random models, their relaxations, and what their best plans cost, for tests of what is proven about them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from planner.events import never
from planner.facts.gather import gather
from planner.model.build import Model, build
from planner.scenarios.grow import grow
from planner.solve.arrays import arrays_of
from planner.solve.branching import StartSearch
from planner.solve.cuts import Cuts
from planner.solve.decisions import decisions_of
from planner.solve.relaxation import Relaxation
from planner.solve.session import Session, Watch
from tests.generate.tiny import tiny_case

QUIET = Watch(never)


def modelled(seed: int) -> Model:
    facts = gather(tiny_case(seed))
    return build(facts, grow(facts))


def relaxed(model: Model) -> Relaxation:
    root = Relaxation(
        arrays_of(model.program), Cuts(model), seed=0, watch=QUIET, seconds=lambda: 60.0, told=lambda bound: None
    )
    root.solve()
    while root.values is not None and root.tighten():
        pass
    return root


def searched(model: Model, root: Relaxation) -> StartSearch:
    assert root.values is not None
    assert root.bound is not None
    return StartSearch(
        root.session,
        decisions_of(model).starts,
        bound=root.bound,
        values=root.values,
        gap=0.0,
        watch=QUIET,
        seconds=lambda: 60.0,
        told=lambda bound: None,
    )


def cheapest(model: Model, fixed: Mapping[int, float] | None = None) -> float | None:
    """What the best plan costs, some columns held; None where there is none. What counts as whole is whole to within a
    billionth: orders of a case may be large enough for a millionth of a yes to bring all that is needed."""
    exact = Session(arrays_of(model.program))
    exact.option("mip_feasibility_tolerance", 1e-9)
    held = fixed or {}
    values = np.array(list(held.values()), dtype=float)
    exact.bounds(np.array(list(held), dtype=np.int32), values, values)
    return exact.solve(QUIET, seconds=60).objective
