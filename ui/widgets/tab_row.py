"""Decides how tabs are reached for which there is no room: by arrows beside them, and by a list of all of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QTabBar, QToolButton, QWidget


class _Tabs(QTabBar):
    """Tabs that the wheel does not turn: it scrolls what is around."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class TabRow(QWidget):
    """A row of tabs, and where it is too long a button that lists them.

    Args:
        name: what a screen reader calls the tabs, such as "Charts".
        parent: the page.

    Attributes:
        bar: the tabs.
    """

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.bar = _Tabs(self)
        self.bar.setAccessibleName(name)
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(True)
        self.bar.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._menu = QMenu(self)
        self._all = QToolButton(self)
        self._all.setProperty("lists", True)
        self._all.setMenu(self._menu)
        self._all.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._all.setAccessibleName(f"All of {name}")
        self._all.setToolTip("List all of them, those without room too")
        self._all.hide()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.bar)
        box.addWidget(self._all)
        box.addStretch(1)
        self._menu.aboutToShow.connect(self._list)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # other tabs, or in another font
            self._fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Offer the list where tabs are cut or out of sight.

        Unseen tabs are not asked for their size: the bar would then take them for laid out, and tell the row nothing.
        """
        if not self.bar.isVisible():
            return
        self._all.setText(f"All {self.bar.count()}")
        self._all.setVisible(self.bar.sizeHint().width() > self.width())

    def _list(self) -> None:
        self._menu.clear()
        for place in range(self.bar.count()):
            action = self._menu.addAction(self.bar.tabText(place))
            action.setCheckable(True)
            action.setChecked(place == self.bar.currentIndex())
            action.triggered.connect(partial(self._turn, place))

    def _turn(self, place: int) -> None:
        self.bar.setCurrentIndex(place)
        self.bar.setFocus()
