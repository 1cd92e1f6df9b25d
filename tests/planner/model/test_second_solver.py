"""Another solver finds the same best plan: CBC, given the model as PuLP writes it to a file, agrees with the engine."""

from __future__ import annotations

import contextlib
import tempfile
import time
from pathlib import Path

import cbcbox
import pulp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.events import never, silent
from planner.facts.gather import gather
from planner.model.build import Model, build
from planner.model.program import Program, Sense
from planner.scenarios.grow import grow
from planner.solve.engine import solve
from planner.solve.highs import Highs
from planner.solve.options import Options
from planner.solve.outcome import Status
from planner.tables.case import Case
from tests.budget import examples
from tests.generate.tiny import tiny_case
from tests.oracle.workbooks import read
from tests.planner.model.anchored import anchored

WORKBOOKS = sorted((Path(__file__).parents[2] / "golden" / "cases").glob("*.xlsx"))
EXACT = ("primalTolerance 1e-9", "dualTolerance 1e-9", "integerTolerance 1e-9", "preprocess off")
"""Preprocessing now and then hands back a point worse than the best it found."""


def modelled(case: Case) -> Model:
    facts = gather(case)
    return build(facts, grow(facts))


def ours(case: Case) -> float | None:
    """The objective of the best plan; None where there is none."""
    found = solve(
        modelled(case),
        Options(gap=0.0),
        listen=silent,
        stopping=never,
        on_better=lambda values, objective: None,
        deadline=time.monotonic() + 120,
    )
    assert found.status in (Status.PROVEN, Status.INFEASIBLE)
    return found.objective


def theirs(case: Case) -> float | None:
    """What CBC says to the same. It cannot bear a space in the name of a file: the files lie where it runs."""
    program = anchored(modelled(case).program)
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        solver = pulp.COIN_CMD(
            path=cbcbox.cbc_bin_path(), msg=False, keepFiles=True, gapRel=0, gapAbs=0, threads=1, options=list(EXACT)
        )
        status = program.solve(solver)
    if status in (pulp.LpStatusInfeasible, pulp.LpStatusUndefined):  # undefined: it saw so before it solved
        return None
    assert status == pulp.LpStatusOptimal
    return float(pulp.value(program.objective))


def assert_both_agree(case: Case) -> None:
    here, there = ours(case), theirs(case)
    if here is None or there is None:
        assert here is there
    else:
        assert there == pytest.approx(here, rel=1e-6, abs=1e-6)


def test_a_column_that_stands_in_no_row_takes_its_value_back() -> None:
    program = Program()
    used, unused = program.column("order_0_0", 1), program.column("order_0_1")
    program.row("least", [(used, 1.0)], Sense.AT_LEAST, 2.0)
    program.minimise([(used, 1.0)], 3.0)
    assert program.solve(Highs()) == pulp.LpStatusOptimal
    program.assignVarsVals({"order_0_0": 2.0, "order_0_1": 0.0})
    assert (used.value(), unused.value(), pulp.value(program.objective)) == (2.0, 0.0, 5.0)


@settings(max_examples=examples(40), derandomize=True, deadline=None)
@given(st.integers(0, 100_000))
def test_cbc_agrees_on_random_tiny_cases(seed: int) -> None:
    assert_both_agree(tiny_case(seed))


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem)
def test_cbc_agrees_on_the_workbooks_with_known_answers(path: Path) -> None:
    assert_both_agree(read(path))
