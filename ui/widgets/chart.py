"""Decides how a chart stands in the window: a matplotlib figure, drawn anew in another theme, saved as a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
    from matplotlib.figure import Figure

_DPI = 300


class Chart(QWidget):
    """Shows one figure; nothing is loaded before the first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._canvas: FigureCanvasQTAgg | None = None
        self._make: Callable[[], Figure] | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.setMinimumHeight(360)

    def show_figure(self, make: Callable[[], Figure] | None, words: str) -> None:
        """Show what ``make`` makes; ``words`` say to a screen reader what is seen. None shows nothing."""
        self._make = make
        if self._canvas is not None:
            self._box.removeWidget(self._canvas)
            self._canvas.deleteLater()
            self._canvas = None
        if make is None:
            return
        # Matplotlib takes a second to load; the window shows, and data can be entered, without it.
        from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg

        self._canvas = FigureCanvasQTAgg(make())  # type: ignore[no-untyped-call]  # matplotlib has few types
        self._canvas.setAccessibleName(words)
        self._canvas.setMinimumHeight(self.minimumHeight())
        self._box.addWidget(self._canvas)

    def save(self, path: Path) -> None:
        """Write the figure as the kind of file its ending says: PNG, SVG or PDF."""
        if self._make is not None:
            self._make().savefig(path, dpi=_DPI)
