"""The small workbooks with known answers are read without a word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.store.workbook_in import read_workbook
from planner.store.workbook_out import write_case

CASES = Path(__file__).parents[2] / "golden" / "cases"
WORKBOOKS = sorted(CASES.glob("*.xlsx"))


def test_there_is_an_answer_for_every_workbook() -> None:
    assert [one.stem for one in WORKBOOKS] == sorted(json.loads((CASES / "answers.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem)
def test_a_known_case_is_read_without_findings_and_survives_writing(path: Path, tmp_path: Path) -> None:
    imported = read_workbook(path)
    assert imported.findings == ()
    assert imported.case is not None
    assert imported.case.settings.name == path.stem
    write_case(imported.case, tmp_path / "again.xlsx")
    assert read_workbook(tmp_path / "again.xlsx").case == imported.case
