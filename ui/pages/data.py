"""Decides how a case is entered: its tables at the left, the chosen one as a grid with its tools."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from planner.months import Month
from planner.tables.column import Column
from planner.tables.finding import Finding
from planner.tables.inputs import INPUTS, table
from planner.tables.table import Layout, Table
from ui.document import Document
from ui.models.cells import CellsModel
from ui.models.change import RowsChange
from ui.models.display import Display, users_locale
from ui.models.findings import counted, tally
from ui.models.months import MonthsModel
from ui.models.rows import RowsModel
from ui.models.settings import VALUE, SettingsModel
from ui.style import SECTION, SPACE, Look
from ui.widgets.find_bar import FindBar
from ui.widgets.finder import Finder
from ui.widgets.form_panel import FormPanel
from ui.widgets.form_split import FormSplit
from ui.widgets.grid import Grid
from ui.widgets.table_list import TableList, TableState
from ui.widgets.words import Words

_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("What you make", ("case", "products", "demand", "bill_of_materials")),
    ("What goes in", ("items", "grades", "composition", "stock", "open_orders")),
    ("Who could supply", ("suppliers", "offers", "currencies", "capacity", "qualifications", "contracts")),
    ("Terms and ways out", ("licences", "tolling", "redesigns", "redesign_changes")),
    ("What may happen", ("scenarios", "events", "limits")),
)
_MODELS: dict[Layout, type[CellsModel]] = {
    Layout.ROWS: RowsModel,
    Layout.SETTINGS: SettingsModel,
    Layout.MONTHS: MonthsModel,
}


class DataPage(QWidget):
    """Every table of the case."""

    entered = Signal(object, object, bool)
    """A cell's index, the value typed into it, and whether it is meant for every selected cell."""
    said = Signal(str)
    """Something for the status bar."""
    replace_wanted = Signal(object, list, str, str)
    """A model, cells of it, the text they hold, and what should stand in its place."""

    def __init__(
        self,
        document: Document,
        look: Look,
        tools: Sequence[QAction],
        menu: Sequence[QAction],
        parent: QWidget,
    ) -> None:
        """``tools`` are the actions that stand above the grid, ``menu`` those of a right click in it."""
        super().__init__(parent)
        self._menu = menu
        self._document, self._look = document, look
        self._display = Display(users_locale())
        self._grids: dict[str, Grid] = {}
        self._widths: dict[str, dict[str, int]] = {}
        groups = [(title, [(one, table(one).title) for one in ids]) for title, ids in _GROUPS]
        self._list = TableList(look, groups, self)
        self._title = Words("", self, size=SECTION, bold=True)
        self._meaning = Words("", self, tone="muted", wrap=True)
        self._tools = [_tool(action, self) for action in tools]
        self._filtered = QFrame(self)
        self._filtered.setObjectName("notice")
        self._filter_words = Words("", self._filtered)
        self._show_all = QPushButton("Show all rows", self._filtered)
        self._stack = QStackedWidget(self)
        self._form = FormPanel(document, self._display, look, self._names, self)
        self._form_button = QToolButton(self)
        self._split = FormSplit(self)
        self._find_bar = FindBar(self)
        self._finder = Finder(
            self._find_bar,
            lambda: self.grid,
            lambda *wanted: self.replace_wanted.emit(self.grid.cells_model(), *wanted),
        )
        self._table_id = INPUTS[0].id
        self._lay_out()
        self._connect()
        self._tell_states()  # a page that is made late has missed what was said of the case before
        self.show_table(self._table_id)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._meaning)
        head = QHBoxLayout()
        head.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 12)
        head.addLayout(words, 1)
        self._form_button.setText("Form")
        self._form_button.setCheckable(True)
        self._form_button.setToolTip("Show what belongs to the row beside the grid (F4).")
        for tool in (self._form_button, *self._tools):
            head.addWidget(tool)
        self._split.take(self._stack, self._form)
        self._form.hide()
        strip = QHBoxLayout(self._filtered)
        strip.setContentsMargins(2 * SPACE, 4, SPACE, 4)
        strip.addWidget(self._filter_words, 1)
        strip.addWidget(self._show_all)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(head)
        for part in (self._filtered, self._split, self._find_bar):
            right.addWidget(part, 1 if part is self._split else 0)
        self._list.setFixedWidth(212)
        self._filtered.hide()
        self._find_bar.hide()
        line = QFrame(self)
        line.setObjectName("line")
        line.setFixedWidth(1)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._list)
        box.addWidget(line)
        box.addLayout(right, 1)

    def _connect(self) -> None:
        self._list.chosen.connect(self.show_table)
        self._show_all.clicked.connect(self._clear_filters)
        self._form_button.toggled.connect(self._show_form)
        self._form.entered.connect(self.entered)
        self._form.said.connect(self.said)
        self._document.table_changed.connect(self._table_changed)
        self._document.findings_changed.connect(self._findings_changed)

    @property
    def grid(self) -> Grid:
        """The grid shown."""
        return self._grids[self._table_id]

    @property
    def grid_in_use(self) -> Grid:
        """The grid the keyboard is in: one of the form, else the grid of the table."""
        return self._form.grid_in_use() or self.grid

    def toggle_form(self) -> None:
        """Show what belongs to the current row beside the grid, or no longer; for tables that have a form."""
        if FormPanel.has(self._table_id):
            self._form_button.toggle()

    @property
    def split(self) -> FormSplit:
        """What parts the grid from the form."""
        return self._split

    def widths(self) -> dict[str, dict[str, int]]:
        """How wide the user has made columns: by table, and by title."""
        return {**self._widths, **{one: grid.own_widths for one, grid in self._grids.items() if grid.own_widths}}

    def set_widths(self, widths: Mapping[str, Mapping[str, int]]) -> None:
        """Make columns as wide as they were before."""
        self._widths = {one: dict(own) for one, own in widths.items()}
        for table_id, grid in self._grids.items():
            grid.own_widths = self._widths.get(table_id, {})
            grid.fit_columns()

    def has_table(self, table_id: str) -> bool:
        """Whether there is a table of this id."""
        return any(one.id == table_id for one in INPUTS)

    def show_table(self, table_id: str) -> None:
        """Show a table's grid."""
        self._finder.stop()
        self._table_id = table_id
        if table_id not in self._grids:
            self._grids[table_id] = self._new_grid(table(table_id))
        self._stack.setCurrentWidget(self.grid)
        self.keys = self.grid
        self._title.setText(table(table_id).title)
        self._meaning.setText(table(table_id).meaning)
        self._list.show_table(table_id)
        self._tell_filters()
        self._show_form()

    def show_finding(self, finding: Finding) -> None:
        """Go to the cell a finding is about."""
        if finding.table:
            self.show_place(finding.table, finding.row, finding.field)

    def show_place(self, table_id: str, place: int | None, field: str | None) -> None:
        """Go to a cell by its row of the table and the id of its column; without these to the first of the table."""
        self.show_table(table_id)
        model = self.grid.cells_model()
        record, section = _place(model, place, field)
        if model.row_of(record) is None and model.filters:
            self.grid.clear_filters()
        row = model.row_of(record)
        if row is not None:
            self.grid.show_cell(row, section)
        self.grid.setFocus()

    def begin_find(self) -> None:
        """Open the find bar."""
        self._find_bar.begin()

    def _new_grid(self, declaration: Table[Any]) -> Grid:
        grid = Grid(self._look, self, self._names)
        model = _MODELS[declaration.layout](declaration, self._display, editable=True, parent=grid)
        self._fill(model)
        grid.own_widths = self._widths.get(declaration.id, {})
        grid.setModel(model)
        grid.setAccessibleName(declaration.title)
        grid.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        grid.addActions(self._menu)
        grid.entered.connect(self.entered)
        grid.refused.connect(lambda words: self.said.emit(f"Not taken: {words}"))
        grid.arranged.connect(self._tell_filters)
        grid.selectionModel().currentRowChanged.connect(self._show_form)
        self._stack.addWidget(grid)
        return grid

    def _show_form(self) -> None:
        """Show the form of the current row, where the table has one and it is wanted."""
        has = FormPanel.has(self._table_id)
        self._form_button.setVisible(has)
        self._form.setVisible(has and self._form_button.isChecked())
        if has and self._form_button.isChecked():
            record = self.grid.cells_model().record(self.grid.currentIndex().row())
            known = record is not None and self.grid.currentIndex().isValid()
            name = self._document.case.rows(self._table_id)[record or 0][0] if known else None
            self._form.show_name(self._table_id, name if isinstance(name, str) else "")

    def _fill(self, model: CellsModel) -> None:
        settings = self._document.case.settings
        self._display.currency = settings.currency
        if isinstance(model, MonthsModel):
            start, months = settings.start_month, settings.months
            known = isinstance(start, Month) and isinstance(months, int) and 0 < months <= 120
            model.set_horizon([start + place for place in range(months)] if known else [])
        model.take(self._document.case.rows(model.table.id))
        model.take_findings(self._document.findings_by_row(model.table.id))

    def _names(self, column: Column) -> Sequence[str]:
        """Names worth offering: the column's own choices, and what the columns it links to hold."""
        found = dict.fromkeys(column.choices)
        for link in column.links:
            table_id, column_id = link.split(".")
            place = table(table_id).position(column_id)
            held = (row[place] for row in self._document.case.rows(table_id))
            found |= dict.fromkeys(name for name in held if isinstance(name, str))
        return list(found)

    def _table_changed(self, table_id: str, change: RowsChange) -> None:
        if table_id in self._grids:
            model = self._grids[table_id].cells_model()
            model.take(self._document.case.rows(table_id), change)
            if change.whole:
                self._grids[table_id].fit_columns()
        if table_id == INPUTS[0].id:
            self._settings_changed()
        self._list.set_states({table_id: self._state(table_id)})
        if table_id == self._table_id:
            self._tell_filters()
            self._show_form()

    def _settings_changed(self) -> None:
        """Months and currency stand in the heads of other tables."""
        self._display.currency = self._document.case.settings.currency
        if "demand" in self._grids:
            self._fill(self._grids["demand"].cells_model())
        for grid in self._grids.values():
            grid.viewport().update()
            grid.horizontalHeader().viewport().update()

    def _findings_changed(self) -> None:
        for table_id, grid in self._grids.items():
            grid.cells_model().take_findings(self._document.findings_by_row(table_id))
        self._tell_states()

    def _tell_states(self) -> None:
        self._list.set_states({one.id: self._state(one.id) for one in INPUTS})

    def _state(self, table_id: str) -> TableState:
        errors, warnings = tally([one for one in self._document.findings if one.table == table_id])
        return TableState(self._shown_rows(table_id), errors, warnings)

    def _shown_rows(self, table_id: str) -> int | None:
        """How many rows a table's grid shows: one for each product where months stand side by side."""
        rows = self._document.case.rows(table_id)
        match table(table_id).layout:
            case Layout.SETTINGS:
                return None
            case Layout.MONTHS:
                return len({name.casefold() if isinstance(name := row[0], str) else name for row in rows})
            case _:
                return len(rows)

    def _clear_filters(self) -> None:
        self.grid.clear_filters()

    def _tell_filters(self) -> None:
        model = self.grid.cells_model()
        shown = model.rowCount() - model.grows
        self._filtered.setVisible(bool(model.filters))
        self._filter_words.setText(f"Filtered: {shown:,} of {counted(model.records(), 'row')} shown.")


def _place(model: CellsModel, row: int | None, field: str | None) -> tuple[int, int]:
    """The record and section of a row and column of the table; its first cell where none is named."""
    columns = [one.id for one in model.table.columns]
    section = columns.index(field) if field in columns else 0
    if isinstance(model, SettingsModel):
        return section, VALUE
    if isinstance(model, MonthsModel):
        return (model.place_of(row) if row is not None else None) or (0, 0)
    return row or 0, section


def _tool(action: QAction, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setDefaultAction(action)
    button.setAccessibleName(action.text())
    return button
