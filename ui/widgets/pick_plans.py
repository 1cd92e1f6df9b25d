"""Decides how two plans are picked to be compared: an old and a new one, of this project or of another file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QWidget

from planner.plan.plan import Plan
from planner.tables.case import Case
from ui import icons
from ui.style import SPACE
from ui.widgets.choice import Choice
from ui.widgets.words import Words

_WIDEST = 560  # pixels of a list
_LABELS = {"Old": "Before (old)", "New": "After (new)"}


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """What can be compared: a case, with a plan or without, and what it is called."""

    words: str
    case: Case
    plan: Plan | None


class PickPlans(QFrame):
    """Two lists, old and new, and a button for another file."""

    picked = Signal()
    """The user picked another pair."""
    file_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._sides: tuple[Side, ...] = ()
        self._lists = {name: Choice(self) for name in ("Old", "New")}
        self._file = QPushButton(icons.icon("open"), "Another file…", self)
        self._file.setToolTip("Compare with a plan of another project, or with the case of a workbook")
        box = QGridLayout(self)
        box.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 12)
        box.setHorizontalSpacing(2 * SPACE)
        box.setVerticalSpacing(SPACE)
        for row, (name, chosen) in enumerate(self._lists.items()):
            chosen.setAccessibleName(f"{name} plan")
            chosen.setMinimumWidth(320)
            chosen.setMaximumWidth(_WIDEST)
            box.addWidget(Words(_LABELS[name], self, tone="muted"), row, 0)
            box.addWidget(chosen, row, 1)
            chosen.activated.connect(self.picked)
        box.addWidget(self._file, 0, 2)
        box.setColumnStretch(1, 100)
        box.setColumnStretch(3, 1)
        self._file.clicked.connect(self.file_wanted)

    @property
    def pair(self) -> tuple[Side, Side] | None:
        """The old and the new one; None where there is nothing to pick from."""
        old, new = (chosen.currentIndex() for chosen in self._lists.values())
        return (self._sides[old], self._sides[new]) if old >= 0 and new >= 0 else None

    def offer(self, sides: Sequence[Side], old: Side | None, new: Side | None) -> None:
        """Offer these, with this pair picked."""
        self._sides = tuple(sides)
        for chosen, wanted in zip(self._lists.values(), (old, new), strict=True):
            chosen.clear()
            chosen.addItems([one.words for one in sides])
            chosen.setCurrentIndex(self._sides.index(wanted) if wanted is not None else -1)
