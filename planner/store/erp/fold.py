"""Decides when two headers are the same: without case, accents, spaces and marks, in either spelling of umlauts."""

from __future__ import annotations

import re
import unicodedata

_SPELT = {"ä": "ae", "ö": "oe", "ü": "ue"}
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")


def folded(text: str) -> str:
    """A header as it is compared: letters, digits and the percent sign alone. Brackets count: they tell (qty) from
    (value)."""
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(one for one in spread if one.isalnum() or one == "%")


def spellings(text: str) -> set[str]:
    """Every folded form under which a known header may stand in a file."""
    small = unicodedata.normalize("NFC", text.casefold())
    spelt = "".join(_SPELT.get(one, one) for one in small)
    return {folded(text), folded(spelt)} - {""}


def without_brackets(text: str) -> str:
    """A header without what stands in brackets at its end, mostly a unit."""
    return _BRACKETS.sub("", text) or text


def bracketed(text: str) -> str:
    """What stands in brackets at the end of a header, folded; empty if nothing."""
    found = _BRACKETS.search(text)
    return folded(found[0]) if found else ""
