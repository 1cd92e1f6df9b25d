"""Decides how one export is read while its wizard is open: in a child, anew whenever the user corrects something."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from planner.errors import PlannerBug, UserError
from planner.events import Event, Phase
from planner.memory import usual_memory
from planner.store.erp import Hidden, Mode
from planner.store.erp.session import Memories, Wish
from planner.store.reading import MOST_MEMORY, MOST_SECONDS
from planner.tables.case import Case
from planner.work import Job
from ui.tasks import exports
from ui.tasks.task import Task


class ExportReader(QObject):
    """Reads an export; what is still being read under an older wish is given up.

    Args:
        case: the case it is for, as it is when asked.
        memories: what is remembered of exports.
        parent: owns the reader.
    """

    saw = Signal(object)
    """The ``Sight``."""
    foresaw = Signal(object)
    """The ``Preview``."""
    failed = Signal(str)
    """Why it cannot be read so."""
    busy_changed = Signal(bool)
    told = Signal(str)
    """What is being done."""

    def __init__(self, case: Callable[[], Case], memories: Memories, parent: QObject) -> None:
        super().__init__(parent)
        self._case = case
        self._memories = dict(memories)
        self._task: Task | None = None

    @property
    def busy(self) -> bool:
        return self._task is not None

    def look(self, wish: Wish) -> None:
        """Look at the export; ``saw`` or ``failed`` follows."""
        self._begin(self.saw.emit, exports.seen, wish, self._case(), self._memories)

    def foresee(self, wish: Wish, modes: Mapping[str, Mode | None], hidden: Sequence[Hidden]) -> None:
        """Compare it with the case; ``foresaw`` or ``failed`` follows."""
        self._begin(self.foresaw.emit, exports.foreseen, wish, self._case(), dict(modes), tuple(hidden))

    def forget(self, signature: str) -> None:
        """Know nothing of such an export any more."""
        self._memories.pop(signature, None)

    def stop(self) -> None:
        """Give up what is being read."""
        if self._task is not None:
            self._task.stop()

    def drop(self) -> None:
        """End what is being read; nothing more is heard of it."""
        if self._task is not None:
            self._task.drop()
            self._task = None

    def _begin(self, done: Callable[[object], object], target: Callable[..., object], *args: object) -> None:
        self.drop()
        job = Job(target, *args, memory_bytes=min(MOST_MEMORY, usual_memory()), time_limit=MOST_SECONDS)
        task = Task(job, job.result, "Reading", self)
        task.heard.connect(self._hear)
        task.done.connect(lambda result: self._end(lambda: done(result)))
        task.stopped.connect(lambda: self._end(lambda: self.failed.emit("Reading was stopped.")))
        task.failed.connect(lambda error: self._end(lambda: self.failed.emit(_words(error))))
        self._task = task
        self.busy_changed.emit(True)

    def _hear(self, event: Event) -> None:
        if isinstance(event, Phase):
            self.told.emit(event.words)

    def _end(self, then: Callable[[], object]) -> None:
        self._task = None
        self.busy_changed.emit(False)
        then()


def _words(error: UserError | PlannerBug) -> str:
    if isinstance(error, PlannerBug):
        return f"The file could not be read because of a fault in this program ({error.message})."
    return str(error)
