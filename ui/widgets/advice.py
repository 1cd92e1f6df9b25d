"""Decides how a recommendation reads: what to do now, what to do later and when, what it leads to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from planner.report.recommend import Sentence, Topic
from ui.style import SECTION, SPACE
from ui.widgets.words import Words

_WIDE = 1360  # pixels from which three columns are still wide enough
_FIGURE = re.compile(r"(?:[A-Z]{3} )?[\d.,]+ (?:k|M|bn|trn|%)(?!\w)|[\d.,]+ × ")
_READ = Qt.TextInteractionFlag.TextSelectableByMouse
_ASK = Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
_SECTIONS = (
    ("Do now", (Topic.ORDER, Topic.START), "Nothing has to be done now."),
    ("Do later", (Topic.LATER,), "Nothing has to be started later."),
    ("What it leads to", (Topic.MONEY, Topic.STOCK, Topic.SHORTAGE), ""),
)


class Advice(QWidget):
    """What to do now, what to do later, and what it leads to, from left to right."""

    why_wanted = Signal(str)
    """The sentence that tells to do something, of which the user asks why."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._cards = [_Card(title, self) for title, _, _ in _SECTIONS]
        for card in self._cards:
            card.why_wanted.connect(self.why_wanted)
        self._columns = [_column([card], self) for card in self._cards]
        self._wide = True
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * SPACE)
        for column in self._columns:
            box.addWidget(column, 1)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (self.width() >= _WIDE) is not self._wide:  # not now: the layout above is in the middle of its work
            QTimer.singleShot(0, self, self._arrange)

    def _arrange(self) -> None:
        """Three columns where they fit, else two: lines must stay short enough to read."""
        self._wide = self.width() >= _WIDE
        _, middle, right = self._columns
        place = (right if self._wide else middle).layout()
        assert isinstance(place, QVBoxLayout)
        place.insertWidget(place.count() - 1, self._cards[-1])  # above the room that is left
        right.setVisible(self._wide)

    def show_sentences(self, sentences: Sequence[Sentence]) -> None:
        for card, (_, topics, nothing) in zip(self._cards, _SECTIONS, strict=True):
            card.show_lines([(one.lead, one.words) for one in sentences if one.topic in topics] or [("", nothing)])


def _column(cards: Sequence[QWidget], parent: QWidget) -> QWidget:
    """Cards one below the other, and room below them."""
    column = QWidget(parent)
    box = QVBoxLayout(column)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(2 * SPACE)
    for card in cards:
        box.addWidget(card)
    box.addStretch(1)
    return column


class _Card(QFrame):
    """A title and a list of sentences; of those that tell to do something it can be asked why."""

    why_wanted = Signal(str)

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._title = Words(title, self, size=SECTION, bold=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(SPACE)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 2 * SPACE)
        box.setSpacing(12)
        box.addWidget(self._title)
        box.addLayout(self._lines)
        box.addStretch(1)

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show sentences, each with its opening words that stand out."""
        while (old := self._lines.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.deleteLater()
        for lead, words in lines:
            label = Words("", self, wrap=True)
            asked = bool(lead) and not lead.casefold().endswith("order nothing")
            label.show_led(lead, _together(words.removeprefix(lead)), "Why?" if asked else "")
            label.setTextInteractionFlags(_READ | _ASK if asked else _READ)
            label.linkActivated.connect(partial(self._ask, words))
            label.setAccessibleName(words)
            self._lines.addWidget(label)
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(" ".join(words for _, words in lines))

    def _ask(self, words: str, _: str) -> None:
        self.why_wanted.emit(words)


def _together(words: str) -> str:
    """Keep a figure and its unit, or what it counts, on one line."""
    return _FIGURE.sub(lambda found: found[0].replace(" ", "\u00a0"), words)
