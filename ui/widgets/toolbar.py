"""Decides what stands at the top of the window: the name of the case, and the three things that matter here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui import icons
from ui.style import BAR_HEIGHT, SECTION, SPACE
from ui.tips import tip
from ui.widgets.words import Words


class Toolbar(QFrame):
    """The bar above the pages."""

    def __init__(self, actions: Sequence[QAction], primary: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setFixedHeight(BAR_HEIGHT)
        self._full = self._mark = ""
        self._name = Words("", self, size=SECTION, bold=True)
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        box = QHBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 0, 2 * SPACE, 0)
        box.setSpacing(SPACE)
        box.addWidget(self._name, 1)
        for action in actions:
            box.addWidget(ActionButton(action, self, primary=action is primary))

    def show_name(self, name: str, path: str, mark: str = "") -> None:
        """Show the name of the case; where it is too long it is cut and said in full on hover, with its file.

        Args:
            name: of the case.
            path: of its file, if it has one.
            mark: what stands behind the name and is never cut: that it may not be saved, or is not.
        """
        self._full, self._mark = name, mark
        self._name.setAccessibleName(f"{name}{mark}")
        self._name.setToolTip(tip("\n".join(part for part in (f"{name}{mark}", path) if part)))
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        metrics = self._name.fontMetrics()
        room = max(0, self._name.width() - metrics.horizontalAdvance(self._mark))
        self._name.setText(f"{metrics.elidedText(self._full, Qt.TextElideMode.ElideRight, room)}{self._mark}")


class ActionButton(QPushButton):
    """A button that is its action: same words, same picture, of use at the same times."""

    def __init__(self, action: QAction, parent: QWidget, *, primary: bool = False) -> None:
        super().__init__(parent)
        self._action = action
        self._primary = primary
        self.setProperty("primary", primary)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        action = self._action
        self.setText(action.text().rstrip("…"))
        self.setAccessibleName(action.text())
        self.setToolTip(action.toolTip())
        self.setEnabled(action.isEnabled())
        if self._primary and action.isEnabled():
            self.setIcon(icons.icon("run", QPalette.ColorRole.HighlightedText))
        else:
            self.setIcon(action.icon())
