"""Decides what keys do that nothing else takes: Enter presses a button, Home and End go to the ends of a page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QScrollArea, QToolButton, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)
_HELD = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Keys(QObject):
    """Hears the keys that come up to a window because nothing in it has taken them.

    Outside of dialogs Qt presses a button with the space bar alone, and scrolls no page to its ends.

    Args:
        window: the window; install this on it.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self._take(event)

    def _take(self, event: QKeyEvent) -> bool:
        focused = self._window.focusWidget()
        if focused is None or event.modifiers() & _HELD:
            return False
        return _done(focused, event)


def _done(focused: QWidget, event: QKeyEvent) -> bool:
    """Do what the key means where the keyboard is; False where it means nothing."""
    if event.key() in _ENTER and isinstance(focused, QPushButton | QToolButton):
        return _press(focused)
    if event.key() in _ENDS:
        return _scroll(focused, to_end=event.key() == Qt.Key.Key_End)
    return False


def _press(button: QAbstractButton) -> bool:
    button.click()
    return True


def _scroll(inside: QWidget, *, to_end: bool) -> bool:
    around: QWidget | None = inside
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if not isinstance(around, QScrollArea):
        return False
    bar = around.verticalScrollBar()
    bar.setValue(bar.maximum() if to_end else bar.minimum())
    return True
