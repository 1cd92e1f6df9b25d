"""Decides how the trade reads of licences: in hand and pending, what is left of caps, what to apply for and by when."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.plan.plan import Plan
from planner.tables.case import Case
from ui.means import Means
from ui.rules import own_rules
from ui.style import SPACE
from ui.tasks import insights
from ui.widgets.answer_tables import AnswerTables
from ui.widgets.case_answer import CaseAnswer
from ui.widgets.grid import Grid
from ui.widgets.table_links import TableLinks
from ui.widgets.tile import Tiles
from ui.widgets.told_card import ToldCard
from ui.widgets.words import Words

if TYPE_CHECKING:
    from planner.report.licensed import Licensed

_TILES = 4
_PURPOSE = (
    "Licences granted and pending, what is left of the caps at past use, what to apply for next and by when, and what "
    "a dossier must tell."
)
_LINKS = ("licences", "open_orders", "offers", "items", "composition")
"""Tables whose rows decide what is told here."""

_WITHOUT_PLAN = "Without a plan this is what is known of the case; with one it also tells what the plan uses."
_OLDER_PLAN = "The plan is older than the data, so it is left out: plan again to see what it uses."
_WITH_PLAN = "With what the plan uses and orders."


class LicencesPage(CaseAnswer):
    """What the trade does all day."""

    def __init__(self, means: Means, parent: QWidget) -> None:
        super().__init__("licences", "Looking at licences", _PURPOSE, means, parent)
        self._basis = Words("", self.inside, tone="muted", wrap=True)
        self._tiles = Tiles(_TILES, self.inside)
        self._cards = tuple(ToldCard(self.inside) for _ in range(4))
        self._links = TableLinks("Change what this rests on", _LINKS, means.show_table, self.inside)
        self._tables = AnswerTables(means.look, self.inside, name="Tables of licences")
        cards = QHBoxLayout()
        cards.setSpacing(2 * SPACE)
        for place in (self._cards[:2], self._cards[2:]):
            side = QVBoxLayout()
            side.setSpacing(2 * SPACE)
            for card in place:
                side.addWidget(card)
            side.addStretch(1)  # no card is longer than what it tells
            cards.addLayout(side, 1)
        self.column.addWidget(self._basis)
        self.column.addWidget(self._tiles)
        self.column.addLayout(cards)
        self.column.addWidget(self._links, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self._tables)
        self.column.addStretch(1)
        self.refresh()

    @property
    def grid(self) -> Grid | None:
        """The grid of the table shown."""
        return self._tables.grid if self.has_answer else None

    def key(self) -> Hashable:
        document = self.means.document
        return document.state, id(document.planned), document.plan_is_older, own_rules(document)

    def target(self, case: Case) -> tuple[Callable[..., object], tuple[object, ...]]:
        plan = self._plan()
        older = plan is None and self.means.document.plan_is_older
        self._basis.setText(_WITH_PLAN if plan is not None else _OLDER_PLAN if older else _WITHOUT_PLAN)
        return insights.licensed, (case, plan, own_rules(self.means.document))

    def _plan(self) -> Plan | None:
        """The plan of the case as it is now."""
        document = self.means.document
        return None if document.planned is None or document.plan_is_older else document.planned.answer.plan

    def show_answer(self, answer: Licensed) -> None:  # type: ignore[override]  # what its target answers
        self._tiles.show_figures(answer.figures)
        parts = (answer.next, answer.caps, answer.must_tell, answer.need_not_tell)
        for card, part in zip(self._cards, parts, strict=True):
            card.show_lines(part.title, part.lines, part.note)
        self._tables.show_tables(answer.tables)
