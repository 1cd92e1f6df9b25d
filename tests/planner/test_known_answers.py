"""The small workbooks with known answers give them through the command line, in its JSON and in the plan workbook."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from planner import commands
from planner.commands import Exit
from tests.architecture.tree import ROOT

CASES = ROOT / "tests" / "golden" / "cases"
ANSWERS: dict[str, Any] = json.loads((CASES / "answers.json").read_text(encoding="utf-8"))
FIRST = {  # the first decision, in words in the answers
    "mag4_base": ("2027-01", "qualify", "North magnet"),
    "redesign_timing": ("2027-03", "redesign", "Lean from 3"),
}
CERTAIN = ("bom_explosion_scrap", "licence_cap_embargo", "moq_price_break", "tts_two_products")
"""Those whose quantities are known; each has one scenario, so its sheets add up."""


def planned(name: str, *more: object) -> int:
    words = ["plan", CASES / f"{name}.xlsx", "--json", "--gap", "0", *more]
    return commands.main([str(word) for word in words], lambda path: 99, lambda: 99)


def summed(book: openpyxl.Workbook, sheet: str, by: str, what: str) -> dict[str, float]:
    """The column ``what`` of a sheet, added up for each name in the column ``by``."""
    head, *rows = book[sheet].iter_rows(values_only=True)
    found: dict[str, float] = defaultdict(float)
    for row in rows:
        line = dict(zip(head, row, strict=True))
        found[str(line[by])] += float(line[what])
    return dict(found)


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_the_known_answer_comes_through_the_command_line(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    known = ANSWERS[name]
    ended = planned(name)
    told = json.loads(capsys.readouterr().out)
    if known.get("status") == "infeasible":
        assert (ended, told["status"], told["objective"]) == (Exit.INFEASIBLE, "infeasible", None)
        assert told["clashes"]
        return
    assert (ended, told["status"]) == (Exit.FINE, "proven")
    assert told["objective"] == pytest.approx(known["objective"], rel=0, abs=known["tolerance"])
    assert told["expected_cost"] == pytest.approx(known["expected_cost"], rel=0, abs=known["tolerance"])
    assert told["bound"] <= told["objective"]
    assert told["gap"] <= 1e-6


@pytest.mark.parametrize("name", sorted(FIRST))
def test_the_first_decision_is_the_known_one(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    planned(name)
    first = min(json.loads(capsys.readouterr().out)["decisions"], key=lambda one: one["month"])
    assert (first["month"], first["kind"], first["name"]) == FIRST[name]


@pytest.mark.parametrize("name", CERTAIN)
def test_the_plan_workbook_holds_the_known_quantities(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known, out = ANSWERS[name], tmp_path / "plan.xlsx"
    assert planned(name, "--out", out) == Exit.FINE
    capsys.readouterr()
    book = openpyxl.load_workbook(out)
    bought: dict[str, float] = {}
    for column in ("supplier", "offer", "item"):  # a purchase is told by any of them
        bought |= summed(book, "Orders", column, "quantity")
    assert {one: bought.get(one, 0.0) for one in known.get("purchases", {})} == pytest.approx(
        known.get("purchases", {})
    )
    if "built" in known:
        assert summed(book, "Production", "product", "quantity") == pytest.approx(known["built"])
    if "lost" in known:
        assert sum(summed(book, "Shortages", "product", "lost").values()) == pytest.approx(known["lost"])


def test_every_quantity_the_answers_tell_is_compared() -> None:
    told = {name for name, known in ANSWERS.items() if {"purchases", "built", "lost"} & set(known)}
    assert told == set(CERTAIN)
    assert {name for name, known in ANSWERS.items() if "first_decision" in known} == set(FIRST)
