"""Decides how one question of an import is put: its sentence, the cells it is about, and a fitting way to answer."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.store.erp import Answer, Question
from ui.models.options import OPTION_HEIGHT, OptionsModel
from ui.style import SPACE
from ui.widgets.choice import Choice
from ui.widgets.words import Words

_MOST_BUTTONS = 5
_ROWS_SEEN = 8


class QuestionCard(QFrame):
    """One question. Nothing is chosen beforehand where only the user can know.

    Args:
        question: what is asked.
        given: what was answered before; None takes the usual answer.
        parent: owns the card.
    """

    answered = Signal()

    def __init__(self, question: Question, given: Answer | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.question = question
        self._words = Words(question.sentence, self, wrap=True)
        where = "" if not question.places else f"See {', '.join(question.places)} in the file."
        self._where = Words(where, self, tone="muted")
        self._where.setVisible(bool(where))
        self._open = Words("Only you can know: please answer.", self, tone="amber")
        self._way = _way(question, question.usual if given is None else given, self)
        self._lay_out()
        self._way.changed.connect(self._changed)
        self._tell()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 12)
        box.setSpacing(4)
        for part in (self._words, self._where):
            box.addWidget(part)
        box.addSpacing(4)
        box.addWidget(self._way)
        box.addWidget(self._open)

    @property
    def answer(self) -> Answer | None:
        """What is answered; None where nothing is."""
        return self._way.answer

    def point_out(self) -> None:
        """Bring the keyboard here."""
        self._way.keys.setFocus()

    def _changed(self) -> None:
        self._tell()
        self.answered.emit()

    def _tell(self) -> None:
        self._open.setVisible(self.answer is None)


class _Way(QWidget):
    """A way to answer."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.keys: QWidget = self
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(4)

    @property
    def answer(self) -> Answer | None:
        """What is answered."""
        return None


class _Text(_Way):
    """A name to enter."""

    def __init__(self, question: Question, given: Answer | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = QLineEdit(given if isinstance(given, str) else "", self)
        self._field.setAccessibleName(question.sentence)
        self._field.setMaximumWidth(360)
        self.box.addWidget(self._field)
        self.keys = self._field
        self._field.textChanged.connect(self.changed)

    @property
    def answer(self) -> Answer | None:
        return self._field.text().strip() or None


class _Buttons(_Way):
    """One of a few."""

    def __init__(self, question: Question, given: Answer | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._values = [one.value for one in question.options]
        for place, option in enumerate(question.options):
            button = QRadioButton(option.words, self)
            button.setChecked(option.value == given)
            self._group.addButton(button, place)
            self.box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)  # pressed on its words, not anywhere beside
        chosen = self._group.checkedButton() or self._group.button(0)
        self.keys = chosen
        self._group.idToggled.connect(self._toggled)

    def _toggled(self, _: int, on: bool) -> None:
        if on:
            self.changed.emit()

    @property
    def answer(self) -> Answer | None:
        place = self._group.checkedId()
        return self._values[place] if place >= 0 else None


class _Combo(_Way):
    """One of many."""

    def __init__(self, question: Question, given: Answer | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = Choice(self)
        self._field.setAccessibleName(question.sentence)
        self._field.setPlaceholderText("Choose …")
        self._field.setMaximumWidth(360)
        for option in question.options:
            self._field.addItem(option.words, option.value)
        self._field.setCurrentIndex(self._field.findData(given))
        self.box.addWidget(self._field)
        self.keys = self._field
        self._field.currentIndexChanged.connect(self.changed)

    @property
    def answer(self) -> Answer | None:
        value = self._field.currentData()
        return value if isinstance(value, str) else None


class _Several(_Way):
    """Any number of them, with a filter."""

    def __init__(self, question: Question, given: Answer | None, parent: QWidget) -> None:
        super().__init__(parent)
        chosen = given if isinstance(given, tuple) else ()
        self._model = OptionsModel(question.options, chosen, self)
        self._filter = QLineEdit(self)
        self._filter.setPlaceholderText("Filter: number, description, material")
        self._filter.setAccessibleName("Filter of the parts")
        self._filter.setClearButtonEnabled(True)
        self._all, self._none = QPushButton("Choose all", self), QPushButton("Choose none", self)
        self._count = Words("", self, tone="muted")
        self._list = QListView(self)
        self._list.setModel(self._model)
        self._list.setUniformItemSizes(True)
        self._list.setAccessibleName(question.sentence)
        self._list.setFixedHeight(min(_ROWS_SEEN, len(question.options)) * OPTION_HEIGHT + 4)
        self.keys = self._list
        self._lay_out()
        self._connect()
        self._tell()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self._filter, 1)
        for part in (self._all, self._none, self._count):
            row.addWidget(part)
        self.box.addLayout(row)
        self.box.addWidget(self._list)

    def _connect(self) -> None:
        self._filter.textChanged.connect(self._model.filter)
        self._all.clicked.connect(lambda: self._model.choose_shown(True))
        self._none.clicked.connect(lambda: self._model.choose_shown(False))
        self._model.chosen_changed.connect(self._tell)
        self._model.chosen_changed.connect(self.changed)

    def _tell(self) -> None:
        self._count.setText(f"{len(self._model.chosen):,} of {self._model.count:,} chosen")

    @property
    def answer(self) -> Answer | None:
        return self._model.chosen


def _way(question: Question, given: Answer | None, parent: QWidget) -> _Way:
    if question.several:
        return _Several(question, given, parent)
    if not question.options:
        return _Text(question, given, parent)
    return (_Buttons if len(question.options) <= _MOST_BUTTONS else _Combo)(question, given, parent)


class QuestionCards(QWidget):
    """Questions below one another. Shown anew, a question keeps what was answered to it."""

    answered = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._cards: dict[str, QuestionCard] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2 * SPACE)
        self._box.addStretch(1)

    def show_questions(self, questions: tuple[Question, ...], answers: dict[str, Answer]) -> None:
        """Show these; cards of questions that are asked as before stay as they are."""
        blocked = QSignalBlocker(self)
        kept = {one.id: self._cards[one.id] for one in questions if self._is_same(one, answers)}
        for id, old in self._cards.items():
            if id not in kept:
                self._box.removeWidget(old)
                old.hide()
                old.deleteLater()
        self._cards = {}
        for place, one in enumerate(questions):
            card = kept.get(one.id)
            if card is None:
                card = QuestionCard(one, answers.get(one.id), self)
                card.answered.connect(self.answered)
            self._box.insertWidget(place, card)
            self._cards[one.id] = card
        blocked.unblock()
        self.updateGeometry()

    def _is_same(self, question: Question, answers: dict[str, Answer]) -> bool:
        card = self._cards.get(question.id)
        same = card is not None and (card.question.sentence, card.question.options) == (
            question.sentence,
            question.options,
        )
        return same and card is not None and answers.get(question.id, card.answer) == card.answer

    @property
    def answers(self) -> dict[str, Answer]:
        """What is answered, by question."""
        return {id: card.answer for id, card in self._cards.items() if card.answer is not None}

    @property
    def count(self) -> int:
        """How many questions there are."""
        return len(self._cards)

    def point_out_open(self, scroll: QScrollArea) -> bool:
        """Bring the keyboard to the first question without an answer, into sight of ``scroll``; False if all have."""
        card = next((card for card in self._cards.values() if card.answer is None), None)
        if card is not None:
            scroll.ensureWidgetVisible(card)
            card.point_out()
        return card is not None

    def question(self, id: str) -> Question | None:
        """The question of an id, if it is asked."""
        card = self._cards.get(id)
        return card.question if card is not None else None

    def focus_first(self) -> None:
        """Bring the keyboard to the first question."""
        if self._cards:
            next(iter(self._cards.values())).point_out()
