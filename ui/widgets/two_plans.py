"""Decides which two plans are compared: the last two kept with the case, unless the user picks others."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner import answers
from planner.insight.compare import Comparison
from planner.report.compared import alike, plan_named, plans_told
from planner.report.compared_tables import plans_tables
from planner.report.theme import Theme
from ui.document import Planned
from ui.means import Means
from ui.models.findings import counted, tally
from ui.style import SPACE
from ui.tasks import children
from ui.tasks.asking import Asking
from ui.widgets.asking_strip import AskingStrip
from ui.widgets.chart_tabs import ChartEntry
from ui.widgets.compared_view import Compared, ComparedView
from ui.widgets.grid import Grid
from ui.widgets.pick_plans import PickPlans, Side
from ui.widgets.words import Words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_NOW = "The data as they are now, without a plan"
_ONE = (
    "Only one plan is kept with this case. Plan again when stock, orders or licences have changed, or open last "
    "month's file."
)


class TwoPlans(QWidget):
    """Old against new.

    Args:
        means: what the page was given.
        parent: the page.
    """

    def __init__(self, means: Means, parent: QWidget) -> None:
        super().__init__(parent)
        self._means = means
        self._kept: tuple[Planned, ...] = ()
        self._own: tuple[Side, ...] = ()
        self._others: tuple[Side, ...] = ()
        self._told: tuple[Side, Side] | None = None
        self._folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        self.asking = Asking(means.watch, self)
        self._pick = PickPlans(self)
        self._one = Words(_ONE, self, tone="muted", wrap=True)
        self._strip = AskingStrip(self.asking, self)
        self._view = ComparedView(means.look, means.ask, self)
        self._view.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * SPACE)
        for part in (self._pick, self._one, self._strip, self._view):
            box.addWidget(part)
        box.addStretch(1)
        self._pick.picked.connect(self._compare)
        self._pick.file_wanted.connect(self._open)

    @property
    def grid(self) -> Grid | None:
        """The grid of the comparison."""
        return self._view.grid if self._view.isVisibleTo(self) else None

    def begin(self) -> None:
        """Offer what the document holds now, the last two plans picked; compare them where they are others."""
        document = self._means.document
        with_plan = (one for one in document.plans if one.answer.plan is not None)
        kept = tuple(sorted(with_plan, key=lambda one: one.made.timestamp()))  # the older one is what was before
        if kept != self._kept or not self._own:
            self._kept, self._own, self._others = kept, tuple(_side(one) for one in kept), ()
        self._one.setVisible(len(kept) == 1 and not document.plan_is_older)
        last = self._own[-1] if self._own else None
        before = self._own[-2] if len(self._own) > 1 else last
        now = Side(_NOW, document.case.copy(), None)
        if len(self._own) == 1 and document.plan_is_older:
            self._offer(now, last, now)
        else:
            self._offer(now, before, last)

    def _offer(self, now: Side, old: Side | None, new: Side | None) -> None:
        self._pick.offer((*reversed(self._own), now, *self._others), old, new)
        self._compare()

    def _compare(self) -> None:
        pair = self._pick.pair
        if pair is None or pair == self._told:
            return
        self._told = None
        old, new = pair
        self._strip.begin("Comparing")
        sides = (old.case, new.case, old.plan, new.plan)
        self.asking.ask("Comparing two plans", partial(self._take, pair), answers.comparison, *sides)

    def _take(self, pair: tuple[Side, Side], told: Comparison) -> None:
        self._told = pair
        charts = () if told.plans is None or alike(told) else _charts(told)
        self._view.show_compared(Compared(plans_told(told), charts, plans_tables(told)))
        self._view.show()

    def _open(self) -> None:
        path = self._means.ask.file_to_open("Compare with another file", self._folder)
        if path is not None:
            self._folder = path.parent
            self._strip.begin(f"Reading {path.name}")
            self.asking.ask(f"Reading {path.name}", partial(self._opened, path), children.opened, path)

    def _opened(self, path: Path, read: children.Opened) -> None:
        """Offer what a file holds, and compare its last plan with ours."""
        if read.case is None:
            errors, _ = tally(read.findings)
            self._strip.say(f"{path.name} has {counted(errors, 'error')} and was not compared. Open it to mend them.")
            return
        with_plan = [one for one in read.plans if one.answer.plan is not None]
        found = [_side(one, path.stem) for one in with_plan] or [Side(f"{path.stem}, without a plan", read.case, None)]
        self._others = (*(one for one in self._others if not one.words.startswith(f"{path.stem}, ")), *found)
        now = Side(_NOW, self._means.document.case.copy(), None)
        self._one.hide()
        self._offer(now, found[-1], self._own[-1] if self._own else now)


def _side(planned: Planned, file: str = "") -> Side:
    plan = planned.answer.plan
    assert plan is not None
    currency = planned.case.settings.currency
    words = plan_named(planned.name, planned.made.astimezone(), plan.expected_cost, currency)
    return Side(f"{file}, {words}" if file else words, planned.case, plan)


def _charts(told: Comparison) -> Sequence[ChartEntry]:
    return (
        ChartEntry("By scenario", partial(_scenarios, told), partial(_scenarios_data, told)),
        ChartEntry("By cost term", partial(_terms, told), partial(_terms_data, told), high=620),
    )


# Charts load matplotlib, which takes a second; only a comparison needs them.


def _scenarios(told: Comparison, theme: Theme) -> Figure:
    from planner.report.figure_difference import scenarios_apart  # see above

    return scenarios_apart(told, theme)


def _scenarios_data(told: Comparison) -> pd.DataFrame:
    from planner.report.figure_difference import scenarios_apart_data  # see above

    return scenarios_apart_data(told)


def _terms(told: Comparison, theme: Theme) -> Figure:
    from planner.report.figure_difference import terms_apart  # see above

    return terms_apart(told, theme)


def _terms_data(told: Comparison) -> pd.DataFrame:
    from planner.report.figure_difference import terms_apart_data  # see above

    return terms_apart_data(told)
