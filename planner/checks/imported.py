"""Decides what is said of a case read from a workbook: what its cells tell and what the checks find, placed."""

from __future__ import annotations

from planner.checks.run import check
from planner.store.imported import Imported, place_findings
from planner.tables.finding import Finding


def check_imported(imported: Imported) -> tuple[Finding, ...]:
    """Every finding of what was read, with its sheet and cell.

    Where a cell could not be read the draft is blank, so what makes sense is asked only once every cell is read: a
    sheet that was not read would seem to be empty.
    """
    return place_findings(imported, check(imported.draft, sense=imported.case is not None))
