"""Decides how the picture in the README is made: ``python -m tests.pictures`` plans the sample and keeps the window."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from planner.solve.options import Options
from ui.main_window import MainWindow
from ui.style import Look

PICTURE = Path(__file__).resolve().parents[1] / "resources" / "help" / "window.png"
WIDTH, HEIGHT = 1280, 860
MOST_SECONDS = 300.0
SETTLING = 6.0  # seconds for the charts to be drawn


def main() -> int:
    """Make the picture anew and return an exit status; without a plan the picture stays as it is."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        settings = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
        window = MainWindow(Look(application, "light"), settings)
        window.resize(WIDTH, HEIGHT)
        window.show()
        window.planner.options = Options(time_limit=MOST_SECONDS)
        window.files.open_sample()
        _wait(application, lambda: not window.document.is_empty)
        window.planner.start()
        _wait(application, lambda: not window.planner.running)
        until = time.monotonic() + SETTLING
        _wait(application, lambda: time.monotonic() > until)
        planned = window.document.planned
        kept = planned is not None and planned.answer.plan is not None
        if kept:
            PICTURE.parent.mkdir(exist_ok=True)
            kept = window.grab().save(str(PICTURE))
        window.deleteLater()
    return 0 if kept else 1


def _wait(application: QApplication, is_there: Callable[[], bool]) -> None:
    until = time.monotonic() + 2 * MOST_SECONDS
    while not is_there() and time.monotonic() < until:
        application.processEvents()
        time.sleep(0.01)


if __name__ == "__main__":
    sys.exit(main())
