"""Decides which pages there are, in the order of the work, and that those not yet looked at are not yet made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from ui.titles import TITLES

if TYPE_CHECKING:
    from ui.means import Means
    from ui.widgets.grid import Grid

Own = Callable[[QWidget], QWidget]
Maker = Callable[["Means", QWidget], QWidget]


@dataclass(frozen=True, slots=True)
class Entry:
    """A page: its title, its icon, and what makes it when it is first shown; None where the window knows how."""

    title: str
    icon: str
    make: Maker | None = None


def _compare(means: Means, parent: QWidget) -> QWidget:
    # What asks the planner brings NumPy and much else, which the start does not wait for.
    from ui.pages.compare import ComparePage

    return ComparePage(means, parent)


def _exposure(means: Means, parent: QWidget) -> QWidget:
    # A page nobody has looked at is not loaded either.
    from ui.pages.exposure import ExposurePage

    return ExposurePage(means, parent)


def _playbook(means: Means, parent: QWidget) -> QWidget:
    # What asks the planner brings NumPy and much else, which the start does not wait for.
    from ui.pages.playbook import PlaybookPage

    return PlaybookPage(means, parent)


def _why(means: Means, parent: QWidget) -> QWidget:
    # As above.
    from ui.pages.why import WhyPage

    return WhyPage(means, parent)


def _licences(means: Means, parent: QWidget) -> QWidget:
    # As above.
    from ui.pages.licences import LicencesPage

    return LicencesPage(means, parent)


def _report(means: Means, parent: QWidget) -> QWidget:
    # As above.
    from ui.pages.report import ReportPage

    return ReportPage(means, parent)


CONTENTS: Mapping[str, Entry] = {
    "start": Entry(TITLES["start"], "start"),
    "data": Entry(TITLES["data"], "data"),
    "checks": Entry(TITLES["checks"], "checks"),
    "exposure": Entry(TITLES["exposure"], "exposure", _exposure),
    "plan": Entry(TITLES["plan"], "plan"),
    "playbook": Entry(TITLES["playbook"], "playbook", _playbook),
    "why": Entry(TITLES["why"], "why", _why),
    "compare": Entry(TITLES["compare"], "compare", _compare),
    "licences": Entry(TITLES["licences"], "licences", _licences),
    "report": Entry(TITLES["report"], "report", _report),
}
"""The pages by id, in the order of the sidebar."""


@runtime_checkable
class WithGrid(Protocol):
    """A page with a grid that Copy and the column menu are meant for."""

    @property
    def grid(self) -> Grid | None: ...


@runtime_checkable
class WithKeys(Protocol):
    """A page that says where in it the keyboard begins.

    A focus proxy would say so too, but make Tab pass by all that stands before it.
    """

    @property
    def keys(self) -> QWidget: ...


@runtime_checkable
class ThatExplains(Protocol):
    """A page that tells why a sentence of the advice says what it does."""

    def choose(self, sentence: str) -> None: ...


class Pages(QStackedWidget):
    """One page at a time.

    Args:
        own: what makes the pages the window itself knows how to make, by id.
        means: what every other page is given.
        parent: the window.
    """

    def __init__(self, own: Mapping[str, Own], means: Callable[[], Means], parent: QWidget) -> None:
        super().__init__(parent)
        self._own, self._means = own, means
        self._made: dict[str, QWidget] = {}
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._keys_moved)

    def is_made(self, page: str) -> bool:
        """Whether somebody has looked at a page, or it was made beforehand."""
        return page in self._made

    def page(self, page: str) -> QWidget:
        """A page, made if nobody has looked at it before."""
        if page not in self._made:
            make = CONTENTS[page].make
            self._made[page] = self._own[page](self) if make is None else make(self._means(), self)
            self.addWidget(self._made[page])
        return self._made[page]

    def show_page(self, page: str) -> QWidget:
        """Show a page and give it the keys."""
        shown = self.page(page)
        self.setCurrentWidget(shown)
        (shown.keys if isinstance(shown, WithKeys) else shown).setFocus()
        return shown

    def _keys_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        """The keys have left a part of the page: see why, once what is under way is done."""
        page = self.currentWidget()
        if old is None or now is None or page is None:
            return
        if page.isAncestorOf(old) and not page.isAncestorOf(now):
            QTimer.singleShot(0, self, partial(self._keep_keys, page, old, now))

    def _keep_keys(self, page: QWidget, old: QWidget, now: QWidget) -> None:
        """Where what had the keys is gone, Qt gives them to the next in the row, even in the toolbar: there Space would
        press what nobody meant. They stay on the page."""
        is_gone = not isValid(old) or not old.isVisible() or not old.isEnabled()
        if is_gone and self.currentWidget() is page and isValid(now) and now is self.window().focusWidget():
            keys = page.keys if isinstance(page, WithKeys) else page
            (keys if keys.isVisible() and keys.isEnabled() else page).setFocus()
