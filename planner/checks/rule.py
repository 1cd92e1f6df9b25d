"""Decides what a rule of the checks is: a question put to the case, how grave a yes is, and where it points."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from planner.tables.edits import Edit
from planner.tables.finding import Finding, Severity

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where a rule is broken.

    Attributes:
        message: a sentence that names the value and the cure.
        table: id of the table; empty when it concerns the whole case.
        row: index of the row in the case's table; None when it concerns no single row.
        field: id of the column; None when it concerns the whole row.
        cure: the edit that certainly mends it, if there is one.
    """

    message: str
    table: str = ""
    row: int | None = None
    field: str | None = None
    cure: Edit | None = None


@dataclass(frozen=True, slots=True)
class Rule(Generic[S]):
    """One rule.

    Attributes:
        id: its name in findings and tests.
        severity: error or warning.
        words: what it asks for, as a sentence.
        function: finds where it is broken, given what it looks at.
    """

    id: str
    severity: Severity
    words: str
    function: Callable[[S], Iterable[Spot]]

    def findings(self, sight: S) -> Iterator[Finding]:
        """Every finding of the rule."""
        for spot in self.function(sight):
            yield Finding(self.id, self.severity, spot.message, spot.table, spot.row, spot.field, cure=spot.cure)


def error(function: Callable[[S], Iterable[Spot]]) -> Rule[S]:
    """The rule a function states, where breaking it makes a plan wrong or impossible."""
    return _rule(function, Severity.ERROR)


def warning(function: Callable[[S], Iterable[Spot]]) -> Rule[S]:
    """The rule a function states, where breaking it is probably a mistake but a plan can be made."""
    return _rule(function, Severity.WARNING)


def _rule(function: Callable[[S], Iterable[Spot]], severity: Severity) -> Rule[S]:
    words = " ".join((function.__doc__ or "").split("\n\n", maxsplit=1)[0].split())
    return Rule(function.__name__, severity, words, function)
