"""Decides how magnets within bought parts are entered: a line for each, checked as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from planner.store.erp import Hidden
from ui import icons
from ui.models.entry import number
from ui.style import NOTE, SECTION, SPACE
from ui.widgets.choice import Choice
from ui.widgets.words import Words

_HEADS = ("In the bought part", "Magnet, as you call it", "In one part", "Grade", "Mass of one, g", "Cost of one", "")
_WORDS = (
    "Does a part you buy, such as a motor, hold magnets of its own? Enter them here: they are planned as if you bought "
    "them yourself, and laid over the bill again after every import."
)


@dataclass(slots=True)
class _Line:
    """The fields of one magnet."""

    bought: QComboBox
    texts: tuple[QLineEdit, ...]
    remove: QPushButton

    @property
    def parts(self) -> tuple[QWidget, ...]:
        return (self.bought, *self.texts, self.remove)

    @property
    def is_blank(self) -> bool:
        return not any(one.strip() for one in (self.bought.currentText(), *(text.text() for text in self.texts)))


class HiddenMagnets(QFrame):
    """Magnets hidden in bought parts.

    Args:
        locale: numbers are written in it.
        parent: owns the form.
    """

    changed = Signal()

    def __init__(self, locale: QLocale, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._locale = locale
        self._lines: list[_Line] = []
        self._names: tuple[str, ...] = ()
        self._title = Words("Magnets hidden in bought parts", self, size=SECTION, bold=True)
        self._meaning = Words(_WORDS, self, tone="muted", wrap=True)
        self._complaint = Words("", self, tone="red", wrap=True)
        self._heads = [Words(head, self, size=NOTE, tone="muted") for head in _HEADS]
        self._add = QPushButton("Add a magnet", self)
        self._lay_out()
        self._add.clicked.connect(self._add_one)
        self._tell()

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE)
        self._grid.setVerticalSpacing(4)
        for column, stretch in enumerate((3, 3, 1, 2, 2, 2, 0)):
            self._grid.addWidget(self._heads[column], 0, column)
            self._grid.setColumnStretch(column, stretch)
        row = QHBoxLayout()
        row.addWidget(self._add)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 12)
        box.setSpacing(SPACE)
        for part in (self._title, self._meaning):
            box.addWidget(part)
        box.addLayout(self._grid)
        box.addWidget(self._complaint)
        box.addLayout(row)

    def offer(self, parts: Iterable[str]) -> None:
        """Offer these as bought parts."""
        self._names = tuple(parts)
        for line in self._lines:
            told = line.bought.currentText()
            line.bought.clear()
            line.bought.addItems(self._names)
            line.bought.setCurrentText(told)

    def show_hidden(self, hidden: Sequence[Hidden]) -> None:
        """Show what was entered before."""
        for line in list(self._lines):
            self._take_out(line)
        for one in hidden:
            line = self._new_line()
            line.bought.setCurrentText(one.bought)
            values = (one.magnet, one.quantity, one.grade, one.mass_g, one.standard_cost)
            for field, value in zip(line.texts, values, strict=True):
                field.setText(value if isinstance(value, str) else "" if value is None else self._written(value))
        self._tell()

    @property
    def hidden(self) -> tuple[Hidden, ...]:
        """What is entered; lines that cannot be are missing, ``complaint`` says so."""
        read = [self._read(line) for line in self._lines if not line.is_blank]
        return tuple(one for one in read if isinstance(one, Hidden))

    @property
    def complaint(self) -> str:
        """What is wrong with the first line that cannot be read; empty where all can."""
        read = (self._read(line) for line in self._lines if not line.is_blank)
        return next((one for one in read if isinstance(one, str)), "")

    def _add_one(self) -> None:
        line = self._new_line()
        self._tell()
        line.bought.setFocus()

    def _new_line(self) -> _Line:
        bought = Choice(self)
        bought.setEditable(True)
        bought.addItems(self._names)
        bought.setCurrentIndex(-1)
        bought.setMinimumContentsLength(8)
        bought.setAccessibleName(_HEADS[0])
        texts = tuple(QLineEdit(self) for _ in range(5))
        for field, head in zip(texts, _HEADS[1:6], strict=True):
            field.setAccessibleName(head)
            field.textChanged.connect(self._changed)
        texts[2].setPlaceholderText("N42SH")
        remove = QPushButton(icons.icon("close"), "", self)
        remove.setAccessibleName("Take this magnet out")
        remove.setToolTip("Take this magnet out")
        line = _Line(bought, texts, remove)
        bought.editTextChanged.connect(self._changed)
        remove.clicked.connect(lambda: self._removed(line))
        self._lines.append(line)
        for column, part in enumerate(line.parts):
            self._grid.addWidget(part, self._grid.rowCount() if column == 0 else self._grid.rowCount() - 1, column)
        return line

    def _removed(self, line: _Line) -> None:
        self._take_out(line)
        self._changed()
        self._add.setFocus()

    def _take_out(self, line: _Line) -> None:
        self._lines.remove(line)
        for part in line.parts:
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()

    def _changed(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        for head in self._heads:
            head.setVisible(bool(self._lines))
        self._complaint.setText(self.complaint)
        self._complaint.setVisible(bool(self._complaint.text()))

    def _read(self, line: _Line) -> Hidden | str:
        bought = line.bought.currentText().strip()
        magnet, count, grade, mass, cost = (field.text().strip() for field in line.texts)
        if not bought or not magnet:
            return "Name the bought part and the magnet within it."
        if bought.casefold() == magnet.casefold():
            return f"'{magnet}' cannot be within itself. Give the magnet a name of its own."
        numbers: list[float | None] = []
        for head, text in ((_HEADS[2], count), (_HEADS[4], mass), (_HEADS[5], cost)):
            value, clear = number(text, self._locale) if text else (0.0, True)
            if not clear or value < 0:
                return f"{head} of '{magnet}' is '{text}', which is no number here. Write it like {self._written(2.5)}."
            numbers.append(value if text else None)
        if not numbers[0]:
            return f"Enter how many '{magnet}' one '{bought}' holds."
        return Hidden(bought, magnet, numbers[0], 0.0, grade or None, numbers[1], numbers[2])

    def _written(self, value: float) -> str:
        return self._locale.toString(value, "f", QLocale.FloatingPointPrecisionOption.FloatingPointShortest.value)
