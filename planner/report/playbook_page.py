"""Decides how a playbook stands on one page of paper: a row for each way things may go, in type that lets all fit."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from pathlib import Path

from planner.events import Listener, Phase, never, silent
from planner.plan.plan import Plan
from planner.report import figures
from planner.report.paper import SMALL, TEXT, Column, Paper
from planner.report.playbook import SHORT, WORTHLESS, Branch, Playbook, playbook
from planner.report.theme import LIGHT
from planner.report.words import counted, day, money, share
from planner.tables.case import Case

_TYPE = (8.0, 7.5, 7.0, 6.5, 6.0)
"""Sizes of type, tried until all fits."""

_ROOMY = 7.5
"""The size of type from which the picture of the tree may stand above."""

_BELOW = 30.0
"""Points kept for the note below the rows."""

_HEADING = 45.0
"""Points of the heading above them, with the room over it."""

_LEAST_TREE, _MOST_TREE = 170.0, 260.0
"""Points of height between which the picture of the tree can be read and does not crowd out the words."""


def write_playbook(
    path: Path,
    case: Case,
    plan: Plan,
    late: Mapping[int, float],
    *,
    listen: Listener = silent,
    stopping: Callable[[], bool] = never,
) -> int:
    """Write the playbook alone as a PDF and tell how many pages it has: one. A target for a ``Job``.

    Args:
        path: the file to make or replace.
        case: the case the plan answers.
        plan: an audited plan.
        late: by node of a branch what acting a month late costs there, where it was computed.
        listen: told once that the page is being written.
        stopping: not asked; a second's work.

    Raises:
        UserError: the file cannot be written; the old one stays.
    """
    del stopping
    listen(Phase("Writing the page"))
    told = playbook(case, plan, late)
    settings = case.settings
    last = settings.start_month + (settings.months - 1)
    paper = Paper(settings.name or "Playbook")
    span = f"{settings.start_month.words()} to {last.words()}"
    name = f"{settings.name}. " if settings.name else ""
    paper.words(f"{name}What the plan does when things change, {span}. Money is in {settings.currency}.", TEXT)
    paper.space(4)
    high = _height_of_tree(paper, case, told)
    if high is not None:
        paper.chart(figures.scenario_tree(case, plan, LIGHT), high)
    set_playbook(paper, case, told)
    paper.save(path, f"Remanence. Case {plan.fingerprint[:12]}.")
    return len(paper.pages)


def height_of_playbook(paper: Paper, case: Case, told: Playbook) -> float:
    """Points a playbook takes in its largest type, with its heading."""
    columns, rows = _table(case, told)
    return paper.height_of(columns, rows, _TYPE[0]) + _BELOW + _HEADING


def set_playbook(paper: Paper, case: Case, told: Playbook) -> None:
    """Set a playbook on what is left of the page: in smaller type where need be, then without what matters least."""
    paper.heading("Playbook: what to do when what becomes known", keep=20)
    columns, rows = _table(case, told)
    room = paper.left - _BELOW
    size = next((one for one in _TYPE if paper.height_of(columns, rows, one) <= room), _TYPE[-1])
    kept = list(range(len(rows)))
    for place in _least_first(told):
        if paper.height_of(columns, [rows[one] for one in kept], size) <= room:
            break
        kept.remove(place)
    paper.table(columns, [rows[one] for one in kept], size)
    words = ["Likely: once the ways part there, and seen from now."]
    if not _priced(told):
        words.append("What a month's delay would cost was not computed.")
    if not told.branches:
        words = ["One future only: nothing becomes known later, and nothing changes."]
    if len(kept) < len(rows):
        words.append(f"{counted(len(rows) - len(kept), 'further way')} in the plan workbook.")
    paper.words(" ".join(words), SMALL, colour=LIGHT.muted)


def _least_first(told: Playbook) -> list[int]:
    """The rows of the ways, those to leave out first: with nothing else to do than otherwise, then the latest."""
    places = range(len(told.branches))
    return [1 + place for place in sorted(places, key=lambda one: (told.branches[one].act_by is not None, -one))]


def _height_of_tree(paper: Paper, case: Case, told: Playbook) -> float | None:
    """Points for the picture of the tree; None where the words need its room."""
    if not told.branches:
        return None
    columns, rows = _table(case, told)
    left = paper.left - paper.height_of(columns, rows, _ROOMY) - _BELOW - 60.0
    return min(left, _MOST_TREE) if left >= _LEAST_TREE else None


def _table(case: Case, told: Playbook) -> tuple[list[Column], list[tuple[str, ...]]]:
    currency, start = case.settings.currency, case.settings.start_month
    columns = [
        Column("Month", 13),
        Column("If this becomes known …", 42),
        Column("Likely", 12),
        Column("… do this", 48),
        Column("Act by", 14),
    ]
    columns += [Column("A month late costs", 15, True)] if _priced(told) else []
    first, *others = [_lead(words) for words in told.always] or ["Nothing"]
    leads = "; ".join([first, *(f"{one[:1].lower()}{one[1:]}" for one in others)])
    rows = [(f"{start.words()}\n(month\u00a01)", "Whatever comes.", "certain", f"{leads}.", "now", "")[: len(columns)]]
    rows += [
        (
            f"{one.month.words()}\n(month\u00a0{one.number})",
            f"{one.trigger} {one.situation[:1].upper()}{one.situation[1:]}{'.' if one.situation else ''}".strip(),
            f"{share(one.chance)} then\n{share(one.probability)} now",
            " ".join(one.actions),
            "no haste" if one.act_by is None else f"{day(one.act_by)}\n({one.act_within} days)",
            _late(one, currency),
        )[: len(columns)]
        for one in told.branches
    ]
    return columns, rows


def _lead(words: str) -> str:
    """What is to be done, without its figures; who goes short is said in full."""
    return (words if words.startswith(SHORT) else words.split(": ", maxsplit=1)[0]).rstrip(".")


def _priced(told: Playbook) -> bool:
    return any(one.month_late is not None for one in told.branches)


def _late(one: Branch, currency: str) -> str:
    """What a month's delay costs, in a cell."""
    if one.likeliest:
        return "–"
    if one.month_late is None:
        return "not computed"
    if math.isinf(one.month_late):
        return "not possible"
    return "next to nothing" if one.month_late < WORTHLESS else money(one.month_late, currency)
