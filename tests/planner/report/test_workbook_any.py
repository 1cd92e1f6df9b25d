"""Whatever a case holds, and whether or not there is a plan, its workbook is safe, prints well and says why."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.errors import UserError
from planner.plan.answer import Answer, without_plan
from planner.report.workbook import write_plan
from planner.solve.outcome import Status
from planner.tables.finding import Finding, Severity
from tests.planner.report.charted import changed, whole_story
from tests.planner.report.workbooks import answered, lines


def test_no_cell_is_a_formula_not_even_by_name(tmp_path: Path) -> None:
    told, answer = answered()
    told = changed(told, case=[{"name": "=cmd()", "start_month": 0, "months": 4, "currency": "EUR"}])
    write_plan(tmp_path / "p.xlsx", told, answer)
    made = load_workbook(tmp_path / "p.xlsx")
    kinds = {cell.data_type for sheet in made for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    name = made["Recommendation"]["A1"]
    assert (name.value, name.data_type, name.number_format, bool(name.quotePrefix)) == ("=cmd()", "s", "@", True)


def test_awkward_names_open_again_as_they_were(tmp_path: Path) -> None:
    told, answer = answered()
    awkward = "Line\x0bfeed & <b>“Q”</b> 磁石 " + "x" * 100
    told = changed(told, case=[{"name": awkward, "start_month": 0, "months": 4, "currency": "EUR"}])
    write_plan(tmp_path / "p.xlsx", told, answer)
    made = load_workbook(tmp_path / "p.xlsx")
    assert "磁石" in str(made["Recommendation"]["A1"].value)
    assert len(made["Recommendation"].oddFooter.left.text) <= 160


def test_the_old_file_stays_when_the_plan_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="does not exist"):
        write_plan(tmp_path / "nowhere" / "plan.xlsx", *answered())


def test_without_a_plan_the_first_sheet_says_why(tmp_path: Path) -> None:
    told, _ = whole_story()
    clash = ("at least 95 % of Drive delivered",)
    write_plan(tmp_path / "p.xlsx", told, without_plan(Status.INFEASIBLE, clashes=clash))
    made = load_workbook(tmp_path / "p.xlsx")
    said = lines(made["Recommendation"])
    assert "No plan can keep all the limits together." in said
    assert "•  at least 95 % of Drive delivered" in said
    assert made.sheetnames[:2] == ["Recommendation", "Assumptions"]
    assert made["Summary"]["B2"].value == "infeasible"


def test_a_refused_case_lists_what_to_mend(tmp_path: Path) -> None:
    told, _ = whole_story()
    finding = Finding("unknown_item", Severity.ERROR, "No item is called 'Magnte'.", sheet="Stock", cell="A2")
    write_plan(tmp_path / "p.xlsx", told, Answer(Status.REFUSED, (finding,), message="The case has an error."))
    said = lines(load_workbook(tmp_path / "p.xlsx")["Recommendation"])
    assert "1 error to mend" in said
    assert "•  Stock!A2: No item is called 'Magnte'." in said


def test_wide_tables_are_printed_a_year_at_a_time_with_the_names_on_each_page(tmp_path: Path) -> None:
    told, answer = answered()
    assert answer.plan is not None
    told = changed(
        told,
        case=[{"name": "Long", "start_month": 0, "months": 26, "currency": "EUR"}],
        demand=[{"product": "Drive", "month": month, "quantity": 10} for month in range(26)],
    )
    nodes, costs = list(answer.plan.nodes), list(answer.plan.costs)
    for month in range(4, 26):
        for node in (nodes[-2], nodes[-1]):
            nodes.append(replace(node, node=len(nodes), parent=node.node, month=node.month + 1))
            costs.append(replace(costs[0], node=len(costs), month=costs[0].month + month))
    plan = replace(answer.plan, nodes=tuple(nodes), costs=tuple(costs))
    write_plan(tmp_path / "p.xlsx", told, replace(answer, plan=plan))
    sheet = load_workbook(tmp_path / "p.xlsx")["Stock and cover"]
    ranges = [one.replace("$", "").split("!")[-1] for one in str(sheet.print_area).split(",")]
    assert len(ranges) == 1 + 2 * 3
    assert sorted(re.sub(r"\d", "", one) for one in ranges[1:]) == ["A:N", "A:N", "AA:AB", "AA:AB", "O:Z", "O:Z"]
    assert sheet.print_title_cols == "$A:$B"
