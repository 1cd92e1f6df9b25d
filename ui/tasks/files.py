"""Decides how a case comes and goes: begun, opened, imported, exported, given up; asked about where it must be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal

from planner.errors import UserError
from planner.store import recovery
from planner.store.archive import NoCase
from planner.store.elsewhere import stamp
from planner.store.project import SUFFIX, Damaged
from planner.tables.case import Case
from planner.tables.edits import ReplaceTables
from planner.tables.finding import Finding
from planner.tables.inputs import INPUTS
from planner.tables.table import Layout
from ui.dialogs.ask import Ask, Found, Taken, Unsaved
from ui.document import Document
from ui.rules import own_rules
from ui.tasks import children
from ui.tasks.hold import Hold
from ui.tasks.keeper import Keeper
from ui.tasks.marking import Marking
from ui.tasks.recent import Recent
from ui.tasks.saving import Saving, as_file_name
from ui.tasks.turns import Turns


class Files(QObject):
    """Everything the File menu does.

    Args:
        document: what is open.
        ask: asks the user.
        recent: is told which files were used.
        keeper: keeps copies of unsaved work.
        parent: the window.
    """

    opened = Signal()
    """Another case is open."""
    list_found = Signal(object)
    """What was to be opened is no case, and may be a list of another system: its path."""

    def __init__(self, document: Document, ask: Ask, recent: Recent, keeper: Keeper, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._ask, self.recent, self.keeper = document, ask, recent, keeper
        self.turns = Turns(ask, self)
        self.said = self.turns.said
        self.hold = Hold(self)
        self._saving = Saving(document, ask, self.turns, self.hold, self)
        self.marking = Marking(document, ask, self.turns, self)
        self.save, self.save_as = self._saving.save, self._saving.save_as
        self._folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        self._saving.saved.connect(self._saved)
        self.hold.lost.connect(self._lost)
        keeper.offered.connect(self._offer)
        keeper.failed.connect(self.said)

    @property
    def busy(self) -> bool:
        return self.turns.busy

    def put_away(self) -> None:
        """The window closes: give up what is under way, and let others have the file."""
        self.turns.drop()
        self.keeper.close()
        self.hold.release()

    def new(self) -> None:
        """Begin an empty case."""
        self._after_saving(lambda: self._begin(children.Opened(Case())))

    def open_sample(self) -> None:
        def begin() -> None:
            self.turns.run("Opening the sample", lambda read: self._begin(read, "Sample"), children.sampled)

        self._after_saving(begin)

    def open(self, path: Path | None = None) -> None:
        """Open a workbook or a project as another case."""
        self._after_saving(lambda: self._open_now(path))

    def import_into(self, path: Path | None = None) -> None:
        """Replace the tables by a file's, as one step that can be undone."""
        path = path or self._ask.file_to_open("Import a workbook", self._folder)
        if path is None:
            return
        chosen, self._folder = path, path.parent

        def take(read: children.Opened) -> None:
            if read.case is None:
                self._refuse(chosen, read.findings)
            elif self._ask.import_wanted(chosen.name, self._difference(read.case), read.findings):
                tables = tuple((one.id, tuple(read.case.rows(one.id))) for one in INPUTS)
                self._document.edit(ReplaceTables(tables), f"import {chosen.name}")
                self.said.emit(f"{chosen.name} was imported. Undo takes it back.")

        self.turns.run(f"Reading {chosen.name}", take, children.opened, chosen)

    def dropped(self, path: Path) -> None:
        """A file was dropped on the window: a project is opened, a workbook too unless there already is a case."""
        if self._document.is_empty or path.suffix.casefold() == SUFFIX:
            self.open(path)
        else:
            self.import_into(path)

    def write_template(self) -> None:
        path = self._ask.file_to_write("Save the template", self._folder / "Remanence template.xlsx")
        if path is not None:
            self._folder = path.parent
            words = f"The template was saved as {path.name}. Fill it in, then open it here."
            self.turns.run(f"Writing {path.name}", lambda _: self.said.emit(words), children.template_written, path)

    def export_plan(self) -> None:
        """Write the plan as a workbook."""
        planned = self._document.planned
        if planned is None or planned.answer.plan is None:
            return
        name = f"{as_file_name(self._document.name)} plan.xlsx"
        path = self._ask.file_to_write("Export the plan", self._folder / name)
        if path is not None:
            self._folder = path.parent
            self.turns.run(
                f"Writing {path.name}",
                lambda _: self.said.emit(f"The plan was exported to {path.name}."),
                children.plan_written,
                *(planned.case, planned.answer, own_rules(self._document), path),
            )

    def _refuse(self, path: Path, findings: Sequence[Finding]) -> None:
        """Say why a workbook was not taken; where the user wants it, a copy of it says so too."""
        if self._ask.import_refused(path.name, findings):
            self.marking.mark(path, findings)

    def leave(self, then: Callable[[], None]) -> None:
        """Do something that gives up the case, unless the user wants to keep what is not saved."""
        self._after_saving(then)

    def _after_saving(self, then: Callable[[], None]) -> None:
        if self._document.is_saved or (self._document.is_empty and self._document.path is None):
            then()
            return
        wanted = self._ask.unsaved(self._document.name)
        if wanted is Unsaved.SAVE:
            self.save(then)
        elif wanted is Unsaved.DISCARD:
            then()

    def _open_now(self, path: Path | None) -> None:
        path = path or self._ask.file_to_open("Open a project or a workbook", self._folder)
        if path is None:
            return
        chosen, self._folder = path, path.parent

        def begin(read: children.Opened) -> None:
            if read.case is None:
                self._refuse(chosen, read.findings)
            elif read.is_project:
                self._begin_project(read, chosen)
            else:
                self._begin(read, chosen.stem, chosen)

        def failed(error: UserError) -> None:
            if not chosen.exists():
                self.recent.look()
            if isinstance(error, Damaged) and error.backup is not None:
                if self._ask.sure("The project is damaged", str(error), "Open the backup"):
                    self._open_now(error.backup)
            elif isinstance(error, NoCase):
                self.list_found.emit(chosen)
            else:
                self._ask.tell("Not opened", str(error))

        self.turns.run(f"Opening {chosen.name}", begin, children.opened, chosen, failed=failed)

    def _begin_project(self, read: children.Opened, path: Path) -> None:
        """Open a project: its own file, to be read only, or a copy where another window has it."""
        if path.suffix.casefold() != SUFFIX:  # a backup: saving it must not make another of its kind
            self._begin(read, f"{path.name.partition('.')[0]} (backup)")
            return
        read_only = False
        try:
            holder = self.hold.take(path)
        except UserError as error:
            self.said.emit(str(error))
            read_only, holder = True, None
        if holder is not None:
            wanted = self._ask.taken(path.name, holder.words)
            if wanted is Taken.CANCEL:
                return
            if wanted is Taken.COPY:
                self._begin(read, f"{path.stem} (copy)")
                return
            read_only = True
        self._begin(read, path.stem, path, read_only=read_only)

    def _begin(
        self, read: children.Opened, title: str = "", path: Path | None = None, *, read_only: bool = False
    ) -> None:
        assert read.case is not None
        if path is None or not self.hold.has(path):
            self.hold.release()
        self._document.open(read.case, title=title, path=path, plans=read.plans, notes=read.notes, read_only=read_only)
        self.keeper.begin(read.fingerprint if path is not None else "")
        self._saving.begin(read.stamp, may_replace=read.is_project)
        if path is not None:
            self.recent.add(path)
        self.opened.emit()

    def _offer(self, offers: tuple[children.Offer, ...]) -> None:
        """Offer unsaved work, the newest first, until one is opened or the user has had enough."""
        for offer in offers:
            wanted = self._ask.found(offer.origin.title, offer.origin.path, offer.written)
            if wanted is Found.OPEN:
                self._after_saving(lambda chosen=offer: self._recover(chosen))  # type: ignore[misc]  # bound at once
            if wanted is not Found.DELETE:
                return
            recovery.discard(offer.copy)

    def _recover(self, offer: children.Offer) -> None:
        read, origin = offer.opened, offer.origin
        assert read.case is not None
        path = Path(origin.path) if origin.path else None
        is_project = path is not None and path.suffix.casefold() == SUFFIX
        read_only = False
        self.hold.release()
        if path is not None and is_project:
            try:
                read_only = self.hold.take(path) is not None
            except UserError:
                read_only = True
        self._document.open(
            read.case,
            title=origin.title,
            path=path,
            plans=read.plans,
            notes=read.notes,
            read_only=read_only,
            saved=False,
        )
        self.keeper.begin(origin.fingerprint, instead_of=offer.copy)
        self._saving.begin(None if path is None else stamp(path), may_replace=is_project)
        self.said.emit("The unsaved work is open again. Save it to keep it.")
        self.opened.emit()

    def _saved(self, path: Path, fingerprint: str) -> None:
        self._folder = path.parent
        self.recent.add(path)
        self.keeper.saved(fingerprint)

    def _lost(self) -> None:
        """Another window has our file now."""
        self._document.read_only = True
        self._document.saved_changed.emit()
        self.said.emit("Another window has taken this project over: save your changes under another name.")

    def _difference(self, case: Case) -> list[tuple[str, int, int]]:
        """Rows now and afterwards of the tables that have any; settings are one row always."""
        counts = [
            (one.title, len(self._document.case.rows(one.id)), len(case.rows(one.id)))
            for one in INPUTS
            if one.layout is not Layout.SETTINGS
        ]
        return [(title, now, after) for title, now, after in counts if now or after]
