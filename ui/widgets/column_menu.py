"""Decides what can be done with a column: sort it, show only what meets a condition, or only some of its values."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.tables.column import Value
from ui.models.cells import CellsModel
from ui.models.filters import HINT
from ui.style import NOTE, SPACE
from ui.widgets.choice import Choice
from ui.widgets.words import Words

_WIDTH = 320
_ROW = 24  # pixels of a value
_MOST = 500  # values listed; the search line reaches the others
_CONDITIONS = (
    ("contains", "{}"),
    ("is", "={}"),
    ("is not", "<>{}"),
    ("is more than", ">{}"),
    ("is at least", ">={}"),
    ("is less than", "<{}"),
    ("is at most", "<={}"),
    ("is blank", "="),
    ("is not blank", "<>"),
)


class ColumnMenu(QFrame):
    """Opens at a column's head, and closes once something was chosen or with Esc."""

    sort_wanted = Signal(object)
    """(section, order), or None for the table's own order."""
    filter_wanted = Signal(int, object)
    """Section, and its filter; see ``filters.predicate``."""

    def __init__(self, model: CellsModel, section: int, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("card")
        self._model, self._section = model, section
        self._title = model.heading(section).title
        self._values = model.values_in(section)
        now = model.filters.get(section)
        self._checked: set[Value] = set(now) if isinstance(now, frozenset) else set(self._values)
        self._condition = Choice(self)
        self._line = QLineEdit(now if isinstance(now, str) else "", self)
        self._search = QLineEdit(self)
        self._all = QPushButton("All", self)
        self._none = QPushButton("None", self)
        self._list = QListWidget(self)
        self._more = Words("", self, size=NOTE, tone="muted", wrap=True)
        self._apply = QPushButton("Show chosen", self)
        self._clear = QPushButton("Show all rows", self)
        self._lay_out()
        self._connect()
        self._fill()
        self._line.setFocus()

    def _lay_out(self) -> None:
        self.setFixedWidth(_WIDTH)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        box.setSpacing(SPACE // 2)
        for words, order in (
            ("Sort rising", (self._section, Qt.SortOrder.AscendingOrder)),
            ("Sort falling", (self._section, Qt.SortOrder.DescendingOrder)),
            ("As in the table", None),
        ):
            button = QPushButton(words, self)
            button.clicked.connect(lambda _=False, wanted=order: self._end(lambda: self.sort_wanted.emit(wanted)))
            box.addWidget(button)
        self._condition.addItems([words for words, _ in _CONDITIONS])
        self._condition.setAccessibleName(f"Condition for {self._title}")
        self._line.setPlaceholderText(f"Show only {self._title.lower()} with …")
        self._line.setAccessibleName(f"Filter of {self._title}")
        self._line.setToolTip(HINT)
        self._line.setClearButtonEnabled(True)
        condition = QHBoxLayout()
        condition.addWidget(self._condition)
        condition.addWidget(self._line, 1)
        box.addLayout(condition)
        self._search.setPlaceholderText("Search the values")
        self._search.setAccessibleName(f"Search the values of {self._title}")
        find = QHBoxLayout()
        find.addWidget(self._search, 1)
        find.addWidget(self._all)
        find.addWidget(self._none)
        box.addLayout(find)
        self._list.setAccessibleName(f"Values of {self._title}")
        self._list.setFixedHeight(9 * _ROW)
        for part in (self._list, self._more):
            box.addWidget(part)
        end = QHBoxLayout()
        self._apply.setProperty("primary", True)
        end.addWidget(self._clear)
        end.addWidget(self._apply, 1)
        box.addLayout(end)

    def _connect(self) -> None:
        self._line.returnPressed.connect(self._filter)
        self._search.textChanged.connect(self._fill)
        self._search.returnPressed.connect(self._show_chosen)
        self._list.itemChanged.connect(self._tick)
        self._all.clicked.connect(lambda: self._tick_shown(Qt.CheckState.Checked))
        self._none.clicked.connect(lambda: self._tick_shown(Qt.CheckState.Unchecked))
        self._apply.clicked.connect(self._show_chosen)
        self._clear.clicked.connect(lambda: self._end(lambda: self.filter_wanted.emit(self._section, "")))

    def popup(self, place: QPoint) -> None:
        """Open at a place of the screen, or where there is room beside it."""
        self.adjustSize()
        room = self.screen().availableGeometry()
        left = max(room.left(), min(place.x(), room.right() - self.width()))
        top = max(room.top(), min(place.y(), room.bottom() - self.height()))
        self.move(left, top)
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _words(self, value: Value) -> str:
        if value is None:
            return "(blank)"
        return self._model.display.text(self._model.column_of(0, self._section), value)

    def _fill(self) -> None:
        """List the values that hold what is searched for."""
        wanted = self._search.text().strip().casefold()
        found = [(words, value) for value in self._values if wanted in (words := self._words(value)).casefold()]
        self._list.blockSignals(True)
        self._list.clear()
        for words, value in found[:_MOST]:
            item = QListWidgetItem(words, self._list)
            item.setSizeHint(QSize(0, _ROW))
            item.setData(Qt.ItemDataRole.UserRole, (value,))  # in a tuple: Qt would make numbers and lists its own
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if value in self._checked else Qt.CheckState.Unchecked)
        self._list.blockSignals(False)
        beyond = len(found) - _MOST
        self._more.setText(f"{beyond:,} more values: search to find them." if beyond > 0 else "")
        self._more.setVisible(beyond > 0)

    def _tick(self, item: QListWidgetItem) -> None:
        (value,) = item.data(Qt.ItemDataRole.UserRole)
        if item.checkState() is Qt.CheckState.Checked:
            self._checked.add(value)
        else:
            self._checked.discard(value)

    def _tick_shown(self, state: Qt.CheckState) -> None:
        """All or none of the values that hold what is searched for."""
        wanted = self._search.text().strip().casefold()
        found = {value for value in self._values if not wanted or wanted in self._words(value).casefold()}
        self._checked = self._checked | found if state is Qt.CheckState.Checked else self._checked - found
        self._fill()

    def _filter(self) -> None:
        _, pattern = _CONDITIONS[self._condition.currentIndex()]
        text = self._line.text().strip()
        filled = pattern.format(text) if text or "{}" not in pattern else ""
        self._end(lambda: self.filter_wanted.emit(self._section, filled))

    def _show_chosen(self) -> None:
        chosen: object = "" if self._checked >= set(self._values) else frozenset(self._checked)
        self._end(lambda: self.filter_wanted.emit(self._section, chosen))

    def _end(self, do: Callable[[], None]) -> None:
        do()
        self.close()
