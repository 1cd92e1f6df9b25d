"""Decides how an export of another system is imported: in four steps, back and forth, changing nothing till the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QLocale, QTimer, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from planner.store.erp import Answer, Hidden, Mode
from planner.store.erp.session import Preview, Sight, Wish
from ui.dialogs.import_changes import ChangesStep
from ui.dialogs.import_columns import ColumnsStep
from ui.dialogs.import_questions import BILLS, QuestionsStep
from ui.dialogs.import_source import SourceStep
from ui.models.findings import counted
from ui.style import SPACE, Look
from ui.tasks.export_reader import ExportReader
from ui.widgets.step_bar import StepBar
from ui.widgets.waiting import Waiting
from ui.widgets.words import Words

STEPS = ("What it is", "Columns", "Questions", "Changes")
SOURCE, COLUMNS, QUESTIONS, CHANGES = range(4)

SKIPPED = 2
"""What the wizard ends with where only this file is left out."""

_SOON = 250  # milliseconds after the last of several corrections


class ImportWizard(QDialog):
    """The wizard for one file.

    Args:
        reader: reads the file in a child.
        wish: the file.
        place: which of several files it is, such as "File 1 of 3"; empty for a single one.
        hidden: magnets within bought parts, as entered before.
        look: the theme.
        parent: the window.
    """

    taken = Signal(object)
    """The ``Preview`` the user wants to come true."""
    forgotten = Signal(str)
    """The signature of exports nothing is to be remembered of."""
    marked_wanted = Signal(object)
    """The findings a marked copy of the file is wanted of."""

    def __init__(
        self, reader: ExportReader, wish: Wish, place: str, hidden: Sequence[Hidden], look: Look, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Import {wish.path.name}" + (f" ({place})" if place else ""))
        self.wish = wish
        self.sight: Sight | None = None
        self.modes: dict[str, Mode | None] = {}
        self._reader = reader
        self._preview: Preview | None = None
        self._several = bool(place)
        self._steps = StepBar(STEPS, self)
        self._source = SourceStep(self)
        self._columns = ColumnsStep(self)
        self._questions = QuestionsStep(QLocale(), self)
        self._changes = ChangesStep(look, self)
        self._stack = QStackedWidget(self)
        self._trouble = QFrame(self)
        self._trouble_words = Words("", self._trouble, wrap=True)
        self._waiting = Waiting(self)
        self._back = QPushButton("&Back", self)
        self._next = QPushButton("&Next", self)
        self._skip = QPushButton("&Skip this file", self)
        self._cancel = QPushButton("Cancel", self)
        self._soon = QTimer(self)
        self._lay_out()
        self.resize(min(1080, max(760, parent.width() - 80)), min(720, max(480, parent.height() - 40)))
        self._connect()
        self._questions.show_hidden(tuple(hidden))
        self._show(SOURCE)
        reader.look(wish)

    def _lay_out(self) -> None:
        self._trouble.setObjectName("alarm")
        inside = QVBoxLayout(self._trouble)
        inside.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        inside.addWidget(self._trouble_words)
        self._trouble.hide()
        for step in (self._source, self._columns, self._questions, self._changes):
            self._stack.addWidget(step)
        self._skip.setVisible(self._several)
        self._next.setDefault(True)
        self._next.setProperty("primary", True)
        for button in (self._back, self._skip, self._cancel):
            button.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addWidget(self._waiting, 1)
        for button in (self._skip, self._back, self._next, self._cancel):
            buttons.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        box.setSpacing(2 * SPACE)
        box.addWidget(self._steps)
        box.addWidget(self._trouble)
        box.addWidget(self._stack, 1)
        box.addLayout(buttons)

    def _connect(self) -> None:
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(lambda: self._reader.look(self.wish))
        self._reader.saw.connect(self._saw)
        self._reader.foresaw.connect(self._foresaw)
        self._reader.failed.connect(self._complain)
        self._reader.busy_changed.connect(self._busy)
        self._reader.told.connect(self._waiting.say)
        self._waiting.stop_wanted.connect(self._reader.stop)
        self._source.corrected.connect(self._correct)
        self._source.forget_wanted.connect(self._forget)
        self._columns.roles_changed.connect(self._match)
        self._columns.answered.connect(self._answered)
        self._questions.answered.connect(self._answered)
        self._changes.mode_changed.connect(self._merge_so)
        self._changes.marked_wanted.connect(lambda: self.marked_wanted.emit(self._changes.findings))
        self._back.clicked.connect(self._go_back)
        self._next.clicked.connect(self._go_on)
        self._skip.clicked.connect(lambda: self.done(SKIPPED))
        self._cancel.clicked.connect(self.reject)
        self.finished.connect(self._reader.drop)

    @property
    def step(self) -> int:
        """The step shown."""
        return self._stack.currentIndex()

    @property
    def hidden(self) -> tuple[Hidden, ...]:
        """The magnets within bought parts that were entered."""
        return self._questions.hidden

    def _saw(self, sight: Sight) -> None:
        """What was read is what the next reading starts from, so that nothing is found out otherwise on the way."""
        self.sight = sight
        mapping = sight.mapping
        self._complain("")
        sheet = sight.sheet if sight.sheets else ""
        answers = {**sight.answers, **self.wish.answers}  # what was answered meanwhile counts
        self.wish = replace(self.wish, sheet=sheet, encoding=sight.encoding, separator=sight.separator, answers=answers)
        if mapping is not None:
            roles = {one.column: one.role for one in mapping.uses}
            self.wish = replace(self.wish, layout=mapping.layout.id, header=mapping.header, roles=roles)
            self._columns.show_sight(sight, dict(self.wish.answers))
            self._questions.show_mapping(mapping, dict(self.wish.answers))
        self._source.show_sight(sight)
        self._refresh()

    def _foresaw(self, preview: Preview) -> None:
        self._complain("")
        if preview.unanswered:  # answers have raised further questions
            self._columns_or_questions(preview)
            return
        self._preview = preview
        self.modes |= {one.table: one.mode for one in preview.counts}
        self._changes.show_preview(preview, is_workbook=bool(self.sight and self.sight.sheets))
        self._show(CHANGES)

    def _columns_or_questions(self, preview: Preview) -> None:
        self._questions.show_mapping(preview.mapping, dict(self.wish.answers))
        self._show(QUESTIONS)
        if not self._questions.point_out():
            self._show(COLUMNS)
            self._columns.point_out()
        self._complain("Your answers raise one more question.")

    def _correct(self, field: str, value: object) -> None:
        """Read it otherwise from the beginning; only what is as it was found so far is kept."""
        old, path = self.wish, self.wish.path
        if field == "sheet":
            self.wish = Wish(path, sheet=str(value))
        elif field in ("encoding", "separator"):
            encoding = str(value) if field == "encoding" else old.encoding
            self.wish = Wish(path, encoding=encoding, separator=str(value) if field == "separator" else old.separator)
        else:
            self.wish = replace(old, roles=None, answers={})
            layout = old.layout if field == "header" else str(value)
            header = value if field == "header" and isinstance(value, int) else None
            self.wish = replace(self.wish, layout=layout, header=header)
        self._reader.look(self.wish)

    def _forget(self) -> None:
        if self.sight is not None:
            self._reader.forget(self.sight.signature)
            self.forgotten.emit(self.sight.signature)
            self.wish = Wish(self.wish.path, self.wish.sheet, self.wish.encoding, self.wish.separator)
            self._reader.look(self.wish)

    def _match(self, roles: dict[int, str]) -> None:
        self._take_answers()
        self.wish = replace(self.wish, roles=roles)
        self._reader.drop()  # what it would say is no longer asked
        self._soon.start()
        self._refresh()

    def _answered(self) -> None:
        self._complain("")
        self._take_answers()
        self._refresh()

    def _take_answers(self) -> None:
        given: dict[str, Answer] = {**self.wish.answers, **self._columns.answers, **self._questions.answers}
        self.wish = replace(self.wish, answers=given)

    def _merge_so(self, table: str, mode: Mode | None) -> None:
        self.modes[table] = mode
        self._reader.foresee(self.wish, self.modes, self.hidden)

    def _go_on(self) -> None:
        self._complain("")
        self._take_answers()
        if self.step == CHANGES:
            if self._preview is not None and self._preview.allowed:
                self.taken.emit(self._preview)
                self.accept()
        elif self.step == COLUMNS and self._columns.point_out():
            self._complain("Answer what is asked below the columns first.")
        elif self.step == SOURCE:
            self._show(COLUMNS)
        elif self.step == COLUMNS and self._asks():
            self._show(QUESTIONS)
        elif self.step == QUESTIONS and self._questions.point_out():
            self._complain("One question is still open.")
        elif self._questions.complaint:
            self._complain(self._questions.complaint)
        else:
            self._reader.foresee(self.wish, self.modes, self.hidden)

    def _go_back(self) -> None:
        self._reader.drop()
        self._busy(False)
        self._show(COLUMNS if self.step == CHANGES and not self._asks() else max(0, self.step - 1))

    def _asks(self) -> bool:
        """Whether there is something to ask beside the columns."""
        mapping = self.sight.mapping if self.sight is not None else None
        return mapping is not None and (mapping.layout.shape in BILLS or self._questions.asks)

    def _show(self, step: int) -> None:
        self._complain("")
        self._stack.setCurrentIndex(step)
        self._steps.show_step(step)
        self._refresh()
        (self._source, self._columns, self._questions, self._changes)[step].focus_first()

    def _busy(self, busy: bool) -> None:
        self._waiting.show_busy(busy)
        self._refresh()

    def _complain(self, words: str) -> None:
        self._trouble_words.setText(words)
        self._trouble.setVisible(bool(words))

    def _refresh(self) -> None:
        """Say what the next button does, and whether it can."""
        mapping = self.sight.mapping if self.sight is not None else None
        able = mapping is not None and not self._reader.busy and not self._soon.isActive()
        if self.step == COLUMNS:
            able = able and mapping is not None and not mapping.missing
        if self.step == CHANGES:
            count = len(self._preview.changes) if self._preview is not None else 0
            able = able and bool(count) and self._preview is not None and self._preview.allowed
            self._next.setText(f"&Import {counted(count, 'change')}" if count else "&Import")
        else:
            self._next.setText("&Next")
        self._next.setEnabled(able)
        self._back.setEnabled(self.step > SOURCE)
