"""Decides how the rows of one name stand in a form: a title, and a grid with all that grids can do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.tables.column import Column
from planner.tables.inputs import table
from ui.document import Document
from ui.models.change import RowsChange
from ui.models.display import Display
from ui.models.part_rows import PartModel
from ui.style import Look
from ui.widgets.grid import Grid
from ui.widgets.row_heights import heights_of
from ui.widgets.whole_height import whole_height
from ui.widgets.words import Words

_LEAST = 132  # pixels of a grid with few rows
_FIRST = 176  # pixels of the first column at most: a form is narrow


class PartGrid(QWidget):
    """The rows of a table that belong to a name.

    Args:
        table_id: the table.
        column: id of the column that holds the name; it is not shown.
        document: holds the rows.
        display: how values read.
        look: the theme.
        names: names worth offering while a cell is edited.
        parent: the form.
    """

    entered = Signal(object, object, bool)
    """As a grid's."""
    said = Signal(str)

    def __init__(
        self,
        table_id: str,
        column: str,
        document: Document,
        display: Display,
        look: Look,
        names: Callable[[Column], Sequence[str]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._title = Words(table(table_id).title, self, bold=True)
        self.grid = Grid(look, self, names)
        self._model = PartModel(table(table_id), column, display, self.grid)
        self._model.take(document.case.rows(table_id))
        self.grid.setModel(self._model)
        self.grid.setAccessibleName(table(table_id).title)
        self.grid.setMinimumHeight(_LEAST)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self._title)
        box.addWidget(self.grid, 1)
        self._connect()
        self._hide_name()

    def _connect(self) -> None:
        self.grid.entered.connect(self.entered)
        heights_of(self.grid).changed.connect(self._fit_height)
        self.grid.refused.connect(lambda words: self.said.emit(f"Not taken: {words}"))
        self._model.modelReset.connect(self._hide_name)
        for changed in (self._model.modelReset, self._model.rowsInserted, self._model.rowsRemoved):
            changed.connect(self._fit_height)
        self._document.table_changed.connect(self._table_changed)
        self._document.findings_changed.connect(self._take_findings)

    def show_name(self, name: str, title: str) -> None:
        """Show the rows of a name under a title."""
        self._title.setText(title)
        self.grid.setAccessibleName(title)
        if name != self._model.name:
            self._model.show_name(name)
            self._take_findings()
            self.grid.fit_columns()
            self.grid.setColumnWidth(0, min(_FIRST, self.grid.columnWidth(0)))
        self._fit_height()

    def _fit_height(self) -> None:
        """No room below the last row: what comes next in the form stands there."""
        self.setMaximumHeight(self._title.sizeHint().height() + 4 + max(_LEAST, whole_height(self.grid)))

    def _table_changed(self, table_id: str, change: RowsChange) -> None:
        if table_id == self._model.table.id:
            self._model.take(self._document.case.rows(table_id), change)

    def _take_findings(self) -> None:
        self._model.take_findings(self._document.findings_by_row(self._model.table.id))

    def _hide_name(self) -> None:
        self.grid.setColumnHidden(self._model.section, True)
