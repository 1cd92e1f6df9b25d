"""Decides what the sheet Playbook says: one row for each way things may go, and what the plan does then."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from planner.plan.plan import Plan
from planner.report.book_page import MONTH, WHOLE, Field, Page
from planner.report.odds import odds_format
from planner.report.path import Nodes
from planner.report.playbook import Branch, Playbook, finding, playbook
from planner.report.words import counted, day
from planner.tables.case import Case

TITLE = "Playbook"

_FIELDS = (
    Field("Month", MONTH),
    Field("What is known before", wrap=True),
    Field("If this becomes known …", wrap=True),
    Field("How likely then"),
    Field("Seen from today"),
    Field("… the plan does this", wrap=True),
    Field("Act by", wrap=True),
    Field("Scenarios still possible", wrap=True),
)
_WIDTHS = (11.0, 26.0, 42.0, 9.0, 9.0, 60.0, 14.0, 28.0)
_LATE, _LATE_WIDTH = "A month late costs", 13.0


def add_playbook(book: Any, case: Case, plan: Plan, late: Mapping[int, float] = MappingProxyType({})) -> None:
    """Add the sheet; with a column for what a month's delay costs where that was computed for any branch."""
    whole = playbook(case, plan, late)
    told = whole.branches
    chances = (odds_format(one.chance for one in told), odds_format(one.probability for one in told))
    likely = [replace(one, format=odds) for one, odds in zip(_FIELDS[3:5], chances, strict=True)]
    fields = [
        *_FIELDS[:3],
        *likely,
        *_FIELDS[5:],
        *([Field(f"{_LATE}, {case.settings.currency}", WHOLE)] if late else []),
    ]
    page = Page(book, TITLE, (*_WIDTHS, *([_LATE_WIDTH] if late else [])))
    page.heading(finding(told), "What to do now, and what to do later once it is known how things go on.")
    rows = page.table(fields, [row[: len(fields)] for row in (_now(whole, plan), *(_row(one) for one in told))])
    page.repeat(rows)
    if not late and told:
        page.blank()
        page.across("What a month's delay would cost was not computed; the command playbook does.", "note")
    page.print_on_paper(case.settings.name or TITLE)


def _now(told: Playbook, plan: Plan) -> tuple[Any, ...]:
    """The first row: what is done before anything further is known."""
    start = Nodes(plan).start
    everything = counted(len(plan.scenario_costs), "scenario")
    return start, "", "Whatever comes", 1.0, 1.0, "\n".join(told.always), "now", f"all: {everything}", None


def _row(one: Branch) -> tuple[Any, ...]:
    situation = one.situation[:1].upper() + one.situation[1:] if one.situation else "Nothing yet"
    then = "\n".join(one.actions)
    act_by = "no haste" if one.act_by is None else f"{day(one.act_by)}, within {one.act_within} days"
    scenarios = ", ".join(one.scenarios)
    known = one.month_late is not None and math.isfinite(one.month_late)
    late = one.month_late if known and not one.likeliest else None
    return one.month, situation, one.trigger, one.chance, one.probability, then, act_by, scenarios, late
