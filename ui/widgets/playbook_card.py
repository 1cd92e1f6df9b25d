"""Decides how one way of a playbook is read: when and how likely, what becomes known, what to do and by when."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from planner.report.playbook_cards import Card
from planner.report.style import unbroken
from ui.style import NOTE, SECTION, SPACE
from ui.tasks.pieces import Pieces
from ui.widgets.words import Words

_STEP = 28  # pixels for each way within a way
_LEFT, _RIGHT = 116, 208


class NowCard(QFrame):
    """What is done in every scenario."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._title = Words("In every scenario", self, size=SECTION, bold=True)
        self._halves = QVBoxLayout(), QVBoxLayout()
        sides = QHBoxLayout()
        sides.setSpacing(4 * SPACE)
        for half in self._halves:
            half.setSpacing(SPACE)
            sides.addLayout(half, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 2 * SPACE)
        box.setSpacing(SPACE)
        box.addWidget(self._title)
        box.addLayout(sides)

    def show_lines(self, always: Sequence[str]) -> None:
        """Show sentences in two columns; what stands before a colon stands out."""
        lines = always or ["Nothing has to be ordered, started or signed now."]
        half = (len(lines) + 1) // 2
        for box, mine in zip(self._halves, (lines[:half], lines[half:]), strict=True):
            _empty(box)
            for words in mine:
                lead, found, rest = words.partition(": ")  # without a colon all of it is what to do
                box.addWidget(_line(lead, f"{found}{rest}", self))
            box.addStretch(1)
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(" ".join(lines))


class WayList(QWidget):
    """The ways things may go on, one below the other; made one after another, so that the window lives meanwhile."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pieces = Pieces(self)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(SPACE)

    def show_cards(self, told: Sequence[Card]) -> None:
        """Show these ways and no others."""
        _empty(self._box)
        self._pieces.begin([partial(self._add, one) for one in told])

    def _add(self, told: Card) -> None:
        self._box.addWidget(WayCard(told, self))
        # Else the page grows some turns later, and until then what stands on it is squeezed.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


class WayCard(QWidget):
    """A way things may go on, set in as deep as it lies within others."""

    def __init__(self, told: Card, parent: QWidget) -> None:
        super().__init__(parent)
        frame = QFrame(self)
        frame.setObjectName("card")
        outer = QHBoxLayout(self)
        outer.setContentsMargins(_STEP * told.depth, 0, 0, 0)
        outer.addWidget(frame)
        box = QHBoxLayout(frame)
        box.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 12)
        box.setSpacing(2 * SPACE)
        box.addLayout(_when(told, frame))
        box.addLayout(_what(told, frame), 1)
        box.addLayout(_by_when(told, frame))
        frame.setAccessibleName(f"{told.month}, {told.number}: {told.trigger}")
        spoken = (told.chance, told.situation, *told.actions, told.urgency, told.price)
        frame.setAccessibleDescription(" ".join(one for one in spoken if one))


def _when(told: Card, parent: QWidget) -> QVBoxLayout:
    month = Words(told.month, parent, bold=True)
    number = Words(told.number, parent, size=NOTE, tone="muted")
    chance = Words(unbroken(told.chance), parent, size=NOTE, tone="muted", wrap=True)
    for one in (month, number, chance):
        one.setFixedWidth(_LEFT)
    return _column([month, number, chance], 2)


def _what(told: Card, parent: QWidget) -> QVBoxLayout:
    words: list[QWidget] = [_readable(Words(unbroken(told.trigger), parent, bold=True, wrap=True))]
    if told.situation:
        words.append(_readable(Words(unbroken(told.situation), parent, size=NOTE, tone="muted", wrap=True)))
    words += [_line("", one, parent) for one in told.actions]
    return _column(words, 6)


def _by_when(told: Card, parent: QWidget) -> QVBoxLayout:
    urgency = Words(unbroken(told.urgency), parent, bold=told.urgent, tone="" if told.urgent else "muted", wrap=True)
    words = [urgency]
    if told.price:
        words.append(Words(unbroken(told.price), parent, tone="muted", wrap=True))
    for one in words:
        one.setFixedWidth(_RIGHT)
    return _column([_readable(one) for one in words], 6)


def _line(lead: str, rest: str, parent: QWidget) -> QWidget:
    """Something to do: a dot, and words of which the first stand out."""
    line = QWidget(parent)
    box = QHBoxLayout(line)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(SPACE)
    dot = Words("•", line, tone="accent")
    words = Words("", line, wrap=True)
    words.show_led(lead, unbroken(rest).replace(" × ", "\u00a0×\u00a0"))
    words.setAccessibleName(f"{lead}{rest}")
    box.addWidget(dot, 0, Qt.AlignmentFlag.AlignTop)
    box.addWidget(_readable(words), 1)
    return line


def _readable(words: Words) -> Words:
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return words


def _column(parts: Sequence[QWidget], between: int) -> QVBoxLayout:
    """One below the other, the room that is left at the bottom."""
    column = QVBoxLayout()
    column.setSpacing(between)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return column


def _empty(box: QVBoxLayout) -> None:
    while (old := box.takeAt(0)) is not None:
        if (widget := old.widget()) is not None:
            widget.hide()
            widget.deleteLater()
