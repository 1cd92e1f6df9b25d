"""Decides how a workbook that cannot be taken says why: every finding at once, with its sheet and cell."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from planner.tables.finding import Finding
from ui.models.findings import counted, tally, where
from ui.style import SECTION, SPACE, Look
from ui.widgets.finding_list import FindingList
from ui.widgets.words import Words


class FindingsBox(QDialog):
    """The findings of an import, to read, to copy and to have marked in a copy of the workbook; nothing was changed."""

    MARKED = 2
    """What the box ends with where a marked copy is wanted."""

    def __init__(self, name: str, findings: Sequence[Finding], look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Not imported")
        errors, warnings = tally(findings)
        self._findings = findings
        self._heading = Words(f"{name} was not imported", self, size=SECTION, bold=True)
        more = f" and {counted(warnings, 'warning')}" if warnings else ""
        self._message = Words(
            f"It has {counted(errors, 'error')}{more}. Your case was not changed. Mend them in Excel, save, "
            "and import the workbook again.",
            self,
            wrap=True,
        )
        self._list = FindingList(look, self)
        self._list.findings_model().show(findings)
        self._list.open_all()
        self._sentence = Words("", self, wrap=True)
        self._sentence.setMinimumHeight(40)
        self._buttons = QDialogButtonBox(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        box.setSpacing(2 * SPACE)
        for part in (self._heading, self._message):
            box.addWidget(part)
        box.addWidget(self._list, 1)
        box.addWidget(self._sentence)
        box.addWidget(self._buttons)
        self.resize(760, 520)

    def _connect(self) -> None:
        self._list.looked_at.connect(self._say)
        self._say(self._list.current())
        copy = self._buttons.addButton("Copy all", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._copy)
        mark = self._buttons.addButton("Save a marked copy…", QDialogButtonBox.ButtonRole.ActionRole)
        mark.setToolTip("A copy of the workbook with a note at every cell named here.")
        mark.clicked.connect(lambda: self.done(self.MARKED))
        close = self._buttons.addButton("Close", QDialogButtonBox.ButtonRole.RejectRole)
        close.clicked.connect(self.reject)
        close.setDefault(True)

    def _say(self, finding: Finding | None) -> None:
        self._sentence.setText(finding.message if finding else "")

    def _copy(self) -> None:
        lines = (f"{one.severity.value}\t{where(one)}\t{one.message}" for one in self._findings)
        QApplication.clipboard().setText("\n".join(lines))
