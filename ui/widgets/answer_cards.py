"""Decides how an answer reads: a card for each part, its sentences, and below them how they were found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from planner.report.reasons import Section
from planner.report.style import unbroken
from ui.style import NOTE, SPACE
from ui.widgets.words import Words

_WIDE = 1000  # pixels from which two columns are wide enough to read


class AnswerCards(QWidget):
    """The parts of an answer, in one column or two."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._cards: list[_Card] = []
        self._columns = QVBoxLayout(), QVBoxLayout()
        self._is_wide = False
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        for column in self._columns:
            column.setSpacing(2 * SPACE)
            column.addStretch(1)
            self._box.addLayout(column, 1)

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show these parts and no others."""
        for card in self._cards:
            for each in self._columns:
                each.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [_Card(one, self) for one in sections]
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (self.width() >= _WIDE) is not self._is_wide:  # not now: the layouts are in the middle of their work
            QTimer.singleShot(0, self, self._arrange)

    def _arrange(self) -> None:
        """Where there are two columns, each card goes to the one that is shorter so far."""
        self._is_wide = self.width() >= _WIDE
        long = [0, 0]
        for card in self._cards:  # first out: where it stood before must not count
            for each in self._columns:
                each.removeWidget(card)
        for card in self._cards:
            place = long.index(min(long)) if self._is_wide else 0
            long[place] += card.letters
            column = self._columns[place]
            column.insertWidget(column.count() - 1, card)  # above the room that is left
            card.show()
        two = self._is_wide and len(self._cards) > 1
        self._box.setStretch(1, int(two))
        self._box.setSpacing(2 * SPACE if two else 0)


class _Card(QFrame):
    """A title, sentences, and how they were found."""

    def __init__(self, told: Section, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.letters = sum(map(len, told.sentences)) + 150
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 12)
        box.setSpacing(SPACE)
        box.addWidget(Words(told.title, self, bold=True))
        for sentence in told.sentences:
            words = Words(unbroken(sentence), self, wrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.setAccessibleName(sentence)
            box.addWidget(words)
        if told.how:
            box.addWidget(Words(told.how, self, size=NOTE, tone="muted", wrap=True))
        self.setAccessibleName(told.title)
        self.setAccessibleDescription(" ".join([*told.sentences, told.how]))
