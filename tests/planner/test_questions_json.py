"""Decides that programs can read every answer: one object of numbers and ISO months, and no warning in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from planner.console import Exit
from tests.planner.insight.test_baselines import halt
from tests.planner.test_questions import command
from tests.planner.test_questions_why import saved

KEYS = {
    "exposure": {"currency", "start_month", "months", "needs", "licences"},
    "runway": {"currency", "runways", "calm"},
    "why": {"fingerprint", "currency", "objective", "scenarios", "reasons", "margins", "points", "near_best"},
    "playbook": {"fingerprint", "currency", "always", "branches"},
    "compare": {"inputs"},
    "report": {"pdf", "pages", "status"},
    "plan": {"status", "objective", "expected_cost", "cvar", "worst_cost", "bound", "gap", "seconds", "fingerprint"},
}
MORE: dict[str, tuple[str, ...]] = {
    "why": ("--gap", "0", "--switching"),
    "playbook": ("--gap", "0"),
    "report": ("--gap", "0", "--pdf", "brief.pdf"),
    "plan": ("--gap", "0", "--out", "plan.xlsx"),
    "compare": ("--inputs",),
}

_NUMBER = re.compile(r"-?\d[\d,]*(\.\d+)?( ?%)?")
_MONTH_IN_WORDS = re.compile(r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}")


def values(told: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    """Every value with the keys that lead to it."""
    if isinstance(told, dict):
        for key, each in told.items():
            yield from values(each, f"{at}.{key}")
    elif isinstance(told, list):
        for each in told:
            yield from values(each, at)
    else:
        yield at, told


def no_constant(name: str) -> None:
    raise AssertionError(f"{name} is no JSON")


@pytest.mark.parametrize("question", KEYS)
def test_a_program_reads_one_object_with_numbers_and_iso_months_and_warnings_stand_apart(
    question: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The case has a scenario of probability nothing, which is left out with a warning."""
    likely = [{"scenario": "open", "probability": 0.5}, {"scenario": "stopped", "probability": 0.5}]
    path = saved(tmp_path, halt(scenarios=[*likely, {"scenario": "never", "probability": 0.0}]))
    monkeypatch.chdir(tmp_path)
    files = [path, saved(tmp_path, halt(stock=()), "other")] if question == "compare" else [path]
    assert command(question, *files, *MORE.get(question, ()), "--json") == Exit.FINE
    out, err = capfd.readouterr()
    assert out.count("\n") == 1 and out.endswith("}\n")
    found = json.loads(out, parse_constant=no_constant)
    assert set(found) >= KEYS[question]
    assert "Traceback" not in err
    assert ("never" in err) == (question != "compare")  # what is entered is compared without being judged
    for at, value in values(found):
        if not isinstance(value, str):
            continue
        assert _NUMBER.fullmatch(value) is None, at
        assert _MONTH_IN_WORDS.fullmatch(value) is None, at
        if at.endswith("month"):
            assert re.fullmatch(r"\d{4}-\d{2}", value), at
