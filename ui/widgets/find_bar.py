"""Decides how text is found and replaced in a grid."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QToolButton, QWidget

from ui import icons
from ui.style import SPACE
from ui.widgets.words import Words


class FindBar(QFrame):
    """A line to find, a line to replace with, and what they do. Enter finds the next, Shift+Enter the one before."""

    find_wanted = Signal(str, bool)
    """Text, and whether forward."""
    replace_wanted = Signal(str, str)
    """Text and what stands in its place, everywhere in the grid."""
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self._text = QLineEdit(self)
        self._text.setPlaceholderText("Find")
        self._text.setAccessibleName("Text to find")
        self._other = QLineEdit(self)
        self._other.setPlaceholderText("Replace with")
        self._other.setAccessibleName("Text to replace it with")
        self._up = _tool("up", "Find the one before (Shift+Enter)", self)
        self._down = _tool("down", "Find the next (Enter)", self)
        self._replace = QPushButton("Replace all", self)
        self._note = Words("", self, tone="muted")
        self._close = _tool("close", "Close (Esc)", self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        box = QHBoxLayout(self)
        box.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        box.setSpacing(SPACE)
        for line in (self._text, self._other):
            line.setMaximumWidth(240)
        for part in (self._text, self._up, self._down, self._other, self._replace, self._note):
            box.addWidget(part)
        box.addStretch(1)
        box.addWidget(self._close)

    def _connect(self) -> None:
        self._up.clicked.connect(lambda: self._find(forward=False))
        self._down.clicked.connect(lambda: self._find(forward=True))
        self._replace.clicked.connect(self._replace_all)
        self._close.clicked.connect(self._leave)
        self._text.textChanged.connect(lambda: self.say(""))

    def begin(self) -> None:
        """Show the bar, ready to type."""
        self.show()
        self._text.setFocus()
        self._text.selectAll()

    def say(self, words: str) -> None:
        """How the search went."""
        self._note.setText(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._find(forward=not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _find(self, *, forward: bool) -> None:
        if self._text.text():
            self.find_wanted.emit(self._text.text(), forward)

    def _replace_all(self) -> None:
        if self._text.text():
            self.replace_wanted.emit(self._text.text(), self._other.text())

    def _leave(self) -> None:
        self.hide()
        self.closed.emit()


def _tool(icon: str, words: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setIcon(icons.icon(icon))
    button.setToolTip(words)
    button.setAccessibleName(words)
    return button
