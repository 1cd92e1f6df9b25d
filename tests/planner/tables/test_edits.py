"""Decides whether every edit can be undone and redone to the last cell, and a bad one changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.tables.case import Case
from planner.tables.edits import (
    DeleteRows,
    Edit,
    InsertRows,
    ReplaceTables,
    SetCells,
    Several,
    apply,
    first_place,
    touched,
)
from planner.tables.inputs import table
from tests.budget import examples
from tests.builders import case

ITEMS = [{"item": name, "standard_cost": number} for number, name in enumerate("ABCD")]


def names(made: Case) -> list[Any]:
    return [row[0] for row in made.rows("items")]


def row(name: str) -> tuple[Any, ...]:
    return table("items").raw(item=name, standard_cost=1.0)


def test_setting_cells_gives_them_their_values() -> None:
    made = case(items=ITEMS)
    undo = apply(made, SetCells("items", ((0, "item", "X"), (2, "standard_cost", 9.0), (0, "item", "Y"))))
    assert names(made) == ["Y", "B", "C", "D"]
    assert made.rows("items")[2] == table("items").raw(item="C", standard_cost=9.0)
    apply(made, undo)
    assert made == case(items=ITEMS)


def test_rows_go_in_where_they_shall_stand_afterwards() -> None:
    made = case(items=ITEMS)
    undo = apply(made, InsertRows("items", ((0, row("X")), (3, row("Y")), (6, row("Z")))))
    assert names(made) == ["X", "A", "B", "Y", "C", "D", "Z"]
    apply(made, undo)
    assert made == case(items=ITEMS)


def test_rows_go_out_by_where_they_stood_before() -> None:
    made = case(items=ITEMS)
    undo = apply(made, DeleteRows("items", (3, 0)))
    assert names(made) == ["B", "C"]
    apply(made, undo)
    assert made == case(items=ITEMS)


def test_an_import_replaces_tables_in_one_step() -> None:
    made = case(items=ITEMS, suppliers=[{"supplier": "East", "country": "China"}])
    before = made.copy()
    undo = apply(made, ReplaceTables((("items", (row("New"),)), ("suppliers", ()))))
    assert (names(made), list(made.rows("suppliers"))) == (["New"], [])
    apply(made, undo)
    assert made == before


def test_several_edits_are_one_step() -> None:
    made = case(items=ITEMS)
    edit = Several(
        (DeleteRows("items", (0,)), SetCells("items", ((0, "item", "X"),)), InsertRows("items", ((1, row("Y")),)))
    )
    undo = apply(made, edit)
    assert names(made) == ["X", "Y", "C", "D"]
    apply(made, undo)
    assert made == case(items=ITEMS)


@pytest.mark.parametrize(
    "bad",
    [
        SetCells("items", ((0, "item", "X"), (4, "item", "Y"))),
        SetCells("items", ((-1, "item", "X"),)),
        SetCells("items", ((0, "colour", "red"),)),
        SetCells("nothing", ()),
        InsertRows("items", ((0, row("X")), (9, row("Y")))),
        InsertRows("items", ((0, ("short",)),)),
        DeleteRows("items", (0, 4)),
        DeleteRows("items", (-1,)),
        ReplaceTables((("suppliers", ()), ("items", (("short",),)))),
        ReplaceTables((("suppliers", ()), ("nothing", ()))),
        Several((DeleteRows("items", (0,)), DeleteRows("items", (3,)))),
    ],
)
def test_an_edit_that_does_not_fit_changes_nothing(bad: Edit) -> None:
    made = case(items=ITEMS, suppliers=[{"supplier": "East", "country": "China"}])
    before = made.fingerprint()
    with pytest.raises((KeyError, IndexError, ValueError)):
        apply(made, bad)
    assert made.fingerprint() == before


def test_an_edit_leaves_rows_handed_out_before_as_they_were() -> None:
    made = case(items=ITEMS)
    rows, copied = made.rows("items"), made.copy()
    apply(made, DeleteRows("items", (0, 1)))
    assert len(rows) == 4
    assert names(copied) == ["A", "B", "C", "D"]


def test_an_edit_names_the_tables_it_touches_once() -> None:
    edit = Several((DeleteRows("items", ()), ReplaceTables((("suppliers", ()), ("items", ()))), SetCells("offers", ())))
    assert touched(edit) == ("items", "suppliers", "offers")


TABLES = ("items", "suppliers", "demand")


@st.composite
def edits(draw: st.DrawFn, made: Case, depth: int = 1) -> Edit:
    """An edit that fits the case as it is."""
    table_id = draw(st.sampled_from(TABLES))
    declaration, count = table(table_id), len(made.rows(table_id))
    rows = st.tuples(*(st.sampled_from((None, "A", 1.5)) for _ in declaration.columns))
    kinds = ["insert", "replace"] + ["set", "delete"] * (count > 0) + ["several"] * (depth > 0)
    match draw(st.sampled_from(kinds)):
        case "insert":
            at = draw(st.integers(0, count))
            return InsertRows(table_id, tuple((at + n, new) for n, new in enumerate(draw(st.lists(rows, max_size=3)))))
        case "replace":
            return ReplaceTables(((table_id, tuple(draw(st.lists(rows, max_size=3)))),))
        case "set":
            places = st.tuples(
                st.integers(0, count - 1),
                st.sampled_from([one.id for one in declaration.columns]),
                st.sampled_from((None, "B", 2.5)),
            )
            return SetCells(table_id, tuple(draw(st.lists(places, max_size=4))))
        case "delete":
            gone = draw(st.lists(st.integers(0, count - 1), unique=True, max_size=3))
            return DeleteRows(table_id, tuple(gone))
        case _:
            later, made_of = made.copy(), []
            for _ in range(draw(st.integers(0, 3))):
                made_of.append(draw(edits(later, depth - 1)))
                apply(later, made_of[-1])
            return Several(tuple(made_of))


def test_rows_put_in_are_looked_at_before_cells_changed_and_are_counted_as_they_stand_afterwards() -> None:
    changed, gone = SetCells("items", ((5, "unit", "kg"), (3, "unit", "kg"))), DeleteRows("items", (0, 4))
    new = InsertRows("items", ((7, ("M-9",)),))
    elsewhere = InsertRows("suppliers", ((0, ("East",)),))
    assert first_place(Several((changed, gone, new, elsewhere))) == ("items", 7, "")
    assert first_place(Several((changed, gone, elsewhere))) == ("items", 2, "unit")
    assert first_place(Several((gone, elsewhere))) == ("items", None, "")
    assert first_place(ReplaceTables((("items", ()),))) == ("items", None, "")
    assert first_place(Several(())) == ("", None, "")


@settings(max_examples=examples(500))
@given(st.data())
def test_undo_brings_the_fingerprint_back_and_redo_the_new_one(data: st.DataObject) -> None:
    made = case(items=ITEMS[:2], suppliers=[{"supplier": "East", "country": "China"}])
    steps: list[tuple[str, str, Edit]] = []
    for _ in range(data.draw(st.integers(1, 5))):
        edit = data.draw(edits(made))
        before = made.fingerprint()
        inverse = apply(made, edit)
        assert touched(inverse) == tuple(reversed(touched(edit))) or set(touched(inverse)) == set(touched(edit))
        steps.append((before, made.fingerprint(), inverse))
    for before, after, inverse in reversed(steps):
        redo = apply(made, inverse)
        assert made.fingerprint() == before
        undo = apply(made, redo)
        assert made.fingerprint() == after
        apply(made, undo)
        assert made.fingerprint() == before
