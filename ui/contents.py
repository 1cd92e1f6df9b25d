"""Decides which pages there are, in the order of the work, and that those not yet looked at are not yet made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.means import Means
from ui.widgets.grid import Grid

Maker = Callable[[Means, QWidget], QWidget]


@dataclass(frozen=True, slots=True)
class Entry:
    """A page: its title, its icon, and what makes it when it is first shown; None where the window makes it at once."""

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


def _licences(means: Means, parent: QWidget) -> QWidget:
    # As above.
    from ui.pages.licences import LicencesPage

    return LicencesPage(means, parent)


def _report(means: Means, parent: QWidget) -> QWidget:
    # As above.
    from ui.pages.report import ReportPage

    return ReportPage(means, parent)


CONTENTS: Mapping[str, Entry] = {
    "start": Entry("Start", "start"),
    "data": Entry("Data", "data"),
    "checks": Entry("Checks", "checks"),
    "exposure": Entry("Exposure", "exposure", _exposure),
    "plan": Entry("Plan", "plan"),
    "compare": Entry("Compare", "compare", _compare),
    "licences": Entry("Licences", "licences", _licences),
    "report": Entry("Report", "report", _report),
}
"""The pages by id, in the order of the sidebar."""


@runtime_checkable
class WithGrid(Protocol):
    """A page with a grid that Copy and the column menu are meant for."""

    @property
    def grid(self) -> Grid | None: ...


class Pages(QStackedWidget):
    """One page at a time.

    Args:
        at_once: the pages the window made itself, by id.
        means: what every other page is given.
        parent: the window.
    """

    def __init__(self, at_once: Mapping[str, QWidget], means: Means, parent: QWidget) -> None:
        super().__init__(parent)
        self._means = means
        self._made = dict(at_once)
        for page in at_once.values():
            self.addWidget(page)

    def page(self, page: str) -> QWidget:
        """A page, made if nobody has looked at it before."""
        if page not in self._made:
            make = CONTENTS[page].make
            assert make is not None, f"the window did not make the page {page}"
            self._made[page] = make(self._means, self)
            self.addWidget(self._made[page])
        return self._made[page]

    def show_page(self, page: str) -> QWidget:
        """Show a page and give it the keys."""
        shown = self.page(page)
        self.setCurrentWidget(shown)
        shown.setFocus()
        return shown
