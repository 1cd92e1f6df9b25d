"""Decides whether a table's grid follows its rows, whatever order they are shown in."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from planner.tables.case import Case
from planner.tables.edits import DeleteRows, Edit, InsertRows, SetCells, Several, apply
from planner.tables.finding import Finding, Severity
from planner.tables.inputs import table
from tests.builders import rows_of
from ui.models.cells import Role
from ui.models.change import changes
from ui.models.display import Display
from ui.models.rows import RowsModel

ITEMS = table("items")


def items(*told: tuple[str, float | None]) -> list[Any]:
    return rows_of("items", [{"item": name, "standard_cost": cost} for name, cost in told])


@pytest.fixture
def case() -> Case:
    return Case({"items": items(("B", 2), ("A", 3), ("C", 1))})


@pytest.fixture
def model(qapp: QApplication, case: Case, english: Display) -> RowsModel:
    made = RowsModel(ITEMS, english, editable=True)
    made.take(case.rows("items"))
    return made


def shown(model: RowsModel) -> list[str]:
    return [str(model.index(row, 0).data()) for row in range(model.rowCount() - 1)]


def do(case: Case, model: RowsModel, edit: Edit | None) -> Edit:
    assert edit is not None
    inverse = apply(case, edit)
    model.take(case.rows("items"), changes(edit)["items"])
    return inverse


def test_the_model_keeps_qts_rules(model: RowsModel, case: Case, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)
    model.sort(0)
    do(case, model, InsertRows("items", ((1, items(("AA", 5))[0]),)))
    model.set_filters({0: "a"})
    do(case, model, DeleteRows("items", (0, 2)))


def test_a_last_row_waits_to_be_typed_into(model: RowsModel) -> None:
    assert model.rowCount() == 4
    assert model.index(3, 0).data() == "Type here to add a row"
    assert model.headerData(3, Qt.Orientation.Vertical) == "+"


def test_the_first_row_of_an_empty_table_takes_the_place_of_the_waiting_one(
    qapp: QApplication, english: Display
) -> None:
    empty, model = Case(), RowsModel(ITEMS, english, editable=True)
    model.take(empty.rows("items"))
    do(empty, model, model.edit_of([(0, 0, "A")]))
    assert shown(model) == ["A"]
    do(empty, model, DeleteRows("items", (0,)))
    assert shown(model) == []


def test_sorting_changes_the_rows_shown_and_nothing_else(model: RowsModel, case: Case) -> None:
    before = case.fingerprint()
    model.sort(0)
    assert shown(model) == ["A", "B", "C"]
    model.sort(6, Qt.SortOrder.DescendingOrder)
    assert shown(model) == ["A", "B", "C"]
    model.sort(-1)
    assert shown(model) == ["B", "A", "C"]
    assert case.fingerprint() == before


def test_rows_keep_their_number_when_sorted(model: RowsModel) -> None:
    model.sort(0)
    assert [model.headerData(row, Qt.Orientation.Vertical) for row in range(3)] == ["2", "1", "3"]


def test_an_edit_in_a_sorted_grid_changes_the_row_that_is_shown(model: RowsModel, case: Case) -> None:
    model.sort(0)
    do(case, model, model.edit_of([(0, 6, 9.0)]))
    assert case.rows("items")[1][ITEMS.position("standard_cost")] == 9.0
    assert shown(model) == ["A", "B", "C"], "the order changes only when asked for"


def test_typing_into_the_last_row_adds_a_row(model: RowsModel, case: Case) -> None:
    inverse = do(case, model, model.edit_of([(3, 0, "D")]))
    assert shown(model) == ["B", "A", "C", "D"]
    assert model.rowCount() == 5
    do(case, model, inverse)
    assert shown(model) == ["B", "A", "C"]


def test_the_cell_typed_into_stays_the_same_cell_when_it_becomes_a_row(model: RowsModel, case: Case) -> None:
    place = QPersistentModelIndex(model.index(3, 0))
    do(case, model, model.edit_of([(3, 0, "D")]))
    assert (place.row(), place.data()) == (3, "D")


def test_an_edit_that_changes_nothing_is_none(model: RowsModel) -> None:
    assert model.edit_of([(0, 0, "B"), (3, 2, None)]) is None


def test_old_and_new_rows_change_in_one_step(model: RowsModel, case: Case) -> None:
    edit = model.edit_of([(2, 0, "C2"), (3, 0, "D"), (4, 0, "E"), (4, 6, 7.0)])
    assert isinstance(edit, Several)
    assert [type(one) for one in edit.edits] == [SetCells, InsertRows]
    do(case, model, edit)
    assert shown(model) == ["B", "A", "C2", "D", "E"]


def test_a_row_inserted_in_a_sorted_grid_stands_behind_its_neighbour(model: RowsModel, case: Case) -> None:
    model.sort(0)
    do(case, model, InsertRows("items", ((1, items(("new", 1))[0]),)))
    assert shown(model) == ["A", "B", "new", "C"]


def test_rows_deleted_in_a_sorted_and_filtered_grid_are_the_right_ones(model: RowsModel, case: Case) -> None:
    model.sort(0, Qt.SortOrder.DescendingOrder)
    model.set_filters({6: "<3"})
    assert shown(model) == ["C", "B"]
    inverse = do(case, model, DeleteRows("items", (0, 1)))
    assert shown(model) == ["C"]
    do(case, model, inverse)
    model.set_filters({})
    assert shown(model) == ["C", "B", "A"]


def test_many_rows_at_once_are_followed_too(model: RowsModel, case: Case) -> None:
    many = tuple((3 + place, items((f"X{place:02}", place))[0]) for place in range(40))
    inverse = do(case, model, InsertRows("items", many))
    assert model.rowCount() == 44
    do(case, model, inverse)
    assert shown(model) == ["B", "A", "C"]


def test_a_default_is_shown_muted_and_a_value_is_not(model: RowsModel) -> None:
    kind = model.index(0, ITEMS.position("kind"))
    assert (kind.data(), kind.data(Role.MUTED)) == ("magnet", True)
    assert model.index(0, 0).data(Role.MUTED) is False


def test_a_computed_name_is_shown_muted(qapp: QApplication, english: Display) -> None:
    offers = RowsModel(table("offers"), english, editable=True)
    offers.take(rows_of("offers", [{"supplier": "Narva", "item": "A"}]))
    assert offers.index(0, 0).data() == "Narva | A"
    assert offers.index(0, 0).data(Role.MUTED) is True
    assert "computed" in offers.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)


def test_a_finding_marks_its_cell_and_tells_its_sentence(model: RowsModel) -> None:
    cost = ITEMS.position("standard_cost")
    model.take_findings({1: [Finding("low", Severity.WARNING, "3 is <low>.", "items", 1, "standard_cost")]})
    marked = model.index(1, cost)
    assert marked.data(Role.FINDING) == "warning"
    assert "3 is &lt;low&gt;." in marked.data(Qt.ItemDataRole.ToolTipRole)
    assert "3 is <low>." in marked.data(Qt.ItemDataRole.AccessibleTextRole)
    assert model.index(0, cost).data(Role.FINDING) is None


def test_a_finding_of_a_whole_row_marks_its_first_cell(model: RowsModel) -> None:
    model.take_findings({0: [Finding("row", Severity.ERROR, "No.", "items", 0, None)]})
    assert model.index(0, 0).data(Role.FINDING) == "error"
    assert model.index(0, 1).data(Role.FINDING) is None


def test_heads_carry_unit_meaning_and_whether_they_are_required(model: RowsModel) -> None:
    cost = model.heading(ITEMS.position("standard_cost"))
    assert (cost.title, cost.unit, cost.required) == ("Standard cost", "money/unit", True)
    assert "Required." in model.headerData(6, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)


def test_key_columns_at_the_left_stay_in_sight(qapp: QApplication, english: Display) -> None:
    assert RowsModel(table("bill_of_materials"), english).frozen == 2
    assert RowsModel(table("stock"), english).frozen == 0


def test_an_invalid_index_has_no_data(model: RowsModel) -> None:
    assert model.data(QModelIndex()) is None


def test_a_default_is_written_with_the_decimals_of_the_figures_around_it(english: Display) -> None:
    scrap = table("bill_of_materials").field("scrap_rate")
    made = RowsModel(table("bill_of_materials"), english)
    made.take(rows_of("bill_of_materials", [{"parent": "A", "component": "B"}, {"parent": "A", "component": "C"}]))
    section = table("bill_of_materials").columns.index(scrap)
    assert made.index(0, section).data() == "0 %"
    lines = [{"parent": "A", "component": "B"}, {"parent": "A", "component": "C", "scrap_rate": 0.015}]
    made.take(rows_of("bill_of_materials", lines))
    assert [made.index(row, section).data() for row in (0, 1)] == ["0.0 %", "1.5 %"]
