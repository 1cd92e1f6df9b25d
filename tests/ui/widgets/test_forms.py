"""Decides whether what is awkward in a grid can be seen and changed beside it, with the same steps to undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QTableWidget, QToolButton, QTreeWidget, QTreeWidgetItemIterator
from pytestqt.qtbot import QtBot

from planner.reference.sample import sample_case
from planner.tables.case import Case
from planner.tables.inputs import table
from tests.builders import case
from ui.main_window import MainWindow
from ui.style import Look
from ui.widgets.capacity_steps import CapacitySteps
from ui.widgets.form_panel import FormPanel
from ui.widgets.grid import Grid
from ui.widgets.part_grid import PartGrid
from ui.widgets.whole_height import whole_height


def drives() -> Case:
    return case(
        case={"start_month": "2027-01", "months": 12},
        products=[{"product": "Drive", "shortage_cost": 1}, {"product": "Pump", "shortage_cost": 1}],
        bill_of_materials=[
            {"parent": "Drive", "component": "Rotor", "quantity": 2},
            {"parent": "Rotor", "component": "MAG-1", "quantity": 4},
            {"parent": "Pump", "component": "MAG-2", "quantity": 3},
        ],
        items=[
            {"item": "MAG-1", "mass_g": 50, "standard_cost": 1},
            {"item": "MAG-2", "mass_g": 10, "standard_cost": 1},
        ],
        composition=[
            {"of": "MAG-1", "element": "Nd", "weight_percent": 30},
            {"of": "MAG-1", "element": "Dy", "weight_percent": 4},
            {"of": "MAG-2", "element": "Nd", "weight_percent": 30},
        ],
        suppliers=[{"supplier": "Narva", "country": "Estonia"}, {"supplier": "Baotou", "country": "China"}],
        offers=[
            {"supplier": "Narva", "item": "MAG-1", "price": 9, "production_months": 1, "transit_months": 1},
            {"supplier": "Baotou", "item": "MAG-1", "price": 6, "production_months": 1, "transit_months": 2},
            {"supplier": "Baotou", "item": "MAG-2", "price": 2, "production_months": 1, "transit_months": 2},
        ],
        capacity=[
            {"supplier": "Narva", "item": "MAG-1", "from_month": "2027-03", "per_month": 1500},
            {"supplier": "Narva", "item": "MAG-1", "from_month": "2027-09", "per_month": 4000},
        ],
        redesigns=[{"redesign": "Small", "product": "Drive", "months": 6, "cost": 100}],
        redesign_changes=[{"redesign": "Small", "item": "MAG-1", "replacement": "MAG-2", "ratio": 2}],
    )


@pytest.fixture
def data(window: MainWindow, qtbot: QtBot) -> MainWindow:
    window.document.open(drives(), title="Drives")
    window.checker.close()
    window.show_page("data")
    qtbot.waitUntil(window.isActiveWindow)
    return window


def form_of(data: MainWindow, table: str, row: int) -> FormPanel:
    """The form beside a table's grid, for one of its rows."""
    data.data.show_table(table)
    panel = data.data.findChild(FormPanel)
    assert panel is not None
    if panel.isHidden():
        data.commands["form"].trigger()
    data.data.grid.show_cell(row, 0)
    assert panel.isVisible()
    return panel


def cells(panel: FormPanel) -> list[list[str]]:
    """The texts of the tree, line by line."""
    tree = panel.findChild(QTreeWidget)
    assert tree is not None
    found, walk = [], QTreeWidgetItemIterator(tree)
    while (item := walk.value()) is not None:
        found.append([item.text(section) for section in range(item.columnCount())])
        walk += 1
    return found


def grid_of(panel: FormPanel, title: str) -> Grid:
    (found,) = [one.grid for one in panel.findChildren(PartGrid) if one.grid.accessibleName() == title]
    return found


def shown(grid: Grid, column: str) -> list[str]:
    model = grid.cells_model()
    section = model.table.position(column)
    return [str(model.index(row, section).data()) for row in range(model.rowCount() - model.grows)]


def test_a_product_shows_its_bill_with_rare_earths_rolled_up(data: MainWindow) -> None:
    panel = form_of(data, "products", 0)
    assert cells(panel) == [
        ["Drive", "", "1", "120", "16", ""],
        ["Rotor", "2", "2", "120", "16", ""],
        ["MAG-1", "4", "8", "120", "16", ""],
    ]
    data.data.grid.show_cell(1, 0)
    assert cells(panel) == [["Pump", "", "1", "9", ""], ["MAG-2", "3", "3", "9", ""]]


def test_a_quantity_changed_in_the_form_is_rolled_up_and_undone(data: MainWindow, qtbot: QtBot) -> None:
    panel = form_of(data, "products", 0)
    lines = grid_of(panel, "What goes into Drive")
    lines.setFocus()
    lines.show_cell(0, lines.cells_model().table.position("quantity"))
    qtbot.keyClicks(lines, "3")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: data.document.case.rows("bill_of_materials")[0][2] == 3.0)
    qtbot.waitUntil(lambda: cells(panel)[0][3] == "180")
    data.commands["undo"].trigger()
    assert data.document.case.rows("bill_of_materials")[0][2] == 2.0
    qtbot.waitUntil(lambda: cells(panel)[0][3] == "120")


def test_what_a_table_means_is_not_cut_in_a_narrow_window(data: MainWindow, qtbot: QtBot) -> None:
    data.resize(853, 533)
    form_of(data, "redesigns", 0)
    (meaning,) = [one for one in data.data.findChildren(QLabel) if one.text() == table("redesigns").meaning]
    qtbot.waitUntil(lambda: meaning.height() >= meaning.heightForWidth(meaning.width()) > 0)
    assert meaning.wordWrap()


@pytest.mark.parametrize("width", [853, 1280])
def test_no_head_of_the_tree_is_cut(data: MainWindow, qtbot: QtBot, width: int) -> None:
    data.resize(width, 533)
    panel = form_of(data, "products", 0)
    tree = panel.findChild(QTreeWidget)
    assert tree is not None
    heads = tree.header()
    qtbot.wait(20)
    assert width == 853 or heads.length() <= tree.viewport().width()  # else it is scrolled
    assert all(heads.sectionSize(at) >= heads.sectionSizeHint(at) for at in range(heads.count() - 1))


@pytest.mark.parametrize("size", [(853, 533), (960, 540), (1280, 800), (1920, 1080)])
def test_the_tree_never_scrolls_sideways_and_cuts_no_name(
    data: MainWindow, qtbot: QtBot, size: tuple[int, int]
) -> None:
    data.resize(*size)
    data.document.open(sample_case())
    panel = form_of(data, "products", 0)
    qtbot.wait(100)
    tree = panel.findChild(QTreeWidget)
    assert tree is not None
    assert tree.horizontalScrollBar().maximum() == 0
    walk = QTreeWidgetItemIterator(tree)
    while (item := walk.value()) is not None:
        room = tree.columnWidth(0) - tree.visualItemRect(item).left()
        assert tree.fontMetrics().horizontalAdvance(item.text(0)) <= room, item.text(0)
        walk += 1


def test_an_assembly_chosen_in_the_tree_shows_its_lines(data: MainWindow) -> None:
    panel = form_of(data, "products", 0)
    tree = panel.findChild(QTreeWidget)
    assert tree is not None
    tree.setCurrentItem(tree.topLevelItem(0).child(0))  # type: ignore[union-attr]  # the bill has two levels
    assert shown(grid_of(panel, "What goes into Rotor"), "component") == ["MAG-1"]


def test_keys_of_the_grids_act_on_the_one_they_are_pressed_in(data: MainWindow, qtbot: QtBot) -> None:
    panel = form_of(data, "suppliers", 1)
    offers = grid_of(panel, "Offers")
    offers.setFocus()
    offers.show_cell(0, offers.cells_model().table.position("price"))
    assert data.grid() is offers
    data.commands["clear"].trigger()
    assert [row[3] for row in data.document.case.rows("offers")] == [9, None, 2]
    assert data.document.case.rows("suppliers")[1][0] == "Baotou"
    data.data.grid.setFocus()
    assert data.grid() is data.data.grid


def test_a_supplier_shows_its_own_offers_and_begins_new_ones_as_its_own(data: MainWindow, qtbot: QtBot) -> None:
    panel = form_of(data, "suppliers", 0)
    offers = grid_of(panel, "Offers")
    assert shown(offers, "item") == ["MAG-1"]
    data.data.grid.show_cell(1, 0)
    assert shown(offers, "item") == ["MAG-1", "MAG-2"]
    offers.setFocus()
    offers.show_cell(2, offers.cells_model().table.position("item"))
    qtbot.keyClicks(offers, "M")
    qtbot.keyClicks(QApplication.focusWidget(), "AG-3")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(data.document.case.rows("offers")) == 4)
    assert data.document.case.rows("offers")[3][1:3] == ("Baotou", "MAG-3")
    data.commands["row_add"].trigger()
    assert len(shown(offers, "item")) == 4
    data.commands["undo"].trigger()
    data.commands["undo"].trigger()
    assert len(data.document.case.rows("offers")) == 3


def test_capacity_is_drawn_in_steps_and_told_in_words(data: MainWindow, look: Look) -> None:
    panel = form_of(data, "suppliers", 0)
    drawing = panel.findChild(CapacitySteps)
    assert drawing is not None
    assert drawing.accessibleDescription() == "MAG-1: from Mar 2027 1,500 a month, from Sep 2027 4,000 a month"
    picture = drawing.grab().toImage()
    colours = {
        picture.pixelColor(x, y).name() for x in range(0, picture.width(), 2) for y in range(0, picture.height(), 2)
    }
    assert look.theme.accent_soft.lower() in colours
    data.data.grid.show_cell(1, 0)
    assert drawing.accessibleDescription() == ""


def test_a_redesign_shows_its_changes_and_what_it_saves(data: MainWindow) -> None:
    panel = form_of(data, "redesigns", 0)
    assert shown(grid_of(panel, "What it changes"), "replacement") == ["MAG-2"]
    held = panel.findChild(QTableWidget)
    assert held is not None
    texts = [[held.item(row, section).text() for section in range(3)] for row in range(held.rowCount())]  # type: ignore[union-attr]  # filled
    assert texts == [["Nd", "120", "48"], ["Dy", "16", "none"]]


def test_only_tables_with_a_form_offer_one(data: MainWindow) -> None:
    panel = form_of(data, "products", 0)
    (button,) = [one for one in data.data.findChildren(QToolButton) if one.text() == "Form"]
    data.data.show_table("items")
    assert panel.isHidden()
    assert button.isHidden()
    data.data.show_table("redesigns")
    assert panel.isVisible()
    data.commands["form"].trigger()
    assert panel.isHidden()


@pytest.mark.parametrize("name", ["products", "redesigns"])
def test_a_short_part_of_a_form_leaves_no_room_below_its_last_row(data: MainWindow, qtbot: QtBot, name: str) -> None:
    data.resize(1280, 800)
    panel = form_of(data, name, 0)
    for part in (one for one in panel.findChildren(PartGrid) if one.isVisible()):
        qtbot.waitUntil(lambda part=part: part.grid.height() <= max(132, whole_height(part.grid)))
    for held in (one for one in panel.findChildren(QTableWidget) if one.isVisible()):
        qtbot.waitUntil(lambda held=held: held.viewport().height() <= held.verticalHeader().length() + 2)


def test_a_share_is_told_as_everywhere_else(data: MainWindow) -> None:
    data.document.open(sample_case(), title="Sample")
    panel = form_of(data, "suppliers", 0)
    assert any("100 % of its rare earths" in one.text() for one in panel.findChildren(QLabel))
