"""Decides how an answer is kept in a project file, and becomes an answer again when the project is loaded."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from planner import __version__
from planner.plan.answer import Answer
from planner.plan.plan import Plan
from planner.solve.outcome import Status
from planner.store.project import KeptPlan
from planner.tables.case import Case
from planner.tables.results import RESULTS, SummaryLine
from planner.tables.table import table_of

_TABLES = tuple(one.id for one in RESULTS if one is not table_of(SummaryLine))
_FIGURES = ("objective", "expected_cost", "cvar", "worst_cost", "bound", "gap", "seconds", "message", "clashes")


def keep(answer: Answer, case: Case, name: str, made: datetime | None = None) -> KeptPlan:
    """An answer as a project file keeps it. Findings are not kept: they are found again.

    Args:
        answer: what came out of planning.
        case: the case it answers, as it was then; copied.
        name: what the user calls it.
        made: when it was made; now, if not said.
    """
    plan = answer.plan
    return KeptPlan(
        name=name,
        made=(made or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds"),
        case=case.copy(),
        status=answer.status.value,
        version=__version__,
        risk_weight=plan.risk_weight if plan is not None else None,
        history=answer.history,
        tables={one: rows for one in _TABLES if plan is not None and (rows := tuple(getattr(plan, one)))},
        **{one: getattr(answer, one) for one in _FIGURES},
    )


def answer_of(kept: KeptPlan) -> Answer:
    """The answer that was kept, with the fingerprint its case has in this version of the program.

    Raises:
        ValueError: its status is none of the eight words.
    """
    fingerprint = kept.fingerprint
    figures: dict[str, Any] = {one: getattr(kept, one) for one in _FIGURES}
    plan = None
    if kept.risk_weight is not None:
        own = {one.name for one in fields(Plan)} - set(_TABLES) - {"fingerprint"}
        parts: dict[str, Any] = {one: getattr(kept, one) for one in own} | {one: kept.rows(one) for one in _TABLES}
        plan = Plan(fingerprint=fingerprint, **parts)
    return Answer(Status(kept.status), plan=plan, history=kept.history, fingerprint=fingerprint, **figures)
