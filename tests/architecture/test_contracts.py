"""Decides that rooms know only the rooms above them, and that libraries are spoken where they belong."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import ROOT, functions, modules, parsed, source

LAZY = {
    "pandas": "a second to load",
    "matplotlib": "a second to load",
    "openpyxl": "half a second to load",
    "pulp": "a third of a second to load",
    "highspy": "a fifth of a second to load",
    "distributed": "seconds to load, and not installed everywhere",
    "planner.model": "loads PuLP",
    "planner.solve": "loads PuLP",
    "planner.plan.extract": "loads PuLP",
    "planner.report": "loads matplotlib",
    "planner.checks": "loads NumPy",
    "planner.planning": "loads NumPy",
    "planner.plan.keep": "read and written in a child",
    "planner.reference": "reads its files",
    "planner.store.erp": "many modules, for one kind of work",
    "planner.store.marked": "many modules, for work in a child",
    "planner.store.workbook_in": "many modules, for work in a child",
    "planner.store.reading": "many modules, for work in a child",
    "planner.store.workbook_out": "many modules, for work in a child",
    "PySide6": "loads Qt",
    "ui": "loads Qt",
}
"""What may be loaded inside a function, and why; a comment above the import says it there too."""


def imported(node: ast.AST) -> list[str]:
    """The modules an import statement names."""
    if isinstance(node, ast.Import):
        return [name.name for name in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return []


def imports(path: Path) -> Iterator[tuple[ast.stmt, str]]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for name in imported(node):
                yield node, name


def hidden_imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and module of every import inside a function."""
    for function in functions(path):
        for node in ast.walk(function):
            for name in imported(node):
                assert isinstance(node, ast.stmt)
                yield node.lineno, name


def is_lazy(name: str) -> bool:
    return any(name == allowed or name.startswith(f"{allowed}.") for allowed in LAZY)


def has_reason(path: Path, line: int) -> bool:
    """Whether the import, or the block of imports it stands in, has a comment above it or beside it."""
    lines = source(path).splitlines()
    place = line - 1
    while place >= 0 and lines[place].lstrip().startswith(("from ", "import ")):
        if "#" in lines[place]:
            return True
        place -= 1
    return lines[place].lstrip().startswith("#")


def test_the_import_contracts_hold() -> None:
    """Rooms in order, no window in the planner, PuLP in two rooms, pages strangers: see pyproject.toml."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_contract_makes_exceptions() -> None:
    contracts = tomllib.loads(source(Path("pyproject.toml")))["tool"]["importlinter"]["contracts"]
    assert [one["id"] for one in contracts if one.get("ignore_imports")] == []


def test_no_import_hides_in_a_function_but_of_a_slow_library() -> None:
    hidden = [
        f"{path}:{line}: {name}"
        for path in modules("planner", "ui", "main.py")
        for line, name in hidden_imports(path)
        if not is_lazy(name)
    ]
    assert hidden == []


def test_a_hidden_import_says_why_it_hides() -> None:
    silent = [
        f"{path}:{line}: {name}"
        for path in modules("planner", "ui", "main.py")
        for line, name in hidden_imports(path)
        if not has_reason(path, line)
    ]
    assert silent == []


def test_nobody_draws_with_pyplot() -> None:
    found = [
        f"{path}: {name}" for path in modules("planner", "ui", "tests") for _, name in imports(path) if "pyplot" in name
    ]
    assert found == []


def test_only_the_program_starts_the_window_or_the_commands() -> None:
    assert {name for _, name in imports(Path("main.py"))} == {
        "contextlib",
        "gc",
        "multiprocessing",
        "os",
        "signal",
        "sys",
        "pathlib",
        "planner",
        "planner.errors",
        "ui",
    }
    above = [f"{path}: {name}" for path in modules("planner", "ui") for _, name in imports(path) if name == "main"]
    assert above == []
