"""Decides whether words that would be cut in sight are given lines, and no grid of many rows is slowed by it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from planner.tables.inputs import table
from tests.builders import rows_of
from ui.models.display import Display
from ui.models.rows import RowsModel
from ui.style import BODY, ROW_HEIGHT, Look, font
from ui.widgets.cell_delegate import elided
from ui.widgets.grid import Grid
from ui.widgets.row_heights import heights_of, lines_of

LONG = "Interior permanent-magnet motor for light trucks, with two rotors and a resolver magnet of its own, invented"


@pytest.fixture
def grid(look: Look, english: Display, qtbot: QtBot) -> Grid:
    made = Grid(look, None)  # type: ignore[arg-type] # a window of its own
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.setModel(RowsModel(table("products"), english, editable=True))
    made.show()
    return made


def show(grid: Grid, *descriptions: str) -> None:
    rows = [{"product": f"P{at}", "description": said} for at, said in enumerate(descriptions)]
    model = grid.cells_model()
    model.take(rows_of("products", rows))
    grid.fit_columns()


def test_a_description_that_would_be_cut_gets_lines_in_both_views(grid: Grid, qtbot: QtBot) -> None:
    show(grid, LONG, "Short")
    qtbot.waitUntil(lambda: grid.rowHeight(0) > ROW_HEIGHT)
    assert grid.rowHeight(1) == ROW_HEIGHT
    assert {view.rowHeight(0) for view in heights_of(grid).views} == {grid.rowHeight(0)}


def test_a_wider_column_needs_no_lines(grid: Grid, qtbot: QtBot) -> None:
    show(grid, LONG)
    qtbot.waitUntil(lambda: grid.rowHeight(0) > ROW_HEIGHT)
    grid.resize(1900, 400)
    qtbot.waitUntil(lambda: grid.rowHeight(0) == ROW_HEIGHT)


def test_rows_of_a_long_table_are_a_line_high(grid: Grid, qtbot: QtBot) -> None:
    show(grid, *[LONG] * 400)
    heights_of(grid).fit()
    assert grid.rowHeight(0) == ROW_HEIGHT


def test_a_text_of_too_many_lines_ends_in_points(qtbot: QtBot) -> None:
    width = 200
    lines = lines_of(LONG, font(BODY), width, 2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert LONG.startswith(lines[0])
    assert all(QFontMetrics(font(BODY)).horizontalAdvance(one) <= width for one in lines)
    assert lines_of("Short", font(BODY), width, 2) == ["Short"]


def test_a_long_name_is_cut_in_the_middle_and_other_words_at_their_end(grid: Grid) -> None:
    show(grid, LONG)
    model = grid.cells_model()
    assert elided(model.index(0, 0)) is Qt.TextElideMode.ElideMiddle
    assert elided(model.index(0, 1)) is Qt.TextElideMode.ElideRight
