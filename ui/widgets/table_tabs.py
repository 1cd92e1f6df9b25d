"""Decides how several tables share a place: behind tabs, each a grid to sort, filter and copy from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from planner.tables.column import RawRow
from planner.tables.table import Table
from ui.models.display import Display
from ui.models.findings import counted
from ui.models.rows import RowsModel
from ui.style import ROW_HEIGHT, SPACE, Look
from ui.widgets.grid import Grid
from ui.widgets.row_heights import heights_of
from ui.widgets.tab_row import TabRow
from ui.widgets.whole_height import whole_height
from ui.widgets.words import Words

_LEAST, _MOST = 120, 14 * ROW_HEIGHT + 60  # pixels of a grid; it is as high as its rows in between


@dataclass(frozen=True, slots=True)
class Tab:
    """A table behind a tab.

    Attributes:
        table: what it is.
        rows: makes its rows when they are first looked at.
    """

    table: Table[Any]
    rows: Callable[[], Sequence[RawRow]]


class TableTabs(QWidget):
    """Tables to read; a grid is filled when its tab is first looked at.

    Args:
        look: the theme.
        display: how values read.
        name: what a screen reader calls the tabs.
        parent: the page.
    """

    def __init__(self, look: Look, display: Display, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._display = look, display
        self._shown: tuple[Tab, ...] = ()
        self._grids: dict[str, Grid] = {}
        self._filled: set[str] = set()
        row = TabRow(name, self)
        self._tabs = row.bar
        self._meaning = Words("", self, tone="muted", wrap=True)
        self._stack = QStackedWidget(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE)
        box.addWidget(row)
        box.addWidget(self._meaning)
        box.addWidget(self._stack)
        box.addStretch(1)
        self._tabs.currentChanged.connect(self._turn)

    @property
    def grid(self) -> Grid | None:
        """The grid shown."""
        return self._grids.get(self._shown[self._place].table.id) if self._shown else None

    @property
    def _place(self) -> int:
        return max(0, self._tabs.currentIndex())

    def show_tabs(self, tabs: Sequence[Tab]) -> None:
        """Show these tables; the one looked at stays if it is still there."""
        before = self._shown[self._place].table.id if self._shown else ""
        self._shown = tuple(tabs)
        self._filled.clear()
        ids = [one.table.id for one in tabs]
        self._tabs.blockSignals(True)
        if [self._tabs.tabText(place) for place in range(self._tabs.count())] != [one.table.title for one in tabs]:
            while self._tabs.count():
                self._tabs.removeTab(0)
            for one in tabs:
                self._tabs.addTab(one.table.title)
        self._tabs.setCurrentIndex(ids.index(before) if before in ids else 0)
        self._tabs.blockSignals(False)
        self._turn()

    def show_table(self, table_id: str) -> None:
        """Turn to a table."""
        ids = [one.table.id for one in self._shown]
        self._tabs.setCurrentIndex(ids.index(table_id))

    def _turn(self) -> None:
        if not self._shown:
            return
        tab = self._shown[self._place]
        grid = self._grid_of(tab.table)
        if tab.table.id not in self._filled:
            grid.cells_model().take(tab.rows())
            grid.fit_columns()
            self._filled.add(tab.table.id)
        self._meaning.setText(f"{tab.table.meaning} {counted(grid.cells_model().records(), 'row')}.")
        self._fit_height()
        self._stack.setCurrentWidget(grid)

    def _fit_height(self) -> None:
        if self.grid is not None:
            self._stack.setFixedHeight(min(_MOST, max(_LEAST, whole_height(self.grid))))

    def _grid_of(self, table: Table[Any]) -> Grid:
        """The grid of a table; one whose columns are others now begins anew."""
        if table.id not in self._grids:
            self._grids[table.id] = Grid(self._look, self)
            self._grids[table.id].setAccessibleName(table.title)
            heights_of(self._grids[table.id]).changed.connect(self._fit_height)
            self._stack.addWidget(self._grids[table.id])
        grid = self._grids[table.id]
        if grid.model() is None or grid.cells_model().table.columns != table.columns:
            grid.setModel(RowsModel(table, self._display, parent=grid))
        return grid
