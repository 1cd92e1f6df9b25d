"""Decides whether any mix of edits, pastes, imports, undoing and redoing can be taken back to where it began."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QLocale, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from planner.tables.edits import ReplaceTables
from planner.tables.inputs import INPUTS, table
from tests.budget import examples
from tests.builders import case
from tests.ui.answers import Answers
from ui.commands.on_grid import OnGrid
from ui.commands.replace import replaced
from ui.document import Document
from ui.models import entry
from ui.models.cells import CellsModel
from ui.models.change import RowsChange
from ui.models.display import Display
from ui.models.months import MonthsModel
from ui.models.rows import RowsModel
from ui.models.settings import SettingsModel
from ui.style import Look
from ui.widgets.grid import Grid

STEPS = 30
TABLES: dict[str, type[CellsModel]] = {
    "items": RowsModel,
    "offers": RowsModel,
    "bill_of_materials": RowsModel,
    "demand": MonthsModel,
    "case": SettingsModel,
}
TEXTS = ("", "A", "B;C", "magnet", "3", "0.5", "-7", "25 %", "2027-05", "May 2027", "nonsense", "007", "A\nB")

cells = st.tuples(st.integers(0, 7), st.integers(0, 7))
names = st.sampled_from(sorted(TABLES))


def story(seed: int) -> Any:
    """A case to begin with; another for each import."""
    offer = {"supplier": "East", "item": "A", "price": 1 + seed, "production_months": 1, "transit_months": 1}
    return case(
        products=[{"product": "P", "shortage_cost": 5}],
        demand={"P": [seed, 2, None], "Q": [1, 1, 1]},
        items=[{"item": name, "standard_cost": seed} for name in "ABC"],
        bill_of_materials=[{"parent": "P", "component": "A", "quantity": 2}],
        offers=[offer] * (seed % 3),
    )


class Editing(RuleBasedStateMachine):
    """A document with grids upon it, changed as the Edit menu and the keys do."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__()
        self.document = Document()
        self.ask = Answers(look, parent)
        self.grids: dict[str, Grid] = {}
        self.table = "items"
        self.look, self.parent = look, parent
        self.commands = OnGrid(self.document, self.ask, lambda: self.grids[self.table])

    @initialize()
    def open(self) -> None:
        self.document.open(story(1), title="Story")
        for name, kind in TABLES.items():
            grid = Grid(self.look, self.parent)
            model = kind(table(name), Display(QLocale("en_US")), editable=True, parent=grid)
            model.take(self.document.case.rows(name))
            grid.setModel(model)
            self.grids[name] = grid
        self.document.table_changed.connect(self.follow)
        self.begun = self.document.case.fingerprint()
        self.prints = {self.document.state: self.begun}

    def follow(self, name: str, change: RowsChange) -> None:
        if name in self.grids:
            self.grids[name].cells_model().take(self.document.case.rows(name), change)

    def select(self, name: str, first: tuple[int, int], last: tuple[int, int]) -> Grid:
        """Select a rectangle of what there is."""
        self.table = name
        grid = self.grids[name]
        model = grid.cells_model()
        rows, sections = max(1, model.rowCount()), model.columnCount()
        grid.show_cell(first[0] % rows, first[1] % sections)
        corner = model.index(last[0] % rows, last[1] % sections)
        selection = grid.selectionModel()
        here = grid.currentIndex()
        top, bottom = sorted((here.row(), corner.row()))
        left, right = sorted((here.column(), corner.column()))
        area = QItemSelection(model.index(top, left), model.index(bottom, right))
        selection.select(area, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        return grid

    def done(self, do: Callable[[], object]) -> None:
        """Make a step; what was asked is answered."""
        self.ask.given = {}
        self.ask.give(how_to_read=None, rows_beyond=True)
        do()
        self.prints[self.document.state] = self.document.case.fingerprint()

    @rule(name=names, first=cells, last=cells, text=st.sampled_from(TEXTS), for_all=st.booleans())
    def type_into(self, name: str, first: tuple[int, int], last: tuple[int, int], text: str, for_all: bool) -> None:
        grid = self.select(name, first, last)
        model = grid.cells_model()
        if not model.flags(grid.currentIndex()) & Qt.ItemFlag.ItemIsEditable:
            return
        value = entry.read(model.column_at(grid.currentIndex()), text, model.display.locale)
        if not isinstance(value, entry.Complaint):
            self.done(lambda: self.commands.enter(grid.currentIndex(), value, for_all))

    @rule(name=names, at=cells, block=st.lists(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4), max_size=5))
    def paste(self, name: str, at: tuple[int, int], block: list[list[str]]) -> None:
        self.select(name, at, at)
        text = "\n".join("\t".join(f'"{one}"' for one in row) for row in block)
        QApplication.clipboard().setText(text)
        self.done(self.commands.paste)

    @rule(name=names, first=cells, last=cells, to=cells)
    def copy_and_paste(self, name: str, first: tuple[int, int], last: tuple[int, int], to: tuple[int, int]) -> None:
        self.select(name, first, last)
        self.commands.copy()
        self.select(name, to, to)
        self.done(self.commands.paste)

    @rule(
        name=names,
        first=cells,
        last=cells,
        what=st.sampled_from(
            ["clear", "cut", "fill_down", "fill_right", "delete_rows", "insert_rows", "duplicate_rows"]
        ),
    )
    def change(self, name: str, first: tuple[int, int], last: tuple[int, int], what: str) -> None:
        self.select(name, first, last)
        self.done(getattr(self.commands, what))

    @rule(
        name=st.sampled_from(["items", "offers"]), text=st.sampled_from(["A", "1", "7"]), other=st.sampled_from("xA9")
    )
    def replace(self, name: str, text: str, other: str) -> None:
        model = self.grids[name].cells_model()
        every = [(row, section) for row in range(model.rowCount() - 1) for section in range(model.columnCount())]
        new, wrong = replaced(model, every, text, other)
        if not wrong and (edit := model.edit_of(new)) is not None:
            self.done(lambda: self.document.edit(edit, "replace"))

    @rule(name=names, section=st.integers(0, 3), text=st.sampled_from(["", ">1", "A", "="]), falling=st.booleans())
    def arrange(self, name: str, section: int, text: str, falling: bool) -> None:
        model = self.grids[name].cells_model()
        section %= model.columnCount()
        order = Qt.SortOrder.DescendingOrder if falling else Qt.SortOrder.AscendingOrder
        self.grids[name].sort_by((section, order) if text else None)
        model.set_filters({section: text} if text else {})

    @rule(seed=st.integers(0, 5))
    def bring_in(self, seed: int) -> None:
        tables = tuple((one.id, tuple(story(seed).rows(one.id))) for one in INPUTS)
        self.done(lambda: self.document.edit(ReplaceTables(tables), "import"))

    @rule(times=st.integers(1, 5))
    def undo(self, times: int) -> None:
        for _ in range(times):
            self.document.undo_stack.undo()

    @precondition(lambda self: self.document.undo_stack.canRedo())
    @rule(times=st.integers(1, 5))
    def redo(self, times: int) -> None:
        for _ in range(times):
            self.document.undo_stack.redo()

    @invariant()
    def the_content_is_that_of_its_state(self) -> None:
        if hasattr(self, "prints"):
            assert self.document.case.fingerprint() == self.prints[self.document.state]

    @invariant()
    def the_grids_show_the_content(self) -> None:
        for name, grid in self.grids.items():
            model = grid.cells_model()
            if isinstance(model, RowsModel) and not model.filters:
                assert model.rowCount() == len(self.document.case.rows(name)) + 1
                records = sorted(record for row in range(model.rowCount()) if (record := model.record(row)) is not None)
                assert records == list(range(len(self.document.case.rows(name))))

    def teardown(self) -> None:
        """Undoing everything comes back to the beginning, redoing everything to the end."""
        stack, end = self.document.undo_stack, self.document.case.fingerprint()
        at = stack.index()
        stack.setIndex(0)
        assert self.document.case.fingerprint() == self.begun
        assert self.document.is_saved
        stack.setIndex(at)
        assert self.document.case.fingerprint() == end
        self.document.table_changed.disconnect(self.follow)
        stack.blockSignals(True)  # it would tell of its own end, when nobody is left to hear
        for grid in self.grids.values():
            grid.hide()
            grid.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_everything_can_be_taken_back(look: Look, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    run_state_machine_as_test(  # type: ignore[no-untyped-call]  # hypothesis says nothing of it
        lambda: Editing(look, parent),
        settings=settings(max_examples=examples(100), stateful_step_count=STEPS, deadline=None, derandomize=True),
    )
