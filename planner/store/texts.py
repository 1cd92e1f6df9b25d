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


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if 0xD800 <= code <= 0xDFFF else chr(code)
