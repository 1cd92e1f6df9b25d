"""Decides how high a grid is that shows every row and has no room below the last."""

from __future__ import annotations

from PySide6.QtWidgets import QTableView


def whole_height(view: QTableView) -> int:
    """Pixels for the head, every row, and the bar that scrolls sideways."""
    bar = view.horizontalScrollBar().sizeHint().height()
    return view.horizontalHeader().height() + view.verticalHeader().length() + bar + 2 * view.frameWidth()
