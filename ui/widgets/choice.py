"""Decides how a list to choose from behaves: nothing is chosen by accident, by a turning wheel or a key meant for a
button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

_HELD = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier


class Choice(QComboBox):
    """A list of which one thing is chosen.

    Qt takes Alt+N for the letter N while the button that Alt+N presses is disabled, as it is while something is read.
    """

    def keyPressEvent(self, e: QKeyEvent) -> None:
        """Letters choose what begins with them; with another key held they are meant for somebody else."""
        if e.modifiers() & _HELD and e.text().isprintable() and e.text():
            e.ignore()
        else:
            super().keyPressEvent(e)

    def wheelEvent(self, e: QWheelEvent) -> None:
        """The wheel scrolls what is around."""
        e.ignore()
