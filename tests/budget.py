"""Decides how many examples a property test tries: a tenth of the stated number, or all of them when asked."""

from __future__ import annotations

import os


def examples(full: int) -> int:
    """How many of ``full`` examples to try: all when REMANENCE_FULL is 1, else a tenth, at least one."""
    return full if os.environ.get("REMANENCE_FULL") == "1" else max(1, full // 10)
