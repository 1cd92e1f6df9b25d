"""Decides whether findings are grouped as they are worked off: errors first, by table."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from planner.tables.finding import Finding, Severity
from ui.models.findings import FindingRole, FindingsModel, tally, where

WARNED = Finding("odd", Severity.WARNING, "Odd.", "products", 0, "product")
WRONG = Finding("bad", Severity.ERROR, "Bad.", "offers", 11, "price")
WRONG_TOO = Finding("bad", Severity.ERROR, "Worse.", "offers", 12, "price")
WHOLE = Finding("none", Severity.ERROR, "Nothing here.")


def outline(model: FindingsModel) -> list[tuple[str, list[str]]]:
    groups = [model.index(row, 0) for row in range(model.rowCount())]
    return [
        (group.data(), [model.index(row, 0, group).data() for row in range(model.rowCount(group))]) for group in groups
    ]


def test_errors_come_before_warnings_and_tables_in_order(qapp: QApplication, qtmodeltester: ModelTester) -> None:
    model = FindingsModel()
    model.show([WARNED, WRONG, WRONG_TOO, WHOLE])
    qtmodeltester.check(model)
    assert outline(model) == [
        ("The whole case: 1 error", ["Nothing here."]),
        ("Offers: 2 errors", ["Bad.", "Worse."]),
        ("Products: 1 warning", ["Odd."]),
    ]


def test_only_what_is_wanted_is_shown(qapp: QApplication) -> None:
    model = FindingsModel()
    model.show([WARNED, WRONG], lambda one: not one.is_error)
    assert outline(model) == [("Products: 1 warning", ["Odd."])]


def test_a_place_is_a_cell_for_an_import_and_words_in_the_window() -> None:
    assert where(Finding("x", Severity.ERROR, "X", "offers", 3, "price", "Offers", "D5")) == "Offers!D5"
    assert where(WRONG) == "Offers, row 12, Price"
    assert where(Finding("x", Severity.ERROR, "X", "case", 0, "months")) == "Case, Months"
    assert where(WHOLE) == ""


def test_a_row_speaks_its_severity(qapp: QApplication) -> None:
    model = FindingsModel()
    model.show([WARNED])
    row = model.index(0, 0, model.index(0, 0))
    assert row.data(Qt.ItemDataRole.AccessibleTextRole).startswith("warning: Odd.")
    assert row.data(FindingRole.FINDING) is WARNED


def test_findings_are_counted_by_severity() -> None:
    assert tally([WARNED, WRONG, WHOLE]) == (2, 1)
