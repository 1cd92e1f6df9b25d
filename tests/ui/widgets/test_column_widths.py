"""Decides whether columns take the room there is: no text cut beside empty space, and the user's own widths kept."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.builders import case
from ui.main_window import MainWindow
from ui.widgets.grid import Grid

WORDS = "Interior permanent-magnet motor for light trucks, with two layers of magnets in each pole of its rotor"
NAME = "Sample of a maker whose name is long"


@pytest.fixture
def wide(window: MainWindow) -> MainWindow:
    window.document.open(
        case(
            case={"name": NAME, "start_month": "2027-01", "months": 3},
            scenarios=[{"scenario": "Calm", "probability": 1, "description": WORDS}],
            products=[{"product": "P", "description": WORDS, "shortage_cost": 1}],
        )
    )
    window.show_page("data")
    return window


def shown(window: MainWindow, table: str, width: int) -> Grid:
    window.data.show_table(table)
    window.resize(width, 700)
    QApplication.processEvents()
    return window.data.grid


def section(grid: Grid, title: str) -> int:
    model = grid.cells_model()
    return next(at for at in range(model.columnCount()) if model.heading(at).title == title)


def test_a_text_is_not_cut_while_there_is_room_beside_it(wide: MainWindow) -> None:
    grid = shown(wide, "scenarios", 3200)
    words = section(grid, "Description")
    assert grid.columnWidth(words) >= grid.fontMetrics().horizontalAdvance(WORDS)
    total = sum(grid.columnWidth(at) for at in range(grid.cells_model().columnCount()))
    assert total <= grid.viewport().width()


def test_where_room_is_scarce_a_long_text_has_no_more_than_its_share(wide: MainWindow) -> None:
    grid = shown(wide, "products", 900)
    assert grid.columnWidth(section(grid, "Description")) == 320
    assert shown(wide, "products", 3200).columnWidth(section(grid, "Description")) > 320
    assert shown(wide, "products", 900).columnWidth(section(grid, "Description")) == 320


def test_a_column_the_user_made_narrow_stays_so(wide: MainWindow) -> None:
    grid = shown(wide, "scenarios", 900)
    grid.own_widths = {"Description": 90}
    grid.fit_columns()
    assert shown(wide, "scenarios", 3200).columnWidth(section(grid, "Description")) == 90


@pytest.mark.parametrize("width", [853, 960, 1280, 1920])
def test_what_a_setting_means_is_never_beyond_the_edge(wide: MainWindow, width: int) -> None:
    grid = shown(wide, "case", width)
    assert sum(grid.columnWidth(at) for at in range(4)) <= grid.viewport().width()


def test_settings_of_the_months_may_go_while_texts_are_cut(wide: MainWindow) -> None:
    """Fewer columns than were measured: the head of the demand follows the months of the case."""
    shown(wide, "demand", 900)
    wide.document.open(case(case={"name": "Short", "start_month": "2027-01", "months": 1}))
    shown(wide, "demand", 1100)


def test_a_long_value_of_a_setting_stands_in_several_lines(wide: MainWindow) -> None:
    grid = shown(wide, "case", 960)
    value, plain = section(grid, "Value"), grid.rowHeight(1)
    assert grid.columnWidth(value) < grid.fontMetrics().horizontalAdvance(NAME) + 16
    assert grid.rowHeight(0) > plain


def test_what_to_do_in_an_empty_table_is_not_cut(wide: MainWindow) -> None:
    grid = shown(wide, "suppliers", 1280)
    hint = str(grid.cells_model().index(0, 0).data())
    assert hint == "Type here to add a row"
    assert grid.columnWidth(0) > grid.fontMetrics().horizontalAdvance(hint)


def test_a_title_stands_over_its_figures(wide: MainWindow) -> None:
    """In columns far wider than it a title of words is painted in the left half, one of figures in the right."""
    grid = shown(wide, "products", 2400)
    grid.own_widths = {"Product": 400, "Shortage cost": 400}
    grid.fit_columns()
    QApplication.processEvents()
    header = grid.horizontalHeader()
    picture = header.viewport().grab().toImage()
    scale = picture.devicePixelRatio()
    for title, to_the_right in (("Product", False), ("Shortage cost", True)):
        at = section(grid, title)
        left = header.sectionViewportPosition(at)
        rows = range(int(scale * 6), int(scale * (header.height() - 6)))
        ground = picture.pixelColor(int(scale * (left + 200)), int(scale * 4))
        inked = [
            x
            for x in range(int(scale * (left + 4)), int(scale * (left + header.sectionSize(at) - 4)))
            if any(picture.pixelColor(x, y) != ground for y in rows)
        ]
        middle = scale * (left + header.sectionSize(at) / 2)
        assert inked
        assert all((x > middle) is to_the_right for x in inked)
