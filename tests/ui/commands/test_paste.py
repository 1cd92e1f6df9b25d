"""Decides whether pasted numbers are never guessed: what is doubtful is asked about, what is wrong is named."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from planner.tables.inputs import table
from tests.builders import rows_of
from ui.commands.paste import Doubt, Mark, doubt, values
from ui.models.display import Display
from ui.models.rows import RowsModel

ITEM, COST = 0, table("items").position("standard_cost")


def model(locale: str) -> RowsModel:
    made = RowsModel(table("items"), Display(QLocale(locale)), editable=True)
    made.take(rows_of("items", [{"item": "A", "standard_cost": 1}]))
    return made


@pytest.fixture
def english_items(qapp: QApplication) -> RowsModel:
    return model("en_US")


@pytest.fixture
def german_items(qapp: QApplication) -> RowsModel:
    return model("de_DE")


def test_numbers_that_read_the_same_either_way_are_taken(english_items: RowsModel) -> None:
    assert doubt(english_items, 0, COST, [["12"], ["1300"], [""], ["7 %"]]) is None


def test_a_comma_before_three_digits_is_asked_about(english_items: RowsModel) -> None:
    assert doubt(english_items, 0, COST, [["12"], ["1,234"]]) == Doubt("1,234", 1234.0, 1.234)


def test_a_point_before_three_digits_is_asked_about_where_a_comma_is_usual(german_items: RowsModel) -> None:
    assert doubt(german_items, 0, COST, [["1.234"]]) == Doubt("1.234", 1.234, 1234.0)


def test_another_number_of_the_paste_can_settle_the_doubt(english_items: RowsModel) -> None:
    assert doubt(english_items, 0, COST, [["1,234"], ["5.5"]]) is None


def test_a_number_of_another_country_is_asked_about_even_where_it_is_clear(english_items: RowsModel) -> None:
    assert doubt(english_items, 0, COST, [["0,5"]]) == Doubt("0,5", None, 0.5)


def test_names_are_never_doubtful(english_items: RowsModel) -> None:
    assert doubt(english_items, 0, ITEM, [["1,234"]]) is None


def test_a_paste_is_read_with_the_mark_that_was_chosen(english_items: RowsModel) -> None:
    found, wrong = values(english_items, 0, COST, [["1.234,5"]], Mark.COMMA.locale)
    assert (found, wrong) == ([(0, COST, 1234.5)], [])


def test_rows_beyond_the_end_become_new_rows(english_items: RowsModel) -> None:
    found, wrong = values(english_items, 0, ITEM, [["A2"], ["B"], ["C"]], QLocale("en_US"))
    assert (found, wrong) == ([(0, ITEM, "A2"), (1, ITEM, "B"), (2, ITEM, "C")], [])


def test_every_cell_that_cannot_be_taken_is_named(english_items: RowsModel) -> None:
    _, wrong = values(english_items, 0, ITEM, [["A", "magnet"], ["B", "stone"], ["C", "rock"]], QLocale("en_US"))
    assert [one.split(":")[0] for one in wrong] == ["Row 2, Kind", "Row 3, Kind"]
    assert "'stone'" in wrong[0]


def test_columns_beyond_the_last_are_named(english_items: RowsModel) -> None:
    _, wrong = values(english_items, 0, table("items").position("max_stock"), [["5", "6", " "]], QLocale("en_US"))
    assert wrong == ["'6' in row 1 lies beyond the last column."]


def test_rows_beyond_the_end_of_a_table_that_does_not_grow_are_named(qapp: QApplication) -> None:
    fixed = model("en_US")
    fixed.grows = False
    _, wrong = values(fixed, 0, ITEM, [["A"], ["B"]], QLocale("en_US"))
    assert len(wrong) == 1
    assert "no place" in wrong[0]
