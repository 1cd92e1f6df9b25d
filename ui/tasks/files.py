"""Decides how files come and go: opened, imported, saved, exported, each in a child, asked about where it must be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QStandardPaths, Signal

from planner.errors import PlannerBug, UserError
from planner.tables.case import Case
from planner.tables.edits import ReplaceTables
from planner.tables.inputs import INPUTS
from planner.tables.table import Layout
from planner.work import Job
from ui.dialogs.ask import Again, Ask, Unsaved
from ui.document import Document
from ui.tasks import children
from ui.tasks.task import Task

R = TypeVar("R")


class Files(QObject):
    """Everything the File menu does."""

    began = Signal(object)
    """A task that should be shown while it runs."""
    said = Signal(str)
    """What was done, for the status bar."""
    opened = Signal()
    """Another case is open."""

    def __init__(self, document: Document, ask: Ask, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._ask = ask
        self._task: Task | None = None
        self._saved_once = False
        self._folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))

    @property
    def busy(self) -> bool:
        return self._task is not None

    def drop_task(self) -> None:
        """Give up what is being read or written."""
        if self._task is not None:
            self._task.drop()
            self._task = None

    def new(self) -> None:
        """Begin an empty case."""
        self._after_saving(lambda: self._begin(Case()))

    def open_sample(self) -> None:
        def begin() -> None:
            self._run("Opening the sample", lambda read: self._begin(read.case, "Sample"), children.sampled)

        self._after_saving(begin)

    def open(self, path: Path | None = None) -> None:
        """Open a workbook as another case."""
        self._after_saving(lambda: self._open_now(path))

    def _open_now(self, path: Path | None) -> None:
        path = path or self._ask.file_to_open("Open a workbook", self._folder)
        if path is None:
            return
        chosen, self._folder = path, path.parent

        def begin(read: children.Opened) -> None:
            if read.case is None:
                self._ask.import_refused(chosen.name, read.findings)
            else:
                self._begin(read.case, chosen.stem, chosen)

        self._run(f"Opening {chosen.name}", begin, children.opened, chosen)

    def import_into(self, path: Path | None = None) -> None:
        """Replace the tables by a workbook's, as one step that can be undone."""
        path = path or self._ask.file_to_open("Import a workbook", self._folder)
        if path is None:
            return
        chosen, self._folder = path, path.parent

        def take(read: children.Opened) -> None:
            if read.case is None:
                self._ask.import_refused(chosen.name, read.findings)
            elif self._ask.import_wanted(chosen.name, self._difference(read.case), read.findings):
                tables = tuple((one.id, tuple(read.case.rows(one.id))) for one in INPUTS)
                self._document.edit(ReplaceTables(tables), f"import {chosen.name}")
                self.said.emit(f"{chosen.name} was imported. Undo takes it back.")

        self._run(f"Reading {chosen.name}", take, children.opened, chosen)

    def dropped(self, path: Path) -> None:
        """A file was dropped on the window: open it, or import it where there already is a case."""
        if self._document.is_empty:
            self.open(path)
        else:
            self.import_into(path)

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Save the case; the first time in a session it is asked where, so that no workbook is replaced unasked."""
        if self._document.path is None or not self._saved_once:
            self.save_as(then)
        else:
            self._write(self._document.path, then)

    def save_as(self, then: Callable[[], None] | None = None) -> None:
        suggestion = self._document.path or self._folder / f"{_as_file_name(self._document.name)}.xlsx"
        path = self._ask.file_to_write("Save the case as a workbook", suggestion)
        if path is not None:
            self._folder = path.parent
            self._write(path, then)

    def write_template(self) -> None:
        path = self._ask.file_to_write("Save the template", self._folder / "Remanence template.xlsx")
        if path is not None:
            self._folder = path.parent
            words = f"The template was saved as {path.name}. Fill it in, then open it here."
            self._run(f"Writing {path.name}", lambda _: self.said.emit(words), children.template_written, path)

    def export_plan(self) -> None:
        """Write the plan as a workbook."""
        planned = self._document.planned
        if planned is None or planned.answer.plan is None:
            return
        path = self._ask.file_to_write(
            "Export the plan", self._folder / f"{_as_file_name(self._document.name)} plan.xlsx"
        )
        if path is not None:
            self._folder = path.parent
            self._run(
                f"Writing {path.name}",
                lambda _: self.said.emit(f"The plan was exported to {path.name}."),
                children.plan_written,
                *(planned.case, planned.answer, path),
            )

    def leave(self, then: Callable[[], None]) -> None:
        """Do something that gives up the case, unless the user wants to keep what is not saved."""
        self._after_saving(then)

    def _after_saving(self, then: Callable[[], None]) -> None:
        if self._document.is_saved or self._document.is_empty:
            then()
            return
        wanted = self._ask.unsaved(self._document.name)
        if wanted is Unsaved.SAVE:
            self.save(then)
        elif wanted is Unsaved.DISCARD:
            then()

    def _begin(self, case: Case | None, title: str = "", path: Path | None = None) -> None:
        assert case is not None
        self._saved_once = False
        self._document.open(case, title=title, path=path)
        self.opened.emit()

    def _write(self, path: Path, then: Callable[[], None] | None) -> None:
        state = self._document.state

        def wrote(_: object) -> None:
            self._saved_once = True
            self._document.saved_as(path, state)
            self.said.emit(f"Saved as {path.name}.")
            if then is not None:
                then()

        def again(error: UserError) -> None:
            wanted = self._ask.again("Not saved", str(error))
            if wanted is Again.RETRY:
                self._write(path, then)
            elif wanted is Again.COPY:
                self.save_as(then)

        self._run(f"Saving {path.name}", wrote, children.case_written, self._document.case, path, failed=again)

    def _difference(self, case: Case) -> list[tuple[str, int, int]]:
        """Rows now and afterwards of the tables that have any; settings are one row always."""
        counts = [
            (one.title, len(self._document.case.rows(one.id)), len(case.rows(one.id)))
            for one in INPUTS
            if one.layout is not Layout.SETTINGS
        ]
        return [(title, now, after) for title, now, after in counts if now or after]

    def _run(
        self,
        words: str,
        done: Callable[[R], None],
        target: Callable[..., R],
        *args: object,
        failed: Callable[[UserError], None] | None = None,
    ) -> None:
        """Let a child do something; one thing at a time, so that nothing half done is given up unasked."""
        if self._task is not None:
            self.said.emit(f"{self._task.words}: wait until it is done, or stop it.")
            return
        job = Job(target, *args)
        self._task = Task(job, job.result, words, self)
        self._task.done.connect(lambda result: self._ended(lambda: done(result)))
        self._task.stopped.connect(lambda: self._ended(lambda: self.said.emit("Stopped.")))
        self._task.failed.connect(lambda error: self._ended(lambda: self._failed(error, failed)))
        self.began.emit(self._task)

    def _ended(self, then: Callable[[], None]) -> None:
        self._task = None
        then()

    def _failed(self, error: Exception, handle: Callable[[UserError], None] | None) -> None:
        if isinstance(error, PlannerBug):
            self._ask.fault(error.message, error.detail)
        elif isinstance(error, UserError) and handle is not None:
            handle(error)
        else:
            self._ask.tell("Not done", str(error))


def _as_file_name(name: str) -> str:
    """The name without what a file system may refuse."""
    return "".join(" " if mark in '<>:"/\\|?*' or not mark.isprintable() else mark for mark in name).strip() or "Case"
