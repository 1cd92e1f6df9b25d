"""Decides how words stand in a tooltip: as they are, never as markup, in lines of a readable length."""

from __future__ import annotations

import html


def tip(words: str) -> str:
    """Words for a tooltip."""
    return "<qt>" + html.escape(words).replace("\n", "<br>") + "</qt>" if words else ""
