"""Decides what is remembered of the window between two sessions: place, theme, sidebar, table, widths."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.pages.data import DataPage
    from ui.style import Look

_NARROWEST, _WIDEST = 24, 2000  # pixels


def restore(window: MainWindow, settings: QSettings) -> None:
    """Bring the window back to how it was left."""
    if geometry := settings.value("window"):
        window.restoreGeometry(geometry)
    window.sidebar.set_folded(settings.value("folded", False, bool) is True)


def restore_data(page: DataPage, settings: QSettings) -> None:
    """Bring the page of the tables back to how it was left; what settings say that makes no sense is left out."""
    table_id = settings.value("table", "")
    if isinstance(table_id, str) and page.has_table(table_id):
        page.show_table(table_id)
    page.set_widths(_widths(settings.value("widths", "")))
    if isinstance(split := settings.value("split"), QByteArray):
        page.split.restoreState(split)


def remember(window: MainWindow, settings: QSettings, look: Look) -> None:
    """Write down how the window is left."""
    settings.setValue("window", window.saveGeometry())
    settings.setValue("folded", window.sidebar.folded)
    settings.setValue("theme", look.choice)
    if window.pages.is_made("data"):
        settings.setValue("table", window.data.grid.cells_model().table.id)
        settings.setValue("widths", json.dumps(window.data.widths()))
        settings.setValue("split", window.data.split.saveState())


def _widths(told: object) -> dict[str, dict[str, int]]:
    """Widths of columns as they were written down; what is no such thing is left out."""
    try:
        read = json.loads(told) if isinstance(told, str) and told else {}
    except ValueError:
        return {}
    tables = {one: own for one, own in read.items() if isinstance(own, dict)} if isinstance(read, dict) else {}
    return {
        one: {title: width for title, width in own.items() if isinstance(width, int) and _NARROWEST <= width <= _WIDEST}
        for one, own in tables.items()
    }
