"""Decides whether a grid answers keys and mouse as people used to Excel expect."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.builders import case
from tests.ui.answers import Answers
from ui.commands.paste import How, Mark
from ui.main_window import MainWindow
from ui.models.cells import Role
from ui.widgets.column_menu import ColumnMenu
from ui.widgets.editors import ChoiceEditor, TextEditor
from ui.widgets.grid import Grid
from ui.widgets.table_list import TableList

ITEM, KIND, COST = 0, 1, 6


@pytest.fixture
def grid(window: MainWindow, qtbot: QtBot) -> Grid:
    window.document.open(
        case(
            items=[
                {"item": "A", "kind": "magnet", "standard_cost": 1, "grade": "N42"},
                {"item": "B", "standard_cost": 2},
                {"item": "C", "standard_cost": 3},
            ],
            grades=[{"grade": "N42"}, {"grade": "N48"}],
        )
    )
    window.show_page("data")
    window.data.show_table("items")
    grid = window.data.grid
    grid.setFocus()
    qtbot.waitUntil(grid.hasFocus)
    return grid


def stand(grid: Grid, row: int, section: int) -> None:
    grid.show_cell(row, section)


def press(qtbot: QtBot, widget: QWidget, keys: str) -> None:
    """Press keys as written in a menu."""
    pressed = QKeySequence(keys)[0]
    qtbot.keyClick(widget, pressed.key(), pressed.keyboardModifiers())


def editor(grid: Grid) -> TextEditor:
    """The line that is open, wherever in the grid."""
    (found,) = [one for one in grid.findChildren(TextEditor) if one.isVisible()]
    return found


def text(grid: Grid, row: int, section: int) -> str:
    return str(grid.cells_model().index(row, section).data())


def test_typing_replaces_a_cell_and_enter_goes_down(grid: Grid, qtbot: QtBot) -> None:
    stand(grid, 0, COST)
    qtbot.keyClicks(grid, "7")
    qtbot.keyClicks(editor(grid), ".25")
    press(qtbot, editor(grid), "Return")
    qtbot.waitUntil(lambda: text(grid, 0, COST) == "7.25")
    qtbot.waitUntil(lambda: (grid.currentIndex().row(), grid.currentIndex().column()) == (1, COST))


def test_a_frozen_key_column_is_edited_where_it_is_seen(grid: Grid, qtbot: QtBot) -> None:
    stand(grid, 1, ITEM)
    press(qtbot, grid, "F2")
    line = editor(grid)
    qtbot.keyClicks(line, "B2")
    press(qtbot, line, "Return")
    qtbot.waitUntil(lambda: text(grid, 1, ITEM) == "B2")


def test_tab_takes_what_was_typed_and_goes_on(grid: Grid, qtbot: QtBot) -> None:
    stand(grid, 1, ITEM)
    press(qtbot, grid, "F2")
    qtbot.keyClicks(editor(grid), "B3")
    press(qtbot, editor(grid), "Tab")
    qtbot.waitUntil(lambda: text(grid, 1, ITEM) == "B3")
    assert grid.currentIndex().column() == KIND


def test_what_cannot_be_read_is_not_taken_and_says_why(grid: Grid, qtbot: QtBot, window: MainWindow) -> None:
    stand(grid, 0, COST)
    press(qtbot, grid, "F2")
    line = editor(grid)
    qtbot.keyClicks(line, "0,5x")
    assert line.property("refused")
    assert "0,5x" in line.complaint
    press(qtbot, line, "Return")
    assert line.isVisible()
    press(qtbot, line, "Escape")
    assert text(grid, 0, COST) == "1"


def test_leaving_a_cell_with_nonsense_in_it_keeps_the_value_and_says_so(
    grid: Grid, qtbot: QtBot, window: MainWindow
) -> None:
    stand(grid, 0, COST)
    press(qtbot, grid, "F2")
    qtbot.keyClicks(editor(grid), "many")
    tables = window.data.findChild(TableList)
    assert tables is not None
    tables.setFocus()
    qtbot.waitUntil(lambda: "many" in window.statusBar().currentMessage())
    assert text(grid, 0, COST) == "1"


def test_escape_leaves_the_cell_as_it_was(grid: Grid, qtbot: QtBot) -> None:
    stand(grid, 0, COST)
    qtbot.keyClicks(grid, "9")
    press(qtbot, editor(grid), "Escape")
    assert text(grid, 0, COST) == "1"


def test_control_enter_fills_every_selected_cell(grid: Grid, qtbot: QtBot) -> None:
    stand(grid, 0, COST)
    press(qtbot, grid, "Shift+Down")
    press(qtbot, grid, "Shift+Down")
    press(qtbot, grid, "F2")
    qtbot.keyClicks(editor(grid), "8")
    press(qtbot, editor(grid), "Ctrl+Return")
    qtbot.waitUntil(lambda: [text(grid, row, COST) for row in range(3)] == ["8", "8", "8"])


@pytest.mark.parametrize(
    ("keys", "after"), [("Del", ["", "", "3"]), ("Ctrl+D", ["1", "1", "3"]), ("Ctrl+X", ["", "", "3"])]
)
def test_keys_change_the_selection_and_undo_brings_it_back(
    grid: Grid, qtbot: QtBot, window: MainWindow, keys: str, after: list[str]
) -> None:
    stand(grid, 0, COST)
    press(qtbot, grid, "Shift+Down")
    press(qtbot, grid, keys)
    assert [text(grid, row, COST) for row in range(3)] == after
    press(qtbot, grid, "Ctrl+Z")
    assert [text(grid, row, COST) for row in range(3)] == ["1", "2", "3"]
    press(qtbot, grid, "Ctrl+Y")
    assert [text(grid, row, COST) for row in range(3)] == after


def test_rows_are_inserted_duplicated_and_deleted_by_key(grid: Grid, qtbot: QtBot, window: MainWindow) -> None:
    items = lambda: [row[0] for row in window.document.case.rows("items")]  # noqa: E731 - read three times
    stand(grid, 1, ITEM)
    press(qtbot, grid, "Ctrl+Shift+D")
    assert items() == ["A", "B", "B", "C"]
    stand(grid, 1, ITEM)
    press(qtbot, grid, "Ctrl+-")
    assert items() == ["A", "B", "C"]
    stand(grid, 0, ITEM)
    press(qtbot, grid, "Ctrl++")
    assert items() == [None, "A", "B", "C"]


def test_copy_and_paste_go_through_the_clipboard(grid: Grid, qtbot: QtBot) -> None:
    stand(grid, 0, COST)
    press(qtbot, grid, "Shift+Down")
    press(qtbot, grid, "Ctrl+C")
    assert QApplication.clipboard().text() == "1\n2\n"
    stand(grid, 1, COST)
    press(qtbot, grid, "Ctrl+V")
    assert [text(grid, row, COST) for row in range(3)] == ["1", "1", "2"]


def test_one_copied_cell_fills_the_selection(grid: Grid, qtbot: QtBot) -> None:
    QApplication.clipboard().setText("5")
    stand(grid, 0, COST)
    press(qtbot, grid, "Shift+Down")
    press(qtbot, grid, "Ctrl+V")
    assert [text(grid, row, COST) for row in range(3)] == ["5", "5", "3"]


def test_rows_pasted_at_the_end_are_new_rows(grid: Grid, qtbot: QtBot, window: MainWindow) -> None:
    QApplication.clipboard().setText("D\tmagnet\r\nE\tmaterial\r\n")
    stand(grid, 3, ITEM)
    press(qtbot, grid, "Ctrl+V")
    assert [row[:2] for row in window.document.case.rows("items")][3:] == [("D", "magnet"), ("E", "material")]
    press(qtbot, grid, "Ctrl+Z")
    assert len(window.document.case.rows("items")) == 3


def test_a_paste_with_one_wrong_cell_changes_nothing(grid: Grid, qtbot: QtBot, answers: Answers) -> None:
    QApplication.clipboard().setText("7\nnot a number\n")
    stand(grid, 0, COST)
    press(qtbot, grid, "Ctrl+V")
    ((title, _, reasons),) = answers.told("refused")
    assert title == "Nothing was pasted"
    assert "not a number" in reasons[0]
    assert [text(grid, row, COST) for row in range(3)] == ["1", "2", "3"]


def test_a_doubtful_paste_asks_and_keeps_to_the_answer(grid: Grid, qtbot: QtBot, answers: Answers) -> None:
    QApplication.clipboard().setText("1,234")
    stand(grid, 0, COST)
    answers.give(how_to_read=None)
    press(qtbot, grid, "Ctrl+V")
    assert text(grid, 0, COST) == "1"
    answers.give(how_to_read=How(Mark.COMMA))
    press(qtbot, grid, "Ctrl+V")
    assert text(grid, 0, COST) == "1.234"


def test_a_choice_opens_as_a_list_with_what_a_blank_means(grid: Grid, qtbot: QtBot) -> None:
    stand(grid, 0, KIND)
    press(qtbot, grid, "F2")
    (box,) = grid.findChildren(ChoiceEditor)
    assert [box.itemText(place) for place in range(box.count())] == [
        "(blank: magnet)",
        "magnet",
        "material",
        "assembly",
    ]
    box.setCurrentIndex(2)
    press(qtbot, box, "Return")
    qtbot.waitUntil(lambda: text(grid, 0, KIND) == "material")


def test_names_of_the_linked_table_are_offered(grid: Grid, qtbot: QtBot) -> None:
    stand(grid, 1, 4)
    press(qtbot, grid, "F2")
    line = editor(grid)
    qtbot.keyClicks(line, "n4")
    names = line.completer().completionModel()
    assert [names.index(row, 0).data() for row in range(names.rowCount())] == ["N42", "N48"]


def test_up_and_down_step_a_month(window: MainWindow, grid: Grid, qtbot: QtBot) -> None:
    window.data.show_table("case")
    settings = window.data.grid
    stand(settings, 1, 1)
    press(qtbot, settings, "F2")
    press(qtbot, editor(settings), "Up")
    assert editor(settings).text() == "Feb 2027"
    press(qtbot, editor(settings), "Return")
    qtbot.waitUntil(lambda: text(settings, 1, 1) == "Feb 2027")


def test_a_click_on_a_head_sorts_and_a_third_one_ends_it(grid: Grid, qtbot: QtBot) -> None:
    stand(grid, 0, COST)
    head = grid.horizontalHeader()
    left = head.sectionViewportPosition(COST)
    shown = []
    for click in range(3):  # apart from one another, or two of them are a double click
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(left + 15 + 20 * click, 20))
        shown.append([text(grid, row, ITEM) for row in range(3)])
    assert shown == [["A", "B", "C"], ["C", "B", "A"], ["A", "B", "C"]]


def test_a_column_is_filtered_from_its_menu_and_shown_again(grid: Grid, qtbot: QtBot, window: MainWindow) -> None:
    stand(grid, 0, COST)
    press(qtbot, grid, "Alt+Down")
    menu = window.findChild(ColumnMenu)
    assert menu is not None
    line = menu.findChild(QLineEdit)
    assert line is not None
    qtbot.keyClicks(line, ">1")
    press(qtbot, line, "Return")
    assert [text(grid, row, ITEM) for row in range(2)] == ["B", "C"]
    assert grid.cells_model().rowCount() == 3
    grid.clear_filters()
    assert grid.cells_model().rowCount() == 4


def test_an_edit_of_many_rows_keeps_the_place(grid: Grid, qtbot: QtBot, window: MainWindow) -> None:
    stand(grid, 2, COST)
    QApplication.clipboard().setText("\n".join(f"X{place}" for place in range(50)))
    stand(grid, 3, ITEM)
    press(qtbot, grid, "Ctrl+V")
    assert grid.cells_model().rowCount() == 54
    assert grid.currentIndex().row() == 3


def test_the_cell_of_a_finding_is_marked_after_an_edit(grid: Grid, qtbot: QtBot) -> None:
    stand(grid, 0, COST)
    qtbot.keyClicks(grid, "-")
    qtbot.keyClicks(editor(grid), "5")
    press(qtbot, editor(grid), "Return")
    qtbot.waitUntil(lambda: grid.cells_model().index(0, COST).data(Role.FINDING) == "error", timeout=5000)
    assert "at least 0" in grid.cells_model().index(0, COST).data(Qt.ItemDataRole.ToolTipRole)


def test_a_step_to_the_right_shows_whole_columns(window: MainWindow, grid: Grid) -> None:
    """A part of a column whose name is out of sight looks like a column without one."""
    window.resize(900, 600)
    edge = sum(grid.columnWidth(section) for section in range(grid.cells_model().frozen))
    for section in range(grid.cells_model().frozen, grid.cells_model().columnCount()):
        before = grid.horizontalScrollBar().value()
        stand(grid, 0, section)
        scrolled = grid.horizontalScrollBar().value()
        if before < scrolled < grid.horizontalScrollBar().maximum():
            assert grid.columnViewportPosition(grid.columnAt(edge)) == edge
    assert grid.horizontalScrollBar().value() > 0
