"""Takes the pictures of an import: every step for a bill, stock and orders."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QComboBox, QPushButton, QRadioButton

from tests.journeys import sap
from ui.dialogs.import_wizard import CHANGES, ImportWizard
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from tests.journeys.screenshots import Photographer


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


def imported(window: MainWindow, camera: Photographer) -> None:
    """Every step of an import into an empty case, in a window of the same size."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        empty = MainWindow(camera.look, QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
        empty.resize(window.size())
        empty.show()
        for path in (sap.cs12(folder), sap.mb52(folder), sap.me2m(folder, date="05.04.2027")):
            empty.imports.dropped([path])
            walk(empty, camera, path.stem)
        empty.put_away()
        empty.close()
        empty.deleteLater()
