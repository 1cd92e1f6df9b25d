"""Decides how lists of other systems come in: sorted, one wizard after the other, each taken as one step."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QStandardPaths, QTimer, Signal

from planner.errors import UserError
from planner.store.erp import Hidden, remembered
from planner.store.erp.overlay import as_json, from_json
from planner.store.erp.session import Preview, Wish
from planner.store.kind import FileKind
from planner.tables.edits import first_place
from ui.dialogs.ask import Ask
from ui.dialogs.import_wizard import SKIPPED, ImportWizard
from ui.document import Document
from ui.models.findings import counted
from ui.tasks import exports
from ui.tasks.export_reader import ExportReader
from ui.tasks.files import Files
from ui.tasks.import_memory import ImportMemory

_LATER = 1
"""Milliseconds; none at all would be the same turn of the event loop."""
HIDDEN = "hidden_magnets"
"""Name of the note of the case that holds the magnets within bought parts."""


class Imports(QObject):
    """Everything that comes in from other systems.

    Args:
        document: is changed, one step for each file.
        ask: asks for files and opens the wizard.
        files: opens what are cases.
        settings: hold what is remembered.
        parent: the window.
    """

    taken = Signal(str, object, str)
    """Something was imported: a table it changed, and there the row and column to look at, as ``first_place`` says."""

    def __init__(self, document: Document, ask: Ask, files: Files, settings: QSettings, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._ask, self._files = document, ask, files
        self._memory = ImportMemory(settings)
        self._folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        self._waiting: list[Path] = []
        self._count = 0
        self.wizard: ImportWizard | None = None
        files.list_found.connect(lambda path: self.dropped([path]))

    def choose(self) -> None:
        """Ask which files, and import them."""
        self._begin(self._ask.files_to_import(self._folder), self._files.import_into)

    def dropped(self, paths: Sequence[Path]) -> None:
        """Files were dropped on the window: import them; a case is opened."""
        self._begin(paths, self._files.dropped)

    def _begin(self, paths: Sequence[Path], take_case: Callable[[Path], None]) -> None:
        if not paths or self.wizard is not None:
            return
        self._folder = paths[0].parent
        words = paths[0].name if len(paths) == 1 else counted(len(paths), "file")
        self._files.turns.run(
            f"Looking at {words}", lambda found: self._sorted(found, take_case), exports.sorted_out, tuple(paths)
        )

    def _sorted(self, arrived: Sequence[exports.Arrived], take_case: Callable[[Path], None]) -> None:
        cases = [one.path for one in arrived if one.kind is not FileKind.EXPORT]
        if len(arrived) == 1 and cases:
            take_case(cases[0])
            return
        troubles = [one.trouble for one in arrived if one.trouble]
        troubles += [f"'{path.name}' is a case of this program: open it alone." for path in cases]
        if troubles:
            self._ask.tell("Not imported", "\n".join(troubles))
        self._waiting = [one.path for one in arrived if one.kind is FileKind.EXPORT and not one.trouble]
        self._count = len(self._waiting)
        self._next()

    def _next(self) -> None:
        """Open the wizard for the next file."""
        if not self._waiting:
            return
        path = self._waiting.pop(0)
        place = f"file {self._count - len(self._waiting)} of {self._count}" if self._count > 1 else ""
        reader = ExportReader(lambda: self._document.case, self._memory.all(), self)
        wizard = self._ask.import_wizard(reader, Wish(path), place, self._hidden())
        self.wizard = wizard
        wizard.taken.connect(lambda preview: self._take(wizard, preview))
        wizard.forgotten.connect(self._memory.forget)
        wizard.marked_wanted.connect(lambda findings: self._files.marking.mark(path, findings))
        wizard.finished.connect(lambda result: self._finished(wizard, reader, result))

    def _take(self, wizard: ImportWizard, preview: Preview) -> None:
        """Change the case, and remember how the file was read."""
        name = wizard.wish.path.name
        if wizard.sight is not None:
            asked = {one.id: preview.mapping.answer(wizard.wish.answers, one.id) for one in preview.mapping.questions}
            answers = {id: one for id, one in asked.items() if one is not None}
            self._memory.keep(wizard.sight.signature, remembered(preview.mapping, answers))
        if wizard.hidden or HIDDEN in self._document.notes:
            self._document.notes[HIDDEN] = json.dumps(as_json(wizard.hidden))
        self._document.edit(preview.edit, f"import {name}")
        self._files.said.emit(f"{name} was imported: {counted(len(preview.changes), 'change')}. Undo takes it back.")
        place = first_place(preview.edit)
        QTimer.singleShot(_LATER, self, lambda: self.taken.emit(*place))  # a turn of its own: both take a while

    def _finished(self, wizard: ImportWizard, reader: ExportReader, result: int) -> None:
        self.wizard = None
        wizard.deleteLater()
        reader.deleteLater()
        if result in (int(ImportWizard.DialogCode.Accepted), SKIPPED):
            self._next()
        else:
            self._waiting = []

    def _hidden(self) -> tuple[Hidden, ...]:
        """The magnets within bought parts the case keeps a note of."""
        try:
            kept = json.loads(self._document.notes.get(HIDDEN, "[]"))
            return from_json(kept if isinstance(kept, list) else [])
        except (ValueError, UserError):
            return ()
