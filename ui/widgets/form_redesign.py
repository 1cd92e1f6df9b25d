"""Decides how a redesign is shown as a form: what it changes, and the rare earths in one product before and after."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from planner.insight.anatomy import Anatomy
from planner.tables.choices import Redesign, RedesignChange
from planner.tables.table import folded
from ui.models.answers import Figures
from ui.models.findings import counted
from ui.style import ROW_HEIGHT
from ui.widgets.form_parts import FULL, Form, Surroundings
from ui.widgets.words import Words

_HEADS = ("Rare earth", "As it is, g", "Redesigned, g")


class RedesignForm(Form):
    """A redesign with its changes."""

    def __init__(self, around: Surroundings, parent: QWidget) -> None:
        super().__init__(around, parent)
        self._changes = self.add_grid("redesign_changes", "redesign")
        self._head = Words("Rare earths in one product", self, bold=True)
        self._held = QTableWidget(0, len(_HEADS), self)
        self._note = Words("", self, tone="amber", wrap=True)
        self._dress()
        self.box.addWidget(self._changes, 2 * FULL)
        self.box.addWidget(self._head)
        self.box.addWidget(self._held, FULL)
        self.box.addWidget(self._note)
        self.box.addStretch(1)

    def _dress(self) -> None:
        self._held.setAccessibleName("Rare earths before and after the redesign")
        self._held.setHorizontalHeaderLabels(list(_HEADS))
        self._held.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._held.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self._held.setShowGrid(False)
        self._held.setTabKeyNavigation(False)
        self._held.verticalHeader().hide()
        self._held.verticalHeader().setAccessibleName("Row numbers")
        self._held.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self._held.horizontalHeader().setAccessibleName("Column titles")
        self._held.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for section in range(len(_HEADS)):
            side = Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
            if (head := self._held.horizontalHeaderItem(section)) is not None:
                head.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)

    def show_parts(self) -> None:
        """Show what belongs to the redesign."""
        case = self.around.document.case
        self._changes.show_name(self.name, "What it changes")
        row = next(
            (one for one in case.read(Redesign) if self.name and folded(one.redesign) == folded(self.name)), None
        )
        known = row is not None and bool(row.product)
        for part in (self._head, self._held, self._note):
            part.setVisible(known)
        if row is None or not row.product:
            self.sentence.setText("A redesign is shown here with its changes.")
            return
        duration = counted(row.months, "month") if isinstance(row.months, int) else "a time not entered"
        self.sentence.setText(f"Redesign of {row.product}, {duration} from its start to the first unit.")
        changes = [one for one in case.read(RedesignChange) if folded(one.redesign) == folded(self.name)]
        anatomy = Anatomy(case, self.around.library())
        before, after = anatomy.of(row.product), anatomy.of(row.product, changes)
        self._show_held(dict(before.grams), dict(after.grams))
        unknown = tuple(dict.fromkeys((*before.uncounted, *after.uncounted)))
        self._note.setText(f"Not counted: {', '.join(unknown[:4])}." if unknown else "")
        self._note.setVisible(bool(unknown))

    def _show_held(self, before: dict[str, float], after: dict[str, float]) -> None:
        elements = list(dict.fromkeys((*before, *after)))
        figures = Figures(self.around.display, (*before.values(), *after.values()))
        self._held.setRowCount(len(elements))
        for place, element in enumerate(elements):
            for section, text in enumerate(
                (element, figures.text(before.get(element), "none"), figures.text(after.get(element), "none"))
            ):
                item = QTableWidgetItem(text)
                side = Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                self._held.setItem(place, section, item)
        heads = self._held.horizontalHeader().sizeHint().height()
        self._held.setMaximumHeight(heads + self._held.verticalHeader().length() + 2 * self._held.frameWidth())
