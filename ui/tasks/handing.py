"""Decides what child processes do to hand a plan on: draw the brief's pages, write brief, workbook, playbook, charts.

What had to be solved again for one of them is handed back, so that the next need not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from planner.events import Listener, Phase
from planner.plan.answer import Answer
from planner.report.words import counted
from planner.tables.case import Case

if TYPE_CHECKING:
    from planner.report.chart_set import Form
    from planner.report.worked import Wish, Worked
    from planner.solve.options import Options

DOTS = 110.0
"""Dots an inch of a page on the screen: a page is as wide as the room beside the sidebar of a small window."""


@dataclass(frozen=True, slots=True)
class Handing:
    """What is handed on: a plan, what is to be told of it, what was worked out before, what the user says of rules."""

    case: Case
    answer: Answer
    options: Options
    wish: Wish
    known: Worked
    rules: str


@dataclass(frozen=True, slots=True)
class Handed:
    """What came of it.

    Attributes:
        known: what has been worked out by now.
        words: what was written, as a sentence; empty for pages to look at.
        pages: of a brief, as PNGs.
    """

    known: Worked
    words: str = ""
    pages: tuple[bytes, ...] = ()


def pages_drawn(handing: Handing, *, listen: Listener, stopping: Callable[[], bool]) -> Handed:
    """The pages of the brief, to look at."""
    # Reports load matplotlib and much else, which the window does not need to start.
    from planner.report.brief import draw_brief
    from planner.report.worked import brief_of

    known = _worked(handing, listen, stopping)
    told = brief_of(handing.case, handing.answer, handing.wish, known, handing.rules, listen=listen, stopping=stopping)
    listen(Phase("Drawing the pages"))
    return Handed(known, pages=draw_brief(told, DOTS))


def brief_written(path: Path, handing: Handing, *, listen: Listener, stopping: Callable[[], bool]) -> Handed:
    """Write the brief as a PDF."""
    # As above.
    from planner.report.brief import write_brief
    from planner.report.worked import brief_of

    known = _worked(handing, listen, stopping)
    told = brief_of(handing.case, handing.answer, handing.wish, known, handing.rules, listen=listen, stopping=stopping)
    listen(Phase(f"Writing {path.name}"))
    pages = write_brief(path, told)
    return Handed(known, f"The brief was saved as {path.name}: {counted(pages, 'page')}.")


def book_written(path: Path, handing: Handing, *, listen: Listener, stopping: Callable[[], bool]) -> Handed:
    """Write the plan workbook."""
    # As above.
    from planner.report.workbook import write_plan

    known = _worked(handing, listen, stopping, ways=False)
    listen(Phase(f"Writing {path.name}"))
    late = (known.late or {}) if handing.wish.late else {}
    write_plan(path, handing.case, handing.answer, late, handing.rules)
    return Handed(known, f"The plan workbook was saved as {path.name}.")


def playbook_written(path: Path, handing: Handing, *, listen: Listener, stopping: Callable[[], bool]) -> Handed:
    """Write the playbook on one page."""
    # As above.
    from planner.report.playbook_page import write_playbook

    plan = handing.answer.plan
    assert plan is not None
    known = _worked(handing, listen, stopping, ways=False)
    late = (known.late or {}) if handing.wish.late else {}
    write_playbook(path, handing.case, plan, late, listen=listen, stopping=stopping)
    return Handed(known, f"The playbook was saved as {path.name}.")


def charts_written(
    folder: Path, handing: Handing, form: Form, *, listen: Listener, stopping: Callable[[], bool]
) -> Handed:
    """Write every chart."""
    # As above.
    from planner.report.chart_set import write_charts
    from planner.report.worked import brief_of

    without_delay = replace(handing, wish=replace(handing.wish, late=False))  # no chart shows it
    known = _worked(without_delay, listen, stopping)
    told = brief_of(
        handing.case, handing.answer, without_delay.wish, known, handing.rules, listen=listen, stopping=stopping
    )
    files = write_charts(folder, told, form, listen=listen, stopping=stopping)
    return Handed(known, f"{counted(len(files), 'file')} were saved in the folder {folder.name}.")


def _worked(handing: Handing, listen: Listener, stopping: Callable[[], bool], *, ways: bool = True) -> Worked:
    # As above.
    from planner.report.worked import work_out

    plan = handing.answer.plan
    assert plan is not None
    wish = handing.wish if ways else replace(handing.wish, ways=False)
    known = handing.known
    return work_out(handing.case, plan, handing.options, wish, known, listen=listen, stopping=stopping)
