"""Decides whether the oracle can be trusted: it must give the known answer of every small workbook."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.oracle.extensive import solve
from tests.oracle.workbooks import read

CASES = Path(__file__).parents[1] / "golden" / "cases"
ANSWERS: dict[str, Any] = json.loads((CASES / "answers.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_the_oracle_gives_the_known_answer(name: str) -> None:
    answer, known = solve(read(CASES / f"{name}.xlsx")), ANSWERS[name]
    assert answer.status == known.get("status", "optimal")
    if answer.status == "optimal":
        assert answer.objective == pytest.approx(known["objective"], abs=known["tolerance"])
        assert answer.expected_cost == pytest.approx(known["expected_cost"], abs=known["tolerance"])
