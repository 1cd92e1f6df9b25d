"""Decides what is loaded and made once the window has been seen: what the start did not wait for, a piece at a time."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

from ui.tasks.pieces import Piece, Pieces
from ui.tasks.warming import warm

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_LOADED = (
    "planner.tables.case",
    "ui.document",
    "planner.store.project",
    "ui.tasks.children",
    "ui.dialogs.ask",
    "ui.tasks.files",
    "ui.works",
    "ui.widgets.form_panel",
    "ui.pages.data",
    "ui.pages.checks",
    "ui.pages.plan",
)
"""Each of them loads in less time than a person notices; the next click finds them there."""
_PAGES = ("data", "checks", "plan")


class Furnishing(QObject):
    """Waits for the first sight of the window, and makes the rest behind it.

    Args:
        window: the window, not yet shown.
        then: what to do once the case can be worked on, such as opening a file.
    """

    def __init__(self, window: MainWindow, then: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._then = window, then
        self._pieces = Pieces(self)
        window.installEventFilter(self)

    @property
    def busy(self) -> bool:
        """Whether something is still to be made."""
        return self._pieces.busy

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            self._pieces.begin(self._rest())
        return False

    def _rest(self) -> Iterator[Piece]:
        window = self._window
        yield from (partial(importlib.import_module, name) for name in _LOADED[:7])
        yield lambda: window.document
        yield self._then
        yield from (partial(importlib.import_module, name) for name in _LOADED[7:])
        yield from (partial(window.pages.page, page) for page in _PAGES)
        yield warm
