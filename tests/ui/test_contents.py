"""Decides whether every page of the sidebar can be shown, and is made only when somebody looks at it."""

from __future__ import annotations

import pytest

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
