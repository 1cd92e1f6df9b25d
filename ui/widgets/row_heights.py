"""Decides how high the rows of a grid are: a line, or as many as the words need that would be cut in sight."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QAbstractItemModel, QObject, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout
from PySide6.QtWidgets import QTableView

from ui.models.cells import CellsModel
from ui.style import BODY, ROW_HEIGHT, font

PAD = 8
"""Pixels at either side of a cell's words, and above and below those of several lines together."""
_MOST_ROWS = 300
"""Rows above which all are a line high."""
_FEW = 10
"""Rows of a table that is short enough for three lines in each; two are enough where there are more."""


class RowHeights(QObject):
    """Keeps the rows of views that lie upon one another as high as their words need.

    Args:
        views: the views, of one model; the first says what is in sight.
        cut: the sections whose words are cut, asked whenever something changes.
    """

    changed = Signal()
    """Rows are higher or lower now."""

    def __init__(self, views: Sequence[QTableView], cut: Callable[[], Sequence[int]]) -> None:
        super().__init__(views[0])
        self.views, self._cut = views, cut
        self._tall = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.fit)

    def follow(self, model: QAbstractItemModel) -> None:
        """Fit the rows to this model whenever it changes."""
        for signal in (model.dataChanged, model.rowsInserted, model.rowsRemoved, model.layoutChanged, model.modelReset):
            signal.connect(self._soon.start)

    def soon(self) -> None:
        """Fit the rows once what is under way is done."""
        self._soon.start()

    def fit(self) -> None:
        """Fit the rows now."""
        model = self.views[0].model()
        count = model.rowCount()
        cut = self._cut() if count <= _MOST_ROWS else ()
        if cut:
            fit_rows(
                self.views, {section: self.views[0].columnWidth(section) for section in cut}, 3 if count <= _FEW else 2
            )
        elif self._tall:
            _set_heights(self.views, [ROW_HEIGHT] * min(count, _MOST_ROWS))
        if cut or self._tall:
            self.changed.emit()
        self._tall = bool(cut)

    def resized(self, section: int, width: int) -> None:
        """A section has this width now."""
        model = self.views[0].model()
        if isinstance(model, CellsModel) and model.fills:
            widths = {one: self.views[0].columnWidth(one) for one in range(1, model.columnCount())}
            fit_rows(self.views, widths | {section: width})
        elif self._tall:
            self.soon()


def heights_of(view: QTableView) -> RowHeights:
    """What keeps the rows of a grid as high as they are."""
    found = view.findChild(RowHeights)
    assert isinstance(found, RowHeights)
    return found


def fit_rows(views: Sequence[QTableView], widths: Mapping[int, int], most: int = 0) -> None:
    """Make the rows of views that lie upon one another as high as the words of sections need, in several lines.

    Args:
        views: the views, of one model.
        widths: of the columns with words, by section; a view that is told of a new width may still answer with the old
            one.
        most: lines a row has at most; 0 for as many as it needs.
    """
    metrics, model = QFontMetrics(font(BODY)), views[0].model()
    rooms = {section: QRect(0, 0, max(1, width - 2 * PAD), 10_000) for section, width in widths.items()}
    limit = most * metrics.lineSpacing() if most else 10_000
    heights = []
    for row in range(model.rowCount()):
        texts = {section: str(model.index(row, section).data() or "") for section in rooms}
        needed = max(metrics.boundingRect(rooms[at], Qt.TextFlag.TextWordWrap, texts[at]).height() for at in rooms)
        heights.append(max(ROW_HEIGHT, min(needed, limit) + PAD))
    _set_heights(views, heights)


def _set_heights(views: Sequence[QTableView], heights: Sequence[int]) -> None:
    for view in views:
        for row, height in enumerate(heights):
            if view.rowHeight(row) != height:
                view.setRowHeight(row, height)


def lines_of(text: str, of: QFont, width: int, most: int) -> list[str]:
    """A text in lines so wide, at most so many; the last one ends in three points where there is more.

    Args:
        text: what is written.
        of: the font.
        width: pixels.
        most: lines, at least one.
    """
    layout = QTextLayout(text, of)
    layout.beginLayout()
    found: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, 0))
        start = line.textStart()
        if len(found) == most - 1:
            found.append(QFontMetrics(of).elidedText(text[start:].rstrip(), Qt.TextElideMode.ElideRight, width))
            break
        found.append(text[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return found
