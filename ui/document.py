"""Decides what is open: a case with its undo stack, its findings, its plan, and whether all of it is saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from planner.plan.answer import Answer
from planner.tables.case import Case
from planner.tables.edits import Edit, apply
from planner.tables.finding import Finding
from planner.tables.inputs import INPUTS
from ui.commands.edit import EditCommand
from ui.models.change import WHOLE, RowsChange, changes


@dataclass(frozen=True, slots=True)
class Planned:
    """An answer and what was asked: the case as it was then, and its state."""

    answer: Answer
    case: Case
    state: int


class Document(QObject):
    """The open case. Everything that changes it goes through ``edit``, and so can be undone.

    A *state* is a number for the case as it is: undoing comes back to the number of before, so two equal numbers are
    the same case. It says cheaply whether findings or a plan belong to the case as it is now.
    """

    table_changed = Signal(str, object)
    """Id of the table and its ``RowsChange``."""
    findings_changed = Signal()
    plan_changed = Signal()
    """There is another plan, or the plan has become older or current again."""
    saved_changed = Signal()
    """Another name, another file, or saved, or no longer saved."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.case = Case()
        self.path: Path | None = None
        self._title = ""
        self.undo_stack = QUndoStack(self)
        self.findings: tuple[Finding, ...] = ()
        self.planned: Planned | None = None
        self._by_row: dict[str, dict[int, list[Finding]]] = {}
        self._states = [0]
        self._last_state = 0
        self._was_older = False
        self.undo_stack.cleanChanged.connect(self._clean_changed)
        self.undo_stack.indexChanged.connect(self._moved)

    @property
    def state(self) -> int:
        """A number for the case as it is now."""
        return self._states[self.undo_stack.index()]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was entered yet: no row anywhere, and no settings."""
        return not any(any(value is not None for value in row) for one in INPUTS for row in self.case.rows(one.id))

    @property
    def is_saved(self) -> bool:
        return self.undo_stack.isClean()

    @property
    def name(self) -> str:
        """What the case is called: its name, its file's, or a word for having neither."""
        return self.case.settings.name or self._title or (self.path.stem if self.path else "") or "Untitled case"

    @property
    def plan_is_older(self) -> bool:
        """Whether the data changed since the plan was asked for."""
        return self.planned is not None and self.planned.state != self.state

    def open(self, case: Case, *, title: str = "", path: Path | None = None) -> None:
        """Begin with this case; what was open is gone, its steps too."""
        self.case = case
        self.path, self._title = path, title
        self.undo_stack.clear()
        self._last_state += 1
        self._states = [self._last_state]
        self.planned, self._was_older = None, False
        self._announce({one.id: WHOLE for one in INPUTS})
        self.set_findings(())
        self.plan_changed.emit()
        self.saved_changed.emit()

    def edit(self, edit: Edit, words: str) -> None:
        """Make a change as one step that can be undone; ``words`` name it in the menu."""
        del self._states[self.undo_stack.index() + 1 :]
        self._last_state += 1
        self._states.append(self._last_state)
        self.undo_stack.push(EditCommand(self._make, edit, words))

    def saved_as(self, path: Path, state: int) -> None:
        """The case was written to a file as it was in a state; it counts as saved if that is still its state."""
        self.path = path
        if state == self.state:
            self.undo_stack.setClean()
        self.saved_changed.emit()

    def set_findings(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        self._by_row = {}
        for one in self.findings:
            if one.row is not None:
                self._by_row.setdefault(one.table, {}).setdefault(one.row, []).append(one)
        self.findings_changed.emit()

    def findings_by_row(self, table_id: str) -> Mapping[int, Sequence[Finding]]:
        """The findings of a table that concern a row, by the row's index."""
        return self._by_row.get(table_id, {})

    def set_planned(self, planned: Planned) -> None:
        """An answer has come."""
        self.planned = planned
        self._was_older = self.plan_is_older
        self.plan_changed.emit()

    def _make(self, edit: Edit) -> Edit:
        inverse = apply(self.case, edit)
        self._announce(changes(edit))
        return inverse

    def _announce(self, changed: Mapping[str, RowsChange]) -> None:
        """Say what changed; findings that name rows by a number no longer theirs are dropped until the next check."""
        for table_id, change in changed.items():
            if not change.changed:
                self._by_row.pop(table_id, None)
            self.table_changed.emit(table_id, change)

    def _clean_changed(self) -> None:
        self.saved_changed.emit()

    def _moved(self) -> None:
        if self.plan_is_older != self._was_older:
            self._was_older = self.plan_is_older
            self.plan_changed.emit()
