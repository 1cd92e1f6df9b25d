"""Decides which editor a cell opens: a list to choose from, or a line that knows names and refuses the unreadable."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QValidator
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QToolTip, QWidget

from planner.months import Month
from planner.tables.column import Column, Kind
from ui.models import entry
from ui.models.display import Display
from ui.tips import tip

_NAMES_SHOWN = 12


class _EntryValidator(QValidator):
    """Lets a line be left only with text its column can read; while it cannot, the line says why."""

    def __init__(self, column: Column, display: Display, line: TextEditor) -> None:
        super().__init__(line)
        self._column, self._display, self._line = column, display, line

    def validate(self, text: str, place: int) -> object:
        value = entry.typed(self._column, text, self._display.locale)
        refused = isinstance(value, entry.Complaint)
        self._line.show_complaint(value.words if isinstance(value, entry.Complaint) else "")
        return QValidator.State.Intermediate if refused else QValidator.State.Acceptable


class _ListCompleter(QCompleter):
    """Completes the last name of a list separated with ``;``."""

    def splitPath(self, path: str) -> list[str]:
        return [path.rpartition(";")[2].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        line = self.widget()
        before = line.text().rpartition(";")[0] if isinstance(line, QLineEdit) else ""
        return f"{before}; {super().pathFromIndex(index)}" if before else super().pathFromIndex(index)


class TextEditor(QLineEdit):
    """One line for a name, a text, a number, a month or a list."""

    def __init__(self, column: Column, display: Display, names: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._column = column
        self.complaint = ""
        self.setProperty("cell", True)
        self.setFrame(False)
        if column.kind is Kind.MONTH:
            self.setPlaceholderText("2027-01")
        self.setValidator(_EntryValidator(column, display, self))
        if names:
            completer = (_ListCompleter if column.kind is Kind.NAMES else QCompleter)(list(names), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setMaxVisibleItems(_NAMES_SHOWN)
            self.setCompleter(completer)

    def begin(self, text: str) -> None:
        """Start from the cell's text."""
        self.setText(text)
        self.selectAll()

    def show_complaint(self, words: str) -> None:
        if bool(words) != bool(self.property("refused")):
            self.setProperty("refused", bool(words))
            self.style().unpolish(self)
            self.style().polish(self)
        self.setToolTip(tip(words))
        if words and words != self.complaint and self.isVisible():
            QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), tip(words), self)
        elif not words and self.complaint:
            QToolTip.hideText()
        self.complaint = words

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        """Up and down step a month; Alt+Down opens the names."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(arg__1.key()))
        if step is not None and self._column.kind is Kind.MONTH:
            month = entry.month(self.text().strip()) if self.text().strip() else None
            if isinstance(month, Month):
                self.setText((month + step).words())
                return
        if arg__1.key() == Qt.Key.Key_Down and self.completer() is not None:
            self.completer().setCompletionPrefix(
                "" if arg__1.modifiers() & Qt.KeyboardModifier.AltModifier else self.text()
            )
            self.completer().complete()
            return
        super().keyPressEvent(arg__1)


class ChoiceEditor(QComboBox):
    """The declared choices; the first entry is a blank, with what it means."""

    def __init__(self, column: Column, display: Display, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("cell", True)
        blank = display.blank(column)
        self.addItem(f"(blank: {blank})" if blank else "(blank)")
        self.addItems(list(column.choices))
        QTimer.singleShot(0, self, self.showPopup)

    def begin(self, text: str) -> None:
        """Start from the cell's text."""
        self.setCurrentIndex(max(0, self.findText(text, Qt.MatchFlag.MatchFixedString)) if text else 0)

    def text(self) -> str:
        """The choice; empty for a blank."""
        return self.currentText() if self.currentIndex() > 0 else ""


def editor_for(column: Column, display: Display, names: Sequence[str], parent: QWidget) -> TextEditor | ChoiceEditor:
    """The editor for a cell of this column.

    Args:
        column: what the cell takes.
        display: how it is written.
        names: names worth offering.
        parent: the grid's viewport.
    """
    if column.kind is Kind.CHOICE:
        return ChoiceEditor(column, display, parent)
    return TextEditor(column, display, names, parent)
