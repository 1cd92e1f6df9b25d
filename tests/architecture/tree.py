"""Decides which files the rules of the house are held against: those of the repository, not what lies about."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def files() -> tuple[Path, ...]:
    """Every file of the repository, relative to its root; without git at hand, every file it would not ignore."""
    try:
        listed = subprocess.run(
            ["git", "-C", ROOT, "ls-files", "-z"], capture_output=True, text=True, check=True
        ).stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        listed = [str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if path.is_file() and not _ignored(path)]
    return tuple(sorted(Path(name) for name in listed if name and (ROOT / name).is_file()))


def _ignored(path: Path) -> bool:
    patterns = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()]
    parts = path.relative_to(ROOT).parts
    return ".git" in parts or any(fnmatch(part, pattern) for part in parts for pattern in patterns)


def modules(*folders: str) -> list[Path]:
    """The Python modules in these folders, ``main.py`` among them when named."""
    return [path for path in files() if path.suffix == ".py" and path.parts[0] in folders]


def source(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(source(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def classes(path: Path) -> Iterator[ast.ClassDef]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ClassDef):
            yield node
