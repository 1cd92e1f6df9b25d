"""What a workbook does not hold is told, and nothing else."""

from __future__ import annotations

from planner.store.left_out import left_out


def test_what_is_left_out_is_told_in_words() -> None:
    assert left_out(0, {}) == ""
    assert left_out(2, {}) == "plans"
    assert left_out(1, {"licence_rules": "x"}) == "plans and licence rules as you said them"
    assert left_out(1, {"hidden_magnets": "[{}]", "licence_rules": "x", "mine": "y"}) == (
        "plans, licence rules as you said them, magnets in bought parts and notes"
    )


def test_notes_that_say_nothing_are_not_missed() -> None:
    assert left_out(0, {"hidden_magnets": "[]", "licence_rules": ""}) == ""
