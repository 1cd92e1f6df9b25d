"""Decides how the columns of an export are matched: header, some values, what each is, and where it ends up."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHeaderView,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner.store.erp import Answer, Use
from planner.store.erp.session import Sight
from planner.store.sheet_xml import column_letters
from planner.tables.inputs import table
from ui.style import BODY, SECTION, SPACE, font
from ui.tips import tip
from ui.widgets.choice import Choice
from ui.widgets.question_card import QuestionCards
from ui.widgets.words import Words

IN_COLUMNS = ("decimal_mark", "date_order", "mass_unit", "scrap_unit")
"""Openings of the ids of questions that are about how a column is written, and so are put beside the columns."""

_ROW = 40
_LEAVE = "Leave it alone"
_AROUND = 4  # pixels around a choice
_BESIDE = 72  # pixels beside its words: its frame, its arrow, and what is around it

_AROUND_NAME = 20  # pixels beside a word of a name

_CHOICE = 2
_WIDTHS = {0: (0.38, 230), 3: (0.34, 230)}
"""Share a column takes of the width beside the choices, and its most in pixels; the values take what is left."""
_MOST = 0.45
"""Share of the width that the choices take at most; else they are as wide as the longest that is chosen."""


class ColumnsStep(QWidget):
    """The second step."""

    roles_changed = Signal(object)
    """The role of every column, empty where it is left alone."""
    answered = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = Words("What the columns are", self, size=SECTION, bold=True)
        self._more = Words(
            "Change what was matched wrongly. Columns that are left alone do no harm.", self, tone="muted"
        )
        self._missing = QFrame(self)
        self._missing.setObjectName("notice")
        self._missing_words = Words("", self._missing, wrap=True)
        self._table = QTableWidget(0, 4, self)
        self._choices: dict[int, QComboBox] = {}
        self._cards = QuestionCards(self)
        self._scroll = QScrollArea(self)
        self._lay_out()
        self._dress()
        self._cards.answered.connect(self.answered)

    def _lay_out(self) -> None:
        strip = QVBoxLayout(self._missing)
        strip.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        strip.addWidget(self._missing_words)
        self._scroll.setWidget(self._cards)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE)
        for part in (self._title, self._more, self._missing):
            box.addWidget(part)
        box.addWidget(self._table, 3)
        box.addWidget(self._scroll, 2)

    def _dress(self) -> None:
        self._table.setAccessibleName("Columns of the file and what they are")
        self._table.setHorizontalHeaderLabels(["Column of the file", "Some values", "It is", "Ends up in"])
        self._table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self._table.setShowGrid(False)
        self._table.setTabKeyNavigation(False)
        self._table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setAccessibleName("Row numbers")
        self._table.verticalHeader().setDefaultSectionSize(_ROW)
        head = self._table.horizontalHeader()
        head.setAccessibleName("Column titles")
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for section in (_CHOICE, *_WIDTHS):
            head.setSectionResizeMode(section, QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """No choice is cut: what a column is, is what has to be read and corrected here."""
        words = self.fontMetrics().horizontalAdvance
        chosen = max((words(field.currentText()) for field in self._choices.values()), default=0)
        choice = min(chosen + _BESIDE, round(_MOST * self.width()))
        self._table.setColumnWidth(_CHOICE, choice)
        for section, (share, most) in _WIDTHS.items():
            self._table.setColumnWidth(section, min(most, round(share * (self.width() - choice))))
        named = QFontMetrics(font(BODY, bold=True)).horizontalAdvance
        longest = max((named(word) for _, header in self._shown() for word in header.split()), default=0)
        least = min(longest + _AROUND_NAME, _WIDTHS[0][1])
        self._table.setColumnWidth(0, max(self._table.columnWidth(0), least))

    def show_sight(self, sight: Sight, answers: dict[str, Answer]) -> None:
        """Show how the columns are read."""
        mapping = sight.mapping
        if mapping is None:
            return
        if [(one.column, one.header) for one in mapping.uses] != self._shown() or not self._same_roles(sight):
            self._rebuild(sight)
        for row, use in enumerate(mapping.uses):
            if use.column in self._choices:
                field = self._choices[use.column]
                with QSignalBlocker(field):
                    field.setCurrentIndex(max(0, field.findData(use.role)))
            self._table.setItem(row, 3, _target(use))
        self._fit_columns()
        self._missing.setVisible(bool(mapping.missing))
        self._missing_words.setText(f"Still needed: {'; '.join(mapping.missing)}. Say which column it is.")
        asked = tuple(one for one in mapping.questions if one.id.startswith(IN_COLUMNS))
        self._cards.show_questions(asked, answers)
        self._scroll.setVisible(bool(asked))

    @property
    def answers(self) -> dict[str, Answer]:
        return self._cards.answers

    def point_out(self) -> bool:
        """Bring the keyboard to the first question that is open; False where none is."""
        return self._cards.point_out_open(self._scroll)

    def focus_first(self) -> None:
        """Bring the keyboard to the first column."""
        if self._choices:
            next(iter(self._choices.values())).setFocus()

    def _shown(self) -> list[tuple[int, str]]:
        items = [self._table.item(row, 0) for row in range(self._table.rowCount())]
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item is not None]

    def _same_roles(self, sight: Sight) -> bool:
        assert sight.mapping is not None
        ids = ["", *(one.id for one in sight.mapping.layout.roles())]
        return all([field.itemData(at) for at in range(field.count())] == ids for field in self._choices.values())

    def _rebuild(self, sight: Sight) -> None:
        assert sight.mapping is not None
        self._choices = {}
        self._table.setRowCount(0)
        self._table.setRowCount(len(sight.mapping.uses))
        for row, use in enumerate(sight.mapping.uses):
            name = QTableWidgetItem(f"{column_letters(use.column)}   {use.header}")
            name.setData(Qt.ItemDataRole.UserRole, (use.column, use.header))
            name.setFont(font(BODY, bold=True))
            name.setToolTip(tip(use.header))
            values = "  ·  ".join(sight.samples.get(use.column, ())) or "blank"
            sample = QTableWidgetItem(values)
            sample.setToolTip(tip(values))
            self._table.setItem(row, 0, name)
            self._table.setItem(row, 1, sample)
            if use.role or not use.targets:  # a month at the head of a forecast is nothing else
                self._table.setCellWidget(row, _CHOICE, self._choice(use, sight))

    def _choice(self, use: Use, sight: Sight) -> QWidget:
        assert sight.mapping is not None
        holder = QWidget(self._table)
        field = Choice(holder)
        field.setAccessibleName(f"What column {column_letters(use.column)}, {use.header}, is")
        field.addItem(_LEAVE, "")
        for role in sight.mapping.layout.roles():
            field.addItem(role.words, role.id)
        field.activated.connect(lambda _, column=use.column: self._chosen(column))
        self._choices[use.column] = field
        box = QVBoxLayout(holder)
        box.setContentsMargins(_AROUND, _AROUND, _AROUND, _AROUND)
        box.addWidget(field)
        longest = max(field.fontMetrics().horizontalAdvance(field.itemText(at)) for at in range(field.count()))
        field.view().setMinimumWidth(longest + _BESIDE)  # the list may be wider than what is chosen of it
        return holder

    def _chosen(self, column: int) -> None:
        """A role was chosen; the column that had it is left alone from now on."""
        role = self._choices[column].currentData()
        for other, field in self._choices.items():
            if role and other != column and field.currentData() == role:
                with QSignalBlocker(field):
                    field.setCurrentIndex(0)
        self.roles_changed.emit({at: field.currentData() for at, field in self._choices.items()})


def _target(use: Use) -> QTableWidgetItem:
    """Where a column ends up, in words; what to beware of on hover."""
    named = []
    for target in use.targets:
        table_id, _, column_id = target.partition(".")
        named.append(f"{table(table_id).title}: {table(table_id).field(column_id).title}")
    words = "; ".join(named) if named else ("helps to read the others" if use.role else "")
    item = QTableWidgetItem(words)
    item.setToolTip(tip("\n".join(text for text in (words, f"Beware: {use.trap}." if use.trap else "") if text)))
    return item
