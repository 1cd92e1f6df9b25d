"""Every family of rules and every term of the cost has a golden: a new one without it fails here."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Callable
from pathlib import Path

import planner.model
from planner.model import limits
from planner.model.costs import COSTS
from planner.tables.choices import LIMITS

CONTENTS = {"define_limits"}
"""What only calls others."""

GOLDENS = sorted(Path(__file__).parent.glob("test_golden_*.py"))


def spoken() -> tuple[set[str], set[str]]:
    """The names and the texts in the tests of the goldens, and in what these tests call of their own module."""
    names: set[str] = set()
    texts: set[str] = set()
    for path in GOLDENS:
        functions = {
            node.name: node
            for node in ast.parse(path.read_text(encoding="utf-8")).body
            if isinstance(node, ast.FunctionDef)
        }
        waiting, read = [name for name in functions if name.startswith("test_")], set()
        while waiting:
            name = waiting.pop()
            if name in read or name not in functions:
                continue
            read.add(name)
            for node in ast.walk(functions[name]):
                match node:
                    case ast.Name(id=word) | ast.Attribute(attr=word):
                        names.add(word)
                        waiting.append(word)
                    case ast.Constant(value=str(text)):
                        texts.add(text)
    return names, texts


def functions_of_families() -> dict[str, Callable[..., object]]:
    """The families by name, those of each kind of limit among them."""
    found: dict[str, Callable[..., object]] = {}
    for module in pkgutil.iter_modules(planner.model.__path__):
        named = vars(importlib.import_module(f"planner.model.{module.name}"))
        found |= {name: one for name, one in named.items() if name.startswith("define_")}
    return found


def test_every_family_of_rules_has_a_golden() -> None:
    names, _ = spoken()
    by_kind = {function.__name__ for function in limits._DEFINE.values()}  # they are read through define_limits
    assert set(functions_of_families()) - by_kind - names == set()


def test_every_kind_of_limit_has_a_golden() -> None:
    _, texts = spoken()
    assert set(limits._DEFINE) == set(LIMITS)
    assert {kind for kind in LIMITS if kind not in texts} == set()


def test_every_term_of_the_cost_has_a_golden() -> None:
    names, _ = spoken()
    assert {term.__name__ for term in COSTS} - names == set()


def test_every_family_and_every_term_has_its_formula_in_its_docstring() -> None:
    said = {name: one.__doc__ or "" for name, one in functions_of_families().items() if name not in CONTENTS}
    assert [name for name, words in said.items() if not any(sign in words for sign in ("<=", ">=", " = "))] == []
    assert [term.__name__ for term in COSTS if "*" not in (term.__doc__ or "")] == []
