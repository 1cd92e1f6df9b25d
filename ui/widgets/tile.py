"""Decides how a headline figure looks: its name, the figure in three digits, a note; the exact figure on hover."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from planner.report.headline import Figure
from planner.report.style import unbroken
from ui.style import FIGURE, NOTE, SPACE
from ui.widgets.words import Words

_NARROW = 200  # pixels below which a tile is too narrow to read
_LEAST = 440


class Tile(QFrame):
    """One figure to read from afar."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._name = Words("", self, tone="muted")
        self._figure = Words("", self, size=FIGURE, bold=True)
        self._note = Words("", self, size=NOTE, tone="muted", wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 12)
        box.setSpacing(2)
        for part in (self._name, self._figure, self._note):
            box.addWidget(part)
        box.addStretch(1)

    def show_figure(self, name: str, figure: str, note: str, exact: str) -> None:
        """Show a figure; ``exact`` is what the tooltip says."""
        self._name.setText(name)
        self._figure.setText(figure)
        self._note.setText(unbroken(note))
        self.setToolTip(exact)
        self.setAccessibleName(f"{name}: {figure}. {note}")


class Tiles(QWidget):
    """Tiles side by side; where the window is narrow half of them in a row, or two."""

    def __init__(self, count: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._tiles = [Tile(self) for _ in range(count)]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2 * SPACE)
        self._in_a_row = 0
        self._arrange()

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show as many figures as there are tiles."""
        for tile, figure in zip(self._tiles, figures, strict=True):
            tile.show_figure(figure.name, figure.words, figure.note, figure.exact)

    def show_last(self, figure: Figure) -> None:
        """Show another figure in the last tile."""
        self._tiles[-1].show_figure(figure.name, figure.words, figure.note, figure.exact)

    def minimumSizeHint(self) -> QSize:
        """Two tiles must fit; more are put below one another."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._arrange)  # not now: the layout above is in the middle of its work

    def _arrange(self) -> None:
        fitting = [count for count in (len(self._tiles), -(-len(self._tiles) // 2)) if self.width() >= count * _NARROW]
        wanted = fitting[0] if fitting else 2
        if wanted != self._in_a_row:
            self._in_a_row = wanted
            left = len(self._tiles) % wanted or wanted  # in the last row, which they fill too
            for place, tile in enumerate(self._tiles):
                row, column = divmod(place, wanted)
                span = wanted if place >= len(self._tiles) - left else left
                self._grid.removeWidget(tile)
                self._grid.addWidget(tile, row, column * span, 1, span)
            for column in range(self._grid.columnCount()):
                self._grid.setColumnStretch(column, 1 if column < wanted * left else 0)
            self.updateGeometry()
