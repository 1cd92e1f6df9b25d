"""Decides whether the open case can be taken back to any state, and knows what of it is saved, checked and planned."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QUndoCommand
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.plan.answer import refused
from planner.tables.edits import DeleteRows, InsertRows, ReplaceTables, SetCells
from planner.tables.finding import Finding, Severity
from planner.tables.inputs import table
from tests.budget import examples
from tests.builders import case, rows_of
from ui.document import Document, Planned
from ui.models.change import WHOLE, RowsChange

ITEMS = rows_of("items", [{"item": name, "standard_cost": 1} for name in "ABC"])
PRICE_UP = SetCells("items", ((0, "standard_cost", 2.0),))


def opened() -> Document:
    document = Document()
    document.open(case(items=[{"item": name, "standard_cost": 1} for name in "ABC"]), title="Test")
    return document


@settings(max_examples=examples(100), deadline=None)
@given(seed=st.integers(0, 2**32), steps=st.integers(1, 120))
def test_undoing_everything_restores_the_fingerprint(qapp: QApplication, seed: int, steps: int) -> None:
    chance = random.Random(seed)
    document = opened()
    prints = [document.case.fingerprint()]
    for _ in range(steps):
        rows = len(document.case.rows("items"))
        at = chance.randrange(rows + 1)
        kinds = [
            InsertRows("items", ((at, table("items").raw(item=str(chance.random()))),)),
            ReplaceTables((("items", tuple(ITEMS)), ("products", ()))),
        ]
        if rows:
            kinds += [
                SetCells("items", ((at % rows, "standard_cost", chance.random()),)),
                DeleteRows("items", (at % rows,)),
            ]
        document.edit(chance.choice(kinds), "step")
        prints.append(document.case.fingerprint())
    for before in reversed(prints[:-1]):
        document.undo_stack.undo()
        assert document.case.fingerprint() == before
    for after in prints[1:]:
        document.undo_stack.redo()
        assert document.case.fingerprint() == after


def test_an_edit_tells_what_changed(qtbot: QtBot) -> None:
    document = opened()
    with qtbot.waitSignal(document.table_changed) as told:
        document.edit(PRICE_UP, "change")
    assert told.args == ["items", RowsChange(changed=(0,))]
    with qtbot.waitSignal(document.table_changed) as told:
        document.edit(DeleteRows("items", (2, 1)), "delete")
    assert told.args == ["items", RowsChange(deleted=(1, 2))]
    with qtbot.waitSignal(document.table_changed) as told:
        document.undo_stack.undo()
    assert told.args == ["items", RowsChange(inserted=(1, 2))]


def test_an_import_is_one_step(qtbot: QtBot) -> None:
    document = opened()
    heard: list[tuple[str, RowsChange]] = []
    document.table_changed.connect(lambda name, change: heard.append((name, change)))
    before = document.case.fingerprint()
    document.edit(ReplaceTables((("items", ()), ("products", ()))), "import")
    assert heard == [("items", WHOLE), ("products", WHOLE)]
    document.undo_stack.undo()
    assert document.case.fingerprint() == before
    assert not document.undo_stack.canUndo()


def test_a_state_comes_back_when_its_steps_are_undone(qapp: QApplication) -> None:
    document = opened()
    before = document.state
    document.edit(PRICE_UP, "change")
    changed = document.state
    assert changed != before
    document.undo_stack.undo()
    assert document.state == before
    document.edit(DeleteRows("items", (0,)), "delete")
    assert document.state not in (before, changed)


def test_saving_counts_for_the_state_that_was_written(qapp: QApplication) -> None:
    document = opened()
    document.edit(PRICE_UP, "change")
    written = document.state
    document.edit(DeleteRows("items", (0,)), "delete")
    document.saved_as(Path("case.xlsx"), written)
    assert not document.is_saved
    document.saved_as(Path("case.xlsx"), document.state)
    assert document.is_saved
    document.undo_stack.undo()
    assert not document.is_saved


def test_a_plan_is_older_once_the_data_changed_and_current_again_after_undo(qtbot: QtBot) -> None:
    document = opened()
    document.set_planned(Planned(refused(()), document.case.copy(), document.state))
    assert not document.plan_is_older
    with qtbot.waitSignal(document.plan_changed):
        document.edit(PRICE_UP, "change")
    assert document.plan_is_older
    with qtbot.waitSignal(document.plan_changed):
        document.undo_stack.undo()
    assert not document.plan_is_older


def test_findings_of_rows_that_moved_are_dropped_until_the_next_check(qapp: QApplication) -> None:
    document = opened()
    document.set_findings([Finding("x", Severity.ERROR, "X", "items", 2, "item")])
    assert list(document.findings_by_row("items")) == [2]
    document.edit(DeleteRows("items", (0,)), "delete")
    assert document.findings_by_row("items") == {}


def test_opening_another_case_forgets_steps_findings_and_plan(qapp: QApplication) -> None:
    document = opened()
    document.edit(PRICE_UP, "change")
    document.set_findings([Finding("x", Severity.ERROR, "X")])
    document.set_planned(Planned(refused(()), document.case.copy(), document.state))
    document.open(case(), title="Other")
    assert not document.undo_stack.canUndo()
    assert document.findings == ()
    assert document.planned is None
    assert document.is_saved


def test_the_name_is_the_cases_else_the_files(qapp: QApplication) -> None:
    document = Document()
    assert document.name == "Untitled case"
    assert document.is_empty
    document.open(case(), title="Sample")
    assert document.name == "Sample"
    document.edit(SetCells("case", ((0, "name", "Our motors"),)), "name")
    assert document.name == "Our motors"


def test_a_step_is_no_command_written_in_python(qapp: QApplication) -> None:
    document = opened()
    document.edit(PRICE_UP, "change price")
    assert type(document.undo_stack.command(0)) is QUndoCommand  # destroyed by its stack, never as garbage
    assert document.undo_stack.undoText() == "change price"


def test_an_edit_that_fails_leaves_no_step(qapp: QApplication) -> None:
    document = opened()
    before = document.case.fingerprint(), document.state
    with pytest.raises(IndexError):
        document.edit(SetCells("items", ((7, "standard_cost", 2.0),)), "change price")
    assert (document.case.fingerprint(), document.state) == before
    assert document.is_saved
    assert not document.undo_stack.canUndo()


def test_several_steps_can_be_taken_at_once(qapp: QApplication) -> None:
    document = opened()
    prints = [document.case.fingerprint()]
    for price in (2.0, 3.0, 4.0):
        document.edit(SetCells("items", ((0, "standard_cost", price),)), "change price")
        prints.append(document.case.fingerprint())
    for index in (0, 3, 1, 2):
        document.undo_stack.setIndex(index)
        assert document.case.fingerprint() == prints[index]
