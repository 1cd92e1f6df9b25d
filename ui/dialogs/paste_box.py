"""Decides how a paste that can be read in two ways is asked about: the choices, and what each of them would give."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QRadioButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner.store.erp.months import Order
from ui.commands.paste import Doubts, How, Mark
from ui.style import ROW_HEIGHT, SECTION, SPACE
from ui.widgets.words import Words

Preview = Callable[[How], tuple[list[str], list[list[tuple[str, bool]]]]]
"""What a paste would give when it is read so: titles of the columns, and rows of (words, whether they fit)."""

_MARKS = {Mark.POINT: "Decimal point", Mark.COMMA: "Decimal comma"}
_ORDERS = {Order.DAY_FIRST: "Day first", Order.MONTH_FIRST: "Month first"}


class PasteBox(QDialog):
    """Choose how to read a paste, and see what comes of it."""

    def __init__(self, doubts: Doubts, preview: Preview, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("How is this written?")
        self._preview = preview
        self._heading = Words("The pasted cells can be read in two ways", self, size=SECTION, bold=True)
        self._marks = _choice(_MARKS, self) if doubts.number is not None else None
        self._orders = _choice(_ORDERS, self) if doubts.day else None
        self._asked: list[tuple[str, QButtonGroup]] = []
        if self._marks is not None and doubts.number is not None:
            self._asked.append((f"{doubts.number.text} is written with a", self._marks))
            for button, value in zip(self._marks.buttons(), (doubts.number.point, doubts.number.comma), strict=True):
                button.setEnabled(value is not None)
        if self._orders is not None:
            self._asked.append((f"{doubts.day} is written", self._orders))
        self._table = QTableWidget(self)
        self._buttons = QDialogButtonBox(self)
        self._lay_out()
        self._connect()
        self._choose_what_is_left()
        self._show()

    @property
    def how(self) -> How:
        """The choice as it stands."""
        marks, orders = list(_MARKS), list(_ORDERS)
        return How(
            marks[self._marks.checkedId()] if self._marks is not None and self._marks.checkedId() >= 0 else None,
            orders[self._orders.checkedId()] if self._orders is not None and self._orders.checkedId() >= 0 else None,
        )

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        box.setSpacing(2 * SPACE)
        box.addWidget(self._heading)
        for words, group in self._asked:
            line = QHBoxLayout()
            line.setSpacing(2 * SPACE)
            line.addWidget(Words(words, self))
            for button in group.buttons():
                line.addWidget(button)
            line.addStretch(1)
            box.addLayout(line)
        box.addWidget(self._table, 1)
        box.addWidget(Words("A cell marked ✗ cannot stand there when it is read so.", self, tone="muted", wrap=True))
        box.addWidget(self._buttons)
        self._table.setAccessibleName("What would be pasted")
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setAccessibleName("Row numbers")
        self._table.horizontalHeader().setAccessibleName("Column titles")
        self._table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self._table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.resize(640, 420)

    def _connect(self) -> None:
        for _, group in self._asked:
            group.idToggled.connect(self._show)
        self._paste = self._buttons.addButton("Paste", QDialogButtonBox.ButtonRole.AcceptRole)
        self._paste.clicked.connect(self.accept)
        self._buttons.addButton("Do not paste", QDialogButtonBox.ButtonRole.RejectRole).clicked.connect(self.reject)

    def _choose_what_is_left(self) -> None:
        """Where only one answer makes sense it is the one chosen; else nothing is, so that nothing is guessed."""
        for _, group in self._asked:
            able = [button for button in group.buttons() if button.isEnabled()]
            if len(able) == 1:
                able[0].setChecked(True)
        first = self._asked[0][1].buttons()[0] if self._asked else None
        if first is not None:
            first.setFocus()

    def _show(self) -> None:
        titles, rows = self._preview(self.how)
        self._table.setColumnCount(len(titles))
        self._table.setRowCount(len(rows))
        self._table.setHorizontalHeaderLabels(titles)
        for down, row in enumerate(rows):
            for right, (words, fits) in enumerate(row):
                self._table.setItem(down, right, QTableWidgetItem(words if fits else f"✗ {words}"))
        self._table.resizeColumnsToContents()
        self._paste.setEnabled(all(group.checkedId() >= 0 for _, group in self._asked))
        self._paste.setDefault(self._paste.isEnabled())


def _choice(words: dict[Mark, str] | dict[Order, str], parent: QWidget) -> QButtonGroup:
    group = QButtonGroup(parent)
    for place, text in enumerate(words.values()):
        group.addButton(QRadioButton(text, parent), place)
    return group
