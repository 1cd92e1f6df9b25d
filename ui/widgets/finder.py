"""Decides how the find bar and a grid work together: the next cell is shown, or every cell is gathered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from ui.models.cells import Cell
from ui.models.findings import counted
from ui.models.search import Search
from ui.widgets.find_bar import FindBar
from ui.widgets.grid import Grid


class Finder(QObject):
    """Looks through the grid in use for what the bar asks.

    Args:
        bar: asks, and is told how it went.
        grid: the grid in use.
        replace: is given the cells that hold the text, the text, and what stands in its place.
    """

    def __init__(self, bar: FindBar, grid: Callable[[], Grid], replace: Callable[[list[Cell], str, str], None]) -> None:
        super().__init__(bar)
        self._bar, self._grid, self._replace = bar, grid, replace
        self._search: Search | None = None
        bar.find_wanted.connect(self._find)
        bar.replace_wanted.connect(self._gather)
        bar.closed.connect(self.stop)

    def stop(self) -> None:
        """Look no further."""
        if self._search is not None:
            self._search.stop()
            self._search = None

    def _find(self, text: str, forward: bool) -> None:
        grid = self._grid()
        current = grid.currentIndex()

        def found(cell: Cell) -> bool:
            self._search = None
            grid.show_cell(*cell)
            self._bar.say("")
            return False

        self._look(text, (max(0, current.row()), max(0, current.column())), forward, found, lambda: None)

    def _gather(self, text: str, other: str) -> None:
        cells: list[Cell] = []

        def found(cell: Cell) -> bool:
            cells.append(cell)
            return True

        def ended() -> None:
            if cells:
                self._bar.say(f"{counted(len(cells), 'cell')} held it.")
                self._replace(sorted(cells), text, other)

        self._look(text, (0, 0), True, found, ended)

    def _look(
        self, text: str, begin: Cell, forward: bool, found: Callable[[Cell], bool], ended: Callable[[], None]
    ) -> None:
        self.stop()
        self._bar.say("Looking …")

        def over() -> None:
            self._search = None
            self._bar.say("Not found.")
            ended()

        model = self._grid().cells_model()
        self._search = Search(model, text, begin, forward=forward, found=found, ended=over)
        self._search.go()  # it may be over and gone at once, and then is held no more
