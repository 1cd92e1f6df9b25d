"""Decides what every form of the data page has in common: a name, a sentence, and parts that follow the case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.reference.library import Library, load
from planner.tables.column import Column
from ui.document import Document
from ui.models.change import RowsChange
from ui.models.display import Display
from ui.style import SECTION, SPACE, Look
from ui.widgets.part_grid import PartGrid
from ui.widgets.words import Words

FULL = 20
"""Share of the height of a form that a full part takes, against 1 for the room left below parts that are not full."""


@dataclass(slots=True)
class Surroundings:
    """What a form stands in.

    Attributes:
        document: what is shown and changed.
        display: how values read.
        look: the theme.
        names: names worth offering while a cell is edited.
    """

    document: Document
    display: Display
    look: Look
    names: Callable[[Column], Sequence[str]]
    _library: Library | None = None

    def library(self) -> Library:
        """The reference library, read when a form first asks for it."""
        if self._library is None:
            self._library = load()
        return self._library


class Form(QWidget):
    """One name of a table, with what belongs to it. It is shown anew soon after the case has changed, while it is seen.

    Args:
        around: what it stands in.
        parent: the panel.
    """

    entered = Signal(object, object, bool)
    """A cell's index in one of the grids, the value typed into it, and whether it is for every selected cell."""
    said = Signal(str)

    def __init__(self, around: Surroundings, parent: QWidget) -> None:
        super().__init__(parent)
        self.around = around
        self.name = ""
        self.grids: list[PartGrid] = []
        self.title = Words("", self, size=SECTION, bold=True, wrap=True)
        self.sentence = Words("", self, tone="muted", wrap=True)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 12)
        self.box.setSpacing(SPACE)
        self.box.addWidget(self.title)
        self.box.addWidget(self.sentence)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._refresh)
        around.document.table_changed.connect(self._changed)

    def show_name(self, name: str) -> None:
        """Show another name of the table; empty for none."""
        self.name = name
        self._refresh()

    def show_parts(self) -> None:
        """What a form shows of its name; it says so by overriding this."""

    def add_grid(self, table_id: str, column: str) -> PartGrid:
        """Add the rows of a table that belong to the name."""
        around = self.around
        made = PartGrid(table_id, column, around.document, around.display, around.look, around.names, self)
        made.entered.connect(self.entered)
        made.said.connect(self.said)
        self.grids.append(made)
        return made

    def _changed(self, table_id: str, change: RowsChange) -> None:
        del table_id, change  # a form shows several tables, and is made anew in a few milliseconds
        if self.isVisible():
            self._soon.start()

    def _refresh(self) -> None:
        self.title.setText(self.name or "Choose a row")
        self.show_parts()
