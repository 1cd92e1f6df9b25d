"""Takes the pictures of every box that asks or tells, with invented things in them."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from planner.tables.finding import Finding, Severity
from ui.commands.paste import Doubt, Doubts, Mark
from ui.dialogs.about import AboutBox, KeysBox
from ui.dialogs.ask import Ask
from ui.dialogs.details import DetailsBox
from ui.dialogs.findings import FindingsBox
from ui.dialogs.paste_box import PasteBox
from ui.dialogs.patience import Patience
from ui.dialogs.preview import PreviewBox

if TYPE_CHECKING:
    from tests.journeys.screenshots import Photographer
    from ui.main_window import MainWindow

PASTED: dict[Mark | None, tuple[list[str], list[list[tuple[str, bool]]]]] = {
    None: (["Price", "From"], [[("1,234", True), ("3/4/2027", False)]]),
    Mark.POINT: (["Price", "From"], [[("1,234", True), ("3/4/2027", False)]]),
    Mark.COMMA: (["Price", "From"], [[("1.234", True), ("3/4/2027", False)]]),
}
FAULT = (
    "This is a fault of the program, not of your data. Your case is still open: save it under another name to be safe. "
    "A report with the details helps to mend it."
)
FOUND = (
    Finding("blank", Severity.ERROR, "The price is blank. Enter one.", "offers", 15, "price", "Offers", "D17"),
    Finding(
        "unknown_name",
        Severity.ERROR,
        "'MG-102x' is no item of Items. Did you mean 'MG-102'?",
        "bill_of_materials",
        3,
        "component",
        "Bill of materials",
        "B5",
    ),
    Finding(
        "unknown_column",
        Severity.WARNING,
        "The column 'Buyer' is not known and was left alone.",
        "",
        None,
        None,
        "Items",
    ),
)


def boxes(window: MainWindow, camera: Photographer) -> None:
    """Every box of ours."""
    rows = [("Products", 12, 14), ("Demand", 288, 336), ("Items", 27, 27), ("Offers", 40, 53)]
    fault = DetailsBox("Something went wrong", FAULT, "Traceback …", window, log=Path("log"))
    next(one for one in fault.findChildren(QPushButton) if one.text() == "Details").click()
    shown: dict[str, QDialog] = {
        "findings": FindingsBox("Motors 2027.xlsx", FOUND, camera.look, window),
        "preview": PreviewBox("Motors 2027.xlsx", rows, FOUND[2:], camera.look, window),
        "fault": fault,
        "refused": DetailsBox("Nothing was pasted", "Some cells cannot stand there:", "Row 2: …", window, shown=True),
        "paste": PasteBox(Doubts(Doubt("1,234", 1234.0, 1.234), "3/4/2027"), lambda how: PASTED[how.mark], window),
        "keys": KeysBox(window),
        "about": AboutBox(window),
    }
    for name, box in shown.items():
        box.show()
        camera.take(box, f"box_{name}")
        box.close()
    _asked(window, camera)
    _patience(window, camera)


def _asked(window: MainWindow, camera: Photographer) -> None:
    """What is asked before something would be lost; each box is answered with Esc once its picture is taken."""
    ask = Ask(camera.look, window)
    questions: dict[str, Callable[[], object]] = {
        "unsaved": lambda: ask.unsaved("Sample"),
        "open_in_excel": lambda: ask.again("Not saved", "Motors 2027.xlsx is open in Excel. Close it there."),
        "changed": lambda: ask.changed_since("Motors 2027.remanence"),
        "taken": lambda: ask.taken("Motors 2027.remanence", "Ana on DESK-4, since 09:12"),
        "found": lambda: ask.found("Motors 2027", "/home/ana/Motors 2027.remanence", 1_790_000_000.0),
        "rows_beyond": lambda: ask.rows_beyond(1200, "Offers"),
    }
    for name, question in questions.items():
        QTimer.singleShot(300, partial(_answer, camera, f"box_{name}"))
        question()


def _answer(camera: Photographer, name: str) -> None:
    box = QApplication.activeModalWidget()
    assert box is not None
    camera.take(box, name)
    QTest.keyClick(box, Qt.Key.Key_Escape)


def _patience(window: MainWindow, camera: Photographer) -> None:
    """The box that stands while many cells change."""
    patience = Patience("Replacing in 100,000 cells", window)
    for place in patience.through(range(1000)):
        time.sleep(0.001)
        if place == 800:
            box = QApplication.activeModalWidget()
            assert box is not None
            camera.take(box, "box_patience")
            break
    patience.end()
