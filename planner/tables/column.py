"""Decides what a column is: the kind, unit, sign, default, bounds and meaning of one field."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from planner.months import Month
from planner.units import Unit

Value = str | float | int | Month | tuple[str, ...] | None
"""What a cell may hold once it is inside: names and texts, numbers, whole numbers, months, lists, or nothing."""

RawRow = tuple[Value, ...]
"""One row of a table as the user entered it: one value per declared column, in order; None is blank."""


class Kind(Enum):
    """What a column takes."""

    NAME = "name"
    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole number"
    MONTH = "month"
    CHOICE = "choice"
    NAMES = "list"


@dataclass(frozen=True, slots=True)
class Column:
    """One declared field.

    Attributes:
        id: field id, as in files.
        title: friendly header without its unit.
        kind: what a cell takes.
        meaning: one sentence for tooltips, notes and the guide.
        key: part of the table's key.
        required: a blank cell is a finding.
        default: the value a blank cell means; None when blank has a meaning of its own.
        blank: in words, what a blank cell means; empty when the default says it.
        unit: unit of a number.
        low, high: bounds of a number or whole number; None where open-ended.
        low_open, high_open: whether the bound itself is excluded.
        choices: what a CHOICE takes, or what a NAME usually is when ``open_choices``.
        open_choices: other names than the choices are welcome.
        links: the fields whose values it must name, as "table.field"; any of them may hold it.
        example: the value in the template's example row.
    """

    id: str
    title: str
    kind: Kind
    meaning: str
    key: bool = False
    required: bool = False
    default: Value = None
    blank: str = ""
    unit: Unit = Unit.NONE
    low: float | None = None
    high: float | None = None
    low_open: bool = False
    high_open: bool = False
    choices: tuple[str, ...] = ()
    open_choices: bool = False
    links: tuple[str, ...] = ()
    example: Value = None

    @property
    def header(self) -> str:
        """The friendly header with its unit in brackets."""
        return f"{self.title} ({self.unit.value})" if self.unit.value else self.title

    @property
    def numeric(self) -> bool:
        return self.kind in (Kind.NUMBER, Kind.WHOLE)

    def outside(self, value: float) -> bool:
        """Whether a number breaks the declared bounds."""
        if self.low is not None and (value < self.low or (self.low_open and value == self.low)):
            return True
        return self.high is not None and (value > self.high or (self.high_open and value == self.high))

    def bounds_in_words(self) -> str:
        """The bounds as words for a finding: ``at least 0 and less than 1``; empty when there are none."""
        parts = []
        if self.low is not None:
            parts.append(f"{'more than' if self.low_open else 'at least'} {self.low:,g}")
        if self.high is not None:
            parts.append(f"{'less than' if self.high_open else 'at most'} {self.high:,g}")
        return " and ".join(parts)


def _declared(title: str, meaning: str, kind: Kind, default: Value, **more: Any) -> Any:
    column = Column(id="", title=title, kind=kind, meaning=meaning, default=default, **more)
    return field(default=default, metadata={"column": column})


def name(title: str, meaning: str, *, default: str | None = None, **more: Any) -> Any:
    """A name: trimmed text, compared without regard to case."""
    return _declared(title, meaning, Kind.NAME, default, **more)


def text(title: str, meaning: str, *, default: str | None = None, **more: Any) -> Any:
    """Free text."""
    return _declared(title, meaning, Kind.TEXT, default, **more)


def number(title: str, meaning: str, *, default: float | None = None, **more: Any) -> Any:
    """A finite number, with its unit."""
    return _declared(title, meaning, Kind.NUMBER, default, **more)


def whole(title: str, meaning: str, *, default: int | None = None, **more: Any) -> Any:
    """A whole number, with its unit."""
    return _declared(title, meaning, Kind.WHOLE, default, **more)


def month(title: str, meaning: str, *, default: Month | None = None, **more: Any) -> Any:
    """A calendar month."""
    return _declared(title, meaning, Kind.MONTH, default, **more)


def choice(title: str, meaning: str, *, default: str | None = None, **more: Any) -> Any:
    """One of the declared choices."""
    return _declared(title, meaning, Kind.CHOICE, default, **more)


def names(title: str, meaning: str, *, default: tuple[str, ...] = (), **more: Any) -> Any:
    """Names separated with ``;``, meaning any of them; blank means every."""
    return _declared(title, meaning, Kind.NAMES, default, **more)
