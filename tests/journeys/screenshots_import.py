"""Decides which pictures show an import: every step for a bill, stock and orders, in both themes.

``python -m tests.journeys.screenshots_import FOLDER``
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QRadioButton

from tests.journeys import sap
from tests.journeys.screenshots import Photographer
from ui.dialogs.import_wizard import CHANGES, ImportWizard
from ui.main_window import MainWindow
from ui.style import Look


def walk(window: MainWindow, camera: Photographer, name: str) -> None:
    """Go through the steps of the wizard that is open, and take what it offers."""
    camera.settle(lambda: window.imports.wizard is not None and window.imports.wizard.sight is not None, 0.5)
    wizard = window.imports.wizard
    assert wizard is not None
    while True:
        camera.take(wizard, f"import_{name}_{wizard.step}")
        if wizard.step == CHANGES:
            break
        _answer(wizard)
        before = wizard.step
        _primary(wizard).click()
        camera.settle(lambda before=before: wizard.step != before, 0.5, 20)  # type: ignore[misc]  # bound at once
        if wizard.step == before:
            camera.take(wizard, f"import_{name}_{wizard.step}_asks")
            _answer(wizard)
    _primary(wizard).click()
    camera.settle(seconds=0.8)


def _answer(wizard: ImportWizard) -> None:
    """Choose the first option of every question that is open."""
    groups: dict[object, list[QRadioButton]] = {}
    for one in wizard.findChildren(QRadioButton):
        groups.setdefault(one.parent(), []).append(one)
    for buttons in groups.values():
        if not any(one.isChecked() for one in buttons):
            buttons[0].click()
    for box in wizard.findChildren(QComboBox):
        if box.isVisible() and box.currentIndex() < 0 and not box.isEditable():
            box.setCurrentIndex(1)


def _primary(wizard: ImportWizard) -> QPushButton:
    return next(one for one in wizard.findChildren(QPushButton) if one.property("primary"))


def main() -> int:
    """Take all pictures; returns the exit status."""
    words = argparse.ArgumentParser(description="Take pictures of the wizard for imports.")
    words.add_argument("folder", type=Path)
    asked = words.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    asked.folder.mkdir(parents=True, exist_ok=True)
    application = QApplication(sys.argv[:1])
    camera = Photographer(asked.folder, application)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        look = Look(application, "light")
        for theme in ("light", "dark"):
            look.choose(theme)
            camera.suffix = theme
            settings = QSettings(str(folder / f"{theme}.ini"), QSettings.Format.IniFormat)
            window = MainWindow(look, settings)
            window.resize(1280, 800)
            window.show()
            for path in (sap.cs12(folder), sap.mb52(folder), sap.me2m(folder, date="05.04.2027")):
                window.imports.dropped([path])
                walk(window, camera, path.stem)
            window.put_away()
            window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
