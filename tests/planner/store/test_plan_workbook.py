"""The tables of a plan stand in a workbook as the contract names them, and are refused as a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from planner.errors import PlannerBug, UserError
from planner.months import Month
from planner.plan.plan import Plan
from planner.store.plan_workbook import PRINTED, write_plan_tables
from planner.store.workbook_in import read_workbook
from planner.tables import results
from planner.tables.results import RESULTS
from tests.planner.store.books import STORY, book

JAN, FEB = Month.of(2027, 1), Month.of(2027, 2)
SUMMARY = {"status": "proven", "objective": 0.1 + 0.2, "gap": None, "program version": "0.1.0"}


def plan() -> Plan:
    """A plan of one order, with an odd name."""
    order = results.OrderLine(
        node=0, month=JAN, offer="=1+1", supplier="East", item="007", quantity=1 / 3, cost=1e-9, arrives=FEB
    )
    nodes = (
        results.NodeLine(node=0, parent=None, month=JAN, probability=1.0, scenarios=("open", "halt")),
        results.NodeLine(node=1, parent=0, month=FEB, probability=0.5, scenarios=("open",)),
    )
    cover = results.StockLine(node=0, month=JAN, item="007", pool="Drive;Pump", quantity=5.0, months_of_cover=None)
    broken = results.BrokenLimitLine(limit="max_share", scenario_or_node="halt", amount=1.0, cost=2.0)
    return Plan(
        fingerprint="f",
        risk_weight=0.0,
        objective=1.0,
        expected_cost=1.0,
        cvar=1.0,
        worst_cost=1.0,
        nodes=nodes,
        decisions=(),
        orders=(order,),
        waiting=(),
        reserved=(),
        shipments=(),
        stock=(cover,),
        production=(),
        use=(),
        shortages=(),
        limits_broken=(broken,),
        scenario_costs=(),
        costs=(),
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = Workbook()
    made.worksheets[0].title = "Recommendation"
    write_plan_tables(made, plan(), SUMMARY)
    made.save(tmp_path / "plan.xlsx")
    return tmp_path / "plan.xlsx"


def test_every_table_has_a_sheet_behind_the_friendly_ones(path: Path) -> None:
    assert load_workbook(path).sheetnames == [
        "Recommendation",
        "Summary",
        "Nodes",
        "Decisions",
        "Orders",
        "Waiting",
        "Reserved",
        "Shipments",
        "Stock",
        "Production",
        "Use",
        "Shortages",
        "Limits broken",
        "Scenario costs",
        "Costs",
    ]


def test_headers_are_the_ids_of_the_contract(path: Path) -> None:
    read = load_workbook(path)
    for one in RESULTS:
        assert [cell.value for cell in read[one.title][1]] == [column.id for column in one.columns]
    assert [cell.value for cell in read["Orders"][1]] == [
        "node",
        "month",
        "offer",
        "supplier",
        "item",
        "quantity",
        "cost",
        "arrives",
    ]


def test_values_keep_every_digit_and_text_stays_text(path: Path) -> None:
    row = load_workbook(path)["Orders"][2]
    assert [cell.value for cell in row] == [
        0,
        datetime(2027, 1, 1),
        "=1+1",
        "East",
        "007",
        1 / 3,
        1e-9,
        datetime(2027, 2, 1),
    ]
    assert (row[2].data_type, row[4].data_type, row[5].data_type) == ("s", "s", "n")


def test_months_are_dates_and_figures_have_formats(path: Path) -> None:
    row = load_workbook(path)["Orders"][2]
    assert [row[1].number_format, row[5].number_format, row[6].number_format] == ["yyyy-mm", "#,##0.00", "#,##0.00"]


def test_the_summary_holds_words_numbers_and_blanks(path: Path) -> None:
    rows = list(load_workbook(path)["Summary"].values)
    assert rows == [
        ("key", "value"),
        ("status", "proven"),
        ("objective", 0.1 + 0.2),
        ("gap", None),
        ("program version", "0.1.0"),
    ]


def test_lists_and_pools_are_joined_with_semicolons_and_absent_figures_are_blank(path: Path) -> None:
    read = load_workbook(path)
    assert read["Nodes"]["E2"].value == "open;halt"
    assert read["Nodes"]["B2"].value is None
    assert read["Stock"]["D2"].value == "Drive;Pump"
    assert read["Stock"]["F2"].value is None


def test_headers_stay_in_sight_and_can_be_filtered(path: Path) -> None:
    sheet = load_workbook(path)["Nodes"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:E3")


def test_without_a_plan_there_are_headers_and_the_summary(tmp_path: Path) -> None:
    made = Workbook()
    write_plan_tables(made, None, {"status": "infeasible"})
    assert made["Orders"].max_row == 1
    assert made["Summary"]["B2"].value == "infeasible"


def test_a_friendly_sheet_may_not_take_the_title_of_a_table(tmp_path: Path) -> None:
    made = Workbook()
    made.worksheets[0].title = "Orders"
    with pytest.raises(PlannerBug, match="'Orders'"):
        write_plan_tables(made, plan(), SUMMARY)


def test_a_plan_opened_as_a_case_is_refused_with_a_sentence(path: Path) -> None:
    with pytest.raises(UserError, match=r"'plan\.xlsx' is a plan this program has made"):
        read_workbook(path)


def test_a_plan_is_known_by_its_mark_even_when_sheets_were_taken_out(path: Path) -> None:
    read = load_workbook(path)
    del read["Nodes"]
    read.save(path)
    with pytest.raises(UserError, match="is a plan"):
        read_workbook(path)


def test_a_plan_is_known_by_its_sheets_even_without_its_mark(tmp_path: Path) -> None:
    sheets = {**STORY, "Nodes": [["node"]], "Scenario costs": [["scenario"]], "Costs": [["node"]]}
    with pytest.raises(UserError, match="is a plan"):
        read_workbook(book(tmp_path / "copy.xlsx", sheets))


def test_of_a_long_table_the_first_rows_are_printed_and_the_foot_says_so(tmp_path: Path) -> None:
    made = Workbook()
    short = plan()
    write_plan_tables(made, replace(short, orders=short.orders * PRINTED), SUMMARY)
    assert not made["Orders"].print_area
    made = Workbook()
    write_plan_tables(made, replace(short, orders=short.orders * 1200), SUMMARY)
    sheet = made["Orders"]
    assert sheet.print_area.replace("$", "").endswith(f"A1:H{PRINTED + 1}")
    assert sheet.max_row == 1201
    assert sheet.oddFooter.left.text == "The first 100 of 1,200 rows. Clear the print area to print all."
