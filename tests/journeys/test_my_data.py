"""Decides whether people get from what their ERP exports to a clean case: drop, correct, take, mend, and next month."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPoint, QSettings, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from planner.tables.inputs import table
from tests.journeys import sap
from tests.ui.answers import Answers
from tests.ui.conftest import OFFSCREEN
from ui.dialogs.import_wizard import CHANGES, COLUMNS, QUESTIONS, SOURCE, ImportWizard
from ui.main_window import MainWindow
from ui.models.settings import SettingsModel
from ui.style import Look

pytestmark = pytest.mark.qt_log_ignore(OFFSCREEN)
WAIT = 180_000
MONTHS = 6

MENDED = {
    ("case", "start_month"): "2027-01",
    ("case", "months"): str(MONTHS),
    ("products", "shortage_cost"): "180",
    ("suppliers", "country"): {"Jinlun Magnetics": "China", "Baltic Magnets": "Estonia"},
    ("offers", "production_months"): "2",
    ("offers", "transit_months"): "1",
    ("items", "standard_cost"): "3",
}
"""What no export says, by table and column; by the name in the first column where it is not the same for all."""


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    look = Look(qapp, "light")
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    made = MainWindow(look, settings, lambda parent: Answers(look, parent))
    made.show()
    made.activateWindow()
    yield made
    made.put_away()
    made.close()
    made.deleteLater()


def drop(window: MainWindow, qtbot: QtBot, *paths: Path) -> ImportWizard:
    """Drop files on the window; the wizard of the first."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place, action = QPoint(400, 300).toPointF(), Qt.DropAction.CopyAction
    window.dropEvent(QDropEvent(place, action, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier))
    return wizard_of(window, qtbot)


def wizard_of(window: MainWindow, qtbot: QtBot, name: str = "") -> ImportWizard:
    """The wizard that is open, once it has read its file."""
    qtbot.waitUntil(
        lambda: window.imports.wizard is not None and name in window.imports.wizard.windowTitle(), timeout=WAIT
    )
    wizard = window.imports.wizard
    assert wizard is not None
    qtbot.waitUntil(lambda: wizard.sight is not None, timeout=WAIT)
    return wizard


def primary(wizard: ImportWizard) -> QPushButton:
    return next(one for one in wizard.findChildren(QPushButton) if one.property("primary"))


def go_on(wizard: ImportWizard, qtbot: QtBot) -> None:
    """Press Next by key, and wait for the next step."""
    qtbot.waitUntil(primary(wizard).isEnabled, timeout=WAIT)
    before = wizard.step
    qtbot.keyClick(primary(wizard), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.step != before, timeout=WAIT)


def take(window: MainWindow, wizard: ImportWizard, qtbot: QtBot) -> None:
    assert wizard.step == CHANGES
    qtbot.waitUntil(primary(wizard).isEnabled, timeout=WAIT)
    qtbot.keyClick(primary(wizard), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.imports.wizard is not wizard, timeout=WAIT)


def pick(wizard: QWidget, qtbot: QtBot, words: str) -> None:
    """Choose the answer that begins so."""
    found = next(one for one in wizard.findChildren(QRadioButton) if one.text().startswith(words))
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def pick_in(wizard: QWidget, qtbot: QtBot, name: str, words: str) -> None:
    """Choose in the drop-down of that name."""
    box = next(one for one in wizard.findChildren(QComboBox) if name in one.accessibleName() and one.isVisible())
    box.setFocus()
    qtbot.keyClicks(box, words)
    box.activated.emit(box.currentIndex())


def rows(window: MainWindow, table_id: str, *columns: str) -> list[tuple[object, ...]]:
    places = [table(table_id).position(one) for one in columns]
    return [tuple(row[place] for place in places) for row in window.document.case.rows(table_id)]


def take_bill(window: MainWindow, wizard: ImportWizard, qtbot: QtBot) -> None:
    """The bill: the sensors' magnets are counted for the whole product, the fan holds magnets nobody sees."""
    assert wizard.wish.layout == "sap_cs12"
    go_on(wizard, qtbot)
    assert wizard.step == COLUMNS
    go_on(wizard, qtbot)
    assert wizard.step == QUESTIONS
    pick(wizard, qtbot, "For the whole product: 2 in each")
    add = next(one for one in wizard.findChildren(QPushButton) if one.text() == "Add a magnet")
    qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    fields = {one.accessibleName(): one for one in wizard.findChildren(QLineEdit)}
    bought = next(one for one in wizard.findChildren(QComboBox) if one.accessibleName() == "In the bought part")
    bought.lineEdit().clear()  # type: ignore[union-attr]  # it can be typed into
    qtbot.keyClicks(bought.lineEdit(), "LUE-12")
    for name, text in {"Magnet, as you call it": "MG-FAN", "In one part": "4", "Grade": "N38"}.items():
        qtbot.keyClicks(fields[name], text)
    go_on(wizard, qtbot)
    take(window, wizard, qtbot)


def test_exports_of_an_erp_become_a_clean_case(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """Dropped in any order, they come in the order of the work; an error names its cell and is mended in the file."""
    orders = sap.me2m(tmp_path)
    wizard = drop(window, qtbot, orders, sap.forecast(tmp_path, MONTHS), sap.mb52(tmp_path), sap.cs12(tmp_path))
    take_bill(window, wizard, qtbot)
    assert set(rows(window, "bill_of_materials", "parent", "component", "quantity")) == {
        ("EPS-48", "ROT-48", 1.0),
        ("ROT-48", "MG-42SH", 8.0),
        ("EPS-48", "SEN-09", 2.0),
        ("SEN-09", "MG-SM26", 2.0),
        ("EPS-48", "LUE-12", 2.0),
        ("LUE-12", "MG-FAN", 4.0),
    }

    wizard = wizard_of(window, qtbot, "Forecast")
    for _ in range(2):
        go_on(wizard, qtbot)
    take(window, wizard, qtbot)

    wizard = wizard_of(window, qtbot, "MB52")
    for _ in range(2):
        go_on(wizard, qtbot)
    pick(wizard, qtbot, "Leave it out")
    go_on(wizard, qtbot)
    take(window, wizard, qtbot)
    assert set(rows(window, "stock", "item", "location", "quantity")) == {
        ("MG-42SH", "1000 0001", 30_000.0),
        ("MG-SM26", "1000 0001", 5_200.0),
        ("MG-FAN", "1000 0001", 3_000.0),
    }

    wizard = wizard_of(window, qtbot, "ME2M")
    for _ in range(2):
        go_on(wizard, qtbot)
    pick_in(wizard, qtbot, "Delivery dates", "1 month")
    go_on(wizard, qtbot)
    assert [(one.rule, one.place) for one in wizard._changes.findings if one.is_error] == [
        ("blank_date", "ME2M.xls!G5")
    ]
    assert not primary(wizard).isEnabled()
    sap.me2m(tmp_path, date="05.04.2027")  # mended where it came from
    back = next(one for one in wizard.findChildren(QPushButton) if one.text() == "&Back")
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    go_on(wizard, qtbot)
    take(window, wizard, qtbot)
    assert [(str(month), count) for month, count in rows(window, "open_orders", "ready_month", "quantity")] == [
        ("2027-01", 12_000.0),
        ("2027-03", 4_000.0),
        ("2027-02", 2_500.0),
    ]
    assert ("Jinlun Magnetics", 2.4) in rows(window, "offers", "supplier", "price")
    assert window.document.undo_stack.count() == 4

    mend(window, qtbot)
    qtbot.waitUntil(lambda: window.checker.up_to_date, timeout=WAIT)
    assert [one.message for one in window.document.findings if one.is_error] == []


def mend(window: MainWindow, qtbot: QtBot) -> None:
    """Go from error to error with F8 and type what is missing, until there is none."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)
    for _ in range(40):
        qtbot.waitUntil(lambda: window.checker.up_to_date, timeout=WAIT)
        wrong = [one for one in window.document.findings if one.is_error and one.field]
        if not wrong:
            return
        window.commands["next_finding"].trigger()
        grid = window.data.grid
        model = grid.cells_model()
        section, row = grid.currentIndex().column(), grid.currentIndex().row()
        settings = isinstance(model, SettingsModel)
        record = model.record(row)
        assert record is not None
        field = table("case").columns[record].id if settings else model.table.columns[section].id
        told = MENDED.get((model.table.id, field))
        if told is None:
            continue  # a warning on the way
        first = str(window.document.case.rows(model.table.id)[record if not settings else 0][0])
        text = told if isinstance(told, str) else told[first]
        state = window.document.state
        qtbot.keyClicks(grid, text[0])
        editor = QApplication.focusWidget()
        assert editor is not None
        qtbot.keyClicks(editor, text[1:])
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda before=state: window.document.state != before, timeout=WAIT)  # type: ignore[misc]  # bound


def test_next_month_the_same_export_is_read_as_before(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """A column corrected once stays corrected; what was remembered is forgotten by a button."""
    stock = tmp_path / "stock.csv"
    stock.write_text("Part;Free;Stock\nMG-1;7;9\n", "utf-8")
    wizard = drop(window, qtbot, stock)
    go_on(wizard, qtbot)
    pick_in(wizard, qtbot, "What column B, Free, is", "Quantity on hand")
    qtbot.waitUntil(lambda: wizard.wish.roles is not None and wizard.wish.roles[2] == "quantity", timeout=WAIT)
    go_on(wizard, qtbot)
    take(window, wizard, qtbot)
    assert rows(window, "stock", "item", "quantity") == [("MG-1", 7.0)]

    stock.write_text("Part;Free;Stock\nMG-1;4;9\n", "utf-8")
    wizard = drop(window, qtbot, stock)
    assert wizard.sight is not None
    assert wizard.sight.recalled
    go_on(wizard, qtbot)
    go_on(wizard, qtbot)
    take(window, wizard, qtbot)
    assert rows(window, "stock", "item", "quantity") == [("MG-1", 4.0)]

    wizard = drop(window, qtbot, stock)
    forget = next(one for one in wizard.findChildren(QPushButton) if one.text() == "Forget how")
    qtbot.mouseClick(forget, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: wizard.sight is not None and not wizard.sight.recalled, timeout=WAIT)
    assert wizard.wish.roles is not None
    assert wizard.wish.roles[2] != "quantity"
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    assert window.imports.wizard is None
    wizard = drop(window, qtbot, stock)
    assert wizard.sight is not None
    assert not wizard.sight.recalled
    assert wizard.step == SOURCE
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)


def test_an_import_cancelled_changes_nothing_and_one_taken_is_undone_in_one_step(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    before = window.document.case.fingerprint()
    wizard = drop(window, qtbot, sap.mb52(tmp_path))
    for _ in range(2):
        go_on(wizard, qtbot)
    pick(wizard, qtbot, "Leave it out")
    go_on(wizard, qtbot)
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    assert window.document.case.fingerprint() == before
    assert not window.document.undo_stack.canUndo()
    wizard = drop(window, qtbot, sap.mb52(tmp_path))
    for _ in range(2):
        go_on(wizard, qtbot)
    pick(wizard, qtbot, "Count it")
    go_on(wizard, qtbot)
    take(window, wizard, qtbot)
    assert window.document.case.fingerprint() != before
    window.commands["undo"].trigger()
    assert window.document.case.fingerprint() == before


def test_findings_are_saved_in_a_marked_copy_of_the_export(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    answers = window.ask
    assert isinstance(answers, Answers)
    wizard = drop(window, qtbot, sap.mb52(tmp_path))
    for _ in range(2):
        go_on(wizard, qtbot)
    pick(wizard, qtbot, "Leave it out")
    go_on(wizard, qtbot)
    copy = tmp_path / "MB52 marked.xlsx"
    answers.give(file_to_write=copy)
    marked = next(one for one in wizard.findChildren(QPushButton) if one.text() == "Save a marked copy…")
    wizard._changes._tabs.setCurrentIndex(1)
    qtbot.mouseClick(marked, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: copy.exists() and not window.files.busy, timeout=WAIT)
    sheet = load_workbook(copy)["MB52"]
    noted = {cell.coordinate: cell.comment.text for line in sheet.iter_rows() for cell in line if cell.comment}
    assert any("added up" in words for words in noted.values())
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)
