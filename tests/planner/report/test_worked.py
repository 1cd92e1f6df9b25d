"""What takes solving is worked out when it is wished for and never twice; every chart of a plan becomes a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.errors import UserError
from planner.events import Stopped
from planner.insight.licensing import RuleState
from planner.insight.rule_changes import RuleChange, written
from planner.insight.stops import Stopped as WhatStops
from planner.plan.answer import Answer
from planner.planning import plan
from planner.report.chart_set import Form, chart_set, write_charts
from planner.report.workbook import write_plan
from planner.report.worked import NOTHING, Wish, Worked, brief_of, work_out
from planner.solve.options import Options
from planner.tables.case import Case
from tests.builders import case
from tests.planner.insight.stories import company
from tests.planner.report.told import ways

OPTIONS = Options()


@pytest.fixture(scope="module")
def asked() -> tuple[Case, Answer]:
    told = case(
        case={"months": 3},
        products=[{"product": "Drive", "shortage_cost": 100}],
        demand={"Drive": [10, 10, 10]},
        bill_of_materials=[{"parent": "Drive", "component": "Magnet", "quantity": 2}],
        items=[{"item": "Magnet", "standard_cost": 5}],
        suppliers=[{"supplier": "Narva", "country": "Estonia"}],
        offers=[{"supplier": "Narva", "item": "Magnet", "price": 6, "production_months": 0, "transit_months": 1}],
    )
    return told, plan(told, OPTIONS)


def test_what_is_known_is_not_worked_out_again(asked: tuple[Case, Answer]) -> None:
    told, answer = asked
    assert answer.plan is not None
    known = Worked(late={3: 12.0}, ways=ways())
    heard: list[object] = []
    assert work_out(told, answer.plan, OPTIONS, Wish(True, True), known, listen=heard.append) == known
    assert heard == []


def test_what_is_not_wished_for_is_not_worked_out(asked: tuple[Case, Answer]) -> None:
    told, answer = asked
    assert answer.plan is not None
    assert work_out(told, answer.plan, OPTIONS, Wish(late=False)) == NOTHING


def test_what_is_known_but_not_wished_for_is_not_told(asked: tuple[Case, Answer]) -> None:
    told, answer = asked
    known = Worked(late={}, ways=ways())
    assert brief_of(told, answer, Wish(late=False, ways=False), known).ways == ()
    assert brief_of(told, answer, Wish(late=False, ways=True), known).ways == ways()


def test_making_a_brief_can_be_stopped(asked: tuple[Case, Answer]) -> None:
    with pytest.raises(Stopped):
        brief_of(*asked, Wish(late=False), NOTHING, stopping=lambda: True)


@pytest.mark.parametrize("form", list(Form))
def test_every_chart_becomes_a_numbered_file(asked: tuple[Case, Answer], tmp_path: Path, form: Form) -> None:
    brief = brief_of(*asked, Wish(late=False, ways=True), Worked(ways=ways()))
    files = write_charts(tmp_path / "new folder", brief, form)
    assert [one.name for one in files] == [
        f"{place:02d} {one.name}{form.value}" for place, one in enumerate(chart_set(brief), 1)
    ]
    assert files[-1].stem.endswith("Regret")
    assert any("Money at risk" in one.stem for one in files)
    assert all(one.stat().st_size > 500 for one in files)


def test_a_stop_between_two_charts_leaves_whole_files(asked: tuple[Case, Answer], tmp_path: Path) -> None:
    answers = iter([False, False, True])
    with pytest.raises(Stopped):
        write_charts(tmp_path, brief_of(*asked, Wish(late=False), NOTHING), Form.PNG, stopping=lambda: next(answers))
    assert [one.read_bytes()[:4] for one in tmp_path.iterdir()] == [b"\x89PNG"] * 2


def test_a_folder_that_is_a_file_is_said(asked: tuple[Case, Answer], tmp_path: Path) -> None:
    (tmp_path / "charts").write_text("x")
    with pytest.raises(UserError):
        write_charts(tmp_path / "charts", brief_of(*asked, Wish(late=False), NOTHING), Form.PNG)


def test_brief_and_workbook_take_the_licence_rules_as_the_user_says_they_are(tmp_path: Path) -> None:
    told = company()
    answer = plan(told, OPTIONS)
    over = written([RuleChange("ndfeb_dy_tb", RuleState.OVER, None, "our lawyer")])
    seen = []
    for place, rules in enumerate(("", over)):
        brief = brief_of(told, answer, Wish(late=False), NOTHING, rules)
        path = tmp_path / f"{place}.xlsx"
        write_plan(path, told, answer, rules=rules)
        cells = [str(cell) for row in load_workbook(path)["Exposure"].values for cell in row if cell]
        stops = {one.stop.kind for one in brief.runways.runways}
        bound = any(one.state is RuleState.IN_FORCE for one in brief.exposure.licences)
        seen.append((bound, WhatStops.LICENCES in stops, "NdFeB with Dy or Tb" in " ".join(cells)))
    assert seen == [(True, True, True), (False, False, False)]
