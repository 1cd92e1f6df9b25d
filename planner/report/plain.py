"""Decides how values read for another program: months, days and lists as JSON has them, under the names of fields."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum

from planner.months import Month


def plain(value: object) -> object:
    """A value as JSON has it.

    A record becomes an object with the names of its fields, an enumeration its name in small letters, a month
    ``2027-01``, a day ``2027-01-31``, a tuple a list, a tuple of pairs that begin with a word or a year an object. A
    figure that does not exist or is not finite becomes null.
    """
    match value:
        case float():
            found: object = value if math.isfinite(value) else None
        case Enum():
            found = value.name.lower()
        case Month():
            found = str(value)
        case date():
            found = value.isoformat()
        case Mapping():
            found = {str(plain(key)): plain(one) for key, one in value.items()}
        case tuple() | list():
            pairs = value and all(_is_pair(one) for one in value)
            found = {str(key): plain(one) for key, one in value} if pairs else [plain(one) for one in value]
        case _ if is_dataclass(value):
            found = {one.name: plain(getattr(value, one.name)) for one in fields(value)}
        case _:
            found = value  # a word, a whole number, a truth or nothing
    return found


def _is_pair(value: object) -> bool:
    """Whether it is a word or a year and a figure: ``("Nd", 12.5)``."""
    return (
        isinstance(value, tuple)
        and len(value) == 2
        and isinstance(value[0], str | int)
        and isinstance(value[1], int | float)
    )
