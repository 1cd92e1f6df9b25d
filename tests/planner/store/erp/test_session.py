"""Decides whether every step of an import shows what it stands on, and the last one all that it would change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from openpyxl import Workbook

from planner.store.erp import mapping
from planner.store.erp.merge import Mode
from planner.store.erp.overlay import Hidden
from planner.store.erp.session import Preview, Sight, Wish, preview, see
from planner.store.kind import FileKind, kind_of
from planner.store.workbook_out import write_case
from planner.tables.case import Case
from planner.tables.edits import apply
from tests.builders import case
from tests.planner.store.erp.exports import KNOWN, book, text

BILL = """
Stufe;Komponentennummer;Objektkurztext;Komponentenmenge;KompMengenEinheit
.1;ROT-1;Rotor;1,000;ST
..2;MAG-1;Magnet N42SH für Läufer;8,000;ST
.1;MOT-9;Zukaufmotor;1,5;ST
"""


def seen(path: Path, told: Case | None = None, **chosen: object) -> Sight:
    return see(Wish(path, **chosen), told or Case(), {}, KNOWN)  # type: ignore[arg-type]  # as of Wish


def shown(path: Path, told: Case | None = None, hidden: tuple[Hidden, ...] = (), **chosen: object) -> Preview:
    return preview(Wish(path, **chosen), told or Case(), {}, hidden, KNOWN)  # type: ignore[arg-type]  # as of Wish


def test_a_sight_shows_the_file_and_how_it_is_read(tmp_path: Path) -> None:
    sight = seen(text(tmp_path, BILL, encoding="cp1252"))
    assert (sight.encoding, sight.separator, sight.rows, sight.header) == ("cp1252", ";", 4, 0)
    assert sight.head[1] == (2, (".1", "ROT-1", "Rotor", "1,000", "ST"))
    assert sight.guesses[0].layout == "sap_cs12"
    assert sight.samples[3] == ("Rotor", "Magnet N42SH für Läufer", "Zukaufmotor")
    assert sight.mapping is not None
    assert not sight.recalled


def test_a_file_like_nothing_known_can_still_be_read_as_something(tmp_path: Path) -> None:
    path = text(tmp_path, "\nalpha;beta\n1;2\n")
    assert seen(path).mapping is None
    sight = seen(path, layout="stock_list", header=0)
    assert sight.mapping is not None
    assert sight.mapping.missing == ("Part", "Quantity on hand, free to use")


def test_what_was_remembered_is_found_by_its_header_row_wherever_that_stands(tmp_path: Path) -> None:
    first = seen(
        text(tmp_path, "\nalpha;beta\nM-1;2\n"), layout="stock_list", header=0, roles={1: "item", 2: "quantity"}
    )
    assert first.mapping is not None
    memory = mapping.remembered(first.mapping, {})
    later = text(tmp_path, "\nStock of May\n\nalpha;beta\nM-1;7\n", "later.csv")
    sight = see(Wish(later), Case(), {first.signature: memory}, KNOWN)
    assert sight.recalled
    assert sight.mapping is not None
    assert {one.column: one.role for one in sight.mapping.uses} == {1: "item", 2: "quantity"}
    moved = text(tmp_path, "\n;alpha;beta\n;M-1;7\n", "moved.csv")
    assert not see(Wish(moved), Case(), {first.signature: memory}, KNOWN).recalled


def test_the_product_of_a_bill_is_never_remembered(tmp_path: Path) -> None:
    first = seen(text(tmp_path, BILL), answers={"product": "DRIVE-1", "parts": ("MAG-1",)})
    assert first.mapping is not None
    memory = mapping.remembered(first.mapping, {"product": "DRIVE-1", "parts": ("MAG-1",), "quantity_counts": "parent"})
    assert memory["answers"] == {}
    again = see(Wish(text(tmp_path, BILL, "PUMP-X.csv")), Case(), {first.signature: memory}, KNOWN)
    assert again.recalled
    assert again.mapping is not None
    (asked,) = [one for one in again.mapping.questions if one.id == "product"]
    assert asked.usual == "PUMP-X"


def test_a_memory_that_is_none_is_passed_over(tmp_path: Path) -> None:
    first = seen(text(tmp_path, BILL))
    sight = see(Wish(text(tmp_path, BILL)), Case(), {first.signature: {"version": 99}}, KNOWN)
    assert not sight.recalled
    assert sight.mapping is not None


def test_nothing_is_read_before_every_question_is_answered(tmp_path: Path) -> None:
    found = shown(text(tmp_path, "\nLevel;Component;Qty\n1;A;2\n2;B;6\n", "list.csv"))
    assert [one.id for one in found.unanswered] == ["product", "quantity_counts"]
    assert not found.allowed
    assert found.edit.edits == ()


def test_what_would_change_is_counted_table_by_table(tmp_path: Path) -> None:
    told = case(stock=[{"item": "MAG-1", "quantity": 5}, {"item": "MAG-2", "quantity": 1}])
    path = text(tmp_path, "\nMaterial;Unrestricted\nMAG-1;7\nMAG-3;2\n")
    found = shown(path, told)
    assert found.allowed
    stock = next(one for one in found.counts if one.table == "stock")
    assert (stock.mode, stock.now, stock.added, stock.changed, stock.removed, stock.after) == (
        Mode.UPDATE,
        2,
        1,
        1,
        0,
        3,
    )
    left = preview(Wish(path), told, {"stock": None}, (), KNOWN)
    assert next(one for one in left.counts if one.table == "stock").after == 2
    assert all(one.table != "stock" for one in left.changes)


def test_hidden_magnets_come_with_the_bill_as_one_edit(tmp_path: Path) -> None:
    path = text(tmp_path, BILL)
    answers = {"product": "DRIVE-1", "parts": ("MAG-1", "MOT-9")}
    hidden = (Hidden("MOT-9", "MAG-IN-9", 4.0, grade="N42SH"), Hidden("NOT-THERE", "MAG-X", 1.0))
    found = shown(path, None, hidden, answers=answers)
    assert found.allowed
    told = Case()
    back = apply(told, found.edit)
    lines = {(row[0], row[1]): row[2] for row in told.rows("bill_of_materials")}
    assert lines[("MOT-9", "MAG-IN-9")] == 4.0
    assert ("NOT-THERE", "MAG-X") not in lines
    assert len(found.changes) == sum(one.added for one in found.counts)
    apply(told, back)
    assert told == Case()


def test_a_second_time_nothing_changes(tmp_path: Path) -> None:
    path = text(tmp_path, BILL)
    wish = Wish(path, answers={"product": "DRIVE-1", "parts": ("MAG-1",)})
    told = Case()
    apply(told, preview(wish, told, {}, (), KNOWN).edit)
    again = preview(replace(wish), told, {}, (), KNOWN)
    assert again.changes == ()
    assert not again.says_nothing


def test_a_workbook_of_ours_is_told_from_an_export(tmp_path: Path) -> None:
    ours = tmp_path / "ours.xlsx"
    write_case(case(products=[{"product": "Drive", "shortage_cost": 1}]), ours)
    assert kind_of(ours) is FileKind.CASE
    assert kind_of(book(tmp_path, {"Stock": [["Material", "Unrestricted"], ["M", 1]]})) is FileKind.EXPORT
    assert kind_of(text(tmp_path, BILL)) is FileKind.EXPORT
    plain = Workbook()
    plain.save(tmp_path / "plain.xlsx")
    assert kind_of(tmp_path / "plain.xlsx") is FileKind.EXPORT
