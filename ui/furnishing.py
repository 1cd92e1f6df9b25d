"""Decides what is loaded and made once the window has been seen: what the start did not wait for, a piece at a time."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

from ui.tasks.pieces import Piece, Pieces
from ui.tasks.warming import warm

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_FIRST = (
    "planner.tables.case",
    "ui.document",
    "planner.store.project",
    "ui.tasks.children",
    "ui.dialogs.ask",
    "ui.tasks.files",
    "ui.works",
)
_NEXT = ("ui.widgets.form_panel", "ui.pages.data", "ui.pages.checks")
"""Each of them loads in less time than a person notices; the next click finds them there."""
_PAGES, _LAST_PAGE = ("data", "checks"), "plan"
_LOOK = 25  # milliseconds between looks whether the thread that loads the large rooms is done


class Furnishing(QObject):
    """Waits for the first sight of the window, and makes the rest behind it.

    The page of the plan comes last: it needs rooms that a thread loads meanwhile, which would hold up the window.

    Args:
        window: the window, not yet shown.
        then: what to do once the case can be worked on, such as opening a file.
    """

    def __init__(self, window: MainWindow, then: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._then = window, then
        self._pieces = Pieces(self)
        self._thread: threading.Thread | None = None
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK)
        self._looking.timeout.connect(self._look)
        window.installEventFilter(self)

    @property
    def busy(self) -> bool:
        """Whether something is still to be made."""
        return self._pieces.busy or self._looking.isActive()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            self._pieces.begin(self._rest())
        return False

    def _rest(self) -> Iterator[Piece]:
        window = self._window
        yield from (partial(importlib.import_module, name) for name in _FIRST)
        yield lambda: window.document
        yield self._then
        yield from (partial(importlib.import_module, name) for name in _NEXT)
        yield from (partial(window.pages.page, page) for page in _PAGES)
        yield self._warm

    def _warm(self) -> None:
        self._thread = warm()
        self._looking.start()

    def _look(self) -> None:
        if self._thread is not None and not self._thread.is_alive():
            self._looking.stop()
            self._pieces.begin([partial(self._window.pages.page, _LAST_PAGE)])
