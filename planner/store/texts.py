"""Decides how text travels in a workbook: what XML or Excel would spoil is written as ``_x000D_`` and read back."""

from __future__ import annotations

import re

LONGEST = 32_767
"""Most characters an Excel cell holds."""

_SPOILT = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def encoded(text: str) -> str:
    """The text as it stands in the file: control characters, and what looks like an escape, escaped."""
    return _SPOILT.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def decoded(text: str) -> str:
    """The text as people see it. Half characters (surrogates) are no text and stay escaped."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(_character, text)


def shortened(text: str, longest: int = 40) -> str:
    """The text as a sentence quotes it: on one line, and not for pages."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def rows_in_words(numbers: list[int], longest: int = 5) -> str:
    """``2-5, 9 and 12``: whole numbers in rising order, runs of them shortened."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    words = [str(first) if first == last else f"{first}-{last}" for first, last in runs[:longest]]
    return ", ".join(words) + (" and more" if len(runs) > longest else "")


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if 0xD800 <= code <= 0xDFFF else chr(code)
