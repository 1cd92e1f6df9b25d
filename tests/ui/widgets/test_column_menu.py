"""Decides whether a column is sorted and filtered by key: by a condition, or by the values there are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from tests.builders import case
from ui.main_window import MainWindow
from ui.widgets.column_menu import ColumnMenu
from ui.widgets.grid import Grid

KIND, COST = 1, 6


@pytest.fixture
def grid(window: MainWindow, qtbot: QtBot) -> Grid:
    rows = [("A", "magnet", 1), ("B", "material", 20), ("C", "magnet", 300), ("D", None, 20)]
    window.document.open(case(items=[{"item": a, "kind": b, "standard_cost": c} for a, b, c in rows]))
    window.show_page("data")
    window.data.show_table("items")
    grid = window.data.grid
    grid.setFocus()
    qtbot.waitUntil(grid.hasFocus)
    return grid


def opened(grid: Grid, qtbot: QtBot, section: int) -> ColumnMenu:
    for old in grid.findChildren(ColumnMenu):
        old.setParent(None)
    grid.show_cell(0, section)
    qtbot.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    (menu,) = grid.findChildren(ColumnMenu)
    return menu


def names(grid: Grid) -> str:
    model = grid.cells_model()
    return "".join(str(model.index(row, 0).data()) for row in range(model.rowCount() - 1))


def listed(menu: ColumnMenu) -> list[str]:
    values = menu.findChild(QListWidget)
    assert values is not None
    return [values.item(row).text() for row in range(values.count())]


def tick(menu: ColumnMenu, qtbot: QtBot, row: int) -> None:
    values = menu.findChild(QListWidget)
    assert values is not None
    values.setFocus()
    values.setCurrentRow(row)
    qtbot.keyClick(values, Qt.Key.Key_Space)


def press(menu: ColumnMenu, qtbot: QtBot, words: str) -> None:
    (button,) = [one for one in menu.findChildren(QPushButton) if one.text() == words]
    qtbot.keyClick(button, Qt.Key.Key_Space)


def test_values_are_listed_once_in_order_and_can_be_left_out(grid: Grid, qtbot: QtBot) -> None:
    menu = opened(grid, qtbot, COST)
    assert listed(menu) == ["1", "20", "300"]
    tick(menu, qtbot, 1)
    press(menu, qtbot, "Show chosen")
    assert names(grid) == "AC"
    press(opened(grid, qtbot, COST), qtbot, "Show all rows")
    assert names(grid) == "ABCD"


def test_a_blank_is_a_value_too(grid: Grid, qtbot: QtBot) -> None:
    menu = opened(grid, qtbot, KIND)
    assert listed(menu) == ["magnet", "material", "(blank)"]
    press(menu, qtbot, "None")
    tick(menu, qtbot, 2)
    press(menu, qtbot, "Show chosen")
    assert names(grid) == "D"


def test_only_values_the_other_columns_leave_are_listed(grid: Grid, qtbot: QtBot) -> None:
    grid.cells_model().set_filters({KIND: "=magnet"})
    assert listed(opened(grid, qtbot, COST)) == ["1", "300"]


def test_the_list_is_searched(grid: Grid, qtbot: QtBot) -> None:
    menu = opened(grid, qtbot, KIND)
    search = menu.findChildren(QLineEdit)[1]
    qtbot.keyClicks(search, "mat")
    assert listed(menu) == ["material"]
    press(menu, qtbot, "None")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert names(grid) == "ACD"


@pytest.mark.parametrize(
    ("condition", "text", "left"),
    [
        ("is more than", "19", "BCD"),
        ("is at most", "20", "ABD"),
        ("is not", "20", "AC"),
        ("contains", "0", "BCD"),
        ("is blank", "", ""),
        ("is not blank", "", "ABCD"),
    ],
)
def test_conditions_are_chosen_in_words(grid: Grid, qtbot: QtBot, condition: str, text: str, left: str) -> None:
    menu = opened(grid, qtbot, COST)
    box = menu.findChild(QComboBox)
    assert box is not None
    box.setCurrentText(condition)
    line = menu.findChildren(QLineEdit)[0]
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert names(grid) == left


def test_it_sorts(grid: Grid, qtbot: QtBot) -> None:
    press(opened(grid, qtbot, COST), qtbot, "Sort falling")
    assert names(grid) == "CBDA"
    press(opened(grid, qtbot, COST), qtbot, "As in the table")
    assert names(grid) == "ABCD"
