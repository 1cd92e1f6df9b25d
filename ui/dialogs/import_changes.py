"""Decides how an import is shown before it happens: each table with its rows, every change, and what was found."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from planner.store.erp import Kind, Mode
from planner.store.erp.session import Preview, TableCount
from planner.tables.finding import Finding
from planner.tables.inputs import table
from ui.models.findings import counted, tally
from ui.models.import_changes import WORDS, ChangesModel
from ui.style import ROW_HEIGHT, SECTION, SPACE, Look
from ui.widgets.choice import Choice
from ui.widgets.finding_list import FindingList
from ui.widgets.words import Words

_ROW = 36
_BESIDE = 64  # pixels beside the words of a choice: its frame, its arrow, and what is around it
_MODES: tuple[tuple[str, Mode | None], ...] = (
    ("Change and add rows", Mode.UPDATE),
    ("Only add new rows", Mode.ADD),
    ("Replace all rows", Mode.REPLACE),
    ("Leave the table alone", None),
)
_HEADS = ("Table", "What to do", "Rows now", "Added", "Changed", "Removed", "Rows after")


class ChangesStep(QWidget):
    """The last step."""

    mode_changed = Signal(str, object)
    """Id of a table and how it is merged; None leaves it alone."""
    marked_wanted = Signal()
    """A copy of the file with the findings marked is wanted."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._preview: Preview | None = None
        self._title = Words("", self, size=SECTION, bold=True)
        self._more = Words("", self, tone="muted", wrap=True)
        self._counts = QTableWidget(0, len(_HEADS), self)
        self._tabs = QTabWidget(self)
        self._kind = Choice(self)
        self._filter = QLineEdit(self)
        self._model = ChangesModel(self)
        self._changes = QTableView(self)
        self._findings = FindingList(look, self)
        self._sentence = Words("", self, wrap=True)
        self._marked = QPushButton("Save a marked copy…", self)
        self._dress()
        self._lay_out()
        self._connect()

    def _dress(self) -> None:
        self._kind.addItem("All changes", None)
        for kind, words in WORDS.items():
            self._kind.addItem(words, kind)
        self._kind.setAccessibleName("Which changes")
        self._filter.setPlaceholderText("Filter: a table, a name")
        self._filter.setAccessibleName("Filter of the changes")
        self._filter.setClearButtonEnabled(True)
        self._changes.setModel(self._model)
        self._changes.setObjectName("list")
        self._changes.setAccessibleName("Changes, row by row")
        self._counts.setAccessibleName("What becomes of each table")
        self._counts.setHorizontalHeaderLabels(list(_HEADS))
        self._tabs.tabBar().setAccessibleName("Changes and findings")
        self._sentence.setMinimumHeight(40)
        self._marked.setToolTip("A copy of the workbook with a note at every cell that was found wanting.")
        for view in (self._counts, self._changes):
            view.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
            view.setShowGrid(False)
            view.setTabKeyNavigation(False)
            view.setWordWrap(False)
            view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
            view.verticalHeader().hide()
            view.verticalHeader().setAccessibleName("Row numbers")
            view.verticalHeader().setDefaultSectionSize(_ROW if view is self._counts else ROW_HEIGHT)
            view.horizontalHeader().setAccessibleName("Column titles")
        self._counts.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self._counts.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = self._counts.horizontalHeader()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        longest = max(self.fontMetrics().horizontalAdvance(one) for one, _ in _MODES)
        self._counts.setColumnWidth(1, longest + _BESIDE)
        for section in range(len(_HEADS)):
            side = Qt.AlignmentFlag.AlignRight if section > 1 else Qt.AlignmentFlag.AlignLeft
            if (item := self._counts.horizontalHeaderItem(section)) is not None:
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            if section > 1:  # what a table is called must not be cut where the window is narrow
                head.setSectionResizeMode(section, QHeaderView.ResizeMode.ResizeToContents)

    def _lay_out(self) -> None:
        changes = QWidget(self)
        row = QHBoxLayout()
        row.addWidget(self._filter, 1)
        row.addWidget(self._kind)
        inside = QVBoxLayout(changes)
        inside.setContentsMargins(0, SPACE, 0, 0)
        inside.addLayout(row)
        inside.addWidget(self._changes, 1)
        findings = QWidget(self)
        below = QHBoxLayout()
        below.addWidget(self._sentence, 1)
        below.addWidget(self._marked)
        found = QVBoxLayout(findings)
        found.setContentsMargins(0, SPACE, 0, 0)
        found.addWidget(self._findings, 1)
        found.addLayout(below)
        self._tabs.addTab(changes, "Changes")
        self._tabs.addTab(findings, "Findings")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE)
        for part in (self._title, self._more, self._counts):
            box.addWidget(part)
        box.addWidget(self._tabs, 1)

    def _connect(self) -> None:
        self._kind.currentIndexChanged.connect(self._show_changes)
        self._filter.textChanged.connect(self._show_changes)
        self._findings.looked_at.connect(self._say)
        self._marked.clicked.connect(self.marked_wanted)

    def show_preview(self, preview: Preview, *, is_workbook: bool) -> None:
        """Show what taking the export would do."""
        self._preview = preview
        errors, warnings = tally(preview.findings)
        self._title.setText(_headline(preview, errors))
        self._more.setText(_meaning(preview, errors))
        self._show_counts(preview)
        self._show_changes()
        self._findings.findings_model().show(preview.findings)
        self._findings.open_all()
        self._say(self._findings.current())
        self._marked.setVisible(is_workbook and bool(preview.findings))
        self._tabs.setTabText(0, f"Changes ({len(preview.changes):,})")
        self._tabs.setTabText(1, f"Findings ({errors + warnings:,})")
        self._tabs.setCurrentIndex(1 if errors or not preview.changes else 0)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self._preview.findings if self._preview is not None else ()

    def focus_first(self) -> None:
        """Bring the keyboard to what is to be read."""
        (self._findings if self._tabs.currentIndex() else self._changes).setFocus()

    def _show_counts(self, preview: Preview) -> None:
        tables = [self._counts.item(row, 0) for row in range(self._counts.rowCount())]
        ids = [item.data(Qt.ItemDataRole.UserRole) for item in tables if item is not None]
        if ids != [one.table for one in preview.counts]:
            self._counts.setRowCount(0)
            self._counts.setRowCount(len(preview.counts))
            for row, one in enumerate(preview.counts):
                self._counts.setCellWidget(row, 1, self._mode(one))
        for row, one in enumerate(preview.counts):
            self._show_count(row, one)
        self._counts.setFixedHeight(
            min(6, len(preview.counts)) * _ROW + self._counts.horizontalHeader().sizeHint().height() + 4
        )
        self._counts.setVisible(bool(preview.counts))

    def _show_count(self, row: int, one: TableCount) -> None:
        name = QTableWidgetItem(table(one.table).title)
        name.setData(Qt.ItemDataRole.UserRole, one.table)
        self._counts.setItem(row, 0, name)
        for section, value in enumerate((one.now, one.added, one.changed, one.removed, one.after), start=2):
            item = QTableWidgetItem(f"{value:,}" if value or section in (2, 6) else "–")
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._counts.setItem(row, section, item)
        holder = self._counts.cellWidget(row, 1)
        field = holder.findChild(QComboBox) if holder is not None else None
        if field is not None:
            with QSignalBlocker(field):
                field.setCurrentIndex([mode for _, mode in _MODES].index(one.mode))

    def _mode(self, one: TableCount) -> QWidget:
        holder = QWidget(self._counts)
        field = Choice(holder)
        field.setAccessibleName(f"What to do with {table(one.table).title}")
        for words, mode in _MODES:
            field.addItem(words, mode)
        field.activated.connect(lambda _, id=one.table, field=field: self.mode_changed.emit(id, field.currentData()))
        box = QVBoxLayout(holder)
        box.setContentsMargins(4, 2, 4, 2)
        box.addWidget(field)
        return holder

    def _show_changes(self) -> None:
        if self._preview is None:
            return
        kind = self._kind.currentData()
        self._model.show(self._preview.changes, kind if isinstance(kind, Kind) else None, self._filter.text())
        for section, width in ((0, 90), (1, 140), (2, 560)):
            self._changes.setColumnWidth(section, width)
        self._changes.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)

    def _say(self, finding: Finding | None) -> None:
        self._sentence.setText(finding.message if finding else "")


def _headline(preview: Preview, errors: int) -> str:
    if errors:
        return f"{counted(errors, 'error')} in the file"
    if preview.says_nothing:
        return "The file says nothing, read so"
    if not preview.changes:
        return "Nothing changes: the case says all of it already"
    return f"{counted(len(preview.changes), 'change')} to the case"


def _meaning(preview: Preview, errors: int) -> str:
    if errors:
        return "Nothing can be imported while the file has errors. Mend them there, or go back and read it otherwise."
    if preview.says_nothing:
        return "Go back and choose what it is, its columns, or the parts that count."
    return "Nothing has been changed yet. Import makes all of it one step, which Undo takes back."
