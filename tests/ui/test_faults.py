"""Decides whether a fault of the program is logged, told once, and never in a flood."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from planner.errors import PlannerBug, UserError
from ui.faults import Faults


class Boxes:
    def __init__(self) -> None:
        self.faults: list[tuple[str, str]] = []
        self.advice: list[tuple[str, str]] = []

    def fault(self, message: str, details: str) -> None:
        self.faults.append((message, details))

    def tell(self, title: str, message: str) -> None:
        self.advice.append((title, message))


@pytest.fixture
def boxes() -> Boxes:
    return Boxes()


@pytest.fixture
def faults(qapp: QApplication, tmp_path: Path, boxes: Boxes) -> Faults:
    return Faults(tmp_path / "state", boxes.fault, boxes.tell)


def fail(faults: Faults, error: Exception) -> None:
    try:
        raise error
    except Exception:
        faults.hook(*sys.exc_info())  # type: ignore[arg-type]  # something was raised


def test_a_fault_is_told_with_details_and_logged(faults: Faults, boxes: Boxes, tmp_path: Path) -> None:
    fail(faults, ZeroDivisionError("by nothing"))
    ((message, details),) = boxes.faults
    assert "not of your data" in message
    assert "by nothing" in details
    assert "by nothing" in (tmp_path / "state" / "remanence.log").read_text(encoding="utf-8")


def test_sixty_faults_open_one_box_and_sixty_lines(faults: Faults, boxes: Boxes, tmp_path: Path) -> None:
    for _ in range(60):
        fail(faults, ZeroDivisionError("again"))
    assert len(boxes.faults) == 1
    assert (tmp_path / "state" / "remanence.log").read_text(encoding="utf-8").count("ZeroDivisionError: again") == 60


def test_a_fault_while_its_box_is_open_opens_no_second_one(faults: Faults, boxes: Boxes) -> None:
    def and_again(message: str, details: str) -> None:
        boxes.fault(message, details)
        fail(faults, ZeroDivisionError("inside"))

    faults._tell = and_again
    fail(faults, ZeroDivisionError("first"))
    assert len(boxes.faults) == 1


def test_what_a_user_can_mend_is_advice(faults: Faults, boxes: Boxes) -> None:
    fail(faults, UserError("The disk is full.", "Make room."))
    assert boxes.faults == []
    assert boxes.advice == [("Not done", "The disk is full. Make room.")]


def test_a_bug_in_a_child_shows_the_childs_details(faults: Faults, boxes: Boxes) -> None:
    fail(faults, PlannerBug("went wrong", "Traceback of the child"))
    assert "Traceback of the child" in boxes.faults[0][1]


def test_where_nothing_can_be_written_a_fault_is_still_told(qapp: QApplication, tmp_path: Path, boxes: Boxes) -> None:
    (tmp_path / "file").write_text("in the way")
    fail(Faults(tmp_path / "file" / "state", boxes.fault, boxes.tell), ZeroDivisionError())
    assert len(boxes.faults) == 1
