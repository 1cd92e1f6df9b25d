"""Decides how two lines of work run at the same time: each in its own thread, both awaited, faults passed on."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


def together(first: Callable[[], None], second: Callable[[], None]) -> None:
    """Do both at the same time and come back when both are done.

    The solver works without Python's lock, so two relaxations take little longer than one where there are two cores.

    Raises:
        Exception: what either raised; the first one's where both did.
    """
    with ThreadPoolExecutor(2) as threads:
        ends = [threads.submit(first), threads.submit(second)]
    for end in ends:
        end.result()
