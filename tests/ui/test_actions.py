"""Decides whether the table of commands is sound: each reachable, each key meaning one thing."""

from __future__ import annotations

from collections import Counter

from PySide6.QtGui import QKeySequence

from planner.tables.edits import SetCells
from tests.builders import case
from tests.ui.answers import Answers
from tests.ui.tasks.test_files import small
from ui.actions import COMMANDS, MENUS, THEMES, TOOLBAR, When
from ui.icons import FOLDER
from ui.main_window import MainWindow


def test_every_command_has_a_handler_and_stands_in_a_menu(window: MainWindow) -> None:
    ids = {command.id for command in COMMANDS}
    assert {each for _, listed in MENUS for each in listed if each} == {*ids, "recent"}
    assert set(TOOLBAR) <= ids
    assert all(window.commands[each] for each in ids)


def test_no_key_means_two_things() -> None:
    keys = Counter(QKeySequence(key).toString() for command in COMMANDS for key in command.keys)
    assert [key for key, times in keys.items() if times > 1] == []
    assert "" not in keys


def test_every_icon_is_drawn() -> None:
    assert [one.id for one in COMMANDS if one.icon and not (FOLDER / f"{one.icon}.svg").exists()] == []


def test_what_a_command_does_is_a_sentence() -> None:
    assert [one.id for one in COMMANDS if not one.what.endswith(".") or not one.what[0].isupper()] == []


def test_commands_are_of_use_only_when_they_can_do_something(window: MainWindow) -> None:
    able = lambda *ids: [window.commands[each].isEnabled() for each in ids]  # noqa: E731 - read five times
    assert able("save", "plan", "export", "paste", "undo", "stop") == [False] * 6
    window.document.open(small(), title="Small")
    assert able("save", "plan", "export", "stop") == [True, True, False, False]
    window.show_page("data")
    assert able("paste", "copy") == [True, True]
    window.show_page("checks")
    assert able("paste", "copy") == [False, False]


def test_undo_names_what_it_takes_back(window: MainWindow) -> None:
    window.document.open(small(), title="Small")
    window.show_page("data")
    window.data.show_table("items")
    window.data.grid.show_cell(0, 6)
    window.commands["clear"].trigger()
    assert window.commands["undo"].text() == "Undo clear cells of Items"
    window.commands["undo"].trigger()
    assert window.commands["redo"].text() == "Redo clear cells of Items"


def test_help_opens_its_boxes(window: MainWindow, answers: Answers) -> None:
    window.commands["keys"].trigger()
    window.commands["about"].trigger()
    assert [name for name, _ in answers.heard] == ["keys", "about"]


def test_every_condition_is_used() -> None:
    assert {command.when for command in COMMANDS} == set(When)


def test_what_is_taken_back_or_made_again_is_said(window: MainWindow) -> None:
    """What an older message says, such as that undo takes something back, is no longer so."""
    window.document.open(case(products=[{"product": "Drive", "shortage_cost": 1}]))
    window.checker.close()
    bar = window.statusBar()
    window.commands["undo"].trigger()
    assert bar.currentMessage() == ""
    window.document.edit(SetCells("products", ((0, "shortage_cost", 2.0),)), "change shortage cost")
    window.commands["undo"].trigger()
    assert bar.currentMessage() == "Taken back: change shortage cost."
    window.commands["redo"].trigger()
    assert bar.currentMessage() == "Made again: change shortage cost."


def test_the_menu_marks_the_theme_that_holds(window: MainWindow) -> None:
    marked = lambda: [each for each in THEMES if window.commands[each].isChecked()]  # noqa: E731 - read twice
    assert marked() == ["light"]
    window.commands["dark"].trigger()
    assert marked() == ["dark"]
