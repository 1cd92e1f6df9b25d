"""Decides how cases, plans and notes are laid into the tables of a project file, and taken out of them again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from planner.events import Progress
from planner.store.content import Bare, Cell, Content, columns_of, sealed
from planner.store.project_cells import Misfit, as_json, from_cell, from_json, to_cell
from planner.store.project_tables import (
    ALL_TABLES,
    CASE_TABLES,
    MISFITS,
    NOTES,
    PLAN_TABLES,
    PLANS,
    SETTINGS,
    STEPS,
    PlanLine,
    StepLine,
)
from planner.tables.case import Case
from planner.tables.column import RawRow, Value
from planner.tables.table import Table, table_of

_Place = tuple[str, int, int, str]  # SQL table, owner, row, column


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPlan:
    """An answer kept with the case it answers. A figure that does not exist is None.

    Attributes:
        name: what the user calls it.
        made: when it was made, as ISO 8601 in UTC.
        case: the case it answers, as it was then; never changed.
        status: how planning ended, one of the eight words.
        risk_weight: the weight of the tail it was made for; None without a plan.
        objective: weighted objective, in case currency; so are the three costs after it and the bound.
        gap: (objective - bound) / max(1, abs(objective)).
        seconds: wall-clock seconds planning took.
        version: the version of the program that made it.
        message: how it ended, as a sentence.
        clashes: where nothing is feasible, the limits that clash.
        history: how the solve came along.
        tables: the typed rows of the results by table id, without the summary; empty without a plan.
    """

    name: str
    made: str
    case: Case
    status: str
    risk_weight: float | None = None
    objective: float | None = None
    expected_cost: float | None = None
    cvar: float | None = None
    worst_cost: float | None = None
    bound: float | None = None
    gap: float | None = None
    seconds: float = 0.0
    version: str = ""
    message: str = ""
    clashes: tuple[str, ...] = ()
    history: tuple[Progress, ...] = ()
    tables: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """Of the case it answers: equal to the project's case's where the plan is not older than the data."""
        return self.case.fingerprint()

    def rows(self, table_id: str) -> tuple[Any, ...]:
        """The typed rows of a results table; empty without a plan."""
        return self.tables.get(table_id, ())


def to_content(case: Case, plans: Sequence[KeptPlan], notes: Mapping[str, str]) -> Content:
    """The sealed tables of a project file. A case that several plans answer is kept once."""
    laying = _Laying()
    cases = [case]
    for plan in plans:
        if plan.case not in cases:
            cases.append(plan.case)
    for number, one in enumerate(cases):
        laying.case(number, one)
    for owner, plan in enumerate(plans):
        laying.plan(owner, plan, cases.index(plan.case))
    laying.rows(NOTES, 0, [(name, content) for name, content in sorted(notes.items())])
    laying.rows(MISFITS, 0, laying.misfits)
    return sealed({name: Bare(columns_of(table), tuple(laying.made[name])) for name, table in ALL_TABLES.items()})


def from_content(content: Content) -> tuple[Case, tuple[KeptPlan, ...], dict[str, str]]:
    """The case, the plans and the notes of a project file.

    Raises:
        ValueError, KeyError: the tables do not hold together.
    """
    taking = _Taking(content)
    cases = taking.cases()
    plans = tuple(taking.plan(owner, line, cases) for owner, line in enumerate(taking.typed(PLANS, 0)))
    notes = {line.name: line.content for line in taking.typed(NOTES, 0)}
    return cases[0], plans, notes


class _Laying:
    """The tables of a file while they are filled; misfits last, when all are known."""

    def __init__(self) -> None:
        self.made: dict[str, list[tuple[Cell, ...]]] = {name: [] for name in ALL_TABLES}
        self.misfits: list[RawRow] = []

    def case(self, number: int, case: Case) -> None:
        for name, table in CASE_TABLES.items():
            self.rows(name, number, case.rows(table.id))

    def plan(self, owner: int, plan: KeptPlan, case_number: int) -> None:
        own: dict[str, Value] = {"case_number": case_number, "fingerprint": plan.fingerprint}
        ids = [one.id for one in table_of(PlanLine).columns]
        line = tuple(own[one] if one in own else getattr(plan, one) for one in ids)
        self.rows(PLANS, 0, [line], first=owner)
        self.rows(STEPS, owner, [(one.seconds, one.best, one.bound, one.gap) for one in plan.history])
        for name, table in PLAN_TABLES.items():
            columns = [one.id for one in table.columns]
            self.rows(name, owner, [tuple(getattr(row, one) for one in columns) for row in plan.rows(table.id)])

    def rows(self, name: str, owner: int, rows: Iterable[RawRow], first: int = 0) -> None:
        columns = [(one.id, one.kind) for one in ALL_TABLES[name].columns]
        made = self.made[name]
        for number, row in enumerate(rows, start=first):
            cells: list[Cell] = [owner, number]
            for (column, kind), value in zip(columns, row, strict=True):
                try:
                    cells.append(to_cell(kind, value))
                except Misfit:
                    cells.append(None)
                    self.misfits.append((name, owner, number, column, as_json(value)))
            made.append(tuple(cells))


class _Taking:
    """The tables of a file while they are read."""

    def __init__(self, content: Content) -> None:
        self._rows: dict[str, dict[int, list[RawRow]]] = {}
        self._misfits: dict[_Place, Value] = {}
        for name in (MISFITS, *(name for name in ALL_TABLES if name != MISFITS)):
            self._rows[name] = self._read(name, content[name])
            if name == MISFITS:
                self._misfits = {
                    (line.kept_in, line.owner, line.row, line.field): from_json(line.value)
                    for line in self.typed(MISFITS, 0)
                }

    def cases(self) -> dict[int, Case]:
        """The cases by number; a case has settings, whatever else is empty."""
        return {
            number: Case({table.id: self._rows[name].get(number, ()) for name, table in CASE_TABLES.items()})
            for number in self._rows[SETTINGS]
        }

    def plan(self, owner: int, line: PlanLine, cases: Mapping[int, Case]) -> KeptPlan:
        figures = {one.id: getattr(line, one.id) for one in table_of(PlanLine).columns}
        del figures["case_number"], figures["fingerprint"]
        steps: tuple[StepLine, ...] = self.typed(STEPS, owner)
        return KeptPlan(
            **figures,
            case=cases[line.case_number],
            history=tuple(Progress(one.seconds, one.best, one.bound, one.gap) for one in steps),
            tables={table.id: rows for name, table in PLAN_TABLES.items() if (rows := self.typed(name, owner))},
        )

    def typed(self, name: str, owner: int) -> tuple[Any, ...]:
        table = ALL_TABLES[name]
        return tuple(map(table.typed, self._rows[name].get(owner, ())))

    def _read(self, name: str, bare: Bare) -> dict[int, list[RawRow]]:
        """The rows of each owner; their indices count from 0 without a gap."""
        table = ALL_TABLES[name]
        found: dict[int, list[RawRow]] = {}
        for owner, number, *cells in bare.rows:
            if not isinstance(owner, int):
                raise ValueError(f"{name}: owner {owner}")
            rows = found.setdefault(owner, [])
            if not isinstance(number, int) or number != len(rows):
                raise ValueError(f"{name}: row {number} of {owner} after {len(rows)} rows")
            rows.append(self._row(name, table, owner, number, cells))
        return found

    def _row(self, name: str, table: Table[Any], owner: int, number: int, cells: Sequence[Cell]) -> RawRow:
        row = [from_cell(one.kind, cell) for one, cell in zip(table.columns, cells, strict=True)]
        if self._misfits:
            for place, one in enumerate(table.columns):
                at = (name, owner, number, one.id)
                if at in self._misfits:
                    row[place] = self._misfits[at]
        return tuple(row)
