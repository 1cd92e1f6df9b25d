"""Decides what may be written in the tree: reasons and facts, no debts, no places that exist on one machine only."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.tree import files, modules, parsed, source

TEXTS = {
    ".py",
    ".md",
    ".toml",
    ".csv",
    ".json",
    ".svg",
    ".html",
    ".txt",
    ".yml",
    ".yaml",
    ".cfg",
    ".ini",
    ".ts",
    ".qss",
    "",
}
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "stuff", "base"}

# Written in pieces, so that this file does not hold what it looks for.
REGISTRIES = (
    "py" + "pi.org",
    "python" + "hosted.org",
    "conda" + ".anaconda",
    "npm" + "js.org",
    "proxy.golang" + ".org",
)
MACHINES = ("/" + "work/", "/" + "root/", "C:" + "\\Users", "/" + "Users/")
DEBTS = ("TO" + "DO", "FIX" + "ME", "X" + "XX", "HA" + "CK")
SILENCED = re.compile(
    r"#\s*(?:noqa|type:\s*ignore)(?:\s*:\s*[A-Z]+\d+(?:\s*,\s*[A-Z]+\d+)*|\[[\w, -]+\])?(?P<rest>.*)$"
)


def texts() -> list[Path]:
    return [path for path in files() if path.suffix in TEXTS and path.parts[0] != "LICENSE"]


def holding(words: tuple[str, ...], paths: list[Path]) -> list[str]:
    return [f"{path}: {word}" for path in paths for word in words if word in source(path)]


def opening(path: Path) -> str:
    """The first paragraph of a module's docstring; empty when it has none."""
    return (ast.get_docstring(parsed(path)) or "").split("\n\n")[0]


def test_a_module_says_in_one_sentence_what_it_decides() -> None:
    wrong = {
        str(path): opening(path)
        for path in modules("planner", "ui", "main.py")
        if path.name != "__init__.py" and not re.search(r"\b(decides?|declares?)\b", opening(path), re.IGNORECASE)
    }
    assert wrong == {}


def test_a_module_of_tests_says_what_it_claims() -> None:
    assert [str(path) for path in modules("tests") if source(path).strip() and not opening(path)] == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [str(path) for path in modules("planner", "ui", "tests") if path.stem in VAGUE_NAMES] == []


def test_no_address_of_a_package_registry_is_written_down() -> None:
    assert holding(REGISTRIES, texts()) == []


def test_no_path_of_one_machine_is_written_down() -> None:
    assert holding(MACHINES, texts()) == []


def test_no_debt_is_left_in_the_code() -> None:
    pattern = re.compile(r"\b(?:" + "|".join(DEBTS) + r")\b")
    assert [
        f"{path}: {found[0]}"
        for path in modules("planner", "ui", "tests", "main.py")
        if (found := pattern.search(source(path)))
    ] == []


def test_no_lock_file_is_kept() -> None:
    """A lock file writes down where packages were downloaded from."""
    assert [str(path) for path in files() if path.name in ("uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock")] == []
    assert "uv.lock" in source(Path(".gitignore")).split()


@pytest.mark.parametrize("folder", ["planner", "ui", "tests"])
def test_whoever_silences_a_tool_says_why(folder: str) -> None:
    unexplained = [
        f"{path}:{number}: {line.strip()}"
        for path in modules(folder)
        for number, line in enumerate(source(path).splitlines(), 1)
        if (found := SILENCED.search(line)) and len(found["rest"].strip(" -#")) < 5
    ]
    assert unexplained == []


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {path.parent for path in modules("planner", "ui", "tests")}
    missing = [str(folder) for folder in folders if Path(folder / "__init__.py") not in set(files())]
    assert missing == []
