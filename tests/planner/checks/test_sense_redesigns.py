"""Claims about redesigns."""

from __future__ import annotations

from typing import Any

from planner.checks.run import check
from planner.tables.case import Case
from tests.planner.checks.story import item, line, of, offer, only, place, product, sound

LEAN = {"redesign": "Lean", "product": "Drive", "months": 2, "cost": 100}
CHANGE = {"redesign": "Lean", "item": "Magnet", "replacement": "Lean magnet"}


def redesigned(redesign: dict[str, Any] | None = None, change: dict[str, Any] | None = None, **tables: Any) -> Case:
    return sound(
        **{
            "items": [item("Magnet"), item("Lean magnet")],
            "offers": [offer(), offer("West"), offer("West", "Lean magnet")],
            "redesigns": [{**LEAN, **(redesign or {})}],
            "redesign_changes": [{**CHANGE, **(change or {})}],
            **tables,
        }
    )


def test_a_usual_redesign_is_sound() -> None:
    assert check(redesigned()) == ()
    assert (
        check(redesigned(change={"replacement": None}, items=[item("Magnet")], offers=[offer(), offer("West")])) == ()
    )


def test_redesign_without_changes_saves_nothing() -> None:
    two = [LEAN, {**LEAN, "redesign": "Empty"}]
    assert place(only(redesigned(redesigns=two), "redesign_without_changes")) == ("redesigns", 1, "redesign")


def test_replaced_by_itself_changes_nothing_unless_it_takes_less() -> None:
    finding = only(redesigned(change={"replacement": "MAGNET"}), "replaced_by_itself")
    assert place(finding) == ("redesign_changes", 0, "replacement")
    assert not of(redesigned(change={"replacement": "Magnet", "ratio": 0.8}), "replaced_by_itself")


def test_redesign_too_late_cannot_help() -> None:
    finding = only(redesigned({"months": 6}), "redesign_too_late")
    assert place(finding) == ("redesigns", 0, "months")
    assert "is ready in Jul 2027 at the earliest" in finding.message
    assert not of(redesigned({"months": 5}), "redesign_too_late")
    assert of(redesigned({"months": 4, "earliest_month": 2}), "redesign_too_late")
    assert not of(redesigned({"months": 8, "started_month": -4}), "redesign_too_late")


def test_redesign_inside_another_product_stays_the_base_there() -> None:
    case = redesigned(
        products=[product(), product("Robot")],
        demand={"Drive": [5] * 6, "Robot": [1] * 6},
        bill_of_materials=[line("Drive", "Magnet"), line("Robot", "Drive")],
    )
    assert place(only(case, "redesign_inside_another_product")) == ("redesigns", 0, "product")


def test_too_many_redesigns_running_at_the_start() -> None:
    started = {**LEAN, "started_month": -1}
    running = [started, {**started, "redesign": "Other"}, {**started, "redesign": "Done", "started_month": -2}]
    changes = [{**CHANGE, "redesign": one["redesign"]} for one in running]
    tables = {"redesigns": running, "redesign_changes": changes}
    finding = only(redesigned(case={"max_parallel_redesigns": 1}, **tables), "too_many_redesigns_running")
    assert place(finding) == ("case", 0, "max_parallel_redesigns")
    assert finding.message.startswith("2 redesigns ('Lean' and 'Other') run at the start, but only 1 may run at once")
    assert not of(redesigned(case={"max_parallel_redesigns": 2}, **tables), "too_many_redesigns_running")
    assert not of(redesigned(**tables), "too_many_redesigns_running")
