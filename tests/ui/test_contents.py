"""Decides whether every page of the sidebar can be shown, and is made only when somebody looks at it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.builders import case
from ui.contents import CONTENTS
from ui.main_window import MainWindow


@pytest.mark.parametrize("page", CONTENTS)
def test_every_page_can_be_shown_without_a_case(window: MainWindow, page: str) -> None:
    window.show_page(page)
    assert window.pages.currentWidget() is window.pages.page(page)


def test_a_page_nobody_looked_at_is_not_made(window: MainWindow) -> None:
    assert [page for page in CONTENTS if window.pages.is_made(page)] == ["start"]
    assert window.pages.count() == 1
    for page in CONTENTS:
        window.show_page(page)
    assert window.pages.count() == len(CONTENTS)


@pytest.mark.parametrize(
    "gone", [lambda one: one.hide(), lambda one: one.setEnabled(False)], ids=["hidden", "of no use"]
)
def test_the_keyboard_stays_on_the_page_when_what_it_was_in_is_gone(
    window: MainWindow, qtbot: QtBot, gone: Callable[[QPushButton], object]
) -> None:
    """Qt would give it to the next in the row, such as Import in the toolbar, which Space would then press."""
    window.document.open(case(case={"name": "Story", "start_month": "2027-01", "months": 3}))
    window.show_page("compare")
    page = window.pages.page("compare")
    (button,) = [one for one in page.findChildren(QPushButton) if one.isVisible() and one.isEnabled()]
    button.setFocus()
    assert window.focusWidget() is button
    gone(button)
    qtbot.waitUntil(lambda: window.focusWidget() is not button)
    qtbot.wait(20)
    now = window.focusWidget()
    assert now is page or page.isAncestorOf(now)
