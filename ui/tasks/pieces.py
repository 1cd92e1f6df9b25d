"""Decides how work only the window can do is cut up: a piece in each turn of the event loop, so that none waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal

Piece = Callable[[], object]


class Pieces(QObject):
    """Does one list of pieces at a time; what the user does meanwhile comes in between."""

    done = Signal()
    """The last piece is done."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left: Iterator[Piece] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._next)

    @property
    def busy(self) -> bool:
        return self._left is not None

    def begin(self, pieces: Iterable[Piece]) -> None:
        """Do these, one after another; what is left of those before is given up."""
        self._left = iter(pieces)
        self._timer.start()

    def drop(self) -> None:
        """Give up what is left."""
        self._timer.stop()
        self._left = None

    def finish(self) -> None:
        """Do at once what is left."""
        while self._left is not None:
            self._next()

    def _next(self) -> None:
        left = self._left
        piece = next(left, None) if left is not None else None
        if piece is not None:
            piece()
        elif self._left is left:
            self.drop()
            self.done.emit()
