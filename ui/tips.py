"""Decides how words stand in a tooltip: as they are, never as markup, in lines of a readable length."""

from __future__ import annotations


def tip(words: str) -> str:
    """Words for a tooltip."""
    return "<qt>" + escaped(words).replace("\n", "<br>") + "</qt>" if words else ""


def escaped(words: str) -> str:
    """Words as they stand in markup; the module ``html`` knows much more, and the start would wait for it."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
