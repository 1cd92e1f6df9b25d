"""Decides which cells hold a text that is looked for, a slice at a time so that the window goes on living."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer

from planner.tables.column import Value
from ui.models.cells import Cell, CellsModel

_SLICE = 0.03  # seconds of looking between two looks at the window
_CHUNK = 500  # cells between two looks at the clock


class Search(QObject):
    """Looks for cells one after the other, in reading order from a cell on, round the end once; ``go`` begins.

    Args:
        model: what is searched.
        text: what is looked for, without regard to case.
        begin: the cell to begin at.
        forward: towards the end, or towards the start.
        found: is given each cell; answers whether to go on.
        ended: is called when all cells were looked at.
    """

    def __init__(
        self,
        model: CellsModel,
        text: str,
        begin: Cell,
        *,
        forward: bool,
        found: Callable[[Cell], bool],
        ended: Callable[[], None],
    ) -> None:
        super().__init__(model)
        self._cells = _walk(model, begin, forward)
        self._model, self._wanted = model, text.casefold()
        self._found, self._ended = found, ended
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        model.layoutChanged.connect(self.stop)
        model.modelReset.connect(self.stop)

    def go(self) -> None:
        """Begin to look; where there is little to look at, all of it is done at once."""
        self._timer.start(0)
        self._look()

    def stop(self) -> None:
        """Look no further."""
        if self._timer.isActive():
            self._timer.stop()
            self.deleteLater()

    def _look(self) -> None:
        until = time.perf_counter() + _SLICE
        while self._timer.isActive() and time.perf_counter() < until:
            for _ in range(_CHUNK):
                cell = next(self._cells, None)
                if cell is None:
                    self.stop()
                    self._ended()
                    return
                if holds(self._model, cell, self._wanted) and not self._found(cell):
                    self.stop()
                    return


def holds(model: CellsModel, cell: Cell, wanted: str) -> bool:
    """Whether a cell's text, or its number as somebody types it, holds what is wanted, given in small letters."""
    record = model.record(cell[0])
    if record is None:
        return False
    value: Value = model.value_of(record, cell[1])
    if value is None:
        return False
    if isinstance(value, str):
        return wanted in value.casefold()
    column = model.column_of(record, cell[1])
    if wanted in model.display.text(column, value).casefold():
        return True
    return isinstance(value, int | float) and wanted in model.display.plain(column, value)


def _walk(model: CellsModel, begin: Cell, forward: bool) -> Iterator[Cell]:
    """Every cell once, the first one last."""
    width = model.columnCount()
    total = (model.rowCount() - model.grows) * width
    start, step = begin[0] * width + begin[1], 1 if forward else -1
    for place in range(1, total + 1):
        yield divmod((start + step * place) % total, width)
