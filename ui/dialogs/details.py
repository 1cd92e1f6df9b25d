"""Decides how a message with details looks: the words first, the details to unfold and to copy."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from ui.style import SECTION as SECTION_SIZE
from ui.style import SPACE
from ui.widgets.words import Words

_LEAST = 160  # pixels of details: enough to read what they are about


class DetailsBox(QDialog):
    """A message, its details, a button that copies both, and one that opens the folder of the log if there is one."""

    def __init__(
        self,
        title: str,
        message: str,
        details: str,
        parent: QWidget,
        *,
        shown: bool = False,
        log: Path | None = None,
    ) -> None:
        super().__init__(parent)
        self._log = log
        self.setWindowTitle(title)
        self._text = f"{message}\n\n{details}"
        self._heading = Words(title, self, size=SECTION_SIZE, bold=True)
        self._message = Words(message, self, wrap=True)
        self._details = QPlainTextEdit(details, self)
        self._details.setReadOnly(True)
        self._details.setAccessibleName("Details")
        if not shown:
            self._details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._details.setMinimumHeight(_LEAST)
        self._details.setVisible(shown)
        self._buttons = QDialogButtonBox(self)
        self._lay_out()
        self._connect(shown)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        box.setSpacing(2 * SPACE)
        for part in (self._heading, self._message, self._details, self._buttons):
            box.addWidget(part)
        self.setMinimumWidth(520)

    def _connect(self, shown: bool) -> None:
        if not shown:
            unfold = self._buttons.addButton("Details", QDialogButtonBox.ButtonRole.ActionRole)
            unfold.clicked.connect(self._unfold)
        if self._log is not None:
            folder = QUrl.fromLocalFile(str(self._log))
            log = self._buttons.addButton("Log folder", QDialogButtonBox.ButtonRole.ActionRole)
            log.setToolTip(str(self._log))
            log.clicked.connect(lambda: QDesktopServices.openUrl(folder))
        copy = self._buttons.addButton("Copy", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QApplication.clipboard().setText(self._text))
        close = self._buttons.addButton("Close", QDialogButtonBox.ButtonRole.RejectRole)
        close.clicked.connect(self.reject)
        close.setDefault(True)
        close.setFocus()

    def _unfold(self) -> None:
        """Show the details, or fold them away; the box is as high as what it shows."""
        self._details.setVisible(not self._details.isVisible())
        self.adjustSize()
