"""Decides whether what children hand over stays small enough for a window to show."""

from __future__ import annotations

from planner.tables.finding import Finding, Severity
from ui.tasks.children import MOST_FINDINGS, _most


def found(severity: Severity, number: int) -> tuple[Finding, ...]:
    return tuple(Finding("x", severity, f"{severity.value} {row}", "offers", row) for row in range(number))


def test_of_very_many_findings_the_errors_come_first_and_the_others_are_counted() -> None:
    warnings, errors = found(Severity.WARNING, 3000), found(Severity.ERROR, 1500)
    shown = _most(warnings + errors)
    assert len(shown) == MOST_FINDINGS + 1
    assert [one for one in shown if one.is_error][:-1] == list(errors)
    assert shown[-1].message.startswith("There are 2,500 more findings")


def test_findings_that_can_be_read_are_all_handed_over_in_their_order() -> None:
    few = found(Severity.WARNING, 3) + found(Severity.ERROR, 2)
    assert _most(few) == few
