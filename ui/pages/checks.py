"""Decides how problems are worked off: all findings in groups, the chosen one in full, the way to it and its cure."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from planner.tables.finding import Finding
from ui import icons
from ui.document import Document
from ui.models.findings import counted, tally, where
from ui.style import SECTION, SPACE, Look
from ui.widgets.choice import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.finding_list import FindingList
from ui.widgets.words import Words

_ALL, _ERRORS, _WARNINGS = range(3)


class ChecksPage(QWidget):
    """The findings of the case."""

    place_wanted = Signal(object)
    """The finding whose cell is wanted."""
    plan_wanted = Signal()
    marked_wanted = Signal()
    """A copy of the workbook with its findings marked is wanted."""

    def __init__(self, document: Document, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._title = Words("Checks", self, size=SECTION, bold=True)
        self._summary = Words("", self, tone="muted", wrap=True)
        self._severity = Choice(self)
        self._severity.addItems(["Errors and warnings", "Errors", "Warnings"])
        self._severity.setAccessibleName("Which findings")
        self._filter = QLineEdit(self)
        self._filter.setPlaceholderText("Filter the findings")
        self._filter.setToolTip("Words of a finding, a table or a name.")
        self._filter.setAccessibleName("Filter of the findings")
        self._filter.setClearButtonEnabled(True)
        self._marked = QPushButton("Save a marked copy…", self)
        self._marked.setToolTip("A workbook with a note and a colour at every cell that a finding names.")
        self._list = FindingList(look, self)
        self._detail = _Detail(self)
        self._full = QWidget(self)
        self._empty = EmptyState("good", self)
        self._stack = QStackedWidget(self)
        self.keys = self._list
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._summary)
        head = QHBoxLayout()
        head.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 12)
        head.setSpacing(SPACE)
        head.addLayout(words, 1)
        self._filter.setMaximumWidth(280)
        head.addWidget(self._filter, 1)
        head.addWidget(self._severity)
        head.addWidget(self._marked)
        full = QVBoxLayout(self._full)
        full.setContentsMargins(0, 0, 0, 0)
        full.setSpacing(0)
        full.addLayout(head)
        full.addWidget(self._list, 1)
        below = QVBoxLayout()
        below.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 12)
        below.addWidget(self._detail)
        full.addLayout(below)
        self._stack.addWidget(self._full)
        self._stack.addWidget(self._empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)

    def _connect(self) -> None:
        self._document.findings_changed.connect(self.refresh)
        self._marked.clicked.connect(self.marked_wanted)
        self._empty.button.clicked.connect(self.plan_wanted)
        self._severity.currentIndexChanged.connect(self.refresh)
        self._filter.textChanged.connect(self.refresh)
        self._list.chosen.connect(self.place_wanted)
        self._list.looked_at.connect(self._detail.show_finding)
        self._detail.go.clicked.connect(lambda: self.place_wanted.emit(self._list.current()))
        self._detail.mend.clicked.connect(self._mend)

    def refresh(self) -> None:
        """Show the document's findings that pass the filters."""
        found = self._document.findings
        before = self._list.current()
        self._list.findings_model().show(found, self._wanted)
        self._list.open_all(before)
        self._detail.show_finding(self._list.current())
        errors, warnings = tally(found)
        stops = "Errors stop planning." if errors else "Warnings do not stop planning."
        self._summary.setText(f"{counted(errors, 'error')}, {counted(warnings, 'warning')}. {stops}")
        self._stack.setCurrentWidget(self._full if found else self._empty)
        if self._document.is_empty:
            self._empty.say("Nothing to check yet", "Enter a case on the Data page, or open a workbook.")
        else:
            self._empty.say("Nothing to mend", "Every check of the data has passed. The case can be planned.", "Plan")

    def next_finding(self) -> Finding | None:
        """The finding after the one last gone to, round the end."""
        return self._list.step()

    def _wanted(self, finding: Finding) -> bool:
        severity = self._severity.currentIndex()
        if (severity == _ERRORS and not finding.is_error) or (severity == _WARNINGS and finding.is_error):
            return False
        wanted = self._filter.text().strip().casefold()
        return wanted in f"{finding.message} {where(finding)}".casefold()

    def _mend(self) -> None:
        finding = self._list.current()
        if finding is not None and finding.cure is not None:
            self._document.edit(finding.cure, f"mend {where(finding)}")


class _Detail(QFrame):
    """The chosen finding in full."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._where = Words("", self, tone="muted")
        self._sentence = Words("", self, wrap=True)
        self.go = QPushButton(icons.icon("goto"), "Go to the cell", self)
        self.mend = QPushButton(icons.icon("cure"), "Mend it", self)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._where)
        words.addWidget(self._sentence)
        box = QHBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 12)
        box.setSpacing(SPACE)
        box.addLayout(words, 1)
        box.addWidget(self.mend)
        box.addWidget(self.go)

    def show_finding(self, finding: Finding | None) -> None:
        self._where.setText(where(finding) if finding else "")
        self._sentence.setText(finding.message if finding else "Choose a finding to read it in full.")
        self.go.setEnabled(finding is not None and bool(finding.table))
        self.mend.setVisible(finding is not None and finding.cure is not None)
