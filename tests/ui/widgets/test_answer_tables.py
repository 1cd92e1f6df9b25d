"""Decides whether the tables of an answer show what they hold: digits, units, days, order, and copies in full."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar, QWidget
from pytestqt.qtbot import QtBot

from planner.report import answer_table as answers
from planner.report.answer_table import AnswerTable, answer_table
from planner.tables.column import RawRow
from ui.commands.clipboard import copied
from ui.style import Look
from ui.widgets.answer_tables import AnswerTables
from ui.widgets.grid import Grid


def kilograms(*rows: RawRow) -> AnswerTable:
    columns = (
        answers.text("Product", "Who needs it.", key=True),
        answers.number("Need", "kg a year", "How much."),
        answers.number("Part", "%", "Of all.", places=1, blank="not known"),
        answers.day("Stops on", "When.", blank="never"),
        answers.names("Items", "What runs out."),
    )
    return answer_table("Kilograms", "What every product needs.", columns, rows)


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    return made


@pytest.fixture
def tables(look: Look, host: QWidget) -> AnswerTables:
    made = AnswerTables(look, host, name="Tables of exposure")
    made.resize(900, 500)
    made.show()
    return made


def grid_of(tables: AnswerTables) -> Grid:
    assert tables.grid is not None
    return tables.grid


def texts(grid: Grid) -> list[list[str]]:
    model = grid.cells_model()
    return [
        [str(model.index(row, section).data()) for section in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


ROWS: tuple[RawRow, ...] = (
    ("Drive", 12345.678, 12.34, "2027-03-31", ("MG-101", "MG-102")),
    ("Pump", 0.012345, None, None, ()),
    ("Fan", 4.56789, 100.0, "2026-12-01", ("MG-101",)),
)


def test_figures_have_as_many_digits_as_tell_something_and_thousands_are_parted(tables: AnswerTables) -> None:
    tables.show_tables([kilograms(*ROWS)])
    assert texts(grid_of(tables)) == [
        ["Drive", "12,345.7", "12.3", "31 Mar 2027", "MG-101; MG-102"],
        ["Pump", "0.0123", "not known", "never", ""],
        ["Fan", "4.6", "100.0", "1 Dec 2026", "MG-101"],
    ]


def test_the_head_says_the_unit_and_the_tooltip_the_exact_figure(tables: AnswerTables) -> None:
    tables.show_tables([kilograms(*ROWS)])
    model = grid_of(tables).cells_model()
    assert model.heading(1).unit == "kg a year"
    assert "12,345.678 kg a year" in model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)


def test_days_are_sorted_by_time_and_figures_by_size(tables: AnswerTables) -> None:
    tables.show_tables([kilograms(*ROWS)])
    grid = grid_of(tables)
    grid.sort_by((3, Qt.SortOrder.AscendingOrder))
    assert [row[0] for row in texts(grid)] == ["Fan", "Drive", "Pump"]
    grid.sort_by((1, Qt.SortOrder.DescendingOrder))
    assert [row[0] for row in texts(grid)] == ["Drive", "Fan", "Pump"]


def test_what_is_copied_is_in_full(tables: AnswerTables) -> None:
    tables.show_tables([kilograms(*ROWS)])
    assert copied(grid_of(tables).cells_model(), [(0, 0), (0, 1)]).text() == "Drive\t12,345.678"


def test_the_tab_looked_at_stays_when_the_answer_is_another(tables: AnswerTables) -> None:
    other = answer_table("Shares", "Who has what.", (answers.text("Country", "Where."),), [("China",)])
    tables.show_tables([kilograms(*ROWS), other])
    (bar,) = [one for one in tables.findChildren(QTabBar) if one.accessibleName() == "Tables of exposure"]
    bar.setCurrentIndex(1)
    tables.show_tables([kilograms(), answer_table("Shares", "Who has what.", other.table.columns, [("Japan",)])])
    assert texts(grid_of(tables)) == [["Japan"]]
    assert not grid_of(tables).cells_model().editable


def test_a_table_of_other_columns_begins_anew(tables: AnswerTables) -> None:
    for years in (("2027",), ("2027", "2028")):
        columns = (
            answers.text("Product", "Who.", key=True),
            *(answers.number(one, "kg", "In the year.") for one in years),
        )
        tables.show_tables([answer_table("By year", "Years.", columns, [("Drive", *(1.0 for _ in years))])])
        assert grid_of(tables).cells_model().columnCount() == 1 + len(years)


def test_few_rows_leave_no_empty_frame_below_them(tables: AnswerTables, qtbot: QtBot) -> None:
    tables.show_tables([kilograms(*ROWS)])
    qtbot.waitUntil(lambda: grid_of(tables).height() < 200)
    tables.show_tables([kilograms(*(ROWS * 200))])
    qtbot.waitUntil(lambda: grid_of(tables).height() > 300)


def test_a_table_is_as_high_as_its_rows_and_leaves_no_room_below_them(host: QWidget, tables: AnswerTables) -> None:
    short, long = kilograms(*ROWS), kilograms(*(ROWS * 20))
    tables.show_tables([short, dataclasses.replace(long, table=dataclasses.replace(long.table, id="long"))])
    low = tables.sizeHint().height()
    (bar,) = tables.findChildren(QTabBar)
    bar.setCurrentIndex(1)
    assert low < 260 < tables.sizeHint().height() < 600
    bar.setCurrentIndex(0)
    assert tables.sizeHint().height() == low
