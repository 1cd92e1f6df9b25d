"""Decides what child processes do for the window: named functions without Qt, each a pure piece of long work.

The window loads this module only to name its functions; what they need is loaded in the child that runs them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from planner.events import Listener, Phase
from planner.plan.answer import Answer
from planner.store import recovery
from planner.store.elsewhere import Stamp, stamp
from planner.store.project import Project, save
from planner.store.project_file import is_project
from planner.store.recovery import Origin, Recovered
from planner.tables.case import Case
from planner.tables.finding import Finding, Severity
from ui.planned import Planned

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.report.headline import Figure

MOST_FINDINGS = 2_000
"""Findings handed to the window, errors first; more of them nobody reads, and lists of them would hold it up."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file held.

    Attributes:
        case: the case; of a workbook only if no finding is an error, of a project always.
        findings: of a workbook, every finding with its sheet and cell.
        is_project: whether the file is a project, to which the case can be saved back.
        plans, notes: what a project keeps beside its case.
        stamp: tells the file that was read from one written since.
        fingerprint: of the case; empty where it has none.
    """

    case: Case | None
    findings: tuple[Finding, ...] = ()
    is_project: bool = False
    plans: tuple[Planned, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    stamp: Stamp | None = None
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What was saved: the file as it is now, and the fingerprint of the case in it."""

    stamp: Stamp | None
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Offer:
    """Unsaved work of a window that crashed, ready to be opened.

    Attributes:
        copy: the file it lies in.
        origin: where it comes from.
        written: when it was written, in seconds since 1970.
        opened: the work.
    """

    copy: Path
    origin: Origin
    written: float
    opened: Opened


def opened(path: Path, *, listen: Listener, stopping: Callable[[], bool]) -> Opened:
    """Read a workbook and check what it holds, or read a project: a draft with errors too."""
    # Readers and checks load NumPy and much else, which the window does not need to start.
    from planner.checks.imported import check_imported
    from planner.store.reading import read_case, read_project

    before = stamp(path)
    if is_project(path):
        return _of_project(read_project(path, listen, stopping), before)
    imported = read_case(path, listen=listen, stopping=stopping)
    listen(Phase("Checking the case"))
    findings = check_imported(imported)
    case = None if any(one.is_error for one in findings) else imported.draft
    return Opened(case, _most(findings), stamp=before, fingerprint="" if case is None else _fingerprint(case))


def sampled(*, listen: Listener, stopping: Callable[[], bool]) -> Opened:
    """The sample case."""
    # The library of figures is not needed to start.
    from planner.reference.sample import sample_case

    del listen, stopping  # it takes a tenth of a second
    return Opened(sample_case(), ())


def checked(case: Case, *, listen: Listener, stopping: Callable[[], bool]) -> tuple[Finding, ...]:
    """Every finding of a case, those that need the scenario tree too."""
    # The checks load NumPy, which the window does not need to start.
    from planner.checks.run import check

    listen(Phase("Checking the case"))
    del stopping  # seconds at most, and a child that does not obey is killed
    return _most(check(case))


def runway_found(case: Case, *, listen: Listener, stopping: Callable[[], bool]) -> Figure:
    """The shortest runway of a case without errors, as a headline figure."""
    # What works out runways loads NumPy, which the window does not need to start.
    from planner.report.lasting import find_shortest

    return find_shortest(case, listen=listen, stopping=stopping)


def case_written(case: Case, path: Path, *, listen: Listener, stopping: Callable[[], bool]) -> Written:
    """Write a case as a workbook."""
    # What writes workbooks is not needed to start.
    from planner.store.workbook_out import write_case

    del stopping  # a file is replaced whole or not at all, so killing the child does no harm
    listen(Phase(f"Writing {path.name}"))
    write_case(case, path)
    return Written(stamp(path), _fingerprint(case))


def project_written(
    case: Case,
    plans: Sequence[Planned],
    notes: Mapping[str, str],
    path: Path,
    *,
    listen: Listener,
    stopping: Callable[[], bool],
) -> Written:
    """Save a project."""
    del stopping  # a file is replaced whole or not at all, so killing the child does no harm
    listen(Phase(f"Saving {path.name}"))
    save(path, _project(case, plans, notes))
    return Written(stamp(path), _fingerprint(case))


def copy_kept(
    folder: Path,
    case: Case,
    plans: Sequence[Planned],
    notes: Mapping[str, str],
    source: Origin,
    *,
    listen: Listener,
    stopping: Callable[[], bool],
) -> None:
    """Keep a copy of unsaved work, to be offered after a crash."""
    del listen, stopping  # nobody waits for it, and it is replaced whole or not at all
    recovery.write(folder, _project(case, plans, notes), source)


def recoverable(folder: Path, *, listen: Listener, stopping: Callable[[], bool]) -> tuple[Offer, ...]:
    """Unsaved work that crashed windows left, the newest first."""
    del stopping  # seconds at most, and a child that does not obey is killed
    listen(Phase("Looking for unsaved work"))
    return tuple(_offer(one) for one in recovery.find(folder))


def template_written(path: Path, *, listen: Listener, stopping: Callable[[], bool]) -> None:
    """Write an empty workbook to fill in."""
    # What writes workbooks is not needed to start.
    from planner.store.workbook_out import write_template

    del stopping  # a file is replaced whole or not at all, so killing the child does no harm
    listen(Phase(f"Writing {path.name}"))
    write_template(path)


def plan_written(
    case: Case, answer: Answer, rules: str, path: Path, *, listen: Listener, stopping: Callable[[], bool]
) -> None:
    """Write a plan as a workbook, what the user says of licence rules with it."""
    # The room of reports may load matplotlib, which only this function of the module needs.
    from planner.report.workbook import write_plan

    del stopping  # a file is replaced whole or not at all, so killing the child does no harm
    listen(Phase(f"Writing {path.name}"))
    write_plan(path, case, answer, rules=rules)


def _most(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """As many findings as anybody reads; a last one counts the others."""
    if len(findings) <= MOST_FINDINGS:
        return findings
    kept = set(_places(findings, errors=True)[:MOST_FINDINGS])
    kept |= set(_places(findings, errors=False)[: MOST_FINDINGS - len(kept)])
    beyond = len(findings) - len(kept)
    severity = Severity.ERROR if any(one.is_error for one in findings) else Severity.WARNING
    words = f"There are {beyond:,} more findings. Mend those listed here: the others follow."
    return (*(findings[place] for place in sorted(kept)), Finding("more_findings", severity, words))


def _places(findings: Iterable[Finding], *, errors: bool) -> list[int]:
    return [place for place, one in enumerate(findings) if one.is_error is errors]


def _of_project(project: Project, read: Stamp | None) -> Opened:
    # Plans bring the statuses of a solve with them; the window has them, but not what turns them into answers.
    from planner.plan.keep import answer_of

    plans = tuple(
        Planned(answer_of(one), one.case.copy(), made=datetime.fromisoformat(one.made), name=one.name)
        for one in project.plans
    )
    case = project.case
    return Opened(case, (), True, plans, dict(project.notes), read, _fingerprint(case))


def _offer(found: Recovered) -> Offer:
    return Offer(found.copy, found.origin, found.written, _of_project(found.project, None))


def _project(case: Case, plans: Sequence[Planned], notes: Mapping[str, str]) -> Project:
    # See above.
    from planner.plan.keep import keep

    return Project(case, tuple(keep(one.answer, one.case, one.name, one.made) for one in plans), dict(notes))


def _fingerprint(case: Case) -> str:
    try:
        return case.fingerprint()
    except ValueError:  # a draft with a value that has none
        return ""
