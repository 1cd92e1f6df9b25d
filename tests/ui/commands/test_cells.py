"""Decides whether copying, filling, clearing and rows come to the edits people expect from Excel."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication

from planner.tables.edits import DeleteRows, InsertRows, SetCells
from planner.tables.inputs import table
from tests.builders import case, rows_of
from ui.commands import cells, clipboard
from ui.models.display import Display
from ui.models.months import MonthsModel
from ui.models.rows import RowsModel

PARENT, COMPONENT, QUANTITY, SCRAP = range(4)
BILL = table("bill_of_materials")


@pytest.fixture
def bill(qapp: QApplication, english: Display) -> RowsModel:
    model = RowsModel(BILL, english, editable=True)
    model.take(
        rows_of(
            "bill_of_materials",
            [
                {"parent": "Drive", "component": "A", "quantity": 2, "scrap_rate": 0.1},
                {"parent": "Drive", "component": "B", "quantity": 1234.5},
                {"parent": "Pump", "component": "C\t1", "quantity": 4},
            ],
        )
    )
    return model


def test_copied_cells_paste_into_excel(bill: RowsModel) -> None:
    assert clipboard.copied(bill, [(0, 1), (0, 2), (1, 1), (1, 2)]).text() == "A\t2\nB\t1,234.5\n"


def test_one_row_is_copied_without_an_end_of_line(bill: RowsModel) -> None:
    assert clipboard.copied(bill, [(0, 0)]).text() == "Drive"


def test_cells_that_hold_a_tab_are_quoted_and_come_back(bill: RowsModel) -> None:
    text = clipboard.copied(bill, [(2, 1), (2, 2)]).text()
    assert text == '"C\t1"\t4'
    assert clipboard.cells_of(text) == [["C\t1", "4"]]


def test_cells_not_selected_inside_the_rectangle_stay_empty(bill: RowsModel) -> None:
    assert clipboard.copied(bill, [(0, 0), (1, 1)]).text() == "Drive\t\n\tB\n"


def test_a_blank_is_copied_as_a_blank_not_as_its_default(bill: RowsModel) -> None:
    assert clipboard.copied(bill, [(1, SCRAP)]).text() == ""


def test_results_are_copied_in_full(qapp: QApplication) -> None:
    model = RowsModel(BILL, Display(QLocale("en_US"), rounded=True))
    model.take(rows_of("bill_of_materials", [{"parent": "P", "component": "C", "quantity": 1.23456789}]))
    assert clipboard.copied(model, [(0, QUANTITY)]).text() == "1.23456789"


def test_excels_line_ends_are_understood() -> None:
    assert clipboard.cells_of("a\tb\r\nc\td\r\n") == [["a", "b"], ["c", "d"]]


def test_fill_down_repeats_the_topmost_cell_of_each_column(bill: RowsModel) -> None:
    edit = cells.filled_down(bill, [(0, PARENT), (1, PARENT), (2, PARENT), (0, SCRAP), (1, SCRAP), (2, SCRAP)])
    assert edit == SetCells(
        "bill_of_materials", ((2, "parent", "Drive"), (1, "scrap_rate", 0.1), (2, "scrap_rate", 0.1))
    ) or edit == SetCells("bill_of_materials", ((1, "scrap_rate", 0.1), (2, "parent", "Drive"), (2, "scrap_rate", 0.1)))


def test_fill_down_of_one_row_takes_the_row_above(bill: RowsModel) -> None:
    assert cells.filled_down(bill, [(2, PARENT)]) == SetCells("bill_of_materials", ((2, "parent", "Drive"),))


def test_fill_right_repeats_the_leftmost_cell_where_the_kind_is_the_same(bill: RowsModel) -> None:
    edit = cells.filled_right(bill, [(0, PARENT), (0, COMPONENT), (0, QUANTITY)])
    assert edit == SetCells("bill_of_materials", ((0, "component", "Drive"),))


def test_fill_right_works_across_months(qapp: QApplication, english: Display) -> None:
    told = case(demand={"Drive": [10, 20, 30]})
    model = MonthsModel(table("demand"), english, editable=True)
    model.take(told.rows("demand"))
    edit = cells.filled_right(model, [(0, 1), (0, 2), (0, 3)])
    assert edit == SetCells("demand", ((1, "quantity", 10.0), (2, "quantity", 10.0)))


def test_clearing_blanks_and_leaves_blanks_alone(bill: RowsModel) -> None:
    assert cells.cleared(bill, [(0, SCRAP), (1, SCRAP)]) == SetCells("bill_of_materials", ((0, "scrap_rate", None),))
    assert cells.cleared(bill, [(1, SCRAP)]) is None


def test_rows_are_deleted_as_they_stand_in_the_table_not_in_the_grid(bill: RowsModel) -> None:
    bill.sort(COMPONENT, Qt.SortOrder.DescendingOrder)
    assert cells.without_rows(bill, [0, 1]) == DeleteRows("bill_of_materials", (1, 2))


def test_the_empty_last_row_cannot_be_deleted(bill: RowsModel) -> None:
    assert cells.without_rows(bill, [3]) is None


def test_deleting_a_product_of_the_demand_deletes_its_months(qapp: QApplication, english: Display) -> None:
    model = MonthsModel(table("demand"), english, editable=True)
    model.take(case(demand={"Drive": [1, 2], "Pump": [3, 4]}).rows("demand"))
    assert cells.without_rows(model, [1]) == DeleteRows("demand", (2, 3))


def test_copies_of_rows_stand_behind_them(bill: RowsModel) -> None:
    edit = cells.with_copies(bill, [0, 1])
    assert isinstance(edit, InsertRows)
    assert [(at, row[COMPONENT]) for at, row in edit.rows] == [(2, "A"), (3, "B")]


def test_empty_rows_are_inserted_where_asked(bill: RowsModel) -> None:
    blank = BILL.raw()
    assert cells.with_rows(bill, 1, 2) == InsertRows("bill_of_materials", ((1, blank), (2, blank)))
