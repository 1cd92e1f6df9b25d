"""Decides how an export is shown as it was found: what it may be, its first rows, and how to correct either."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner.store.erp import Guess
from planner.store.erp.session import Sight
from planner.store.sheet_xml import column_letters
from ui.style import BODY, ROW_HEIGHT, SECTION, SPACE, font
from ui.widgets.choice import Choice
from ui.widgets.words import Words

_SEPARATORS = {"\t": "Tab", ";": "Semicolon ;", ",": "Comma ,", "|": "Bar |"}
_ENCODINGS = {
    "utf-8": "Unicode (UTF-8)",
    "utf-8-sig": "Unicode (UTF-8)",
    "utf-16": "Unicode (UTF-16)",
    "utf-16-le": "Unicode (UTF-16)",
    "utf-16-be": "Unicode (UTF-16, big end first)",
    "cp1252": "Western (Windows-1252)",
    "cp1250": "Central European (1250)",
    "gb18030": "Chinese (GB 18030)",
    "big5": "Chinese (Big5)",
    "cp932": "Japanese (Shift-JIS)",
    "euc-kr": "Korean (EUC-KR)",
}
_SURE, _LIKELY = 0.85, 0.6
_WIDEST = 220
_BESIDE = 48  # pixels beside the words of a choice: its frame and its arrow


class SourceStep(QWidget):
    """The first step."""

    corrected = Signal(str, object)
    """What was chosen otherwise (layout, sheet, encoding, separator, header) and its value."""
    forget_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._found = Words("", self, size=SECTION, bold=True)
        self._more = Words("", self, tone="muted", wrap=True)
        self._fields = {
            "layout": _field("It is", self),
            "sheet": _field("Sheet", self),
            "encoding": _field("Letters", self),
            "separator": _field("Cells are parted by", self),
        }
        self._recalled = QFrame(self)
        self._recalled.setObjectName("card")
        self._recalled_words = Words(
            "Such an export was imported before: it is read as you had it then.", self._recalled, wrap=True
        )
        self._forget = QPushButton("Forget how", self._recalled)
        self._rows_title = Words("The first rows. Choose the row of the headers if it is another.", self)
        self._rows = _Rows(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        fields = QHBoxLayout()
        fields.setSpacing(2 * SPACE)
        for name, field in self._fields.items():
            holder = QWidget(self)
            field.setProperty("holder", holder)
            pair = QVBoxLayout(holder)
            pair.setContentsMargins(0, 0, 0, 0)
            pair.setSpacing(4)
            pair.addWidget(self._label(field))
            pair.addWidget(field)
            fields.addWidget(holder, 3 if name == "layout" else 2)
        recalled = QHBoxLayout(self._recalled)
        recalled.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        recalled.addWidget(self._recalled_words, 1)
        recalled.addWidget(self._forget)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE)
        box.addWidget(self._found)
        box.addWidget(self._more)
        box.addSpacing(SPACE)
        box.addLayout(fields)
        box.addWidget(self._recalled)
        box.addSpacing(SPACE)
        box.addWidget(self._rows_title)
        box.addWidget(self._rows, 1)

    def focus_first(self) -> None:
        """Bring the keyboard to what the file is taken for."""
        self._fields["layout"].setFocus()

    def _label(self, field: QComboBox) -> QLabel:
        label = Words(field.accessibleName(), self, tone="muted")
        label.setBuddy(field)
        return label

    def _connect(self) -> None:
        for name, field in self._fields.items():
            field.activated.connect(lambda _, name=name, field=field: self.corrected.emit(name, field.currentData()))
        self._rows.header_chosen.connect(lambda place: self.corrected.emit("header", place))
        self._forget.clicked.connect(self.forget_wanted)

    def show_sight(self, sight: Sight) -> None:
        """Show what was found."""
        titles = dict(sight.layouts)
        mapping = sight.mapping
        if mapping is None:
            self._found.setText("This is like no export that is known")
            self._more.setText("Say what it is, and which of its rows holds the headers; then match its columns.")
        else:
            guess = next((one for one in sight.guesses if one.layout == mapping.layout.id), None)
            self._found.setText(titles[mapping.layout.id])
            self._more.setText(f"{_how_sure(guess, sight)} {sight.rows - mapping.header - 1:,} rows below the headers.")
        likely = [one.layout for one in sight.guesses]
        others = sorted((id for id in titles if id not in likely), key=lambda id: titles[id].casefold())
        self._fill("layout", [(titles[id], id) for id in (*likely, *others)], mapping.layout.id if mapping else "")
        self._fill("sheet", [(one, one) for one in sight.sheets], sight.sheet)
        encodings = {_ENCODINGS.get(one, one): one for one in reversed(sight.encodings)}
        self._fill("encoding", [*reversed(encodings.items())], sight.encoding)
        known = _SEPARATORS if sight.separator in _SEPARATORS else {**_SEPARATORS, sight.separator: sight.separator}
        self._fill("separator", [(words, mark) for mark, words in known.items()], sight.separator)
        self._recalled.setVisible(sight.recalled)
        self._rows.show_head(sight)

    def _fill(self, name: str, choices: list[tuple[str, str]], chosen: str) -> None:
        field = self._fields[name]
        with QSignalBlocker(field):
            field.clear()
            for words, value in choices:
                field.addItem(words, value)
            field.setCurrentIndex(next((at for at, (_, value) in enumerate(choices) if value == chosen), -1))
        wide = field.fontMetrics().horizontalAdvance(field.currentText()) + _BESIDE
        field.setMinimumWidth(min(wide, _WIDEST))
        visible = bool(choices) and bool(chosen or name == "layout") and not (name == "sheet" and len(choices) < 2)
        field.property("holder").setVisible(visible)


class _Rows(QTableWidget):
    """The first rows of the file; Enter or a double click on one makes it the row of the headers."""

    header_chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("First rows of the file")
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setToolTip("Double-click the row that holds the headers, or press Enter on it.")
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setAccessibleName("Row numbers")
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.verticalHeader().setMinimumWidth(40)
        self.horizontalHeader().setAccessibleName("Columns of the file")
        self.doubleClicked.connect(self._choose)

    def show_head(self, sight: Sight) -> None:
        """Show the first rows, that of the headers bold."""
        self.clear()
        width = max((len(texts) for _, texts in sight.head), default=0)
        self.setRowCount(len(sight.head))
        self.setColumnCount(width)
        self.setHorizontalHeaderLabels([column_letters(column) for column in range(1, width + 1)])
        self.setVerticalHeaderLabels([f"{number}" for number, _ in sight.head])
        plain, bold = font(BODY), font(BODY, bold=True)
        for place, (_, texts) in enumerate(sight.head):
            for section, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setFont(bold if place == sight.header else plain)
                self.setItem(place, section, item)
        self.resizeColumnsToContents()
        for section in range(width):
            self.setColumnWidth(section, min(_WIDEST, max(48, self.columnWidth(section))))
        if sight.head:
            self.setCurrentCell(min(sight.header, len(sight.head) - 1), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.header_chosen.emit(self.currentRow())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        self.header_chosen.emit(index.row())


def _field(name: str, parent: QWidget) -> QComboBox:
    made = Choice(parent)
    made.setAccessibleName(name)
    made.setPlaceholderText("Choose …")
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(12)
    return made


def _how_sure(guess: Guess | None, sight: Sight) -> str:
    if sight.recalled:
        return "As remembered."
    if guess is None:
        return "As you have chosen."
    if guess.confidence >= _SURE:
        return "Recognised by its headers."
    return "Likely, by its headers." if guess.confidence >= _LIKELY else "Perhaps: few of its headers are known."
