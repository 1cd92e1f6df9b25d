"""Decides what is remembered of the window between two sessions: its place, theme, sidebar, and the table last seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.pages.data import DataPage
    from ui.style import Look


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


def remember(window: MainWindow, settings: QSettings, look: Look) -> None:
    """Write down how the window is left."""
    settings.setValue("window", window.saveGeometry())
    settings.setValue("folded", window.sidebar.folded)
    settings.setValue("theme", look.choice)
    if window.pages.is_made("data"):
        settings.setValue("table", window.data.grid.cells_model().table.id)
