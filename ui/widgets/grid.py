"""Decides how a table is shown and walked through: frozen key columns, a head that sorts and filters, cells to edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QItemSelectionModel, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from planner.tables.column import Column
from ui.models.cells import Cell, CellsModel
from ui.models.filters import Filter
from ui.models.ordered import Index
from ui.style import ROW_HEIGHT, Look
from ui.widgets import column_widths
from ui.widgets.cell_delegate import CellDelegate
from ui.widgets.column_menu import ColumnMenu
from ui.widgets.grid_header import HEIGHT, GridHeader
from ui.widgets.row_heights import RowHeights

_MOST_CELLS = 200_000
_Candidates = Callable[[Column], Sequence[str]]


class Grid(QTableView):
    """A grid over a ``CellsModel``. A second view over the first shows the frozen sections; both share a selection.

    Args:
        look: the theme.
        candidates: names worth offering while a cell of a column is edited.
        parent: the page.

    Attributes:
        own_widths: how wide the user has made sections, by title; ``fit_columns`` keeps to it.
    """

    entered = Signal(object, object, bool)
    """A cell's index, the value typed into it, and whether it is meant for every selected cell."""
    refused = Signal(str)
    """Why a typed text was not taken."""
    arranged = Signal()
    """Another order or other filters."""

    def __init__(self, look: Look, parent: QWidget, candidates: _Candidates = lambda column: column.choices) -> None:
        super().__init__(parent)
        self._look = look
        self._head = GridHeader(look, self)
        self._before = (0, 0, 0)
        self.own_widths: dict[str, int] = {}
        self._wanted: column_widths.Wanted = {}
        self._delegate = CellDelegate(look, candidates, self)
        self._frozen = _Frozen(self, look, CellDelegate(look, candidates, self))
        self._heights = RowHeights(
            (self, self._frozen), lambda: column_widths.cut(self, self.cells_model(), self._wanted)
        )
        _dress(self, self._head, self._delegate)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.verticalHeader().setAccessibleName("Row numbers")
        self._connect()

    def _connect(self) -> None:
        for delegate in (self._delegate, self._frozen.delegate):
            delegate.entered.connect(self.entered)
            delegate.refused.connect(self.refused)
        for head in (self._head, self._frozen.head):
            head.sectionClicked.connect(self._sort_by)
            head.menu_wanted.connect(self._open_menu)
            head.dragged.connect(self._keep_width)
        self._head.sectionResized.connect(self._frozen_resized)
        self._frozen.head.sectionResized.connect(self._widen)
        self.verticalScrollBar().valueChanged.connect(self._frozen.verticalScrollBar().setValue)
        self._frozen.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalHeader().geometriesChanged.connect(self._place_frozen)
        self._look.changed.connect(self.viewport().update)

    def cells_model(self) -> CellsModel:
        model = self.model()
        assert isinstance(model, CellsModel)
        return model

    def setModel(self, model: QAbstractItemModel | None) -> None:
        assert isinstance(model, CellsModel)
        if (old := self.model()) is not None:
            old.modelAboutToBeReset.disconnect(self._remember)
            old.modelReset.disconnect(self._restore)
        super().setModel(model)
        self._head.sorted_by = self._frozen.head.sorted_by = None
        self._frozen.setModel(model)
        self._frozen.setSelectionModel(self.selectionModel())
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        self._show_frozen()
        self.fit_columns()
        self._heights.follow(model)
        if model.rowCount():
            self.show_cell(0, 0)

    def fit_columns(self) -> None:
        """Make each section as wide as its title and its first rows need, within reason, or as the user has made it."""
        self._wanted = column_widths.fit(self, self._head, self.cells_model(), self.own_widths)
        self._give_room()

    def _give_room(self) -> None:
        if isinstance(model := self.model(), CellsModel):
            column_widths.give_room(self, model, self.own_widths, self._wanted)
            self._heights.soon()

    def selected_cells(self) -> list[Cell]:
        """The cells selected, in reading order; the current one when none is. None at all where they are too many."""
        parts = self._selected_parts()
        count = sum(len(rows) * len(sections) for rows, sections in parts)
        if count > _MOST_CELLS:
            self.refused.emit(f"{count:,} cells are selected. Select at most {_MOST_CELLS:,}.")
            return []
        if len(parts) == 1:
            return [(row, section) for row in parts[0][0] for section in parts[0][1]]
        chosen = {(row, section) for rows, sections in parts for row in rows for section in sections}
        current = self.currentIndex()
        if not chosen and current.isValid():
            chosen = {(current.row(), current.column())}
        return sorted(chosen)

    def selected_rows(self) -> list[int]:
        """The rows with a selected cell; the current one when none is."""
        chosen = {row for rows, _ in self._selected_parts() for row in rows}
        return sorted(chosen) if chosen or not self.currentIndex().isValid() else [self.currentIndex().row()]

    def _selected_parts(self) -> list[tuple[range, range]]:
        """The rectangles that make up the selection: rows and sections of each."""
        selection = self.selectionModel().selection()
        parts = [selection.at(place) for place in range(selection.count())]
        return [(range(one.top(), one.bottom() + 1), range(one.left(), one.right() + 1)) for one in parts]

    def show_cell(self, row: int, section: int) -> None:
        """Make a cell the current one and the only one selected, whatever keys are held, and bring it into sight."""
        index = self.cells_model().index(row, section)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def open_column_menu(self) -> None:
        """Sorting and filtering of the current section, by keyboard."""
        section = self.currentIndex().column()
        if section >= 0:
            left = self.verticalHeader().width() + self.columnViewportPosition(section)
            self._open_menu(section, self.mapToGlobal(QPoint(left, HEIGHT)))

    def edit(self, index: Index, trigger: Any = None, event: Any = None) -> Any:
        """Edit a cell; one of a frozen section in the view that shows it."""
        if index.column() < self.cells_model().frozen:
            view: QTableView = self._frozen
            return view.edit(index) if trigger is None else self._frozen.edit_as(index, trigger, event)
        return super().edit(index) if trigger is None else super().edit(index, trigger, event)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a cell into sight, and out from under the frozen sections."""
        model = self.model()
        frozen = model.frozen if isinstance(model, CellsModel) else 0
        if index.column() < frozen:
            across = self.horizontalScrollBar().value()
            super().scrollTo(index, hint)
            self.horizontalScrollBar().setValue(across)
            return
        bar, before = self.horizontalScrollBar(), self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        edge = self._frozen.width() if frozen else 0
        hidden = edge - self.visualRect(index).left()
        if frozen and hidden > 0:
            bar.setValue(bar.value() - hidden)
        first = self.columnAt(edge)
        if bar.value() > before and 0 <= first < index.column():  # no part of a column whose name is out of sight
            bar.setValue(bar.value() + self.columnViewportPosition(first) + self.columnWidth(first) - edge)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers()
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and held & Qt.KeyboardModifier.ControlModifier:
            self.setTabKeyNavigation(False)  # else it would go to the next cell
            self.focusNextPrevChild(key == Qt.Key.Key_Tab)
            self.setTabKeyNavigation(True)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state() is not self.State.EditingState:
            self._step(-1 if held & Qt.KeyboardModifier.ShiftModifier else 1, 0)
        elif key == Qt.Key.Key_Down and held & Qt.KeyboardModifier.AltModifier:
            self.open_column_menu()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter goes a row down, Tab a column on and edits there, as in Excel."""
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.after_editing(hint)

    def after_editing(self, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go where the key that ended editing leads."""
        if hint is QAbstractItemDelegate.EndEditHint.NoHint:
            return
        self.setFocus()
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._step(1, 0)
        elif hint is QAbstractItemDelegate.EndEditHint.EditNextItem:
            self._step(0, 1)
        elif hint is QAbstractItemDelegate.EndEditHint.EditPreviousItem:
            self._step(0, -1)

    def _step(self, down: int, right: int) -> None:
        current = self.currentIndex()
        row, section = current.row() + down, current.column() + right
        if self.cells_model().index(row, section).isValid():
            self.show_cell(row, section)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()
        self._place_frozen()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.StyleChange and hasattr(self, "_frozen"):
            self._place_frozen()
        return super().event(event)

    def _sort_by(self, section: int) -> None:
        rising, falling = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        next_order: dict[object, tuple[int, Qt.SortOrder] | None] = {
            (section, rising): (section, falling),
            (section, falling): None,
        }
        now = next_order.get(self._head.sorted_by, (section, rising))
        self.sort_by(now)

    def sort_by(self, order: tuple[int, Qt.SortOrder] | None) -> None:
        """Order the rows by a section, or as they are in the table."""
        self._head.sorted_by = self._frozen.head.sorted_by = order
        if order is None:
            self.cells_model().sort(-1)
        else:
            self.cells_model().sort(*order)
        self.arranged.emit()

    def _open_menu(self, section: int, place: QPoint) -> None:
        menu = ColumnMenu(self.cells_model(), section, self)
        menu.sort_wanted.connect(self.sort_by)
        menu.filter_wanted.connect(self._filter)
        menu.popup(place)

    def _filter(self, section: int, wanted: Filter) -> None:
        model = self.cells_model()
        model.set_filters({**model.filters, section: wanted})
        self.arranged.emit()

    def clear_filters(self) -> None:
        self.cells_model().set_filters({})
        self.arranged.emit()

    def _remember(self) -> None:
        current = self.currentIndex()
        self._before = (current.row(), current.column(), self.verticalScrollBar().value())

    def _restore(self) -> None:
        """After a reset: the same cell, if there still is one."""
        self._show_frozen()
        row, section, down = self._before
        model = self.cells_model()
        if model.rowCount() and model.columnCount():
            last_row, last_section = model.rowCount() - 1, model.columnCount() - 1
            self.show_cell(max(0, min(row, last_row)), max(0, min(section, last_section)))
            self.verticalScrollBar().setValue(down)

    def _widen(self, section: int, _: int, width: int) -> None:
        """A frozen section was made wider or narrower; those that are hidden there have no width."""
        if section < self.cells_model().frozen and width:
            self.setColumnWidth(section, width)

    def _keep_width(self, section: int) -> None:
        self.own_widths[self.cells_model().heading(section).title] = self.columnWidth(section)

    def _frozen_resized(self, section: int, _: int, width: int) -> None:
        self._heights.resized(section, width)
        if section < self.cells_model().frozen:
            self._frozen.setColumnWidth(section, width)
            self._place_frozen()

    def _show_frozen(self) -> None:
        model = self.cells_model()
        for section in range(model.columnCount()):
            self._frozen.setColumnHidden(section, section >= model.frozen)
        for section in range(model.frozen):
            self._frozen.setColumnWidth(section, self.columnWidth(section))
        self._place_frozen()

    def _place_frozen(self) -> None:
        model = self.model()
        frozen = model.frozen if isinstance(model, CellsModel) else 0
        width = sum(self.columnWidth(section) for section in range(frozen))
        self._frozen.setVisible(bool(width))
        left = self.verticalHeader().width() + self.frameWidth()
        self._frozen.setGeometry(QRect(left, self.frameWidth(), width, self.viewport().height() + self._head.height()))


class _Frozen(QTableView):
    """The frozen sections, lying upon the grid."""

    def __init__(self, grid: Grid, look: Look, delegate: CellDelegate) -> None:
        super().__init__(grid)
        self._grid = grid
        self.head = GridHeader(look, self)
        self.delegate = delegate
        _dress(self, self.head, delegate)
        self.verticalHeader().hide()
        self.verticalHeader().setAccessibleName("Row numbers")
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusProxy(grid)
        self.setAccessibleName("Key columns")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # the grid's is meant
        look.changed.connect(self.viewport().update)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self._grid.after_editing(hint)

    def edit_as(self, index: Index, trigger: Any, event: Any) -> Any:
        return super().edit(index, trigger, event)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """The grid scrolls; this follows."""


def _dress(view: QTableView, head: GridHeader, delegate: CellDelegate) -> None:
    view.setHorizontalHeader(head)
    view.setItemDelegate(delegate)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setMouseTracking(True)
    view.setCornerButtonEnabled(False)
    view.setFrameShape(QTableView.Shape.NoFrame)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setEditTriggers(
        QAbstractItemView.EditTrigger.DoubleClicked
        | QAbstractItemView.EditTrigger.EditKeyPressed
        | QAbstractItemView.EditTrigger.AnyKeyPressed
    )
