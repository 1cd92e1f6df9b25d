"""Decides which number a text is, and whether its comma or its point is the decimal mark."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Mark(Enum):
    """The decimal mark; the value is the character."""

    POINT = "."
    COMMA = ","


_BODY = re.compile(r"[0-9]+(?:[.,][0-9]+)*(?:[.,])?|[.,][0-9]+")
_SPACES = re.compile(r"(?<=\d)[\s'’](?=\d{3}(?:\D|$))")
_MONEY = re.compile(r"^(?:[€$£¥]|EUR|USD|CNY|GBP|JPY|CHF)\s*|\s*(?:[€$£¥]|EUR|USD|CNY|GBP|JPY|CHF)$")
_USUAL = {
    Mark.POINT: re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"),
    Mark.COMMA: re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?"),
}
_EXPONENT = re.compile(r"[+-]?\d(?:[.,]\d+)?[eE][+-]?\d+")
_MINUS = str.maketrans({"−": "-", "–": "-"})


@dataclass(frozen=True, slots=True)
class Marks:
    """What the numbers of an export tell of its decimal mark.

    Attributes:
        mark: the one mark all of them fit, if only one does.
        example: the text of one that fits both, if there is one.
        torn: two texts of which the first fits only a point and the second only a comma, if there are such.
    """

    mark: Mark | None
    example: str
    torn: tuple[str, str] | None


def number_of(text: str, mark: Mark | None) -> float | None:
    """The number a text is; None where it is none, or could be two with no mark given.

    A minus may stand at the end, as in SAP's lists, or brackets may stand for it; a percent sign divides by 100.

    Args:
        text: as it stands in the cell.
        mark: the decimal mark of the export; None where that has not been settled.
    """
    if text.isascii() and text.isdigit():
        return float(text)
    if mark is not None and _USUAL[mark].fullmatch(text):  # nine of ten, in a third of the time
        return float(text.replace(".", "").replace(",", ".") if mark is Mark.COMMA else text.replace(",", ""))
    found = _taken_apart(text)
    if found is None:
        return None
    sign, body, share = found
    marks = _fitting(body)
    if mark is None:
        if len(marks) > 1 and _differ(body):
            return None
        mark = next(iter(marks), None)
    if mark is None or mark not in marks:
        return None
    other = "," if mark is Mark.POINT else "."
    return sign * float(body.replace(other, "").replace(",", ".")) * (0.01 if share else 1.0)


def is_percent(text: str) -> bool:
    return text.rstrip().endswith("%")


def marks_in(texts: Iterable[str]) -> Marks:
    """What texts tell of their decimal mark."""
    only: dict[Mark, str] = {}
    example = ""
    for text in dict.fromkeys(texts):
        found = _taken_apart(text) if "," in text or "." in text else None
        if found is None:
            continue
        marks = _fitting(found[1])
        if len(marks) == 1:
            only.setdefault(next(iter(marks)), text.strip())
        elif marks and _differ(found[1]):
            example = example or text.strip()
    torn = (only[Mark.POINT], only[Mark.COMMA]) if len(only) == 2 else None
    return Marks(next(iter(only)) if len(only) == 1 else None, example, torn)


def _taken_apart(text: str) -> tuple[int, str, bool] | None:
    """Sign, digits with marks, and whether it is in percent."""
    bare = text.strip().translate(_MINUS)
    if _EXPONENT.fullmatch(bare):
        return None  # what Excel has made of a long number: its digits are lost
    share = bare.endswith("%")
    bare = _MONEY.sub("", bare.removesuffix("%").strip())
    sign = 1
    if bare.startswith("(") and bare.endswith(")"):
        sign, bare = -1, bare[1:-1].strip()
    elif bare.endswith("-"):
        sign, bare = -1, bare[:-1].strip()
    elif bare[:1] in ("-", "+"):
        sign, bare = (-1 if bare[0] == "-" else 1), bare[1:].strip()
    spaced = _SPACES.sub("", bare)
    if not _BODY.fullmatch(spaced) or len(spaced) > 40:
        return None
    return sign, spaced, share


def _fitting(body: str) -> set[Mark]:
    """The decimal marks with which a number is well written."""
    return {mark for mark in Mark if _fits(body, mark)}


def _fits(body: str, mark: Mark) -> bool:
    whole, _, part = body.partition(mark.value)
    between = "," if mark is Mark.POINT else "."
    if mark.value in part or between in part:
        return False
    groups = whole.split(between)
    if len(groups) == 1:
        return True
    return 1 <= len(groups[0]) <= 3 and groups[0] != "0" and all(len(one) == 3 for one in groups[1:])


def _differ(body: str) -> bool:
    """Whether a number that fits both marks is another with each: 1.234, but not 12."""
    return "." in body or "," in body
