"""Decides whether every tab of a row can be reached, however narrow the window is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu, QStackedWidget, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.style import Look
from ui.widgets.tab_row import TabRow

TITLES = ("Sourcing", "Stock and cover", "What starts when", "Cost by scenario", "Who goes short", "How it was proven")


@pytest.fixture
def row(look: Look, qtbot: QtBot) -> Iterator[TabRow]:
    host = QWidget()
    qtbot.addWidget(host)
    made = TabRow("Charts", host)
    for title in TITLES:
        made.bar.addTab(title)
    QVBoxLayout(host).addWidget(made)
    host.resize(1200, 60)
    host.show()
    yield made


def listing(row: TabRow) -> QToolButton:
    (button,) = [one for one in row.findChildren(QToolButton) if one.parent() is row]
    return button


def narrow(row: TabRow, width: int) -> None:
    row.window().resize(width, 60)
    QApplication.processEvents()


def test_tabs_that_all_have_room_need_no_list(row: TabRow) -> None:
    QApplication.processEvents()
    assert not listing(row).isVisible()


def test_a_tab_without_room_is_chosen_from_a_list_of_all(row: TabRow) -> None:
    narrow(row, 480)
    button = listing(row)
    assert (button.isVisible(), button.text()) == (True, "All 6")
    menu = button.menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    assert tuple(one.text() for one in menu.actions()) == TITLES
    assert [one.text() for one in menu.actions() if one.isChecked()] == ["Sourcing"]
    menu.actions()[5].trigger()
    assert row.bar.tabText(row.bar.currentIndex()) == "How it was proven"
    seen = row.bar.tabRect(5)
    assert seen.left() >= 0 and seen.right() <= row.bar.width()


def test_tabs_that_are_made_unseen_are_seen_once_their_page_is(look: Look, qtbot: QtBot) -> None:
    pages = QStackedWidget()
    qtbot.addWidget(pages)
    page = QWidget()
    made = TabRow("Charts", page)
    QVBoxLayout(page).addWidget(made)
    pages.addWidget(QWidget())
    pages.addWidget(page)
    pages.resize(1200, 60)
    pages.show()
    QApplication.processEvents()
    for title in TITLES:
        made.bar.addTab(title)
    pages.setCurrentWidget(page)
    QApplication.processEvents()
    assert made.bar.size() == made.bar.sizeHint()
    assert made.bar.height() > 0


def test_the_list_comes_with_tabs_and_goes_with_them(row: TabRow) -> None:
    narrow(row, 480)
    while row.bar.count() > 2:
        row.bar.removeTab(0)
    QApplication.processEvents()
    assert not listing(row).isVisible()
    for title in TITLES:
        row.bar.addTab(title)
    QApplication.processEvents()
    assert (listing(row).isVisible(), listing(row).text()) == (True, "All 8")


def test_a_page_scrolled_over_its_tabs_keeps_the_tab_it_shows(row: TabRow) -> None:
    middle = QPointF(row.bar.rect().center())
    down = QWheelEvent(
        middle,
        row.bar.mapToGlobal(middle),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(row.bar, down)
    assert row.bar.currentIndex() == 0
    assert not down.isAccepted()
