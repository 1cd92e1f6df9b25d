"""Decides whether demand shows as a row per product and a section per month, and edits come back in the long form."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from planner.months import Month
from planner.tables.case import Case
from planner.tables.edits import Edit, apply
from planner.tables.finding import Finding, Severity
from planner.tables.inputs import table
from tests.builders import case as told
from ui.models.cells import Role
from ui.models.change import changes
from ui.models.display import Display
from ui.models.months import MonthsModel

START = Month.of(2027, 1)


@pytest.fixture
def case() -> Case:
    return told(demand={"Drive": [10, 20, 30], "Pump": [1, 2, 3]})


@pytest.fixture
def model(qapp: QApplication, case: Case, english: Display) -> MonthsModel:
    made = MonthsModel(table("demand"), english, editable=True)
    made.set_horizon([START, START + 1, START + 2])
    made.take(case.rows("demand"))
    return made


def shown(model: MonthsModel) -> list[list[str]]:
    width = model.columnCount()
    return [[str(model.index(row, at).data()) for at in range(width)] for row in range(model.rowCount() - 1)]


def do(case: Case, model: MonthsModel, edit: Edit | None) -> Edit:
    assert edit is not None
    inverse = apply(case, edit)
    model.take(case.rows("demand"), changes(edit)["demand"])
    return inverse


def test_the_model_keeps_qts_rules(model: MonthsModel, case: Case, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)
    do(case, model, model.edit_of([(2, 0, "Fan")]))


def test_one_row_per_product_and_one_section_per_month(model: MonthsModel) -> None:
    assert [model.heading(at).title for at in range(4)] == ["Product", "Jan 2027", "Feb 2027", "Mar 2027"]
    assert shown(model) == [["Drive", "10", "20", "30"], ["Pump", "1", "2", "3"]]


def test_changing_a_month_changes_its_row(model: MonthsModel, case: Case) -> None:
    do(case, model, model.edit_of([(1, 2, 7.0)]))
    assert ("Pump", START + 1, 7.0) in case.rows("demand")
    assert shown(model)[1] == ["Pump", "1", "7", "3"]


def test_blanking_a_month_takes_its_row_out_and_undo_brings_it_back(model: MonthsModel, case: Case) -> None:
    before = case.fingerprint()
    inverse = do(case, model, model.edit_of([(0, 1, None)]))
    assert len(case.rows("demand")) == 5
    assert shown(model)[0] == ["Drive", "", "20", "30"]
    do(case, model, inverse)
    assert case.fingerprint() == before


def test_filling_blanking_and_changing_at_once_is_one_step(model: MonthsModel, case: Case) -> None:
    do(case, model, model.edit_of([(0, 1, None)]))
    before = case.fingerprint()
    inverse = do(case, model, model.edit_of([(0, 1, 11.0), (0, 2, None), (1, 3, 9.0)]))
    assert shown(model) == [["Drive", "11", "", "30"], ["Pump", "1", "2", "9"]]
    do(case, model, inverse)
    assert case.fingerprint() == before


def test_renaming_a_product_renames_all_its_rows(model: MonthsModel, case: Case) -> None:
    do(case, model, model.edit_of([(0, 0, "Motor")]))
    assert [row[0] for row in case.rows("demand")] == ["Motor"] * 3 + ["Pump"] * 3


def test_a_new_product_begins_in_the_last_row(model: MonthsModel, case: Case) -> None:
    do(case, model, model.edit_of([(2, 0, "Fan")]))
    assert shown(model)[2] == ["Fan", "", "", ""]
    do(case, model, model.edit_of([(2, 2, 5.0)]))
    assert shown(model)[2] == ["Fan", "", "5", ""]


def test_a_pasted_row_begins_a_product_with_its_months(model: MonthsModel, case: Case) -> None:
    do(case, model, model.edit_of([(2, 0, "Fan"), (2, 1, 4.0), (2, 3, 6.0)]))
    assert [row for row in case.rows("demand") if row[0] == "Fan"] == [("Fan", START, 4.0), ("Fan", START + 2, 6.0)]


def test_a_month_beyond_the_plan_is_shown_and_said_to_be_ignored(model: MonthsModel, case: Case) -> None:
    model.set_horizon([START, START + 1])
    assert model.heading(3).unit == "not planned"
    assert shown(model)[0] == ["Drive", "10", "20", "30"]


def test_a_row_is_found_again_by_product_and_month(model: MonthsModel) -> None:
    assert model.place_of(4) == (1, 2)
    assert model.place_of(99) is None


def test_names_that_differ_in_case_are_one_product(qapp: QApplication, english: Display) -> None:
    model = MonthsModel(table("demand"), english)
    model.take([("Drive", START, 1.0), ("DRIVE", START + 1, 2.0)])
    assert model.records() == 1


def test_a_finding_of_a_quantity_marks_its_month(model: MonthsModel) -> None:
    model.take_findings({4: [Finding("low", Severity.ERROR, "Below 0.", "demand", 4, "quantity")]})
    assert model.index(1, 2).data(Role.FINDING) == "error"
    assert model.index(1, 1).data(Role.FINDING) is None


def test_products_sort_by_a_month(model: MonthsModel) -> None:
    model.sort(1, Qt.SortOrder.AscendingOrder)
    assert [row[0] for row in shown(model)] == ["Pump", "Drive"]


def test_deleting_a_product_takes_all_its_months(model: MonthsModel) -> None:
    assert model.rows_of([1]) == [3, 4, 5]
