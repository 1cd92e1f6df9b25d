"""Decides how the user says what licence rules are today: state, day and source of each, on a card of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.style import NOTE, SECTION, SPACE
from ui.widgets.choice import Choice
from ui.widgets.words import Words

if TYPE_CHECKING:
    from planner.report.rules import RuleTold

_NOTE = (
    "What you enter counts on the pages Exposure and Licences, and is kept with the project file. A state that is not "
    "known counts as not in force."
)


class RuleEditor(QFrame):
    """The rules that ask for a licence, each a row of fields."""

    entered = Signal(str, str, str, str)
    """The name of a rule, and its state, day and source as entered."""
    taken_back = Signal(str)
    """The name of a rule that is to be as the library says."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._rows: list[_Row] = []
        self._title = Words("What the licence rules are today", self, size=SECTION, bold=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE)
        self._grid.setVerticalSpacing(SPACE // 2)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(3, 3)
        for column, head in enumerate(("Rule", "State", "Since", "Source")):
            self._grid.addWidget(Words(head, self, tone="muted"), 0, column)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 2 * SPACE)
        box.setSpacing(12)
        box.addWidget(self._title)
        box.addLayout(self._grid)
        box.addWidget(Words(_NOTE, self, size=NOTE, tone="muted", wrap=True))

    def show_rules(self, rules: Sequence[RuleTold], states: Sequence[str]) -> None:
        """Show these rules; ``states`` are what a rule may be."""
        while len(self._rows) < len(rules):
            self._rows.append(_Row(self, self._grid, len(self._rows) + 1))
        for row, rule in zip(self._rows, rules, strict=True):
            row.show_rule(rule, states)


class _Row:
    """The fields of one rule."""

    def __init__(self, editor: RuleEditor, grid: QGridLayout, place: int) -> None:
        self._editor = editor
        self._rule: RuleTold | None = None
        self._name = Words("", editor, wrap=True)
        self._state = Choice(editor)
        self._since = QLineEdit(editor)
        self._since.setPlaceholderText("2025-04-04")
        self._since.setFixedWidth(110)
        self._source = QLineEdit(editor)
        self._source.setMinimumWidth(120)
        self._back = QPushButton("As it came", editor)
        self._back.setToolTip("Take this rule as the library of the program says")
        for column, part in enumerate((self._name, self._state, self._since, self._source, self._back)):
            grid.addWidget(part, place, column)
        self._state.activated.connect(self._enter)
        self._since.editingFinished.connect(self._enter)
        self._source.editingFinished.connect(self._enter)
        self._back.clicked.connect(self._take_back)

    def show_rule(self, rule: RuleTold, states: Sequence[str]) -> None:
        self._rule = rule
        self._name.setText(rule.words[:1].upper() + rule.words[1:])
        self._name.setToolTip(rule.meaning)
        self._state.clear()
        self._state.addItems(list(states))
        self._state.setCurrentText(rule.state)
        self._since.setText(rule.since)
        self._source.setText(rule.source)
        self._source.setCursorPosition(0)
        self._source.setToolTip(rule.source)
        self._back.setEnabled(rule.changed)
        fields = {"State": self._state, "Since": self._since, "Source": self._source, "As it came": self._back}
        for words, field in fields.items():
            field.setAccessibleName(f"{words}: {rule.words}")

    def _enter(self) -> None:
        rule = self._rule
        if rule is None:
            return
        state, since, source = self._state.currentText(), self._since.text().strip(), self._source.text().strip()
        if (state, since, source) != (rule.state, rule.since, rule.source):
            told = source if rule.changed or source != rule.source else ""  # the library's source says something else
            self._editor.entered.emit(rule.rule, state, since, told)

    def _take_back(self) -> None:
        if self._rule is not None:
            self._editor.taken_back.emit(self._rule.rule)
