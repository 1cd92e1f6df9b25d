"""Decides how the user is asked or told something: every box of the program, behind one door that tests can answer."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from planner.tables.finding import Finding
from ui.commands.paste import Doubt, Mark
from ui.dialogs.about import AboutBox, KeysBox
from ui.dialogs.details import DetailsBox
from ui.dialogs.findings import FindingsBox
from ui.dialogs.preview import PreviewBox
from ui.style import Look

_CHART_FILES = {
    "PNG picture (*.png)": ".png",
    "SVG drawing (*.svg)": ".svg",
    "PDF page (*.pdf)": ".pdf",
    "Numbers as CSV (*.csv)": ".csv",
    "Numbers as Excel workbook (*.xlsx)": ".xlsx",
}
WORKBOOKS = "Excel workbooks (*.xlsx)"


class Unsaved(Enum):
    """What to do with changes that are not saved."""

    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"


class Again(Enum):
    """What to do after a file could not be written."""

    RETRY = "retry"
    COPY = "copy"
    CANCEL = "cancel"


class Ask:
    """Asks in boxes upon the window."""

    def __init__(self, look: Look, window: QWidget) -> None:
        self._look = look
        self._window = window

    def file_to_open(self, title: str, folder: Path) -> Path | None:
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, str(folder), f"{WORKBOOKS};;All files (*)")
        return Path(chosen) if chosen else None

    def file_to_write(self, title: str, suggestion: Path) -> Path | None:
        """Where to write a workbook; the box asks before a file is replaced."""
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, str(suggestion), WORKBOOKS)
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")

    def chart_to_write(self, title: str) -> Path | None:
        """Where to write a chart or its numbers; the ending says what kind of file."""
        chosen, kind = QFileDialog.getSaveFileName(
            self._window, "Save the chart or its numbers", f"{title}.png", ";;".join(_CHART_FILES)
        )
        if not chosen:
            return None
        path = Path(chosen)
        known = path.suffix.lower() in _CHART_FILES.values()
        return path if known else path.with_name(f"{path.name}{_CHART_FILES[kind]}")

    def unsaved(self, name: str) -> Unsaved:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Unsaved changes")
        box.setText(f"Save the changes to {name}?")
        box.setInformativeText("Otherwise they are lost.")
        save = box.addButton("Save", QMessageBox.ButtonRole.AcceptRole)
        discard = box.addButton("Do not save", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(save)
        box.setEscapeButton(box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole))
        box.exec()
        clicked = box.clickedButton()
        return Unsaved.SAVE if clicked is save else Unsaved.DISCARD if clicked is discard else Unsaved.CANCEL

    def sure(self, title: str, question: str, yes: str) -> bool:
        """A question with one button that does it, named by a verb, and Cancel."""
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(title)
        box.setText(question)
        agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        box.setEscapeButton(box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole))
        box.setDefaultButton(agree)
        box.exec()
        return box.clickedButton() is agree

    def again(self, title: str, message: str) -> Again:
        """What to do about a file that could not be written, such as one that is open elsewhere."""
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(title)
        box.setText(message)
        retry = box.addButton("Try again", QMessageBox.ButtonRole.AcceptRole)
        copy = box.addButton("Save a copy", QMessageBox.ButtonRole.ActionRole)
        box.setEscapeButton(box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole))
        box.setDefaultButton(retry)
        box.exec()
        clicked = box.clickedButton()
        return Again.RETRY if clicked is retry else Again.COPY if clicked is copy else Again.CANCEL

    def tell(self, title: str, message: str) -> None:
        """Say something that needs no choice."""
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Information)
        box.setWindowTitle(title)
        box.setText(message)
        box.addButton("Close", QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def keys(self) -> None:
        """Show every shortcut."""
        KeysBox(self._window).exec()

    def about(self) -> None:
        """Show which version this is."""
        AboutBox(self._window).exec()

    def fault(self, message: str, details: str) -> None:
        """A fault of ours: plain words, with details to copy."""
        DetailsBox("Something went wrong", message, details, self._window).exec()

    def refused(self, title: str, message: str, reasons: Sequence[str]) -> None:
        """Something was not done, for these reasons."""
        DetailsBox(title, message, "\n".join(reasons), self._window, shown=True).exec()

    def import_refused(self, name: str, findings: Sequence[Finding]) -> None:
        """A workbook was not taken: all its findings at once."""
        FindingsBox(name, findings, self._look, self._window).exec()

    def import_wanted(self, name: str, rows: Sequence[tuple[str, int, int]], warnings: Sequence[Finding]) -> bool:
        """Whether to import, shown what it would do: (table's title, rows now, rows afterwards)."""
        return PreviewBox(name, rows, warnings, self._look, self._window).exec() == int(PreviewBox.DialogCode.Accepted)

    def decimal_mark(self, doubt: Doubt) -> Mark | None:
        """Which decimal mark a paste is written with; None gives it up."""
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("Which decimal mark?")
        box.setText(
            f"The pasted numbers can be read in more than one way, or not as numbers are written here: {doubt.text}"
        )
        choices = {
            box.addButton(f"Decimal {word}: {value:g}", QMessageBox.ButtonRole.AcceptRole): mark
            for mark, word, value in ((Mark.POINT, "point", doubt.point), (Mark.COMMA, "comma", doubt.comma))
            if value is not None
        }
        box.setEscapeButton(box.addButton("Do not paste", QMessageBox.ButtonRole.RejectRole))
        box.exec()
        return next((mark for button, mark in choices.items() if button is box.clickedButton()), None)
