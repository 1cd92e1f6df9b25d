"""Decides which tables have a form, and that it shows the row that is current in their grid."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from planner.tables.column import Column
from ui.document import Document
from ui.models.display import Display
from ui.style import Look
from ui.widgets.form_parts import Form, Surroundings
from ui.widgets.form_product import ProductForm
from ui.widgets.form_redesign import RedesignForm
from ui.widgets.form_supplier import SupplierForm
from ui.widgets.grid import Grid

_FORMS: dict[str, type[Form]] = {"products": ProductForm, "suppliers": SupplierForm, "redesigns": RedesignForm}


class FormPanel(QWidget):
    """The forms of the data page; each is made when it is first wanted.

    Args:
        document, display, look, names: as of ``Surroundings``.
        parent: the page.
    """

    entered = Signal(object, object, bool)
    said = Signal(str)

    def __init__(
        self,
        document: Document,
        display: Display,
        look: Look,
        names: Callable[[Column], Sequence[str]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._around = Surroundings(document, display, look, names)
        self._forms: dict[str, Form] = {}
        self._stack = QStackedWidget(self)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._stack)
        self.setMinimumWidth(360)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)

    @staticmethod
    def has(table_id: str) -> bool:
        """Whether a table has a form."""
        return table_id in _FORMS

    def show_name(self, table_id: str, name: str) -> None:
        """Show a name of a table that has a form."""
        if table_id not in self._forms:
            made = _FORMS[table_id](self._around, self._stack)
            made.entered.connect(self.entered)
            made.said.connect(self.said)
            self._stack.addWidget(made)
            self._forms[table_id] = made
        form = self._forms[table_id]
        self._stack.setCurrentWidget(form)
        form.show_name(name)

    def grid_in_use(self) -> Grid | None:
        """The grid of the form the keyboard is in, if it is."""
        form = self._stack.currentWidget()
        grids = [part.grid for part in form.grids] if isinstance(form, Form) and self.isVisible() else []
        inside = self.window().focusWidget()
        return next((one for one in grids if inside is not None and (one is inside or one.isAncestorOf(inside))), None)
