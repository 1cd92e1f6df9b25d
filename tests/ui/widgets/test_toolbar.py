"""Decides whether the top of the window says which case is open, and whether it may be saved, however long its name."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel

from tests.builders import case
from ui.main_window import MainWindow
from ui.widgets.toolbar import Toolbar

NAME = "Works of a very long name " * 12


def shown(window: MainWindow) -> str:
    QApplication.processEvents()
    bar = window.findChild(Toolbar)
    assert bar is not None
    label = bar.findChild(QLabel)
    assert label is not None
    return label.text()


def test_that_a_case_is_read_only_is_said_beside_a_name_that_is_cut(window: MainWindow) -> None:
    window.document.open(case(case={"name": NAME, "start_month": "2027-01", "months": 3}), read_only=True)
    assert shown(window).endswith("… (read-only)")


def test_that_a_case_is_not_saved_is_said_beside_a_name_that_is_cut(window: MainWindow) -> None:
    window.document.open(case(case={"name": NAME, "start_month": "2027-01", "months": 3}), saved=False)
    assert shown(window).endswith("… *")
