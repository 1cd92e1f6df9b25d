"""Decides how the window lives on while it works through many cells itself: turns in between, soon a box with Stop."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QApplication, QProgressBar, QProgressDialog, QWidget

from planner.events import Stopped

T = TypeVar("T")
_TURN = 0.03  # seconds of work between two turns of the event loop
_JUST = 0.005  # seconds since the last turn
_SHOWN_AFTER = 0.5  # seconds
_EACH = 32  # things between two looks at the clock


class Through(Protocol):
    """Goes through things one by one; may raise ``Stopped``."""

    def __call__(self, items: Sequence[T], /) -> Iterator[T]: ...


def straight(items: Sequence[T], /) -> Iterator[T]:
    """Through things without a pause, where they are few or nobody waits."""
    return iter(items)


class Patience:
    """Goes through things while the window paints and answers; until it ends nothing else can be begun.

    Args:
        words: what is being done.
        window: what the box stands upon.
    """

    def __init__(self, words: str, window: QWidget) -> None:
        self._words, self._window = words, window
        self._began = self._last = time.monotonic()
        self._box: QProgressDialog | None = None

    def through(self, items: Sequence[T], /) -> Iterator[T]:
        """These things, one by one.

        Raises:
            Stopped: the user has pressed Stop.
        """
        for place, item in enumerate(items):
            if place % _EACH == 0 and time.monotonic() - self._last > _TURN:
                self._live(place / len(items))
            yield item

    def breathe(self) -> None:
        """Give the window a turn before something longer, unless it has just had one."""
        if time.monotonic() - self._last > _JUST:
            self._live(1.0)

    def end(self) -> None:
        """The work is over."""
        if self._box is not None:
            self._box.close()
            self._box.deleteLater()
            self._box = None

    def _live(self, share: float) -> None:
        if self._box is None and time.monotonic() - self._began > _SHOWN_AFTER:
            self._box = _box(self._words, self._window)
        if self._box is None:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        else:
            self._box.setValue(round(1000 * share))
            QApplication.processEvents()
            if self._box.wasCanceled():
                raise Stopped
        self._last = time.monotonic()


def _box(words: str, window: QWidget) -> QProgressDialog:
    box = QProgressDialog(f"{words} …", "Stop", 0, 1000, window)
    box.setWindowTitle(words)
    box.setWindowModality(Qt.WindowModality.ApplicationModal)
    box.setAutoClose(False)
    box.setAutoReset(False)
    box.setMinimumDuration(0)
    box.setMinimumWidth(360)
    bar = QProgressBar(box)
    bar.setTextVisible(False)
    bar.setFixedHeight(6)
    bar.setRange(0, 1000)
    box.setBar(bar)
    box.setAccessibleName(words)
    box.show()
    return box
