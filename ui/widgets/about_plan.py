"""Decides when a page about a plan reads it: once somebody looks, and anew for another; what was asked is put out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QStackedWidget, QWidget

from ui.document import Planned
from ui.means import Means
from ui.tasks.asking import Asking
from ui.widgets.asking_strip import AskingStrip
from ui.widgets.older_notice import OlderNotice
from ui.widgets.without_plan import WithoutPlan


class AboutPlan(QWidget):
    """A page that tells what a plan means, or where to get one.

    A page of its kind lays out its parts, then calls ``tell_of_plans``, and says in ``show_plan`` what it shows of a
    plan.

    Args:
        means: of the window.
        parent: owns it.
    """

    def __init__(self, means: Means, parent: QWidget) -> None:
        super().__init__(parent)
        self._means = means
        self._shown: Planned | None = None

    def tell_of_plans(
        self,
        parts: tuple[WithoutPlan, QStackedWidget, QWidget, OlderNotice],
        keys: QAbstractScrollArea,
        asked: Sequence[tuple[Asking, AskingStrip]],
    ) -> None:
        """Follow the document's plan from now on.

        Args:
            parts: what is shown without a plan, the stack of both, what is shown with one, and the notice above it.
            keys: takes the keyboard where there is a plan.
            asked: every question of the page, with the strip that watches it.
        """
        self._empty, self._stack, self._full, self._older = parts
        self._full_keys, self._asked = keys, tuple(asked)
        self._older.plan_wanted.connect(lambda: self._means.command("plan"))
        self._means.document.plan_changed.connect(self._plan_changed)
        self.refresh()

    def show_plan(self) -> None:
        """Show ``_shown``: another plan than before, or none. Abstract: every page says how itself."""
        # Qt's classes have a metaclass of their own, so abc cannot keep an incomplete page from being made.
        raise NotImplementedError(f"{type(self).__name__} does not say how it shows a plan")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _plan_changed(self) -> None:
        """Another plan puts out what was asked of the one before; it is read once somebody looks."""
        if self.isVisible():
            self.refresh()
        elif self._means.document.planned is not self._shown:
            self._asked[0][0].drop()

    def refresh(self) -> None:
        """Show the document's plan; what was asked of another one is forgotten."""
        document = self._means.document
        planned = document.planned
        plan = planned.answer.plan if planned is not None else None
        self._empty.refresh()
        self._stack.setCurrentWidget(self._empty if plan is None else self._full)
        self.keys = self._empty.button if plan is None else self._full_keys
        self._older.setVisible(plan is not None and document.plan_is_older)
        if planned is self._shown:
            return
        self._shown = planned
        for asking, strip in self._asked:
            asking.drop()
            strip.clear()
        self.show_plan()
