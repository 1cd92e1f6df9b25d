"""Decides what each command does: which part of the window answers to its id."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from ui.actions import When
from ui.contents import CONTENTS, ThatExplains
from ui.widgets.editors import ChoiceEditor, TextEditor

if TYPE_CHECKING:
    from ui.commands.on_grid import OnGrid
    from ui.main_window import MainWindow
    from ui.style import Look
    from ui.works import Works


def handlers(window: MainWindow, works: Works, grid: OnGrid, look: Look) -> dict[str, Callable[[], object]]:
    """What to call for each command of ``ui.actions``, by id."""
    files, settled = works.files, partial(_settled, window)
    return {
        "new": settled(files.new),
        "open": settled(files.open),
        "sample": settled(files.open_sample),
        "template": files.write_template,
        "import": settled(lambda: works.imports.choose()),  # noqa: PLW0108 - made when first wanted
        "marked": files.marking.mark_case,
        "save": settled(files.save),
        "save_as": settled(files.save_as),
        "export": files.export_plan,
        "quit": window.close,
        "undo": partial(_undo, works),
        "redo": partial(_redo, works),
        "cut": grid.cut,
        "copy": grid.copy,
        "paste": grid.paste,
        "clear": grid.clear,
        "edit": grid.edit,
        "fill_down": grid.fill_down,
        "fill_right": grid.fill_right,
        "mend": grid.mend,
        "row_add": grid.insert_rows,
        "row_copy": grid.duplicate_rows,
        "row_delete": grid.delete_rows,
        "find": lambda: window.data.begin_find(),  # noqa: PLW0108 - made when first wanted
        "form": lambda: window.data.toggle_form(),  # noqa: PLW0108 - made when first wanted
        "column": grid.open_column_menu,
        "plan": settled(works.planner.start),
        "stop": works.planner.stop,
        "next_finding": lambda: window.checks.place_wanted.emit(window.checks.next_finding()),
        "fold": lambda: window.sidebar.set_folded(not window.sidebar.folded),
        **{f"page_{page}": partial(window.show_page, page) for page in CONTENTS},
        "system": partial(look.choose, "system"),
        "light": partial(look.choose, "light"),
        "dark": partial(look.choose, "dark"),
        "keys": works.ask.keys,
        "about": works.ask.about,
    }


def _undo(works: Works) -> None:
    """Take a step back, and say which: it may have changed what is out of sight."""
    stack = works.document.undo_stack
    if words := stack.undoText():
        stack.undo()
        works.files.said.emit(f"Taken back: {words}.")


def _redo(works: Works) -> None:
    stack = works.document.undo_stack
    if words := stack.redoText():
        stack.redo()
        works.files.said.emit(f"Made again: {words}.")


def what_is_so(window: MainWindow) -> set[When]:
    """What must be so for commands to be of use, and is."""
    document, grid = window.document, window.grid()
    so = {When.CASE} if not document.is_empty else set()
    so |= {When.RUNNING} if window.planner.running else so and {When.READY}
    so |= {When.PLAN} if document.planned is not None and document.planned.answer.plan is not None else set()
    so |= {When.GRID} if grid is not None else set()
    so |= {When.EDITABLE} if grid is not None and grid.cells_model().editable else set()
    return so


def show_table(window: MainWindow, table_id: str) -> None:
    """Go to a table of the data."""
    window.show_page("data")
    window.data.show_table(table_id)


def show_place(window: MainWindow, table_id: str, row: int | None, column_id: str) -> None:
    """Go to a row and column of a table of the data."""
    window.show_page("data")
    if table_id:
        window.data.show_place(table_id, row, column_id)


def change_a_number(window: MainWindow, say: Callable[[str], object]) -> None:
    """Go to the first number of the demand, which is a good one to try things with."""
    show_table(window, "demand")
    grid = window.data.grid
    first = grid.cells_model().frozen
    if grid.cells_model().columnCount() > first:
        grid.show_cell(0, first)
    grid.setFocus()
    say("Type another number, here or in any table, then press Plan. Undo takes it back.")


def ask_why(window: MainWindow, sentence: str) -> None:
    """Go to what tells why a sentence of the advice says what it does."""
    window.show_page("why")
    if isinstance(page := window.pages.page("why"), ThatExplains):
        page.choose(sentence)


def _settled(window: MainWindow, do: Callable[[], object]) -> Callable[[], object]:
    """Take what is being typed into a cell first, so that it is saved and planned too."""

    def settle_and_do() -> object:
        if (grid := window.grid()) is not None and isinstance(QApplication.focusWidget(), TextEditor | ChoiceEditor):
            grid.setFocus()
        return do()

    return settle_and_do
