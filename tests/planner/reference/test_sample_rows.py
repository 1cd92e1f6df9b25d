"""Decides what evidence a file of the sample must bring along."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.errors import PlannerBug
from planner.reference.library import load
from planner.reference.sample_rows import Evidence, joined, lines


@pytest.mark.parametrize("evidence", [",P44,high", "quote,P0,high", "quote,P44,certain"])
def test_a_line_without_evidence_that_holds_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, evidence: str
) -> None:
    library = load()
    folder = tmp_path / "resources" / "samples"
    folder.mkdir(parents=True)
    (folder / "stock.csv").write_text(f"item,basis,source_id,confidence\nM,{evidence}\n", encoding="utf-8")
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    with pytest.raises(PlannerBug, match=r"stock\.csv, line 2"):
        lines("stock", library)


def test_a_figure_worked_out_from_others_is_as_sure_as_the_weakest_of_them() -> None:
    export = Evidence("export value", "kitco.com; calculated", "high")
    factor = Evidence("class", "assumption", "assumption")
    made = joined("47 x 2.5", (export, factor, export))
    assert (made.source, made.confidence) == ("kitco.com; calculated; assumption", "assumption")
    assert made.words == "47 x 2.5 (kitco.com; calculated; assumption)"
