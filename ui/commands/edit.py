"""Decides how an edit becomes a step that can be undone: one command for every table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from planner.tables.edits import Edit


class EditCommand(QUndoCommand):
    """An edit and, once it was made, the edit that takes it back.

    Args:
        make: makes an edit and hands back its inverse.
        edit: what to do.
        words: what the step is called in the menu, such as "change price".
    """

    def __init__(self, make: Callable[[Edit], Edit], edit: Edit, words: str) -> None:
        super().__init__(words)
        self._make = make
        self._edit = edit
        self._inverse: Edit | None = None

    def redo(self) -> None:
        self._inverse = self._make(self._edit)

    def undo(self) -> None:
        if self._inverse is not None:
            self._make(self._inverse)
