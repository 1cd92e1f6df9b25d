"""Decides what an import hands over: a case or findings, every one with its place, each said once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from planner.store.addresses import Addresses, Place
from planner.tables.case import Case
from planner.tables.column import RawRow
from planner.tables.finding import Finding, Severity
from planner.tables.inputs import INPUTS
from planner.tables.table import Layout

MOST_FINDINGS = 20_000
"""Findings kept of one import; a last one counts the rest."""

_MONTHS = {one.id for one in INPUTS if one.layout is Layout.MONTHS}
_ORDER = {one.id: number for number, one in enumerate(INPUTS)}


@dataclass(frozen=True, slots=True)
class Imported:
    """What was read from a workbook.

    Attributes:
        draft: all that could be read; what could not is blank. For further checks, never to be planned with or kept
            when there are errors.
        findings: what the cells tell: what cannot become a value, what is missing or not known. Ordered by table and
            row, errors first.
        addresses: where the draft's values came from.
        unread: (table id, row index, field) of cells that hold something which could not be read.
        absent: (table id, field) of required columns that are missing; (table id, "") of needed sheets that are.
    """

    draft: Case
    findings: tuple[Finding, ...] = ()
    addresses: Addresses = field(default_factory=Addresses)
    unread: frozenset[tuple[str, int, str]] = frozenset()
    absent: frozenset[tuple[str, str]] = frozenset()

    @property
    def case(self) -> Case | None:
        """The case, if nothing here is an error."""
        return None if any(one.is_error for one in self.findings) else self.draft


def place_findings(imported: Imported, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """All findings of an import: its own and those the checks made of ``imported.draft``, placed and ordered.

    Left out are findings of a cell that could not be read, of a column or sheet that is missing, and second copies of
    the same sentence at the same place.

    Args:
        imported: what was read.
        findings: what the checks found in its draft.
    """
    placed = [imported.addresses.place(one) for one in findings if not _said(imported, one)]
    return _ordered((*imported.findings, *placed))


def _said(imported: Imported, finding: Finding) -> bool:
    table, row, column = finding.table, finding.row, finding.field or ""
    if (table, column) in imported.absent or (row is None and (table, "") in imported.absent):
        return True
    return row is not None and (table, row, column) in imported.unread


def _ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By table, then by row, errors first; of sentences that are the same at the same place only the first, and where
    months stand side by side one sentence of a rule at a place, however many months it is true of."""
    seen: set[tuple[str, str, str, str]] = set()
    kept = []
    for one in findings:
        mark = (one.rule, "" if one.table in _MONTHS else one.message, one.sheet, one.cell)
        if mark not in seen or not one.cell:
            kept.append(one)
        seen.add(mark)
    return tuple(sorted(kept, key=_rank))


def _rank(finding: Finding) -> tuple[int, int, bool]:
    row = -1 if finding.row is None else finding.row
    return _ORDER.get(finding.table, -1), row, not finding.is_error


@dataclass(slots=True)
class Gathering:
    """What has been gathered while a workbook is read, table by table."""

    rows: dict[str, list[RawRow]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    unread: set[tuple[str, int, str]] = field(default_factory=set)
    absent: set[tuple[str, str]] = field(default_factory=set)
    _left_out: Counter[Severity] = field(default_factory=Counter)

    def error(self, rule: str, message: str, **where: str | int | None) -> None:
        """Note an error; ``where`` are the fields of a Finding that say its place."""
        self._note(Severity.ERROR, rule, message, where)

    def warning(self, rule: str, message: str, **where: str | int | None) -> None:
        """Note a warning; ``where`` are the fields of a Finding that say its place."""
        self._note(Severity.WARNING, rule, message, where)

    def handed_over(self) -> Imported:
        """What there is, once all is read."""
        if self._left_out:
            severity = max(self._left_out, key=lambda one: one is Severity.ERROR)
            message = f"There are {self._left_out.total()} more findings. Mend those listed here and import again."
            self.findings.append(Finding("more_findings", severity, message))
        return Imported(
            draft=Case(self.rows),
            findings=_ordered(self.findings),
            addresses=Addresses(self.places),
            unread=frozenset(self.unread),
            absent=frozenset(self.absent),
        )

    def _note(self, severity: Severity, rule: str, message: str, where: dict[str, str | int | None]) -> None:
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(Finding(rule, severity, message, **where))  # type: ignore[arg-type]  # its own keywords
        else:
            self._left_out[severity] += 1
