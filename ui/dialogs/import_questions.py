"""Decides how what only the user knows is asked: one card for each question, and the magnets no export shows."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from planner.store.erp import Answer, Hidden
from planner.store.erp.mapping import Mapping
from planner.store.erp.roles import Shape
from ui.dialogs.import_columns import IN_COLUMNS
from ui.style import SECTION, SPACE
from ui.widgets.hidden_magnets import HiddenMagnets
from ui.widgets.question_card import QuestionCards
from ui.widgets.words import Words

PARTS = "parts"
"""Id of the question which parts of a bill count."""

BILLS = (Shape.LEVELS, Shape.PAIRS, Shape.PARTS)


class QuestionsStep(QWidget):
    """The third step.

    Args:
        locale: numbers are written in it.
        parent: the wizard.
    """

    answered = Signal()

    def __init__(self, locale: QLocale, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = Words("What only you know", self, size=SECTION, bold=True)
        self._more = Words("What is chosen already is the likeliest answer. Change it where it is wrong.", self)
        self._more.setProperty("tone", "muted")
        self._inside = QWidget(self)
        self._cards = QuestionCards(self._inside)
        self._hidden = HiddenMagnets(locale, self._inside)
        self._scroll = QScrollArea(self)
        self._lay_out()
        self._cards.answered.connect(self.answered)
        self._hidden.changed.connect(self.answered)

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, SPACE, 0)
        inside.setSpacing(2 * SPACE)
        inside.addWidget(self._cards)
        inside.addWidget(self._hidden)
        inside.addStretch(1)
        self._scroll.setWidget(self._inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE)
        box.addWidget(self._title)
        box.addWidget(self._more)
        box.addWidget(self._scroll, 1)

    def show_mapping(self, mapping: Mapping, answers: dict[str, Answer]) -> None:
        """Show what an export, read so, leaves open."""
        asked = tuple(one for one in mapping.questions if not one.id.startswith(IN_COLUMNS))
        self._cards.show_questions(asked, answers)
        self._more.setVisible(bool(asked))
        self._hidden.setVisible(mapping.layout.shape in BILLS)
        parts = mapping.question(PARTS)
        self._hidden.offer(one.value for one in parts.options) if parts is not None else None

    def show_hidden(self, hidden: tuple[Hidden, ...]) -> None:
        """Show the magnets in bought parts that were entered before."""
        self._hidden.show_hidden(hidden)

    @property
    def answers(self) -> dict[str, Answer]:
        """What is answered. A bought part that holds magnets counts, chosen or not."""
        found = self._cards.answers
        chosen = found.get(PARTS)
        if isinstance(chosen, tuple):
            found[PARTS] = (*chosen, *(one for one in self._bought() if one not in chosen))
        return found

    @property
    def hidden(self) -> tuple[Hidden, ...]:
        return self._hidden.hidden if not self._hidden.isHidden() else ()

    @property
    def complaint(self) -> str:
        """What is wrong with the magnets in bought parts; empty if nothing."""
        return self._hidden.complaint if not self._hidden.isHidden() else ""

    @property
    def asks(self) -> bool:
        """Whether anything is asked."""
        return self._cards.count > 0

    def point_out(self) -> bool:
        """Bring the keyboard to the first question that is open; False where none is."""
        return self._cards.point_out_open(self._scroll)

    def focus_first(self) -> None:
        """Bring the keyboard to the first question that is open, else to the first of all."""
        if not self.point_out():
            self._cards.focus_first()

    def _bought(self) -> list[str]:
        """Those bought parts that are options as the export writes them."""
        card = self._cards.question(PARTS)
        named = {one.bought.casefold() for one in self.hidden}
        options = card.options if card is not None else ()
        return [one.value for one in options if one.value.casefold() in named]
