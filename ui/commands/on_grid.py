"""Decides what the Edit menu does to a grid: every change as one step of the document, named for the menu."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QApplication

from planner.events import Stopped
from planner.tables.column import Value
from planner.tables.edits import Edit
from ui.commands import cells, clipboard, paste
from ui.commands.paste import How, Rows
from ui.commands.replace import replaced
from ui.dialogs.ask import Ask
from ui.dialogs.patience import Through
from ui.document import Document
from ui.models.cells import Cell, CellsModel
from ui.models.findings import where
from ui.models.months import MonthsModel
from ui.models.rows import RowsModel
from ui.widgets.grid import Grid

R = TypeVar("R")
_REASONS_SHOWN = 200
_ROWS_PREVIEWED = 8


class OnGrid:
    """Commands on the grid in use.

    Args:
        document: is changed.
        ask: asks about doubtful numbers.
        grid: the grid in use, or None.
        say: says something in the status bar.
    """

    def __init__(
        self, document: Document, ask: Ask, grid: Callable[[], Grid | None], say: Callable[[str], object] = len
    ) -> None:
        self._document = document
        self._ask = ask
        self._grid = grid
        self._say = say

    def enter(self, index: QModelIndex, value: Value, for_all: bool) -> None:
        """Take what was typed into a cell of the grid."""
        grid = self._grid()
        if grid is None:
            return
        model = grid.cells_model()
        chosen = grid.selected_cells() if for_all else []
        wanted = sorted({*chosen, (index.row(), index.column())})
        title = model.heading(index.column()).title
        one = f"change {title if isinstance(model, MonthsModel) else title.lower()}"
        words = one if len(wanted) == 1 else f"change {len(wanted):,} cells of {model.table.title}"
        self._do(cells.filled(model, wanted, value), words)

    def copy(self) -> None:
        if (grid := self._grid()) is not None and (chosen := grid.selected_cells()):
            mime = self._patiently("Copying", lambda through: clipboard.copied(grid.cells_model(), chosen, through))
            if mime is not None:
                QApplication.clipboard().setMimeData(mime)

    def cut(self) -> None:
        self.copy()
        self._change("cut cells of", cells.cleared)

    def clear(self) -> None:
        self._change("clear cells of", cells.cleared)

    def fill_down(self) -> None:
        self._change("fill down in", cells.filled_down)

    def fill_right(self) -> None:
        self._change("fill right in", cells.filled_right)

    def delete_rows(self) -> None:
        if (grid := self._editable()) is not None:
            model = grid.cells_model()
            self._do(cells.without_rows(model, grid.selected_rows()), f"delete rows of {model.table.title}")

    def insert_rows(self) -> None:
        """Insert as many empty rows as are selected, above them."""
        grid = self._editable()
        model = grid.cells_model() if grid is not None else None
        if grid is not None and isinstance(model, MonthsModel):
            grid.show_cell(model.rowCount() - 1, 0)
            self._say("Type the product in the last row, then its months.")
        if grid is None or not isinstance(model, RowsModel):
            return
        rows = grid.selected_rows()
        record = model.record(rows[0]) if rows else None
        at = model.records() if record is None else record
        self._do(cells.with_rows(model, at, max(1, len(rows))), f"insert rows in {model.table.title}")
        if (row := model.row_of(at)) is not None:
            grid.show_cell(row, 0)
            grid.setFocus()

    def duplicate_rows(self) -> None:
        grid = self._editable()
        model = grid.cells_model() if grid is not None else None
        if grid is not None and isinstance(model, RowsModel | MonthsModel):
            self._do(cells.with_copies(model, grid.selected_rows()), f"duplicate rows of {model.table.title}")

    def replace(self, model: CellsModel, found: list[Cell], text: str, other: str) -> None:
        """Put another text wherever this one stands in cells; all of them or none."""

        def make(through: Through) -> tuple[list[str], Edit | None]:
            new, wrong = replaced(model, found, text, other, through)
            return wrong[:_REASONS_SHOWN], None if wrong else model.edit_of(through(new))

        wrong, edit = self._patiently("Replacing", make) or ([], None)
        if wrong:
            self._ask.refused("Nothing was replaced", "Some cells could not hold the result:", wrong)
        self._do(edit, f"replace “{text}” in {model.table.title}")

    def mend(self) -> None:
        """Cure a finding of the current cell, errors first, where the cure is certain."""
        if (grid := self._editable()) is None or not grid.currentIndex().isValid():
            return
        found = sorted(grid.cells_model().findings_at(grid.currentIndex()), key=lambda one: not one.is_error)
        curable = next((one for one in found if one.cure is not None), None)
        if curable is not None:
            self._do(curable.cure, f"mend {where(curable)}")
        else:
            self._say(f"No certain cure: {found[0].message}" if found else "Nothing is wrong with this cell.")

    def open_column_menu(self) -> None:
        """Sort or filter the current column."""
        if (grid := self._grid()) is not None:
            grid.open_column_menu()

    def edit(self) -> None:
        """Open the current cell's editor."""
        if (grid := self._editable()) is not None and grid.currentIndex().isValid():
            grid.edit(grid.currentIndex())

    def paste(self) -> None:
        """Paste from the top left of the selection; one cell fills all of it. All is read before anything changes."""
        grid = self._editable()
        pasted: Rows = clipboard.pasted(QApplication.clipboard().mimeData())
        if grid is None or not any(pasted):
            return
        model, chosen = grid.cells_model(), grid.selected_cells()
        if not chosen:
            return
        top, left = min(row for row, _ in chosen), min(section for _, section in chosen)
        fitting = self._fitting(model, top, pasted)
        how = self._how(model, top, left, fitting) if fitting else None
        if how is None:
            return
        locale = how.mark.locale if how.mark is not None else model.display.locale

        def make(through: Through) -> tuple[list[str], Edit | None]:
            found, wrong = paste.values(model, top, left, fitting, locale, how.order, through)
            if wrong:
                return wrong[:_REASONS_SHOWN], None
            one_for_all = len(found) == 1 and len(chosen) > 1
            filled = cells.filled(model, chosen, found[0][2], through) if one_for_all else None
            return [], filled if one_for_all else model.edit_of(through(found))

        wrong, edit = self._patiently("Pasting", make) or ([], None)
        if wrong:
            self._ask.refused("Nothing was pasted", "Some cells cannot stand where they would go:", wrong)
        self._do(edit, f"paste into {model.table.title}")

    def _fitting(self, model: CellsModel, top: int, pasted: Rows) -> Rows:
        """The rows to paste: those beyond the end of the table only if they are wanted as new ones."""
        there = model.rowCount() - model.grows
        beyond = top + len(pasted) - there
        if beyond <= 0 or top >= there or not model.grows:
            return pasted
        wanted = self._ask.rows_beyond(beyond, model.table.title)
        return pasted if wanted else () if wanted is None else pasted[: there - top]

    def _how(self, model: CellsModel, top: int, left: int, pasted: Rows) -> How | None:
        """How the paste is written: as usual here, unless something in it can be read in two ways."""
        doubts = self._patiently("Reading", lambda through: paste.doubts(model, top, left, pasted, through))
        if doubts is None:
            return None
        if not doubts.any:
            return How(order=doubts.order)
        some = pasted[:_ROWS_PREVIEWED]
        how = self._ask.how_to_read(doubts, lambda how: paste.preview(model, top, left, some, how))
        return None if how is None else How(how.mark, how.order or doubts.order)

    def _change(self, words: str, make: Callable[..., Edit | None]) -> None:
        if (grid := self._editable()) is not None:
            model = grid.cells_model()
            edit = self._patiently("Changing cells", lambda through: make(model, grid.selected_cells(), through))
            self._do(edit, f"{words} {model.table.title}")

    def _editable(self) -> Grid | None:
        grid = self._grid()
        return grid if grid is not None and grid.cells_model().editable else None

    def _patiently(self, words: str, work: Callable[[Through], R]) -> R | None:
        """What comes of working through many cells; None if the user stopped it, and then nothing has changed."""
        patience, state = self._ask.patience(words), self._document.state
        try:
            made = work(patience.through)
            patience.breathe()
        except Stopped:
            self._say("Stopped. Nothing was changed.")
            return None
        finally:
            patience.end()
        if self._document.state == state:
            return made
        self._say("Another case was opened meanwhile. Nothing was changed.")
        return None

    def _do(self, edit: Edit | None, words: str) -> None:
        if edit is not None:
            self._document.edit(edit, words)
