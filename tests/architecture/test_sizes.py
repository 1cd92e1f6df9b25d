"""Decides that modules, functions and classes stay small enough to be read at one sitting."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture.tree import classes, functions, modules, source

MOST_LINES = 350
MOST_FUNCTION_LINES = 60
MOST_PUBLIC_NAMES = 20
SMALLER = {Path("main.py"): 59, Path("ui/main_window.py"): 249, Path("planner/model/build.py"): 79}


def lines(path: Path) -> int:
    return len(source(path).splitlines())


def is_record(node: ast.ClassDef) -> bool:
    """Whether a class says what a thing consists of: a dataclass, a declared row, an enumeration, a named tuple."""
    words = [ast.unparse(one) for one in (*node.decorator_list, *node.bases)]
    return any(
        word.startswith(("dataclass", "dataclasses.", "declared", "Enum", "IntEnum", "NamedTuple")) for word in words
    )


def public_names(node: ast.ClassDef) -> set[str]:
    """What a class offers: its methods, its attributes, and what its methods hang on ``self``.

    The fields of a record are not offers but its content: a table of 22 columns has 22.
    """
    if is_record(node):
        return {part.name for part in node.body if isinstance(part, ast.FunctionDef) and not part.name.startswith("_")}
    names: set[str] = set()
    for part in node.body:
        if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef):
            names.add(part.name)
        elif isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name):
            names.add(part.target.id)
        elif isinstance(part, ast.Assign):
            names.update(target.id for target in part.targets if isinstance(target, ast.Name))
    for part in ast.walk(node):
        if (
            isinstance(part, ast.Attribute)
            and isinstance(part.ctx, ast.Store)
            and isinstance(part.value, ast.Name)
            and part.value.id == "self"
        ):
            names.add(part.attr)
    return {name for name in names if not name.startswith("_")}


def test_a_module_has_at_most_350_lines() -> None:
    long = {str(path): lines(path) for path in modules("planner", "ui", "tests") if lines(path) > MOST_LINES}
    assert long == {}


def test_the_program_the_window_and_the_model_begin_small() -> None:
    long = {
        str(path): lines(path) for path in modules("planner", "ui", "main.py") if lines(path) > SMALLER.get(path, 999)
    }
    assert long == {}


def test_a_function_has_at_most_60_lines() -> None:
    long = {
        f"{path}: {node.name}": node.end_lineno - node.lineno + 1
        for path in modules("planner", "ui", "tests", "main.py")
        for node in functions(path)
        if node.end_lineno is not None and node.end_lineno - node.lineno + 1 > MOST_FUNCTION_LINES
    }
    assert long == {}


def test_a_class_has_at_most_20_public_names() -> None:
    wide = {
        f"{path}: {node.name}": len(public_names(node))
        for path in modules("planner", "ui", "main.py")
        for node in classes(path)
        if len(public_names(node)) > MOST_PUBLIC_NAMES
    }
    assert wide == {}
