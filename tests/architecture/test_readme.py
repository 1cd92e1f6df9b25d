"""Decides that the README says what is true: its commands, options, statuses, packages, promises and pictures."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from planner import commands
from planner.arguments import read_arguments
from planner.commands import Exit
from tests.architecture.tree import ROOT, files, parsed, source

README = source(Path("README.md"))
SET_UP = (
    "python -m pip install -q uv && python -m uv run main.py",
    "python -m pip install -q uv && python -m uv run pytest",
)


def rows(header: str, document: str = README) -> list[list[str]]:
    """The cells of the table whose header begins with these words."""
    lines = document[document.index(f"| {header}") :].split("\n\n", maxsplit=1)[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def no_window(path: Path | None) -> int:
    raise AssertionError("no command of the README's table opens a window")


def help_of(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert commands.main([*words, "--help"], no_window, lambda: 0) == 0
    return capsys.readouterr().out


def test_the_two_commands_of_the_set_up_are_there_to_the_letter() -> None:
    assert all(f"\n{command}\n" in README for command in SET_UP)
    assert all(f"\n{command}\n" in source(Path("CONTRIBUTING.md")) for command in SET_UP)


def test_a_fresh_machine_runs_the_test_command_of_the_readme() -> None:
    assert source(Path(".ci/run")).rstrip().endswith(SET_UP[1])


def test_a_fresh_machine_gets_the_libraries_the_readme_names() -> None:
    named = re.search(r"apt-get install (libegl1[^\n]*)", README)
    installed = re.search(r"libraries=\(([^)]*)\)", source(Path(".ci/run")))
    assert named is not None
    assert installed is not None
    assert set(installed[1].split()) == {*named[1].split(), "git"}


def test_every_command_is_in_the_readme_and_the_other_way_round(capsys: pytest.CaptureFixture[str]) -> None:
    told = {re.sub(r"`python main.py (\S+).*`", r"\1", row[0]) for row in rows("command |")}
    listed = set(re.findall(r"^    (\w+) ", help_of(capsys), re.MULTILINE)) - {"COMMAND"}
    assert told == {*listed, "--selftest"}


def test_every_option_of_plan_is_in_the_readme_and_the_other_way_round(capsys: pytest.CaptureFixture[str]) -> None:
    told = {row[0].strip("`").split()[0] for row in rows("option |")}
    assert told == set(re.findall(r"^  (--[\w-]+)", help_of(capsys, "plan"), re.MULTILINE))


def test_the_defaults_in_the_readme_are_those_of_the_program() -> None:
    told = {row[0].strip("`").split()[0]: row[2] for row in rows("option |")}
    asked = read_arguments(["plan", str(ROOT / "README.md")])
    options = asked.options  # type: ignore[union-attr]  # it is a PlanCase
    assert float(told["--gap"]) == options.gap
    assert float(told["--time-limit"]) == options.time_limit
    assert int(told["--seed"]) == options.seed


def test_every_exit_status_is_in_the_readme() -> None:
    assert [int(row[0]) for row in rows("exit status |")] == sorted(Exit)


def test_every_promise_names_a_test_that_exists() -> None:
    promises = rows("promise |")
    assert len(promises) >= 5
    missing = []
    for _, named in promises:
        path, name = named.strip("`").split("::")
        functions = {node.name for node in ast.walk(parsed(Path(path))) if isinstance(node, ast.FunctionDef)}
        if name not in functions:
            missing.append(named)
    assert missing == []


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_every_picture_and_document_linked_exists(document: str) -> None:
    linked = re.findall(r"\]\((?!https?:)([^)#]+)\)", source(Path(document)))
    assert [target for target in linked if not (ROOT / target).exists()] == []


def test_every_file_named_in_the_notes_for_contributors_exists() -> None:
    """A reading, or a part of the engine, that has moved takes the words about it with it."""
    here = [path.as_posix() for path in files()]
    named = set(re.findall(r"`([\w/]+\.(?:py|csv|toml))`", source(Path("CONTRIBUTING.md"))))
    assert len(named) >= 50
    assert [name for name in sorted(named) if not any(f"/{each}".endswith(f"/{name}") for each in here)] == []


def test_every_reading_names_its_place() -> None:
    readings = rows("question |", source(Path("CONTRIBUTING.md")))
    assert len(readings) >= 30
    assert [row[0] for row in readings if not re.search(r"`[\w/]+\.py`", row[-1])] == []
