"""Decides how many examples a property test tries: all of them with ``pytest --full``, a tenth otherwise."""

import os

FULL = "REMANENCE_FULL"


def examples(full: int) -> int:
    """The number of examples to try where ``full`` is the number stated; at least 1."""
    return full if os.environ.get(FULL) == "1" else max(1, full // 10)
