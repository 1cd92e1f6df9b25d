"""Decides how tests read a page: its words, its tiles, and the table behind a tab, as somebody who looks sees them."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QApplication, QLabel, QTabBar, QWidget

from ui.widgets.grid import Grid
from ui.widgets.tile import Tile


class WithTables(Protocol):
    """A page with tables behind tabs."""

    @property
    def grid(self) -> Grid | None: ...

    def findChildren(self, kind: type[QTabBar], /) -> list[QTabBar]: ...


def words(page: QWidget) -> str:
    """All that is to be read."""
    QApplication.processEvents()
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def tiles(page: QWidget) -> list[str]:
    """The headline, tile by tile."""
    return [one.accessibleName() for one in page.findChildren(Tile)]


def table(page: WithTables, tabs: str, title: str) -> list[list[str]]:
    """What a table shows, turned to by its tab.

    Args:
        page: where it is.
        tabs: what a screen reader calls the tabs.
        title: of the tab.
    """
    (bar,) = [one for one in page.findChildren(QTabBar) if one.accessibleName() == tabs]
    bar.setCurrentIndex([bar.tabText(place) for place in range(bar.count())].index(title))
    grid = page.grid
    assert grid is not None
    model = grid.cells_model()
    sections = range(model.columnCount())
    return [[str(model.index(row, section).data()) for section in sections] for row in range(model.rowCount())]
