"""Decides how it is told what no workbook holds of a project, so that nothing is left behind unsaid."""

from __future__ import annotations

from collections.abc import Mapping

_WORDS = {"licence_rules": "licence rules as you said them", "hidden_magnets": "magnets in bought parts"}
_EMPTY = ("", "[]", "{}")


def left_out(plans: int, notes: Mapping[str, str]) -> str:
    """What a workbook of the case leaves out, as words behind "the"; empty where that is nothing.

    Args:
        plans: how many plans are kept with the case.
        notes: what is remembered with it, texts by name.
    """
    kept = [name for name, text in notes.items() if text not in _EMPTY]
    told = ["plans"] if plans else []
    told += [words for name, words in _WORDS.items() if name in kept]
    told += ["notes"] if any(name not in _WORDS for name in kept) else []
    return " and ".join(part for part in (", ".join(told[:-1]), *told[-1:]) if part)
