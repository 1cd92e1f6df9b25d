"""Decides whether a doubtful paste is shown both ways before anything is taken, and nothing is chosen unasked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QRadioButton, QTableWidget
from pytestqt.qtbot import QtBot

from planner.store.erp.months import Order
from planner.tables.inputs import table
from tests.builders import case
from tests.ui.answers import Answers
from ui.commands.paste import Doubt, Doubts, How, Mark
from ui.dialogs.paste_box import PasteBox
from ui.main_window import MainWindow
from ui.widgets.grid import Grid

OFFERS = table("offers")
PRICE, FROM = OFFERS.position("price"), OFFERS.position("from_month")


@pytest.fixture
def grid(window: MainWindow, qtbot: QtBot) -> Grid:
    offer = {"supplier": "East", "item": "A", "price": 2, "production_months": 1, "transit_months": 1}
    window.document.open(case(offers=[offer]))
    window.show_page("data")
    window.data.show_table("offers")
    grid = window.data.grid
    grid.setFocus()
    qtbot.waitUntil(grid.hasFocus)
    return grid


def asked(grid: Grid, qtbot: QtBot, answers: Answers, text: str, section: int) -> PasteBox:
    """The box that a paste would open."""
    QApplication.clipboard().setText(text)
    grid.show_cell(0, section)
    answers.give(how_to_read=None)
    qtbot.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    ((doubts, preview),) = answers.told("how_to_read")
    box = PasteBox(doubts, preview, grid.window())
    qtbot.addWidget(box)
    box.show()
    return box


def choose(box: PasteBox, qtbot: QtBot, words: str) -> None:
    (button,) = [one for one in box.findChildren(QRadioButton) if one.text() == words]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def shown(box: PasteBox) -> str:
    table = box.findChild(QTableWidget)
    assert table is not None
    item = table.item(0, 0)
    assert item is not None
    return item.text()


def paste_button(box: PasteBox) -> QPushButton:
    (button,) = [one for one in box.findChildren(QPushButton) if one.text() == "Paste"]
    return button


def test_a_number_is_shown_as_each_mark_would_read_it(grid: Grid, qtbot: QtBot, answers: Answers) -> None:
    box = asked(grid, qtbot, answers, "1,234", PRICE)
    assert not paste_button(box).isEnabled()
    choose(box, qtbot, "Decimal comma")
    assert shown(box) == "1.234"
    choose(box, qtbot, "Decimal point")
    assert shown(box) == "1,234"
    assert paste_button(box).isEnabled()
    assert box.how == How(Mark.POINT)


def test_a_date_is_shown_as_each_order_would_read_it(grid: Grid, qtbot: QtBot, answers: Answers) -> None:
    box = asked(grid, qtbot, answers, "3/4/2027", FROM)
    assert shown(box).startswith("✗")
    choose(box, qtbot, "Day first")
    assert shown(box) == "Apr 2027"
    choose(box, qtbot, "Month first")
    assert shown(box) == "Mar 2027"
    assert box.how == How(None, Order.MONTH_FIRST)


def test_where_one_answer_makes_sense_it_is_the_one_offered(window: MainWindow, qtbot: QtBot) -> None:
    box = PasteBox(Doubts(Doubt("0,5", None, 0.5)), lambda how: (["Price"], [[("0.5", True)]]), window)
    qtbot.addWidget(box)
    assert box.how == How(Mark.COMMA)
    assert paste_button(box).isEnabled()


def test_the_answer_is_kept_to(grid: Grid, qtbot: QtBot, answers: Answers, window: MainWindow) -> None:
    QApplication.clipboard().setText("3/4/2027")
    grid.show_cell(0, FROM)
    answers.give(how_to_read=How(None, Order.DAY_FIRST))
    qtbot.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert str(window.document.case.rows("offers")[0][FROM]) == "2027-04"


def test_a_block_longer_than_the_table_offers_rows(
    grid: Grid, qtbot: QtBot, answers: Answers, window: MainWindow
) -> None:
    prices = lambda: [row[PRICE] for row in window.document.case.rows("offers")]  # noqa: E731 - read four times
    for wanted, after in ((None, [2]), (False, [5]), (True, [5, 6, 7])):
        QApplication.clipboard().setText("5\n6\n7")
        grid.show_cell(0, PRICE)
        answers.give(rows_beyond=wanted)
        qtbot.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert prices() == after
    assert answers.told("rows_beyond")[0] == (2, "Offers")
    qtbot.keyClick(grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert prices() == [5]
