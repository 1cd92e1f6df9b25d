"""Decides whether everything that can be used has a name a screen reader can say, and can be reached by key."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QProgressBar,
    QScrollBar,
    QTabBar,
    QWidget,
)

from planner.tables.finding import Finding, Severity
from planner.tables.inputs import INPUTS
from tests.planner.report.stories import embargo
from tests.ui.pages.test_plan import answered
from ui.dialogs.about import AboutBox, KeysBox
from ui.dialogs.details import DetailsBox
from ui.dialogs.findings import FindingsBox
from ui.dialogs.preview import PreviewBox
from ui.document import Planned
from ui.main_window import MainWindow
from ui.style import Look

USED = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QAbstractItemView, QTabBar, QProgressBar)
FOUND = Finding("x", Severity.ERROR, "X", "items", 0, "item", "Items", "A2")


@pytest.fixture
def full(window: MainWindow) -> MainWindow:
    """A window with everything in it."""
    window.document.open(embargo(), title="Embargo")
    window.checker.close()
    for one in INPUTS:
        window.data.show_table(one.id)
    window.commands["find"].trigger()
    window.document.set_findings([FOUND])
    window.document.set_planned(Planned(answered(), window.document.case.copy(), window.document.state))
    return window


def controls(top: QWidget) -> Iterator[QWidget]:
    """What can be used, without what Qt builds inside of it."""
    for one in top.findChildren(QWidget):
        inside = isinstance(one.parent(), QComboBox | QLineEdit | QTabBar | QAbstractItemView | QHeaderView | QMenuBar)
        built = inside and not isinstance(one, QAbstractItemView | QHeaderView)
        if isinstance(one, USED) and not built and not isinstance(one, QScrollBar) and not _hidden_part(one):
            yield one


def _hidden_part(one: QWidget) -> bool:
    """Popups and completers, made when opened; the corner of a table; what is hidden because it has nothing to say."""
    if one.isHidden() and not isinstance(one, QAbstractItemView):
        return True
    return one.window().windowType() is Qt.WindowType.Popup or type(one).__name__ in ("QTableCornerButton",)


def spoken(one: QWidget) -> str:
    text = one.text() if isinstance(one, QAbstractButton) else ""
    interface = QAccessible.queryAccessibleInterface(one)
    return one.accessibleName() or text or (interface.text(QAccessible.Text.Name) if interface else "")


def nameless(top: QWidget) -> list[str]:
    silent = [one for one in controls(top) if not spoken(one).strip()]
    return [f"{type(one).__name__} in {type(one.parent()).__name__}" for one in silent]


def test_every_control_of_the_window_has_a_name(full: MainWindow) -> None:
    assert len(list(controls(full))) > 100
    assert nameless(full) == []


@pytest.mark.parametrize("kind", ["details", "findings", "preview", "keys", "about"])
def test_every_control_of_the_boxes_has_a_name(window: MainWindow, look: Look, kind: str) -> None:
    box: QDialog = {
        "details": lambda: DetailsBox("Title", "Message", "Details", window),
        "findings": lambda: FindingsBox("a.xlsx", [FOUND], look, window),
        "preview": lambda: PreviewBox("a.xlsx", [("Items", 1, 2)], [FOUND], look, window),
        "keys": lambda: KeysBox(window),
        "about": lambda: AboutBox(window),
    }[kind]()
    assert nameless(box) == []
    assert any(isinstance(one, QDialogButtonBox) for one in box.findChildren(QWidget))


def test_no_label_takes_what_it_shows_for_markup_unasked(full: MainWindow) -> None:
    careless = [one for one in full.findChildren(QLabel) if one.textFormat() is Qt.TextFormat.AutoText]
    assert [one.text() for one in careless if one.text()] == []


def test_every_control_that_is_clicked_can_be_reached_by_key(full: MainWindow) -> None:
    """Or its command has a shortcut or stands in a menu, as those of the data page do."""
    unreachable = [
        spoken(one)
        for one in controls(full)
        if isinstance(one, QAbstractButton | QComboBox | QTabBar) and one.focusPolicy() is Qt.FocusPolicy.NoFocus
    ]
    assert unreachable == []
