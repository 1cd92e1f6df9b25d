"""Decides what a plan workbook holds: sheets for people in front, the tables of the plan behind them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from planner.insight.exposure import exposure
from planner.insight.rule_changes import library_with
from planner.insight.runway import runways
from planner.plan.answer import Answer
from planner.report.book_page import add_styles, without_control
from planner.report.sheet_assumptions import add_assumptions
from planner.report.sheet_costs import add_costs
from planner.report.sheet_exposure import add_exposure
from planner.report.sheet_orders import add_orders
from planner.report.sheet_playbook import add_playbook
from planner.report.sheet_recommendation import TITLE, add_recommendation
from planner.report.sheet_runway import add_runway
from planner.report.sheet_sourcing import add_sourcing
from planner.report.sheet_stock import add_stock
from planner.store.book_file import save_book
from planner.store.plan_workbook import write_plan_tables
from planner.store.safe import Keep, replace_file
from planner.tables.case import Case


def write_plan(
    path: Path,
    case: Case,
    answer: Answer,
    late: Mapping[int, float] = MappingProxyType({}),
    rules: str = "",
    keep: Keep | None = None,
) -> None:
    """Write an answer as a workbook: Recommendation first, which can be forwarded alone; the tables at the end.

    Args:
        path: the file to make or replace.
        case: the case that was planned.
        answer: with or without a plan. With one, exposure and runways of the case are worked out and told too.
        late: by node of a branch what acting a month late costs there, in case currency, where it was computed.
        rules: what the user says of licence rules, as ``rule_changes.written``.
        keep: is given a file that is there already, see ``replace_file``.

    Raises:
        UserError: the file cannot be written, or a table is too large for a sheet; the old file stays.
    """
    replace_file(path, lambda target: _write(target, case, answer, late, rules), keep)


def _write(path: Path, case: Case, answer: Answer, late: Mapping[int, float], rules: str) -> None:
    from openpyxl import Workbook  # slow to load; the window starts without it

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "Remanence"
    book.properties.title = without_control(case.settings.name or TITLE)
    add_styles(book)
    add_recommendation(book, case, answer)
    if answer.plan is not None:
        add_playbook(book, case, answer.plan, late)
        add_sourcing(book, case, answer.plan)
        add_orders(book, case, answer.plan)
        add_stock(book, case, answer.plan)
        add_costs(book, case, answer.plan)
        library = library_with(rules)
        add_exposure(book, case, exposure(case, library=library))
        add_runway(book, case, runways(case, library=library))
    add_assumptions(book, case)
    write_plan_tables(book, answer.plan, answer.summary())
    save_book(book, path)
