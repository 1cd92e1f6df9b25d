"""Decides whether an export can be imported by keyboard: read rightly, corrected, asked about, shown, then taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QListView, QPushButton, QRadioButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from planner.store.erp import Mode
from planner.store.erp.session import Preview, Wish
from planner.tables.case import Case
from planner.tables.inputs import INPUTS
from tests.builders import case
from tests.journeys.sap import me2m
from tests.planner.store.erp.exports import book, text
from tests.ui.test_accessible import nameless
from ui.dialogs.import_changes import ChangesStep
from ui.dialogs.import_wizard import CHANGES, COLUMNS, QUESTIONS, SOURCE, ImportWizard
from ui.style import Look
from ui.tasks.export_reader import ExportReader

WAIT = 120_000
CS12 = """
Stufe;Komponentennummer;Objektkurztext;Komponentenmenge;KompMengenEinheit;Positionstyp
.1;ROT-1;Rotor;2,000;ST;L
..2;MAG-1;Magnet N42SH;8,000;ST;L
..2;SHA-1;Welle;2,000;ST;L
.1;MOT-9;Lüftermotor, zugekauft;1,5;ST;L
.1;SCR-1;Schraube M6;12,000;ST;L
"""
STOCK = """
Material;Material Description;Plant;Storage Location;Unrestricted;Special Stock
MAG-1;Magnet N42SH;1000;0001;1200;
MAG-1;Magnet N42SH;1000;0002;300;
MAG-1;Magnet N42SH;1000;0003;50;K
"""

Opens = Callable[..., ImportWizard]


@pytest.fixture
def opened(qtbot: QtBot, look: Look) -> Iterator[Opens]:
    """Opens the wizard as the window would."""
    held: list[tuple[QWidget, ExportReader]] = []

    def open_wizard(path: Path, told: Case | None = None, memory: dict[str, Any] | None = None) -> ImportWizard:
        window = QWidget()
        reader = ExportReader(lambda: told or Case(), memory or {}, window)
        wizard = ImportWizard(reader, Wish(path), "", (), look, window)
        held.append((window, reader))
        wizard.open()
        qtbot.waitExposed(wizard)
        wizard.activateWindow()
        qtbot.waitUntil(lambda: wizard.sight is not None, timeout=WAIT)
        return wizard

    yield open_wizard
    for window, reader in held:
        reader.drop()
        window.close()
        window.deleteLater()


def button(wizard: ImportWizard, words: str) -> QPushButton:
    (found,) = [one for one in wizard.findChildren(QPushButton) if one.text().replace("&", "").startswith(words)]
    return found


def rows_after(wizard: ImportWizard, table: str) -> int:
    """How many rows a table would have."""
    assert wizard._preview is not None
    return next(one.after for one in wizard._preview.counts if one.table == table)


def go_on(wizard: ImportWizard, qtbot: QtBot) -> None:
    """Press Enter once what is being read has been read."""
    primary = next(one for one in wizard.findChildren(QPushButton) if one.property("primary"))
    qtbot.waitUntil(primary.isEnabled, timeout=WAIT)
    before = wizard.step
    qtbot.keyClick(primary, Qt.Key.Key_Space)
    if wizard.step == before:
        qtbot.waitUntil(lambda: wizard.step != before or bool(trouble(wizard)), timeout=WAIT)


def trouble(wizard: ImportWizard) -> str:
    return wizard._trouble_words.text() if wizard._trouble.isVisible() else ""


def field(wizard: ImportWizard, name: str) -> QComboBox:
    (found,) = [one for one in wizard.findChildren(QComboBox) if one.accessibleName() == name]
    return found


def choose(box: QComboBox, qtbot: QtBot, words: str) -> None:
    """Choose in a drop-down by typing."""
    box.setFocus()
    qtbot.keyClicks(box, words)
    if box.currentText().startswith(words):
        box.activated.emit(box.currentIndex())


def test_an_indented_list_goes_through_the_four_steps(opened: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    wizard = opened(text(tmp_path, CS12, "DRIVE-7.csv", "cp1252"))
    assert wizard.step == SOURCE
    go_on(wizard, qtbot)
    assert wizard.step == COLUMNS
    go_on(wizard, qtbot)
    assert wizard.step == QUESTIONS
    go_on(wizard, qtbot)
    assert wizard.step == QUESTIONS
    assert "still open" in trouble(wizard)
    (each,) = [one for one in wizard.findChildren(QRadioButton) if one.text().startswith("For one 'ROT-1'")]
    assert each.hasFocus() or each.parent().isAncestorOf(wizard.focusWidget())  # type: ignore[union-attr]  # a widget
    qtbot.mouseClick(each, Qt.MouseButton.LeftButton)
    (product,) = [one for one in wizard.findChildren(QLineEdit) if one.text() == "DRIVE-7"]
    product.selectAll()
    qtbot.keyClicks(product, "DRIVE-8")
    go_on(wizard, qtbot)
    assert wizard.step == CHANGES
    taken: list[Preview] = []
    wizard.taken.connect(taken.append)
    assert button(wizard, "Import").text() == "&Import 4 changes"
    qtbot.keyClick(button(wizard, "Import"), Qt.Key.Key_Return)
    (preview,) = taken
    assert {one.words for one in preview.changes} == {
        "DRIVE-8",
        "DRIVE-8, ROT-1, 2",
        "ROT-1, MAG-1, 8",
        "MAG-1",
    }


def test_going_back_loses_nothing(opened: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    wizard = opened(text(tmp_path, CS12, "DRIVE-7.csv", "cp1252"))
    go_on(wizard, qtbot)
    go_on(wizard, qtbot)
    (each,) = [one for one in wizard.findChildren(QRadioButton) if one.text().startswith("For the whole product")]
    qtbot.mouseClick(each, Qt.MouseButton.LeftButton)
    go_on(wizard, qtbot)
    assert wizard.step == CHANGES
    for expected in (QUESTIONS, COLUMNS, SOURCE):
        qtbot.keyClick(wizard, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda expected=expected: wizard.step == expected, timeout=WAIT)
    for _ in range(3):
        go_on(wizard, qtbot)
    assert wizard.step == CHANGES
    assert wizard.wish.answers["quantity_counts"] == "product"
    assert any(one.words == "ROT-1, MAG-1, 4" for one in wizard._preview.changes)  # type: ignore[union-attr]  # shown


def test_a_column_matched_wrongly_is_corrected_and_frees_the_other(opened: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    path = text(tmp_path, "\nMaterial;Stock;Free for use\nMAG-1;7;5\n")
    wizard = opened(path)
    go_on(wizard, qtbot)
    choose(field(wizard, "What column C, Free for use, is"), qtbot, "Quantity on hand")
    qtbot.waitUntil(lambda: wizard.wish.roles == {1: "item", 2: "", 3: "quantity"}, timeout=WAIT)
    go_on(wizard, qtbot)
    assert wizard.step == CHANGES
    assert any(one.words == "MAG-1, 5" for one in wizard._preview.changes)  # type: ignore[union-attr]  # shown


def test_what_is_needed_and_missing_is_named_and_holds_the_way(opened: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    wizard = opened(text(tmp_path, "\nMaterial;Unrestricted\nMAG-1;7\n"))
    go_on(wizard, qtbot)
    choose(field(wizard, "What column B, Unrestricted, is"), qtbot, "Leave it alone")
    qtbot.waitUntil(lambda: not wizard._reader.busy and wizard._columns._missing.isVisible(), timeout=WAIT)
    assert "Quantity on hand" in wizard._columns._missing_words.text()
    assert not button(wizard, "Next").isEnabled()


def test_numbers_and_dates_are_asked_about_beside_the_columns_where_they_could_be_two(
    opened: Opens, qtbot: QtBot, tmp_path: Path
) -> None:
    wizard = opened(text(tmp_path, "\nMaterial;Unrestricted\nMAG-1;1,200\nMAG-2;2,300\n"))
    go_on(wizard, qtbot)
    go_on(wizard, qtbot)
    assert wizard.step == COLUMNS
    assert trouble(wizard)
    (comma,) = [one for one in wizard.findChildren(QRadioButton) if one.text().startswith("Comma")]
    comma.setFocus()
    qtbot.keyClick(comma, Qt.Key.Key_Space)
    go_on(wizard, qtbot)
    assert wizard.step == CHANGES
    assert any(one.words == "MAG-1, 1.2" for one in wizard._preview.changes)  # type: ignore[union-attr]  # shown


def test_the_header_row_can_be_chosen_with_enter(opened: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    wizard = opened(text(tmp_path, "\nPart;Quantity\nof the store;on hand\nMAG-1;7\n"))
    rows = wizard._source.findChild(QTableWidget)
    assert rows is not None
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.sight is not None and wizard.sight.header == 1, timeout=WAIT)
    assert wizard.step == SOURCE


def test_a_file_recognised_wrongly_is_read_as_another_thing(opened: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    wizard = opened(text(tmp_path, "\nMaterial;Quantity\nMAG-1;7\n"))
    before = wizard.wish.layout
    choose(field(wizard, "It is"), qtbot, "Stock list")
    qtbot.waitUntil(lambda: wizard.wish.layout == "stock_list" and not wizard._reader.busy, timeout=WAIT)
    assert before != "stock_list" or wizard.sight is not None


def test_how_a_table_is_merged_is_chosen_and_counted_anew(opened: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    told = case(
        items=[{"item": "MAG-1", "standard_cost": 1}, {"item": "MAG-2", "standard_cost": 1}],
        stock=[{"item": "MAG-1", "quantity": 5}, {"item": "MAG-2", "quantity": 9}],
    )
    wizard = opened(text(tmp_path, STOCK), told)
    go_on(wizard, qtbot)
    go_on(wizard, qtbot)
    assert wizard.step == QUESTIONS
    leave = next(one for one in wizard.findChildren(QRadioButton) if one.text() == "Leave it out")
    qtbot.mouseClick(leave, Qt.MouseButton.LeftButton)
    go_on(wizard, qtbot)
    assert wizard.step == CHANGES
    assert rows_after(wizard, "stock") == 3
    choose(field(wizard, "What to do with Stock"), qtbot, "Replace")
    qtbot.waitUntil(lambda: wizard.modes["stock"] is Mode.REPLACE and not wizard._reader.busy, timeout=WAIT)
    assert rows_after(wizard, "stock") == 2


def test_errors_forbid_the_import_and_name_their_cells(opened: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    path = book(tmp_path, {"MB52": [["Material", "Unrestricted"], ["MAG-1", 7], ["MAG-2", "many"]]})
    wizard = opened(path)
    go_on(wizard, qtbot)
    go_on(wizard, qtbot)
    assert wizard.step == CHANGES
    assert [one.place for one in wizard._changes.findings if one.is_error] == ["MB52!B3"]
    assert not button(wizard, "Import").isEnabled()
    asked: list[object] = []
    wizard.marked_wanted.connect(asked.append)
    qtbot.mouseClick(button(wizard, "Save a marked copy"), Qt.MouseButton.LeftButton)
    assert asked == [wizard._changes.findings]


def test_parts_are_chosen_from_a_list_with_a_filter(opened: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    wizard = opened(text(tmp_path, CS12, "DRIVE-7.csv", "cp1252"))
    go_on(wizard, qtbot)
    go_on(wizard, qtbot)
    parts = wizard._questions.findChild(QListView)
    assert parts is not None
    (search,) = [one for one in wizard.findChildren(QLineEdit) if one.accessibleName() == "Filter of the parts"]
    qtbot.keyClicks(search, "motor")
    assert parts.model().rowCount() == 1
    parts.setFocus()
    parts.setCurrentIndex(parts.model().index(0, 0))
    qtbot.keyClick(parts, Qt.Key.Key_Space)
    assert wizard.wish.answers["parts"] == ("MAG-1", "MOT-9")


def test_magnets_in_a_bought_part_come_with_the_bill(opened: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    wizard = opened(text(tmp_path, CS12, "DRIVE-7.csv", "cp1252"))
    go_on(wizard, qtbot)
    go_on(wizard, qtbot)
    each = next(one for one in wizard.findChildren(QRadioButton) if one.text().startswith("For one 'ROT-1'"))
    qtbot.mouseClick(each, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button(wizard, "Add a magnet"), Qt.MouseButton.LeftButton)
    bought = field(wizard, "In the bought part")
    qtbot.keyClicks(bought, "MOT-9")
    edits = {one.accessibleName(): one for one in wizard.findChildren(QLineEdit)}
    qtbot.keyClicks(edits["Magnet, as you call it"], "MOT-9-MAG")
    go_on(wizard, qtbot)
    assert wizard.step == QUESTIONS
    assert "how many" in trouble(wizard)
    qtbot.keyClicks(edits["In one part"], "4")
    go_on(wizard, qtbot)
    assert wizard.step == CHANGES
    words = {one.words for one in wizard._preview.changes}  # type: ignore[union-attr]  # shown
    assert {"DRIVE-7, MOT-9, 1.5", "MOT-9-MAG in MOT-9, 4"} <= words


def test_every_control_of_every_step_has_a_name(opened: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    wizard = opened(text(tmp_path, CS12, "DRIVE-7.csv", "cp1252"))
    assert nameless(wizard) == []
    go_on(wizard, qtbot)
    go_on(wizard, qtbot)
    qtbot.mouseClick(button(wizard, "Add a magnet"), Qt.MouseButton.LeftButton)
    assert nameless(wizard) == []
    pick = next(one for one in wizard.findChildren(QRadioButton) if one.text().startswith("For one 'ROT-1'"))
    qtbot.mouseClick(pick, Qt.MouseButton.LeftButton)
    remove = next(one for one in wizard.findChildren(QPushButton) if one.accessibleName() == "Take this magnet out")
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    go_on(wizard, qtbot)
    assert wizard.step == CHANGES
    assert nameless(wizard) == []


def test_cancel_changes_nothing_and_leaves_nothing_running(opened: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    wizard = opened(text(tmp_path, CS12, "DRIVE-7.csv", "cp1252"))
    taken: list[object] = []
    wizard.taken.connect(taken.append)
    wizard._reader.look(wizard.wish)
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    assert not wizard.isVisible()
    assert not wizard._reader.busy
    assert taken == []


def test_a_file_that_cannot_be_read_is_said_in_the_wizard(opened: Opens, qtbot: QtBot, tmp_path: Path) -> None:
    path = text(tmp_path, STOCK)
    wizard = opened(path)
    path.unlink()
    go_on(wizard, qtbot)
    choose(field(wizard, "Cells are parted by"), qtbot, "Comma")
    qtbot.waitUntil(lambda: bool(trouble(wizard)), timeout=WAIT)
    assert path.name in trouble(wizard)


@pytest.mark.parametrize("wide", [784, 880])
def test_the_names_of_the_tables_changed_are_not_cut_in_a_narrow_window(look: Look, qtbot: QtBot, wide: int) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(wide, 480)
    host.show()
    step = ChangesStep(look, host)
    step.resize(wide, 480)
    step.show()
    counts = next(one for one in step.findChildren(QTableWidget))
    longest = max(counts.fontMetrics().horizontalAdvance(one.title) for one in INPUTS)
    qtbot.waitUntil(lambda: counts.columnWidth(0) >= longest + 16)


@pytest.mark.parametrize("size", [(773, 493), (880, 500), (1080, 720)])
def test_no_choice_of_a_column_is_cut(opened: Opens, qtbot: QtBot, tmp_path: Path, size: tuple[int, int]) -> None:
    """The sizes are those of windows 853, 960 and 1280 pixels wide."""
    wizard = opened(me2m(tmp_path, date="05.04.2027"))
    wizard.resize(*size)
    qtbot.mouseClick(button(wizard, "Next"), Qt.MouseButton.LeftButton)
    choices = [one for one in wizard.findChildren(QComboBox) if one.isVisible()]
    assert any(one.currentText() == "Delivery date at your plant" for one in choices)
    for one in choices:
        frame_and_arrow = 44
        assert one.fontMetrics().horizontalAdvance(one.currentText()) + frame_and_arrow <= one.width(), (
            one.currentText()
        )
        widest = max(one.fontMetrics().horizontalAdvance(one.itemText(at)) for at in range(one.count()))
        assert one.view().minimumWidth() > widest
