"""Declares what a project file keeps beside the case: plans and how they were found, notes, what fits no column."""

from __future__ import annotations

from typing import Any

from planner.tables import column
from planner.tables.inputs import INPUTS
from planner.tables.needs import Settings
from planner.tables.results import RESULTS, SummaryLine
from planner.tables.table import Table, declared, table_of
from planner.units import Unit


@declared("Plans", "A plan kept in the project, and the figures on top of it.")
class PlanLine:
    name: str = column.text("Name", "What it is called.")
    made: str = column.text("Made", "When it was made, as ISO 8601 in UTC.")
    case_number: int = column.whole("Case", "The case it answers: 0 is the project's own.")
    fingerprint: str = column.text("Fingerprint", "Of the case it answers.")
    status: str = column.text("Status", "How planning ended.")
    message: str = column.text("Message", "How it ended, as a sentence.")
    version: str = column.text("Version", "The version of the program that made it.")
    risk_weight: float | None = column.number("Risk weight", "Weight of the tail.", unit=Unit.FRACTION)
    objective: float | None = column.number("Objective", "Weighted objective.", unit=Unit.MONEY)
    expected_cost: float | None = column.number("Expected cost", "Probability-weighted cost.", unit=Unit.MONEY)
    cvar: float | None = column.number("Tail cost", "Mean cost of the worst cases.", unit=Unit.MONEY)
    worst_cost: float | None = column.number("Worst cost", "Cost of the worst scenario.", unit=Unit.MONEY)
    bound: float | None = column.number("Bound", "Proven lower bound of the objective.", unit=Unit.MONEY)
    gap: float | None = column.number("Gap", "(objective - bound) / max(1, |objective|).", unit=Unit.FRACTION)
    seconds: float = column.number("Seconds", "How long planning took.", unit=Unit.SECONDS)
    clashes: tuple[str, ...] = column.names("Clashes", "Where nothing is feasible, the limits that clash.")


@declared("Steps", "How a solve came along: one row per report of its progress.")
class StepLine:
    seconds: float = column.number("Seconds", "Since the work began.", unit=Unit.SECONDS)
    best: float | None = column.number("Best", "Objective of the best plan so far.", unit=Unit.MONEY)
    bound: float | None = column.number("Bound", "Proven lower bound so far.", unit=Unit.MONEY)
    gap: float | None = column.number("Gap", "(best - bound) / max(1, |best|).", unit=Unit.FRACTION)


@declared("Notes", "What the program remembers with the project, in texts of its own.")
class NoteLine:
    name: str = column.text("Name", "What it is.", key=True)
    content: str = column.text("Content", "What is remembered.")


@declared("Misfits", "Values that do not fit their column, kept as they are until the user mends them.")
class MisfitLine:
    kept_in: str = column.text("Kept in", "Name of the SQL table.")
    owner: int = column.whole("Owner", "Number of the case or plan the row belongs to.")
    row: int = column.whole("Row", "Index of the row.")
    field: str = column.text("Field", "Id of the column.")
    value: str = column.text("Value", "The value, as JSON.")


@declared("Seal", "What tells a file as it was saved from one that was changed since.")
class SealLine:
    sha256: str = column.text("SHA-256", "Of everything else in the file, as hexadecimal digits.")


def _named(prefix: str, tables: tuple[Table[Any], ...]) -> dict[str, Table[Any]]:
    return {f"{prefix}_{one.id}": one for one in tables}


PLANS, STEPS = "project_plans", "plan_steps"
NOTES, MISFITS, SEAL = "project_notes", "project_misfits", "project_seal"

CASE_TABLES = _named("case", INPUTS)
"""The tables of cases, by SQL name; the owner of a row is a case: 0 is the project's, others are those of plans."""

PLAN_TABLES = _named("plan", tuple(one for one in RESULTS if one is not table_of(SummaryLine)))
"""The tables of plans, by SQL name; the owner of a row is a plan. Its summary stands in the table of plans."""

SETTINGS = f"case_{table_of(Settings).id}"

ALL_TABLES: dict[str, Table[Any]] = {
    PLANS: table_of(PlanLine),
    NOTES: table_of(NoteLine),
    MISFITS: table_of(MisfitLine),
    STEPS: table_of(StepLine),
    **CASE_TABLES,
    **PLAN_TABLES,
    SEAL: table_of(SealLine),
}
"""Every table of a project file, by SQL name."""
