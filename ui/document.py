"""Decides what is open: a case with its undo stack, its findings, its plans, and whether all of it is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from planner.tables.case import Case
from planner.tables.edits import Edit, apply
from planner.tables.inputs import INPUTS
from ui.checked import Checked
from ui.models.change import WHOLE, RowsChange, changes
from ui.planned import Planned

__all__ = ["MOST_PLANS", "Document", "Planned"]

MOST_PLANS = 10
"""How many plans a case keeps; the oldest goes."""


@dataclass(frozen=True, slots=True)
class _Step:
    """An edit that was made, the edit that takes it back, and the state it leads to."""

    edit: Edit
    inverse: Edit
    state: int


class Document(Checked):
    """The open case. Everything that changes it goes through ``edit``, and so can be undone.

    The steps are kept here. Qt's stack counts them, names them and knows which of them is saved; its own commands are
    empty, for commands written in Python are destroyed before their stack when both are garbage, and the stack would
    then end the program.

    A *state* is a number for the case as it is: undoing comes back to the number of before, so two equal numbers are
    the same case. It says cheaply whether findings or a plan belong to the case as it is now.

    Attributes:
        path: the file it was opened from or last saved to.
        planned: the plan that is shown.
        plans: the plans kept with the case, the newest last.
        notes: what is remembered with the project, texts by name.
        read_only: the file belongs to another window or may not be written: saving asks for another name.
    """

    table_changed = Signal(str, object)
    """Id of the table and its ``RowsChange``."""
    plan_changed = Signal()
    """There is another plan, or the plan has become older or current again."""
    saved_changed = Signal()
    """Another name, another file, or saved, or no longer saved."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.case = Case()
        self.path: Path | None = None
        self.planned: Planned | None = None
        self.plans: tuple[Planned, ...] = ()
        self.notes: dict[str, str] = {}
        self.read_only = False
        self.undo_stack = QUndoStack(self)
        self._title = ""
        self._plans_saved = True
        self._steps: list[_Step] = []
        self._made = 0  # so many of the steps are in the case
        self._first_state = 0
        self._last_state = 0
        self._was_older = False
        self._compared: tuple[Planned, int, bool] | None = None
        self.undo_stack.cleanChanged.connect(self._clean_changed)
        self.undo_stack.indexChanged.connect(self._moved)

    @property
    def state(self) -> int:
        """A number for the case as it is now."""
        return self._steps[self._made - 1].state if self._made else self._first_state

    @property
    def is_empty(self) -> bool:
        """Whether nothing was entered yet: no row anywhere, and no settings."""
        return not any(any(value is not None for value in row) for one in INPUTS for row in self.case.rows(one.id))

    @property
    def is_saved(self) -> bool:
        return self.undo_stack.isClean() and self._plans_saved

    @property
    def name(self) -> str:
        """What the case is called: its name, its file's, or a word for having neither."""
        return self.case.settings.name or self._title or (self.path.stem if self.path else "") or "Untitled case"

    @property
    def plan_is_older(self) -> bool:
        """Whether the plan shown answers another case than the data as they are now."""
        planned, state = self.planned, self.state
        if planned is None or planned.state == state:
            return False
        if self._compared is None or self._compared[0] is not planned or self._compared[1] != state:
            self._compared = (planned, state, planned.case != self.case)
        return self._compared[2]

    def open(
        self,
        case: Case,
        *,
        title: str = "",
        path: Path | None = None,
        plans: Sequence[Planned] = (),
        notes: Mapping[str, str] | None = None,
        read_only: bool = False,
        saved: bool = True,
    ) -> None:
        """Begin with this case; what was open is gone, its steps too.

        Args:
            case: the case.
            title: what it is called where it has no name of its own.
            path: the file it comes from.
            plans: the plans kept with it; the last one is shown.
            notes: what is remembered with it.
            read_only: it may not be saved to its file.
            saved: whether the file holds all of this.
        """
        self.case = case
        self.path, self._title, self.read_only = path, title, read_only
        self.notes = dict(notes or {})
        self._steps, self._made = [], 0
        self.undo_stack.clear()
        if not saved:
            self.undo_stack.resetClean()
        self._first_state = self._last_state = self._last_state + 1
        self.plans, self._plans_saved = tuple(plans), True
        self.planned = self.plans[-1] if self.plans else None
        self._announce({one.id: WHOLE for one in INPUTS})
        self.set_findings(())
        self._was_older = self.plan_is_older
        self.plan_changed.emit()
        self.saved_changed.emit()

    def edit(self, edit: Edit, words: str) -> None:
        """Make a change as one step that can be undone; ``words``, such as "change price", name it in the menu."""
        inverse = self._make(edit)
        self._last_state += 1
        self._steps[self._made :] = [_Step(edit, inverse, self._last_state)]
        self._made += 1
        self.undo_stack.beginMacro(words)
        self.undo_stack.endMacro()

    def saved_as(self, path: Path, state: int, plans: Sequence[Planned] | None = None) -> None:
        """The case was written to a file as it was in a state; it counts as saved if that is still its state.

        Args:
            path: the file.
            state: the state that was written.
            plans: the plans that were written with it, or None where those there are now count as saved.
        """
        self.path, self.read_only = path, False
        self._plans_saved = self._plans_saved or plans is None or tuple(plans) == self.plans
        if state == self.state:
            self.undo_stack.setClean()
        self.saved_changed.emit()

    def set_planned(self, planned: Planned) -> None:
        """An answer has come; a plan is kept with the case.

        A plan of a case that lies in no file and was not touched, such as the sample, need not be saved.
        """
        self.planned = planned
        self._was_older = self.plan_is_older
        if planned.answer.plan is not None:
            self.plans = (*self.plans, planned)[-MOST_PLANS:]
            self._plans_saved = self.path is None and self.undo_stack.isClean()
        self.plan_changed.emit()
        self.saved_changed.emit()

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

    def _moved(self, index: int) -> None:
        """Make or take back the steps between where the case is and where the stack now stands."""
        while self._made < index:
            self._make(self._steps[self._made].edit)
            self._made += 1
        while self._made > index:
            self._make(self._steps[self._made - 1].inverse)
            self._made -= 1
        if self.plan_is_older != self._was_older:
            self._was_older = self.plan_is_older
            self.plan_changed.emit()
