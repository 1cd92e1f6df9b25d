"""Decides what is shown before an import changes anything: how many rows each table has now and would have."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner.tables.finding import Finding
from ui.models.findings import counted
from ui.style import ROW_HEIGHT, SECTION, SPACE, Look, font
from ui.widgets.finding_list import FindingList
from ui.widgets.words import Words


class PreviewBox(QDialog):
    """Import or leave it."""

    def __init__(
        self,
        name: str,
        rows: Sequence[tuple[str, int, int]],
        warnings: Sequence[Finding],
        look: Look,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Import")
        self._heading = Words(f"Import {name}?", self, size=SECTION, bold=True)
        self._message = Words(
            "Every table is replaced by the workbook's. You can undo it in one step.", self, wrap=True
        )
        self._table = _counts(rows, self)
        self._warnings = FindingList(look, self)
        self._warnings.findings_model().show(warnings)
        self._warnings.open_all()
        self._warned = Words(f"The workbook has {counted(len(warnings), 'warning')}:", self)
        for part in (self._warnings, self._warned):
            part.setVisible(bool(warnings))
        self._buttons = QDialogButtonBox(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        box.setSpacing(2 * SPACE)
        for part in (self._heading, self._message):
            box.addWidget(part)
        box.addWidget(self._table, 2)
        box.addWidget(self._warned)
        box.addWidget(self._warnings, 1)
        box.addWidget(self._buttons)
        self.resize(560, 600)

    def _connect(self) -> None:
        take = self._buttons.addButton("Import", QDialogButtonBox.ButtonRole.AcceptRole)
        take.setProperty("primary", True)
        take.style().unpolish(take)  # a button is dressed when it is made: dress it anew
        take.style().polish(take)
        take.setDefault(True)
        take.clicked.connect(self.accept)
        leave = self._buttons.addButton("Cancel", QDialogButtonBox.ButtonRole.RejectRole)
        leave.clicked.connect(self.reject)


def _counts(rows: Sequence[tuple[str, int, int]], parent: QWidget) -> QTableWidget:
    table = QTableWidget(len(rows), 3, parent)
    table.setAccessibleName("Rows of each table now and after the import")
    table.setHorizontalHeaderLabels(["Table", "Rows now", "Rows after"])
    table.verticalHeader().hide()
    table.verticalHeader().setAccessibleName("Row numbers")
    table.horizontalHeader().setAccessibleName("Column titles")
    table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    table.setShowGrid(False)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    if (first := table.horizontalHeaderItem(0)) is not None:
        first.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for place, (title, now, after) in enumerate(rows):
        for section, text in enumerate((title, f"{now:,}", f"{after:,}")):
            item = QTableWidgetItem(text)
            side = Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
            item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            if section == 2 and now != after:
                item.setFont(font(13, bold=True))
            table.setItem(place, section, item)
    return table
