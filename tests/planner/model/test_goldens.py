"""Every family of rules and every term of the cost has a golden: a new one without it fails here."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from pathlib import Path

import planner.model
from planner.model import limits
from planner.model.costs import COSTS
from planner.tables.choices import LIMITS

GOLDENS = sorted(Path(__file__).parent.glob("test_golden_*.py"))


def families() -> set[str]:
    """The names of all functions that define a family of rules, in every module of the model."""
    found: set[str] = set()
    for module in pkgutil.iter_modules(planner.model.__path__):
        named = vars(importlib.import_module(f"planner.model.{module.name}"))
        found |= {name for name in named if name.startswith("define_")}
    return found


def spoken() -> tuple[set[str], set[str]]:
    """The names and the texts that stand in the goldens."""
    names: set[str] = set()
    texts: set[str] = set()
    for path in GOLDENS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    names.add(name)
                case ast.Constant(value=str(text)):
                    texts.add(text)
    return names, texts


def test_every_family_of_rules_has_a_golden() -> None:
    names, _ = spoken()
    by_kind = {function.__name__ for function in limits._DEFINE.values()}  # they are read through define_limits
    assert families() - by_kind - names == set()


def test_every_kind_of_limit_has_a_golden() -> None:
    _, texts = spoken()
    assert set(limits._DEFINE) == set(LIMITS)
    assert {kind for kind in LIMITS if kind not in texts} == set()


def test_every_term_of_the_cost_has_a_golden() -> None:
    names, _ = spoken()
    assert {term.__name__ for term in COSTS} - names == set()
