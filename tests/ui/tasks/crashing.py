"""Decides what a window does that is killed: opens a project, changes a price by key, keeps a copy, goes on.

Run as ``python -m tests.ui.tasks.crashing PROJECT COPIES SETTINGS``; it prints a line once the copy is kept.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.main_window import MainWindow
from ui.style import Look
from ui.widgets.editors import TextEditor


def main(project: Path, copies: Path, settings: Path) -> None:
    application = QApplication([])
    look = Look(application, "light")
    window = MainWindow(look, QSettings(str(settings), QSettings.Format.IniFormat), copies=copies)
    window.files.keeper.after = 200
    window.files.keeper.kept.connect(lambda: print("kept", flush=True))
    window.files.opened.connect(lambda: change(window))
    window.show()
    window.open_file(project)
    until = time.monotonic() + 120
    while time.monotonic() < until:
        application.processEvents()
        time.sleep(0.01)


def change(window: MainWindow) -> None:
    """Type another price into the first product, by key."""
    window.show_page("data")
    window.data.show_table("products")
    grid = window.data.grid
    grid.show_cell(0, 3)
    grid.setFocus()
    QTest.keyClicks(grid, "4")
    (editor,) = [one for one in grid.findChildren(TextEditor) if one.isVisible()]
    QTest.keyClicks(editor, "321")
    QTest.keyClick(editor, Qt.Key.Key_Return)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(*map(Path, sys.argv[1:]))
